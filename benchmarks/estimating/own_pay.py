"""What the samples of a cell said before a year: the pay that the simple rules go by."""

from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.cells import RECENT_YEARS, CellKey
from benchmarks.estimating.grouped_quantiles import Sorted
from benchmarks.estimating.observations import NONE, Codes, Observations, Reals


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """Pay and its year, sorted by cell and pay; `strides` make one number of a cell's codes."""

    cell: Codes
    pay: Reals
    year: Codes
    strides: Codes


class OwnPay:
    """Finds a cell's pay of the three years before `year`."""

    def __init__(self, samples: Observations, year: int) -> None:
        age = year - samples.year
        recent = samples.where((age > 0) & (age <= RECENT_YEARS))
        by_pay = Sorted(recent.pay, np.ones(len(recent)))
        year_by_pay = np.empty(len(recent), dtype=np.int64)
        year_by_pay[by_pay.rank] = recent.year
        self._year = year
        self._of_hubs = _index(recent, recent.hub, by_pay, year_by_pay)
        self._of_all = _index(recent, np.full(len(recent), NONE), by_pay, year_by_pay)

    def of(self, key: CellKey) -> tuple[Reals, Reals]:
        """The pay of the three years, ascending, and of the last of them."""
        index = self._of_all if key.hub == NONE else self._of_hubs
        codes = np.array([key.country, key.occupation, key.hub, key.seniority]) + 1
        if np.any(codes[1:] >= index.strides[:-1] // index.strides[1:]):  # never seen
            return index.pay[:0], index.pay[:0]
        low, high = np.searchsorted(index.cell, int(codes @ index.strides) + np.arange(2))
        pay, year = index.pay[low:high], index.year[low:high]
        return pay, pay[year == self._year - 1]


def _index(recent: Observations, hub: Codes, by_pay: Sorted, year_by_pay: Codes) -> _Index:
    codes = np.stack([recent.country, recent.occupation, hub, recent.seniority]) + 1
    sizes = codes.max(axis=1, initial=0) + 1
    strides = np.append(np.cumprod(sizes[:0:-1])[::-1], 1)
    cell, rank = by_pay.grouped(strides @ codes)
    return _Index(cell=cell, pay=by_pay.values[rank], year=year_by_pay[rank], strides=strides)
