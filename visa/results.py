"""What a rule is evaluated against, and the answer: a tree of outcomes with their reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from visa.code_groups import CodeGroup
from visa.facts import Answer, Fact
from visa.outcomes import Outcome, PointRange
from visa.terms import Term
from visa.values import Reading, ValueBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What rules are evaluated against: dated values, groups of codes, and the facts asked."""

    values: ValueBook
    groups: Mapping[str, CodeGroup]
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One term's outcome, its children's, and what it was compared with.

    `answer` is what the person said and `reading` the legal value on the day. `measured` is what
    was compared in fact, against `required`: money per year, years of age, months of work, days
    since an event.
    """

    term: Term
    outcome: Outcome
    children: tuple["Result", ...] = ()
    answer: Answer | None = None
    reading: Reading | None = None
    measured: Fraction | None = None
    required: Fraction | None = None
    points: PointRange | None = None
    missing: tuple[str, ...] = ()
