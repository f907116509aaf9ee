"""Reads one sheet of a workbook through a parser in a process of its own, under hard limits."""

import importlib.util
import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, TypedDict

from benchmarks.reading import workbook_child
from benchmarks.reading.batch import Batch, Cell
from benchmarks.reading.file_kind import FileKind
from benchmarks.reading.gate import WorkbookFacts, inspect_workbook
from benchmarks.reading.limits import MIB, Limits
from benchmarks.reading.problems import Problem, ReadingError, problem, refusal
from benchmarks.reading.sheet_facts import SheetFacts

OUTPUT_BYTES = 512 * MIB  # what the parser may write down of one sheet
_LONGEST_LINE = 64 * MIB
_TRAILER = 4096  # bytes that surely hold the parser's last line
_NUL = b"\\u0000"


class _Counted(TypedDict):
    """What the parser wrote: rows, cells and 0-based columns, from the left one, with a value.

    ``numbers`` are the cells that are no text, dates among them.
    """

    rows: int
    cells: int
    numbers: int
    columns: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSheet:
    """One sheet, read to its end and reconciled with the gate's count before any row is given out.

    Its rows lie in an unnamed temporary file, so reading them again costs no parsing, and a slow
    consumer keeps no parser alive. ``columns`` are those that hold anything, 1-based. To be closed.
    """

    kind: FileKind
    facts: SheetFacts
    sheets: tuple[SheetFacts, ...]
    columns: tuple[int, ...]
    has_external_links: bool
    _left: int
    _first_row_at: int
    _file: BinaryIO = field(repr=False)

    def batches(self, size: int) -> Iterator[Batch]:
        """All rows from the sheet's first on, blank ones included, ``size`` at a time.

        Each has a cell for each of ``columns``.
        """
        waiting: list[list[Cell]] = []
        for rows in self._lines():
            waiting += rows
            while len(waiting) >= size:
                yield Batch(waiting[:size])
                waiting = waiting[size:]
        if waiting:
            yield Batch(waiting)

    def close(self) -> None:
        self._file.close()

    def _lines(self) -> Iterator[list[list[Cell]]]:
        position, row_number = self._first_row_at, 1
        indexes = [column - 1 for column in self.columns]
        before: list[Cell] = [""] * self._left
        beyond: list[Cell] = [""] * self.columns[-1]
        while True:
            self._file.seek(position)
            line = self._file.readline(_LONGEST_LINE)
            if line.startswith(b"{"):
                return
            position = self._file.tell()
            rows = []
            for found in _decoded(line):
                cells = before + found + beyond
                rows.append([None if cells[index] == "" else cells[index] for index in indexes])
            self._put_faults(rows, row_number)
            if _NUL in line:
                _mark_nul(rows)
            row_number += len(rows)
            yield rows

    def _put_faults(self, rows: list[list[Cell]], first: int) -> None:
        if self.facts.faults:
            for number, row in enumerate(rows, first):
                for column, fault in self.facts.faults.get(number, {}).items():
                    row[self.columns.index(column)] = fault


def open_sheet(path: Path, kind: FileKind, limits: Limits, sheet: str | None = None) -> OpenSheet:
    """Passes a workbook through the gate and reads one sheet of it.

    Without a name the visible sheet with the most values is read. Raises ReadingError.
    """
    workbook = inspect_workbook(path, kind, limits)
    chosen = _choose(workbook, limits, sheet)
    output = tempfile.TemporaryFile()  # noqa: SIM115  closed with the sheet
    try:
        _run_parser(path, output, limits, chosen.name)
        return _opened(output, workbook, chosen)
    except BaseException:
        output.close()
        raise


def _choose(workbook: WorkbookFacts, limits: Limits, sheet: str | None) -> SheetFacts:
    if workbook.kind is FileKind.ODS:  # the parser builds all sheets at once
        for facts in workbook.sheets:
            facts.refuse_beyond(limits)
    if sheet is None:
        found = [facts for facts in workbook.sheets if not facts.hidden]
    else:
        found = [facts for facts in workbook.sheets if facts.name == sheet]
        if not found:
            names = ", ".join(facts.name for facts in workbook.sheets)
            raise refusal("unknown-sheet", sheet=sheet, sheets=names)
    chosen = max(found, key=lambda facts: facts.cells, default=None)
    if chosen is None or not chosen.cells:
        raise refusal("no-sheet-with-content")
    chosen.refuse_beyond(limits)
    return chosen


