"""What the samples of a cell said before a year: the pay that the simple rules go by."""

from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.cells import RECENT_YEARS, CellKey
from benchmarks.estimating.observations import NONE, Codes, Observations, Reals


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """Pay and its year, sorted by cell and pay; `strides` make one number of a cell's codes."""

    cell: Codes
    pay: Reals
    year: Codes
    strides: Codes


class OwnPay:
    """Finds a cell's pay of the three years before `year`, among samples of years before it."""

    def __init__(self, before: Observations, year: int) -> None:
        recent = before.where((before.year >= year - RECENT_YEARS) & (before.year < year))
        self._year = year
        self._of_hubs = _index(recent, recent.hub)
        self._of_all = _index(recent, np.full(len(recent), NONE))

    def of(self, key: CellKey) -> tuple[Reals, Reals]:
        """The pay of the three years, ascending, and of the last of them."""
        index = self._of_all if key.hub == NONE else self._of_hubs
        codes = np.array([key.country, key.occupation, key.hub, key.seniority]) + 1
        if np.any(codes[1:] >= index.strides[:-1] // index.strides[1:]):  # never seen
            return index.pay[:0], index.pay[:0]
        low, high = np.searchsorted(index.cell, int(codes @ index.strides) + np.arange(2))
        pay, year = index.pay[low:high], index.year[low:high]
        return pay, pay[year == self._year - 1]


def _index(recent: Observations, hub: Codes) -> _Index:
    codes = np.stack([recent.country, recent.occupation, hub, recent.seniority]) + 1
    sizes = codes.max(axis=1, initial=0) + 1
    strides = np.append(np.cumprod(sizes[:0:-1])[::-1], 1)
    cell = strides @ codes
    order = np.lexsort((recent.pay, cell))
    return _Index(cell=cell[order], pay=recent.pay[order], year=recent.year[order], strides=strides)
