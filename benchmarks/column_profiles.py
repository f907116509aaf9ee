"""Looks at the first rows of a table column by column, before anybody has said what they hold."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from benchmarks.cell_reading import text_of
from benchmarks.reading.columns import (
    count_date_orders,
    count_number_formats,
    decide_date_order,
    decide_number_format,
)
from benchmarks.reading.dates import plausible_meanings, without_time
from benchmarks.reading.numbers import readings
from benchmarks.reading.problems import Problem
from benchmarks.reading.table import Table
from benchmarks.spelling import plain

PROFILED_ROWS = 20_000  # what comes later is judged when the file is read as a whole
DISTINCT = 2_000  # different cells that are kept of one column
_NULLS = frozenset(["", "na", "n a", "nan", "none", "null", "nil"])


@dataclass(kw_only=True)
class ColumnProfile:
    """One column: its name as written and its different cells with their numbers of rows."""

    name: str
    cells: Mapping[object, int] = field(default_factory=dict)

    @cached_property
    def texts(self) -> dict[str, int]:
        """The cells as an analyst sees them, blank ones left out, the most frequent first."""
        found: Counter[str] = Counter()
        for cell, rows in self.cells.items():
            text = text_of(cell).strip()
            if plain(text) not in _NULLS:
                found[text] += rows
        return dict(found.most_common())

    @cached_property
    def samples(self) -> list[str]:
        return list(self.texts)[:4]

    def numbers(self) -> list[Decimal]:
        """The cells that can be read as a number, in whichever way is the larger one."""
        found: list[Decimal] = []
        for cell, rows in self.cells.items():
            if isinstance(cell, Decimal):
                found += [cell] * rows
            elif isinstance(cell, str) and (read := _number(cell)) is not None:
                found += [read] * rows
        return found

    def dates(self, today: date) -> int:
        """In how many rows stands a day, month or year."""
        return sum(rows for cell, rows in self.cells.items() if _is_date(cell, today))

    @property
    def filled(self) -> int:
        return sum(self.texts.values())


def profiles_of(table: Table) -> list[ColumnProfile]:
    """All columns of a table, from its first rows."""
    counts: list[Counter[object]] = [Counter() for _ in table.columns]
    seen = 0
    for chunk in table.chunks():
        for row in chunk.rows:
            for counted, cell in zip(counts, row, strict=False):
                if cell is None or (len(counted) >= DISTINCT and cell not in counted):
                    continue
                counted[cell] += 1
        seen += len(chunk.rows)
        if seen >= PROFILED_ROWS:
            break
    return [
        ColumnProfile(name=name, cells=cells)
        for name, cells in zip(table.columns, counts, strict=True)
    ]


def evidence(profile: ColumnProfile, *, as_date: bool, today: date) -> tuple[Problem, ...]:
    """The sentences on how the column writes dates, or amounts."""
    cells: dict[object, int] = {
        cell: rows for cell, rows in profile.cells.items() if isinstance(cell, str)
    }
    if not cells:
        return ()
    if as_date:
        return decide_date_order(count_date_orders(cells, today)).findings
    return decide_number_format(count_number_formats(cells), money=True).findings


def _number(text: str) -> Decimal | None:
    digits = "".join(sign for sign in text if sign.isdigit() or sign in ".,'’-")
    letters = [sign for sign in text if sign.isalpha()]
    if not any(map(str.isdigit, digits)) or len(letters) > 8:
        return None
    found = readings(digits.strip("-.,"))
    return max((reading.value for reading in found), default=None)


def _is_date(cell: object, today: date) -> bool:
    if isinstance(cell, date):
        return True
    if isinstance(cell, Decimal):
        return cell == int(cell) and 1990 <= cell <= today.year + 1
    return isinstance(cell, str) and bool(plausible_meanings(without_time(cell).strip(), today))
