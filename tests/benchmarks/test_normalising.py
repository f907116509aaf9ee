"""Tests of benchmarks/normalising.py."""

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks.mapping import RangePolicy, Target, Unit
from benchmarks.matching import CountryFacts
from benchmarks.normalising import (
    Circumstances,
    Conditions,
    Conversion,
    Day,
    Observation,
    Pay,
    Place,
    Terms,
    Work,
    conversion,
    fingerprint,
    in_units,
    read_pay,
    yearly_pay,
)
from benchmarks.reading.likely_readings import likely_readings
from benchmarks.reading.money_words import Period
from benchmarks.reading.pay import Money
from benchmarks.reading.problems import Problem, problem
from tests.benchmarks.reference_facts import BRITAIN, GERMANY, REFERENCE

NO_TERMS = Terms(None, None, None)


def make_row(
    *,
    occupation_id: int = 1,
    title: str = "data scientist",
    country: CountryFacts = GERMANY,
    hub_id: int | None = 10,
    city: str = "muenchen",
    seniority: str | None = "senior",
    source_kind: str = "survey",
    observed_on: str = "2024-05-01",
    currency: str | None = "EUR",
    period: Period | None = Period.YEAR,
    salaries: Decimal | None = None,
    hours: Decimal | None = None,
    share: Decimal | None = None,
) -> Circumstances:
    conditions = Conditions(terms=Terms(currency, period, salaries), hours=hours, share=share)
    return Circumstances(
        Work(occupation_id=occupation_id, title=title, level=None),
        Place(country=country, hub_id=hub_id, city=city),
        Observation(seniority=seniority, source_kind=source_kind, conditions=conditions),
        Day(int(observed_on[:4]), observed_on),
    )


ROW = make_row()


def money(low: str, high: str | None = None, **terms: object) -> Money:
    return Money(low=Decimal(low), high=Decimal(high or low), **terms)  # type: ignore[arg-type]


def pay(low: Money | Problem | None, high: Money | Problem | None = None) -> Pay | Problem:
    return read_pay(low, high, RangePolicy.REFUSE)


def conversion_of(
    row: Circumstances, terms: Terms, pay_decides: Collection[Target]
) -> Conversion | Problem:
    given, country, year = row.observation.conditions, row.place.country, row.day.year
    return conversion(given, country, year, terms, REFERENCE, pay_decides=pay_decides)


def converted(row: Circumstances, terms: Terms = NO_TERMS, *pay_decides: Target) -> Conversion:
    found = conversion_of(row, terms, pay_decides)
    assert isinstance(found, Conversion), found
    return found


def refused(row: Circumstances, terms: Terms = NO_TERMS) -> Problem:
    found = conversion_of(row, terms, ())
    assert isinstance(found, Problem)
    assert "{" not in found.sentence("de") + found.sentence("en")
    return found


def per_year(amount: str, row: Circumstances, terms: Terms = NO_TERMS) -> Decimal | Problem:
    given = pay(money(amount))
    assert isinstance(given, Pay)
    return yearly_pay(given, converted(row, terms), row.place.country)


def test_an_amount_is_kept_in_its_shortest_form() -> None:
    found = pay(money("65000.50"))

    assert found == Pay(amount=Decimal("65000.5"), text="65000.5", terms=NO_TERMS)


def test_thousands_are_multiplied_out() -> None:
    assert in_units(money("65.5", "70"), Unit.THOUSAND) == money("65500", "70000")
    assert in_units(money("65.5"), Unit.ONE) == money("65.5")


def test_a_range_counts_by_its_middle_only_where_the_mapping_says_so() -> None:
    one_cell = read_pay(money("65000", "75000"), None, RangePolicy.MIDDLE)
    two_cells = read_pay(money("60000"), money("70001"), RangePolicy.MIDDLE)
    undecided = pay(money("65000", "75000"))

    assert isinstance(one_cell, Pay)
    assert one_cell.text == "70000"
    assert isinstance(two_cells, Pay)
    assert two_cells.text == "65000.5"
    assert undecided == problem(
        "pay-is-a-range", low="65000", low_de="65000", high="75000", high_de="75000"
    )


def test_a_range_whose_thousands_stand_at_one_end_alone_has_no_middle() -> None:
    one_cell = read_pay(money("60", "70000"), None, RangePolicy.MIDDLE)  # 60-70.000
    two_cells = read_pay(money("60"), money("70000"), RangePolicy.MIDDLE)
    wide = read_pay(money("20000", "200000"), None, RangePolicy.MIDDLE)

    assert isinstance(one_cell, Problem)
    assert one_cell.code == "pay-range-too-wide"
    assert two_cells == one_cell
    assert isinstance(wide, Pay)
    assert wide.text == "110000"


@pytest.mark.parametrize(
    ("low", "high", "code"),
    [
        (None, None, "pay-missing"),
        (problem("money-net", text="3000 netto", word="netto"), None, "money-net"),
        (money("60000"), problem("money-zero", text="0"), "money-zero"),
        (money("60000"), money("50000"), "pay-range-reversed"),
    ],
)
def test_pay_that_cannot_be_told_is_a_problem(
    low: Money | Problem | None, high: Money | Problem | None, code: str
) -> None:
    found = pay(low, high)

    assert isinstance(found, Problem)
    assert found.code == code


