"""Shows what a proposal would change: it is approved, looked at, and rolled back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.contrib.auth.models import User
from django.db import transaction

from benchmarks.moments import Moment
from visa.answers import read_answers
from visa.enacting import approve_value
from visa.enacting_rules import approve_rule
from visa.models import Enacted, ParameterValue, RuleVersion
from visa.outcomes import Outcome
from visa.queries import read_law, read_titles
from visa.results import Law
from visa.scenario_files import Scenario
from visa.scenarios import Mismatch, evaluated, run
from visa.titles import Title
from visa.values import Parameter, Value

# Nobody's approval can't be kept: there is no such user, and no transaction with it commits.
NOBODY = User(pk=0, username="rehearsal")


@dataclass(frozen=True, slots=True)
class LawOnDays:
    """The law as known at one instant, with the titles of several days."""

    law: Law
    titles: Mapping[date, Sequence[Title]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One case before and after a change; the verdict is None where the title isn't law."""

    scenario: Scenario
    before: Outcome | None
    after: Outcome | None
    mismatches: tuple[Mismatch, ...]

    @property
    def is_changed(self) -> bool:
        return self.before is not self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountChange:
    """What a figure is on one day before and after; None where nothing is published."""

    parameter: Parameter
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    before: Law
    after: Law
    trials: tuple[Trial, ...]

    def amount_changes(self, on: date) -> list[AmountChange]:
        """Every figure whose amount or state on the day is another one then, also by formula."""
        former, later = self.before.values, self.after.values
        pairs = [
            AmountChange(
                parameter=parameter,
                before=former.value_on(key, on) if key in former.parameters else None,
                after=later.value_on(key, on),
            )
            for key, parameter in later.parameters.items()
        ]
        return [one for one in pairs if _said(one.before) != _said(one.after)]


def _said(value: Value | None) -> tuple[Fraction, bool] | None:
    return (value.exact(), value.announced) if value else None


@contextmanager
def as_if_approved(row: Enacted, *, at: datetime, since: date | None = None) -> Iterator[None]:
    """Within, the proposal is in force; afterwards all is as before.

    A draft of a rule may be tried as if it held since an earlier day, so that cases of today show
    what it changes.
    Raises CannotEnact where it couldn't be approved as it is.
    """
    with transaction.atomic():
        if isinstance(row, ParameterValue):
            approve_value(row, by=NOBODY, at=at)
        elif isinstance(row, RuleVersion):
            if since is not None:
                RuleVersion.objects.filter(pk=row.pk).update(valid_from=since)
            approve_rule(row, by=NOBODY, at=at)
        yield
        transaction.set_rollback(True)


def place_of(draft: RuleVersion) -> date:
    """The first day of the version that gives way to the draft; the draft's own where none does."""
    before = RuleVersion.objects.standing().filter(
        route=draft.route_id, valid_from__lte=draft.valid_from
    )
    former = before.in_force(draft.valid_from).first()
    return former.valid_from if former else draft.valid_from


def read_law_on(days: Iterable[date], *, known_at: datetime) -> LawOnDays:
    """Rules change on few days, so titles are read once for each stretch between two of them."""
    turns = sorted(_turns())
    by_stretch: dict[int, Sequence[Title]] = {}
    titles: dict[date, Sequence[Title]] = {}
    for day in days:
        stretch = sum(turn <= day for turn in turns)
        if stretch not in by_stretch:
            by_stretch[stretch] = read_titles(_on(day, known_at))
        titles[day] = by_stretch[stretch]
    return LawOnDays(read_law(_on(date.min, known_at)), titles)


def _turns() -> set[date]:
    periods = RuleVersion.objects.exclude(known_from=None).values_list("valid_from", "valid_to")
    return {day for period in periods for day in period if day}


def _on(day: date, known_at: datetime) -> Moment:
    return Moment(on=day, known_at=known_at, is_now=False)


def rehearse(
    proposal: Enacted, scenarios: Sequence[Scenario], *, at: datetime, since: date | None = None
) -> Rehearsal:
    """The law in force and with the proposal in its place, and each case by both.

    `since` as for `as_if_approved`.
    Raises CannotEnact where the proposal couldn't be approved as it is.
    """
    days = {one.as_of for one in scenarios}
    before = read_law_on(days, known_at=at)
    with as_if_approved(proposal, at=at, since=since):
        after = read_law_on(days, known_at=at)
    trials = tuple(
        Trial(
            scenario=one,
            before=verdict(one, before),
            after=verdict(one, after),
            mismatches=tuple(run(one, after.titles[one.as_of], after.law)),
        )
        for one in scenarios
    )
    return Rehearsal(before=before.law, after=after.law, trials=trials)


def verdict(scenario: Scenario, book: LawOnDays) -> Outcome | None:
    """What the case comes to; None where its title isn't law or its answers can't be read."""
    case, problems = read_answers(book.law.facts, scenario.facts)
    if problems:
        return None
    result = evaluated(scenario, book.titles[scenario.as_of], case, book.law)
    return result.outcome if result else None
