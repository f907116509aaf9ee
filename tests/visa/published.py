"""The law that ships with the product, as plain data on every day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from benchmarks.moments import Moment
from visa.models import RuleVersion
from visa.queries import read_law, read_titles
from visa.results import Law
from visa.terms import parameters_of
from visa.titles import Rule, Title

CLOCK = datetime(2026, 11, 23, 12, tzinfo=UTC)
LAST_DAY = date(2026, 12, 31)  # no figure of 2027 is published


@dataclass(frozen=True)
class PublishedRule:
    """One version of a route's rule."""

    route: str
    rule: Rule

    @property
    def name(self) -> str:
        return f"{self.route} from {self.rule.valid_from}"

    def days(self, law: Law) -> list[date]:
        """The first and last day of each period in which rule and figures stay the same."""
        end = self.rule.valid_to or LAST_DAY + timedelta(days=1)
        starts = {self.rule.valid_from}
        starts.update(law.values.boundaries(parameters_of(self.rule.term), self.rule.valid_from))
        found = {day for start in starts for day in (start, start - timedelta(days=1))}
        found.add(end - timedelta(days=1))
        return sorted(day for day in found if self.rule.valid_from <= day < end)

    def fullest_day(self, law: Law) -> date:
        """The last of these days on which every figure of the rule is published."""
        keys = parameters_of(self.rule.term)
        days = self.days(law)
        return max(days, key=lambda on: (sum(map(bool, self._values(law, keys, on))), on))

    @staticmethod
    def _values(law: Law, keys: list[str], on: date) -> list[object]:
        return [law.values.value_on(key, on) for key in keys]


@dataclass(frozen=True)
class Published:
    law: Law
    titles: dict[date, list[Title]]  # by the first day of each stretch

    def titles_on(self, on: date) -> list[Title]:
        starts = [day for day in self.titles if day <= on]
        return self.titles[max(starts)] if starts else []

    def rules(self) -> Iterator[PublishedRule]:
        seen: set[tuple[str, date]] = set()
        for titles in self.titles.values():
            for title in titles:
                for route in title.routes:
                    if (route.key, route.rule.valid_from) not in seen:
                        seen.add((route.key, route.rule.valid_from))
                        yield PublishedRule(route.key, route.rule)


def read_published() -> Published:
    """From the database, into which the law has been loaded."""
    turns = {
        day
        for version in RuleVersion.objects.all()
        for day in (version.valid_from, version.valid_to)
        if day is not None
    }
    return Published(
        law=read_law(_moment(CLOCK.date())),
        titles={day: read_titles(_moment(day)) for day in sorted(turns)},
    )


def _moment(on: date) -> Moment:
    return Moment(on=on, known_at=CLOCK, is_now=False)
