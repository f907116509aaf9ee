"""Rolling origin: forecast each year from the years before it alone, and see what came.

Tashman (International Journal of Forecasting 16, 2000, p. 437). The target is the median of a
cell's samples in the year, for every cell with enough of them; it is itself a noisy measure of
typical pay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.estimating.calibration import calibrate
from benchmarks.estimating.cells import RECENT_YEARS, CellKey
from benchmarks.estimating.effects import KIND_SD
from benchmarks.estimating.estimates import Estimates
from benchmarks.estimating.estimation import estimate
from benchmarks.estimating.grades import Grade, broader, criteria, grade
from benchmarks.estimating.groups import joint_code, runs
from benchmarks.estimating.kinds import Shares, evidence_effects, mean_effect, shares_of
from benchmarks.estimating.observations import NONE, Codes, Observations, Reals
from benchmarks.estimating.settings import Settings, Z
from benchmarks.estimating.synthetic import step_variance
from benchmarks.estimating.trials import PEOPLE_STRETCHES, Origin, Trial
from benchmarks.estimating.typical import MEDIAN_VARIANCE
from benchmarks.estimating.unseen import Unseen
from benchmarks.statistics import Interval

TARGET_NEEDS = 8
"""Different pays that a cell must have in the target year for its median to judge a forecast.

Equal ones may be one person or advert twice, and a file may hold every fifth row again.
"""

MISTYPED = 5.0
"""So many times its cell's median, or so small a part, is a month's pay or a digit too many."""

SEED_GROWTH = 1.04
"""What the rules that we are compared with add for a year."""


def roll(
    observations: Observations, settings: Settings | None = None, *, needs: int = TARGET_NEEDS
) -> tuple[Origin, ...]:
    """Forecast every year that follows upon a year with samples, from all the years before it.

    Each origin is calibrated by those before it and by nothing later: growth that is `known` for
    the target year is kept from the forecast too.
    """
    settings = settings or Settings()
    prior = settings.calibration.shock
    origins: list[Origin] = []
    years = np.unique(observations.year)
    for year in years[1:][np.diff(years) == 1].tolist():
        calibration = calibrate(prior, origins)
        known = {key: step for key, step in settings.growth.known.items() if key[1] < year}
        growth = replace(settings.growth, known=known)
        then = replace(settings, growth=growth, calibration=calibration)
        trials = forecast(observations, year, then, needs)
        if trials:
            origins.append(Origin(year=year, shock=calibration.shock, trials=trials))
    return tuple(origins)


def forecast(
    observations: Observations, year: int, settings: Settings, needs: int
) -> tuple[Trial, ...]:
    """The trials of one year, from the samples of the years before it."""
    before = observations.where(observations.year < year)
    targets = _targets(observations, year, needs)
    if not targets:
        return ()
    estimates = estimate(before, settings, also=_parts(targets))
    place = {estimates.cells.key(cell): cell for cell in range(len(estimates.cells))}
    return tuple(_trial(estimates, place, before, target, year) for target in targets)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """A cell of the target year: its samples, the kind most of them are of, and their sources."""

    key: CellKey
    pay: Reals
    kind: int
    sources: Shares


def _targets(observations: Observations, year: int, needs: int) -> list[_Target]:
    """The finest cells of the year: by hub, or by country where most of its samples name none."""
    part = observations.where((observations.year == year) & (observations.seniority != NONE))
    if not len(part):
        return []
    _, rank = np.unique(part.country, return_inverse=True)
    named = np.bincount(rank, weights=part.hub != NONE) / np.bincount(rank)
    by_hub = (named >= 0.5)[rank]
    part = replace(part, hub=np.where(by_hub, part.hub, NONE))
    part = part.where((part.hub != NONE) | ~by_hub)
    code = joint_code(part.country, part.occupation, part.hub, part.seniority)
    order = np.lexsort((part.pay, code))
    first, _ = runs(code[order])
    cells = (_plausible(part, rows) for rows in np.split(order, first[1:]))
    return [_target(part, rows) for rows in cells if len(np.unique(part.pay[rows])) >= needs]


def _plausible(part: Observations, rows: Codes) -> Codes:
    """The rows of a cell that can be what they say: a mistyped pay is no outcome."""
    ratio = part.pay[rows] / np.median(part.pay[rows])
    return rows[(ratio < MISTYPED) & (ratio > 1 / MISTYPED)]


def _target(part: Observations, rows: Codes) -> _Target:
    return _Target(
        key=CellKey(
            country=int(part.country[rows[0]]),
            occupation=int(part.occupation[rows[0]]),
            hub=int(part.hub[rows[0]]),
            seniority=int(part.seniority[rows[0]]),
        ),
        pay=part.pay[rows],
        kind=int(np.argmax(np.bincount(part.kind[rows]))),
        sources=shares_of(part.source[rows], np.ones(len(rows))),
    )


def _parts(targets: Sequence[_Target]) -> Unseen:
    keys = [target.key for target in targets]
    return Unseen(
        country=np.array([key.country for key in keys]),
        occupation=np.array([key.occupation for key in keys]),
        hub=np.array([key.hub for key in keys]),
        seniority=np.array([key.seniority for key in keys]),
    )


def _trial(
    estimates: Estimates,
    place: Mapping[CellKey, int],
    before: Observations,
    target: _Target,
    year: int,
) -> Trial:
    cell, at = place[target.key], year - estimates.cells.first_year
    shift, doubt = _evidence_difference(estimates, target)
    centre = estimates.typical.log_pay[cell, at] + shift
    reach = Z * np.sqrt(estimates.typical.variance[cell, at] + doubt)
    range_low, range_high = estimates.log_range[cell, at, [0, 4]]
    inside = _inside(np.log(target.pay) - centre, range_low, range_high)
    pay, last = _own_pay(before, target.key, year)
    taught = estimates.fit.settings.calibration
    return Trial(
        key=target.key,
        year=year,
        own_n=len(pay),
        people=len(target.pay),
        inside=inside[PEOPLE_STRETCHES.index(1.0)],
        inside_stretched=inside,
        outcome=float(np.median(target.pay)),
        noise=_median_error(estimates, target),
        grade=_grade(estimates, place, target.key, year),
        typical=float(np.exp(centre)),
        interval=Interval(low=float(np.exp(centre - reach)), high=float(np.exp(centre + reach))),
        stretch=taught.projection.of(target.key.country),
        people_stretch=taught.people.of(target.key.country),
        raw_mean=SEED_GROWTH * float(np.mean(pay)) if len(pay) else None,
        raw_median=SEED_GROWTH * float(np.median(pay)) if len(pay) else None,
        last_year=SEED_GROWTH * float(np.median(last)) if len(last) else None,
    )


def _inside(gap: Reals, low: float, high: float) -> tuple[int, ...]:
    """How many samples each stretched range of people would hold."""
    relative = np.where(gap < 0, gap / low, gap / high)
    return tuple(int(np.count_nonzero(relative <= stretch)) for stretch in PEOPLE_STRETCHES)


def _own_pay(before: Observations, key: CellKey, year: int) -> tuple[Reals, Reals]:
    """The cell's own pay of three years, ascending, and of the last of them."""
    own = (
        (before.year >= year - RECENT_YEARS)
        & (before.country == key.country)
        & (before.occupation == key.occupation)
        & ((key.hub == NONE) | (before.hub == key.hub))
        & (before.seniority == key.seniority)
    )
    return np.sort(before.pay[own]), np.sort(before.pay[own & (before.year == year - 1)])


