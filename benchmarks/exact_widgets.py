"""Cells of reference tables as exact numbers and days, in the way that their column is written."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from import_export.widgets import Widget

from benchmarks.reading.columns import (
    count_date_orders,
    count_number_formats,
    decide_date_order,
    decide_number_format,
)
from benchmarks.reading.date_text import Precision
from benchmarks.reading.dates import DateColumn, read_date
from benchmarks.reading.numbers import DecimalSign, read_number
from benchmarks.reading.problems import Problem, problem
from benchmarks.templatetags.imports import sentence


class ExactWidget(Widget):
    """A widget that has seen its whole column before it reads a cell."""

    def decide(self, cells: Iterable[object], today: date) -> None:
        """Find out from all cells how the column is written."""
        raise NotImplementedError

    def read(self, cell: object) -> object | Problem | None:
        raise NotImplementedError

    def clean(self, value: object, row: object = None, **kwargs: object) -> object | None:
        """The value; None where the cell is blank. Raises ValueError with the sentence to show."""
        found = self.read(value)
        if isinstance(found, Problem):
            raise ValueError(sentence(found))
        return found

    def render(self, value: object, obj: object = None, **kwargs: object) -> object:
        """The value itself: whoever writes the file knows how."""
        return value


class ExactNumber(ExactWidget):
    """A decimal number. `is_money`: with two decimals or none, so that three digits are a group."""

    def __init__(self, *, is_money: bool = False) -> None:
        super().__init__()
        self._is_money = is_money
        self._decimal: DecimalSign | None = None

    def decide(self, cells: Iterable[object], today: date) -> None:
        votes = count_number_formats(
            Counter[object](cell for cell in cells if isinstance(cell, str))
        )
        self._decimal = decide_number_format(votes, money=self._is_money).value

    def read(self, cell: object) -> Decimal | Problem | None:
        return read_number(cell, decimal=self._decimal)


class ExactWholeNumber(ExactNumber):
    """A number without decimals, such as a year."""

    def clean(self, value: object, row: object = None, **kwargs: object) -> object | None:
        found = super().clean(value, row, **kwargs)
        if isinstance(found, Decimal):
            if found != found.to_integral_value():
                raise ValueError(sentence(problem("reference-number-not-whole", text=str(value))))
            return int(found)
        return found


class ExactDay(ExactWidget):
    """A day of the calendar that is not to come."""

    _column = DateColumn(order=None, today=date(9998, 12, 31))

    def decide(self, cells: Iterable[object], today: date) -> None:
        texts = Counter[object](cell for cell in cells if isinstance(cell, str))
        order = decide_date_order(count_date_orders(texts, today)).value
        self._column = DateColumn(order=order, today=today)

    def read(self, cell: object) -> date | Problem | None:
        found = read_date(cell, self._column)
        if found is None or isinstance(found, Problem):
            return found
        if found.precision is not Precision.DAY:
            return problem("reference-date-not-a-day", text=str(cell))
        return found.first
