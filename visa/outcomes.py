"""Four outcomes and what they make together: Kleene's logic, and the authority's own decisions.

What nobody told us is unknown, which is no “no”; what the law leaves to the authority stays with
it. A group is decided as soon as no further answer can turn it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

NOTHING = Decimal(0)


class Outcome(StrEnum):
    MET = "met"
    AUTHORITY = "authority"
    UNKNOWN = "unknown"
    NOT_MET = "not_met"


def joined_by_all(outcomes: list[Outcome]) -> Outcome:
    """`not met` where one is; else the least certain of them."""
    for outcome in (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.AUTHORITY):
        if outcome in outcomes:
            return outcome
    return Outcome.MET


def joined_by_any(outcomes: list[Outcome]) -> Outcome:
    """`met` where one is; else what could still become so."""
    for outcome in (Outcome.MET, Outcome.UNKNOWN, Outcome.AUTHORITY):
        if outcome in outcomes:
            return outcome
    return Outcome.NOT_MET


def verdict[N: (int, Decimal)](sure: N, with_authority: N, minimum: N) -> Outcome:
    if sure >= minimum:
        return Outcome.MET
    return Outcome.AUTHORITY if with_authority >= minimum else Outcome.NOT_MET


def between(if_denied: Outcome, if_granted: Outcome) -> Outcome:
    """The outcome if all that is unknown is a no, and if all is a yes: decided where equal."""
    return if_denied if if_denied is if_granted else Outcome.UNKNOWN


@dataclass(frozen=True, slots=True)
class PointRange:
    """Points that are sure, and those with what the authority, the person, or both may add."""

    sure: Decimal = NOTHING
    with_authority: Decimal = NOTHING
    with_answers: Decimal = NOTHING
    at_most: Decimal = NOTHING

    @classmethod
    def joined(
        cls, ranges: Iterable["PointRange"], join: Callable[[Iterable[Decimal]], Decimal]
    ) -> "PointRange":
        found = [one.corners() for one in ranges] or [cls().corners()]
        return cls(*map(join, zip(*found, strict=True)))

    def corners(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        return (self.sure, self.with_authority, self.with_answers, self.at_most)

    @classmethod
    def of(cls, outcome: Outcome, points: Decimal) -> "PointRange":
        met = outcome is Outcome.MET
        granted = met or outcome is Outcome.AUTHORITY
        told = met or outcome is Outcome.UNKNOWN
        possible = outcome is not Outcome.NOT_MET
        return cls(*(points if one else NOTHING for one in (met, granted, told, possible)))
