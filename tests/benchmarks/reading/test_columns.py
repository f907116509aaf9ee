"""Tests of benchmarks/reading/columns.py and votes.py."""

import random
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reading.columns import (
    NUMBER_FORMATS,
    count_date_orders,
    count_number_formats,
    decide_date_order,
    decide_number_format,
)
from benchmarks.reading.date_text import CalendarPeriod, Order
from benchmarks.reading.dates import DateColumn, read_date
from benchmarks.reading.money import read_money
from benchmarks.reading.numbers import DecimalSign, read_number
from benchmarks.reading.pay import Money, PayColumn
from benchmarks.reading.problems import Problem, ReadingError
from benchmarks.reading.votes import Basis, Decision, Votes

TODAY = date(2026, 11, 23)


def pay_format(*cells: object, stated: str | None = None) -> Decision[DecimalSign]:
    return decide_number_format(count_number_formats(Counter(cells)), money=True, stated=stated)


def number_format(*cells: object, stated: str | None = None) -> Decision[DecimalSign]:
    return decide_number_format(count_number_formats(Counter(cells)), money=False, stated=stated)


def date_order(*cells: object, stated: str | None = None) -> Decision[Order]:
    return decide_date_order(count_date_orders(Counter(cells), TODAY), stated=stated)


def told(decision: Decision[DecimalSign] | Decision[Order], language: str = "en") -> list[str]:
    return [finding.sentence(language) for finding in decision.findings]


# --- numbers


@pytest.mark.parametrize(
    ("cell", "sign"),
    [
        ("1.234,56", ","),
        ("54179,1", ","),
        ("7,5", ","),
        ("0,125", ","),
        ("1.234.567", ","),
        ("1234,567", ","),
        ("80.000,-", ","),
        ("1 234,567", ","),
        ("80.000,00 € brutto", ","),
        ("ca. 8,5k", ","),
        ("60.000 - 72.500,50 €", ","),
        ("1,234.56", "."),
        ("54179.13", "."),
        ("1,234,567", "."),
        ("80'000.50", "."),
        ("1,20,000", "."),
        ("$65,000.00 per year", "."),
    ],
)
def test_one_cell_that_can_be_read_in_one_way_only_proves_the_format(cell: str, sign: str) -> None:
    decision = pay_format(cell, "85.000" if sign == "," else "85,000", "60000")

    assert (decision.value, decision.basis) == (sign, Basis.PROVEN)
    assert decision.proving.samples == (cell,)
    assert decision.problem is None


def test_a_proven_column_shows_its_evidence_in_both_languages() -> None:
    decision = pay_format("1.234,56", "1.234,56", "7,5", "85.000")

    assert decision.proving.rows == 3
    assert told(decision) == [
        "Decimal sign “,”, as proven by cells like 1.234,56 · 7,5 (rows: 3).",
    ]
    assert told(decision, "de") == [
        "Dezimalzeichen „,“, wie Zellen wie 1.234,56 · 7,5 beweisen (Zeilen: 3).",
    ]


@pytest.mark.parametrize("cells", [("60000", "65k"), ("80'000", "80 000 €"), ("k.A.", ""), ()])
def test_a_column_without_point_and_comma_needs_no_format(cells: tuple[str, ...]) -> None:
    decision = pay_format(*cells)

    assert (decision.value, decision.basis) == (None, Basis.NOT_NEEDED)
    assert decision.problem is None


@pytest.mark.parametrize("cells", [("120.684 €",), ("55.000", "62.500", "120.684"), ("62.375k",)])
def test_a_few_ambiguous_amounts_leave_the_column_open_with_both_readings(
    cells: tuple[str, ...],
) -> None:
    decision = pay_format(*cells, "60000")

    assert (decision.value, decision.basis) == (None, Basis.OPEN)
    assert decision.problem is not None
    assert decision.ambiguous.rows == len(cells)


def test_an_open_column_names_a_cell_with_both_readings() -> None:
    column_problem = pay_format("120.684 €").problem

    assert column_problem is not None
    assert "„120.684 €“ 120684 oder 120,684 heißt" in column_problem.sentence("de")
    assert "“120.684 €” means 120684 or 120.684" in column_problem.sentence("en")


