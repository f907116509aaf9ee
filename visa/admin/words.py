"""What the admin says about dated law: its state, its period, and how soon it ends."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from benchmarks import formats
from benchmarks.moments import Moment
from visa.models import Enacted, ParameterValue, RuleVersion


@dataclass(frozen=True, slots=True)
class State:
    """`code` is for the style sheet, `label` for people."""

    code: str
    label: str


def language() -> str:
    return "de" if (get_language() or "").startswith("de") else "en"


def day(value: date) -> str:
    return formats.day(value, language())


def period(row: Enacted) -> str:
    """`1 January 2026 to 31 December 2026`, the last day included, as people say it."""
    since = day(row.valid_from)
    if row.valid_to is None:
        return _("%(day)s until further notice") % {"day": since}
    return _("%(first)s to %(last)s") % {
        "first": since,
        "last": day(row.valid_to - timedelta(days=1)),
    }


def deadline(ends_on: date, on: date) -> str:
    """When something ends, in words; `ends_on` is the first day without it."""
    days_left = (ends_on - on).days
    if days_left <= 0:
        return _("nothing since %(day)s") % {"day": day(ends_on)}
    return ngettext("ends in %(n)s day", "ends in %(n)s days", days_left) % {"n": days_left}


def state_of(row: Enacted, moment: Moment) -> State:
    """Where a row stands, as known at the moment."""
    if row.superseded_at is not None:
        return State("superseded", _("superseded"))
    if not row.is_approved:
        return _state_of_proposal(row)
    if row.valid_from > moment.on:
        return State("coming", _coming(row))
    if row.valid_to is not None and row.valid_to <= moment.on:
        return State("ended", _("ended"))
    return State("in-force", _("in force"))


def _coming(row: Enacted) -> str:
    if isinstance(row, ParameterValue) and row.is_announced:
        return _("announced")
    return _("approved, still to come")


def _state_of_proposal(row: Enacted) -> State:
    if isinstance(row, RuleVersion) and row.is_editable:
        declined = State("declined", _("draft, declined"))
        return declined if row.is_declined else State("draft", _("draft"))
    if row.is_declined:
        return State("declined", _("declined"))
    return State("awaiting", _("awaiting approval"))
