"""Which figures must stay hidden so that nobody's pay can be told, or worked out from the rest.

Hundepool et al., Statistical Disclosure Control (2012): first the cells that would speak of too
few, then as many others as it takes that no hidden count follows from the published ones.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.estimates import Estimate
from benchmarks.estimating.grades import ENOUGH_SOURCES, SMALLEST_OWN
from benchmarks.estimating.hidden_counts import Table, protect
from benchmarks.estimating.observations import NONE

DOMINANT_SHARE = 0.5
SETTLED_SAMPLES = 50
"""From so many samples on, fewer than five more don't move a rounded figure by themselves."""


class Reason(StrEnum):
    """Why a figure is hidden."""

    FEW_SAMPLES = "few_samples"
    FEW_EMPLOYERS = "few_employers"
    DOMINANT_EMPLOYER = "dominant_employer"
    PROTECTS_ANOTHER = "protects_another"
    SMALL_CHANGE = "small_change"


class Place(NamedTuple):
    """One figure: a cell in a year."""

    key: CellKey
    year: int


class Backing(NamedTuple):
    """The samples that a figure rests on, those of the recent three years.

    `named_share` is the share that name their employer, `largest_share` the largest employer's
    share of those.
    """

    place: Place
    n: int
    sources: int
    employers: int
    named_share: float
    largest_share: float


def backing(estimate: Estimate) -> Backing:
    return Backing(
        place=Place(key=estimate.key, year=estimate.year),
        n=estimate.recent_n,
        sources=estimate.sources,
        employers=estimate.employers,
        named_share=estimate.named_share,
        largest_share=estimate.largest_share,
    )


def suppressed(
    backings: Iterable[Backing], previous: Mapping[Place, int] | None = None
) -> dict[Place, Reason]:
    """The figures to hide, with the reason, from all figures of a release.

    `previous` holds the samples behind each figure that the release before showed. A figure whose
    samples changed by fewer than five since (SMALL_CHANGE) keeps the old release's figures or shows
    none: the two together would speak of the few that came or went.
    """
    known = {each.place: each for each in backings}
    hidden = {
        place: reason for place, each in known.items() if (reason := _primary(each)) is not None
    }
    for table_places in _tables(known):
        table = _table(table_places, known, hidden)
        for row, column in protect(table):
            place = table_places[row, column]
            hidden.setdefault(place, Reason.PROTECTS_ANOTHER)
    for place, before in (previous or {}).items():
        if place in known and place not in hidden and _barely_changed(known[place].n, before):
            hidden[place] = Reason.SMALL_CHANGE
    return hidden


def _primary(each: Backing) -> Reason | None:
    """Rules on the cell by itself.

    Where employers are named, three of them and none above half; where most samples name none, five
    samples are enough, but the page says from how many sources, and the grade stays at C or below.
    """
    if each.n < SMALLEST_OWN:
        return Reason.FEW_SAMPLES
    if each.named_share < 0.5:
        return None
    if each.employers < ENOUGH_SOURCES and each.sources < ENOUGH_SOURCES:
        return Reason.FEW_EMPLOYERS
    if each.largest_share > DOMINANT_SHARE:
        return Reason.DOMINANT_EMPLOYER
    return None


def _barely_changed(now: int, before: int) -> bool:
    return 0 < abs(now - before) < SMALLEST_OWN and min(now, before) < SETTLED_SAMPLES


def _tables(known: Mapping[Place, Backing]) -> Iterable[dict[tuple[int, int], Place]]:
    """One table of hubs × seniorities per market and year; (-1, -1) is the market itself."""
    tables: dict[tuple[int, int, int], dict[tuple[int, int], Place]] = defaultdict(dict)
    for place in sorted(known):
        key = place.key
        tables[key.country, key.occupation, place.year][key.hub, key.seniority] = place
    return tables.values()


def _table(
    places: Mapping[tuple[int, int], Place],
    known: Mapping[Place, Backing],
    hidden: Mapping[Place, Reason],
) -> Table:
    return Table(
        counts={at: known[place].n for at, place in places.items()},
        hidden=frozenset(at for at, place in places.items() if place in hidden),
        total=NONE,
    )
