"""Counts what the cells of a column say about its format, chunk by chunk, and weighs it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import nsmallest

from benchmarks.reading.problems import Problem

SAMPLES = 20  # different cells kept as evidence
TOLERATED = 100  # one contradiction in so many rows leaves a decision standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many rows say one thing, and the least of their different texts.

    The least and not the first: so the tally is the same for any order of rows and chunks.
    """

    rows: int = 0
    samples: tuple[str, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        samples = nsmallest(SAMPLES, {*self.samples, *other.samples})
        return Tally(rows=self.rows + other.rows, samples=tuple(samples))


@dataclass(frozen=True, slots=True)
class Votes:
    """What the cells of a column, or of one chunk of it, say about its format; chunks add up."""

    tallies: Mapping[str, Tally] = field(default_factory=dict)

    def __add__(self, other: "Votes") -> "Votes":
        keys = self.tallies.keys() | other.tallies.keys()
        return Votes({key: self[key] + other[key] for key in keys})

    def __getitem__(self, key: str) -> Tally:
        return self.tallies.get(key, Tally())


class Basis(StrEnum):
    """Why a column is read as it is."""

    STATED = "stated"  # the mapping says so
    PROVEN = "proven"  # cells that can be read in one way only
    PATTERN = "pattern"  # amounts that all have three digits behind the sign
    NOT_NEEDED = "not-needed"  # every cell reads the same either way
    OPEN = "open"  # no cell proves anything
    MIXED = "mixed"  # cells prove opposite things


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision[T]:
    """The format of a column and the evidence for it.

    `value` is None where nothing is decided; then the cells with one reading are read, and the
    others are problems that name all readings.
    """

    value: T | None
    basis: Basis
    proving: Tally
    contradicting: Tally
    ambiguous: Tally
    findings: tuple[Problem, ...] = ()

    @property
    def problem(self) -> Problem | None:
        """What the analyst has to settle before the ambiguous cells can be read."""
        undecided = self.basis in (Basis.OPEN, Basis.MIXED) and self.ambiguous.rows
        return self.findings[0] if undecided else None


def count_votes(cells: Mapping[object, int], votes_of: Callable[[str], Iterable[str]]) -> Votes:
    """The votes of distinct cells with their numbers of rows; cells that are no text don't vote."""
    rows: dict[str, int] = {}
    texts: dict[str, set[str]] = {}
    for cell, count in cells.items():
        if isinstance(cell, str):
            for vote in votes_of(cell):
                rows[vote] = rows.get(vote, 0) + count
                texts.setdefault(vote, set()).add(cell)
    return Votes(
        {
            vote: Tally(rows=rows[vote], samples=tuple(nsmallest(SAMPLES, texts[vote])))
            for vote in rows
        }
    )


def weigh[T: str](
    support: Mapping[T, Tally], provable: Collection[T], ambiguous: Tally
) -> tuple[Basis, T | None]:
    """The option that its support proves, if next to nothing is against it, and the basis.

    `provable` are the options that have proof at all; support can be weaker than that.
    """
    best = max(support, key=lambda option: support[option].rows)
    against = sum(tally.rows for option, tally in support.items() if option != best)
    if best in provable and against * TOLERATED <= support[best].rows:
        return Basis.PROVEN, best
    if against:
        return Basis.MIXED, None
    return (Basis.OPEN if ambiguous.rows else Basis.NOT_NEEDED), None
