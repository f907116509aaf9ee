"""Reads dates from cells as exactly as they are written: a day, a month, a quarter or a year."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from benchmarks.reading.date_text import CalendarPeriod, Meaning, Order, Precision, meanings
from benchmarks.reading.nulls import is_blank
from benchmarks.reading.numbers import is_formula_error
from benchmarks.reading.problems import Problem, problem

EARLIEST = date(1980, 1, 2)  # before it lie the zero dates of computers: 1900, 1904, 1970, 1980
A_DAY_AHEAD = timedelta(days=1)  # somewhere it is tomorrow already

FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # a spreadsheet's count of days, from 1954 to 2119


@dataclass(frozen=True, slots=True, kw_only=True)
class DateColumn:
    """What is known of a whole column of dates before its cells are read.

    `order`: as the column vote or the mapping decided it, None if undecided. `today` bounds what
    can have been observed. `counts_from_1904`: the workbook's serial numbers start there.
    """

    order: Order | None
    today: date
    counts_from_1904: bool = False


def read_date(cell: object, column: DateColumn) -> CalendarPeriod | Problem | None:
    """The date that a cell states, the problem with it, or None where it is left out.

    `cell` is text, or typed as a workbook has it: date, datetime, Decimal or int (a year or a
    serial number). A time of day is dropped. Never raises.
    """
    if isinstance(cell, str):
        return _text_date(without_time(cell), column)
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return _observable(CalendarPeriod(cell.date()), str(cell), column)
    if isinstance(cell, date):
        return _observable(CalendarPeriod(cell), str(cell), column)
    if isinstance(cell, bool) or not isinstance(cell, int | Decimal):
        return problem("date-is-other-kind", text=str(cell))
    return _numbered_date(Decimal(cell), column)


def without_time(text: str) -> str:
    """The text without a time of day at its end: `14/12/2018 12:41:33` is `14/12/2018`."""
    return _TIME.sub("", text) if ":" in text else text


def plausible_meanings(day_text: str, today: date) -> list[Meaning]:
    """The meanings that a calendar has; of several, those up to the year after this one.

    A later year is a sign of the wrong order (`31/12/18` is no day of 2031). A date that is only a
    little ahead isn't: it would turn one mistyped year into a proof for the whole column.
    """
    found = [meaning for meaning in meanings(day_text) if meaning.period]
    return [m for m in found if m.period and (not m.order or m.period.first.year <= today.year + 1)]


@lru_cache(maxsize=4096)  # a million timestamps name few days
def _text_date(day_text: str, column: DateColumn) -> CalendarPeriod | Problem | None:
    if is_blank(day_text):
        return None
    if _NUMBER.fullmatch(number := day_text.strip()):
        return _numbered_date(Decimal(number.replace(",", ".")), column)
    found = plausible_meanings(day_text, column.today)
    fitting = {m.period for m in found if m.order is None or column.order in (None, m.order)}
    if len(fitting) == 1 and (period := fitting.pop()):
        return _observable(period, day_text, column)
    if fitting:
        return problem("date-ambiguous", text=day_text, readings=_days(found))
    if found:
        return problem("date-contradicts", text=day_text, readings=_days(found))
    return _no_date(day_text, column)


def _no_date(text: str, column: DateColumn) -> Problem:
    if is_formula_error(text):
        return problem("formula-error", text=text)
    found = meanings(text)
    if any(meaning.period for meaning in found):
        return problem("date-in-future", text=text, today=column.today.isoformat())
    return problem("date-not-in-calendar" if found else "date-unreadable", text=text)


def _observable(period: CalendarPeriod, text: str, column: DateColumn) -> CalendarPeriod | Problem:
    if period.first < EARLIEST:
        return problem("date-too-early", text=text, earliest=EARLIEST.isoformat())
    if period.first > column.today + A_DAY_AHEAD:
        return problem("date-in-future", text=text, today=column.today.isoformat())
    return period


def _numbered_date(number: Decimal, column: DateColumn) -> CalendarPeriod | Problem:
    """A year, or a spreadsheet's count of days: 45292 is 2024-01-01 (in the 1904 system 2028)."""
    text = str(number)
    if not number.is_finite() or not 1900 <= number < LAST_SERIAL:
        return problem("date-unreadable", text=text)
    if number < 2200 and number == int(number):
        return _observable(CalendarPeriod(date(int(number), 1, 1), Precision.YEAR), text, column)
    if number < FIRST_SERIAL:
        return problem("date-unreadable", text=text)
    # The 1900 system counts a 29 February 1900; from then on day 1 is as if it were 1899-12-31.
    start = date(1904, 1, 1) if column.counts_from_1904 else date(1899, 12, 30)
    return _observable(CalendarPeriod(start + timedelta(days=int(number))), text, column)


def _days(found: list[Meaning]) -> str:
    return " / ".join(
        sorted({meaning.period.first.isoformat() for meaning in found if meaning.period})
    )


_NUMBER = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?|[0-9]{4}\.0+")
_TIME = re.compile(
    r"(?:,?[ \u00a0]+(?:um |at )?|(?<=[0-9])[Tt])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?: ?(?:[AaPp]\.?[Mm]\.?|Uhr|h))?(?: ?(?:Z|UTC|GMT|MEZ|MESZ|CES?T|[+-][0-9]{2}:?[0-9]{2}))?"
    r"\s*$"
)