@pytest.mark.parametrize(
    ("amount", "changes", "expected"),
    [
        ("65000", {}, "65000.00"),
        ("5000", {"period": Period.MONTH}, "60000.00"),
        ("5000", {"period": Period.MONTH, "salaries": Decimal("13.5")}, "67500.00"),
        ("1000", {"period": Period.WEEK}, "52000.00"),
        ("20", {"period": Period.HOUR, "hours": Decimal("37.5")}, "39000.00"),
        ("40000", {"share": Decimal("0.8")}, "50000.00"),
        # 50,000 USD / 1.25 USD per EUR
        ("50000", {"currency": "USD"}, "40000.00"),
        # 50,000 USD / 1.25 × 0.8 GBP per EUR
        ("50000", {"currency": "USD", "country": BRITAIN}, "32000.00"),
        # the year of the observation: 1 USD per EUR
        ("50000", {"currency": "USD", "observed_on": "2023-12-31"}, "50000.00"),
        # 25,000.01 / 0.3 = 83,333.366…, a cent's rest rounded
        ("25000.01", {"share": Decimal("0.3")}, "83333.37"),
    ],
)
def test_pay_becomes_gross_per_year_in_the_currency_of_the_country(
    amount: str, changes: dict[str, object], expected: str
) -> None:
    assert str(per_year(amount, make_row(**changes))) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"currency": None}, "currency-missing"),
        ({"period": None}, "period-missing"),
        ({"period": Period.HOUR}, "hours-missing"),
        ({"period": Period.DAY}, "day-rate"),
        ({"currency": "GBP", "observed_on": "2023-01-01"}, "no-exchange-rate"),
        ({"currency": "EUR", "country": BRITAIN, "observed_on": "2023-01-01"},
         "no-exchange-rate"),
    ],
)  # fmt: skip
def test_terms_that_give_no_yearly_pay_are_a_problem(changes: dict[str, object], code: str) -> None:
    assert refused(make_row(**changes)).code == code  # type: ignore[arg-type]


def test_the_currency_without_a_rate_is_named() -> None:
    found = refused(make_row(country=BRITAIN, observed_on="2023-01-01"))

    assert found.sentence("en") == "There is no exchange rate for GBP in the year 2023."


def test_a_pay_cell_that_contradicts_its_row_is_not_believed() -> None:
    assert refused(ROW, Terms("USD", None, None)).code == "currency-contradicts"
    assert refused(ROW, Terms(None, Period.MONTH, None)).code == "period-contradicts"
    assert (
        refused(make_row(salaries=Decimal(12)), Terms(None, None, Decimal(13))).code
        == "payments-contradict"
    )


def test_a_pay_cell_decides_where_the_mapping_reads_it_first() -> None:
    found = converted(ROW, Terms("USD", Period.MONTH, None), Target.CURRENCY, Target.PERIOD)

    assert (found.currency, found.period) == ("USD", Period.MONTH)
    assert (found.numerator, found.denominator) == (12, Decimal("1.25"))


def test_the_bounds_of_what_is_plausible_are_plausible() -> None:
    assert per_year("20000", ROW) == Decimal("20000.00")
    assert per_year("400000", ROW) == Decimal("400000.00")


@pytest.mark.parametrize(
    ("amount", "likely"),
    [
        ("5000", ["a month’s pay (60,000)", "a digit lost (50,000)"]),
        ("65", ["in thousands (65,000)"]),
        ("816000", ["a digit too many (81,600)"]),
        ("65000000", ["three zeros too many (65,000)"]),
        ("7200000", ["in cents (72,000)"]),
        ("1", []),
    ],
)
def test_an_implausible_amount_comes_with_what_it_likely_means(
    amount: str, likely: list[str]
) -> None:
    found = per_year(amount, ROW)

    assert isinstance(found, Problem)
    assert found.code == "implausible-pay"
    assert likely_readings(found, "en") == likely
    assert len(likely_readings(found, "de")) == len(likely)


def test_a_year_typed_in_a_column_of_months_is_a_likely_reading_there() -> None:
    found = per_year("68000", make_row(period=Period.MONTH))

    assert isinstance(found, Problem)
    assert likely_readings(found, "en") == ["a year’s pay (68,000)", "a digit too many (81,600)"]
    assert likely_readings(found, "de")[0] == "ein Jahresgehalt (68.000)"


def test_an_implausible_amount_is_told_with_the_bounds_in_both_languages() -> None:
    found = per_year("816000.50", ROW)

    assert isinstance(found, Problem)
    assert found.sentence("en") == (
        "816,000.50 EUR per year is outside of what counts for Germany without a look "
        "(20,000 to 400,000)."
    )
    assert found.sentence("de") == (
        "816.000,50 EUR im Jahr liegt außerhalb dessen, was für Germany (de) ohne Nachsehen "
        "zählt (20.000 bis 400.000)."
    )


def test_rows_that_say_the_same_have_one_fingerprint_however_it_is_written() -> None:
    written = pay(money("65000"))
    otherwise = pay(money("65000.00"))
    assert isinstance(written, Pay)
    assert isinstance(otherwise, Pay)

    moved = make_row(occupation_id=99, hub_id=None)
    first = fingerprint(ROW, written, converted(ROW), source="survey")
    second = fingerprint(moved, otherwise, converted(moved), source="survey")

    assert first == second
    assert len(first) == 32


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "data scientists"},
        {"city": ""},
        {"seniority": None},
        {"source_kind": "advert"},
        {"observed_on": "2024-05-02"},
        {"country": replace(GERMANY, code="AT")},
        {"period": Period.MONTH},
        {"currency": "USD"},
        {"share": Decimal("0.9")},
        {"title": "data", "city": "scientist muenchen"},
    ],
)
def test_rows_that_differ_have_other_fingerprints(changes: dict[str, object]) -> None:
    given = pay(money("65000"))
    assert isinstance(given, Pay)

    changed = make_row(**changes)  # type: ignore[arg-type]

    assert fingerprint(changed, given, converted(changed), source="survey") != fingerprint(
        ROW, given, converted(ROW), source="survey"
    )
