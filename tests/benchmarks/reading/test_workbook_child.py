"""What the parser's process writes and how it ends; run here in the test's own process."""

import io
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from python_calamine import CalamineWorkbook

from benchmarks.reading import workbook_child
from tests.benchmarks.reading.corpus import Sheet, Xml, xlsx, xlsx_of

LINES_OF = [["a", None, "c"], [1, " ", None], [None, None, None], [True, "x", 2.5]]


def lines(output: io.BytesIO) -> list[object]:
    return [json.loads(line) for line in output.getvalue().splitlines()]


def test_a_sheet_becomes_its_place_its_rows_and_its_count():
    output = io.BytesIO()
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_of(LINES_OF)))

    workbook_child.write_sheet(workbook, "Data", output, most_cells=100)

    assert lines(output) == [
        {"left": 0},
        [["a", "", "c"], [1.0, " ", ""], ["", "", ""], [True, "x", 2.5]],
        {"rows": 3, "cells": 6, "numbers": 3, "columns": [0, 1, 2]},
    ]


def test_a_line_too_long_for_one_is_written_row_by_row(monkeypatch):
    monkeypatch.setattr(workbook_child, "LONGEST_LINE", 20)
    output = io.BytesIO()
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_of([["a"], ["x" * 30], [1]])))

    workbook_child.write_sheet(workbook, "Data", output, most_cells=100)

    assert lines(output)[1:-1] == [[["a"]], [["x" * 30]], [[1.0]]]


@pytest.mark.parametrize(
    ("cell", "tagged"),
    [
        (datetime(2024, 1, 2, 3, 4, 5, 6), {"dt": "2024-01-02T03:04:05.000006"}),  # noqa: DTZ001
        (date(2024, 1, 2), {"d": "2024-01-02"}),
        (time(12, 30), {"t": "12:30:00"}),
        (timedelta(hours=30), {"s": "108000000000"}),
    ],
)
def test_dates_and_times_carry_their_kind(cell, tagged):
    assert workbook_child._tagged(cell) == tagged


def test_a_cell_of_an_unknown_type_is_an_error():
    with pytest.raises(TypeError):
        workbook_child._tagged(object())


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Runs the child's main on bytes, without its limits; gives its exit status."""
    monkeypatch.setattr(workbook_child, "limit_resources", lambda **_: None)
    monkeypatch.setattr(sys, "path", list(sys.path))

    def ended(content: bytes, *, sheet: str = "Data", cells: int = 100) -> int:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
        monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=io.BytesIO()))
        return workbook_child.main("", sheet, "1", "1", "1", str(cells))

    return ended


def test_the_exit_status_tells_what_happened(ended):
    assert ended(xlsx_of([["a"]])) == 0
    assert ended(xlsx_of([["a"]]), sheet="other") == workbook_child.DAMAGED
    assert ended(b"no workbook") == workbook_child.DAMAGED
    assert ended(xlsx(Sheet())) == workbook_child.NO_CONTENT
    assert ended(xlsx_of([["a"] * 5] * 5), cells=24) == workbook_child.TOO_LARGE
    far = Xml('<c r="XFD9"><v>1</v></c>')
    assert ended(xlsx_of([["a"], [far]])) == workbook_child.TOO_LARGE


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (MemoryError(), workbook_child.NO_MEMORY),
        (OSError(27, "file too large"), workbook_child.TOO_LARGE),
        (OSError(28, "no space left"), workbook_child.NO_SPACE),
        (OSError(5, "input/output error"), workbook_child.DAMAGED),
        (KeyboardInterrupt(), workbook_child.DAMAGED),
    ],
)
def test_every_error_has_an_exit_status(ended, monkeypatch, error, status):
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(workbook_child, "write_sheet", fail)

    assert ended(xlsx_of([["a"]])) == status


def test_limits_are_set_for_memory_time_files_and_dumps(monkeypatch):
    bounds: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", lambda kind, pair: bounds.update({kind: pair}))

    workbook_child.limit_resources(memory=1, seconds=2, output=3)

    assert bounds[resource.RLIMIT_CPU] == (2, 2)
    assert bounds[resource.RLIMIT_FSIZE] == (3, 3)
    assert bounds[resource.RLIMIT_CORE] == (0, 0)
    assert resource.RLIMIT_NOFILE in bounds
    assert bounds.get(resource.RLIMIT_AS, (1, 1)) == (1, 1)
