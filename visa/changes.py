"""What could be otherwise: another answer, a later day, another title; and what it would bring."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from visa.facts import Answer, Case, ChangeableBy, Salary
from visa.outcomes import Outcome
from visa.results import Result
from visa.terms import InGroup, Term


class Direction(StrEnum):
    """Whether going further the same way does no harm, as with a higher salary."""

    UP = "up"
    DOWN = "down"
    EXACT = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer:
    """An answer that someone would change, for the sake of the condition `serves`.

    `size` tells small from large among changes of one fact: money per year, steps of a level.
    """

    fact: str
    answer: Answer
    changeable_by: ChangeableBy
    serves: Term
    direction: Direction = Direction.EXACT
    size: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Wait:
    """Applying on a later day, with all that time and announced law bring by then."""

    until: date
    days: int
    changeable_by: ChangeableBy = ChangeableBy.TIME

    @property
    def size(self) -> Fraction:
        return Fraction(self.days)


@dataclass(frozen=True, slots=True)
class OtherRule:
    """Another route or title, by its key, as things stand."""

    key: str
    changeable_by: ChangeableBy = ChangeableBy.APPLICANT
    size: Fraction = Fraction(0)


type Change = NewAnswer | Wait | OtherRule
type Way = tuple[NewAnswer, ...]
"""Answers that would change together, one for each fact, in the order of their keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Changes that together turn a rule, as `result` proves; `on` is the day of application.

    Where the outcome is `authority` the law then leaves the decision to it. `route` is the
    route to a title that they open, where there are several.
    """

    changes: tuple[Change, ...]
    on: date
    result: Result
    route: str = ""

    @property
    def outcome(self) -> Outcome:
        return self.result.outcome


def applied(case: Case, changes: Iterable[Change]) -> Case:
    """The case with the new answers; waiting changes none."""
    for change in changes:
        if isinstance(change, NewAnswer):
            case = case.with_answer(change.fact, change.answer)
    return case


def amount(answer: Answer) -> Fraction:
    """What orders the answers to one fact that can go up and down."""
    if isinstance(answer, Salary):
        return answer.per_year()
    return Fraction(answer) if not isinstance(answer, str | date | tuple) else Fraction(0)


def merged(one: Way, other: Way) -> Way | None:
    """Both ways at once; None where they want different answers to one question."""
    found = {change.fact: change for change in one}
    for change in other:
        before = found.get(change.fact)
        both = change if before is None else _further(before, change)
        if both is None:
            return None
        found[change.fact] = both
    return tuple(found[fact] for fact in sorted(found))


def _further(one: NewAnswer, other: NewAnswer) -> NewAnswer | None:
    if one.answer == other.answer:
        return one
    if one.direction is not other.direction or one.direction is Direction.EXACT:
        return None
    pick = max if one.direction is Direction.UP else min
    return pick(one, other, key=lambda change: amount(change.answer))


def makes_needless(small: Suggestion, large: Suggestion) -> bool:
    """Whether the second asks for all that the first does, or more, and brings no more."""
    if small.outcome is not Outcome.MET and large.outcome is Outcome.MET:
        return False
    return all(any(_covers(change, more) for more in large.changes) for change in small.changes)


def _covers(small: Change, large: Change) -> bool:
    if isinstance(small, Wait) and isinstance(large, Wait):
        return small.until <= large.until
    if isinstance(small, NewAnswer) and isinstance(large, NewAnswer):
        return small.fact == large.fact and (
            small.answer == large.answer
            or (small.direction is large.direction and small.size < large.size)
            or _same_group(small.serves, large.serves)
        )
    return small == large


def _same_group(one: Term, other: Term) -> bool:
    """Any occupation of a group is as good as another."""
    return isinstance(one, InGroup) and isinstance(other, InGroup) and one.group == other.group


RANKS = {who: rank for rank, who in enumerate(ChangeableBy)}


def effort(suggestion: Suggestion) -> tuple[int, int, int, Fraction]:
    """Orders suggestions: by who can bring about the hardest part, by number and by size."""
    ranks = [RANKS[change.changeable_by] for change in suggestion.changes]
    return (
        max(ranks),
        len(ranks),
        sum(ranks),
        sum((change.size for change in suggestion.changes), Fraction(0)),
    )
