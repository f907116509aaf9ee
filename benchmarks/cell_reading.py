"""Reads the mapped cells of a table as text, dates, numbers and pay; a repeated text once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeGuard

from benchmarks.caching import Cache
from benchmarks.circumstances import Kind, Slot
from benchmarks.column_formats import ColumnFormat
from benchmarks.mapping import Rule, Unit
from benchmarks.normalising import Pay, Terms, in_units, read_pay
from benchmarks.reading.dates import DateColumn, read_date
from benchmarks.reading.money import read_money
from benchmarks.reading.money_words import Period
from benchmarks.reading.numbers import read_number
from benchmarks.reading.pay import Money, PayColumn
from benchmarks.reading.problems import Problem, problem
from benchmarks.words import Cell, Cells, Unread

type CellReader = Callable[[object], Cell]
type ColumnReader = Callable[[Iterable[object]], list[Cell]]


def column_reader(slot: Slot, form: ColumnFormat, today: date) -> ColumnReader:
    """What reads the cells of one column in the way that its slot asks for."""
    if slot.kind is Kind.TEXT:
        return _texts
    read = _dates(form, today) if slot.kind is Kind.DATE else _numbers(form)
    known = Cache(read)
    return lambda cells: [known[cell] if isinstance(cell, str) else read(cell) for cell in cells]


def pay_cells(cells: Iterable[object]) -> list[Cell]:
    """The cells of a column of pay so that they can be keys: texts and numbers as they are."""
    return [
        cell if isinstance(cell, str | Decimal) or cell is None else _no_amount(cell)
        for cell in cells
    ]


def text_of(cell: object) -> str:
    """A cell as the analyst sees it, near enough to recognise it."""
    if cell is None:
        return ""
    if isinstance(cell, Problem):
        return cell.values.get("value") or cell.values.get("text") or ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return str(cell).upper() if isinstance(cell, bool) else str(cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayReader:
    """Reads the pay of a row from its cell, or from the two cells of a range."""

    rules: Sequence[Rule]
    formats: Sequence[ColumnFormat]

    def on(self, terms: tuple[str | None, Period | None]) -> Cache[Cells, Pay | Problem]:
        """The pay by its cells, in rows of that currency and period."""
        currency, period = terms
        columns = [
            PayColumn(decimal=form.decimal, currency=currency, period=period)
            for form in self.formats
        ]

        bare = Terms(currency, period, None)

        def read(cells: Cells) -> Pay | Problem:
            if len(cells) == 1 and _is_bare(cell := cells[0]) and self.rules[0].unit == Unit.ONE:
                return Pay(Decimal(cell), cell, bare)
            low, *high = (
                self._amount(cell, column, rule)
                for cell, column, rule in zip(cells, columns, self.rules, strict=True)
            )
            return read_pay(low, high[0] if high else None, self.rules[0].range)

        return Cache(read)

    def _amount(self, cell: Cell, column: PayColumn, rule: Rule) -> Money | Problem | None:
        if isinstance(cell, Unread):
            return cell.problem
        money = read_money(cell, column)
        return in_units(money, rule.unit) if isinstance(money, Money) else money


def _is_bare(cell: Cell) -> TypeGuard[str]:
    """Whether a cell is digits alone, as most are: one reading, spared the way through all words.

    Zero and what is too large are left to those who have the sentences for it.
    """
    return (
        isinstance(cell, str)
        and len(cell) <= 9
        and cell.isascii()
        and cell.isdigit()
        and cell[0] != "0"
    )


def _texts(cells: Iterable[object]) -> list[Cell]:
    return [
        cell
        if isinstance(cell, str)
        else Unread(cell)
        if isinstance(cell, Problem)
        else text_of(cell)
        for cell in cells
    ]


def _dates(form: ColumnFormat, today: date) -> CellReader:
    column = DateColumn(order=form.order, today=today)

    def read(cell: object) -> Cell:
        found = cell if isinstance(cell, Problem) else read_date(cell, column)
        if found is None:
            return None
        return Unread(found) if isinstance(found, Problem) else found.first

    return read


def _numbers(form: ColumnFormat) -> CellReader:
    def read(cell: object) -> Cell:
        found = cell if isinstance(cell, Problem) else read_number(cell, decimal=form.decimal)
        return Unread(found) if isinstance(found, Problem) else found

    return read


def _no_amount(cell: object) -> Unread:
    """A cell that is neither text nor number: an error of a formula, a date, a truth value."""
    found = cell if isinstance(cell, Problem) else read_money(cell, PayColumn())
    return Unread(found if isinstance(found, Problem) else problem("pay-missing"))
