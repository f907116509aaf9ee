"""What stands behind a cell: how many samples, from how many sources, how new."""

from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.cells import RECENT_YEARS, Cells, recent
from benchmarks.estimating.groups import Groups, joint_code
from benchmarks.estimating.observations import NONE, Codes, Observations, Reals

DECEMBER = 12


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


def count_support(
    cells: Cells, groups: Groups, observations: Observations, sound: Reals | None = None
) -> Support:
    """Count the samples of every cell and year; `sound` is the probability of each to be no slip.

    Its order is that of the rows of the groups.
    """
    given = groups.weight
    weight = given if sound is None else given * sound
    n, mass = cells.table(groups.size), cells.table(groups.totals(weight))
    square = cells.table(groups.totals(weight**2))
    full, full_square = cells.table(groups.totals(given)), cells.table(groups.totals(given**2))
    employers = _employers(groups, observations)
    named = recent(cells.table(employers.size_in(groups)))
    distinct, largest = _distinct(cells, employers)
    filled = np.flatnonzero(groups.size > 0)
    of_source = _Named(group=filled, code=groups.source[filled], count=groups.size[filled])
    sources, _ = _distinct(cells, of_source)
    return Support(
        n=n,
        n_effective=_effective(mass, square, full, full_square),
        recent_n=recent(n),
        recent_n_effective=_effective(*map(recent, (mass, square, full, full_square))),
        sources=sources,
        employers=distinct,
        named_share=named / np.maximum(recent(n), 1.0),
        largest_share=largest / np.maximum(named, 1.0),
        newest=_newest(cells, groups, observations),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """Codes that samples of a group bear, and how many samples: an entry for some of each group."""

    group: Codes
    code: Codes
    count: Codes

    def size_in(self, groups: Groups) -> Reals:
        return np.bincount(self.group, weights=self.count, minlength=len(groups))


def _employers(groups: Groups, observations: Observations) -> _Named:
    """The employers that samples name, one entry a sample."""
    if observations.employer is None:
        nothing = np.zeros(0, dtype=np.int64)
        return _Named(group=nothing, code=nothing, count=nothing)
    employer = observations.employer[groups.row]
    rows = np.flatnonzero(employer != NONE)
    one_each = np.ones(len(rows), dtype=np.int64)
    return _Named(group=groups.group_of_row[rows], code=employer[rows], count=one_each)


def _effective(mass: Reals, square: Reals, full: Reals, full_square: Reals) -> Reals:
    """Kish's size of the sound samples; that of all, as far as they are sound, where it is less.

    One slip alone weighs next to nothing, but would be a sample of one.
    """
    sound = np.divide(mass, full, out=np.zeros_like(mass), where=full > 0)
    return np.minimum(_kish(mass, square), _kish(full, full_square) * sound)


def _kish(mass: Reals, square: Reals) -> Reals:
    return np.divide(mass**2, square, out=np.zeros_like(mass), where=square > 0)


def _distinct(cells: Cells, named: _Named) -> tuple[Reals, Reals]:
    """How many different codes each cell's recent years hold, and how often the commonest."""
    size = len(cells) * cells.years
    number, largest = np.zeros(size), np.zeros(size)
    for groups, place in cells.places():
        place_of_group = np.full(len(cells.of_group), NONE)
        place_of_group[groups] = place
        at = place_of_group[named.group]
        here = at != NONE
        at, which, count = at[here], named.code[here], named.count[here]
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
    month = np.full(len(groups.row), DECEMBER)
    if observations.month is not None:
        given = observations.month[groups.row]
        month = np.where(given == NONE, DECEMBER, given)
    months = groups.year * 12 + groups.combined(np.maximum, month, NONE)
    months[groups.size == 0] = NONE
    newest = np.full(len(cells) * cells.years, NONE)
    for of_level, place in cells.places():
        np.maximum.at(newest, place, months[of_level])
    return np.maximum.accumulate(newest.reshape(len(cells), cells.years), axis=1)
