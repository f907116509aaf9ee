"""Opens any spreadsheet as one table: named columns, rows as the analyst sees them numbered."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Self

from benchmarks.reading.batch import Batch, Cell
from benchmarks.reading.delimited import DelimitedFile
from benchmarks.reading.dialect import DELIMITERS, ONE_COLUMN, find_dialect
from benchmarks.reading.file_kind import HEAD, FileKind, kind_of_head
from benchmarks.reading.header import column_names, find_header, is_blank, width_of
from benchmarks.reading.layout import (
    EXCEL_BLOCK,
    Chunk,
    Row,
    is_blank_row,
    laid_out,
    without_totals,
)
from benchmarks.reading.limits import KIB, MIB, Limits
from benchmarks.reading.problems import Problem, refusal
from benchmarks.reading.report_columns import (
    ReportColumns,
    find_report_columns,
    is_report_text,
    report_delimiter,
)
from benchmarks.reading.sheet_facts import column_letters
from benchmarks.reading.table_notes import note_on_name, notes_on_header, notes_on_sheet
from benchmarks.reading.text_encoding import inspect_text
from benchmarks.reading.workbook import OpenSheet, open_sheet

HEAD_ROWS = 1_000  # rows among which the header and the usual width are sought
CHUNK_ROWS = 5_000
HEADER_BYTES = 256 * KIB  # within which the column names of a text file stand
_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChoices:
    """What the analyst decided herself; None leaves it to detection.

    ``header_row`` is 1-based as her spreadsheet program numbers it; 0 says that there is none and
    calls columns by their letters. ``delimiter`` may be empty: one column. ``quotechar`` may be
    empty: quotation marks are plain text.
    """

    encoding: str | None = None
    delimiter: str | None = None
    quotechar: str | None = None
    header_row: int | None = None
    sheet: str | None = None


class _Source(Protocol):
    """Where rows come from: a text file or a sheet, readable again and again."""

    def batches(self, size: int) -> Iterator[Batch]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A spreadsheet's one table, to be used in a ``with`` statement or closed.

    ``header_row`` is 1-based, 0 where there is none. ``columns`` are the names as written.
    ``encoding``, ``delimiter`` (empty: one column) and ``quotechar`` are None for workbooks,
    ``sheet`` and ``sheets`` for text. ``notes`` ask for a look, they refuse nothing.
    ``currencies`` are by the position of a column those that its cells' formats show.
    ``expected_rows`` is exact for workbooks without blank rows, an upper bound for text.
    """

    kind: FileKind
    columns: tuple[str, ...]
    header_row: int
    notes: tuple[Problem, ...]
    expected_rows: int
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    quotechar: str | None = None
    currencies: Mapping[int, set[frozenset[str]]] = field(default_factory=dict)
    _source: _Source
    _most_rows: int
    _report: ReportColumns

    def stated_format(self, column: int) -> str | None:
        """How an error report of ours says that the column is written; None in any other file."""
        return self._report.formats.get(self.columns[column])

    def rows(self) -> Iterator[Row]:
        """The rows of data one by one; refused rows are told by ``chunks`` alone."""
        for chunk in self.chunks():
            yield from map(Row, chunk.numbers, chunk.rows)

    def chunks(self, size: int = CHUNK_ROWS) -> Iterator[Chunk]:
        """The rows below the header, blank ones left out, in the order of the file.

        A chunk holds ``size`` rows or fewer, in multiples of 16, but never fewer than one block.
        Of text all cells are strings, straight from the csv module. Can be called again and again.
        Raises ReadingError when the file turns out longer than allowed, or broken further down.
        """
        waiting = None
        for chunk in self._laid_out(size):
            if waiting is not None:
                yield waiting
            waiting = chunk
        if waiting is not None:
            yield without_totals(waiting)

    def close(self) -> None:
        if isinstance(self._source, OpenSheet):
            self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _laid_out(self, size: int) -> Iterator[Chunk]:
        first = 1
        for found in self._source.batches(max(size // EXCEL_BLOCK, 1) * EXCEL_BLOCK):
            batch = self._report.own(found)
            skipped = min(max(self.header_row + 1 - first, 0), len(batch.rows))
            chunk = laid_out(batch, skipped, first, len(self.columns))
            first += len(batch.rows)
            if first - 1 - self.header_row > self._most_rows:
                raise refusal("too-many-rows", limit=self._most_rows)
            if chunk.rows or chunk.refused:
                yield chunk


def open_table(
    path: Path,
    *,
    filename: str,
    limits: Limits = _LIMITS,
    choices: TableChoices | None = None,
) -> Table:
    """Judges a file by its content, finds its table and lets it be read; raises ReadingError.

    ``filename`` is what the analyst calls it, used only to tell her when it claims another kind.
    """
    choices = choices or TableChoices()
    with path.open("rb") as file:
        kind = kind_of_head(file.read(HEAD))
    if kind is FileKind.CSV:
        table = _open_text(path, limits, choices, filename)
    else:
        table = _open_workbook(path, kind, limits, choices, filename)
    try:
        if next(table.chunks(HEAD_ROWS), None) is None:
            raise refusal("no-data-rows", row=table.header_row)
    except BaseException:
        table.close()
        raise
    return table


def _open_text(path: Path, limits: Limits, choices: TableChoices, filename: str) -> Table:
    size = path.stat().st_size
    if size > limits.text_bytes:
        raise refusal("file-too-large", size=f"{size / MIB:.1f}", limit=limits.text_bytes // MIB)
    choices = _unless_report(path, choices)
    facts = inspect_text(path, choices.encoding)
    dialect = find_dialect(path, facts, delimiter=choices.delimiter, quotechar=choices.quotechar)
    source = DelimitedFile(path=path, facts=facts, dialect=dialect)
    head, report = _head(source)
    if all(map(is_blank_row, head)):
        raise refusal("empty-file")
    header_row = report.header_row or _header_row(head, choices)
    width = max(_named_width(head, header_row), _usual_width(head[header_row:]))
    if width > limits.columns:
        raise refusal("wide-row", row=header_row or 1, limit=limits.columns)
    letters = [column_letters(number) for number in range(1, width + 1)]
    notes = [*note_on_name(filename, FileKind.CSV), *facts.notes, *dialect.notes]
    return Table(
        kind=FileKind.CSV,
        columns=_columns(head, header_row, letters),
        header_row=header_row,
        notes=(*notes, *notes_on_header(head, header_row, letters)),
        expected_rows=max(facts.lines - header_row, 0),
        encoding=facts.encoding,
        delimiter="" if dialect.delimiter == ONE_COLUMN else dialect.delimiter,
        quotechar=dialect.quotechar,
        _source=source,
        _most_rows=limits.text_rows,
        _report=report,
    )


def _open_workbook(
    path: Path, kind: FileKind, limits: Limits, choices: TableChoices, filename: str
) -> Table:
    sheet = open_sheet(path, kind, limits, choices.sheet)
    try:
        head, report = _head(sheet)
        header_row = report.header_row or _header_row(head, choices)
        numbers = report.without(sheet.columns)
        letters = [column_letters(number) for number in numbers]
        shown = sheet.facts.currencies
        notes = note_on_name(filename, sheet.kind) + notes_on_header(head, header_row, letters)
        above = sum(1 for row in head[:header_row] if not all(map(is_blank, row)))
        return Table(
            kind=sheet.kind,
            columns=_columns(head, header_row, letters),
            header_row=header_row,
            notes=(*notes, *notes_on_sheet(sheet, header_row)),
            expected_rows=sheet.facts.rows - above,
            sheet=sheet.facts.name,
            sheets=tuple(found.name for found in sheet.sheets),
            currencies={at: shown[number] for at, number in enumerate(numbers) if number in shown},
            _source=sheet,
            _most_rows=limits.workbook_rows,
            _report=report,
        )
    except BaseException:
        sheet.close()
        raise


def _unless_report(path: Path, choices: TableChoices) -> TableChoices:
    """The choices; none of them for an error report of ours, which is laid out in its own way."""
    with path.open("rb") as file:
        head = file.read(HEADER_BYTES)
    if not is_report_text(head):
        return choices
    delimiter = report_delimiter(head)
    return TableChoices(delimiter=delimiter if delimiter in DELIMITERS else None)


def _head(source: _Source) -> tuple[Sequence[Sequence[Cell]], ReportColumns]:
    """The first rows of a table, and which columns of an error report were taken from them."""
    head = next(source.batches(HEAD_ROWS), Batch(()))
    report = find_report_columns(head.rows)
    return report.own(head).rows, report


def _header_row(head: Sequence[Sequence[Cell]], choices: TableChoices) -> int:
    if choices.header_row is None:
        return find_header(head) + 1
    if choices.header_row:
        pointed_at = head[max(choices.header_row - 1, 0) : max(choices.header_row, 0)]
        if all(map(is_blank_row, pointed_at)):
            raise refusal("header-row-empty", row=choices.header_row)
    return choices.header_row


def _named_width(head: Sequence[Sequence[Cell]], header_row: int) -> int:
    return width_of(head[header_row - 1]) if header_row else 0


def _usual_width(rows: Sequence[Sequence[Cell]]) -> int:
    """How many columns the rows of usual length fill, so that trailing blank columns fall away."""
    filled = [row for row in rows if not all(map(is_blank, row))]
    if not filled:
        return 0
    ((usual, _),) = Counter(map(len, filled)).most_common(1)
    return max(width_of(row) for row in filled if len(row) == usual)


def _columns(
    head: Sequence[Sequence[Cell]], header_row: int, letters: Sequence[str]
) -> tuple[str, ...]:
    return column_names(head[header_row - 1] if header_row else (), letters)
