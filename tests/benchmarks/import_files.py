"""Small spreadsheets of salary samples and the mapping that fits them."""

import json

from benchmarks.mapping_json import Json

FIELDS: dict[str, Json] = {
    "title": {"column": "Title"},
    "pay": {"column": "Pay"},
    "currency": {"constant": "EUR"},
    "period": {"constant": "year"},
    "country": {"constant": "DE"},
    "city": {"column": "City"},
    "observed_on": {"constant": "2024"},
    "source_kind": {"constant": "survey"},
    "employment": {"constant": "full_time"},
}
HEADER = "Title;Pay;City;Gender"
ROWS = (
    "Data Scientist;65000;Berlin;f",
    "Data Scientist;72000;Tuttlingen;m",
    "Baker;40000;Berlin;f",
    "Data Scientist;5000;Berlin;m",
    "Data Scientist;;Berlin;m",
)
"""Two usable rows, one in quarantine, two refused."""


def mapping_of(**changes: Json) -> dict[str, Json]:
    """The mapping, with other rules for some fields."""
    return {"version": 1, "fields": FIELDS | changes}


def mapping_text(**changes: Json) -> str:
    return json.dumps(mapping_of(**changes))


def csv_of(*rows: str) -> bytes:
    return "\n".join([HEADER, *(rows or ROWS), ""]).encode()