def _run_parser(path: Path, output: BinaryIO, limits: Limits, sheet: str) -> None:
    package = importlib.util.find_spec("python_calamine")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("python_calamine")
    bounds = (limits.memory_bytes, limits.seconds, OUTPUT_BYTES, limits.table_cells)
    command = [sys.executable, "-I", "-S", workbook_child.__file__]
    command += [str(Path(package.origin).parent.parent), sheet, *map(str, bounds)]
    with path.open("rb") as source:
        try:
            status = subprocess.run(  # noqa: S603  our own script; a sheet's name is an argument
                command,
                stdin=source,
                stdout=output,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
                timeout=limits.seconds,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired as expired:
            raise refusal("takes-too-long") from expired
    if status:
        raise _failure(status, limits)


def _failure(status: int, limits: Limits) -> ReadingError:
    """Says what the end of the parser's process means; a negative status is a signal."""
    if status == workbook_child.PASSWORD:
        return refusal("password")
    if status == workbook_child.NO_CONTENT:
        return refusal("no-sheet-with-content")
    if status == workbook_child.NO_SPACE:
        return refusal("no-space")
    if status == -signal.SIGXCPU:
        return refusal("takes-too-long")
    # The parser aborts where memory ends; the kernel kills where the machine's does.
    no_memory = {workbook_child.NO_MEMORY, workbook_child.TOO_LARGE}
    if status in no_memory | {-signal.SIGABRT, -signal.SIGKILL}:
        return refusal("needs-too-much-memory", limit=limits.memory_bytes // MIB)
    return refusal("damaged-workbook")


def _opened(output: BinaryIO, workbook: WorkbookFacts, chosen: SheetFacts) -> OpenSheet:
    output.seek(0)
    left: int = json.loads(output.readline(_LONGEST_LINE))["left"]
    first_row_at = output.tell()
    output.seek(-min(_TRAILER, output.seek(0, 2)), 2)
    counted: _Counted = json.loads(output.readlines()[-1])
    _reconcile(chosen, counted, workbook.kind)
    shown = {left + column + 1 for column in counted["columns"]}
    faulty = {column for row in chosen.faults.values() for column in row}
    return OpenSheet(
        kind=workbook.kind,
        facts=chosen,
        sheets=workbook.sheets,
        columns=tuple(sorted(shown | faulty)),
        has_external_links=workbook.has_external_links,
        _left=left,
        _first_row_at=first_row_at,
        _file=output,
    )


def _reconcile(facts: SheetFacts, counted: _Counted, kind: FileKind) -> None:
    """Raises ReadingError unless the parser found what the gate had counted."""
    if kind is FileKind.XLS:  # the gate cannot tell which shared texts of an xls are blank
        found, expected = counted["numbers"], facts.numbers
        fits = found == expected and counted["rows"] <= facts.rows
        facts.rows, facts.cells = counted["rows"], counted["cells"]
    else:
        found, expected = counted["cells"], facts.cells
        fits = found == expected and counted["rows"] == facts.rows
    if not fits:
        raise refusal("counts-differ", sheet=facts.name, found=found, expected=expected)


def _decoded(line: bytes) -> list[list[Cell]]:
    rows: list[list[Cell]] = json.loads(
        line,
        parse_float=_number,
        parse_int=Decimal,
        parse_constant=_not_finite,
        object_hook=_untagged,
    )
    return rows


def _number(text: str) -> Decimal:
    """A float's shortest exact text as a Decimal; whole numbers come as ``120000.0``."""
    return Decimal(text.removesuffix(".0"))


def _not_finite(text: str) -> Problem:
    return problem("cell-not-finite", value=text)


def _untagged(tagged: dict[str, str]) -> date | time | timedelta:
    ((tag, text),) = tagged.items()
    match tag:
        case "dt":
            return datetime.fromisoformat(text)
        case "d":
            return date.fromisoformat(text)
        case "t":
            return time.fromisoformat(text)
    return timedelta(microseconds=int(text))


def _mark_nul(rows: list[list[Cell]]) -> None:
    """PostgreSQL cannot store a NUL character, so a cell with one has no usable value."""
    for row in rows:
        for index, cell in enumerate(row):
            if isinstance(cell, str) and "\0" in cell:
                row[index] = problem("cell-with-nul")
