"""Samples as columns, and the groups of people that a release describes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EVERYWHERE = -1
"""Code of a sample without a hub; a cell with it holds the samples of the whole country."""
ALL_LEVELS = -1
"""Code of a sample of unknown seniority; a cell with it holds people of all levels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleColumns:
    """One row a sample, one array a column, all of the same length; pay is gross per year.

    `hub` and `seniority` are -1 where unknown; `observed_on` counts days since 1970-01-01.
    """

    occupation: NDArray[np.int64]
    country: NDArray[np.int64]
    hub: NDArray[np.int64]
    seniority: NDArray[np.int64]
    year: NDArray[np.int64]
    observed_on: NDArray[np.int64]
    provenance: NDArray[np.int64]
    pay: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.pay)

    def sha256(self) -> str:
        """Equal for equal samples in any order."""
        integers = np.column_stack(
            [
                self.occupation,
                self.country,
                self.hub,
                self.seniority,
                self.observed_on,
                self.provenance,
                np.rint(self.pay * 100).astype(np.int64),
            ]
        )
        canonical = integers[np.lexsort(integers.T[::-1])]
        return hashlib.sha256(np.ascontiguousarray(canonical, dtype="<i8").tobytes()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CellKey:
    """A group of people: one occupation in one country and year, all of it or a part."""

    occupation: int
    country: int
    hub: int
    seniority: int
    year: int


def cells(columns: SampleColumns) -> Iterator[tuple[CellKey, NDArray[np.int64]]]:
    """Every group that has a sample, with the positions of its samples.

    A sample belongs to its country and to its hub, to all levels and to its own: to at most four
    groups.
    """
    for whole_country in (True, False):
        for all_levels in (True, False):
            chosen = np.ones(len(columns), dtype=bool)
            if not whole_country:
                chosen &= columns.hub != EVERYWHERE
            if not all_levels:
                chosen &= columns.seniority != ALL_LEVELS
            yield from _grouped(
                columns, np.flatnonzero(chosen), whole_country=whole_country, all_levels=all_levels
            )


def _grouped(
    columns: SampleColumns, rows: NDArray[np.int64], *, whole_country: bool, all_levels: bool
) -> Iterator[tuple[CellKey, NDArray[np.int64]]]:
    if not len(rows):
        return
    hub = np.full(len(rows), EVERYWHERE) if whole_country else columns.hub[rows]
    seniority = np.full(len(rows), ALL_LEVELS) if all_levels else columns.seniority[rows]
    keys = np.column_stack(
        [columns.occupation[rows], columns.country[rows], hub, seniority, columns.year[rows]]
    )
    order = np.lexsort(keys.T[::-1])
    sorted_keys = keys[order]
    starts = np.flatnonzero(np.any(np.diff(sorted_keys, axis=0) != 0, axis=1)) + 1
    for first, group in zip([0, *starts.tolist()], np.split(rows[order], starts), strict=True):
        occupation, country, hub_code, level, year = sorted_keys[first].tolist()
        yield (
            CellKey(
                occupation=occupation, country=country, hub=hub_code, seniority=level, year=year
            ),
            group,
        )
