"""The law that ships: it loads, is cited throughout, agrees with the gazette, and decides cases."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db.models import F
from pytest_django import DjangoAssertNumQueries
from pytest_django.plugin import DjangoDbBlocker

from benchmarks.moments import Moment
from tests.visa.shipped import loaded
from visa import models
from visa.facts import Answer, Case, FactKind, Salary, Span
from visa.formulas import agrees_with_gazette
from visa.loading import Load
from visa.outcomes import Outcome
from visa.outline_checks import check
from visa.queries import (
    lines_of_rule,
    read_expiries,
    read_holes,
    read_law,
    read_titles,
    read_values,
)
from visa.terms import Group, facts_of, parameters_of, walk
from visa.titles import Title, TitleResult, evaluate_title
from visa.values import Per, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_law")]

CLOCK = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)
BEFORE, REFORM = date(2023, 11, 17), date(2023, 11, 18)


@pytest.fixture(scope="module")
def shipped_law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Load]:
    with django_db_blocker.unblock(), loaded() as load:
        yield load


def as_of(day: date) -> Moment:
    """As the site reads a day that a visitor asks for."""
    return Moment.as_of(day, clock=CLOCK)


def amount_on(key: str, day: date) -> str:
    value = read_values(as_of(day).known_at).value_on(key, day)
    return str(value.in_cents()) if value else "unpublished"


# Figures


@pytest.mark.parametrize(
    ("day", "general", "lower"),
    [
        # facts: thresholds of the EU Blue Card 2020 to 2026, worked out by hand there
        (date(2020, 1, 1), "55200.00", "43056.00"),
        (date(2021, 1, 1), "56800.00", "44304.00"),
        (date(2022, 1, 1), "56400.00", "43992.00"),
        (date(2023, 1, 1), "58400.00", "45552.00"),
        (BEFORE, "58400.00", "45552.00"),
        (REFORM, "43800.00", "39682.80"),
        (date(2023, 12, 31), "43800.00", "39682.80"),
        (date(2024, 1, 1), "45300.00", "41041.80"),
        (date(2025, 12, 31), "48300.00", "43759.80"),
        (date(2026, 1, 1), "50700.00", "45934.20"),
        (date(2026, 12, 31), "50700.00", "45934.20"),
        (date(2027, 1, 1), "unpublished", "unpublished"),
        (date(2019, 12, 31), "unpublished", "unpublished"),
    ],
)
def test_thresholds_of_the_blue_card(day: date, general: str, lower: str) -> None:
    assert amount_on("de.blue-card.salary.general", day) == general
    assert amount_on("de.blue-card.salary.shortage", day) == lower


@pytest.mark.parametrize(
    ("key", "day", "amount"),
    [
        ("de.older-workers.salary", date(2020, 2, 29), "unpublished"),
        ("de.older-workers.salary", date(2020, 3, 1), "45540.00"),
        ("de.older-workers.salary", date(2021, 6, 1), "46860.00"),
        ("de.older-workers.salary", date(2022, 6, 1), "46530.00"),
        ("de.older-workers.salary", date(2023, 6, 1), "48180.00"),
        ("de.older-workers.salary", date(2024, 6, 1), "49830.00"),
        ("de.older-workers.salary", date(2025, 6, 1), "53130.00"),
        ("de.older-workers.salary", TODAY, "55770.00"),
        ("de.experienced-workers.salary", date(2022, 6, 1), "50760.00"),
        ("de.experienced-workers.salary", date(2023, 6, 1), "52560.00"),
        ("de.experienced-workers.salary", date(2024, 2, 29), "54360.00"),
        ("de.experienced-workers.salary", date(2024, 3, 1), "40770.00"),
        ("de.experienced-workers.salary", date(2025, 6, 1), "43470.00"),
        ("de.experienced-workers.salary", TODAY, "45630.00"),
        ("de.opportunity-card.livelihood", TODAY, "1091.00"),
        ("de.settlement.months.a1", BEFORE, "33.00"),
        ("de.settlement.months.a1", REFORM, "27.00"),
        ("de.settlement.months.b1", TODAY, "21.00"),
        ("de.fast-track.fee", TODAY, "411.00"),
        ("nl.highly-skilled-migrant.salary.from-30", TODAY, "5942.00"),
        ("nl.highly-skilled-migrant.salary.under-30", TODAY, "4357.00"),
        ("nl.highly-skilled-migrant.salary.graduate", TODAY, "3122.00"),
        ("nl.blue-card.salary.reduced", TODAY, "4754.00"),
        ("at.red-white-red.salary.key-workers", TODAY, "3465.00"),
        ("at.blue-card.salary", TODAY, "55678.00"),
    ],
)
def test_figures_that_look_alike_and_those_of_other_titles(
    key: str, day: date, amount: str
) -> None:
    assert amount_on(key, day) == amount


def test_every_formula_gives_what_was_published_to_the_cent() -> None:
    values = [v for of in read_values(CLOCK).values.values() for v in of if v.formula]

    assert [str(v.parameter.key) for v in values if not agrees_with_gazette(v)] == []
    # 8 + 8 of the Blue Card, 5 from the age of 45, 6 of experienced workers
    assert sum(v.published is not None for v in values) == 27


def test_next_years_thresholds_wait_for_their_base_and_name_the_last() -> None:
    reading = read_law(as_of(date(2027, 1, 1))).values.read(
        "de.blue-card.salary.shortage", date(2027, 1, 1)
    )

    assert reading.state is State.UNPUBLISHED
    assert reading.last is not None
    assert reading.last.in_cents() == Decimal("45934.20")
    assert reading.last.valid_to == date(2027, 1, 1)


def test_austrian_pay_is_paid_fourteen_times_a_year() -> None:
    value = read_values(CLOCK).value_on("at.red-white-red.salary.key-workers", TODAY)

    assert value is not None
    assert value.per_year() == 48_510  # 14 × 3,465


def test_years_that_no_source_states_are_reported_as_holes() -> None:
    holes = {(one.parameter, one.valid_from.year) for one in read_holes(as_of(TODAY))}

    assert ("nl.highly-skilled-migrant.salary.from-30", 2022) in holes
    assert ("at.red-white-red.salary.key-workers", 2023) in holes
    assert not any(key.startswith("de.") for key, _year in holes)


def test_what_ends_with_the_year_raises_an_alarm() -> None:
    ending = {one.key: one.days_left for one in read_expiries(as_of(date(2026, 12, 1)))}

    assert ending["de.pension.ceiling"] == ending["de.blue-card.salary.general"] == 31
    assert "de.blue-card.percentage.general" not in ending


# Form of the rules


def rules() -> list[models.RuleVersion]:
    return list(models.RuleVersion.objects.select_related("route").order_by("route__key"))


def test_every_rule_is_an_outline_without_faults() -> None:
    facts = read_law(as_of(TODAY)).facts

    for rule in rules():
        assert [str(fault) for fault in check(lines_of_rule(rule), facts)] == [], rule


def test_every_leaf_cites_the_law_in_words_of_both_languages() -> None:
    seen = 0
    for title in all_titles():
        for route in title.routes:
            for term in walk(route.rule.term):
                if not isinstance(term, Group):
                    seen += 1
                    assert term.citation is not None, (route.key, term.key)
                    assert term.citation.url.startswith("http"), term.citation
                    assert term.text, (route.key, term.key)
                    assert term.text.de != term.text.en, (route.key, term.key)
    assert seen > 80


def all_titles() -> Iterator[Title]:
    for day in (date(2020, 6, 1), date(2022, 12, 1), date(2024, 1, 15), TODAY):
        yield from read_titles(as_of(day))


def test_rules_ask_only_for_what_there_is() -> None:
    law = read_law(as_of(TODAY))

    asked, compared = set(), set()
    for title in all_titles():
        for route in title.routes:
            asked.update(facts_of(route.rule.term))
            compared.update(parameters_of(route.rule.term))
    assert asked == set(law.facts)
    assert compared <= set(law.values.parameters)


def test_every_question_of_a_choice_has_answers() -> None:
    facts = read_law(as_of(TODAY)).facts.values()

    assert all(bool(one.choices) == (one.kind is FactKind.CHOICE) for one in facts)


def test_guidance_stands_for_every_title_and_people_from_india() -> None:
    rows = models.Guidance.objects.in_force(TODAY)

    for title in models.ResidenceTitle.objects.all():
        kinds = set(rows.filter(title=title).values_list("kind", flat=True))
        assert {"document", "mistake", "advice"} <= kinds, title.key
    blue_card = rows.filter(title__key="de.blue-card")
    assert {one.kind for one in blue_card} == set(models.Guidance.Kind.values)
    assert blue_card.for_origin("IN").count() == blue_card.for_origin("US").count() + 2
    assert blue_card.for_route("de.blue-card.tertiary").filter(kind="document").count() == 8


def test_sentences_type_no_legal_figure() -> None:
    """Euro amounts stand in prose by their key, so that none can go stale."""
    words = [
        text
        for model in (models.Guidance, models.ResidenceTitle, models.Route, models.Condition)
        for row in model.objects.all()
        for text in vars(row).values()
        if isinstance(text, str)
    ]

    assert [text for text in words if "€" in text or " Euro" in text] == []


# Cases


def blue_card(day: date = TODAY, **answers: Answer) -> TitleResult:
    return result_of("de.blue-card", day, **answers)


def result_of(key: str, day: date = TODAY, **answers: Answer) -> TitleResult:
    moment = as_of(day)
    (title,) = read_titles(moment, keys=[key])
    case = Case({name.replace("_", "-"): answer for name, answer in answers.items()})
    return evaluate_title(title, case, read_law(moment), day)


def route_outcomes(result: TitleResult) -> dict[str, Outcome]:
    return {one.route.key.rsplit(".", 1)[1]: one.result.outcome for one in result.routes}


HIRED: dict[str, Answer] = {
    "degree": True,
    "job_fits": True,
    "qualified_job": True,
    "offer": "open-ended",
    "refusal_grounds": False,
}


def pay(amount: str) -> Salary:
    return Salary(Decimal(amount))


def test_at_47_with_a_modest_salary_the_blue_card_is_open_and_18b_is_not() -> None:
    case = {
        **HIRED,
        "salary": pay("48000"),
        "occupation": "2512",
        "born": date(1979, 5, 1),
        "pension": False,
        "held_before": False,
    }

    card, worker = blue_card(**case), result_of("de.skilled-worker", **case)

    assert card.outcome is Outcome.MET
    assert card.best is not None
    assert card.best.route.key == "de.blue-card.shortage"
    assert route_outcomes(worker)["academic"] is Outcome.NOT_MET


def test_a_researcher_classed_212_without_a_degree() -> None:
    case: dict[str, Answer] = {
        **HIRED,
        "salary": pay("48000"),
        "occupation": "2120",
        "experience": (Span(date(2021, 1, 1)),),
        "graduate_level": True,
    }

    without, with_degree = blue_card(**{**case, "degree": False}), blue_card(**case)

    assert route_outcomes(without)["it-specialists"] is Outcome.NOT_MET
    assert route_outcomes(with_degree)["shortage"] is Outcome.MET


@pytest.mark.parametrize(
    ("salary", "outcome"), [("45934.19", Outcome.NOT_MET), ("45934.20", Outcome.MET)]
)
def test_one_cent_decides(salary: str, outcome: Outcome) -> None:
    result = blue_card(**HIRED, salary=pay(salary), occupation="2512")

    assert route_outcomes(result)["shortage"] is outcome


def test_nurses_joined_the_shortage_occupations_with_the_reform() -> None:
    case: dict[str, Answer] = {**HIRED, "salary": pay("50000"), "occupation": "2221"}

    assert route_outcomes(blue_card(BEFORE, **case)) == {
        "general": Outcome.NOT_MET,
        "shortage": Outcome.NOT_MET,
    }
    assert route_outcomes(blue_card(REFORM, **case))["shortage"] is Outcome.MET


def test_a_degree_is_recent_for_three_years_to_the_day() -> None:
    case: dict[str, Answer] = {**HIRED, "salary": pay("46000"), "degree_on": date(2023, 7, 1)}

    last, after = (blue_card(date(2026, 7, day), **case) for day in (1, 2))

    assert route_outcomes(last)["new-entrants"] is Outcome.MET
    assert route_outcomes(after)["new-entrants"] is Outcome.NOT_MET


def test_before_we_hold_a_rule_the_answer_is_unknown() -> None:
    assert blue_card(date(2019, 6, 1), **HIRED).outcome is Outcome.UNKNOWN
    assert result_of("de.opportunity-card", date(2024, 5, 31)).outcome is Outcome.UNKNOWN


POINTS: dict[str, Answer] = {
    "degree": False,
    "training": False,
    "means": Salary(Decimal(1091), Per.MONTH),
    "foreign_qualification": True,
    "partial_recognition": False,
    "german": "b1",  # 2 points
    "english": "c1",  # 1 point
    "born": date(1990, 1, 1),  # 36 years: 1 point
    "experience": (Span(date(2024, 1, 1)),),  # 2 in 5: 2 points
    "occupation": "5120",
    "stayed": False,
    "partner": False,
}


def points_of(**changes: Answer) -> tuple[Decimal, Outcome]:
    result = result_of("de.opportunity-card", **{**POINTS, **changes})
    route = next(one for one in result.routes if one.route.key == "de.opportunity-card.points")
    (score,) = [one for one in route.result.children if one.term.key == "points"]
    assert score.points is not None
    return score.points.sure, route.result.outcome


def test_six_points_leave_the_opportunity_card_to_the_authority() -> None:
    assert points_of() == (6, Outcome.AUTHORITY)
    assert points_of(english="b2") == (5, Outcome.NOT_MET)


def test_only_the_highest_tier_counts() -> None:
    assert points_of(german="b2") == (7, Outcome.AUTHORITY)
    assert points_of(born=date(1991, 11, 24)) == (7, Outcome.AUTHORITY)  # 34: two, not three
    assert points_of(experience=(Span(date(2021, 1, 1)),)) == (7, Outcome.AUTHORITY)


def test_partial_recognition_gives_points_and_waives_the_qualification_alone() -> None:
    assert points_of(partial_recognition=True, foreign_qualification=False) == (
        10,
        Outcome.AUTHORITY,
    )
    without_language = points_of(partial_recognition=True, german="none", english="none")
    assert without_language == (7, Outcome.NOT_MET)


@pytest.mark.parametrize(
    ("born", "salary", "outcome"),
    [
        (date(1996, 11, 23), "5941.99", Outcome.NOT_MET),  # turns 30 today
        (date(1996, 11, 23), "5942", Outcome.MET),
        (date(1996, 11, 24), "4357", Outcome.MET),
        (date(1996, 11, 24), "4356.99", Outcome.NOT_MET),
    ],
)
def test_the_dutch_salary_depends_on_age(born: date, salary: str, outcome: Outcome) -> None:
    monthly = Salary(Decimal(salary), Per.MONTH)
    result = result_of(
        "nl.highly-skilled-migrant", sponsor=True, offer="open-ended", born=born, salary=monthly
    )

    assert route_outcomes(result)["by-age"] is outcome


def test_austria_dropped_its_age_bands_in_october_2022() -> None:
    case: dict[str, Answer] = {
        "offer": "open-ended",
        "born": date(1985, 1, 1),
        "salary": Salary(Decimal(2835), Per.MONTH, 14),
    }

    before = result_of("at.red-white-red", date(2022, 9, 30), **case)
    after = result_of("at.red-white-red", date(2022, 10, 1), **case)

    assert before.outcome is Outcome.UNKNOWN  # no source states the figure from 30 of that year
    assert after.outcome is Outcome.AUTHORITY


def test_it_experience_counted_otherwise_before_march_2024() -> None:
    case: dict[str, Answer] = {
        **HIRED,
        "salary": pay("54360"),
        "experience": (Span(date(2021, 6, 1)),),  # 33 months on 29 February 2024
        "german": "none",
        "born": date(1990, 1, 1),
    }

    before, after = (
        result_of("de.experienced-worker", day, **case)
        for day in (date(2024, 2, 29), date(2024, 3, 1))
    )

    assert route_outcomes(before) == {"it": Outcome.NOT_MET}
    assert route_outcomes(after)["it"] is Outcome.AUTHORITY


# Reading


def test_law_and_titles_are_read_in_few_queries_and_then_kept(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """The first of each is whether anything has changed since."""
    moment = as_of(TODAY)
    models.Source.objects.update(publisher=F("publisher"))

    with django_assert_num_queries(6):
        read_law(moment)
    with django_assert_num_queries(5):
        titles = read_titles(moment)
    with django_assert_num_queries(1):
        read_law(moment)
    with django_assert_num_queries(1):
        (card,) = read_titles(as_of(date(2024, 6, 1)), keys=["de.blue-card"])
    assert card.routes
    assert [len(one.routes) for one in titles] == [5, 2, 2, 2, 2, 1, 2]
