"""Counts the cells of an xls workbook record by record, without building any of them.

The records are described in Microsoft's [MS-XLS]; those of Excel 95 differ only in their strings.
"""

import struct
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.reading.limits import Limits
from benchmarks.reading.ole_file import OleFile
from benchmarks.reading.problems import problem, refusal
from benchmarks.reading.sheet_facts import CellRange, SheetFacts

_BEGIN, _END = 0x809, 0x0A
_PASSWORD, _SHEET = 0x2F, 0x85
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_MACROS = (1, 6)  # sheets of Excel 4 macros and of VBA modules
_RECORDS_PER_LOOK = 10_000  # after so many the clock is looked at


@dataclass(frozen=True, slots=True)
class _Record:
    kind: int
    content: memoryview


def scan_sheets(file: OleFile, limits: Limits, deadline: float) -> tuple[SheetFacts, ...]:
    """The facts of every worksheet in the order of the tabs; raises ReadingError.

    Shared texts are not looked up, so some of the cells counted may turn out to be blank; of
    ``numbers`` none can.
    """
    stream = memoryview(file.stream("Workbook" if "Workbook" in file.names else "Book"))
    try:
        found = []
        for facts, start in _listed(stream, deadline):
            scan = _SheetScan(facts)
            for record in _records(stream, start, deadline):
                scan.read(record)
            found.append(facts)
    except struct.error as damage:
        raise refusal("damaged-workbook") from damage
    if len(found) > limits.sheets:
        raise refusal("too-many-sheets", sheets=len(found), limit=limits.sheets)
    return tuple(found)


def _listed(stream: memoryview, deadline: float) -> Iterator[tuple[SheetFacts, int]]:
    """The worksheets that the workbook lists, with where their records begin."""
    is_old = struct.unpack_from("<H", stream, 4)[0] < 0x600
    for record in _records(stream, 0, deadline):
        if record.kind == _PASSWORD:
            raise refusal("password")
        if record.kind == _SHEET:
            start, visibility, kind, length = struct.unpack_from("<L3B", record.content)
            if kind in _MACROS:
                raise refusal("looks-like-macros")
            if kind == 0:
                name = _name(record.content[7:], length, is_old=is_old)
                yield SheetFacts(name=name, hidden=visibility & 3 != 0), start


def _name(text: memoryview, length: int, *, is_old: bool) -> str:
    if is_old:
        return bytes(text[:length]).decode("cp1252", "replace")
    if text[0] & 1:
        return bytes(text[1 : 1 + 2 * length]).decode("utf-16-le", "replace")
    return bytes(text[1 : 1 + length]).decode("latin-1")


def _records(stream: memoryview, start: int, deadline: float) -> Iterator[_Record]:
    """The records of one substream up to its end; those of charts inside it are left out."""
    position, depth, count = start, 0, 0
    while True:
        kind, length = struct.unpack_from("<2H", stream, position)
        position += 4
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 1:
            yield _Record(kind, stream[position : position + length])
        if depth < 1:
            return
        position += length
        count += 1
        if count % _RECORDS_PER_LOOK == 0 and time.monotonic() > deadline:
            raise refusal("takes-too-long")


class _SheetScan:
    """Counts the cells of one sheet."""

    def __init__(self, facts: SheetFacts) -> None:
        self._facts = facts
        self._hidden_rows: set[int] = set()
        self._readers: dict[int, Callable[[memoryview], None]] = {
            0x203: self._number,
            0x27E: self._number,  # RK, a packed number
            0xBD: self._numbers_in_a_row,
            0xFD: self._text,
            0x204: self._text,
            0xD6: self._text,
            0x205: self._truth_or_error,
            0x06: self._formula,
            0x208: self._row,
            0x7D: self._columns,
            0xE5: self._merged,
        }

    def read(self, record: _Record) -> None:
        if reader := self._readers.get(record.kind):
            reader(record.content)

    def _number(self, content: memoryview) -> None:
        row, column = struct.unpack_from("<2H", content)
        self._facts.numbers += 1
        self._count(row, column)

    def _numbers_in_a_row(self, content: memoryview) -> None:
        row, first = struct.unpack_from("<2H", content)
        for column in range(first, first + (len(content) - 6) // 6):
            self._facts.numbers += 1
            self._count(row, column)

    def _text(self, content: memoryview) -> None:
        row, column = struct.unpack_from("<2H", content)
        self._count(row, column)

    def _truth_or_error(self, content: memoryview) -> None:
        row, column, _, value, is_error = struct.unpack_from("<3H2B", content)
        self._result(row, column, value if is_error else None)

    def _formula(self, content: memoryview) -> None:
        row, column, _, kind, _, value, _, _, _, mark = struct.unpack_from("<3H6BH", content)
        self._facts.formulas += 1
        if mark != 0xFFFF or kind == 1:
            self._result(row, column, None)
        elif kind == 2:
            self._result(row, column, value)
        elif kind == 0:
            self._count(row, column)  # its text follows in a record of its own

    def _result(self, row: int, column: int, error: int | None) -> None:
        if error is None:
            self._facts.numbers += 1
            self._count(row, column)
        else:
            shown = _ERRORS.get(error, "#?")
            self._facts.fault(row + 1, column + 1, problem("cell-error", value=shown))

    def _count(self, row: int, column: int) -> None:
        self._facts.count(row + 1, column + 1, row_hidden=row in self._hidden_rows)

    def _row(self, content: memoryview) -> None:
        row, flags = struct.unpack_from("<H10xL", content)
        if flags & 0x20:
            self._hidden_rows.add(row)  # stands before the cells of its row

    def _columns(self, content: memoryview) -> None:
        first, last, _, _, flags = struct.unpack_from("<5H", content)
        if flags & 1:
            self._facts.hide_columns(first + 1, last + 1)

    def _merged(self, content: memoryview) -> None:
        (count,) = struct.unpack_from("<H", content)
        for number in range(count):
            top, bottom, left, right = struct.unpack_from("<4H", content, 2 + 8 * number)
            area = CellRange(top=top + 1, left=left + 1, bottom=bottom + 1, right=right + 1)
            self._facts.merge(area)
