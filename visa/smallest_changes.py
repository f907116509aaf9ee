"""The smallest changes that would turn a rule, each proved by evaluating the rule again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from visa.changes import (
    Change,
    OtherRule,
    Suggestion,
    Wait,
    applied,
    effort,
    makes_needless,
)
from visa.eligibility import evaluate
from visa.facts import Case
from visa.outcomes import Outcome
from visa.results import Law, Result
from visa.terms import Term
from visa.waiting import days_to_try
from visa.ways import MOST_CHANGES, ways

MOST_PROOFS = 300  # evaluations for one rule, so that an answer never takes long
GOOD = (Outcome.MET, Outcome.AUTHORITY)


class DatedRule(Protocol):
    """A rule as it reads on each day."""

    def term_on(self, on: date) -> Term | None: ...

    def turns(self, after: date) -> Iterable[date]:
        """The days after `after` on which the rule reads otherwise than the day before."""


@dataclass(frozen=True, slots=True)
class UnchangedRule:
    """A rule that reads the same on every day."""

    term: Term

    def term_on(self, on: date) -> Term | None:
        return self.term

    def turns(self, after: date) -> Iterable[date]:
        return ()


def smallest_changes(rule: DatedRule, case: Case, law: Law, on: date) -> list[Suggestion]:
    """What would turn a rule that is not met, the easiest first; nothing where it is open or met.

    At most three changes each. A suggestion that asks for all that another does, and more, is
    left out. On a later day the law of that day decides: without it nothing is promised.
    """
    term = rule.term_on(on)
    if term is None or evaluate(term, case, law, on).outcome is not Outcome.NOT_MET:
        return []
    search = _Search(rule, case, law, on, [])
    search.try_day(on)
    for day in sorted({*days_to_try(term, case, law, on), *rule.turns(on)}):
        search.try_day(day)
    return smallest(search.found)


def smallest(found: Sequence[Suggestion]) -> list[Suggestion]:
    """The easiest first, without those that ask for all that another does and more."""
    kept: list[Suggestion] = []
    for one in sorted(found, key=lambda suggestion: (len(suggestion.changes), effort(suggestion))):
        if not any(makes_needless(other, one) for other in kept):
            kept.append(one)
    return sorted(kept, key=effort)


def other_rules(others: Iterable[tuple[str, Result]], on: date) -> list[Suggestion]:
    """Routes or titles, by key, that are open as things stand."""
    return [
        Suggestion(changes=(OtherRule(key),), on=on, result=result)
        for key, result in others
        if result.outcome in GOOD
    ]


@dataclass(slots=True)
class _Search:
    rule: DatedRule
    case: Case
    law: Law
    on: date
    found: list[Suggestion]
    proofs: int = 0

    def try_day(self, day: date) -> None:
        term = self.rule.term_on(day)
        if term is None:
            return
        waiting = (Wait(day, (day - self.on).days),) if day > self.on else ()
        result = evaluate(term, self.case, self.law, day)
        for way in ways(result, self.law, day):
            changes: tuple[Change, ...] = (*way, *waiting)
            if 0 < len(changes) <= MOST_CHANGES and self.proofs < MOST_PROOFS:
                self.try_changes(term, changes, day)

    def try_changes(self, term: Term, changes: tuple[Change, ...], day: date) -> None:
        proved = self.proved(term, changes, day)
        if proved is None or any(makes_needless(one, proved) for one in self.found):
            return
        self.found.append(self.without_the_needless(term, proved))

    def proved(self, term: Term, changes: tuple[Change, ...], day: date) -> Suggestion | None:
        self.proofs += 1
        result = evaluate(term, applied(self.case, changes), self.law, day)
        if result.outcome not in GOOD:
            return None
        return Suggestion(changes=changes, on=day, result=result)

    def without_the_needless(self, term: Term, suggestion: Suggestion) -> Suggestion:
        """Each answer that changes nothing is taken out again; the day stays."""
        for change in suggestion.changes:
            fewer = tuple(one for one in suggestion.changes if one is not change)
            if fewer and not isinstance(change, Wait):
                proved = self.proved(term, fewer, suggestion.on)
                if proved and proved.outcome is suggestion.outcome:
                    suggestion = proved
        return suggestion
