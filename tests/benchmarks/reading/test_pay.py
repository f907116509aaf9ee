"""Tests of benchmarks/reading/pay.py."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reading.money_words import Period
from benchmarks.reading.pay import Money, yearly
from benchmarks.reading.problems import Problem


def test_pay_per_year_stays_as_it_is_whatever_the_number_of_salaries() -> None:
    assert yearly(Decimal("65000.50"), Period.YEAR) == Decimal("65000.50")
    assert yearly(Decimal(65000), Period.YEAR, salaries_per_year=Decimal(13)) == 65000


def test_pay_per_month_counts_twelve_times_unless_the_number_of_salaries_is_stated() -> None:
    assert yearly(Decimal(5000), Period.MONTH) == 60000
    assert yearly(Decimal(5000), Period.MONTH, salaries_per_year=Decimal(13)) == 65000
    assert yearly(Decimal(3000), Period.MONTH, salaries_per_year=Decimal("13.92")) == 41760


def test_pay_per_week_counts_fifty_two_times() -> None:
    assert yearly(Decimal("900.10"), Period.WEEK) == Decimal("46805.20")


def test_pay_per_hour_needs_the_hours_of_the_week() -> None:
    assert yearly(Decimal("25.50"), Period.HOUR, hours_per_week=Decimal("37.5")) == 49725


def test_pay_per_hour_without_hours_is_refused_with_the_reason() -> None:
    told = yearly(Decimal("25.50"), Period.HOUR)

    assert isinstance(told, Problem)
    assert told.sentence("de").startswith("25,50 je Stunde: ohne Angabe der Wochenstunden")
    assert told.sentence("en").startswith("25.50 per hour: no yearly salary")


def test_pay_per_day_is_refused_with_the_reason() -> None:
    told = yearly(Decimal(800), Period.DAY, hours_per_week=Decimal(40))

    assert isinstance(told, Problem)
    assert "Tagessatz" in told.sentence("de")
    assert "day rate" in told.sentence("en")


@given(
    st.decimals(min_value="0.0001", max_value=10**10, places=4),
    st.decimals(min_value=1, max_value=80, places=2),
)
def test_pay_per_hour_is_exact_to_the_last_digit(wage: Decimal, hours: Decimal) -> None:
    year = yearly(wage, Period.HOUR, hours_per_week=hours)

    # The same in whole numbers: wage in 1/10000, hours in 1/100.
    assert isinstance(year, Decimal)
    assert int(year.scaleb(6)) == int(wage.scaleb(4)) * int(hours.scaleb(2)) * 52


@pytest.mark.parametrize(
    ("pay", "shown"),
    [
        (Money(low=Decimal(80000), high=Decimal(80000)), "80000"),
        (Money(low=Decimal("1E+5"), high=Decimal("1E+5"), currency="EUR"), "100000 EUR"),
        (Money(low=Decimal(60000), high=Decimal(70000), currency="CHF"), "60000–70000 CHF"),
    ],
)
def test_pay_is_shown_as_plain_numbers(pay: Money, shown: str) -> None:
    assert str(pay) == shown


def test_only_different_ends_make_a_range() -> None:
    assert Money(low=Decimal(60000), high=Decimal(70000)).is_range
    assert not Money(low=Decimal(60000), high=Decimal("60000.00")).is_range
