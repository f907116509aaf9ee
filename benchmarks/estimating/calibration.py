"""What earlier forecasts teach the next one: the year's shock, and how wide intervals must be.

A year is a single observation however many cells it has, since errors move together within it. So
a year counts at most once, beside a prior that counts half and says: change nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.growth import YearShock, calibrated_shock
from benchmarks.estimating.observations import Reals
from benchmarks.estimating.settings import CONFIDENCE, Calibration, Stretch, Z
from benchmarks.estimating.trials import PEOPLE_STRETCHES, Origin, Trial

SMALLEST_COUNTRY = 5
PRIOR_YEARS = 0.5
PRIOR_DEGREES = 3.0
"""Until a forecast was checked, its variance is a guess worth so many degrees of freedom.

A year in which many cells were checked adds as many once more.
"""

Measure = Callable[[Sequence[Trial]], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How a factor is learnt: measured in each year, drawn to 1, kept within limits.

    A year of `half_a_year` cells counts half, one of many whole. Of a single year no more than
    `yearly` is believed: eight cells may all be hit, or all be missed.
    """

    measure: Measure
    yearly: tuple[float, float]
    limits: tuple[float, float]
    half_a_year: float


def calibrate(prior: YearShock, origins: Sequence[Origin]) -> Calibration:
    """What these forecasts speak for; without any, the prior and no stretch."""
    return Calibration(
        shock=_shock(prior, origins),
        projection=_stretch(origins, PROJECTION, tails=True),
        people=_stretch(origins, PEOPLE, tails=False),
    )


def _shock(prior: YearShock, origins: Sequence[Origin]) -> YearShock:
    errors, variances = [], []
    for origin in origins:
        error = _log_errors(origin.trials)
        spread = 1.4826 * float(np.median(np.abs(error - np.median(error))))
        errors.append(float(np.median(error)))
        variances.append(np.pi / 2 * spread**2 / len(error))
    return calibrated_shock(prior, np.array(errors), np.array(variances))


def _stretch(origins: Sequence[Origin], rule: Rule, *, tails: bool) -> Stretch:
    """A factor of all countries, drawn to 1, and one of each large enough, drawn to that.

    Misses elsewhere widen a country's intervals, but only its own hits narrow them: that pay is
    orderly in Germany says nothing of British adverts.
    """
    pooled = max(_learnt([origin.trials for origin in origins], rule, 0.0)[0], 0.0)
    years = [_by_country(origin) for origin in origins]

    def factor(log_factor: float, checked: float) -> float:
        tail = t_quantile(PRIOR_DEGREES * (1 + checked)) / Z if tails else 1.0
        return float(np.clip(np.exp(log_factor), *rule.limits)) * tail

    return Stretch(
        by_country={
            country: factor(*_learnt([year.get(country, []) for year in years], rule, pooled))
            for country in sorted(set().union(*years))
        },
        elsewhere=factor(pooled, 0.0),
    )


def _by_country(origin: Origin) -> dict[int, list[Trial]]:
    trials: dict[int, list[Trial]] = defaultdict(list)
    for trial in origin.trials:
        trials[trial.key.country].append(trial)
    return trials


def _learnt(yearly: Sequence[Sequence[Trial]], rule: Rule, prior: float) -> tuple[float, float]:
    """Mean log factor over the years, beside the prior, and how many years it rests on."""
    total, years = 0.0, 0.0
    for trials in yearly:
        if len(trials) >= SMALLEST_COUNTRY:
            counts = len(trials) / (len(trials) + rule.half_a_year)
            total += counts * float(np.log(np.clip(rule.measure(trials), *rule.yearly)))
            years += counts
    return (total + PRIOR_YEARS * prior) / (years + PRIOR_YEARS), years


def interval_factor(trials: Sequence[Trial]) -> float:
    """By how much the intervals must be stretched to hold four of five cells.

    The outcome is the median of a few people and has noise s of its own, which no interval of
    typical pay need hold: a cell of error e wants the least f with |e| ≤ z √(f² v + s²).
    """
    error = _log_errors(trials)
    low = np.array([trial.interval.low for trial in trials])
    high = np.array([trial.interval.high for trial in trials])
    noise = np.array([trial.noise for trial in trials])
    stretch = np.array([trial.stretch for trial in trials])
    variance = (np.log(high / low) / (2 * Z * stretch)) ** 2
    wanted = np.sqrt(np.maximum((error / Z) ** 2 - noise**2, 0.0) / variance)
    return float(np.quantile(wanted, CONFIDENCE))


def people_factor(trials: Sequence[Trial]) -> float:
    """The least stretch of the range of people that would have held four of five."""
    people = sum(trial.people for trial in trials)
    inside = np.array([trial.inside_stretched for trial in trials]).sum(axis=0) / people
    enough = np.flatnonzero(inside >= CONFIDENCE)
    already = float(np.mean([trial.people_stretch for trial in trials]))
    return already * PEOPLE_STRETCHES[int(enough[0]) if len(enough) else -1]


PROJECTION = Rule(measure=interval_factor, yearly=(0.35, 2.5), limits=(0.7, 1.8), half_a_year=20)
PEOPLE = Rule(measure=people_factor, yearly=(0.85, 1.6), limits=(0.85, 1.5), half_a_year=10)


def t_quantile(degrees: float) -> float:
    """The 90th percentile of Student's t, by Fisher's expansion (Abramowitz & Stegun 26.7.5)."""
    terms = (
        (Z**3 + Z) / 4,
        (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96,
        (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384,
    )
    return Z + sum(term / degrees**power for power, term in enumerate(terms, start=1))


def _log_errors(trials: Sequence[Trial]) -> Reals:
    return np.array([np.log(trial.typical / trial.outcome) for trial in trials])
