"""How a figure reads in a sentence: value, interval, validity, or that there is none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from articles.figures.figure import Figure, Origin, State, Unit
from articles.figures.options import OPTIONS, idle_options, unknown_options
from articles.figures.printing import printed
from articles.figures.references import read_reference
from tests.articles.test_figure_formulas import law
from visa.citations import Text


def shown(figure: Figure, options: str = "", language: str = "de") -> str:
    words = [word for word in options.split(", ") if word]
    return printed(figure, words, language).replace("\xa0", " ")


THRESHOLD = law(
    "visa.de.threshold",
    "45934.20",
    valid_from=date(2026, 1, 1),
    valid_to=date(2027, 1, 1),
    origins=(Origin(name=Text("§ 18g AufenthG", "§ 18g AufenthG"), url="https://law.example/"),),
)
MONTHLY = law("visa.at.floor", "3465", per="month", instalments=14)
TYPICAL = law(
    "salary.typical",
    "74000",
    low=Decimal(68_000),
    high=Decimal(81_000),
    rounded_to=Decimal(2_000),
    is_estimate=True,
)


@pytest.mark.parametrize(
    ("figure", "options", "de", "en"),
    [
        (THRESHOLD, "", "45.934,20 €", "€45,934.20"),
        (THRESHOLD, "month", "3.827,85 €", "€3,827.85"),
        (THRESHOLD, "from", "1. Januar 2026", "1 January 2026"),
        (THRESHOLD, "until", "31. Dezember 2026", "31 December 2026"),
        (THRESHOLD, "source", "§ 18g AufenthG", "§ 18g AufenthG"),
        (THRESHOLD, "whole", "45.934 €", "€45,934"),
        (THRESHOLD, "bare", "45.934,20", "45,934.20"),
        (MONTHLY, "", "3.465 €", "€3,465"),
        (MONTHLY, "per", "3.465 € im Monat, 14 Mal im Jahr", "€3,465 a month, 14 times a year"),
        (MONTHLY, "year", "48.510 €", "€48,510"),
        (TYPICAL, "", "74.000 €", "€74,000"),
        (TYPICAL, "range", "68.000–81.000 €", "€68,000–81,000"),
        # 6.166,67 in 5.666,67–6.750: a tenth is 108,33, so steps of 200
        (TYPICAL, "month", "6.200 €", "€6,200"),
        (law("visa.x.y", "45.3", unit=Unit.PERCENT), "", "45,3 %", "45.3%"),
        (law("visa.x.y", "66.666666667", unit=Unit.PERCENT), "", "66,67 %", "66.67%"),
        (law("visa.x.y", "27", unit=Unit.MONTHS), "", "27 Monate", "27 months"),
        (law("visa.x.y", "6", unit=Unit.POINTS), "", "6 Punkte", "6 points"),
        (law("share.senior", "0.78", unit=Unit.SHARE, rounded_to=Decimal(1)), "", "78 %", "78%"),
        (law("data.samples", "1234", unit=Unit.COUNT), "", "1.234", "1,234"),
        (law("salary.year", "2026", unit=Unit.YEAR), "", "2026", "2026"),
    ],
)
def test_a_figure_reads_as_its_language_writes_it(
    figure: Figure, options: str, de: str, en: str
) -> None:
    assert shown(figure, options) == de
    assert shown(figure, options, "en") == en


def test_what_the_law_wants_per_month_is_never_rounded_down() -> None:
    assert shown(law("visa.x.y", "1000"), "month") == "83,34 €"  # 83,333…


def test_a_month_of_samples_is_told_as_no_more_than_they_say() -> None:
    month = law("data.to", None, state=State.KNOWN, unit=Unit.MONTH)
    newest = replace(month, value=date(2026, 3, 14))
    of_a_year = replace(month, value=date(2025, 1, 1))

    assert shown(newest) == "März 2026"
    assert shown(of_a_year) == "2025"


def test_a_figure_without_value_says_so_and_names_the_last_one_as_past() -> None:
    gone = law("visa.x.y", None, last=Decimal("45934.20"), last_day=date(2026, 12, 31))

    assert shown(gone) == "noch nicht veröffentlicht (bis 31. Dezember 2026: 45.934,20 €)"
    assert shown(gone, "month", "en") == "not yet published (until 31 December 2026: €3,827.85)"
    assert shown(gone, "from") == "noch nicht veröffentlicht"
    assert shown(law("visa.x.y", None), "", "en") == "not yet published"


def test_a_figure_that_ended_for_good_says_since_when_and_names_the_last_value() -> None:
    gone = law(
        "visa.x.y",
        None,
        last=Decimal("45934.20"),
        last_day=date(2026, 12, 31),
        has_ended=True,
    )

    assert shown(gone) == "gilt seit 1. Januar 2027 nicht mehr (zuletzt 45.934,20 €)"
    assert shown(gone, "month", "en") == "no longer applies since 1 January 2027 (last: €3,827.85)"
    assert shown(gone, "until") == "gilt seit 1. Januar 2027 nicht mehr"


def test_too_few_data_are_no_number() -> None:
    silent = law("salary.typical", None, state=State.SUPPRESSED, is_estimate=True)

    assert shown(silent) == "zu wenige Daten"
    assert shown(silent, "range, month", "en") == "too few data"


def test_where_only_a_range_is_told_the_range_is_printed() -> None:
    rough = law(
        "salary.typical", None, state=State.SUPPRESSED, low=Decimal(60_000), high=Decimal(90_000)
    )

    assert shown(rough) == "60.000–90.000 €"


def test_an_announced_value_is_called_so() -> None:
    assert shown(law("visa.x.y", "47000", is_announced=True)) == "47.000 € (angekündigt)"


def test_a_value_without_end_holds_until_further_notice() -> None:
    assert shown(law("visa.x.y", "1", valid_from=date(2024, 3, 1)), "until") == "bis auf Weiteres"


def test_numbers_hold_together_by_spaces_that_do_not_break() -> None:
    for figure in (THRESHOLD, law("visa.x.y", "27", unit=Unit.MONTHS)):
        assert " " not in printed(figure, [], "de")


def test_options_that_mean_nothing_are_named() -> None:
    reference = read_reference("visa.de.threshold | month, monthly, range")

    assert unknown_options(reference) == ("monthly",)
    assert idle_options(reference, THRESHOLD) == ("range",)


def test_every_option_has_an_example_that_uses_it() -> None:
    for option in OPTIONS:
        assert option.name in read_reference(option.example.strip("[]")).options
