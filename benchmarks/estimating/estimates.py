"""The estimates of a release: one record a cell and year, kept as tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.cells import CellKey, Cells, Level
from benchmarks.estimating.kinds import Shares
from benchmarks.estimating.mixed_model import Fit
from benchmarks.estimating.observations import Codes, Evidence, Mask, Reals
from benchmarks.estimating.settings import Z
from benchmarks.estimating.support import Support
from benchmarks.estimating.synthetic import Parts
from benchmarks.estimating.typical import Direct, Typical
from benchmarks.statistics import RANGE_OF_PEOPLE_NEEDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
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
    `log_range` has the log quantiles 10, 25, 50, 75, 90 % around the typical pay. `last` is the
    newest year of each cell's country; what lies beyond is projected. `wanted` says which entries
    are published: years with samples of the cell's own, and, for a cell with samples in the recent
    years, the newest year of its country and the year after that.
    """

    fit: Fit
    cells: Cells
    parts: Parts
    support: Support
    reference: Mapping[int, Evidence]
    reference_sources: Mapping[int, Shares]
    kind_counts: Mapping[Evidence, Reals]
    typical: Typical
    log_range: Reals
    direct: Direct
    last: Codes
    wanted: Mask

    def __len__(self) -> int:
        return int(np.count_nonzero(self.wanted))

    def __iter__(self) -> Iterator[Estimate]:
        """By country, occupation, hub, seniority and year."""
        for cell, year in zip(*np.nonzero(self.wanted), strict=True):
            yield self.at(int(cell), int(year))

    def at(self, cell: int, year: int) -> Estimate:
        """The estimate of a cell, by its number, in a year counted from the first."""
        centre = self.typical.log_pay[cell, year]
        reach = Z * np.sqrt(self.typical.variance[cell, year])
        p10, p25, _, p75, p90 = np.exp(centre + self.log_range[cell, year]).tolist()
        last = int(self.last[cell])
        seen = min(year, last)
        support = self.support
        own = year <= last and bool(self.direct.seen[cell, year])
        return Estimate(
            key=self.cells.key(cell),
            level=Level(int(self.cells.level[cell])),
            year=self.cells.first_year + year,
            is_projection=year > last,
            typical=float(np.exp(centre)),
            low=float(np.exp(centre - reach)),
            high=float(np.exp(centre + reach)),
            p10=p10,
            p25=p25,
            p75=p75,
            p90=p90,
            own_range=bool(support.n_effective[cell, seen] > RANGE_OF_PEOPLE_NEEDS),
            own_median=float(np.exp(self.direct.median[cell, year])) if own else None,
            own_median_error=float(np.sqrt(self.direct.variance[cell, year])) if own else None,
            n=int(support.n[cell, year]) if own else 0,
            n_effective=float(support.n_effective[cell, year]) if own else 0.0,
            recent_n=int(support.recent_n[cell, seen]),
            recent_n_effective=float(support.recent_n_effective[cell, seen]),
            sources=int(support.sources[cell, seen]),
            employers=int(support.employers[cell, seen]),
            named_share=float(support.named_share[cell, seen]),
            largest_share=float(support.largest_share[cell, seen]),
            newest=int(support.newest[cell, seen]),
            reference=self.reference[int(self.cells.country[cell])],
            kinds=tuple(
                (kind, int(count[cell, seen]))
                for kind, count in self.kind_counts.items()
                if count[cell, seen] > 0
            ),
        )
