"""What approved rows say at a moment: the same for the whole time between two of their edges."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from visa.models import Enacted

MOST = 64  # stretches; whoever asks for all days of a century must not fill the memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The days for which a row holds, and from when until when it was held for true."""

    valid_from: date
    valid_to: date | None = None
    known_from: datetime
    superseded_at: datetime | None = None

    @classmethod
    def of(cls, row: Enacted) -> "Times":
        """Of an approved row."""
        if row.known_from is None:
            raise ValueError(f"{row} was never approved")
        return cls(
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            known_from=row.known_from,
            superseded_at=row.superseded_at,
        )

    def counts(self, instant: datetime, on: date | None) -> bool:
        """As `EnactedQuerySet.known_at` and `in_force` say it to the database."""
        is_known = self.known_from <= instant and (
            self.superseded_at is None or instant < self.superseded_at
        )
        if on is None or not is_known:
            return is_known
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


class Stretches[Row, Told]:
    """All rows ever approved, and what is told of those that count; told once for each stretch."""

    def __init__(self, rows: Iterable[tuple[Times, Row]], tell: Callable[[list[Row]], Told]):
        self._rows = list(rows)
        self._tell = tell
        self._told: dict[tuple[int, int], Told] = {}
        times = [one for one, _row in self._rows]
        self._instants = _edges((one.known_from, one.superseded_at) for one in times)
        self._days = _edges((one.valid_from, one.valid_to) for one in times)

    def at(self, instant: datetime, on: date | None = None) -> Told:
        """Of what was known at the instant; where a day is named, of what held on it."""
        stretch = (
            bisect_right(self._instants, instant),
            -1 if on is None else bisect_right(self._days, on),
        )
        told = self._told.get(stretch)
        if told is None:
            told = self._tell([row for times, row in self._rows if times.counts(instant, on)])
            if len(self._told) >= MOST:
                self._told.clear()
            self._told[stretch] = told
        return told


def _edges[Edge: (date, datetime)](pairs: Iterable[tuple[Edge | None, Edge | None]]) -> list[Edge]:
    return sorted({edge for pair in pairs for edge in pair if edge is not None})
