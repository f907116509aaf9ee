"""Tests of benchmarks/suggesting.py and the words it knows: which column holds which field."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from benchmarks.column_profiles import ColumnProfile, profiles_of
from benchmarks.header_words import (
    counts_thousands,
    currency_of_header,
    header_score,
    payments_of_header,
    period_of_header,
    says_total,
)
from benchmarks.mapping import RangePolicy, Rule, SampleMapping, Target, Unit
from benchmarks.mapping_json import read_mapping
from benchmarks.matching import CountryFacts, HubFacts, Reference
from benchmarks.reading.table import open_table
from benchmarks.reference_facts import read_reference
from benchmarks.suggesting import NOTHING, suggest_mapping
from benchmarks.value_words import word_guess
from tests.benchmarks.test_real_spreadsheets import BESIDE, FILES
from tests.shipped_tables import bring_in_reference

TODAY = date(2026, 11, 23)
GERMANY = CountryFacts(
    id=1,
    code="DE",
    name_de="Deutschland",
    name_en="Germany",
    currency="EUR",
    plausible_from=Decimal(14_000),
    plausible_to=Decimal(400_000),
)
BERLIN = HubFacts(id=1, code="de-berlin", country=GERMANY)
REFERENCE = Reference(
    occupations={"data scientist": 1, "baecker": 2},
    countries={"deutschland": GERMANY, "germany": GERMANY},
    country_codes={"DE": GERMANY},
    hubs={"berlin": (BERLIN,)},
    units_per_euro={},
)


def column(name: str, *cells: object) -> ColumnProfile:
    return ColumnProfile(name=name, cells=Counter(cells))


def suggested(
    *profiles: ColumnProfile, file_name: str = "a.csv", remembered: SampleMapping = NOTHING
) -> SampleMapping:
    return suggest_mapping(
        profiles, REFERENCE, file_name=file_name, today=TODAY, remembered=remembered
    )


def columns_of(mapping: SampleMapping) -> dict[Target, str]:
    return {target: rule.column for target, rule in mapping.rules() if rule.column}


def test_german_headers_are_told() -> None:
    found = suggested(
        column("Beruf", "Bäcker", "Data Scientist"),
        column("Jahresbruttogehalt (ohne Bonus)", "65.000", "72.000"),
        column("Bonus", "5000", "7000"),
        column("Währung", "EUR", "CHF"),
        column("Arbeitsort", "Berlin", "Tuttlingen"),
        column("Karrierestufe", "Junior", "Leitung", "Berufserfahren"),
        column("Zeitstempel", "14/12/2018 12:41:33", "15/12/2018 08:00:00"),
        column("Beschäftigungsart", "Vollzeit", "Teilzeit"),
    )

    assert columns_of(found) == {
        Target.TITLE: "Beruf",
        Target.PAY: "Jahresbruttogehalt (ohne Bonus)",
        Target.CURRENCY: "Währung",
        Target.COUNTRY: "Arbeitsort",
        Target.CITY: "Arbeitsort",
        Target.SENIORITY: "Karrierestufe",
        Target.OBSERVED_ON: "Zeitstempel",
        Target.EMPLOYMENT: "Beschäftigungsart",
    }
    assert found.fields[Target.PERIOD] == (Rule(constant="year"),)


def test_the_salary_of_a_year_ago_is_not_the_salary() -> None:
    found = suggested(
        column("Salary one year ago", "60000", "61000"), column("Current Salary", "65000", "66000")
    )

    assert columns_of(found)[Target.PAY] == "Current Salary"


def test_cells_that_are_no_numbers_are_no_pay() -> None:
    assert Target.PAY not in suggested(column("Salary", "high", "low", "65000")).fields


def test_cells_tell_a_field_that_the_header_hides() -> None:
    found = suggested(column("(C)", "Data Scientist", "Bäcker"), column("Q7", "Junior", "Senior"))

    assert columns_of(found) == {Target.TITLE: "(C)", Target.SENIORITY: "Q7"}


def test_an_answer_of_no_is_not_norway() -> None:
    assert Target.COUNTRY not in suggested(column("Remote?", "No", "Yes")).fields


def test_countries_in_codes_are_read_as_codes() -> None:
    found = suggested(column("company_location", "DE", "AT"))

    assert found.fields[Target.COUNTRY] == (Rule(column="company_location", format="code"),)


def test_a_lower_and_an_upper_end_make_a_range_that_counts_by_its_middle() -> None:
    found = suggested(column("low", "50000", "60000"), column("high", "70000", "80000"))

    assert columns_of(found) == {Target.PAY: "low", Target.PAY_TO: "high"}
    assert found.fields[Target.PAY][0].range == "middle"


def test_the_name_of_the_file_states_the_year() -> None:
    found = suggested(column("Salary in EUR", "65000"), file_name="survey_2019.csv")

    assert found.fields[Target.OBSERVED_ON] == (Rule(constant="2019"),)
    assert found.fields[Target.CURRENCY] == (Rule(constant="EUR"),)


def test_the_next_wave_is_mapped_by_memory_under_its_new_names() -> None:
    remembered = SampleMapping(
        fields={
            Target.TITLE: (Rule(column="Position (without seniority)"),),
            Target.SENIORITY: (Rule(column="Seniority level", values={"Guru": "senior"}),),
            Target.CURRENCY: (Rule(constant="EUR"),),
            Target.OBSERVED_ON: (Rule(constant="2019"),),
            Target.SOURCE_KIND: (Rule(constant="survey"),),
        }
    )

    found = suggested(
        column("Position ", "Bäcker"),
        column("Your seniority level", "Guru"),
        file_name="wave_2020.csv",
        remembered=remembered,
    )

    assert found.fields[Target.SENIORITY] == (
        Rule(column="Your seniority level", values={"Guru": "senior"}),
    )
    assert columns_of(found)[Target.TITLE] == "Position "
    assert found.fields[Target.CURRENCY] == (Rule(constant="EUR"),)
    assert found.fields[Target.SOURCE_KIND] == (Rule(constant="survey"),)
    assert found.fields[Target.OBSERVED_ON] == (Rule(constant="2020"),)


def test_a_year_of_the_last_wave_is_never_taken_over() -> None:
    remembered = SampleMapping(fields={Target.OBSERVED_ON: (Rule(constant="2019"),)})

    assert Target.OBSERVED_ON not in suggested(column("x", "y"), remembered=remembered).fields


def test_a_clear_column_counts_before_a_constant_of_the_last_wave() -> None:
    remembered = SampleMapping(fields={Target.EMPLOYMENT: (Rule(constant="full_time"),)})

    found = suggested(column("Employment status", "Full-time", "Intern"), remembered=remembered)

    assert found.fields[Target.EMPLOYMENT] == (
        Rule(column="Employment status", values={"Full-time": "full_time", "Intern": "other"}),
    )


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("EN", "entry"),
        ("Junior", "entry"),
        ("Head / Principal", "lead"),
        ("C-level executive manager", "executive"),
        ("Berufseinsteiger", "entry"),
        ("Self taught", None),
        ("Jr/Mid", "entry"),
        ("Sr. Manager", "senior"),
    ],
)
def test_words_of_levels_are_guessed(text: str, level: str | None) -> None:
    assert word_guess(Target.SENIORITY, text) == level


@pytest.mark.parametrize(
    ("text", "employment"),
    [
        ("FT", "full_time"),
        ("Full-time employee", "full_time"),
        ("Werkstudent", "other"),
        ("Self-employed (freelancer)", "other"),
        ("Vollzeit oder Teilzeit", None),
        ("unlimited", None),
    ],
)
def test_words_of_employment_are_guessed(text: str, employment: str | None) -> None:
    assert word_guess(Target.EMPLOYMENT, text) == employment


@pytest.mark.parametrize(
    ("header", "is_total"),
    [
        ("totalyearlycompensation", True),
        ("Total compensation (USD)", True),
        ("Jahresgesamtvergütung", True),
        ("Zielgehalt", True),
        ("OTE", True),
        ("Yearly brutto salary (without bonus and stocks) in EUR", False),
        ("Gehalt (ohne Gesamtbonus)", False),
        ("salary_in_usd", False),
    ],
)
def test_headers_tell_total_pay(header: str, is_total: bool) -> None:
    assert says_total(header) == is_total


def test_total_pay_in_the_header_is_suggested_as_what_it_is() -> None:
    total = suggested(column("Total compensation", "118000", "193000", "250000"))
    base = suggested(column("Base salary", "118000", "193000", "250000"))

    assert total.fields[Target.PAY_KIND] == (Rule(constant="total"),)
    assert Target.PAY_KIND not in base.fields


def test_a_column_of_dates_is_told_though_they_lost_their_format_and_base_names_pay() -> None:
    found = suggested(
        column("Datum", "45292", "45657"),
        column("Base (kEUR)", "64.5", "95.5"),
        column("Nr", "45292", "45293"),
    )

    assert columns_of(found) == {Target.OBSERVED_ON: "Datum", Target.PAY: "Base (kEUR)"}
    assert found.fields[Target.PAY][0].unit == Unit.THOUSAND
    assert found.fields[Target.CURRENCY] == (Rule(constant="EUR"),)


def test_headers_tell_the_period_and_the_currency() -> None:
    assert period_of_header("Monatslohn brutto") == "month"
    assert period_of_header("salary") is None
    assert currency_of_header("Lohn (CHF)") == "CHF"
    assert currency_of_header("Monthly salary (JPY)") == "JPY"
    assert currency_of_header("salary in USD or EUR") is None
    assert header_score(Target.PAY, "Yearly bonus") == 0


@pytest.mark.parametrize(
    ("header", "period"),
    [
        ("Wynagrodzenie brutto miesięcznie (PLN)", "month"),
        ("Hrubá měsíční mzda (CZK)", "month"),
        ("Bruto maandsalaris", "month"),
        ("Bruto jaarsalaris (EUR)", "year"),
        ("Wynagrodzenie roczne", "year"),
        ("Daily pay (GBP)", "day"),
        ("Taux par heure (€)", "hour"),
        ("Biweekly salary (USD)", None),
        ("Semi-monthly pay", None),
        ("Gross salary per 4 weeks (GBP)", None),
        ("Pay, every other week", None),
        ("Halbjahresgehalt", None),
        ("Quarterly salary (EUR)", None),
        ("Gehalt 2024 (Monat)", "month"),
        ("Jahresgehalt (12 Monatsgehälter)", None),
    ],
)
def test_headers_tell_only_periods_that_are_ours(header: str, period: str | None) -> None:
    assert period_of_header(header) == period


def test_pay_for_a_time_that_is_not_ours_is_no_year_for_being_large() -> None:
    found = suggested(column("Quarterly salary (EUR)", "18000", "21500"))

    assert Target.PAY in found.fields
    assert Target.PERIOD not in found.fields


@pytest.mark.parametrize(
    "word", ["Bi-weekly", "Every 2 weeks", "Four-weekly", "Semi-monthly", "Semi-annual", "Quartal"]
)
def test_words_for_a_time_that_is_not_ours_are_left_to_the_analyst(word: str) -> None:
    assert word_guess(Target.PERIOD, word) is None
    assert word_guess(Target.PERIOD, "Weekly") == "week"


@pytest.mark.parametrize(
    "header",
    [
        *("Annual salary after tax (USD)", "Take-home pay", "Gehalt nach Steuern", "Sueldo neto"),
        *("Rémunération nette", "Wynagrodzenie na rękę (PLN)", "Salary expectation", "Old salary"),
        "Wunschgehalt",
    ],
)
def test_net_pay_and_pay_that_is_none_now_are_not_suggested(header: str) -> None:
    assert header_score(Target.PAY, header) == 0


def test_a_large_number_of_small_money_is_not_surely_a_year() -> None:
    rates = {("CZK", 2023): Decimal(24), ("CZK", 2024): Decimal(25)}
    reference = replace(REFERENCE, units_per_euro=rates)
    monthly = column("Salary (CZK)", "95000", "110000")
    yearly = column("Salary (CZK)", "950000", "1100000")

    of_month, of_year = (
        suggest_mapping([one], reference, file_name="a.csv", today=TODAY)
        for one in (monthly, yearly)
    )

    assert Target.PERIOD not in of_month.fields
    assert of_year.fields[Target.PERIOD] == (Rule(constant="year"),)


def test_the_year_in_the_header_of_pay_counts_before_that_of_the_file() -> None:
    found = suggested(column("Gehalt 2023 (EUR)", "61000"), file_name="umfrage 2024.csv")

    assert found.fields[Target.OBSERVED_ON] == (Rule(constant="2023"),)


@pytest.mark.parametrize(
    ("header", "salaries", "is_in_thousands", "currency"),
    [
        ("Bruttomonatsgehalt in EUR (14x)", "14", False, "EUR"),
        ("Monatslohn x 13", "13", False, None),
        ("Bruttogehalt, 14 Gehälter", "14", False, None),
        ("Gehalt in T€", None, True, "EUR"),
        ("Gehalt (TEUR)", None, True, "EUR"),
        ("Base (kEUR)", None, True, "EUR"),
        ("Lohn in Tsd. CHF", None, True, "CHF"),
        ("Salary £k", None, True, "GBP"),
        ("Salary (£'000)", None, True, "GBP"),
        ("Salary 2014", None, False, None),
        ("Pay in dollars", None, False, None),  # whose?
    ],
)
def test_headers_tell_what_an_amount_is_of(
    header: str, salaries: str | None, is_in_thousands: bool, currency: str | None
) -> None:
    assert payments_of_header(header) == salaries
    assert counts_thousands(header) == is_in_thousands
    assert currency_of_header(header) == currency


def test_thousands_and_percent_are_told_by_header_and_cells() -> None:
    found = suggested(
        column("Gehalt in T€", "61,5", "72", "58,5"), column("Pensum", "80%", "100 %", "60%")
    )

    assert found.fields[Target.PAY][0].unit == Unit.THOUSAND
    assert found.fields[Target.FULL_TIME_SHARE][0].unit == Unit.PERCENT


def test_what_stands_in_the_cells_of_pay_is_read_there() -> None:
    found = suggested(
        column("Pay", "£65k - £75k", "£60,000 per annum", "£58,500 - £61,000", "up to £80k")
    )

    assert found.fields[Target.PAY][0].range == RangePolicy.MIDDLE
    assert found.fields[Target.CURRENCY] == (Rule(within=Target.PAY),)
    assert found.fields[Target.PERIOD] == (Rule(constant="year"),)


def test_salaries_a_year_are_read_where_the_pay_says_them() -> None:
    found = suggested(column("Lohn", "CHF 8'500 x 13", "CHF 9'100 x 13"))

    assert found.fields[Target.PAYMENTS_PER_YEAR] == (Rule(within=Target.PAY),)
    assert found.fields[Target.CURRENCY] == (Rule(within=Target.PAY),)


def test_a_state_is_no_country() -> None:
    found = suggested(column("State", "DE", "DE", "DE"), column("Kanton", "DE", "DE"))

    assert Target.COUNTRY not in found.fields


def test_one_column_of_places_tells_country_and_city() -> None:
    found = suggested(column("Location", "Berlin, Germany", "Berlin", "Berlin (remote)"))

    assert columns_of(found) == {Target.COUNTRY: "Location", Target.CITY: "Location"}


def test_the_day_somebody_was_hired_is_not_the_day_of_the_answer() -> None:
    found = suggested(column("Hire date", "2012-03-01"), column("Einstellungsdatum", "01.03.2012"))

    assert Target.OBSERVED_ON not in found.fields


def test_a_new_header_of_pay_counts_before_what_was_stated_last_time() -> None:
    last = SampleMapping(
        fields={
            Target.PAY: (Rule(column="Monatsgehalt in EUR (14x)"),),
            Target.CURRENCY: (Rule(constant="EUR"),),
            Target.PERIOD: (Rule(constant="month"),),
            Target.PAYMENTS_PER_YEAR: (Rule(constant="14"),),
        }
    )

    found = suggested(column("Monatslohn (CHF)", "8000", "9000"), remembered=last)

    assert found.fields[Target.CURRENCY] == (Rule(constant="CHF"),)
    assert found.fields[Target.PERIOD] == (Rule(constant="month"),)
    assert Target.PAYMENTS_PER_YEAR not in found.fields


def test_a_currency_that_the_cells_said_is_read_in_the_header_that_says_it_now() -> None:
    last = SampleMapping(
        fields={
            Target.PAY: (Rule(column="Bruttogehalt"),),
            Target.CURRENCY: (Rule(within=Target.PAY),),
        }
    )

    found = suggested(column("Bruttogehalt in EUR", "66000", "59000"), remembered=last)

    assert found.fields[Target.CURRENCY] == (Rule(constant="EUR"),)


def test_what_was_stated_against_the_same_header_stays() -> None:
    last = SampleMapping(
        fields={
            Target.PAY: (Rule(column="Gehalt in EUR"),),
            Target.CURRENCY: (Rule(constant="CHF"),),
        }
    )

    found = suggested(column("Gehalt in EUR", "80000", "90000"), remembered=last)

    assert found.fields[Target.CURRENCY] == (Rule(constant="CHF"),)


def test_new_words_of_the_next_wave_are_guessed_and_the_old_ones_stay_as_decided() -> None:
    last = SampleMapping(
        fields={Target.SENIORITY: (Rule(column="Level", values={"Senior": "lead", "Guru": None}),)}
    )

    found = suggested(column("Level", "senior", "Guru", "Head", "Wizard"), remembered=last)

    assert found.fields[Target.SENIORITY][0].values == {
        "Head": "executive",
        "Senior": "lead",
        "Guru": None,
    }


# Fields that a mapping by hand reads from a column, and how many of them are guessed so.
GUESSED = {
    "ai_jobs_net_salaries_2020_2025.csv": (7, 7),
    "it_salary_survey_eu_2018.csv": (6, 6),
    "it_salary_survey_eu_2019.csv": (6, 6),
    "it_salary_survey_eu_2020.csv": (7, 7),
    "ask_a_manager_2021.xlsx": (6, 6),
    "levels_fyi.csv": (4, 4),
    "glassdoor_manual_with_formulas.xlsx": (2, 4),
    "small.ods": (2, 2),
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "by_hand"), [case[:2] for case in FILES[1:]], ids=[case[0].name for case in FILES[1:]]
)
def test_columns_of_real_spreadsheets_are_guessed(
    uploads: Path, tmp_path: Path, file: Path, by_hand: Path
) -> None:
    if not file.exists():
        pytest.skip(f"{file.name} may not be shipped, and is not in {BESIDE}")
    bring_in_reference()
    with open_table(file, filename=file.name) as table:
        found = suggest_mapping(
            profiles_of(table), read_reference(), file_name=file.name, today=TODAY
        )
    wanted = read_mapping(json.loads(by_hand.read_text(encoding="utf-8")))

    # Kinds of source that change from year to year are no column but a decision.
    columns = {
        target: rules[0].column.strip()
        for target, rules in wanted.fields.items()
        if rules[0].column and target != Target.SOURCE_KIND
    }
    right = [
        target
        for target, name in columns.items()
        if first_column(found.fields.get(target, ())) == name
    ]

    assert (len(right), len(columns)) == GUESSED[file.name]
    strays = {target: name for target, name in columns_of(found).items() if target not in columns}
    assert strays == {}


def first_column(rules: Sequence[Rule]) -> str:
    return (rules[0].column or "").strip() if rules else ""


def test_cells_that_hold_no_value_are_looked_over(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook()
    for row in (["salary", "bonus"], ["=1+1", 100], ["=1+1", 100]):  # never calculated
        book.active.append(row)
    book.save(path)

    with open_table(path, filename=path.name) as table:
        salary, bonus = profiles_of(table)

    assert (salary.samples, salary.filled) == ([], 0)
    assert (bonus.samples, bonus.filled) == (["100"], 2)
