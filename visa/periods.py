"""Counts stretches of time as German law does (§§ 187, 188 BGB); other calendars differ by a day.

Only those born on a 29 February notice: they are a year older on 1 March of a common year,
and a period that began on that day ends on 28 February.
"""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from visa.facts import Span
from visa.terms import CalendarUnit


def later(day: date, length: int, unit: CalendarUnit) -> date:
    """The last day of a period that begins with an event on `day`; the month's last if need be.

    Raises OverflowError beyond the calendar.
    """
    if unit is CalendarUnit.DAYS:
        return day + timedelta(days=length)
    months = length * (12 if unit is CalendarUnit.YEARS else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"{day} and {length} {unit} is beyond the calendar")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def birthday(born: date, years: int) -> date:
    """The day from which a person is that old.

    Raises OverflowError beyond the calendar.
    """
    year = born.year + years
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"no birthday in {year}")
    if (born.month, born.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return born.replace(year=year)


def whole_years(since: date, on: date) -> int:
    """Birthdays from `since` to `on`; negative before `since`."""
    years = on.year - since.year
    return years if birthday(since, years) <= on else years - 1


def whole_months_worked(spans: Sequence[Span], since: date, until: date) -> int:
    """Whole months of work in `since <= day < until`; spans that overlap count once.

    Spans are joined first and each counted in whole months; of the days that several leave over,
    thirty make one more (§ 191 BGB).
    """
    months = days = 0
    for start, end in _joined(spans, since, until):
        whole = _whole_months(start, end)
        months += whole
        days += min(29, (end - later(start, whole, CalendarUnit.MONTHS)).days)
    return months + days // 30


def _joined(spans: Sequence[Span], since: date, until: date) -> list[tuple[date, date]]:
    cut = sorted(
        (max(span.start, since), min(span.end or until, until))
        for span in spans
        if span.start < until and (span.end is None or span.end > since)
    )
    joined: list[tuple[date, date]] = []
    for start, end in cut:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif start < end:
            joined.append((start, end))
    return joined


def _whole_months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if later(start, months, CalendarUnit.MONTHS) <= end else months - 1