def test_five_different_amounts_with_three_digits_behind_one_sign_show_that_it_groups() -> None:
    german = pay_format("55.000", "62.500", "120.684", "71.999", "48.123", "60000")
    english = pay_format("55,000", "62,500", "120,684", "71,999", "48,123", "60000")

    assert (german.value, german.basis) == (",", Basis.PATTERN)
    assert (english.value, english.basis) == (".", Basis.PATTERN)
    assert german.proving.rows == 5
    assert "always stands before exactly three digits" in told(german)[0]


@pytest.mark.parametrize("form", ["{}", "{} €", "€{}", "{} brutto", "ca. {}"])
def test_the_words_around_amounts_do_not_change_the_vote(form: str) -> None:
    amounts = ["55.000", "62.500", "120.684", "71.999", "48.123"]

    decision = pay_format(*(form.format(amount) for amount in amounts))

    assert (decision.value, decision.basis) == (",", Basis.PATTERN)
    assert pay_format(*(form.format(amount) for amount in amounts[1:])).basis is Basis.OPEN


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["55.000", "62.500", "120.684", "71.999"], id="four"),
        pytest.param(["55.000"] * 1000, id="one-repeated"),
        pytest.param(["55.123", "62.518", "120.684", "71.999", "48.127"], id="none-ends-in-0"),
        pytest.param(["55.000k", "62.500k", "120.680k", "71.990k", "48.120k"], id="thousandfold"),
    ],
)
def test_less_than_that_is_no_pattern(cells: list[str]) -> None:
    assert pay_format(*cells).basis is Basis.OPEN


def test_a_column_of_other_numbers_is_never_decided_by_the_pattern() -> None:
    decision = number_format("5.000", "2.500", "1.250", "3.125", "4.500", "6.000")

    assert (decision.value, decision.basis) == (None, Basis.OPEN)


def test_amounts_grouped_by_both_signs_are_mixed() -> None:
    decision = pay_format("55.000", "62.500", "120.684", "71.999", "48.123", "55,000")

    assert (decision.value, decision.basis) == (None, Basis.MIXED)
    assert decision.problem is not None


def test_one_contradiction_in_a_hundred_is_tolerated_and_listed() -> None:
    cells = [f"{thousands}.500,25" for thousands in range(1, 101)]

    decision = pay_format(*cells, "54179.13")

    assert (decision.value, decision.basis) == (",", Basis.PROVEN)
    assert decision.contradicting.samples == ("54179.13",)
    assert told(decision)[1] == "Not fitting this number format and not read: 54179.13 (rows: 1)."
    assert isinstance(read_money("54179.13", PayColumn(decimal=decision.value)), Problem)


def test_one_contradiction_in_ninety_nine_makes_a_mixed_column() -> None:
    cells = ["1.234", *(f"{thousands}.500,25" for thousands in range(1, 99))]

    decision = pay_format(*cells, "54179.13")

    assert (decision.value, decision.basis) == (None, Basis.MIXED)
    assert decision.problem is not None


def test_a_mixed_column_still_reads_what_has_one_meaning() -> None:
    decision = number_format("1,5", "2.5", "7", "k.A.")

    assert decision.basis is Basis.MIXED
    assert decision.problem is None
    assert read_number("1,5", decimal=decision.value) == Decimal("1.5")
    assert read_number("2.5", decimal=decision.value) == Decimal("2.5")


def test_the_mapping_decides_against_the_evidence_and_the_cells_against_it_are_listed() -> None:
    decision = pay_format("54179.13", "120.684", stated="de")

    assert (decision.value, decision.basis) == (",", Basis.STATED)
    assert decision.contradicting.samples == ("54179.13",)
    assert len(told(decision)) == 2


