"""Tests of benchmarks/reading/numbers.py."""

from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reading.numbers import Reading, read_number, readings
from benchmarks.reading.problems import Problem

NBSP, NARROW = "\u00a0", "\u202f"

# Locales as Babel writes them, with the sign that their column would be read with.
LOCALES = {
    "de": ",",
    "de_AT": ",",
    "es": ",",
    "it": ",",
    "fr": ",",
    "pl": ",",
    "sv": ",",
    "en": ".",
    "de_CH": ".",
    "en_ZA": ",",
    "ja": ".",
}

exact_numbers = st.decimals(
    min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=None
).filter(lambda number: number.as_tuple().exponent >= -7)
texts_like_numbers = st.text(alphabet="0123456789.,' \u00a0\u202f’-−+_eE()kKNaif٣１€", max_size=16)


def values(text: str) -> list[str]:
    return [f"{reading.value:f}" for reading in readings(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("80000", "80000"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,891", "1234567.891"),
        ("80'000", "80000"),
        ("80’000", "80000"),
        ("80'000.50", "80000.50"),
        ("80'000,50", "80000.50"),
        ("80 000", "80000"),
        (f"80{NBSP}000", "80000"),
        (f"80{NARROW}000", "80000"),
        ("1 234 567,5", "1234567.5"),
        ("1 234.567", "1234.567"),
        ("1234,567", "1234.567"),
        ("0.125", "0.125"),
        (",5", "0.5"),
        ("12.5", "12.5"),
        ("7,5", "7.5"),
        ("12.3456", "12.3456"),
        ("1,20,000", "120000"),
        ("12,34,567.5", "1234567.5"),
        ("-5", "-5"),
        ("−1.234,5", "-1234.5"),
        ("+7", "7"),
        (" 60000 ", "60000"),
        ("00", "0"),
        ("0,00", "0.00"),
        ("060000", "60000"),
        ("80000,-", "80000"),
        ("80.000,-", "80000"),
        ("80'000.--", "80000"),
        ("80.000.-", "80000"),
    ],
)
def test_a_number_with_one_meaning_has_one_reading(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "grouped", "with_decimals"),
    [
        ("1.234", "1234", "1.234"),
        ("1,234", "1234", "1.234"),
        ("120.684", "120684", "120.684"),
        ("85.000", "85000", "85.000"),
        ("-85,000", "-85000", "-85.000"),
    ],
)
def test_exactly_three_digits_after_a_single_sign_have_two_readings(
    text: str, grouped: str, with_decimals: str
) -> None:
    assert values(text) == [grouped, with_decimals]


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "abc", "1e5", "1E5", "1_000", "NaN", "nan", "inf", "-inf", "Infinity", "1e400"),
        *(
            "(5000)",
            "5-",
            "5000-",
            "--5",
            "80,5,-",
            "- 5",
            "5.",
            "80.000.",
            ".",
            ",",
            "-",
            "+",
            "'",
            "0x10",
        ),
        *("１２３", "٣٤٥", "१२३", "1٣", "⁰", "²", "Ⅷ", "½"),
        *("1.23.456", "12.345.67", "1.2345.678", "1,234.567,8", "1.234,567.8", "1'23", "12 34"),
        *("1 234'567", "1.234 567", "0.123.456", "1..5", "1,,5", "5%", "80k", "1:2", "12/5"),
        *("1" * 21, "1." + "1" * 20, "9" * 60, "1.000" + ".000" * 6),
    ],
)
def test_anything_else_has_no_reading(text: str) -> None:
    assert values(text) == []


def test_a_reading_names_the_signs_that_it_needs() -> None:
    assert readings("1.234") == (
        Reading(Decimal("1234"), ",", "."),
        Reading(Decimal("1.234"), "."),
    )
    assert readings("80'000") == (Reading(Decimal("80000"), None, "'"),)
    assert readings("80'000.5") == (Reading(Decimal("80000.5"), ".", "'"),)
    assert readings("1,20,000") == (Reading(Decimal("120000"), ".", ",", indian=True),)
    assert readings("80000") == (Reading(Decimal("80000")),)


@given(number=exact_numbers, locale=st.sampled_from(sorted(LOCALES)))
def test_what_babel_writes_in_a_locale_is_read_back_exactly(number: Decimal, locale: str) -> None:
    text = format_decimal(number, locale=locale, decimal_quantization=False)

    assert read_number(text, decimal=LOCALES[locale]) == number


