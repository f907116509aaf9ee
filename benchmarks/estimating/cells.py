"""The cells that are published: a market, its hubs, its seniorities, and each hub's seniorities."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from benchmarks.estimating.groups import Groups, joint_code
from benchmarks.estimating.observations import NONE, Codes, Mask, Reals

RECENT_YEARS = 3
"""A figure of a year rests on that year and the two before it."""


class Level(IntEnum):
    """What a cell covers, the widest first."""

    MARKET = 0
    HUB = 1
    SENIORITY = 2
    HUB_SENIORITY = 3


HUB_LEVELS = (Level.HUB, Level.HUB_SENIORITY)
SENIORITY_LEVELS = (Level.SENIORITY, Level.HUB_SENIORITY)


class CellKey(NamedTuple):
    """A group of people; `hub` and `seniority` are -1 where it takes in all of them.

    A tuple: a release looks cells up millions of times.
    """

    country: int
    occupation: int
    hub: int
    seniority: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Every cell with samples of its own, and their ancestors, by country, occupation and part.

    `hub` and `seniority` are -1 where a cell covers them all. `of_group` has a field for each level
    with the cell of every group, -1 where a group names no hub or no seniority. Years count from
    `first_year`; tables have a row per cell and a column per year.
    """

    level: Codes
    country: Codes
    occupation: Codes
    hub: Codes
    seniority: Codes
    of_group: Codes
    year_of_group: Codes
    group_of_row: Codes
    first_year: int
    years: int

    def __len__(self) -> int:
        return len(self.level)

    def key(self, cell: int) -> CellKey:
        return CellKey(
            country=int(self.country[cell]),
            occupation=int(self.occupation[cell]),
            hub=int(self.hub[cell]),
            seniority=int(self.seniority[cell]),
        )

    def keys(self) -> list[CellKey]:
        columns = (self.country, self.occupation, self.hub, self.seniority)
        return list(map(CellKey, *(column.tolist() for column in columns)))

    def places(self) -> Iterator[tuple[Codes, Codes]]:
        """For each level, the groups that are part of a cell of it, and where in a flat table."""
        for level in Level:
            cell = self.of_group[:, level]
            groups = np.flatnonzero(cell != NONE)
            yield groups, cell[groups] * self.years + self.year_of_group[groups]

    def layers(self) -> Iterator[tuple[Codes, Codes]]:
        """The same for the rows of the groups."""
        for groups, place in self.places():
            of_group = np.full(len(self.of_group), NONE)
            of_group[groups] = place
            of_row = of_group[self.group_of_row]
            rows = np.flatnonzero(of_row != NONE)
            yield rows, of_row[rows]

    def table(self, values: Reals | Codes) -> Reals:
        """The sum of a value per group, by cell and year."""
        total = np.zeros(len(self) * self.years)
        for groups, place in self.places():
            total += np.bincount(place, weights=values[groups], minlength=len(total))
        return total.reshape(len(self), self.years)


def find_cells(groups: Groups) -> Cells:
    """The cells of some groups: each group is part of up to four, one a level."""
    whole = np.full(len(groups), NONE)
    keys, members, positions = [], [], []
    for level in Level:
        rows = np.flatnonzero(_names(level, groups))
        columns = [
            groups.country[rows],
            groups.occupation[rows],
            (groups.hub if level in HUB_LEVELS else whole)[rows],
            (groups.seniority if level in SENIORITY_LEVELS else whole)[rows],
        ]
        _, example, cell = np.unique(joint_code(*columns), return_index=True, return_inverse=True)
        level_code = np.full(len(example), int(level))
        keys.append(np.stack([*(column[example] for column in columns), level_code]))
        members.append(rows)
        positions.append(cell)
    key = np.concatenate(keys, axis=1)
    order = np.lexsort(key[::-1])
    place = np.argsort(order)
    of_group = np.full((len(groups), len(Level)), NONE)
    passed = 0
    for level, rows, cell in zip(Level, members, positions, strict=True):
        of_group[rows, level] = place[passed + cell]
        passed += keys[level].shape[1]
    country, occupation, hub, seniority, level_code = key[:, order]
    first_year = int(groups.year.min())
    return Cells(
        level=level_code,
        country=country,
        occupation=occupation,
        hub=hub,
        seniority=seniority,
        of_group=of_group,
        year_of_group=groups.year - first_year,
        group_of_row=groups.group_of_row,
        first_year=first_year,
        years=int(groups.year.max()) - first_year + 1,
    )


def _names(level: Level, groups: Groups) -> Mask:
    """Whether each group names what a cell of this level needs."""
    named = np.ones(len(groups), dtype=bool)
    if level in HUB_LEVELS:
        named &= groups.hub != NONE
    if level in SENIORITY_LEVELS:
        named &= groups.seniority != NONE
    return named


def recent(table: Reals) -> Reals:
    """For each year, the sum over it and the years just before it, `RECENT_YEARS` in all."""
    total = table.copy()
    for lag in range(1, min(RECENT_YEARS, table.shape[1])):
        total[:, lag:] += table[:, :-lag]
    return total
