"""Brings rules into force: drafts are edited as outlines, a second person approves them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import get_language
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
from visa.models import Condition, Fact, Route, RuleVersion
from visa.outline_checks import check
from visa.queries.titles import lines_of_rule


@transaction.atomic
def draft_rule(like: RuleVersion, *, valid_from: date, by: User) -> RuleVersion:
    """A draft for the same route with the conditions of another version, to be edited."""
    draft = copy_of(like, {"valid_from": valid_from, "valid_to": None, "note": ""})
    mark_proposed(draft, by)
    draft.save(force_insert=True)
    _copy_conditions(like, draft)
    return draft


@transaction.atomic
def edit_draft(rule: RuleVersion, conditions: Sequence[Condition], *, by: User) -> None:
    """Replace a draft's outline by these unsaved rows, numbered in their order.

    The draft is then the editor's own, who can't approve it any more. Raises CannotEnact once it
    was approved.
    """
    check_open(rule)
    rule.conditions.all().delete()
    for position, condition in enumerate(conditions, start=1):
        condition.pk, condition.rule, condition.position = None, rule, position
    Condition.objects.bulk_create(conditions)
    take_over_draft(rule, by=by)


def take_over_draft(rule: RuleVersion, *, by: User) -> None:
    """Whoever edited a draft last is who proposes it, so that a second person reads all of it."""
    check_open(rule)
    mark_proposed(rule, by)
    rule.save()


@transaction.atomic
def approve_rule(rule: RuleVersion, *, by: User, at: datetime) -> RuleVersion:
    """Let a draft go live; the version before it ends where it begins.

    Raises CannotEnact for one's own draft, for an outline with faults, and where a later version
    would be touched.
    """
    Route.objects.select_for_update().get(pk=rule.route_id)
    rule = RuleVersion.objects.get(pk=rule.pk)
    check_approver(rule, by)
    check_outline(rule)
    standing = RuleVersion.objects.standing().filter(route=rule.route_id)
    former = make_room(rule, list(standing.order_by("valid_from")))
    if former:
        RuleVersion.objects.filter(pk=former.pk).update(superseded_at=at)
        if former.valid_from < rule.valid_from:
            shortened = draft_rule(former, valid_from=former.valid_from, by=_author(rule))
            shortened.valid_to, shortened.note = rule.valid_from, former.note
            _go_live(shortened, by, at)
    _go_live(rule, by, at)
    return rule


@transaction.atomic
def withdraw_draft(rule: RuleVersion) -> None:
    """Delete a draft with its conditions. Raises CannotEnact once it was approved."""
    check_open(rule)
    rule.delete()


def check_outline(rule: RuleVersion) -> None:
    """Raises CannotEnact with a sentence for every fault of the rule's outline."""
    facts = {fact.key: fact.as_fact() for fact in Fact.objects.prefetch_related("choices")}
    language = get_language() or "en"
    faults = [fault.text.in_language(language) for fault in check(lines_of_rule(rule), facts)]
    if faults:
        raise CannotEnact(faults)


def _author(rule: RuleVersion) -> User:
    if rule.proposed_by is None:
        raise CannotEnact(_("What comes with the product is approved by loading it."))
    return rule.proposed_by


def _go_live(rule: RuleVersion, by: User, at: datetime) -> None:
    mark_approved(rule, by, at)
    rule.save()


def _copy_conditions(source: RuleVersion, target: RuleVersion) -> None:
    rows = list(source.conditions.order_by("position"))
    for row in rows:
        row.pk, row.rule = None, target
    Condition.objects.bulk_create(rows)
