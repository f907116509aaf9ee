"""From samples to an estimate for every cell and year that has data: the whole of a release."""

import numpy as np

from benchmarks.estimating.cells import Cells, find_cells
from benchmarks.estimating.estimates import Estimates
from benchmarks.estimating.groups import Groups, gather
from benchmarks.estimating.kinds import (
    count_kinds,
    evidence_shift,
    reference_kinds,
    reference_sources,
    stated_scale,
)
from benchmarks.estimating.markets import find_parts
from benchmarks.estimating.mixed_model import fit
from benchmarks.estimating.observations import NONE, Codes, Mask, Observations
from benchmarks.estimating.one_core import on_one_core
from benchmarks.estimating.repeats import without_repeats
from benchmarks.estimating.settings import Settings
from benchmarks.estimating.spread import direct_quantiles, range_of_people
from benchmarks.estimating.support import Support, count_support
from benchmarks.estimating.synthetic import synthesise
from benchmarks.estimating.typical import combine, stretched
from benchmarks.estimating.unseen import Unseen, with_unseen


@on_one_core
def estimate(
    observations: Observations,
    settings: Settings | None = None,
    *,
    also: Unseen | None = None,
    gathered: Groups | None = None,
) -> Estimates:
    """Estimate every cell; the same samples in any order give the same figures to the last bit.

    `also` names parts of markets to speak of though no sample is theirs. `gathered` are the groups
    of the observations to go by, where these are not all or were gathered before. Raises ValueError
    when there are no observations.
    """
    groups = without_repeats(gathered or gather(observations))
    fitted = fit(groups, settings or Settings())
    if also is not None:
        fitted = with_unseen(fitted, also)
    groups, calibration = fitted.groups, fitted.settings.calibration
    cells = find_cells(groups)
    parts = find_parts(groups, cells)
    support = count_support(cells, groups, observations, fitted.sound)
    last = _last_years(cells, support)
    reference = reference_kinds(groups)
    sources = reference_sources(groups, reference)
    synthetic = synthesise(fitted, cells, parts, reference, sources)
    shift = evidence_shift(fitted, reference, sources)
    direct, own = direct_quantiles(fitted, cells, shift, synthetic, support.n_effective)
    typical = combine(cells, synthetic, direct)
    stated = stated_scale(fitted, reference, sources)
    people = range_of_people(fitted, cells, synthetic, typical, own, support.n_effective, stated)
    return Estimates(
        fit=fitted,
        cells=cells,
        parts=parts,
        support=support,
        reference=reference,
        reference_sources=sources,
        kind_counts=count_kinds(cells, groups),
        typical=stretched(typical, cells, last, calibration.projection),
        people=people,
        stated_scale=stated,
        direct=direct,
        last=last,
        wanted=_wanted(support, last),
    )


def _last_years(cells: Cells, support: Support) -> Codes:
    """The newest year with samples in each cell's country; -1 without any."""
    newest = np.where(support.n > 0, np.arange(cells.years), NONE).max(axis=1)
    countries, rank = np.unique(cells.country, return_inverse=True)
    of_country = np.full(len(countries), NONE)
    np.maximum.at(of_country, rank, newest)
    return of_country[rank]


def _wanted(support: Support, last: Codes) -> Mask:
    """Years with samples; with recent ones, the country's newest year and the one after it."""
    cells, years = support.n.shape
    is_fresh = (support.recent_n[np.arange(cells), last] > 0)[:, None]
    ahead = np.arange(years + 1) - last[:, None]
    wanted: Mask = is_fresh & ((ahead == 0) | (ahead == 1))
    wanted[:, :years] |= support.n > 0
    return wanted
