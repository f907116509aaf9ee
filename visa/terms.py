"""The operators that a rule of law is made of, as plain data without any law in them.

A leaf compares one answer with the law; a group joins what stands below it. Every term says in
both languages what it requires and where that is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from visa.citations import Citation, Text
from visa.facts import ChangeableBy


class Relation(StrEnum):
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    EQUAL = "equal"


class CalendarUnit(StrEnum):
    """The units in which a stretch of time is counted, by the calendar."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A part of a rule; `key` is its own within the rule."""

    key: str
    text: Text
    citation: Citation | None = None
    changeable_by: ChangeableBy = ChangeableBy.NOBODY


# Groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Term):
    children: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class All(Group):
    """Every child."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf(Group):
    """One child or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast(Group):
    """`count` children or more."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneOf(Group):
    """No child: grounds for refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unless(Group):
    """The first child is required, unless one of the others holds and waives it."""


# Points


@dataclass(frozen=True, slots=True, kw_only=True)
class Points(Group):
    """`points` where every child is met."""

    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsPer(Term):
    """`points` for every whole `unit` of a number, such as two for each year of experience."""

    fact: str
    points: Decimal
    unit: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Highest(Group):
    """Points of that child alone that gives most: tiers that exclude one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capped(Group):
    """The sum of the children's points, but no more than `most`."""

    most: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Group):
    """The children's points together reach `minimum`, a number or a parameter's value."""

    minimum: Decimal | None = None
    parameter: str = ""


# Leaves


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(Term):
    """Money or a number against a parameter's value on the day, or against a fixed number."""

    fact: str
    relation: Relation
    parameter: str = ""
    number: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """From the age of `years` on, `parameter` applies; a band ends where the next begins."""

    years: int
    parameter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup(Term):
    """Money of at least the parameter of the person's age band on the day of `reference`."""

    fact: str
    born: str
    bands: tuple[Band, ...]
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InGroup(Term):
    """A code that begins with one of a dated group's prefixes: 2512 is in 25."""

    fact: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf(Term):
    """A choice among those named."""

    fact: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Age(Term):
    """Whole years from a date to the day of `reference`, against a number: an age, mostly."""

    fact: str
    relation: Relation
    years: int
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Within(Term):
    """A date not more than a stretch of time before the day of `reference`, nor after it."""

    fact: str
    length: int
    unit: CalendarUnit
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked(Term):
    """At least `months` of work, in the last `window` years before the day of `reference`."""

    fact: str
    months: int
    window: int
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Term):
    """A yes to a plain question, shown by a document mostly."""

    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityDecides(Term):
    """What the law leaves to the authority: we never answer it in its place."""


type Leaf = Compare | Lookup | InGroup | OneOf | Age | Within | Worked | Evidence | AuthorityDecides


def walk(term: Term) -> Iterator[Term]:
    """The term and all below it, as they are read."""
    yield term
    if isinstance(term, Group):
        for child in term.children:
            yield from walk(child)


def facts_of(term: Term) -> list[str]:
    """The keys of all facts that a rule may ask for, in its order, each once."""
    found: dict[str, None] = {}
    for one in walk(term):
        for name in ("fact", "born", "reference"):
            if key := getattr(one, name, ""):
                found.setdefault(key)
    return list(found)


def parameters_of(term: Term) -> list[str]:
    """The keys of all parameters that a rule compares with, each once."""
    found: dict[str, None] = {}
    for one in walk(term):
        if key := getattr(one, "parameter", ""):
            found.setdefault(key)
        for band in getattr(one, "bands", ()):
            found.setdefault(band.parameter)
    return list(found)
