"""The estimates of a release: one record a cell and year, kept as tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import starmap
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.estimating.cells import CellKey, Cells, Level
from benchmarks.estimating.kinds import Shares
from benchmarks.estimating.markets import Parts
from benchmarks.estimating.mixed_model import Fit
from benchmarks.estimating.observations import Codes, Evidence, Mask, Reals
from benchmarks.estimating.settings import Z
from benchmarks.estimating.spread import People
from benchmarks.estimating.support import Support
from benchmarks.estimating.typical import Direct, Typical
from benchmarks.statistics import RANGE_OF_PEOPLE_NEEDS


class Estimate(NamedTuple):
    """Pay in one cell and year, gross per year in the country's currency, not yet rounded.

    `typical` with its 80 % interval `low`..`high`, and the range of people `p10`..`p90`, which is
    the model's until the cell has more than 30 samples in a year, as `own_range` says. `own_median`
    is the plain median of the year's samples with the standard error of its logarithm, None without
    any.

    `n` and `n_effective` count the samples of the year itself. The other counts are of the three
    years up to it, for a projection those up to the newest year of its country: `named_share` is
    the share that name their employer, `largest_share` the largest employer's share of those.
    `newest` counts months since year 0. `reference` is the kind of evidence that the figures are
    stated in, `kinds` the kinds of the samples.
    """

    key: CellKey
    level: Level
    year: int
    is_projection: bool
    typical: float
    low: float
    high: float
    p10: float
    p25: float
    p75: float
    p90: float
    own_range: bool
    own_median: float | None
    own_median_error: float | None
    n: int
    n_effective: float
    recent_n: int
    recent_n_effective: float
    sources: int
    employers: int
    named_share: float
    largest_share: float
    newest: int
    reference: Evidence
    kinds: tuple[tuple[Evidence, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates:
    """All estimates of a release as tables of cells × years, one year beyond the data included.

    `reference` and `reference_sources` say for each country whose level the figures are stated in.
    `people` has the log quantiles 10, 25, 50, 75, 90 % around the typical pay, and `stated_scale`
    σ² of the people of each country of the fit as its pay is stated. `last` is the newest year of
    each cell's country; what lies beyond is projected. `wanted` says which entries are published:
    years with samples of the cell's own, and, for a cell with samples in the recent years, the
    newest year of its country and the year after that.
    """

    fit: Fit
    cells: Cells
    parts: Parts
    support: Support
    reference: Mapping[int, Evidence]
    reference_sources: Mapping[int, Shares]
    kind_counts: Mapping[Evidence, Reals]
    typical: Typical
    people: People
    stated_scale: Reals
    direct: Direct
    last: Codes
    wanted: Mask

    def __len__(self) -> int:
        return int(np.count_nonzero(self.wanted))

    def __iter__(self) -> Iterator[Estimate]:
        """By country, occupation, hub, seniority and year."""
        return self.among(*np.nonzero(self.wanted))

    def among(self, cells: Codes, years: Codes) -> Iterator[Estimate]:
        """The estimates of some cells, by their numbers, in years counted from the first."""
        keys = self.cells.keys()
        columns = {
            "key": [keys[cell] for cell in cells.tolist()],
            "level": list(map(Level, self.cells.level[cells].tolist())),
            **{name: column.tolist() for name, column in self._columns(cells, years).items()},
            "reference": [self.reference[code] for code in self.cells.country[cells].tolist()],
            "kinds": self._kinds(cells, np.minimum(years, self.last[cells])),
        }
        return starmap(Estimate, zip(*(columns[name] for name in Estimate._fields), strict=True))

    def at(self, cell: int, year: int) -> Estimate:
        """The estimate of a cell, by its number, in a year counted from the first."""
        return next(self.among(np.array([cell]), np.array([year])))

    def _columns(self, cells: Codes, years: Codes) -> dict[str, NDArray[np.generic]]:
        """Most fields of `Estimate`, each for all of these cells and years."""
        support, direct, entry = self.support, self.direct, (cells, years)
        centre = self.typical.log_pay[entry]
        reach = Z * np.sqrt(self.typical.variance[entry])
        people = np.exp(centre[:, None] + self.people.log_range[entry])
        seen = (cells, np.minimum(years, self.last[cells]))
        of_year = (cells, np.minimum(years, self.cells.years - 1))
        own = (years <= self.last[cells]) & direct.seen[of_year]
        return {
            "year": self.cells.first_year + years,
            "is_projection": years > self.last[cells],
            "typical": np.exp(centre),
            "low": np.exp(centre - reach),
            "high": np.exp(centre + reach),
            "p10": people[:, 0],
            "p25": people[:, 1],
            "p75": people[:, 3],
            "p90": people[:, 4],
            "own_range": support.n_effective[seen] > RANGE_OF_PEOPLE_NEEDS,
            "own_median": _where(own, np.exp(direct.median[of_year])),
            "own_median_error": _where(own, np.sqrt(direct.variance[of_year])),
            "n": np.where(own, support.n[of_year], 0).astype(np.int64),
            "n_effective": np.where(own, support.n_effective[of_year], 0.0),
            "recent_n": support.recent_n[seen].astype(np.int64),
            "recent_n_effective": support.recent_n_effective[seen],
            "sources": support.sources[seen].astype(np.int64),
            "employers": support.employers[seen].astype(np.int64),
            "named_share": support.named_share[seen],
            "largest_share": support.largest_share[seen],
            "newest": support.newest[seen],
        }

    def _kinds(self, cells: Codes, years: Codes) -> list[tuple[tuple[Evidence, int], ...]]:
        """How many of the recent samples are of which kind."""
        counts = [
            table[cells, years].astype(np.int64).tolist() for table in self.kind_counts.values()
        ]
        kinds = tuple(self.kind_counts)
        return [
            tuple((kind, count) for kind, count in zip(kinds, of_entry, strict=True) if count > 0)
            for of_entry in zip(*counts, strict=True)
        ]


def _where(known: Mask, values: Reals) -> NDArray[np.generic]:
    """The values that are known, None in place of the others."""
    result = values.astype(object)
    result[~known] = None
    return result
