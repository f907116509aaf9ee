"""The part of enacting that values and rules share: two persons, and room for what comes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from visa.models import Enacted


class CannotEnact(ValidationError):
    """Why a proposal can't be made or approved, as a sentence for the editor."""


def check_open(row: Enacted) -> None:
    """Raises CannotEnact once the proposal was approved."""
    if row.is_approved:
        raise CannotEnact(_("This was approved already; propose what shall follow it."))


def check_approver(row: Enacted, by: User) -> None:
    """Raises CannotEnact unless the proposal is open and somebody else's."""
    check_open(row)
    if row.is_declined:
        raise CannotEnact(_("This was declined already; propose it anew."))
    if row.proposed_by_id == by.pk:
        raise CannotEnact(_("You proposed this yourself; a second person has to approve it."))


def make_room[Row: Enacted](new: Row, standing: Sequence[Row]) -> Row | None:
    """The standing row that gives way to the new one: it ends there, or is replaced if it began
    on the same day. None where nothing holds on the first day.

    Raises CannotEnact where another row would be touched, or a stretch left without any.
    """
    overlapping = [row for row in standing if _overlap(row, new)]
    for row in overlapping:
        if row.valid_from > new.valid_from:
            raise CannotEnact(
                _("Something is approved from %(day)s on already: let this end there at latest.")
                % {"day": row.valid_from}
            )
    former = overlapping[0] if overlapping else None
    if former and former.valid_from < new.valid_from and _goes_on_after(former, new):
        raise CannotEnact(
            _("From %(start)s to %(end)s nothing would hold any more: let this end there.")
            % {"start": new.valid_to, "end": former.valid_to}
        )
    return former


def _overlap(one: Enacted, other: Enacted) -> bool:
    return (one.valid_to is None or other.valid_from < one.valid_to) and (
        other.valid_to is None or one.valid_from < other.valid_to
    )


def _goes_on_after(former: Enacted, new: Enacted) -> bool:
    """Whether a former row with an end of its own would have gone on after the new one."""
    return bool(former.valid_to and new.valid_to and new.valid_to < former.valid_to)


def mark_proposed(row: Enacted, by: User) -> None:
    row.proposed_by, row.loaded = by, False
    row.approved_by = row.known_from = row.superseded_at = None
    row.declined_at, row.declined_by, row.declined_because = None, None, ""


def mark_approved(row: Enacted, by: User, at: datetime) -> None:
    row.approved_by, row.known_from = by, at


def copy_of[Row: Enacted](row: Row, changes: Mapping[str, object]) -> Row:
    """An unsaved row with the same columns but those that tell who made it known, and when."""
    bookkeeping = {"id", "recorded_at", "submitted_at"}
    columns = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in bookkeeping and field.name not in changes
    }
    copy = type(row)(**columns, **changes)
    copy.superseded_at = None
    return copy
