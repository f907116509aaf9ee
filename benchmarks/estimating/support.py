"""What stands behind a cell: how many samples, from how many sources, how new."""

from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.cells import RECENT_YEARS, Cells, recent
from benchmarks.estimating.groups import Groups, joint_code
from benchmarks.estimating.observations import NONE, Codes, Observations, Reals


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What stands behind a cell in each year: tables of cells × years.

    `n` and `n_effective` count the year itself, the others that year and the two before. `sources`
    and `employers` are distinct; `named_share` is the share of samples that name their employer and
    `largest_share` the largest employer's share of those. `newest` counts months since year 0 up
    to the newest sample so far (December, where a sample names no month), -1 before the first.
    """

    n: Reals
    n_effective: Reals
    recent_n: Reals
    recent_n_effective: Reals
    sources: Reals
    employers: Reals
    named_share: Reals
    largest_share: Reals
    newest: Codes


def count_support(cells: Cells, groups: Groups, observations: Observations) -> Support:
    """Count the samples of every cell and year."""
    weight = groups.weight
    n, mass, square = cells.table(), cells.table(weight), cells.table(weight**2)
    employer = np.full(len(weight), NONE)
    if observations.employer is not None:
        employer = observations.employer[groups.row]
    named = recent(cells.table((employer != NONE).astype(np.float64)))
    employers, largest = _distinct(cells, employer)
    sources, _ = _distinct(cells, groups.source[groups.group_of_row])
    return Support(
        n=n,
        n_effective=_kish(mass, square),
        recent_n=recent(n),
        recent_n_effective=_kish(recent(mass), recent(square)),
        sources=sources,
        employers=employers,
        named_share=named / np.maximum(recent(n), 1.0),
        largest_share=largest / np.maximum(named, 1.0),
        newest=_newest(cells, groups, observations),
    )


def _kish(mass: Reals, square: Reals) -> Reals:
    return np.divide(mass**2, square, out=np.zeros_like(mass), where=square > 0)


def _distinct(cells: Cells, code: Codes) -> tuple[Reals, Reals]:
    """How many different codes each cell's recent years hold, and how often the commonest."""
    size = len(cells) * cells.years
    number, largest = np.zeros(size), np.zeros(size)
    for rows, place in cells.layers():
        known = code[rows] != NONE
        at, which = place[known], code[rows][known]
        pair = joint_code(at, which)
        _, example, count = np.unique(pair, return_index=True, return_counts=True)
        at, which = at[example], which[example]
        year = at % cells.years
        later = [np.flatnonzero(year + lag < cells.years) for lag in range(RECENT_YEARS)]
        seen_at = np.concatenate([at[kept] + lag for lag, kept in enumerate(later)])
        seen = np.concatenate([which[kept] for kept in later])
        counts = np.concatenate([count[kept] for kept in later])
        pair = joint_code(seen_at, seen)
        _, example, inverse = np.unique(pair, return_index=True, return_inverse=True)
        total = np.bincount(inverse, weights=counts)
        number += np.bincount(seen_at[example], minlength=size)
        np.maximum.at(largest, seen_at[example], total)
    shape = (len(cells), cells.years)
    return number.reshape(shape), largest.reshape(shape)


def _newest(cells: Cells, groups: Groups, observations: Observations) -> Codes:
    month = np.full(len(groups.row), 12)
    if observations.month is not None:
        given = observations.month[groups.row]
        month = np.where(given == NONE, 12, given)
    months = groups.year[groups.group_of_row] * 12 + month
    newest = np.full(len(cells) * cells.years, NONE)
    for rows, place in cells.layers():
        np.maximum.at(newest, place, months[rows])
    return np.maximum.accumulate(newest.reshape(len(cells), cells.years), axis=1)
