"""What the samples of a cell say by themselves: their median, their days, where they are from."""

from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.cells import RECENT_YEARS, Cells
from benchmarks.estimating.grouped_quantiles import Sorted
from benchmarks.estimating.groups import Groups, runs
from benchmarks.estimating.observations import Codes, Observations, Reals

NO_DAY = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSamples:
    """Tables of cells × years.

    `median` is the plain median of the year's samples, NaN without any. `first_day`, `last_day` and
    `provenance` are of the year and the two before: days since 1970-01-01, and the set of codes as
    a bit mask.
    """

    median: Reals
    first_day: Codes
    last_day: Codes
    provenance: Codes


def own_samples(
    cells: Cells, groups: Groups, observations: Observations, *, day: Codes, provenance: Codes
) -> OwnSamples:
    """Describe each cell and year; `day` and `provenance` (0 to 62) have an entry per sample."""
    size = len(cells) * cells.years
    first, last = np.full(size, NO_DAY), np.full(size, -NO_DAY)
    bits = np.zeros(size, dtype=np.int64)
    day = day[groups.row]
    bit = np.left_shift(1, provenance[groups.row])
    first_of_group = groups.combined(np.minimum, day, NO_DAY)
    last_of_group = groups.combined(np.maximum, day, -NO_DAY)
    bits_of_group = groups.combined(np.bitwise_or, bit, 0)
    for of_level, place in cells.places():
        np.minimum.at(first, place, first_of_group[of_level])
        np.maximum.at(last, place, last_of_group[of_level])
        np.bitwise_or.at(bits, place, bits_of_group[of_level])
    shape = (len(cells), cells.years)
    return OwnSamples(
        median=_medians(cells, observations.pay[groups.row]).reshape(shape),
        first_day=_over_recent_years(first.reshape(shape), np.minimum),
        last_day=_over_recent_years(last.reshape(shape), np.maximum),
        provenance=_over_recent_years(bits.reshape(shape), np.bitwise_or),
    )


def _medians(cells: Cells, pay: Reals) -> Reals:
    """The median of each cell and year, in a flat table; NaN without any samples."""
    median = np.full(len(cells) * cells.years, np.nan)
    by_pay = Sorted(pay, np.ones(len(pay)))
    for rows, place in cells.layers():
        place, rank = by_pay.grouped(place, rows)
        first, _ = runs(place)
        count = np.diff(np.append(first, len(place)))
        lower, upper = rank[first + (count - 1) // 2], rank[first + count // 2]
        median[place[first]] = (by_pay.values[lower] + by_pay.values[upper]) / 2
    return median


def _over_recent_years(table: Codes, combine: np.ufunc) -> Codes:
    combined = table.copy()
    for lag in range(1, min(RECENT_YEARS, table.shape[1])):
        combined[:, lag:] = combine(combined[:, lag:], table[:, :-lag])
    return combined
