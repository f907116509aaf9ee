"""Reads the mapped cells of a table as text, dates, numbers and pay; a repeated text once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from benchmarks.caching import Cache
from benchmarks.circumstances import Kind, Slot
from benchmarks.column_formats import ColumnFormat
from benchmarks.mapping import Rule, Unit
from benchmarks.normalising import Pay, Terms, in_units, read_pay
from benchmarks.number_units import without_unit
from benchmarks.reading.dates import DateColumn, read_date
from benchmarks.reading.money import read_money
from benchmarks.reading.money_words import Period
from benchmarks.reading.numbers import read_number
from benchmarks.reading.pay import Doubt, Money, PayColumn
from benchmarks.reading.problems import Problem, problem
from benchmarks.words import Cell, Cells, Unread

type CellReader = Callable[[object], Cell]
type ColumnReader = Callable[[Iterable[object]], list[Cell]]

_MOST_DIGITS = 9  # of an amount that is surely below the largest one that can be pay


def column_reader(slot: Slot, form: ColumnFormat, today: date) -> ColumnReader:
    """What reads the cells of one column in the way that its slot asks for."""
    if slot.kind is Kind.TEXT:
        return _texts
    read = _dates(form, today) if slot.kind is Kind.DATE else _numbers(form, slot.target)
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


class PayReader:
    """Reads the pay of a row from its cell, or from the two cells of a range."""

    def __init__(
        self, rules: Sequence[Rule], formats: Sequence[ColumnFormat], doubt: Doubt
    ) -> None:
        self._doubt = doubt
        self._rules = rules
        self._formats = formats
        self._is_one_amount = len(rules) == 1 and rules[0].unit == Unit.ONE
        self._known = Cache(self._first_read)

    def read(self, cells: Cells, row: Terms) -> Pay | Problem:
        """The pay in these cells, in a row of this currency and period."""
        cell = cells[0]
        # Digits alone have one reading and rarely repeat: they are spared all words and the memory.
        # Zero and what is too large are left to those who have the sentences for it.
        if (
            self._is_one_amount
            and isinstance(cell, str)
            and cell.isdigit()
            and len(cell) <= _MOST_DIGITS
            and cell.isascii()
            and cell[0] != "0"
        ):
            return Pay(Decimal(cell), cell, row)
        return self._known[row.currency, row.period, cells]

    def _first_read(self, given: tuple[str | None, Period | None, Cells]) -> Pay | Problem:
        currency, period, cells = given
        low, *high = (
            self._amount(
                cell,
                rule,
                PayColumn(
                    decimal=form.decimal, currency=currency, period=period, doubt=self._doubt
                ),
            )
            for cell, rule, form in zip(cells, self._rules, self._formats, strict=True)
        )
        if high and low is None and isinstance(high[0], Money) and self._doubt is Doubt.WAITS:
            return _upper_end_alone(high[0], self._rules[1].column or "")
        return read_pay(low, high[0] if high else None, self._rules[0].range)

    def _amount(self, cell: Cell, rule: Rule, column: PayColumn) -> Money | Problem | None:
        if isinstance(cell, Unread):
            return cell.problem
        money = read_money(cell, column)
        return in_units(money, rule.unit) if isinstance(money, Money) else money


def _upper_end_alone(money: Money, column: str) -> Problem:
    """What a column of upper ends says beside an empty cell is “up to”, as in a cell of its own."""
    return problem(
        "money-at-most",
        text=str(money),
        word=column,
        reading=str(money),
        low=f"{money.low:f}",
        high=f"{money.high:f}",
    )


def _texts(cells: Iterable[object]) -> list[Cell]:
    given = list(cells)
    if set(map(type, given)) == {str}:
        return cast(list[Cell], given)  # csv knows nothing else
    return [
        cell
        if isinstance(cell, str)
        else Unread(cell)
        if isinstance(cell, Problem)
        else text_of(cell)
        for cell in given
    ]


def _dates(form: ColumnFormat, today: date) -> CellReader:
    column = DateColumn(order=form.order, today=today)

    def read(cell: object) -> Cell:
        found = cell if isinstance(cell, Problem) else read_date(cell, column)
        if found is None:
            return None
        return Unread(found) if isinstance(found, Problem) else found.first

    return read


def _numbers(form: ColumnFormat, target: str) -> CellReader:
    def read(cell: object) -> Cell:
        if isinstance(cell, Problem):
            return Unread(cell)
        bare = without_unit(target, cell) if isinstance(cell, str) else cell
        found = read_number(bare, decimal=form.decimal)
        return Unread(found) if isinstance(found, Problem) else found

    return read


def _no_amount(cell: object) -> Unread:
    """A cell that is neither text nor number: an error of a formula, a date, a truth value."""
    found = cell if isinstance(cell, Problem) else read_money(cell, PayColumn())
    return Unread(found if isinstance(found, Problem) else problem("pay-missing"))
