"""The moment a page speaks of: a day for the law, an instant for what was published by then."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone


class UnreadableDay(ValueError):
    """The day asked for is not a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The day a page speaks of, and up to which instant our own publications count."""

    on: date
    known_at: datetime
    is_now: bool

    @classmethod
    def now(cls) -> "Moment":
        """Read the clock. Called by views and commands alone, once each."""
        instant = timezone.now()
        return cls(on=timezone.localdate(instant), known_at=instant, is_now=True)

    @classmethod
    def as_of(cls, day: date, *, clock: datetime) -> "Moment":
        """That day; for a past one as known at its end, for a later one as known by `clock`."""
        end_of_day = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
        return cls(on=day, known_at=min(end_of_day, clock), is_now=False)

    @classmethod
    def asked_for(cls, text: str | None) -> "Moment":
        """The moment named by `?as_of=YYYY-MM-DD`; now where nothing is named.

        Raises UnreadableDay where the text is no such date.
        """
        moment = cls.now()
        if not text:
            return moment
        try:
            day = date.fromisoformat(text)
        except ValueError as error:
            raise UnreadableDay(text) from error
        if day.isoformat() != text or not 2000 <= day.year <= 2100:
            raise UnreadableDay(text)
        return moment if day == moment.on else cls.as_of(day, clock=moment.known_at)
