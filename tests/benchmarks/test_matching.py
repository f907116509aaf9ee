"""Tests of benchmarks/matching.py."""

from decimal import Decimal

import pytest

from benchmarks.matching import CountryFacts, TitleMatch
from benchmarks.reading.problems import Problem
from tests.benchmarks.reference_facts import CAMBRIDGES, GERMANY, MUNICH, REFERENCE


@pytest.mark.parametrize(
    ("title", "occupation", "level"),
    [
        ("Data Scientist", 1, None),
        ("  DATA-scientist ", 1, None),
        ("Data Scientist:in (m/w/d)", 1, None),
        ("Data Scientist(in)", 1, None),
        ("Data Scientist (H/F)", 1, None),
        ("Data Scientist H/F", 1, None),
        ("Data Scientist (k/m)", 1, None),
        ("Data Scientist (m/v/x)", 1, None),
        ("Data Scientist w|m|d", 1, None),
        ("Data Scientist (gn)", 1, None),
        ("Data Scientist (m/w/divers)", 1, None),
        ("Data Scientist m/w/d", 1, None),
        ("Data Scientist R/M/W", None, None),
        ("Senior Data Scientist", 1, "senior"),
        ("Sr. Data Scientist", 1, "senior"),
        ("Junior Data Scientist (all genders)", 1, "entry"),
        ("Mid-level Software Engineer", 2, "mid"),
        ("Software Engineer III", 2, None),
        ("Senior Software Engineer 2", 2, "senior"),
        ("Software Engineer, Senior", 2, "senior"),
        ("Principal Software Engineer", 2, "lead"),
        ("Data Scientist (Mid-level)", 1, "mid"),
        ("Software Engineer II - Remote", 2, None),
        ("Data Scientist, Vollzeit", 1, None),
        ("Lead Developer", 3, "lead"),  # as it stands, before any word is cut
        ("Senior Lead Developer", 3, "senior"),
        ("Разработчик", 4, None),
        ("Менеджер", None, None),
        ("C++ Developer", 5, None),
        ("C# Developer", 6, None),
        ("C Developer", None, None),
        ("Head of Data Scientist", None, None),
        ("Data Scientist Lead", None, None),
        ("Data Scientist Trainee", None, None),
        ("Senior", None, None),
        ("", None, None),
    ],
)
def test_a_title_is_matched_without_its_level_and_nothing_else(
    title: str, occupation: int | None, level: str | None
) -> None:
    found = REFERENCE.title(title)

    expected = TitleMatch(occupation_id=occupation, level=level) if occupation else None
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deutschland", GERMANY),
        ("Germany ", GERMANY),
        ("MÜNCHEN", GERMANY),  # a city that only one country has
        ("Mu\u0308nchen", GERMANY),  # as a Mac writes it
        ("Cambridge", None),
        ("Moscow", None),
        ("", None),
    ],
)
def test_a_country_is_found_by_spelling_or_city(text: str, expected: CountryFacts | None) -> None:
    assert REFERENCE.country(text) == expected


@pytest.mark.parametrize("text", ["Russland", "Moldova ", "Schweiz", "switzerland", "canada"])
def test_a_country_that_we_keep_no_figures_for_is_told_apart_from_an_unknown_word(
    text: str,
) -> None:
    found = REFERENCE.country(text)

    assert isinstance(found, Problem)
    assert found.code == "country-not-covered"


@pytest.mark.parametrize("text", ["DE", "is", "RU"])
def test_a_code_among_words_may_be_a_slip_and_is_not_believed(text: str) -> None:
    found = REFERENCE.country(text)

    assert isinstance(found, Problem)
    assert found.code == "country-code"


def test_a_column_of_codes_is_read_as_such() -> None:
    known, abroad = REFERENCE.country_by_code(" de"), REFERENCE.country_by_code("RU")

    assert known == GERMANY
    assert isinstance(abroad, Problem)
    assert abroad.code == "country-not-covered"
    assert REFERENCE.country_by_code("Germany") is None
    assert REFERENCE.country_stated("DE") == GERMANY
    assert REFERENCE.country_stated("Germany") == GERMANY


def test_all_cities_of_a_name_are_found() -> None:
    assert REFERENCE.cities("MUNICH") == (MUNICH,)
    assert REFERENCE.cities("Cambridge") == CAMBRIDGES
    assert REFERENCE.cities("Moscow") is None


def test_a_currency_is_found_by_its_code_or_the_euro_sign() -> None:
    assert [REFERENCE.currency(text) for text in ("eur ", "€", "PLN", "XXY", "$", "")] == [
        "EUR",
        "EUR",
        "PLN",
        None,
        None,
        None,
    ]


def test_the_euro_is_its_own_rate_and_a_missing_year_has_none() -> None:
    assert REFERENCE.rate("EUR", 1990) == 1
    assert REFERENCE.rate("GBP", 2024) == Decimal("0.8")
    assert REFERENCE.rate("GBP", 2023) is None