@pytest.mark.parametrize(
    ("cell", "stated", "amount"),
    [
        ("120.684 €", "de", 120684),
        ("120,684", "en", 120684),
        ("80'000.50", "ch", Decimal("80000.50")),
        ("80 000,50", "fr", Decimal("80000.50")),
        ("1,20,000 INR", "in", 120000),
    ],
)
def test_a_stated_format_reads_a_single_ambiguous_cell(
    cell: str, stated: str, amount: int | Decimal
) -> None:
    decision = pay_format(cell, stated=stated)

    pay = read_money(cell, PayColumn(decimal=decision.value))

    assert isinstance(pay, Money)
    assert pay.low == amount


def test_an_unknown_stated_format_is_refused_with_those_known() -> None:
    with pytest.raises(ReadingError, match=r"no number format “xx”; known are: de, at"):
        pay_format("1,5", stated="xx")
    with pytest.raises(ReadingError, match=r"no date order “dym”; known are: dmy, mdy, ymd"):
        date_order("1/2/2024", stated="dym")


def test_typed_cells_do_not_vote() -> None:
    decision = pay_format(Decimal("54179.13"), 60000, True, None, date(2024, 1, 1), "120.684")

    assert decision.basis is Basis.OPEN
    assert decision.ambiguous.rows == 1


# --- dates


def test_one_date_that_makes_sense_in_one_order_proves_it() -> None:
    european = date_order("02/12/2019 11:18:26", "14/12/2018 12:41:33", "2/1/2024")
    american = date_order("02/12/2019", "12/14/2018")

    assert (european.value, european.basis) == (Order.DMY, Basis.PROVEN)
    assert european.proving.samples == ("14/12/2018 12:41:33",)
    assert european.ambiguous.rows == 2
    assert (american.value, american.basis) == (Order.MDY, Basis.PROVEN)


def test_dates_that_fit_both_orders_leave_the_column_open() -> None:
    decision = date_order("02/12/2019", "03/12/2019", "1/1/2020", "2024-05-06")

    assert (decision.value, decision.basis) == (None, Basis.OPEN)
    assert decision.problem is not None
    assert "02/12/2019" in decision.problem.sentence("de")


@pytest.mark.parametrize(
    "cells", [("2024-01-02", "01.02.2024", "Q1 2024", "1/1/2024", "k.A.", "x")]
)
def test_dates_of_one_meaning_need_no_order(cells: tuple[str, ...]) -> None:
    assert date_order(*cells).basis is Basis.NOT_NEEDED


def test_short_years_in_front_are_told_apart_by_what_would_lie_in_the_future() -> None:
    assert date_order("31/12/18", "14/12/18").value is Order.DMY
    assert date_order("18/12/31", "18/12/14").value is Order.YMD
    assert date_order("14/12/18").basis is Basis.OPEN


def test_dates_of_both_orders_are_mixed_beyond_one_in_a_hundred() -> None:
    proofs = [f"{13 + n % 15}/{1 + n // 15}/2024" for n in range(100)]

    assert date_order(*proofs, "12/14/2018").value is Order.DMY
    assert date_order(*proofs[1:], "12/14/2018").basis is Basis.MIXED


def test_a_stated_order_decides_and_lists_what_is_against_it() -> None:
    decision = date_order("14/12/2018", "2/1/2024", stated="mdy")

    assert (decision.value, decision.basis) == (Order.MDY, Basis.STATED)
    assert decision.contradicting.samples == ("14/12/2018",)
    assert len(told(decision, "de")) == 2


# --- properties

NUMBERS = """
    1.234 1,234 55.000 62,500 120.684 71.990 48.120 33.330 7.770 1.234,56 1,234.56 7.5 7,5 60000
    80'000.5 62.375k 1.234.567 1,20,000 80.000,- k.A. 0,125 12.500€
"""
DATES = """
    02/12/2019 14/12/2018 12/14/2018 1/1/2020 2024-05-06 31/12/18 18/12/31 14/12/18 01.02.2024 x
    2-3-2021 12-25-2021
"""
number_cells = st.sampled_from(NUMBERS.split())
date_cells = st.sampled_from(DATES.split())
kinds = st.sampled_from(["pay", "number", "date"])


def count(kind: str, cells: list[str]) -> Votes:
    counted = Counter(cells)
    return count_date_orders(counted, TODAY) if kind == "date" else count_number_formats(counted)


