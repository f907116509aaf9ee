"""Tests of the files in benchmarks/reference, as they are shipped."""

import csv
import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.spelling import RESERVED_SLUGS, ascii_fold, plain, slug_of

FOLDER = Path(__file__).parents[2] / "benchmarks" / "reference"
NAMES = ["name_de", "name_en", "slug_de", "slug_en"]

# Header of each file; the number of columns, from the left, that are its key.
TABLES = {
    "countries": (["code", *NAMES, "currency", "plausible_from", "plausible_to"], 1),
    "country_aliases": (["alias", "country"], 1),
    "hubs": (["code", "country", *NAMES], 1),
    "hub_aliases": (["alias", "hub"], 1),
    "occupations": (["code", "family", "isco08", *NAMES, "summary_de", "summary_en"], 1),
    "occupation_aliases": (["title", "occupation"], 1),
    "occupation_skills": (
        [
            *("occupation", "kind", "name_en", "name_de", "note_de", "note_en", "ordering"),
            *("source_publisher", "source_title", "source_url", "read_on"),
        ],
        3,
    ),
    "sources": (
        [
            "slug",
            "publisher",
            "title",
            "licence",
            "licence_url",
            "url",
            "attribution_de",
            "attribution_en",
        ],
        1,
    ),
    "exchange_rates": (
        ["currency", "year", "units_per_euro", "first_day", "last_day", "days", "source"],
        2,
    ),
}
ALIASES = [
    ("country_aliases", "alias", "country", "countries"),
    ("hub_aliases", "alias", "hub", "hubs"),
    ("occupation_aliases", "title", "occupation", "occupations"),
]
NAMED = ["countries", "hubs", "occupations"]
FAMILIES = {
    "software",
    "data",
    "ai",
    "operations",
    "security",
    "product",
    "research",
    "management",
}
# fmt: off
# Unit groups that our occupations may stand in, by ISCO-08; another one is a deliberate addition.
ISCO_UNIT_GROUPS = {
    "1223", "1330", "2120", "2166", "2421", "2434", "2511", "2512", "2513", "2519", "2521",
    "2522", "2523", "2529", "3512",
}
EUROPE = {
    "AD", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR",
    "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "ME", "MT", "NL", "NO", "PL",
    "PT", "RO", "SE", "SI", "SK", "SM",
}
# fmt: on
YEARS_OF_SAMPLES = range(2018, 2026)


