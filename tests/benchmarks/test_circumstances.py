"""Tests of benchmarks/circumstances.py and benchmarks/words.py."""

from datetime import date
from decimal import Decimal

import pytest

from benchmarks.circumstances import CircumstancesReader, Kind, Slot, first_day
from benchmarks.mapping import Target
from benchmarks.mapping_json import Json, read_mapping
from benchmarks.normalising import Circumstances, Day, Place, Terms, Work
from benchmarks.reading.money_words import Period
from benchmarks.reading.problems import Problem, ReadingError, problem
from benchmarks.words import Cell, Unread
from tests.benchmarks.reference_facts import BRITAIN, GERMANY, MUNICH, REFERENCE

TODAY = date(2025, 6, 30)
NAMES = ["Title", "Pay", "Country", "City", "Level", "When", "Job", "Share", "Hours"]
CONSTANTS: dict[str, Json] = {
    "title": {"constant": "Data Scientist"},
    "pay": {"column": "Pay"},
    "currency": {"constant": "EUR"},
    "period": {"constant": "year"},
    "country": {"constant": "DE"},
    "observed_on": {"constant": "2024"},
    "source_kind": {"constant": "survey"},
    "employment": {"constant": "full_time"},
}


def reader(*, only: Json = None, **fields: Json) -> CircumstancesReader:
    mapping = read_mapping({"version": 1, "only": only or {}, "fields": CONSTANTS | fields})
    return CircumstancesReader(mapping, NAMES, REFERENCE, TODAY)


def read(cells: dict[str, Cell], **fields: Json) -> Circumstances | Problem:
    """What a row says under a mapping; cells by the name of their column, "" for the others."""
    (found,) = read_rows([cells], **fields)
    return found


def read_rows(rows: list[dict[str, Cell]], **fields: Json) -> list[Circumstances | Problem]:
    bound = reader(**fields)
    columns = [[cells.get(NAMES[slot.column], "") for cells in rows] for slot in bound.slots]
    return list(bound.read(columns, len(rows)))


def code_of(cells: dict[str, Cell], **fields: Json) -> str:
    found = read(cells, **fields)
    assert isinstance(found, Problem)
    assert found.sentence("de")
    assert found.sentence("en")
    return found.code


def test_constants_are_all_that_a_row_needs_beside_its_pay() -> None:
    found = read({})

    assert isinstance(found, Circumstances)
    assert found.work == Work(occupation_id=1, title="data scientist", level=None)
    assert found.place == Place(country=GERMANY, hub_id=None, city="")
    assert found.seniority is None
    assert found.day == Day(2024, "2024-01-01")
    assert found.observation.source_kind == "survey"
    conditions = found.observation.conditions
    assert conditions.terms == Terms("EUR", Period.YEAR, None)
    assert (conditions.hours, conditions.share) == (None, None)


def test_a_column_is_asked_for_in_the_way_that_its_field_is_read() -> None:
    bound = reader(
        title={"column": "Title"},
        observed_on={"column": "When", "format": "dmy"},
        full_time_share={"column": "Share", "unit": "percent", "format": "de"},
        pay={"column": "Pay"},
    )

    assert bound.slots == [
        Slot(Target.TITLE, 0, Kind.TEXT),
        Slot(Target.OBSERVED_ON, 5, Kind.DATE, "dmy"),
        Slot(Target.FULL_TIME_SHARE, 7, Kind.NUMBER, "de"),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Senior", "senior"),
        (" LEAD", "lead"),
        ("Middle", "mid"),
        ("middle!", "mid"),
        ("none", None),  # mapped to nothing said
        ("", None),
        ("–", None),
    ],
)
def test_words_are_ours_or_those_of_the_value_map(value: str, expected: str | None) -> None:
    found = read(
        {"Level": value},
        seniority={"column": "Level", "values": {"Middle": "mid", "None": None}},
    )

    assert isinstance(found, Circumstances)
    assert found.seniority == expected


@pytest.mark.parametrize(("kind", "code"), [("Base", None), ("total", "pay-is-total")])
def test_total_pay_never_passes_for_base_pay(kind: str, code: str | None) -> None:
    column: Json = {"column": "Level", "values": {"Base": "base"}}

    found = read({"Level": kind}, pay_kind=column)

    assert (found.code if isinstance(found, Problem) else None) == code
    assert code_of({}, pay_kind={"constant": "total"}) == "pay-is-total"
    assert isinstance(read({}, pay_kind={"constant": "base"}), Circumstances)


def test_a_word_that_names_no_kind_of_pay_refuses_its_row() -> None:
    assert code_of({"Level": "Wizard"}, pay_kind={"column": "Level"}) == "unknown-pay-kind"


def test_rows_can_be_restricted_to_words_of_a_column() -> None:
    only: Json = {"Job": ["Computing or Tech", "Data"]}

    assert isinstance(read({"Job": "computing or tech "}, only=only), Circumstances)
    assert code_of({"Job": "Law"}, only=only) == "not-wanted"
    assert code_of({}, only=only) == "not-wanted"


