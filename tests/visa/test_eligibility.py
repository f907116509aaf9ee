"""Outcomes of every operator, worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from tests.visa.law import LAW, LOWER, NEW_YEAR, SWITCH, TODAY, earning, text
from visa import terms
from visa.eligibility import evaluate
from visa.facts import Case, Salary, Span
from visa.outcomes import Outcome
from visa.terms import Band, CalendarUnit, Relation, Term
from visa.values import Per, State

MET, NOT_MET, UNKNOWN, AUTHORITY = (
    Outcome.MET,
    Outcome.NOT_MET,
    Outcome.UNKNOWN,
    Outcome.AUTHORITY,
)
FLOOR = terms.Compare(
    key="floor", text=text("floor"), fact="salary", relation=Relation.AT_LEAST, parameter="low"
)


def outcome(term: Term, case: Case | None = None, on: date = TODAY) -> Outcome:
    return evaluate(term, case or Case(), LAW, on).outcome


def fixed(*outcomes: Outcome) -> tuple[tuple[Term, ...], Case]:
    """Leaves that come out so, with the case in which they do."""
    leaves: list[Term] = []
    answers: dict[str, bool] = {}
    for number, one in enumerate(outcomes):
        key = f"leaf-{number}"
        if one is AUTHORITY:
            leaves.append(terms.AuthorityDecides(key=key, text=text(key)))
            continue
        leaves.append(terms.Evidence(key=key, text=text(key), fact=key))
        if one is not UNKNOWN:
            answers[key] = one is MET
    return tuple(leaves), Case(answers)


@pytest.mark.parametrize(
    ("salary", "on", "expected"),
    [
        ("45934.20", TODAY, MET),
        ("45934.19", TODAY, NOT_MET),
        ("43759.80", date(2025, 12, 31), MET),
        ("43759.80", NEW_YEAR[2026], NOT_MET),
        ("45551.99", date(2023, 11, 17), NOT_MET),
        ("39682.80", SWITCH, MET),
        ("999999", NEW_YEAR[2027], UNKNOWN),
    ],
)
def test_a_salary_meets_the_threshold_of_its_day(salary: str, on: date, expected: Outcome) -> None:
    assert outcome(FLOOR, earning(salary), on) is expected


def test_pay_per_month_counts_all_its_instalments() -> None:
    # 3,827.85 × 12 = 45,934.20; 3,281.02 × 14 = 45,934.28
    assert outcome(FLOOR, earning("3827.85", Per.MONTH)) is MET
    assert outcome(FLOOR, earning("3827.84", Per.MONTH)) is NOT_MET
    assert outcome(FLOOR, earning("3281.02", Per.MONTH, 14)) is MET


def test_a_value_that_is_not_published_is_unknown_and_names_the_last() -> None:
    result = evaluate(FLOOR, earning("60000"), LAW, NEW_YEAR[2027])

    assert result.reading is not None
    assert result.reading.state is State.UNPUBLISHED
    assert result.reading.last is not None
    assert result.reading.last.in_cents() == Decimal("45934.20")
    assert result.missing == ()


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        ((MET, MET), (MET, MET, NOT_MET)),
        ((MET, NOT_MET), (NOT_MET, MET, NOT_MET)),
        ((MET, UNKNOWN), (UNKNOWN, MET, NOT_MET)),
        ((MET, AUTHORITY), (AUTHORITY, MET, NOT_MET)),
        ((NOT_MET, UNKNOWN), (NOT_MET, UNKNOWN, UNKNOWN)),
        ((NOT_MET, AUTHORITY), (NOT_MET, AUTHORITY, AUTHORITY)),
        ((UNKNOWN, AUTHORITY), (UNKNOWN, UNKNOWN, UNKNOWN)),
        ((NOT_MET, NOT_MET), (NOT_MET, NOT_MET, MET)),
    ],
)
def test_groups_join_their_children(
    children: tuple[Outcome, ...], expected: tuple[Outcome, Outcome, Outcome]
) -> None:
    leaves, case = fixed(*children)
    groups = [
        kind(key="group", text=text("group"), children=leaves)
        for kind in (terms.All, terms.AnyOf, terms.NoneOf)
    ]

    assert tuple(outcome(group, case) for group in groups) == expected


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        ((MET, MET, NOT_MET), MET),
        ((MET, NOT_MET, NOT_MET), NOT_MET),
        ((MET, UNKNOWN, NOT_MET), UNKNOWN),
        ((MET, AUTHORITY, NOT_MET), AUTHORITY),
        ((MET, AUTHORITY, UNKNOWN), UNKNOWN),
        ((UNKNOWN, NOT_MET, NOT_MET), NOT_MET),
    ],
)
def test_at_least_two_of_three(children: tuple[Outcome, ...], expected: Outcome) -> None:
    leaves, case = fixed(*children)

    term = terms.AtLeast(key="group", text=text("group"), children=leaves, count=2)

    assert outcome(term, case) is expected


def test_an_exception_waives_the_requirement() -> None:
    for children, expected in [((NOT_MET, MET), MET), ((MET, NOT_MET), MET)]:
        leaves, case = fixed(*children)
        assert outcome(terms.Unless(key="u", text=text("u"), children=leaves), case) is expected


def score(minimum: str, *groups: Term) -> terms.Score:
    return terms.Score(key="s", text=text("s"), children=groups, minimum=Decimal(minimum))


def worth(points: str, leaf: Term) -> terms.Points:
    return terms.Points(
        key=f"p-{leaf.key}", text=text("points"), children=(leaf,), points=Decimal(points)
    )


def test_of_tiers_only_the_highest_counts() -> None:
    leaves, case = fixed(MET, MET, NOT_MET)
    tiers = terms.Highest(
        key="h",
        text=text("h"),
        children=tuple(worth(p, leaf) for p, leaf in zip("123", leaves, strict=True)),
    )

    assert outcome(score("2", tiers), case) is MET
    assert outcome(score("3", tiers), case) is NOT_MET


def test_points_that_may_still_come_leave_a_score_open() -> None:
    leaves, case = fixed(MET, UNKNOWN, AUTHORITY)
    items = [worth("2", leaf) for leaf in leaves]

    assert outcome(score("2", *items), case) is MET
    assert outcome(score("4", *items), case) is UNKNOWN
    assert outcome(score("7", *items), case) is NOT_MET
    assert outcome(score("4", items[0], items[2]), case) is AUTHORITY


def test_capped_points_stop_at_the_cap() -> None:
    per_year = terms.PointsPer(
        key="y", text=text("y"), fact="years", points=Decimal(2), unit=Decimal(1)
    )
    capped = terms.Capped(key="c", text=text("c"), children=(per_year,), most=Decimal(20))

    assert outcome(score("20", capped), Case({"years": Decimal("10.9")})) is MET
    assert outcome(score("20", capped), Case({"years": Decimal("9.9")})) is NOT_MET
    assert outcome(score("21", capped), Case({"years": Decimal(30)})) is NOT_MET
    assert outcome(score("21", capped)) is NOT_MET
    assert outcome(score("20", capped)) is UNKNOWN


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("2512", TODAY, MET),
        ("25", TODAY, MET),
        ("2", TODAY, UNKNOWN),
        ("2120", TODAY, NOT_MET),
        ("1330", TODAY, MET),
        ("1330", date(2023, 11, 17), NOT_MET),
    ],
)
def test_codes_belong_to_a_group_by_their_first_digits(
    code: str, on: date, expected: Outcome
) -> None:
    term = terms.InGroup(key="g", text=text("g"), fact="isco", group="it")

    assert outcome(term, Case({"isco": code}), on) is expected


def test_a_salary_is_looked_up_by_age() -> None:
    bands = (Band(years=0, parameter="low"), Band(years=30, parameter="base"))
    term = terms.Lookup(key="l", text=text("l"), fact="salary", born="born", bands=bands)
    pay = Salary(Decimal("50000"))

    assert outcome(term, Case({"salary": pay, "born": date(1996, 11, 24)})) is MET
    assert outcome(term, Case({"salary": pay, "born": date(1996, 11, 23)})) is NOT_MET
    assert outcome(term, Case({"salary": pay})) is UNKNOWN


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        (date(1980, 2, 29), date(2025, 2, 28), NOT_MET),
        (date(1980, 2, 29), date(2025, 3, 1), MET),
        (date(1980, 2, 29), date(2024, 2, 29), NOT_MET),
        (date(1981, 11, 24), TODAY, NOT_MET),
        (date(1981, 11, 23), TODAY, MET),
    ],
)
def test_one_is_45_from_the_birthday_on(born: date, on: date, expected: Outcome) -> None:
    term = terms.Age(key="a", text=text("a"), fact="born", relation=Relation.AT_LEAST, years=45)

    assert outcome(term, Case({"born": born}), on) is expected


@pytest.mark.parametrize(
    ("degree", "on", "expected"),
    [
        (date(2023, 11, 23), TODAY, MET),
        (date(2023, 11, 22), TODAY, NOT_MET),
        (date(2026, 11, 24), TODAY, NOT_MET),
        (date(2024, 2, 29), date(2027, 2, 28), MET),
        (date(2024, 2, 29), date(2027, 3, 1), NOT_MET),
    ],
)
def test_three_years_since_a_degree_end_with_their_last_day(
    degree: date, on: date, expected: Outcome
) -> None:
    term = terms.Within(key="w", text=text("w"), fact="degree", length=3, unit=CalendarUnit.YEARS)

    assert outcome(term, Case({"degree": degree}), on) is expected


def test_work_counts_within_its_window_and_only_once() -> None:
    term = terms.Worked(key="w", text=text("w"), fact="work", months=36, window=7)
    inside = Span(date(2020, 1, 1), date(2023, 1, 1))

    assert outcome(term, Case({"work": (inside,)})) is MET
    assert outcome(term, Case({"work": (Span(date(2020, 1, 2), date(2023, 1, 1)),)})) is NOT_MET
    assert outcome(term, Case({"work": (Span(date(2016, 1, 1), date(2022, 11, 22)),)})) is NOT_MET
    assert outcome(term, Case({"work": (Span(date(2021, 1, 1), date(2022, 7, 1)),) * 2})) is NOT_MET
    assert outcome(term, Case({"work": (Span(date(2023, 11, 23)),)})) is MET


def test_two_thirds_of_a_base_are_exact() -> None:
    # 2/3 × 84,600 = 56,400 (2022)
    third = LAW.values.values[LOWER.key][0]

    assert third.in_cents() == Decimal("45552.00")