@given(
    number=st.decimals(min_value=10**5, max_value=10**12, places=2, allow_nan=False),
)
def test_indian_grouping_is_read_exactly_and_told_apart(number: Decimal) -> None:
    text = format_decimal(number, locale="en_IN", decimal_quantization=False)

    (reading,) = readings(text)

    assert reading.value == number
    assert reading.indian


@given(number=exact_numbers, locale=st.sampled_from(sorted(LOCALES)))
def test_without_a_column_a_number_is_read_right_or_named_with_both_readings(
    number: Decimal, locale: str
) -> None:
    text = format_decimal(number, locale=locale, decimal_quantization=False)

    result = read_number(text, decimal=None)

    if isinstance(result, Problem):
        assert result.code == "number-ambiguous"
        assert number in {Decimal(result.values["grouped"]), Decimal(result.values["decimal"])}
    else:
        assert result == number


@given(st.one_of(st.text(), texts_like_numbers))
def test_readings_never_raise_and_are_always_finite(text: str) -> None:
    found = readings(text)

    assert len(found) <= 2
    assert all(reading.value.is_finite() for reading in found)
    assert len({reading.value for reading in found}) == len(found)


@given(st.one_of(st.text(), texts_like_numbers), st.sampled_from([".", ",", None]))
def test_any_text_becomes_a_number_a_worded_problem_or_nothing(text: str, decimal: str) -> None:
    result = read_number(text, decimal=decimal)

    if isinstance(result, Problem):
        assert result.sentence("de")
        assert result.sentence("en")
    else:
        assert result is None or result.is_finite()


def test_the_column_decides_what_an_ambiguous_number_means() -> None:
    assert read_number("1.234", decimal=",") == 1234
    assert read_number("1.234", decimal=".") == Decimal("1.234")
    assert read_number("1,234", decimal=".") == 1234
    assert read_number("1,234", decimal=",") == Decimal("1.234")


def test_an_ambiguous_number_in_an_undecided_column_is_told_with_both_readings() -> None:
    result = read_number("1.234", decimal=None)

    assert isinstance(result, Problem)
    assert result.sentence("de").startswith("„1.234“ kann 1234 oder 1,234 heißen")
    assert result.sentence("en").startswith("“1.234” can mean 1234 or 1.234")


def test_a_number_that_only_the_other_format_allows_is_not_read_silently() -> None:
    result = read_number("12.50", decimal=",")

    assert isinstance(result, Problem)
    assert result.code == "number-contradicts"
    assert "12,50" in result.sentence("de")
    assert "12.50" in result.sentence("en")


def test_an_undecided_column_reads_what_has_one_meaning() -> None:
    assert read_number("2.5", decimal=None) == Decimal("2.5")
    assert read_number("2,5", decimal=None) == Decimal("2.5")


def test_a_plain_number_column_refuses_indian_grouping() -> None:
    result = read_number("1,20,000", decimal=None)

    assert isinstance(result, Problem)
    assert result.code == "number-indian"


@pytest.mark.parametrize("cell", ["", "-", "k.A.", "NA", "NULL", "?", None])
def test_a_cell_left_out_is_nothing(cell: str | None) -> None:
    assert read_number(cell, decimal=",") is None


@pytest.mark.parametrize(
    "cell", [Decimal("7.5"), 7, 0, -3, Decimal("54179.130434782606"), Decimal("6.5E+4")]
)
def test_a_typed_number_passes_whatever_the_column(cell: Decimal | int) -> None:
    assert read_number(cell, decimal=",") == cell


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (True, "number-is-truth-value"),
        (False, "number-is-truth-value"),
        (date(2024, 3, 1), "number-is-other-kind"),
        (1.5, "number-is-other-kind"),
        (b"5", "number-is-other-kind"),
        (Decimal("NaN"), "number-unreadable"),
        (Decimal("sNaN"), "number-unreadable"),
        (Decimal("-Infinity"), "number-unreadable"),
        (Decimal("1E+400"), "number-unreadable"),
        (Decimal("1E-400"), "number-unreadable"),
        (Decimal("1." + "1" * 30), "number-unreadable"),
        (10**400, "number-unreadable"),
    ],
)
def test_a_typed_cell_that_is_no_sound_number_is_a_problem(cell: object, code: str) -> None:
    result = read_number(cell, decimal=".")

    assert isinstance(result, Problem)
    assert result.code == code
    assert result.sentence("de")
