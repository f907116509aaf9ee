"""Looks at the first rows of a table column by column, before anybody has said what they hold."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from statistics import median

from benchmarks.cell_reading import text_of
from benchmarks.number_units import without_unit
from benchmarks.reading.columns import (
    count_date_orders,
    count_number_formats,
    decide_date_order,
    decide_number_format,
)
from benchmarks.reading.date_text import CalendarPeriod
from benchmarks.reading.dates import DateColumn, plausible_meanings, read_date, without_time
from benchmarks.reading.money import read_money
from benchmarks.reading.numbers import read_number
from benchmarks.reading.pay import Money, PayColumn
from benchmarks.reading.problems import Problem
from benchmarks.reading.table import Table
from benchmarks.spelling import plain

PROFILED_ROWS = 20_000  # what comes later is judged when the file is read as a whole
DISTINCT = 2_000  # different cells that are kept of one column
_NULLS = frozenset(["", "na", "n a", "nan", "none", "null", "nil"])


@dataclass(kw_only=True)
class ColumnProfile:
    """One column: its name as written and its different cells with their numbers of rows.

    `currency` is the one that the cells' number formats show, if they agree.
    """

    name: str
    cells: Mapping[object, int] = field(default_factory=dict)
    currency: str | None = None

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

    @cached_property
    def pays(self) -> list[tuple[Money, int]]:
        """The cells that can be read as pay with their rows, as the final reading would take them.

        Where nothing tells the decimal sign, in whichever way is the larger one.
        """
        texts: dict[object, int] = {
            cell: rows for cell, rows in self.cells.items() if isinstance(cell, str)
        }
        sign = decide_number_format(count_number_formats(texts), money=True).value
        columns = [PayColumn(decimal=one) for one in ((sign,) if sign else (",", "."))]
        found = ((_pay(cell, columns), rows) for cell, rows in self.cells.items())
        return [(pay, rows) for pay, rows in found if pay is not None]

    def numbers(self, target: str = "") -> list[Decimal]:
        """The cells that are a plain number, or one with the unit of the field; once per row."""
        found: list[Decimal] = []
        for cell, rows in self.cells.items():
            text = without_unit(target, cell) if isinstance(cell, str) else cell
            read = [read_number(text, decimal=sign) for sign in (None, ",", ".")]
            numbers = [one for one in read if isinstance(one, Decimal)]
            found += [max(numbers)] * rows if numbers else []
        return found

    @property
    def typical_pay(self) -> Decimal | None:
        """The median of the lower ends; None where no cell can be read as pay."""
        amounts = [pay.low for pay, rows in self.pays for _ in range(rows)]
        return median(amounts) if amounts else None

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
        ColumnProfile(name=name, cells=cells, currency=_shown(table.currencies.get(at)))
        for at, (name, cells) in enumerate(zip(table.columns, counts, strict=True))
    ]


def _shown(formats: Set[frozenset[str]] | None) -> str | None:
    possible = frozenset.intersection(*formats) if formats else frozenset()
    return next(iter(possible)) if len(possible) == 1 else None


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


def _pay(cell: object, columns: Sequence[PayColumn]) -> Money | None:
    """The largest reading of a cell as pay; doubtful ones (`up to 50k`) count as what they name.

    `$120k` is pay, though only a column or a constant can say whose dollars these are.
    """
    found: list[Money] = []
    for column in columns if isinstance(cell, str) else columns[:1]:
        read = read_money(cell, column)
        if isinstance(read, Problem) and read.code == "money-currency-ambiguous":
            read = read_money(cell, replace(column, currency=read.values["currencies"][:3]))
            read = replace(read, currency=None) if isinstance(read, Money) else read
        if isinstance(read, Problem) and {"low", "high"} <= read.values.keys():
            low, high = Decimal(read.values["low"]), Decimal(read.values["high"])
            read = Money(low=low, high=high)
        if isinstance(read, Money):
            found.append(read)
    return max(found, key=lambda pay: pay.low, default=None)


def _is_date(cell: object, today: date) -> bool:
    """Also a year, or the count of days that a spreadsheet shows for a date without a format."""
    if isinstance(cell, date):
        return True
    if isinstance(cell, str) and plausible_meanings(without_time(cell).strip(), today):
        return True
    return isinstance(read_date(cell, DateColumn(order=None, today=today)), CalendarPeriod)
