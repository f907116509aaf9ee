"""How values and rules go live: proposed by one, approved by another, superseded, never edited."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from benchmarks.moments import Moment
from tests.visa.rows import (
    ALWAYS,
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
from visa.enacting import (
    approve_value,
    confirm_value,
    propose_correction,
    propose_value,
    withdraw_value,
)
from visa.enacting_rules import (
    approve_rule,
    draft_rule,
    edit_draft,
    take_over_draft,
    withdraw_draft,
)
from visa.models import Condition, Parameter, ParameterValue, RuleVersion
from visa.queries import read_expiries, read_holes, read_law, read_titles, read_values
from visa.values import State

pytestmark = pytest.mark.django_db
YEAR_2026, YEAR_2027, YEAR_2028 = (date(year, 1, 1) for year in (2026, 2027, 2028))
LATER = NOON + timedelta(hours=1)


def new_value(parameter: Parameter, **overrides: object) -> ParameterValue:
    fields = {
        "parameter": parameter,
        "amount": Decimal(105_000),
        "valid_from": YEAR_2027,
        "citation": make_citation(),
    }
    return ParameterValue(**(fields | overrides))


def enact(value: ParameterValue, at: datetime = NOON) -> ParameterValue:
    propose_value(value, by=make_user("ann"))
    return approve_value(value, by=make_user("ben"), at=at)


def moment(on: date, known_at: datetime = LATER) -> Moment:
    return Moment(on=on, known_at=known_at, is_now=False)


def amounts(parameter: Parameter, known_at: datetime = LATER) -> list[tuple[date, date | None]]:
    values = read_values(known_at).values.get(parameter.key, ())
    return [(one.valid_from, one.valid_to) for one in values]


def test_a_proposal_is_known_once_a_second_person_approved_it() -> None:
    parameter = make_parameter()

    value = propose_value(new_value(parameter), by=make_user("ann"))
    assert amounts(parameter) == []
    assert list(ParameterValue.objects.awaiting_approval()) == [value]

    approve_value(value, by=make_user("ben"), at=NOON)
    assert amounts(parameter, NOON) == [(YEAR_2027, YEAR_2028)]
    assert amounts(parameter, NOON - timedelta(seconds=1)) == []


def test_nobody_approves_their_own_proposal() -> None:
    value = propose_value(new_value(make_parameter()), by=make_user("ann"))

    with pytest.raises(CannotEnact, match="yourself"):
        approve_value(value, by=make_user("ann"), at=NOON)


def test_nothing_is_approved_twice() -> None:
    value = enact(new_value(make_parameter()))

    with pytest.raises(CannotEnact, match="already"):
        approve_value(value, by=make_user("cleo"), at=LATER)


@pytest.mark.parametrize(("cadence", "end"), [("yearly", YEAR_2028), ("ad_hoc", None)])
def test_a_yearly_value_ends_by_itself(cadence: str, end: date | None) -> None:
    value = propose_value(
        new_value(make_parameter(cadence=cadence), valid_from=date(2027, 3, 1)),
        by=make_user("ann"),
    )

    assert value.valid_to == end


def test_what_was_open_ends_where_the_next_begins() -> None:
    parameter = make_parameter(cadence="ad_hoc")
    former = make_value(parameter, valid_to=None)

    enact(new_value(parameter))

    assert amounts(parameter, NOON) == [(YEAR_2026, YEAR_2027), (YEAR_2027, None)]
    assert amounts(parameter, NOON - timedelta(seconds=1)) == [(YEAR_2026, None)]
    former.refresh_from_db()
    assert (former.superseded_at, former.valid_to) == (NOON, None)
    shortened = ParameterValue.objects.standing().get(valid_from=YEAR_2026)
    assert (shortened.amount, shortened.approved_by) == (former.amount, make_user("ben"))


def test_a_correction_supersedes_what_was_wrong() -> None:
    wrong = make_value(make_parameter(), amount=Decimal(101_040))

    correction = propose_correction(wrong, {"amount": Decimal(101_400)}, by=make_user("ann"))
    approve_value(correction, by=make_user("ben"), at=NOON)

    before = read_values(NOON - timedelta(seconds=1)).value_on("de.base", YEAR_2026)
    after = read_values(NOON).value_on("de.base", YEAR_2026)
    assert before is not None
    assert after is not None
    assert (before.amount, after.amount) == (Decimal(101_040), Decimal(101_400))
    assert after.valid_to == YEAR_2027


def test_a_later_value_is_not_touched() -> None:
    parameter = make_parameter(cadence="ad_hoc")
    make_value(parameter, valid_from=YEAR_2028, valid_to=None)
    value = propose_value(new_value(parameter), by=make_user("ann"))

    with pytest.raises(CannotEnact, match="2028-01-01"):
        approve_value(value, by=make_user("ben"), at=NOON)


def test_no_stretch_is_left_without_a_value() -> None:
    parameter = make_parameter()
    make_value(parameter)
    value = new_value(parameter, valid_from=date(2026, 3, 1), valid_to=date(2026, 4, 1))
    propose_value(value, by=make_user("ann"))

    with pytest.raises(CannotEnact, match="From 2026-04-01 to 2027-01-01"):
        approve_value(value, by=make_user("ben"), at=NOON)


def test_a_proposal_can_be_withdrawn_and_an_approved_value_can_not() -> None:
    value = propose_value(new_value(make_parameter()), by=make_user("ann"))
    withdraw_value(value)
    approved = enact(new_value(Parameter.objects.get()))

    with pytest.raises(CannotEnact):
        withdraw_value(approved)
    assert ParameterValue.objects.get() == approved


def test_a_value_is_checked_again() -> None:
    value = make_value(make_parameter())

    confirm_value(value, on=date(2026, 11, 23))

    known = read_values(NOON).value_on("de.base", YEAR_2026)
    assert known is not None
    assert known.verified_on == date(2026, 11, 23)


def test_what_makes_no_sense_is_refused_before_it_is_stored() -> None:
    with pytest.raises(ValidationError):
        propose_value(new_value(make_parameter(), amount=None), by=make_user("ann"))

    assert not ParameterValue.objects.exists()


# Formulas


@pytest.fixture
def threshold() -> Parameter:
    """45.3 percent of a base that is 101,400 in 2026."""
    make_value(make_parameter())
    make_value(make_percentage(), amount=Decimal("45.3"), valid_to=None)
    return make_parameter("de.threshold")


def formula(parameter: Parameter, **overrides: object) -> ParameterValue:
    fields = {
        "amount": None,
        "percentage": Parameter.objects.get(key="de.share"),
        "base": Parameter.objects.get(key="de.base"),
        "valid_from": YEAR_2026,
        "published_amount": Decimal("45934.20"),
    }
    return new_value(parameter, **(fields | overrides))


def test_a_formula_is_worked_out_from_its_factors_of_the_day(threshold: Parameter) -> None:
    enact(formula(threshold))

    value = read_values(NOON).value_on("de.threshold", YEAR_2026)
    assert value is not None
    assert value.formula is not None
    assert (value.amount, value.published) == (Decimal("45934.20"), Decimal("45934.20"))
    assert value.formula.base.amount == Decimal(101_400)
    assert value.valid_to == YEAR_2027


def test_a_published_amount_that_the_formula_does_not_give_is_refused(
    threshold: Parameter,
) -> None:
    with pytest.raises(CannotEnact, match=r"gives 45934\.20.*45934\.00 was published"):
        propose_value(formula(threshold, published_amount=Decimal("45934.00")), by=make_user("ann"))


def test_a_formula_without_factors_is_refused(threshold: Parameter) -> None:
    with pytest.raises(CannotEnact, match="2027-01-01"):
        propose_value(formula(threshold, valid_from=YEAR_2027), by=make_user("ann"))


def test_last_years_base_makes_no_threshold(threshold: Parameter) -> None:
    make_value(
        threshold,
        amount=None,
        percentage=formula(threshold).percentage,
        base=formula(threshold).base,
        valid_to=None,
    )

    assert amounts(threshold) == [(YEAR_2026, YEAR_2027)]
    reading = read_law(moment(YEAR_2027)).values.read("de.threshold", YEAR_2027)
    assert reading.state is State.UNPUBLISHED
    assert reading.last is not None
    assert reading.last.in_cents() == Decimal("45934.20")


def test_a_formula_without_end_follows_its_base(threshold: Parameter) -> None:
    make_value(
        threshold,
        amount=None,
        percentage=formula(threshold).percentage,
        base=formula(threshold).base,
        valid_to=None,
    )

    enact(new_value(Parameter.objects.get(key="de.base"), amount=Decimal(100_000)))

    value = read_values(NOON).value_on("de.threshold", YEAR_2027)
    assert value is not None
    assert value.in_cents() == Decimal("45300.00")


def test_a_formula_goes_on_after_a_year_whose_amount_was_published(threshold: Parameter) -> None:
    open_formula = formula(threshold)
    make_value(
        threshold,
        amount=None,
        percentage=open_formula.percentage,
        base=open_formula.base,
        valid_to=None,
    )

    enact(formula(threshold))
    enact(new_value(Parameter.objects.get(key="de.base"), amount=Decimal(100_000)))

    book = read_values(NOON)
    published = [(one.valid_from, one.published) for one in book.values["de.threshold"]]
    assert published == [(YEAR_2026, Decimal("45934.20")), (YEAR_2027, None)]


def test_a_formula_may_wait_for_its_base(threshold: Parameter) -> None:
    enact(formula(threshold, valid_from=YEAR_2027, published_amount=None))

    assert amounts(threshold) == []


def test_an_announced_factor_makes_an_announced_result(threshold: Parameter) -> None:
    enact(new_value(Parameter.objects.get(key="de.base"), status="announced"))
    enact(formula(threshold, valid_from=YEAR_2027, published_amount=None))

    book = read_values(NOON)
    assert book.read("de.threshold", YEAR_2027).state is State.ANNOUNCED
    assert book.read("de.threshold", date(2028, 1, 1)).state is State.UNPUBLISHED


# Alarms


def test_holes_between_values_are_reported() -> None:
    parameter = make_parameter()
    make_value(parameter)
    make_value(parameter, valid_from=YEAR_2028, valid_to=None)

    (hole,) = read_holes(moment(YEAR_2026))

    assert (hole.parameter, hole.valid_from, hole.valid_to) == ("de.base", YEAR_2027, YEAR_2028)


@pytest.mark.parametrize(
    ("on", "days_left"),
    [
        (date(2026, 11, 1), None),
        (date(2026, 11, 2), 60),
        (date(2026, 12, 31), 1),
        (date(2027, 1, 8), -7),
        (date(2028, 1, 1), None),
    ],
)
def test_a_value_that_ends_soon_or_ended_is_reported(on: date, days_left: int | None) -> None:
    make_value(make_parameter())

    found = read_expiries(moment(on))

    assert [one.days_left for one in found] == ([] if days_left is None else [days_left])


def test_a_value_with_a_follower_is_no_alarm() -> None:
    parameter = make_parameter()
    make_value(parameter)

    enact(new_value(parameter))

    assert read_expiries(moment(date(2026, 12, 31))) == []


def test_a_rule_that_ends_is_reported() -> None:
    rule = make_rule(make_route(make_title()), valid_to=YEAR_2027)
    make_condition(rule)
    RuleVersion.objects.update(known_from=ALWAYS)

    (found,) = read_expiries(moment(date(2026, 12, 1)))

    assert (found.kind, found.key, found.days_left) == ("route", "de.card.general", 31)


# Rules


@pytest.fixture
def rule() -> RuleVersion:
    """A rule in force since 2026 that leaves all to the authority."""
    rule = make_rule(make_route(make_title()))
    make_condition(rule)
    RuleVersion.objects.update(known_from=ALWAYS)
    rule.refresh_from_db()
    return rule


def keys_on(day: date, known_at: datetime = LATER) -> list[str]:
    (title,) = read_titles(moment(day, known_at))
    return [route.rule.term.key for route in title.routes]


def other_condition() -> Condition:
    fact = make_fact("pension", "yes_no")
    return Condition(
        key="pension",
        operator="evidence",
        fact=fact,
        text_de="Rente",
        text_en="Pension",
        citation=make_citation(),
    )


def test_a_changed_rule_goes_live_by_a_second_person(rule: RuleVersion) -> None:
    ann, ben = make_user("ann"), make_user("ben")
    draft = draft_rule(rule, valid_from=YEAR_2027, by=ann)
    edit_draft(draft, [other_condition()], by=ann)
    assert keys_on(YEAR_2027) == ["judged"]

    with pytest.raises(CannotEnact, match="yourself"):
        approve_rule(draft, by=ann, at=NOON)
    approve_rule(draft, by=ben, at=NOON)

    assert keys_on(date(2026, 12, 31)) == ["judged"]
    assert keys_on(YEAR_2027) == ["pension"]
    assert keys_on(YEAR_2027, NOON - timedelta(seconds=1)) == ["judged"]
    rule.refresh_from_db()
    assert (rule.valid_to, rule.superseded_at) == (None, NOON)


def test_a_rule_is_corrected_from_its_first_day_on(rule: RuleVersion) -> None:
    draft = draft_rule(rule, valid_from=YEAR_2026, by=make_user("ann"))
    edit_draft(draft, [other_condition()], by=make_user("ann"))

    approve_rule(draft, by=make_user("ben"), at=NOON)

    assert keys_on(YEAR_2026) == ["pension"]
    assert RuleVersion.objects.standing().count() == 1


def test_whoever_edited_a_draft_last_does_not_approve_it(rule: RuleVersion) -> None:
    draft = draft_rule(rule, valid_from=YEAR_2027, by=make_user("ann"))

    take_over_draft(draft, by=make_user("ben"))

    with pytest.raises(CannotEnact, match="yourself"):
        approve_rule(draft, by=make_user("ben"), at=NOON)


def test_an_outline_with_faults_does_not_go_live(rule: RuleVersion) -> None:
    ann = make_user("ann")
    draft = draft_rule(rule, valid_from=YEAR_2027, by=ann)
    fact = make_fact("salary", "money")
    condition = other_condition()
    condition.fact, condition.depth = fact, 1
    edit_draft(draft, [condition], by=ann)

    with translation.override("de"), pytest.raises(CannotEnact) as refusal:
        approve_rule(draft, by=make_user("ben"), at=NOON)

    assert refusal.value.messages == ["Zeile 1: Die erste Zeile darf nicht eingerückt sein."]


def test_a_draft_can_be_withdrawn_and_an_approved_rule_can_not(rule: RuleVersion) -> None:
    refusals: list[Callable[[], object]] = [
        lambda: withdraw_draft(rule),
        lambda: edit_draft(rule, [], by=make_user("ann")),
        lambda: take_over_draft(rule, by=make_user("ann")),
    ]
    withdraw_draft(draft_rule(rule, valid_from=YEAR_2027, by=make_user("ann")))

    for refused in refusals:
        with pytest.raises(CannotEnact):
            refused()
    assert RuleVersion.objects.get() == rule


def test_what_an_editor_adds_for_the_past_is_known_from_its_approval_on() -> None:
    parameter = make_parameter()
    enact(new_value(parameter, valid_from=date(2019, 1, 1)), at=datetime(2026, 5, 1, tzinfo=UTC))

    assert amounts(parameter, datetime(2026, 4, 30, tzinfo=UTC)) == []
    assert amounts(parameter) == [(date(2019, 1, 1), date(2020, 1, 1))]
