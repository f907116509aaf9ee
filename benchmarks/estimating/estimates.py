"""From samples to an estimate for every cell and year that has data: the whole of a release."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.calibration import Z
from benchmarks.estimating.cells import CellKey, Cells, Level, find_cells, recent
from benchmarks.estimating.groups import gather
from benchmarks.estimating.mixed_model import Fit, fit
from benchmarks.estimating.observations import NONE, Codes, Evidence, Mask, Observations, Reals
from benchmarks.estimating.settings import Settings
from benchmarks.estimating.spread import direct_quantiles, range_of_people
from benchmarks.estimating.support import Support, count_support
from benchmarks.estimating.synthetic import Parts, find_parts, reference_kinds, synthesise
from benchmarks.estimating.typical import MEDIAN_VARIANCE, combine, stretched
from benchmarks.estimating.unseen import Unseen, with_unseen
from benchmarks.statistics import RANGE_OF_PEOPLE_NEEDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Pay in one cell and year, gross per year in the country's currency, not yet rounded.

    `typical` with its 80 % interval `low`..`high`, and the range of people `p10`..`p90`; `p10` and
    `p90` are the model's until the cell has 30 samples in a year, `own_range` says which. `n` and
    `n_effective` count the samples of the year itself, the other counts those of three years up to
    it; `named_share` is the share of these that name their employer, `largest_share` the largest
    employer's share of those. `newest` counts months since year 0.
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

    `log_range` has the log quantiles 10, 25, 50, 75, 90 % around the typical pay. `wanted` says
    which entries are published: years with samples of the cell's own, the newest year of its
    country, and, where `projected`, the year after that.
    """

    fit: Fit
    cells: Cells
    parts: Parts
    support: Support
    reference: dict[int, int]
    log_typical: Reals
    variance: Reals
    log_range: Reals
    own_log_median: Reals
    kind_counts: dict[Evidence, Reals]
    wanted: Mask
    projected: Mask

    def __len__(self) -> int:
        return int(np.count_nonzero(self.wanted))

    def __iter__(self) -> Iterator[Estimate]:
        """By country, occupation, hub, seniority and year."""
        for cell, year in zip(*np.nonzero(self.wanted), strict=True):
            yield self.at(int(cell), int(year))

    def at(self, cell: int, year: int) -> Estimate:
        centre = self.log_typical[cell, year]
        reach = Z * np.sqrt(self.variance[cell, year])
        people = np.exp(centre + self.log_range[cell, year])
        projected = bool(self.projected[cell, year])
        seen = year - 1 if projected else year
        support = self.support
        n = 0 if projected else int(support.n[cell, year])
        return Estimate(
            key=self.cells.key(cell),
            level=Level(int(self.cells.level[cell])),
            year=self.cells.first_year + year,
            is_projection=projected,
            typical=float(np.exp(centre)),
            low=float(np.exp(centre - reach)),
            high=float(np.exp(centre + reach)),
            p10=float(people[0]),
            p25=float(people[1]),
            p75=float(people[3]),
            p90=float(people[4]),
            own_range=bool(support.n_effective[cell, seen] > RANGE_OF_PEOPLE_NEEDS),
            own_median=float(np.exp(self.own_log_median[cell, year])) if n else None,
            n=n,
            n_effective=0.0 if projected else float(support.n_effective[cell, year]),
            recent_n=int(support.recent_n[cell, seen]),
            recent_n_effective=float(support.recent_n_effective[cell, seen]),
            sources=int(support.sources[cell, seen]),
            employers=int(support.employers[cell, seen]),
            named_share=float(support.named_share[cell, seen]),
            largest_share=float(support.largest_share[cell, seen]),
            newest=int(support.newest[cell, seen]),
            reference=Evidence(self.reference[int(self.cells.country[cell])]),
            kinds=tuple(
                (kind, int(count[cell, seen]))
                for kind, count in self.kind_counts.items()
                if count[cell, seen] > 0
            ),
        )

    def median_error(self, country: int, n: int) -> float:
        """Standard error of the log median of n samples of one part of a market in a country."""
        scale = self.fit.scale[np.searchsorted(self.fit.countries, country)]
        return float(np.sqrt(MEDIAN_VARIANCE * scale / n))


def estimate(
    observations: Observations, settings: Settings | None = None, also: Unseen | None = None
) -> Estimates:
    """Estimate every cell; the same samples in any order give the same figures to the last bit.

    `also` names parts of markets to speak of though no sample is theirs. Raises ValueError when
    there are no observations.
    """
    fitted = fit(gather(observations), settings or Settings())
    if also is not None:
        fitted = with_unseen(fitted, also)
    groups = fitted.groups
    cells = find_cells(groups)
    parts = find_parts(groups, cells)
    support = count_support(cells, groups, observations)
    reference = reference_kinds(groups)
    synthetic = synthesise(fitted, cells, parts, reference)
    shift = kind_shift(fitted, reference)
    direct, own = direct_quantiles(fitted, cells, shift, synthetic, support.n_effective)
    last = _last_year_of_country(cells, support)
    typical = stretched(
        combine(cells, synthetic, direct), cells, last, fitted.settings.calibration.projection
    )
    people = range_of_people(fitted, cells, synthetic, typical, own, support.n_effective)
    wanted, projected = _published_years(cells, support, last)
    return Estimates(
        fit=fitted,
        cells=cells,
        parts=parts,
        support=support,
        reference=reference,
        log_typical=typical.log_pay,
        variance=typical.variance,
        log_range=people,
        own_log_median=direct.median,
        kind_counts=_kind_counts(cells, fitted),
        wanted=wanted,
        projected=projected,
    )


def kind_effects(fitted: Fit) -> dict[int, float]:
    """What each kind of evidence adds to log pay; empty where all samples are of one kind."""
    blocks = {block.term.name: block for block in fitted.effects.blocks}
    if "kind" not in blocks:
        return {}
    first = blocks["kind"].first
    return {key[0]: float(fitted.solution.effect[column]) for key, (column, _) in first.items()}


def kind_shift(fitted: Fit, reference: dict[int, int]) -> Reals:
    """For each row, the effect of its kind of evidence less that of its country's reference."""
    groups = fitted.groups
    effect = kind_effects(fitted)
    shift = np.array(
        [
            effect.get(kind, 0.0) - effect.get(reference[country], 0.0)
            for kind, country in zip(groups.kind.tolist(), groups.country.tolist(), strict=True)
        ]
    )
    return shift[groups.group_of_row]


def _kind_counts(cells: Cells, fitted: Fit) -> dict[Evidence, Reals]:
    kind = fitted.groups.kind[fitted.groups.group_of_row]
    return {
        Evidence(code): recent(cells.table((kind == code).astype(np.float64)))
        for code in np.unique(kind).tolist()
    }


def _published_years(cells: Cells, support: Support, last: Codes) -> tuple[Mask, Mask]:
    """Which years of each cell are published, and which of them lie beyond its country's data."""
    years = np.arange(cells.years + 1)
    fresh = support.recent_n[np.arange(len(cells)), last] > 0
    projected = (years == last[:, None] + 1) & fresh[:, None]
    wanted = projected | ((years == last[:, None]) & fresh[:, None])
    wanted[:, : cells.years] |= support.n > 0
    return wanted, projected


def _last_year_of_country(cells: Cells, support: Support) -> Codes:
    years = np.arange(cells.years)
    last = np.where(support.n > 0, years, NONE).max(axis=1)
    countries, rank = np.unique(cells.country, return_inverse=True)
    of_country = np.full(len(countries), NONE)
    np.maximum.at(of_country, rank, last)
    return of_country[rank]