def test_an_unknown_word_refuses_its_row_unless_the_mapping_lets_it_pass() -> None:
    cells: dict[str, Cell] = {"Level": "Wizard"}
    lenient: Json = {"column": "Level", "unmapped": "empty"}

    passed = read(cells, seniority=lenient)

    assert code_of(cells, seniority={"column": "Level"}) == "unknown-seniority"
    assert isinstance(passed, Circumstances)
    assert passed.seniority is None


@pytest.mark.parametrize(
    ("city", "country", "hub"),
    [
        ("München", "DE", MUNICH.id),
        ("London", "GB", 11),  # its hub's country
        ("Karlsruhe", "DE", None),  # by the value map
        ("", "DE", None),  # falls to the constant
    ],
)
def test_a_country_can_come_from_the_city(city: str, country: str, hub: int | None) -> None:
    found = read(
        {"City": city},
        country=[{"column": "City", "values": {"Karlsruhe": "DE"}}, {"constant": "DE"}],
        city={"column": "City"},
    )

    assert isinstance(found, Circumstances)
    assert (found.place.country.code, found.place.hub_id) == (country, hub)


@pytest.mark.parametrize(
    ("city", "code"),
    [
        ("Moscow", "country-not-covered"),  # mapped to RU
        ("Tuttlingen", "unknown-country"),
        ("Moldova", "country-not-covered"),
        ("Cambridge", "unknown-country"),  # there are two
    ],
)
def test_a_city_that_tells_no_country_refuses_its_row(city: str, code: str) -> None:
    rule: Json = [{"column": "City", "values": {"Moscow": "RU"}}, {"constant": "DE"}]

    assert code_of({"City": city}, country=rule) == code


def test_an_unknown_word_goes_on_to_the_next_rule_where_the_mapping_says_so() -> None:
    rule: Json = [{"column": "City", "unmapped": "next"}, {"constant": "DE"}]

    found = read({"City": "Tuttlingen"}, country=rule)

    assert isinstance(found, Circumstances)
    assert found.place.country == GERMANY


def test_codes_are_read_where_the_mapping_says_that_the_column_holds_them() -> None:
    found = read({"Country": "GB"}, country={"column": "Country", "format": "code"})

    assert isinstance(found, Circumstances)
    assert found.place.country.code == "GB"
    assert code_of({"Country": "IS"}, country={"column": "Country"}) == "country-code"


def test_a_part_of_a_cell_is_read_where_the_mapping_says_which() -> None:
    last: Json = {"separator": ",", "take": "last"}
    first: Json = {"separator": ",", "take": "first"}

    found = read(
        {"City": "London, EN, UK"},
        country={"column": "City", "part": last},
        city={"column": "City", "part": first},
    )

    assert isinstance(found, Circumstances)
    assert found.place == Place(country=BRITAIN, hub_id=11, city="london")


def test_a_stated_country_is_not_believed_against_a_city_elsewhere_but_a_named_one_is() -> None:
    cells: dict[str, Cell] = {"City": "London", "Country": "US"}

    named = read(cells, country={"column": "Country"}, city={"column": "City"})

    assert code_of(cells, city={"column": "City"}) == "city-in-another-country"
    assert isinstance(named, Circumstances)
    assert (named.place.country.code, named.place.hub_id) == ("US", None)


def test_an_unknown_city_costs_the_hub_and_not_the_row() -> None:
    found = read({"City": "Tuttlingen"}, city={"column": "City"})

    assert isinstance(found, Circumstances)
    assert found.place == Place(country=GERMANY, hub_id=None, city="tuttlingen")
    assert found.place.city_as_written == "Tuttlingen"
    assert code_of({"City": "Tuttlingen"}, city={"column": "City", "unmapped": "refuse"}) == (
        "unknown-city"
    )


@pytest.mark.parametrize(
    ("job", "code"),
    [
        ("PT", "not-full-time-employment"),
        ("part time", "part-time-without-share"),
        ("Founder", "unknown-employment"),
        ("", "employment-missing"),
    ],
)
def test_only_full_time_employment_counts(job: str, code: str) -> None:
    rule: Json = {"column": "Job", "values": {"FT": "full_time", "PT": "other"}}

    assert code_of({"Job": job}, employment=rule) == code


def test_part_time_counts_where_its_share_is_given() -> None:
    found = read(
        {"Job": "PT", "Share": Decimal(80)},
        employment={"column": "Job", "values": {"PT": "part_time"}},
        full_time_share={"column": "Share", "unit": "percent"},
    )

    assert isinstance(found, Circumstances)
    assert found.observation.conditions.share == Decimal("0.8")


