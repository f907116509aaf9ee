"""Proposals before their approval: handed in, taken back, declined with a reason; and rehearsed."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from benchmarks.moments import Moment
from tests.visa.rows import (
    NOON,
    make_citation,
    make_condition,
    make_fact,
    make_parameter,
    make_percentage,
    make_route,
    make_rule,
    make_title,
    make_user,
    make_value,
)
from visa.approving import CannotEnact
from visa.enacting import approve_value, propose_value
from visa.enacting_rules import draft_rule
from visa.models import ParameterValue, RuleVersion
from visa.outcomes import Outcome
from visa.queries import read_titles, read_values
from visa.rehearsing import as_if_approved, place_of, rehearse
from visa.scenario_files import Expectation, Scenario
from visa.submitting import (
    approve_submitted,
    check_editable,
    decline,
    is_awaiting,
    may_decide,
    reopen_draft,
    submit_draft,
)

pytestmark = pytest.mark.django_db
YEAR_2027 = date(2027, 1, 1)


@pytest.fixture
def ann() -> User:
    return make_user("ann")


@pytest.fixture
def ben() -> User:
    return make_user("ben")


@pytest.fixture
def proposal(ann: User) -> ParameterValue:
    """The base of 2027, after that of 2026."""
    base = make_parameter()
    make_value(base)
    return propose_value(
        ParameterValue(
            parameter=base,
            amount=Decimal(105_000),
            valid_from=YEAR_2027,
            citation=make_citation(),
        ),
        by=ann,
    )


@pytest.fixture
def draft(ann: User) -> RuleVersion:
    route = make_route(make_title())
    former = make_rule(route)
    make_condition(former)
    RuleVersion.objects.filter(pk=former.pk).update(known_from=NOON)
    return draft_rule(former, valid_from=YEAR_2027, by=ann)


def test_a_declined_value_keeps_its_reason_and_is_at_its_end(
    proposal: ParameterValue, ann: User, ben: User
) -> None:
    decline(proposal, by=ben, at=NOON, because=" A typo ")

    proposal.refresh_from_db()
    assert (proposal.declined_by, proposal.declined_because) == (ben, "A typo")
    assert not is_awaiting(proposal)
    assert not ParameterValue.objects.awaiting_approval().exists()
    with pytest.raises(CannotEnact, match="declined already"):
        approve_value(proposal, by=ben, at=NOON)


def test_the_database_keeps_what_was_declined(proposal: ParameterValue, ben: User) -> None:
    decline(proposal, by=ben, at=NOON, because="A typo")

    with pytest.raises(IntegrityError, match="approved or declined"):
        ParameterValue.objects.filter(pk=proposal.pk).delete()


@pytest.mark.parametrize(
    ("by", "because", "sentence"),
    [("ann", "A typo", "yourself"), ("ben", "  ", "say why")],
)
def test_declining_takes_another_person_and_a_reason(
    proposal: ParameterValue, by: str, because: str, sentence: str
) -> None:
    with pytest.raises(CannotEnact, match=sentence):
        decline(proposal, by=make_user(by), at=NOON, because=because)


def test_a_draft_is_approved_once_it_was_handed_in(
    draft: RuleVersion, ann: User, ben: User
) -> None:
    with pytest.raises(CannotEnact, match="still being written"):
        approve_submitted(draft, by=ben, at=NOON)

    submit_draft(draft, by=ann, at=NOON)
    draft.refresh_from_db()
    assert list(RuleVersion.objects.awaiting_approval()) == [draft]
    with pytest.raises(CannotEnact, match="take it back"):
        check_editable(draft)

    approve_submitted(draft, by=ben, at=NOON)
    assert RuleVersion.objects.standing().in_force(YEAR_2027).get() == draft


def test_what_was_handed_in_can_be_taken_back_by_another_editor_who_then_proposes_it(
    draft: RuleVersion, ann: User, ben: User
) -> None:
    submit_draft(draft, by=ann, at=NOON)

    reopen_draft(draft, by=ben)

    draft.refresh_from_db()
    assert (draft.is_editable, draft.proposed_by) == (True, ben)


def test_a_declined_rule_is_a_draft_again_with_the_reason_until_it_is_handed_in_anew(
    draft: RuleVersion, ann: User, ben: User
) -> None:
    submit_draft(draft, by=ann, at=NOON)

    decline(draft, by=ben, at=NOON, because="§ 19f is missing")
    draft.refresh_from_db()
    assert (draft.is_editable, draft.declined_because) == (True, "§ 19f is missing")

    submit_draft(draft, by=ann, at=NOON)
    draft.refresh_from_db()
    assert (is_awaiting(draft), draft.declined_because) == (True, "")


def test_an_outline_with_faults_is_not_handed_in(draft: RuleVersion, ann: User) -> None:
    draft.conditions.update(depth=1)

    with pytest.raises(CannotEnact, match="first line"):
        submit_draft(draft, by=ann, at=NOON)


def test_who_may_decide_has_the_right_and_proposed_something_else(
    proposal: ParameterValue, ann: User
) -> None:
    admin, stranger = User.objects.create_superuser("admin"), make_user("stranger")
    ann.is_superuser = True

    assert may_decide(proposal, admin)
    assert not may_decide(proposal, stranger)
    assert not may_decide(proposal, ann)


def test_a_rehearsal_shows_the_proposal_in_force_and_leaves_nothing(
    proposal: ParameterValue,
) -> None:
    share = make_percentage()
    make_value(share, amount=Decimal(50), valid_to=None)
    threshold = make_parameter("de.threshold", cadence="ad_hoc")
    make_value(threshold, amount=None, percentage=share, base=proposal.parameter, valid_to=None)

    def amount() -> Decimal | None:
        value = read_values(NOON).value_on("de.threshold", YEAR_2027)
        return value.in_cents() if value else None

    with as_if_approved(proposal, at=NOON):
        rehearsed = amount()

    proposal.refresh_from_db()
    assert (rehearsed, amount()) == (Decimal("52500.00"), None)
    assert not proposal.is_approved


def test_a_rehearsal_tells_every_figure_that_would_change_on_the_day(
    proposal: ParameterValue,
) -> None:
    make_value(make_parameter("de.other"), valid_to=None)

    (change,) = rehearse(proposal, [], at=NOON).amount_changes(YEAR_2027)

    assert change.parameter.key == "de.base"
    assert change.before is None
    assert change.after is not None
    assert change.after.amount == Decimal(105_000)


def test_a_rehearsed_rule_leaves_the_former_one_in_force(draft: RuleVersion) -> None:
    moment = Moment(on=YEAR_2027, known_at=NOON, is_now=False)

    with as_if_approved(draft, at=NOON):
        (rehearsed,) = read_titles(moment)[0].routes
    (route,) = read_titles(moment)[0].routes

    assert rehearsed.rule.valid_from == YEAR_2027
    assert route.rule.valid_from == date(2026, 1, 1)


@pytest.fixture
def scenario_on() -> Callable[[date], Scenario]:
    def make(day: date) -> Scenario:
        return Scenario(
            name=f"On {day}",
            title="de.card",
            route=None,
            as_of=day,
            facts={"job": "yes"},
            expect=Expectation(verdict=Outcome.AUTHORITY),
            source="a test",
        )

    return make


def test_cases_are_tried_before_and_after_the_change(
    draft: RuleVersion, scenario_on: Callable[[date], Scenario]
) -> None:
    make_fact("job", "yes_no")
    draft.conditions.update(operator="evidence", fact_id=make_fact("other", "yes_no").pk)

    scenarios = [scenario_on(date(2026, 12, 31)), scenario_on(YEAR_2027)]
    same, changed = rehearse(draft, scenarios, at=NOON).trials

    assert (same.is_changed, same.mismatches) == (False, ())
    assert (changed.before, changed.after) == (Outcome.AUTHORITY, Outcome.UNKNOWN)
    assert [one.what for one in changed.mismatches] == ["verdict"]


def test_a_draft_can_be_tried_in_the_place_of_the_version_before_it(
    draft: RuleVersion, scenario_on: Callable[[date], Scenario]
) -> None:
    make_fact("job", "yes_no")
    draft.conditions.update(operator="evidence", fact_id=make_fact("other", "yes_no").pk)
    days = [date(2025, 12, 31), date(2026, 1, 1), YEAR_2027]

    since = place_of(draft)
    tried = rehearse(draft, [scenario_on(day) for day in days], at=NOON, since=since)

    assert since == date(2026, 1, 1)
    assert [one.is_changed for one in tried.trials] == [False, True, True]
    draft.refresh_from_db()
    assert draft.valid_from == YEAR_2027
