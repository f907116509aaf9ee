"""What the database refuses, whoever asks: each constraint by trying to break it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

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
from visa.models import (
    Citation,
    CodeGroup,
    CodePrefix,
    Condition,
    FactChoice,
    Guidance,
    Parameter,
    ParameterValue,
    RuleVersion,
    Source,
)

pytestmark = pytest.mark.django_db
YEAR_2026 = date(2026, 1, 1)


def refused(name: str) -> pytest.RaisesExc[IntegrityError]:
    return pytest.raises(IntegrityError, match=name)


def check_deferred() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("overrides", "constraint"),
    [
        ({"valid_to": YEAR_2026}, "period_is_in_order"),
        ({"amount": None}, "is_an_amount_or_a_formula"),
        ({"amount": Decimal(-1)}, "is_not_negative"),
        ({"divisor": 0}, "is_divided_by_a_positive_number"),
        ({"published_amount": Decimal(5)}, "published_amount_beside_a_formula_only"),
        ({"superseded_at": ALWAYS - timedelta(days=1)}, "is_superseded_after_it_was_known"),
        ({"known_from": None, "superseded_at": NOON}, "was_known_if_it_is_superseded"),
        ({"loaded": False}, "is_approved_by_another_person"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(
    overrides: dict[str, object], constraint: str
) -> None:
    parameter = make_parameter()

    with refused(constraint):
        make_value(parameter, **overrides)


def test_nobody_approves_what_they_proposed_themselves() -> None:
    parameter, ann = make_parameter(), make_user("ann")

    with refused("is_approved_by_another_person"):
        make_value(parameter, loaded=False, proposed_by=ann, approved_by=ann)


def test_a_percentage_is_in_percent() -> None:
    base, result, other = make_parameter(), make_parameter("de.result"), make_parameter("de.other")

    with refused("in money"):
        make_value(result, amount=None, percentage=other, base=base)


def test_a_base_is_counted_as_its_result() -> None:
    base, share = make_parameter(per="month"), make_percentage()
    result = make_parameter("de.result")

    with refused("counted otherwise"):
        make_value(result, amount=None, percentage=share, base=base)


def test_a_formula_is_not_of_itself() -> None:
    base, share = make_parameter(), make_percentage()

    with refused("is_no_formula_of_itself"):
        make_value(base, amount=None, percentage=share, base=base)


def test_a_formula_has_no_amount() -> None:
    base, share, result = make_parameter(), make_percentage(), make_parameter("de.result")

    with refused("is_an_amount_or_a_formula"):
        make_value(result, percentage=share, base=base)


def test_values_of_a_parameter_do_not_overlap() -> None:
    parameter = make_parameter()
    make_value(parameter)

    with refused("visa_values_of_a_parameter_do_not_overlap"), transaction.atomic():
        make_value(parameter, valid_from=date(2026, 12, 31), valid_to=None)
        check_deferred()


def test_consecutive_values_share_a_day() -> None:
    parameter = make_parameter()
    make_value(parameter)

    make_value(parameter, valid_from=date(2027, 1, 1), valid_to=None)

    check_deferred()


def test_what_was_superseded_does_not_stand_in_the_way() -> None:
    parameter = make_parameter()
    make_value(parameter, superseded_at=NOON)

    make_value(parameter, known_from=NOON)

    check_deferred()


def test_two_values_of_a_day_are_not_known_at_one_instant_of_the_past_either() -> None:
    parameter = make_parameter()
    make_value(parameter, superseded_at=NOON)

    with (
        refused("visa_values_of_a_parameter_do_not_overlap"),
        transaction.atomic(),
    ):
        make_value(parameter, known_from=NOON - timedelta(seconds=1))
        check_deferred()


def test_proposals_may_compete() -> None:
    parameter, ann = make_parameter(), make_user("ann")
    make_value(parameter)

    make_value(parameter, loaded=False, proposed_by=ann, known_from=None)

    check_deferred()


@pytest.mark.parametrize(
    "change",
    [
        {"amount": Decimal(1)},
        {"valid_to": None},
        {"status": "announced"},
        {"known_from": NOON},
        {"known_from": None},
    ],
)
def test_an_approved_value_is_never_edited(change: dict[str, object]) -> None:
    make_value(make_parameter())

    with refused("is never edited"):
        ParameterValue.objects.update(**change)


def test_a_proposed_value_is_never_edited_either() -> None:
    make_value(make_parameter(), loaded=False, proposed_by=make_user("ann"), known_from=None)

    with refused("is never edited"):
        ParameterValue.objects.update(amount=Decimal(1))


def test_what_was_superseded_stays_so() -> None:
    make_value(make_parameter(), superseded_at=NOON)

    with refused("is never edited"):
        ParameterValue.objects.update(superseded_at=None)


def test_a_value_can_be_checked_again_and_superseded() -> None:
    value = make_value(make_parameter())

    ParameterValue.objects.update(verified_on=date(2026, 11, 23), superseded_at=NOON)

    value.refresh_from_db()
    assert (value.verified_on, value.superseded_at) == (date(2026, 11, 23), NOON)


def test_an_approved_value_is_never_deleted() -> None:
    make_value(make_parameter())

    with refused("was approved"):
        ParameterValue.objects.all().delete()


def test_a_proposal_can_be_withdrawn() -> None:
    make_value(make_parameter(), loaded=False, proposed_by=make_user("ann"), known_from=None)

    ParameterValue.objects.all().delete()

    assert not ParameterValue.objects.exists()


def test_a_parameter_with_values_keeps_its_unit() -> None:
    make_value(make_parameter())

    with refused("has values"):
        Parameter.objects.update(per="month")


@pytest.mark.parametrize(
    ("overrides", "constraint"),
    [
        ({"currency": ""}, "has_a_currency_if_it_is_money"),
        ({"unit": "weeks"}, "has_a_currency_if_it_is_money"),
        ({"instalments": 14}, "other_instalments_only_per_month"),
        ({"pay_components_de": "ohne Urlaubsgeld"}, "pay_components_are_in_both_languages"),
        ({"key": "De.Base"}, "parameter_key_is_well_formed"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_refused(
    overrides: dict[str, object], constraint: str
) -> None:
    with refused(constraint):
        make_parameter(**overrides)


def test_rules_of_a_route_do_not_overlap() -> None:
    route = make_route(make_title())
    make_rule(route, known_from=ALWAYS)

    with refused("visa_rules_of_a_route_do_not_overlap"), transaction.atomic():
        make_rule(route, known_from=ALWAYS, valid_from=date(2026, 6, 1))
        check_deferred()


def test_conditions_of_an_approved_rule_never_change() -> None:
    rule = make_rule(make_route(make_title()))
    condition = make_condition(rule)
    RuleVersion.objects.update(known_from=ALWAYS)

    for change in (
        lambda: Condition.objects.update(text_en="Something else."),
        lambda: Condition.objects.filter(pk=condition.pk).delete(),
        lambda: make_condition(rule, position=2, key="more"),
        lambda: RuleVersion.objects.update(valid_to=date(2027, 1, 1)),
        lambda: RuleVersion.objects.all().delete(),
    ):
        with refused("approved|never edited"), transaction.atomic():
            change()


def test_a_draft_of_a_rule_can_be_edited() -> None:
    rule = make_rule(make_route(make_title()))
    make_condition(rule)

    Condition.objects.update(text_en="Something else.")
    RuleVersion.objects.update(valid_to=date(2027, 1, 1))
    rule.delete()

    assert not Condition.objects.exists()


@pytest.mark.parametrize(
    ("overrides", "constraint"),
    [
        ({"key": ""}, "visa_condition_has_a_key"),
        ({"text_de": ""}, "in_both_languages"),
        ({"text_en": ""}, "in_both_languages"),
        ({"citation": None}, "cites_the_law"),
    ],
)
def test_a_leaf_says_what_it_requires_and_where_that_is_written(
    overrides: dict[str, object], constraint: str
) -> None:
    rule = make_rule(make_route(make_title()))

    with refused(constraint):
        make_condition(rule, **overrides)


def test_lines_of_a_rule_have_places_and_keys_of_their_own() -> None:
    rule = make_rule(make_route(make_title()))
    make_condition(rule)

    with refused("has_a_key_of_its_own"), transaction.atomic():
        make_condition(rule, position=2)
    with refused("has_a_place_of_its_own"), transaction.atomic():
        make_condition(rule, key="other")
        check_deferred()


def guidance(**overrides: object) -> Guidance:
    fields = {
        "key": "passport",
        "kind": "document",
        "title": make_title(),
        "text_de": "Reisepass",
        "text_en": "Passport",
        "citation": make_citation(),
        "valid_from": YEAR_2026,
        "position": 1,
    }
    return Guidance.objects.create(**(fields | overrides))


@pytest.mark.parametrize(
    ("overrides", "constraint"),
    [
        ({"text_en": ""}, "guidance_is_in_both_languages"),
        ({"detail_de": "mehr"}, "details_are_in_both_languages"),
        ({"citation": None}, "cites_a_source_unless_it_is_advice"),
        ({"kind": "fee"}, "fee_has_a_dated_amount"),
        ({"kind": "milestone"}, "milestone_has_months_in_one_place"),
        ({"months": 3}, "months_belong_to_a_milestone"),
        ({"valid_to": YEAR_2026}, "guidance_period_is_in_order"),
        ({"key": "Pass port"}, "guidance_key_is_well_formed"),
    ],
)
def test_guidance_that_is_incomplete_is_refused(
    overrides: dict[str, object], constraint: str
) -> None:
    with refused(constraint):
        guidance(**overrides)


def test_advice_may_be_our_own() -> None:
    assert guidance(kind="advice", citation=None).pk


def test_words_that_only_one_language_has_are_refused() -> None:
    with refused("asked_in_both_languages"), transaction.atomic():
        make_fact(question_de="")
    with refused("title_is_described_in_both_languages"), transaction.atomic():
        make_title(short_en="")
    title = make_title()
    with refused("route_is_described_in_both_languages"), transaction.atomic():
        make_route(title, summary_de="")
    with refused("route_consent_is_in_both_languages"), transaction.atomic():
        make_route(title, consent_en="The agency's")


def test_codes_are_digits_and_periods_in_order() -> None:
    group = CodeGroup.objects.create(key="it", name_de="IT", name_en="IT")
    fields = {"group": group, "prefix": "25", "valid_from": YEAR_2026, "citation": make_citation()}
    CodePrefix.objects.create(**fields)

    for overrides, constraint in (
        ({"prefix": "2x"}, "prefix_is_digits"),
        ({"valid_to": YEAR_2026, "prefix": "26"}, "prefix_period_is_in_order"),
        ({}, "prefix_is_one_per_group_and_day"),
    ):
        with refused(constraint), transaction.atomic():
            CodePrefix.objects.create(**(fields | overrides))


def test_a_question_has_each_answer_once() -> None:
    fact = make_fact("german", "choice")
    FactChoice.objects.create(fact=fact, key="a1", name_de="A1", name_en="A1", position=1)

    with refused("one_per_question_and_key"):
        FactChoice.objects.create(fact=fact, key="a1", name_de="A 1", name_en="A 1", position=2)


def test_a_source_that_is_cited_stays() -> None:
    make_citation()

    with pytest.raises(IntegrityError):
        Source.objects.all().delete()
    assert Citation.objects.exists()
