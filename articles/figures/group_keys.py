"""The keys of many groups in the order in which they are offered, made where they are looked at.

A site of thousands of markets tells hundreds of thousands of figures; a page shows forty of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import overload

from articles.figures.keys import FACTS, OF_RELEASE, SENIORITIES, STATS, Market, MarketKey
from benchmarks.queries.told import ToldGroup

type Stat = tuple[str, str]
"""The kind and the stat of a key."""


@dataclass(frozen=True, slots=True)
class Run:
    """Keys of one stat of groups of the same breadth and level: in a list they stand together."""

    stat: Stat
    groups: Sequence[ToldGroup]

    def keys(self, start: int, stop: int) -> Iterator[str]:
        return (key_of(group, self.stat) for group in islice(self.groups, start, stop))


class Keys(Sequence[str]):
    """Some keys, those of runs of groups, and some more; only what is asked for is made."""

    def __init__(self, first: Sequence[str], runs: Iterable[Run], last: Sequence[str]) -> None:
        self._first, self._last = first, last
        self._runs = [run for run in runs if run.groups]
        self._of_runs = sum(len(run.groups) for run in self._runs)

    def __len__(self) -> int:
        return len(self._first) + self._of_runs + len(self._last)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            return list(self._between(start, stop))[::step] if step > 0 else list(self)[at]
        place = range(len(self))[at]
        return next(self._between(place, place + 1))

    def __iter__(self) -> Iterator[str]:
        return self._between(0, len(self))

    def _between(self, start: int, stop: int) -> Iterator[str]:
        begun = len(self._first)
        yield from self._first[start : max(stop, 0)]
        for run in self._runs:
            length = len(run.groups)
            if begun + length > start and begun < stop:
                yield from run.keys(max(start - begun, 0), min(stop - begun, length))
            begun += length
        yield from self._last[max(start - begun, 0) : max(stop - begun, 0)]


def key_of(group: ToldGroup, stat: Stat) -> str:
    cell = group.cell
    market = Market(occupation=cell.occupation, country=cell.country.lower(), hub=cell.hub)
    return str(MarketKey(kind=stat[0], market=market, seniority=cell.seniority, stat=stat[1]))


def in_runs(fitting: Mapping[frozenset[Stat], Sequence[ToldGroup]]) -> list[Run]:
    """By stat, then whole countries before hubs and all levels before each; `fitting` by stats."""
    found: dict[tuple[int, int, int], tuple[Stat, list[ToldGroup]]] = {}
    for stats, groups in fitting.items():
        for (breadth, level), alike in _alike(groups).items():
            for place, stat in enumerate(stats_of(alike[0].cell.seniority)):
                if stat in stats:
                    found.setdefault((place, breadth, level), (stat, []))[1].extend(alike)
    return [Run(*found[rank]) for rank in sorted(found)]


def stats_of(seniority: str) -> tuple[Stat, ...]:
    """All that a group is told by, in their order."""
    facts = [("data", fact) for fact in FACTS if fact not in OF_RELEASE]
    shares = [("share", "")] if seniority else []
    return (*(("salary", stat) for stat in STATS), *shares, *facts)


def _rank_of(group: ToldGroup) -> tuple[int, int]:
    """How narrow it is: its breadth and its level."""
    cell = group.cell
    level = SENIORITIES.index(cell.seniority) + 1 if cell.seniority else 0
    return bool(cell.hub) + 2 * bool(cell.seniority), level


def _alike(groups: Iterable[ToldGroup]) -> dict[tuple[int, int], list[ToldGroup]]:
    found: dict[tuple[int, int], list[ToldGroup]] = defaultdict(list)
    for group in groups:
        found[_rank_of(group)].append(group)
    return found
