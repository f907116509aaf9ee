"""The cells that are published: a market, its hubs, its seniorities, and each hub's seniorities."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

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


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CellKey:
    """A group of people; `hub` and `seniority` are -1 where it takes in all of them."""

    country: int
    occupation: int
    hub: int
    seniority: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Every cell with samples of its own, and their ancestors, by country, occupation and part.

    `hub` and `seniority` are -1 where a cell covers them all. `of_row` has a field for each level
    with the cell of every row of the groups, -1 where a row names no hub or no seniority. Years
    count from `first_year`; tables have a row per cell and a column per year.
    """

    level: Codes
    country: Codes
    occupation: Codes
    hub: Codes
    seniority: Codes
    of_row: Codes
    year_of_row: Codes
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

    def layers(self) -> Iterator[tuple[Codes, Codes]]:
        """For each level, the rows that belong to a cell of it, and their place in a flat table."""
        for level in Level:
            cell = self.of_row[:, level]
            rows = np.flatnonzero(cell != NONE)
            yield rows, cell[rows] * self.years + self.year_of_row[rows]

    def table(self, values: Reals | None = None) -> Reals:
        """The sum of a value per row, or their number, by cell and year."""
        total = np.zeros(len(self) * self.years)
        for rows, place in self.layers():
            weights = None if values is None else values[rows]
            total += np.bincount(place, weights=weights, minlength=len(total))
        return total.reshape(len(self), self.years)


def find_cells(groups: Groups) -> Cells:
    """The cells of some groups: each group is part of up to four, one a level."""
    keys = np.stack([_key_columns(level, groups) for level in Level], axis=1)
    named = np.stack([_names(level, groups) for level in Level], axis=1)
    known = keys[named]
    _, example, cell = np.unique(joint_code(*known.T), return_index=True, return_inverse=True)
    of_group = np.full(named.shape, NONE)
    of_group[named] = cell
    first_year = int(groups.year.min())
    return Cells(
        country=known[example, 0],
        occupation=known[example, 1],
        hub=known[example, 2],
        seniority=known[example, 3],
        level=known[example, 4],
        of_row=of_group[groups.group_of_row],
        year_of_row=(groups.year - first_year)[groups.group_of_row],
        first_year=first_year,
        years=int(groups.year.max()) - first_year + 1,
    )


def _key_columns(level: Level, groups: Groups) -> Codes:
    """Country, occupation, hub, seniority and level of the cell that each group is part of."""
    whole = np.full(len(groups), NONE)
    return np.column_stack(
        [
            groups.country,
            groups.occupation,
            groups.hub if level in HUB_LEVELS else whole,
            groups.seniority if level in SENIORITY_LEVELS else whole,
            np.full(len(groups), int(level)),
        ]
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
    total = np.cumsum(table, axis=1)
    total[:, RECENT_YEARS:] -= np.cumsum(table, axis=1)[:, :-RECENT_YEARS]
    return total
