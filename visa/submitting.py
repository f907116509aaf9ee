"""What happens to a proposal before its approval: handed in, taken back, or declined."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from visa.approving import CannotEnact, check_approver, check_open
from visa.enacting_rules import approve_rule, check_outline, take_over_draft
from visa.models import Enacted, RuleVersion


@transaction.atomic
def submit_draft(rule: RuleVersion, *, by: User, at: datetime) -> None:
    """Hand in a draft: from now on it isn't edited, and others can approve it.

    Whoever hands it in proposes it. Raises CannotEnact with a sentence for every fault.
    """
    rule = RuleVersion.objects.select_for_update().get(pk=rule.pk)
    check_editable(rule)
    check_outline(rule)
    take_over_draft(rule, by=by)
    rule.submitted_at = at
    rule.save(update_fields=["submitted_at"])


@transaction.atomic
def reopen_draft(rule: RuleVersion, *, by: User) -> None:
    """Take back what was handed in, to write on it. Raises CannotEnact once it was approved."""
    rule = RuleVersion.objects.select_for_update().get(pk=rule.pk)
    take_over_draft(rule, by=by)
    rule.submitted_at = None
    rule.save(update_fields=["submitted_at"])


def approve_submitted(rule: RuleVersion, *, by: User, at: datetime) -> RuleVersion:
    """Let a rule go live that was handed in. Raises CannotEnact, as for a draft."""
    if rule.submitted_at is None:
        raise CannotEnact(_("This is still being written: its editor has to hand it in first."))
    return approve_rule(rule, by=by, at=at)


@transaction.atomic
def decline(row: Enacted, *, by: User, at: datetime, because: str) -> None:
    """Refuse a proposal and say why; a rule is its editor's draft again, a value is at its end.

    Raises CannotEnact for one's own proposal, and without a reason.
    """
    row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    check_approver(row, by)
    if not because.strip():
        raise CannotEnact(_("Please say why you decline it: the proposer reads it."))
    row.declined_at, row.declined_by, row.declined_because = at, by, because.strip()
    if isinstance(row, RuleVersion):
        row.submitted_at = None
    row.save()


def check_editable(rule: RuleVersion) -> None:
    """Raises CannotEnact unless the rule is a draft that nobody has handed in."""
    check_open(rule)
    if not rule.is_editable:
        raise CannotEnact(_("This awaits approval; take it back before you write on it."))


def is_awaiting(row: Enacted) -> bool:
    """Whether a second person may decide on it now."""
    if isinstance(row, RuleVersion) and row.submitted_at is None:
        return False
    return not row.is_approved and not row.is_declined


def approve_permission(row: Enacted) -> str:
    return f"visa.approve_{type(row)._meta.model_name}"


def may_decide(row: Enacted, user: User) -> bool:
    return (
        is_awaiting(row)
        and user.has_perm(approve_permission(row))
        and row.proposed_by_id != user.pk
    )
