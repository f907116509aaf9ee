"""Tests of benchmarks/matching.py."""

from decimal import Decimal

import pytest

from benchmarks.matching import CountryFacts, HubFacts, Reference


def country(number: int, code: str, currency: str) -> CountryFacts:
    return CountryFacts(
        id=number,
        code=code,
        name_de=code,
        name_en=code,
        currency=currency,
        plausible_from=Decimal(10_000),
        plausible_to=Decimal(500_000),
    )


GERMANY, BRITAIN, CANADA = (
    country(1, "DE", "EUR"),
    country(2, "GB", "GBP"),
    country(3, "CA", "CAD"),
)
MUNICH = HubFacts(id=10, code="de-munich", country=GERMANY)
LONDON = HubFacts(id=11, code="gb-london", country=BRITAIN)
FRANKFURT = HubFacts(id=12, code="de-frankfurt", country=GERMANY)
CAMBRIDGES = (
    HubFacts(id=13, code="gb-cambridge", country=BRITAIN),
    HubFacts(id=14, code="ca-cambridge", country=CANADA),
)

REFERENCE = Reference(
    occupations={
        "data scientist": 1,
        "software engineer": 2,
        "lead developer": 3,
        "разработчик": 4,
        "c++ developer": 5,
        "c# developer": 6,
    },
    countries={"de": GERMANY, "germany": GERMANY, "gb": BRITAIN, "ca": CANADA},
    hubs={
        "muenchen": (MUNICH,),
        "munich": (MUNICH,),
        "london": (LONDON,),
        "frankfurt": (FRANKFURT,),
        "cambridge": CAMBRIDGES,
    },
    units_per_euro={("GBP", 2024): Decimal("0.846620")},
    currencies=frozenset(["EUR", "GBP", "CAD"]),
)


@pytest.mark.parametrize(
    ("title", "occupation", "level"),
    [
        ("Data Scientist", 1, None),
        ("  DATA-scientist ", 1, None),
        ("Data Scientist:in (m/w/d)", 1, None),
        ("Senior Data Scientist", 1, "senior"),
        ("Sr. Data Scientist", 1, "senior"),
        ("Junior Data Scientist (all genders)", 1, "entry"),
        ("Mid-level Software Engineer", 2, "mid"),
        ("Software Engineer III", 2, None),
        ("Senior Software Engineer 2", 2, "senior"),
        ("Software Engineer, Senior", 2, "senior"),
        ("Principal Software Engineer", 2, "lead"),
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

    assert (found.occupation_id, found.level) == (occupation, level)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DE", GERMANY),
        ("Germany ", GERMANY),
        ("MÜNCHEN", GERMANY),  # a city that only one country has
        ("Mu\u0308nchen", GERMANY),  # as a Mac writes it
        ("Cambridge", None),
        ("Moscow", None),
        ("", None),
    ],
)
def test_a_country_is_found_by_code_spelling_or_city(
    text: str, expected: CountryFacts | None
) -> None:
    assert REFERENCE.country(text) == expected


def test_a_city_counts_only_in_its_own_country() -> None:
    assert REFERENCE.hub("London", BRITAIN) == LONDON
    assert REFERENCE.hub("London", CANADA) is None
    assert REFERENCE.hub("cambridge", CANADA) == CAMBRIDGES[1]


def test_a_city_elsewhere_is_told_only_where_the_name_is_clear() -> None:
    assert REFERENCE.elsewhere("London") == LONDON
    assert REFERENCE.elsewhere("Cambridge") is None


def test_the_euro_is_its_own_rate_and_a_missing_year_has_none() -> None:
    assert REFERENCE.rate("EUR", 1990) == 1
    assert REFERENCE.rate("GBP", 2024) == Decimal("0.846620")
    assert REFERENCE.rate("GBP", 2023) is None