def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def repeated(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def target_of(table: str, text: str) -> str | None:
    _table, alias, target, _target_table = next(entry for entry in ALIASES if entry[0] == table)
    found = [row[target] for row in rows(table) if plain(row[alias]) == plain(text)]
    return found[0] if found else None


@pytest.mark.parametrize("table", TABLES)
def test_a_file_has_its_header_one_key_a_row_and_is_sorted_by_it(table: str) -> None:
    header, key_width = TABLES[table]

    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        first, *others = list(csv.reader(file))
    keys = [row[:key_width] for row in others]

    assert first == header
    assert all(len(row) == len(header) for row in others)
    assert [pair for pair in pairwise(keys) if pair[0] >= pair[1]] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_begins_or_ends_with_a_blank(table: str) -> None:
    assert [row for row in rows(table) if any(cell != cell.strip() for cell in row.values())] == []


@pytest.mark.parametrize("table", NAMED)
def test_slugs_follow_the_one_rule_and_are_unique_in_each_language(table: str) -> None:
    entries = rows(table)

    for language in ("de", "en"):
        slugs = [entry[f"slug_{language}"] for entry in entries]
        assert slugs == [slug_of(entry[f"name_{language}"]) for entry in entries]
        assert repeated(slugs) == []
        assert set(slugs) & set(RESERVED_SLUGS) == set()
        assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


@pytest.mark.parametrize(
    ("table", "code", "slug_de", "slug_en"),
    [
        ("countries", "DE", "deutschland", "germany"),
        ("countries", "AT", "oesterreich", "austria"),
        ("countries", "GB", "vereinigtes-koenigreich", "united-kingdom"),
        ("hubs", "de-munich", "muenchen", "munich"),
        ("hubs", "de-frankfurt", "frankfurt-am-main", "frankfurt"),
        ("hubs", "pl-krakow", "krakau", "krakow"),
        ("occupations", "ai-engineer", "ki-entwickler", "ai-engineer"),
        (
            "occupations",
            "machine-learning-engineer",
            "machine-learning-engineer",
            "machine-learning-engineer",
        ),
    ],
)
def test_addresses_that_people_may_have_kept_stay(
    table: str, code: str, slug_de: str, slug_en: str
) -> None:
    entry = next(row for row in rows(table) if row["code"] == code)

    assert (entry["slug_de"], entry["slug_en"]) == (slug_de, slug_en)


@pytest.mark.parametrize(("table", "alias", "target", "target_table"), ALIASES)
def test_an_alias_leads_to_one_existing_row(
    table: str, alias: str, target: str, target_table: str
) -> None:
    entries = rows(table)
    codes = {row["code"] for row in rows(target_table)}

    assert repeated([plain(entry[alias]) for entry in entries]) == []
    assert [entry for entry in entries if entry[target] not in codes] == []
    assert [entry for entry in entries if not plain(entry[alias])] == []
    assert [entry for entry in entries if len(entry[alias]) > 200] == []


@pytest.mark.parametrize(("table", "alias", "target", "target_table"), ALIASES)
def test_no_alias_is_the_name_of_something_else(
    table: str, alias: str, target: str, target_table: str
) -> None:
    targets = {plain(entry[alias]): entry[target] for entry in rows(table)}

    strays = [
        name
        for row in rows(target_table)
        for name in (row["name_de"], row["name_en"])
        if targets.get(plain(name), row["code"]) != row["code"]
    ]

    assert strays == []


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        ("country_aliases", "U.S.A.", "US"),
        ("country_aliases", "united states ", "US"),
        ("country_aliases", "England, UK", "GB"),
        ("country_aliases", "Österreich", "AT"),
        ("country_aliases", "oesterreich", "AT"),
        ("country_aliases", "Holland", "NL"),
        ("country_aliases", "Bayern", "DE"),
        ("country_aliases", "IS", None),
        ("country_aliases", "No", None),
        ("country_aliases", "Georgia", None),
        ("hub_aliases", "MÜNCHEN ", "de-munich"),
        ("hub_aliases", "Muenchen", "de-munich"),
        ("hub_aliases", "Munchen", "de-munich"),
        ("hub_aliases", "Frankfurt a.M.", "de-frankfurt"),
        ("hub_aliases", "Frankfurt (Oder)", None),
        ("hub_aliases", "Redmond, WA", "us-seattle"),
        ("hub_aliases", "Cambridge", None),
        ("hub_aliases", "Portland", None),
        ("occupation_aliases", "Softwareentwickler/in (m/w/d)", "software-engineer"),
        ("occupation_aliases", "C++ Developer ", "software-engineer"),
        ("occupation_aliases", "MLOps Engineer", "machine-learning-infrastructure-engineer"),
        ("occupation_aliases", "KI-Entwickler:in", "ai-engineer"),
        ("occupation_aliases", "QA Ingenieur", "qa-engineer"),
        ("occupation_aliases", "Engineer", None),
        ("occupation_aliases", "Consultant", None),
        ("occupation_aliases", "Account Executive", None),
        ("occupation_aliases", "Werkstudent Softwareentwicklung", None),
    ],
)
def test_spellings_lead_where_a_reader_expects(table: str, text: str, expected: str | None) -> None:
    assert target_of(table, text) == expected


def test_countries_have_well_formed_codes_and_a_range_of_plausible_pay() -> None:
    countries = rows("countries")

    for country in countries:
        assert re.fullmatch(r"[A-Z]{2}", country["code"])
        assert re.fullmatch(r"[A-Z]{3}", country["currency"])
        assert 0 < int(country["plausible_from"]) < int(country["plausible_to"])
    assert {country["code"] for country in countries} >= EUROPE | {"US"}


def test_the_lower_bound_of_germany_is_four_fifths_of_its_first_minimum_wage() -> None:
    germany = next(country for country in rows("countries") if country["code"] == "DE")

    assert Decimal("0.8") * Decimal("8.50") * 2080 == Decimal("14144")
    assert (germany["plausible_from"], germany["plausible_to"]) == ("14000", "500000")