def decide(kind: str, votes: Votes) -> Decision[DecimalSign] | Decision[Order]:
    if kind == "date":
        return decide_date_order(votes)
    return decide_number_format(votes, money=kind == "pay")


def read(kind: str, cell: str, decision: Decision) -> object:
    if kind == "date":
        return read_date(cell, DateColumn(order=decision.value, today=TODAY))
    if kind == "pay":
        return read_money(cell, PayColumn(decimal=decision.value))
    return read_number(cell, decimal=decision.value)


@given(kinds, st.lists(number_cells | date_cells, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_chunks_changes_nothing(
    kind: str, cells: list[str], chance: random.Random
) -> None:
    whole = count(kind, cells)
    shuffled = cells.copy()
    chance.shuffle(shuffled)
    cut = chance.randint(0, len(cells))

    in_chunks = count(kind, shuffled[cut:]) + Votes() + count(kind, shuffled[:cut])

    assert in_chunks == whole
    assert decide(kind, in_chunks) == decide(kind, whole)


@given(
    kinds,
    st.lists(number_cells | date_cells, max_size=40),
    number_cells | date_cells,
    number_cells | date_cells,
)
def test_one_more_row_never_turns_a_value_into_another(
    kind: str, cells: list[str], added: str, cell: str
) -> None:
    before = read(kind, cell, decide(kind, count(kind, cells)))
    after = read(kind, cell, decide(kind, count(kind, [*cells, added])))

    assert isinstance(before, Problem) or isinstance(after, Problem) or before == after


@given(kinds, st.lists(number_cells | date_cells, max_size=40))
def test_each_decision_is_worded_in_both_languages(kind: str, cells: list[str]) -> None:
    decision = decide(kind, count(kind, cells))

    assert all(told(decision, "de"))
    assert all(told(decision, "en"))
    assert (decision.value is None) == (
        decision.basis in (Basis.OPEN, Basis.MIXED, Basis.NOT_NEEDED)
    )


@given(kinds, st.lists(number_cells | date_cells, max_size=40))
def test_ambiguous_cells_are_always_announced_as_a_problem_of_the_column(
    kind: str, cells: list[str]
) -> None:
    decision = decide(kind, count(kind, cells))

    found = [read(kind, cell, decision) for cell in cells]

    ambiguous = [f for f in found if isinstance(f, Problem) and f.code.endswith("-ambiguous")]
    assert decision.problem is not None or not ambiguous


@given(
    st.lists(st.decimals(min_value=1, max_value=10**7, places=2), min_size=1, max_size=30),
    st.sampled_from(["de", "en", "de_CH", "fr", "pl", "es", "it", "sv"]),
)
def test_a_column_written_in_one_locale_is_read_exactly_or_asked_about(
    numbers: list[Decimal], locale: str
) -> None:
    texts = [format_decimal(n, locale=locale, decimal_quantization=False) for n in numbers]
    decision = pay_format(*texts)

    for number, text in zip(numbers, texts, strict=True):
        pay = read_money(text, PayColumn(decimal=decision.value))

        if isinstance(pay, Problem):
            assert pay.code == "number-ambiguous"
            assert decision.problem is not None
        else:
            assert isinstance(pay, Money)
            assert pay.low == number


@given(
    st.lists(st.dates(date(1990, 1, 1), TODAY), min_size=1, max_size=30),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y"]),
)
def test_a_column_of_dates_in_one_order_is_read_exactly_or_asked_about(
    days: list[date], form: str
) -> None:
    texts = [day.strftime(form) for day in days]
    decision = date_order(*texts)

    for day, text in zip(days, texts, strict=True):
        found = read_date(text, DateColumn(order=decision.value, today=TODAY))

        if isinstance(found, Problem):
            assert found.code == "date-ambiguous"
            assert decision.problem is not None
        else:
            assert found == CalendarPeriod(day)


def test_every_stated_format_has_a_decimal_sign() -> None:
    assert set(NUMBER_FORMATS.values()) == {".", ","}
    assert NUMBER_FORMATS["de"] == NUMBER_FORMATS["fr"] == ","
    assert NUMBER_FORMATS["en"] == NUMBER_FORMATS["ch"] == "."
