"""Lays rows out in a table's columns: what is blank falls away, what does not fit is refused."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.reading.batch import Batch, Cell
from benchmarks.reading.header import is_blank, width_of
from benchmarks.reading.problems import Problem, problem

EXCEL_BLOCK = 16  # rows; batches begin at the border of such a block
MOST_TOTALS = 3  # rows at a table's end that may be totals
_TOTALS = re.compile(
    r"(?:gesamt|gesamtsumme|insgesamt|summe|zwischensumme|total|grand total|subtotal|sum|totals"
    r"|mittelwert|durchschnitt|average|mean|median|ø|∑)\s*:?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data; its cells are as many as the table has columns."""

    number: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be laid out in the table's columns, with its cells as they were found."""

    number: int
    cells: Sequence[Cell]
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Consecutive rows: ``rows[i]`` stands in row ``numbers[i]`` of the file; none is blank."""

    numbers: Sequence[int]
    rows: Sequence[Sequence[Cell]]
    refused: Sequence[RefusedRow] = ()


def laid_out(batch: Batch, skipped: int, first: int, width: int) -> Chunk:
    """Rows that fit the columns, and those that do not; the usual batch fits as it is.

    ``first`` is the number of the batch's first row; ``skipped`` rows belong to the header.
    """
    rows = batch.rows[skipped:] if skipped else batch.rows
    if set(map(len, rows)) <= {width} and not batch.doubtful and not _has_blank_row(rows):
        return Chunk(numbers=range(first + skipped, first + len(batch.rows)), rows=rows)
    numbers, fitting, refused = [], [], []
    for index, row in enumerate(rows, skipped):
        if is_blank_row(row):
            continue
        fitted = _fitted(batch.rows, index, width)
        doubt = batch.doubtful.get(index)
        if fitted is None:
            ragged = problem("ragged-row", row=first + index, found=len(row), expected=width)
            refused.append(RefusedRow(first + index, row, ragged))
        elif doubt:
            refused.append(RefusedRow(first + index, row, doubt))
        else:
            numbers.append(first + index)
            fitting.append(fitted)
    return Chunk(numbers=numbers, rows=fitting, refused=refused)


def _fitted(rows: Sequence[Sequence[Cell]], index: int, width: int) -> Sequence[Cell] | None:
    """The row's cells for the columns; None where some are missing or too many.

    Excel leaves out the blank cells at the end of rows when it writes text, but only of whole
    blocks of 16 rows; in those, and nowhere else, missing cells are blank ones.
    """
    row = rows[index]
    if len(row) >= width:
        return row[:width] if width_of(row) <= width else None
    start = index - index % EXCEL_BLOCK
    block = rows[start : start + EXCEL_BLOCK]
    if len(block) > 1 and len(set(map(len, block))) == 1:
        return [*row, *[""] * (width - len(row))]
    return None


def _has_blank_row(rows: Sequence[Sequence[Cell]]) -> bool:
    # Called for every row of a million: only those with a blank first cell get a second look.
    doubtful = [row for row in rows if not row[0] or str(row[0]).isspace()]
    return any(map(is_blank_row, doubtful))


def is_blank_row(row: Sequence[Cell]) -> bool:
    return not row or (is_blank(row[0]) and all(map(is_blank, row)))


def without_totals(last: Chunk) -> Chunk:
    """A table's last chunk with its rows of totals refused: their sums are nobody's pay."""
    numbers, rows, refused = list(last.numbers), list(last.rows), list(last.refused)
    for _ in range(min(MOST_TOTALS, len(rows))):
        word = next(cell for cell in rows[-1] if not is_blank(cell))
        if not (isinstance(word, str) and _TOTALS.fullmatch(word.strip())):
            break
        number, row = numbers.pop(), rows.pop()
        totals = problem("totals-row", row=number, word=word.strip())
        refused.append(RefusedRow(number, row, totals))
    return Chunk(numbers=numbers, rows=rows, refused=refused)
