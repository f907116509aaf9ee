"""What editors must see to before it ends, and how urgent it is: 60, 30 and 7 days before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from benchmarks import formats
from benchmarks.moments import Moment
from visa.citations import Text
from visa.queries import Expiry, Hole, read_expiries, read_holes

LEVELS = (7, 30, 60)  # days before an end
URGENT = LEVELS[0]

ENDS = Text(
    "endet in {days} Tagen: ab {day} gilt nichts mehr",
    "ends in {days} days: nothing holds from {day} on",
)
ENDS_TODAY = Text(
    "endet heute: ab {day} gilt nichts mehr", "ends today: nothing holds from {day} on"
)
ENDED = Text("beendet: seit {day} gilt nichts", "ended: nothing has held since {day}")
HOLE = Text("von {start} bis {end} gilt nichts", "nothing holds from {start} to {end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A figure or a route by its key; `kind` is `parameter` or `route`."""

    kind: str
    key: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """What ends on one day, or has a hole: `level` is `past`, `hole`, or days as in LEVELS."""

    level: str
    sentence: Text
    subjects: tuple[Subject, ...]
    days_left: int | None = None

    @property
    def is_urgent(self) -> bool:
        return self.days_left is not None and self.days_left <= URGENT


def read_alarms(moment: Moment) -> list[Alarm]:
    """All that ends within 60 days or ended within a year, by its day, then all holes."""
    expiries = read_expiries(moment, within_days=max(LEVELS))
    ends = [
        _end(day, list(group), moment.on)
        for day, group in groupby(expiries, key=lambda one: one.ends_on)
    ]
    return [*ends, *map(_hole, read_holes(moment))]


def level(days_left: int) -> str:
    """`past`, or the least of the levels that is reached; empty where none is."""
    if days_left <= 0:
        return "past"
    return next((str(one) for one in LEVELS if days_left <= one), "")


def _end(ends_on: date, expiries: Sequence[Expiry], on: date) -> Alarm:
    days_left = (ends_on - on).days
    pattern = ENDED if days_left <= 0 else ENDS_TODAY if days_left == 1 else ENDS
    return Alarm(
        level=level(days_left),
        sentence=_filled(pattern, days=str(days_left), day=ends_on),
        subjects=tuple(Subject(kind=one.kind, key=one.key, name=one.name) for one in expiries),
        days_left=days_left,
    )


def _hole(hole: Hole) -> Alarm:
    return Alarm(
        level="hole",
        sentence=_filled(HOLE, start=hole.valid_from, end=hole.valid_to - timedelta(days=1)),
        subjects=(Subject(kind="parameter", key=hole.parameter, name=hole.name),),
    )


def _filled(pattern: Text, **slots: date | str) -> Text:
    def said(language: str) -> dict[str, str]:
        return {
            name: formats.day(value, language) if isinstance(value, date) else value
            for name, value in slots.items()
        }

    return Text(pattern.de.format(**said("de")), pattern.en.format(**said("en")))
