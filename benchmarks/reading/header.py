"""Finds the row of column names among a table's first rows, and takes the names from it."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import zip_longest
from statistics import median

from benchmarks.reading.problems import Problem, problem, refusal

LAST_HEADER_ROW = 50  # a header further down is for the analyst to point at

_MOSTLY = 0.8  # share of a usual row's cells that a header fills
_NUMBERS_IN_HEADER = 0.2  # share of numbers from which on a row is data
_AT_LEAST_WIDE = 0.6  # share of a usual row's cells from which on a row with numbers is data
# Digits with what stands around them in amounts and dates: 65.000,00 €, -5, 01.02.2024 11:18, 40%
_NUMERIC = re.compile(r"[^\w]*[0-9][0-9.,:/'’+%€$£\s()-]*(?:EUR|USD|CHF|GBP|k|K)?[^\w]*")
_LONGEST_NUMBER = 40  # characters; the pattern takes quadratic time on hostile text
_YEAR = re.compile(r"(19|20)[0-9]{2}")


def find_header(rows: Sequence[Sequence[object]]) -> int:
    """The index of the header among a table's first rows; raises ReadingError when none shows.

    A header is text and fills nearly as many columns as the rows below; titles and notes above it
    fill few, and data have numbers. So it is sought above the first row of data.
    """
    filled = [_filled(row) for row in rows]
    counts = [len(cells) for cells in filled if cells]
    if not counts:
        raise refusal("no-header")
    usual = median(counts)
    head = filled[:LAST_HEADER_ROW]
    data = next((index for index, cells in enumerate(head) if _is_data(cells, usual)), len(head))
    above = [index for index in range(data) if head[index]]
    for index in above:
        if len(head[index]) >= _MOSTLY * usual:
            return index
    if above and data < len(head):
        return max(above, key=lambda index: (len(head[index]), index))
    raise refusal("no-header")


def is_header_like(row: Sequence[object]) -> bool:
    """Whether a row could name columns: something in it, and hardly any numbers."""
    cells = _filled(row)
    return bool(cells) and not _is_data(cells, usual=len(cells))


def column_names(header: Sequence[object], letters: Sequence[str]) -> tuple[str, ...]:
    """A name for each column, as written; a column without one is called by its letter: ``(C)``.

    Raises ReadingError naming the names that occur twice.
    """
    names = tuple(
        f"({letter})" if is_blank(cell) else _text(cell)
        for letter, cell in zip_longest(letters, header[: len(letters)])
    )
    times = Counter(name.strip() for name in names)
    if twice := [name for name, count in times.items() if count > 1]:
        raise refusal("duplicate-headers", names=", ".join(f'"{name}"' for name in twice))
    return names


def unnamed_columns(header: Sequence[object], letters: Sequence[str]) -> Problem | None:
    """A note on the columns that have no name, by their letters."""
    pairs = zip_longest(letters, header[: len(letters)])
    unnamed = [letter for letter, cell in pairs if is_blank(cell)]
    return problem("columns-without-name", columns=", ".join(unnamed)) if unnamed else None


def width_of(row: Sequence[object]) -> int:
    """The number of the last column in which a row has something."""
    return next((number for number in range(len(row), 0, -1) if not is_blank(row[number - 1])), 0)


def is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _filled(row: Sequence[object]) -> list[object]:
    return [cell for cell in row if not is_blank(cell)]


def _is_data(cells: list[object], usual: float) -> bool:
    numbers = sum(map(_is_number, cells))
    return len(cells) >= _AT_LEAST_WIDE * usual and numbers > _NUMBERS_IN_HEADER * len(cells)


def _is_number(cell: object) -> bool:
    """Whether a cell is a number or date; a bare year names a column as well as it fills one."""
    if isinstance(cell, str):
        text = cell.strip()
        if len(text) > _LONGEST_NUMBER or _YEAR.fullmatch(text):
            return False
        return bool(_NUMERIC.fullmatch(text))
    if isinstance(cell, Decimal):
        return not _YEAR.fullmatch(str(cell))
    return isinstance(cell, bool | date | time | timedelta)


def _text(cell: object) -> str:
    return cell.values.get("value", "?") if isinstance(cell, Problem) else str(cell)
