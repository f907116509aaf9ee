"""Brings values into force: one person proposes, another approves, nothing is edited."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from visa.approving import (
    CannotEnact,
    check_approver,
    check_open,
    copy_of,
    make_room,
    mark_approved,
    mark_proposed,
)
from visa.formulas import agrees_with_gazette
from visa.models import Parameter, ParameterValue
from visa.queries.law import value_book


@transaction.atomic
def propose_value(value: ParameterValue, *, by: User) -> ParameterValue:
    """Store a value that a second person then approves; a yearly one ends on 1 January.

    Raises CannotEnact where a formula has no factors or doesn't give the published amount, and
    ValidationError for columns that make no sense.
    """
    mark_proposed(value, by)
    if value.valid_to is None and value.parameter.cadence == Parameter.Cadence.YEARLY:
        value.valid_to = date(value.valid_from.year + 1, 1, 1)
    value.full_clean()
    check_formula(value)
    value.save(force_insert=True)
    return value


def propose_correction(
    value: ParameterValue, changes: Mapping[str, object], *, by: User
) -> ParameterValue:
    """Propose the same value with other columns; once approved it supersedes the wrong one."""
    return propose_value(copy_of(value, changes), by=by)


@transaction.atomic
def approve_value(value: ParameterValue, *, by: User, at: datetime) -> ParameterValue:
    """Let a proposal go live: what held before ends where it begins.

    Raises CannotEnact for one's own proposal, and where a later value would be touched.
    """
    Parameter.objects.select_for_update().get(pk=value.parameter_id)
    value = ParameterValue.objects.select_related("parameter").get(pk=value.pk)
    check_approver(value, by)
    check_formula(value)
    standing = ParameterValue.objects.standing().filter(parameter=value.parameter)
    former = make_room(value, list(standing.order_by("valid_from")))
    if former:
        ParameterValue.objects.filter(pk=former.pk).update(superseded_at=at)
        for changes in _what_is_left(former, value):
            rest = copy_of(former, changes)
            rest.loaded, rest.proposed_by = False, value.proposed_by
            mark_approved(rest, by, at)
            rest.save(force_insert=True)
    mark_approved(value, by, at)
    value.save(update_fields=["approved_by", "known_from"])
    return value


def _what_is_left(former: ParameterValue, value: ParameterValue) -> Iterator[Mapping[str, object]]:
    """How copies of a superseded value differ from it: it ended earlier, or goes on afterwards.

    Only a formula until further notice goes on: it is law, while an amount would be last year's.
    """
    if former.valid_from < value.valid_from:
        yield {"valid_to": value.valid_from}
    if former.amount is None and former.valid_to is None and value.valid_to is not None:
        yield {"valid_from": value.valid_to, "published_amount": None}


def withdraw_value(value: ParameterValue) -> None:
    """Take back a proposal. Raises CannotEnact once it was approved."""
    check_open(value)
    value.delete()


def confirm_value(value: ParameterValue, *, on: date) -> None:
    """Note that a person compared the value with its source on that day: checked, still right."""
    value.verified_on = on
    value.save(update_fields=["verified_on"])


def check_formula(value: ParameterValue) -> None:
    """Raises CannotEnact unless a formula gives what the gazette printed in the whole period.

    Where nothing was printed yet a factor may be missing too: the result is unpublished then.
    """
    if value.amount is not None or value.published_amount is None:
        return
    factors = (
        ParameterValue.objects.standing()
        .filter(parameter__in=[value.percentage_id, value.base_id])
        .select_related("citation__source")
    )
    results = value_book([*factors, value]).values.get(value.parameter.key, ())
    if not results or results[0].valid_from != value.valid_from:
        raise CannotEnact(
            _("On %(day)s the percentage or the base has no approved value.")
            % {"day": value.valid_from}
        )
    for result in results:
        if not agrees_with_gazette(result):
            raise CannotEnact(
                _("From %(day)s on the formula gives %(result)s, but %(published)s was published.")
                % {
                    "day": result.valid_from,
                    "result": result.in_cents(),
                    "published": result.published,
                }
            )
