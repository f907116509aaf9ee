"""Rolling origin: forecast each year from the years before it alone, and see what came.

Tashman (International Journal of Forecasting 16, 2000, p. 437). The target is the median of a
cell's samples in the year, for every cell with enough of them; it is itself a noisy measure of
typical pay.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.estimating.calibration import calibrate
from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.effects import KIND_SD
from benchmarks.estimating.estimates import Estimates
from benchmarks.estimating.estimation import estimate
from benchmarks.estimating.grades import Grade, broader, criteria, grade
from benchmarks.estimating.groups import Groups, gather, joint_code, runs
from benchmarks.estimating.kinds import (
    Shares,
    evidence_effects,
    mean_effect,
    scale_of,
    shares_of,
)
from benchmarks.estimating.observations import NONE, Codes, Observations, Reals
from benchmarks.estimating.own_pay import OwnPay
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

ITERATIONS_FROM_A_FIT = 4
"""A fit that begins where the year before ended is improved at most so often, to judge itself.

It begins nearly there: let run to the end, errors of the back-test move by less than 0.2 points.
What is published runs to the end.
"""

SEED_GROWTH = 1.04
"""What the rules that we are compared with add for a year."""


def roll(
    observations: Observations,
    settings: Settings | None = None,
    *,
    needs: int = TARGET_NEEDS,
    gathered: Groups | None = None,
) -> tuple[Origin, ...]:
    """Forecast every year that follows upon a year with samples, from all the years before it.

    Each origin is calibrated by those before it and by nothing later: growth that is `known` for
    the target year is kept from the forecast too. `gathered` are the groups of the observations,
    where they are at hand.
    """
    settings = settings or Settings()
    prior = settings.calibration.shock
    origins: list[Origin] = []
    years = np.unique(observations.year)
    for year in years[1:][np.diff(years) == 1].tolist():
        gathered = gathered or gather(observations)
        calibration = calibrate(prior, origins)
        known = {key: step for key, step in settings.growth.known.items() if key[1] < year}
        growth = replace(settings.growth, known=known)
        start = origins[-1].found if origins else settings.start
        then = replace(settings, growth=growth, calibration=calibration, start=start)
        if start is not None:
            then = replace(then, iterations=min(settings.iterations, ITERATIONS_FROM_A_FIT))
        origins += _origin(observations, gathered.before(year), year, then, needs)
    return tuple(origins)


def forecast(
    observations: Observations, year: int, settings: Settings, needs: int
) -> tuple[Trial, ...]:
    """The trials of one year, from the samples of the years before it."""
    return tuple(
        trial
        for origin in _origin(
            observations, gather(observations).before(year), year, settings, needs
        )
        for trial in origin.trials
    )


def _origin(
    observations: Observations, before: Groups, year: int, settings: Settings, needs: int
) -> Iterator[Origin]:
    """The forecast of one year, if it has anything to be judged by."""
    targets = _targets(observations, year, needs)
    if not targets:
        return
    estimates = estimate(observations, settings, also=_parts(targets), gathered=before)
    judge = _Judge(estimates, OwnPay(observations, year), year)
    grades = judge.grades(target.key for target in targets)
    yield Origin(
        year=year,
        shock=settings.calibration.shock,
        trials=tuple(map(judge.trial, targets, grades)),
        found=judge.estimates.fit.found,
    )


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
    cells = (_plausible(part, rows) for rows in np.split(order, first[1:]) if len(rows) >= needs)
    return [_target(part, rows) for rows in cells if _different(part.pay[rows]) >= needs]


def _plausible(part: Observations, rows: Codes) -> Codes:
    """The rows of a cell that can be what they say: a mistyped pay is no outcome."""
    ratio = part.pay[rows] / _median(part.pay[rows])
    return rows[(ratio < MISTYPED) & (ratio > 1 / MISTYPED)]


def _different(pay: Reals) -> int:
    """How many pays, in ascending order, differ."""
    return int(np.count_nonzero(np.diff(pay))) + len(pay[:1])


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


class _Judge:
    """Holds the forecast of a year against what came."""

    def __init__(self, estimates: Estimates, own_pay: OwnPay, year: int) -> None:
        self.estimates = estimates
        self.own_pay = own_pay
        self.year = year
        self.at = year - estimates.cells.first_year
        self.place = {key: cell for cell, key in enumerate(estimates.cells.keys())}
        self.of_kind = evidence_effects(estimates.fit, "kind")
        self.of_source = evidence_effects(estimates.fit, "source")
        self.sources = set(np.unique(estimates.fit.groups.source).tolist())

    def trial(self, target: _Target, grade: Grade | None) -> Trial:
        estimates, cell = self.estimates, self.place[target.key]
        shift, doubt = self.evidence_difference(target)
        centre = estimates.typical.log_pay[cell, self.at] + shift
        reach = Z * np.sqrt(estimates.typical.variance[cell, self.at] + doubt)
        scale = self.scale(target)
        range_low, range_high = self.people_range(cell, scale)
        inside = _inside(np.log(target.pay) - centre, range_low, range_high)
        pay, last = self.own_pay.of(target.key)
        taught = estimates.fit.settings.calibration
        return Trial(
            key=target.key,
            year=self.year,
            own_n=len(pay),
            people=len(target.pay),
            inside=inside[PEOPLE_STRETCHES.index(1.0)],
            inside_stretched=inside,
            outcome=_median(target.pay),
            noise=float(np.sqrt(MEDIAN_VARIANCE * scale / len(target.pay))),
            grade=grade,
            typical=float(np.exp(centre)),
            interval=Interval(
                low=float(np.exp(centre - reach)), high=float(np.exp(centre + reach))
            ),
            stretch=taught.projection.of(target.key.country),
            people_stretch=taught.people.of(target.key.country),
            raw_mean=SEED_GROWTH * float(np.mean(pay)) if len(pay) else None,
            raw_median=SEED_GROWTH * _median(pay) if len(pay) else None,
            last_year=SEED_GROWTH * _median(last) if len(last) else None,
        )

    def evidence_difference(self, target: _Target) -> tuple[float, float]:
        """What the target's kind and sources add, and its variance: like with like."""
        country = target.key.country
        reference = self.estimates.reference[country]
        stated = mean_effect(self.of_source, self.estimates.reference_sources[country])
        shift = self.of_kind.get(target.kind, 0.0) - self.of_kind.get(reference, 0.0)
        shift += mean_effect(self.of_source, target.sources) - stated
        new = sum(part for code, part in target.sources.items() if code not in self.sources)
        doubt = new**2 * step_variance(self.estimates.fit, "source")
        if target.kind != reference and target.kind not in self.of_kind:
            doubt += KIND_SD**2
        return shift, doubt

    def scale(self, target: _Target) -> float:
        """σ² of the target's people, by their sources."""
        return scale_of(
            self.estimates.fit,
            target.key.country,
            target.kind,
            target.sources,
            self.stated_scale(target.key.country),
        )

    def stated_scale(self, country: int) -> float:
        estimates = self.estimates
        return float(estimates.stated_scale[np.searchsorted(estimates.fit.countries, country)])

    def people_range(self, cell: int, scale: float) -> Reals:
        """Log P10 and P90 of people whose sources have this σ²: like with like."""
        people = self.estimates.people
        stated = self.stated_scale(int(self.estimates.cells.country[cell]))
        own = people.own_share[cell]
        wider = own * np.sqrt(scale / people.own_scale[cell]) + (1 - own) * np.sqrt(scale / stated)
        stretched: Reals = wider * people.log_range[cell, self.at, [0, 4]]
        return stretched

    def grades(self, keys: Iterable[CellKey]) -> Iterator[Grade | None]:
        """The grades that forecasts had when they were made, at the end of the year before."""
        cells = np.array([self.place[key] for key in keys])
        sizes = self.estimates.support.recent_n_effective[:, self.at - 1].tolist()
        for one in self.estimates.among(cells, np.full(len(cells), self.at)):
            parents = (sizes[self.place[key]] for key in broader(one.key) if key in self.place)
            parent_n = max(parents, default=0.0)
            yield grade(criteria(one, parent_n=parent_n, as_of_month=12 * self.year))


def _inside(gap: Reals, low: float, high: float) -> tuple[int, ...]:
    """How many samples each stretched range of people would hold."""
    relative = np.sort(np.where(gap < 0, gap / low, gap / high))
    return tuple(np.searchsorted(relative, PEOPLE_STRETCHES, side="right").tolist())


def _median(pay: Reals) -> float:
    """Of pay in ascending order."""
    return float(pay[(len(pay) - 1) // 2] + pay[len(pay) // 2]) / 2
