"""Tests of benchmarks/mapping.py and benchmarks/mapping_json.py."""

import copy
import json

import pytest
from django.conf import settings

from benchmarks.mapping import (
    WORDS,
    Part,
    RangePolicy,
    Rule,
    Target,
    Unit,
    Unmapped,
    column_position,
    unused_columns,
)
from benchmarks.mapping_json import Json, mapping_as_json, parse_mapping, read_mapping
from benchmarks.models import SalarySample, Seniority, SourceKind
from benchmarks.reading.problems import Problem, ReadingError

COMPLETE: dict[str, Json] = {
    "version": 1,
    "name": "A survey",
    "file": {"sheet": "Answers", "header_row": 3},
    "only": {"Industry": ["IT", "Data"]},
    "fields": {
        "title": {"column": "Position"},
        "pay": {"column": "Gehalt", "format": "de", "unit": "thousand", "range": "middle"},
        "pay_to": {"column": "bis"},
        "currency": {"constant": "EUR"},
        "period": [{"from": "pay"}, {"constant": "year"}],
        "payments_per_year": {"constant": 13.5},
        "country": [
            {
                "column": "Ort",
                "part": {"separator": ",", "take": "last"},
                "values": {"Wien": "AT", "": None},
                "unmapped": "next",
            },
            {"constant": "DE"},
        ],
        "seniority": {"column": "Level", "values": {"Middle": "mid"}, "unmapped": "empty"},
        "observed_on": {"constant": 2024},
        "source_kind": {"constant": "survey"},
        "employment": {"column": "Status", "values": {"FT": "full_time", "PT": "other"}},
    },
    "ignore": ["Gender"],
}


def changed(path: str, value: object) -> Json:
    """The complete mapping with another value at a dotted path; Ellipsis removes the key."""
    mapping = copy.deepcopy(COMPLETE)
    *parents, last = path.split(".")
    place: dict[str, object] = mapping
    for parent in parents:
        place = place[parent]  # type: ignore[assignment]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return mapping


def problem_of(value: Json) -> Problem:
    with pytest.raises(ReadingError) as caught:
        read_mapping(value)
    return caught.value.problem


def test_a_complete_mapping_is_read_as_written() -> None:
    mapping = read_mapping(COMPLETE)

    assert mapping.table.sheet == "Answers"
    assert mapping.table.header_row == 3
    assert mapping.ignore == ("Gender",)
    assert mapping.only == {"Industry": ("IT", "Data")}
    assert mapping.fields[Target.PAY] == (
        Rule(column="Gehalt", format="de", unit=Unit.THOUSAND, range=RangePolicy.MIDDLE),
    )
    assert mapping.fields[Target.PERIOD] == (Rule(within=Target.PAY), Rule(constant="year"))
    assert mapping.fields[Target.PAYMENTS_PER_YEAR] == (Rule(constant="13.5"),)
    assert mapping.fields[Target.OBSERVED_ON] == (Rule(constant="2024"),)
    assert mapping.fields[Target.COUNTRY] == (
        Rule(
            column="Ort",
            part=Part(separator=",", take="last"),
            values={"Wien": "AT", "": None},
            unmapped=Unmapped.NEXT,
        ),
        Rule(constant="DE"),
    )


def test_a_mapping_survives_the_way_to_json_and_back() -> None:
    mapping = read_mapping(COMPLETE)

    again = parse_mapping(json.dumps(mapping_as_json(mapping)))

    assert again == mapping


@pytest.mark.parametrize(
    ("path", "value", "code", "values"),
    [
        ("version", 2, "mapping-version", {"found": "2", "known": "1"}),
        ("version", ..., "mapping-version", {"found": "null", "known": "1"}),
        ("version", True, "mapping-version", {"found": "true", "known": "1"}),
        ("fields", [], "mapping-not-an-object", {"where": "fields"}),
        ("fields.employment", ..., "mapping-field-missing", {"field": "employment"}),
        ("fields.title", "Position", "mapping-not-an-object", {"where": "title"}),
        ("fields.title", {}, "mapping-one-origin", {"field": "title"}),
        ("fields.title.constant", "Engineer", "mapping-one-origin", {"field": "title"}),
        ("fields.pay", {"constant": "60000"}, "mapping-word-unknown", {"value": "constant"}),
        ("fields.pay", [], "mapping-one-rule", {"field": "pay"}),
        ("fields.currency.constant", "Euro", "mapping-value-shape", {"value": "Euro"}),
        ("fields.currency.unmapped", "empty", "mapping-needs-column", {"key": "unmapped"}),
        ("fields.observed_on.constant", "31.05.2024", "mapping-value-shape", {}),
        ("fields.seniority.unmapped", "next", "mapping-word-unknown", {"value": "next"}),
        ("fields.employment.unmapped", "empty", "mapping-word-unknown", {"value": "empty"}),
        ("fields.seniority.column", "", "mapping-not-a-text", {"where": "seniority.column"}),
        ("fields.seniority.column", 7, "mapping-not-a-text", {"value": "7"}),
        ("fields.pay.unit", "percent", "mapping-word-unknown", {"where": "pay.unit"}),
        ("fields.pay.format", "1.234,56", "mapping-word-unknown", {"where": "pay.format"}),
        ("fields.pay.range", ..., "mapping-range-undecided", {}),
        ("fields.full_time_share", {"column": "Pensum"}, "mapping-share-unit", {}),
        ("only", ["IT"], "mapping-not-an-object", {"where": "only"}),
        ("only.Industry", "IT", "mapping-not-a-list", {"where": "only.Industry"}),
        ("ignore", "Gender", "mapping-not-a-list", {"where": "ignore"}),
        ("file.header_row", -1, "mapping-value-shape", {"where": "file.header_row"}),
        ("file.delimiter", ";;", "mapping-value-shape", {"where": "file.delimiter"}),
        ("file.sheet", 1, "mapping-not-a-text", {"where": "file.sheet"}),
        ("file.header_row", True, "mapping-value-shape", {"where": "file.header_row"}),
        ("fields.period", {"from": "title"}, "mapping-word-unknown", {"known": "pay"}),
    ],
)
def test_a_mistake_is_told_where_it_stands(
    path: str, value: object, code: str, values: dict[str, str]
) -> None:
    found = problem_of(changed(path, value))

    assert found.code == code
    assert values.items() <= dict(found.values).items()
    for language in ("de", "en"):
        assert "{" not in found.sentence(language).replace('{"constant": …}', "")


