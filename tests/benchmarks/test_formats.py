"""Figures as German and English readers write them."""

from datetime import date
from decimal import Decimal

import pytest

from benchmarks import formats


@pytest.mark.parametrize(
    ("amount", "currency", "german", "english"),
    [
        ("75000", "EUR", "75.000\N{NO-BREAK SPACE}€", "€75,000"),
        ("75000.00", "EUR", "75.000\N{NO-BREAK SPACE}€", "€75,000"),
        ("45934.20", "EUR", "45.934,20\N{NO-BREAK SPACE}€", "€45,934.20"),
        ("999", "GBP", "999\N{NO-BREAK SPACE}£", "£999"),
        ("150000", "USD", "150.000\N{NO-BREAK SPACE}$", "US$150,000"),
        ("90000", "CHF", "90.000\N{NO-BREAK SPACE}CHF", "CHF\N{NO-BREAK SPACE}90,000"),
        ("0", "EUR", "0\N{NO-BREAK SPACE}€", "€0"),
        (
            "1234567890",
            "PLN",
            "1.234.567.890\N{NO-BREAK SPACE}PLN",
            "PLN\N{NO-BREAK SPACE}1,234,567,890",
        ),
    ],
)
def test_money_is_written_as_each_language_writes_it(
    amount: str, currency: str, german: str, english: str
) -> None:
    assert formats.money(Decimal(amount), currency, "de") == german
    assert formats.money(Decimal(amount), currency, "en") == english


def test_halves_of_a_cent_go_away_from_zero() -> None:
    assert formats.money(Decimal("0.125"), "EUR", "en") == "€0.13"
    assert formats.money(Decimal("999.995"), "EUR", "en") == "€1,000"


@pytest.mark.parametrize(
    ("low", "high", "german", "english"),
    [
        ("65000", "88000", "65.000–88.000\N{NO-BREAK SPACE}€", "€65,000–88,000"),
        ("45934.20", "50700", "45.934,20–50.700,00\N{NO-BREAK SPACE}€", "€45,934.20–50,700.00"),
        ("65000", "65000", "65.000\N{NO-BREAK SPACE}€", "€65,000"),
    ],
)
def test_a_range_names_its_currency_once(low: str, high: str, german: str, english: str) -> None:
    assert formats.money_range(Decimal(low), Decimal(high), "EUR", "de") == german
    assert formats.money_range(Decimal(low), Decimal(high), "EUR", "en") == english


def test_numbers_are_grouped_and_keep_their_decimals() -> None:
    assert formats.number(74_301, "de") == "74.301"
    assert formats.number(74_301, "en") == "74,301"
    assert formats.number(Decimal("1.47766"), "de") == "1,47766"


def test_a_percentage_has_a_space_in_german_alone() -> None:
    assert formats.percent(Decimal("0.0725"), "de", 1) == "7,3\N{NO-BREAK SPACE}%"
    assert formats.percent(Decimal("0.0725"), "en", 1) == "7.3%"
    assert formats.percent(Decimal("0.8"), "en") == "80%"


def test_a_day_does_not_leave_its_month_on_another_line() -> None:
    third_of_march = date(2026, 3, 3)

    assert formats.day(third_of_march, "de") == "3.\N{NO-BREAK SPACE}März 2026"
    assert formats.day(third_of_march, "en") == "3\N{NO-BREAK SPACE}March 2026"


def test_a_range_of_years_is_one_year_where_both_are_equal() -> None:
    assert formats.year_range(2020, 2024) == "2020–2024"
    assert formats.year_range(2024, 2024) == "2024"


def test_a_month_has_its_year() -> None:
    assert formats.month(date(2026, 3, 3), "de") == "März 2026"
    assert formats.month(date(2026, 3, 3), "en") == "March 2026"


def test_variants_of_german_are_german_and_everything_else_is_english() -> None:
    assert formats.number(1_000, "de-at") == "1.000"
    assert formats.number(1_000, "fr") == "1,000"


@pytest.mark.parametrize(
    ("first", "last", "german", "english"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025", "2025"),
        (
            date(2023, 11, 18),
            date(2023, 12, 31),
            "18.\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}– 31.\N{NO-BREAK SPACE}Dezember 2023",
            "18\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}– 31\N{NO-BREAK SPACE}December 2023",
        ),
        (
            date(2020, 7, 1),
            date(2021, 6, 30),
            "1.\N{NO-BREAK SPACE}Juli 2020\N{NO-BREAK SPACE}– 30.\N{NO-BREAK SPACE}Juni 2021",
            "1\N{NO-BREAK SPACE}July 2020\N{NO-BREAK SPACE}– 30\N{NO-BREAK SPACE}June 2021",
        ),
    ],
)
def test_a_range_of_days_says_its_year_once(
    first: date, last: date, german: str, english: str
) -> None:
    assert formats.day_range(first, last, "de") == german
    assert formats.day_range(first, last, "en") == english
