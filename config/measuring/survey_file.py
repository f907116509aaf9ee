"""The spreadsheet that imports are measured by: the same rows each time, some of them odd."""

import csv
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.mapping_json import Json
from benchmarks.models import OccupationAlias
from benchmarks.table_files import Value, write_xlsx

SEED = 20_261_123
HEADER = ["title", "country", "level", "year", "pay", "remark"]
ODD = 200  # one row in so many has a title of nobody, one a month's pay, one is a repetition

MAPPING: Json = {
    "version": 1,
    "name": "measured rows",
    "fields": {
        "title": {"column": "title"},
        "pay": {"column": "pay", "format": "en"},
        "currency": {"constant": "EUR"},
        "period": {"constant": "year"},
        "country": {"column": "country", "format": "code"},
        "seniority": {"column": "level", "values": {"EN": "entry", "MI": "mid", "SE": "senior"}},
        "observed_on": {"column": "year"},
        "source_kind": {"constant": "survey"},
        "employment": {"constant": "full_time"},
    },
}


def write_survey(path: Path, rows: int) -> None:
    """As csv, or as xlsx where the path says so."""
    if path.suffix == ".xlsx":
        with path.open("wb") as file:
            write_xlsx(_lines(rows), file, title="Survey")
        return
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(_lines(rows))


def _lines(rows: int) -> Iterator[Sequence[Value]]:
    """A survey as it might be: many titles, three levels, pay that rarely repeats."""
    numbers = random.Random(SEED)  # noqa: S311 - the same rows each time, no secret
    titles = list(OccupationAlias.objects.order_by("pk").values_list("text", flat=True))
    yield HEADER
    row: list[Value] = []
    for number in range(rows):
        place = number % ODD
        if place != 1:
            row = [
                numbers.choice(titles) if place != ODD // 2 else f"Nobody’s title {number % 997}",
                numbers.choice(["DE", "AT", "NL", "FR", "ES", "IE"]),
                numbers.choice(["EN", "MI", "SE"]),
                numbers.randint(2020, 2025),
                numbers.randint(30_000, 150_000) if place != ODD // 4 else 4_800,
                "a column that nobody needs",
            ]
        yield row