def test_a_mistyped_word_is_answered_with_the_one_that_was_meant() -> None:
    wrong_field = problem_of(changed("fields.titel", {"column": "Position"}))
    wrong_level = problem_of(changed("fields.seniority.values.Chef", "excutive"))

    assert wrong_field.values["near"] == "title"
    assert wrong_level.sentence("en") == (
        "In the mapping “seniority” holds the unknown word “excutive”. Did you mean “executive”? "
        "Possible are: entry · mid · senior · lead · executive."
    )


def test_two_spellings_of_one_word_cannot_have_two_values() -> None:
    clash = changed("fields.seniority.values", {"Middle": "mid", " MIDDLE!": "senior"})
    same = changed("fields.seniority.values", {"Middle": "mid", " MIDDLE!": "mid"})

    assert problem_of(clash).values["first"] == "Middle"
    assert problem_of(clash).code == "mapping-values-collide"
    assert read_mapping(same).fields[Target.SENIORITY][0].values[" MIDDLE!"] == "mid"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "mapping-not-json"),
        ("{", "mapping-not-json"),
        ("[" * 100_000, "mapping-not-json"),
        ("null", "mapping-not-an-object"),
        ('{"version": 1, "version": 1}', "mapping-key-twice"),
        ('{"version": NaN}', "mapping-version"),
        (" " * 300_000, "mapping-too-long"),
    ],
)
def test_text_that_is_no_mapping_gets_one_sentence(text: str, code: str) -> None:
    with pytest.raises(ReadingError) as caught:
        parse_mapping(text)

    assert caught.value.problem.code == code


def test_words_are_those_of_the_models() -> None:
    assert WORDS[Target.SENIORITY] == tuple(Seniority.values)
    assert WORDS[Target.SOURCE_KIND] == tuple(SourceKind.values)
    assert set(WORDS[Target.PERIOD]) - {"day"} == set(SalarySample.Period.values)


@pytest.mark.parametrize(
    ("name", "position"),
    [
        ("Position", 0),
        ("position", 0),
        ("Yearly salary (EUR)", 1),
        ("Contract duration", 2),  # with a Latin C; the header has a Cyrillic one
        ("Сontract duration", 2),
    ],
)
def test_a_column_is_found_by_its_name_as_people_type_it(name: str, position: int) -> None:
    names = ["Position ", "yearly salary (EUR)", "Сontract duration"]

    assert column_position(Target.TITLE, name, names) == position


def test_an_unknown_column_is_answered_with_those_that_exist() -> None:
    with pytest.raises(ReadingError) as caught:
        column_position(Target.PAY, "Salary", ["Position", "Salari", "Ort"])

    assert caught.value.problem.sentence("en") == (
        "The column “Salary”, which the mapping names for “pay”, is not in the file. "
        "Did you mean “Salari”? There are: Position · Salari · Ort."
    )


def test_a_long_header_is_found_by_its_words() -> None:
    names = ["Age", "Yearly bonus", "Yearly brutto salary (without bonus and stocks) in EUR"]

    with pytest.raises(ReadingError) as caught:
        column_position(Target.PAY, "yearly salary", names)

    assert caught.value.problem.values["near"] == names[2]
    assert names[2] in caught.value.problem.sentence("de")


def test_a_name_that_fits_two_columns_fits_none() -> None:
    with pytest.raises(ReadingError):
        column_position(Target.PAY, "salary", ["Salary", "SALARY"])

    assert column_position(Target.PAY, "SALARY", ["Salary", "SALARY"]) == 1


def test_columns_that_nothing_reads_are_listed_unless_ignored() -> None:
    mapping = read_mapping(COMPLETE)
    names = ["Position", "Gehalt", "bis", "Ort", "Level", "Status", "Industry", "gender ", "Bonus"]

    assert unused_columns(mapping, names) == ["Bonus"]


def test_the_example_of_the_manual_is_a_mapping() -> None:
    manual = (settings.BASE_DIR / "benchmarks" / "samples" / "MAPPING.md").read_text("utf-8")
    example = manual.split("```json\n")[1].split("```")[0]

    mapping = parse_mapping(example)

    assert len(mapping.fields) == 10
    assert all(f"`{target}`" in manual for target in Target)
    assert all(f"`{word}`" in manual for words in WORDS.values() for word in words)
