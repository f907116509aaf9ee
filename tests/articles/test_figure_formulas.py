"""Reckoning with figures in prose: by hand-worked numbers, in both languages, never a crash."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.figures.figure import Figure, FigureBook, State, Unit
from articles.figures.formulas import worked_out
from articles.figures.printing import printed
from articles.figures.references import read_reference
from visa.citations import Text

GENERAL, SHORTAGE = "visa.de.blue-card.salary.general", "visa.de.blue-card.salary.shortage"


def law(key: str, value: str | None, **overrides: object) -> Figure:
    fields: dict[str, object] = {
        "key": key,
        "address": key,
        "name": Text(f"Grenze {key[-7:]}", f"threshold {key[-7:]}"),
        "state": State.KNOWN if value else State.UNPUBLISHED,
        "unit": Unit.MONEY,
        "value": Decimal(value) if value else None,
        "currency": "EUR",
        "per": "year",
    }
    return Figure(**(fields | overrides))  # type: ignore[arg-type]  # as the tests say


def estimate(key: str, value: int, low: int, high: int) -> Figure:
    return law(key, str(value), low=Decimal(low), high=Decimal(high), is_estimate=True)


FIGURES = {
    GENERAL: law(GENERAL, "50700"),
    SHORTAGE: law(SHORTAGE, "45934.20"),
    "visa.at.floor": law("visa.at.floor", "3465", per="month", instalments=14),
    "visa.us.fee": law("visa.us.fee", "100", currency="USD", per="once"),
    "visa.de.share": law("visa.de.share", "45.3", unit=Unit.PERCENT, currency="", per="once"),
    "visa.de.base": law("visa.de.base", "101400"),
    "visa.de.gone": law("visa.de.gone", None),
    "visa.de.months": law("visa.de.months", "27", unit=Unit.MONTHS, currency="", per="once"),
    "salary.typical": estimate("salary.typical", 74_000, 68_000, 81_000),
    "salary.senior.typical": estimate("salary.senior.typical", 90_000, 88_000, 92_000),
}


def book(figures: Mapping[str, Figure] = FIGURES) -> FigureBook:
    return FigureBook(figures)


def shown(written: str, language: str = "de") -> str:
    reference = read_reference(written)
    figure = worked_out(reference, book())
    return printed(figure, reference.options, language).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("written", "de", "en"),
    [
        # 49.300 / 45.934,20 = 1,07328; 49.300 / 50.700 = 0,97239
        (f"49300 / {SHORTAGE} - 1 | percent, signed", "+7,3 %", "+7.3%"),
        (f"49300 / {GENERAL} - 1 | percent, signed", "−2,8 %", "−2.8%"),
        (f"{GENERAL} - {SHORTAGE}", "4.765,80 €", "€4,765.80"),
        (f"{SHORTAGE} - {GENERAL}", "−4.765,80 €", "−€4,765.80"),
        (f"{GENERAL} / 12", "4.225 €", "€4,225"),
        (f"({GENERAL} - {SHORTAGE}) / 12", "397,15 €", "€397.15"),
        (f"{GENERAL} - {SHORTAGE} / 12", "46.872,15 €", "€46,872.15"),
        # 45,3 % of 101.400
        ("visa.de.share * visa.de.base", "45.934,20 €", "€45,934.20"),
        ("visa.de.base / visa.de.base", "1", "1"),
        # 14 × 3.465 = 48.510 a year; less 45.934,20
        (f"visa.at.floor - {SHORTAGE}", "2.575,80 €", "€2,575.80"),
        ("visa.de.months + 3", "30 Monate", "30 months"),
        (f"{GENERAL} - {SHORTAGE} | whole", "4.766 €", "€4,766"),
        (f"{GENERAL} - {SHORTAGE} | bare", "4.765,80", "4,765.80"),
    ],
)
def test_a_formula_gives_what_a_hand_works_out(written: str, de: str, en: str) -> None:
    assert shown(written) == de
    assert shown(written, "en") == en


def test_a_result_claims_no_more_than_the_interval_of_its_estimate() -> None:
    # 74.000 − 50.700 = 23.300 in 17.300–30.300: a tenth of 13.000 is 1.300, so steps of 2.000
    figure = worked_out(read_reference(f"salary.typical - {GENERAL}"), book())

    assert (figure.value, figure.low, figure.high) == (24_000, 16_000, 32_000)
    assert figure.is_estimate


def test_a_ratio_of_estimates_has_whole_per_cents_or_coarser() -> None:
    # 90/74 − 1 = 21,6 %, from 88/81 − 1 = 8,6 % to 92/68 − 1 = 35,3 %: steps of 5 %
    written = "salary.senior.typical / salary.typical - 1 | percent"

    assert shown(written) == "20 %"


@pytest.mark.parametrize(
    ("operand", "state"), [("visa.de.gone", State.UNPUBLISHED), ("visa.de.nothing", State.UNKNOWN)]
)
def test_an_operand_without_value_leaves_the_formula_without_one(
    operand: str, state: State
) -> None:
    figure = worked_out(read_reference(f"{GENERAL} - {operand}"), book())

    assert figure.state is state
    assert figure.value is None
    assert shown(f"{GENERAL} - {operand}") == "noch nicht veröffentlicht"


@pytest.mark.parametrize(
    "written",
    [
        f"{GENERAL} - visa.us.fee",  # euros and dollars
        f"{GENERAL} * {SHORTAGE}",
        f"{GENERAL} / 0",
        f"{GENERAL} -",
        f"- {GENERAL}",
        f"({GENERAL} - 1",
        f"{GENERAL} - 1)",
        f"{GENERAL} {SHORTAGE}",
        f"{GENERAL} + visa.de.months",
        f"1 / (salary.typical - {SHORTAGE} - 28000)",  # may be nothing
        "( )",
        "1 - 1" * 400,
        "(" * 300 + "1" + ")" * 300,
    ],
)
def test_what_gives_no_result_is_unknown(written: str) -> None:
    assert worked_out(read_reference(written), book()).state is State.UNKNOWN


def test_a_formula_names_its_inputs_and_says_itself_in_words() -> None:
    figure = worked_out(read_reference(f"({GENERAL} - {SHORTAGE}) / 12"), book())

    assert figure.inputs == (GENERAL, SHORTAGE)
    assert figure.name.de == "(Grenze general − Grenze hortage) ÷ 12"
    assert figure.is_formula


@given(
    st.lists(
        st.sampled_from([*FIGURES, "1", "12.5", "0", "+", "-", "*", "/", "(", ")", "x.y", "|", ""]),
        max_size=12,
    ).map(" ".join)
    | st.text(max_size=80)
)
def test_no_formula_crashes(written: str) -> None:
    reference = read_reference(written)

    figure = worked_out(reference, book())

    for language in ("de", "en"):
        assert printed(figure, reference.options, language)
