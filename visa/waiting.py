"""The later days on which a rule may come out otherwise, though no answer has changed."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from visa import terms
from visa.facts import Case, Span
from visa.periods import birthday, later, whole_months_worked
from visa.results import Law
from visa.terms import CalendarUnit, Term, parameters_of, walk

HORIZON_YEARS = 5  # nobody plans further ahead, and law does not last longer
MOST_DAYS = 30
_A_DAY = timedelta(days=1)


def days_to_try(term: Term, case: Case, law: Law, on: date) -> list[date]:
    """Birthdays, ends of periods, enough months of work, and when law begins or ends; in order."""
    horizon = later(on, HORIZON_YEARS, CalendarUnit.YEARS)
    found = set(law.values.boundaries(parameters_of(term), on))
    for one in walk(term):
        found.update(_days_of(one, case, law, on, horizon))
    return sorted(day for day in found if on < day <= horizon)[:MOST_DAYS]


def _days_of(term: Term, case: Case, law: Law, on: date, horizon: date) -> Iterator[date]:
    if isinstance(term, terms.InGroup):
        prefixes = law.groups[term.group].prefixes
        yield from (day for one in prefixes for day in (one.valid_from, one.valid_to) if day)
    if getattr(term, "reference", ""):
        return  # counted to a day that the person named, not to that of the application
    if isinstance(term, terms.Age):
        yield from _birthdays(case, term.fact, (term.years, term.years + 1))
    elif isinstance(term, terms.Lookup):
        yield from _birthdays(case, term.born, [band.years for band in term.bands])
    elif isinstance(term, terms.Within):
        event = case.get(term.fact)
        if isinstance(event, date):
            yield from (event, later(event, term.length, term.unit) + _A_DAY)
    elif isinstance(term, terms.Worked):
        spans = case.get(term.fact)
        if isinstance(spans, tuple):
            yield from _when_worked(term, spans, on, horizon)


def _birthdays(case: Case, key: str, years: Iterable[int]) -> Iterator[date]:
    born = case.get(key)
    if isinstance(born, date):
        for one in years:
            if born.year + one < date.max.year:
                yield birthday(born, one)


def _when_worked(
    term: terms.Worked, spans: tuple[Span, ...], on: date, horizon: date
) -> Iterator[date]:
    """The first day with enough months, where work goes on.

    No month of work takes fewer days than a month of the calendar, save for odd days that
    several periods leave over: so we leap to shortly before, then go day by day.
    """
    day = on
    while day <= horizon:
        since = later(day, -term.window, CalendarUnit.YEARS)
        lacking = term.months - whole_months_worked(spans, since, day)
        if lacking <= 0:
            yield day
            return
        if all(span.end and span.end <= day for span in spans):
            return
        day = later(day, lacking - 2, CalendarUnit.MONTHS) if lacking > 2 else day + _A_DAY
