"""What the samples of a cell say by themselves: their median, their days, where they are from."""

from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.cells import RECENT_YEARS, Cells
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
    median = np.full(size, np.nan)
    first, last = np.full(size, NO_DAY), np.full(size, -NO_DAY)
    bits = np.zeros(size, dtype=np.int64)
    pay, day = observations.pay[groups.row], day[groups.row]
    bit = np.left_shift(1, provenance[groups.row])
    for rows, place in cells.layers():
        if not len(rows):
            continue
        np.minimum.at(first, place, day[rows])
        np.maximum.at(last, place, day[rows])
        np.bitwise_or.at(bits, place, bit[rows])
        at, middle = _medians(place, pay[rows])
        median[at] = middle
    shape = (len(cells), cells.years)
    return OwnSamples(
        median=median.reshape(shape),
        first_day=_over_recent_years(first.reshape(shape), np.minimum),
        last_day=_over_recent_years(last.reshape(shape), np.maximum),
        provenance=_over_recent_years(bits.reshape(shape), np.bitwise_or),
    )


def _medians(place: Codes, pay: Reals) -> tuple[Codes, Reals]:
    """The places that occur, ascending, and the median of each."""
    order = np.lexsort((pay, place))
    place, pay = place[order], pay[order]
    first, _ = runs(place)
    count = np.diff(np.append(first, len(place)))
    lower, upper = first + (count - 1) // 2, first + count // 2
    return place[first], (pay[lower] + pay[upper]) / 2


def _over_recent_years(table: Codes, combine: np.ufunc) -> Codes:
    combined = table.copy()
    for lag in range(1, min(RECENT_YEARS, table.shape[1])):
        combined[:, lag:] = combine(combined[:, lag:], table[:, :-lag])
    return combined