def test_every_currency_of_a_country_has_a_rate_in_all_years_of_samples() -> None:
    quoted = {(rate["currency"], int(rate["year"])) for rate in rows("exchange_rates")}
    currencies = {country["currency"] for country in rows("countries")} - {"EUR"}

    missing = [
        (currency, year)
        for currency in sorted(currencies)
        for year in YEARS_OF_SAMPLES
        if (currency, year) not in quoted
    ]

    assert missing == []


def test_a_rate_has_six_digits_days_of_its_year_and_a_known_source() -> None:
    sources = {source["slug"] for source in rows("sources")}

    for rate in rows("exchange_rates"):
        units = Decimal(rate["units_per_euro"])
        assert units > 0
        assert len(units.as_tuple().digits) == 6
        assert rate["first_day"][:4] == rate["last_day"][:4] == rate["year"]
        assert rate["first_day"] <= rate["last_day"]
        assert 0 < int(rate["days"]) <= 262  # no year has more weekdays
        assert rate["source"] in sources


def test_rates_agree_with_the_means_that_the_central_bank_publishes() -> None:
    rates = {(rate["currency"], rate["year"]): rate for rate in rows("exchange_rates")}

    assert rates["USD", "2020"]["units_per_euro"] == "1.14220"
    assert rates["GBP", "2023"]["units_per_euro"] == "0.869787"
    assert rates["BGN", "2025"]["units_per_euro"] == "1.95580"  # fixed by law
    assert ("BGN", "2026") not in rates  # the euro since
    assert rates["RUB", "2022"]["last_day"] == "2022-03-01"


def test_a_hub_is_coded_by_its_country_and_english_slug() -> None:
    countries = {country["code"] for country in rows("countries")}

    for hub in rows("hubs"):
        assert hub["country"] in countries
        assert hub["code"] == f"{hub['country'].lower()}-{hub['slug_en']}"


def test_occupations_have_a_family_a_unit_group_and_a_summary_in_both_languages() -> None:
    occupations = rows("occupations")

    assert len(occupations) >= 25
    for occupation in occupations:
        assert occupation["family"] in FAMILIES
        assert occupation["isco08"] in ISCO_UNIT_GROUPS
        assert occupation["code"] == ascii_fold(occupation["code"])
        for language in ("de", "en"):
            summary = occupation[f"summary_{language}"]
            assert 100 <= len(summary) <= 400, occupation["code"]
            assert summary.endswith(".")
            assert summary.count(". ") >= 1
            assert not re.search(r"\*\*|\[|<|heute|today|derzeit|currently", summary)


def test_no_two_occupations_share_a_sentence() -> None:
    for language in ("de", "en"):
        sentences = [
            sentence
            for occupation in rows("occupations")
            for sentence in re.split(r"(?<=\.) ", occupation[f"summary_{language}"])
        ]

        assert repeated(sentences) == []


def test_every_source_names_its_licence_and_an_attribution_in_both_languages() -> None:
    for source in rows("sources"):
        assert source["publisher"]
        assert source["licence"]
        assert source["url"].startswith("https://")
        assert source["attribution_de"] != source["attribution_en"]
        assert len(source["attribution_de"]) <= 300
        assert len(source["licence"]) <= 120


def test_skills_belong_to_occupations_and_say_where_and_when_they_were_read() -> None:
    occupations = {occupation["code"] for occupation in rows("occupations")}
    skills = rows("occupation_skills")

    assert len({skill["occupation"] for skill in skills}) >= 25
    for skill in skills:
        assert skill["occupation"] in occupations
        assert skill["kind"] in {"skill", "certificate"}
        assert skill["source_url"].startswith(("http://data.europa.eu/", "https://"))
        assert skill["source_publisher"]
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", skill["read_on"])
        assert bool(skill["note_de"]) == bool(skill["note_en"])
        assert not re.search(r"\d ?%|Gehalt|salary|premium", skill["note_de"] + skill["note_en"])


def test_skills_of_an_occupation_stand_in_an_order_that_was_chosen() -> None:
    places = [
        f"{skill['occupation']} {skill['kind']} {skill['ordering']}"
        for skill in rows("occupation_skills")
    ]

    assert repeated(places) == []