def _evidence_difference(estimates: Estimates, target: _Target) -> tuple[float, float]:
    """What the target's kind and sources add to the forecast, and its variance: like with like."""
    fit, country = estimates.fit, target.key.country
    reference, sources = estimates.reference[country], estimates.reference_sources[country]
    of_kind, of_source = evidence_effects(fit, "kind"), evidence_effects(fit, "source")
    shift = of_kind.get(target.kind, 0.0) - of_kind.get(reference, 0.0)
    shift += mean_effect(of_source, target.sources) - mean_effect(of_source, sources)
    seen = np.unique(fit.groups.source).tolist()
    new = sum(share for source, share in target.sources.items() if source not in seen)
    doubt = new**2 * step_variance(fit, "source")
    if target.kind != reference and target.kind not in of_kind:
        doubt += KIND_SD**2
    return shift, doubt


def _grade(
    estimates: Estimates, place: Mapping[CellKey, int], key: CellKey, year: int
) -> Grade | None:
    """The grade that the forecast had when it was made, at the end of the year before."""
    at = year - estimates.cells.first_year
    parents = [
        float(estimates.support.recent_n_effective[place[parent], at - 1])
        for parent in broader(key)
        if parent in place
    ]
    return grade(
        criteria(
            estimates.at(place[key], at),
            parent_n=max(parents, default=0.0),
            as_of_month=12 * year,
        )
    )


def _median_error(estimates: Estimates, target: _Target) -> float:
    """Standard error of the logarithm of the target's median."""
    fit = estimates.fit
    scale = fit.scale[np.searchsorted(fit.countries, target.key.country)]
    return float(np.sqrt(MEDIAN_VARIANCE * scale / len(target.pay)))
