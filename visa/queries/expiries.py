"""What editors must see to: values and rules that end soon, and periods that nothing covers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from benchmarks.moments import Moment
from visa import models
from visa.citations import Text
from visa.queries.law import read_values


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """`valid_from <= day < valid_to` lies between two values of a figure, and none holds."""

    parameter: str
    name: Text
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """A figure or a route by its key, and the first day for which nothing is approved.

    `days_left` is negative once that day is past.
    """

    kind: str  # "parameter" or "route"
    key: str
    name: Text
    ends_on: date
    days_left: int


def read_holes(moment: Moment) -> list[Hole]:
    """Periods between two values of one figure that none covers, in two queries."""
    book = read_values(moment.known_at)
    return [
        Hole(parameter=key, name=book.parameters[key].name, valid_from=start, valid_to=end)
        for key in sorted(book.values)
        for start, end in book.holes(key)
    ]


def read_expiries(moment: Moment, *, within_days: int = 60) -> list[Expiry]:
    """Figures and routes whose last value or rule ends by then, the first to end first.

    Only what the law sets regularly or what rules and pages use now is expected to go on: a
    figure that ended because its law did has a follower in no list, and an editor sees it here
    for a year at most. In three queries.
    """
    until = moment.on + timedelta(days=within_days)
    since = moment.on - timedelta(days=365)
    ends = [*_ends_of_values(moment), *_ends_of_rules(moment)]
    found = [one for one in ends if since < one.ends_on <= until]
    return sorted(found, key=lambda one: (one.ends_on, one.kind, one.key))


def _ends_of_values(moment: Moment) -> Iterable[Expiry]:
    book = read_values(moment.known_at)
    for key, values in book.values.items():
        if end := values[-1].valid_to:
            yield _expiry("parameter", key, book.parameters[key].name, end, moment.on)


def _ends_of_rules(moment: Moment) -> Iterable[Expiry]:
    versions = (
        models.RuleVersion.objects.known_at(moment.known_at)
        .select_related("route")
        .order_by("route__key", "valid_from")
    )
    for route, of_route in groupby(versions, key=lambda version: version.route):
        *_former, last = of_route
        if last.valid_to:
            name = Text(route.name_de, route.name_en)
            yield _expiry("route", route.key, name, last.valid_to, moment.on)


def _expiry(kind: str, key: str, name: Text, ends_on: date, on: date) -> Expiry:
    return Expiry(kind=kind, key=key, name=name, ends_on=ends_on, days_left=(ends_on - on).days)