@pytest.mark.parametrize(
    ("cells", "fields", "code"),
    [
        ({"Share": Decimal(120)}, {"full_time_share": {"column": "Share", "unit": "percent"}},
         "share-implausible"),
        ({"Hours": Decimal(20)}, {"hours_per_week": {"column": "Hours"}}, "hours-implausible"),
        ({}, {"payments_per_year": {"constant": 30}}, "payments-implausible"),
        ({"Title": "Baker"}, {"title": {"column": "Title"}}, "unknown-title"),
        ({"Title": ""}, {"title": {"column": "Title"}}, "title-missing"),
        ({"When": None}, {"observed_on": {"column": "When"}}, "observed-on-missing"),
        ({"When": date(2025, 7, 1)}, {"observed_on": {"column": "When"}}, "observed-on-unlikely"),
        ({"When": date(1989, 12, 31)}, {"observed_on": {"column": "When"}}, "observed-on-unlikely"),
        ({"When": "someday"},
         {"observed_on": {"column": "When", "values": {"Wave 1": "2020"}}}, "unknown-observed-on"),
        ({"Job": "USDX"}, {"currency": {"column": "Job"}}, "unknown-currency"),
        ({"Job": "per lunch"}, {"period": {"column": "Job"}}, "unknown-period"),
        ({"Job": "rumour"}, {"source_kind": {"column": "Job"}}, "unknown-source-kind"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said(
    cells: dict[str, Cell], fields: dict[str, Json], code: str
) -> None:
    assert code_of(cells, **fields) == code


def test_rows_that_share_some_of_their_cells_are_told_apart() -> None:
    rows: list[dict[str, Cell]] = [
        {"Title": title, "City": city, "Level": level}
        for title in ("Data Scientist", "Software Engineer")
        for city in ("London", "Munich")
        for level in ("Senior", "")
    ]

    found = read_rows(
        rows * 2,
        title={"column": "Title"},
        country={"column": "City"},
        city={"column": "City"},
        seniority={"column": "Level"},
    )

    said = [
        (one.work.occupation_id, one.place.hub_id, one.seniority)
        for one in found
        if isinstance(one, Circumstances)
    ]
    assert said == 2 * [
        (1, 11, "senior"), (1, 11, None), (1, 10, "senior"), (1, 10, None),
        (2, 11, "senior"), (2, 11, None), (2, 10, "senior"), (2, 10, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mended", "code"),
    [
        ([], "not-full-time-employment"),
        (["Job"], "unknown-title"),
        (["Job", "Title"], "unknown-country"),
        (["Job", "Title", "City"], "unknown-seniority"),
        (["Job", "Title", "City", "Level"], "observed-on-missing"),
    ],
)
def test_of_several_reasons_the_first_one_is_told(mended: list[str], code: str) -> None:
    broken: dict[str, Cell] = {
        "Job": "PT",
        "Title": "Baker",
        "City": "Atlantis",
        "Level": "Wizard",
        "When": None,
    }
    whole: dict[str, Cell] = {
        "Job": "FT",
        "Title": "Data Scientist",
        "City": "London",
        "Level": "Senior",
    }

    found = code_of(
        broken | {name: whole[name] for name in mended},
        title={"column": "Title"},
        country={"column": "City"},
        seniority={"column": "Level"},
        observed_on={"column": "When"},
        employment={"column": "Job", "values": {"FT": "full_time", "PT": "other"}},
    )

    assert found == code


def test_a_cell_that_could_not_be_read_is_the_problem_of_its_row() -> None:
    fault = Unread(problem("number-unreadable", text="?!"))

    assert code_of({"Title": fault}, title={"column": "Title"}) == "number-unreadable"
    assert code_of({"When": fault}, observed_on={"column": "When"}) == "number-unreadable"
    assert code_of({"Hours": fault}, hours_per_week={"column": "Hours"}) == "number-unreadable"


def test_seniority_can_be_read_from_the_title() -> None:
    found = read(
        {"Title": "Senior Data Scientist"},
        title={"column": "Title"},
        seniority=[{"column": "Level"}, {"from": "title"}],
    )

    assert isinstance(found, Circumstances)
    assert (found.work.occupation_id, found.seniority) == (1, "senior")


def test_a_year_can_decide_the_kind_of_source() -> None:
    rule: Json = {"column": "When", "values": {"2022": "survey", "2023": "advert"}}

    found = read({"When": "2023"}, source_kind=rule)

    assert isinstance(found, Circumstances)
    assert found.observation.source_kind == "advert"


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("title", {"constant": "Baker"}),
        ("title", {"column": "Title", "values": {"Guru": "baker"}}),
        ("city", {"column": "City", "values": {"Minga": "de-minga"}}),
        ("country", {"constant": "Atlantis"}),
        ("currency", {"constant": "XQX"}),
        ("observed_on", {"constant": "2024-02-30"}),
    ],
)
def test_a_mapping_that_names_what_we_do_not_have_is_refused(field: str, rule: Json) -> None:
    with pytest.raises(ReadingError) as caught:
        reader(**{field: rule})

    assert caught.value.problem.code == "mapping-reference-unknown"


def test_a_missing_column_is_told_when_the_mapping_meets_the_table() -> None:
    with pytest.raises(ReadingError) as caught:
        reader(title={"column": "Position"})

    assert caught.value.problem.code == "mapping-column-unknown"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", date(2024, 1, 1)),
        ("2024-05", date(2024, 5, 1)),
        ("2024-05-31", date(2024, 5, 31)),
        ("2024-13", None),
        ("May 2024", None),
        ("", None),
    ],
)
def test_a_period_of_the_calendar_counts_by_its_first_day(text: str, expected: date | None) -> None:
    assert first_day(text) == expected
