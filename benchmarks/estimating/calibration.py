"""What earlier forecasts teach the next one: the year's shock, and how wide intervals must be.

A year is a single observation however many cells it has, since errors move together within it. So
a year counts at most once, beside a prior that counts half and says: change nothing.
"""

from collections.abc import Callable, Sequence

import numpy as np

from benchmarks.estimating.growth import YearShock, calibrated_shock
from benchmarks.estimating.observations import Reals
from benchmarks.estimating.settings import CONFIDENCE, Calibration, Stretch, Z
from benchmarks.estimating.trials import PEOPLE_STRETCHES, Origin, Trial

PROJECTION_LIMITS = (1.0, 1.6)
"""The interval of a projection is only ever widened."""

PEOPLE_LIMITS = (0.7, 1.5)
SMALLEST_COUNTRY = 5
PRIOR_YEARS = 0.5
HALF_A_YEAR = 10
"""With so many cells a year counts half; with many it counts whole."""

Measure = Callable[[Sequence[Trial], float], float]


def calibrate(prior: YearShock, origins: Sequence[Origin]) -> Calibration:
    """What these forecasts speak for; without any, the prior and no stretch."""
    return Calibration(
        shock=_shock(prior, origins),
        projection=_stretch(origins, _projection_factor, PROJECTION_LIMITS),
        people=_stretch(origins, _people_factor, PEOPLE_LIMITS),
    )


def _shock(prior: YearShock, origins: Sequence[Origin]) -> YearShock:
    errors, variances = [], []
    for origin in origins:
        error = _log_errors(origin.trials)
        spread = 1.4826 * float(np.median(np.abs(error - np.median(error))))
        errors.append(float(np.median(error)))
        variances.append(np.pi / 2 * spread**2 / len(error))
    return calibrated_shock(prior, np.array(errors), np.array(variances))


def _stretch(origins: Sequence[Origin], measure: Measure, limits: tuple[float, float]) -> Stretch:
    """A factor of all countries, drawn to 1, and one of each large enough, drawn to that."""
    pooled = _averaged(origins, measure, None, 0.0)
    countries = sorted({trial.key.country for origin in origins for trial in origin.trials})
    low, high = limits
    return Stretch(
        by_country={
            country: float(np.clip(np.exp(_averaged(origins, measure, country, pooled)), *limits))
            for country in countries
        },
        elsewhere=float(np.clip(np.exp(pooled), low, high)),
    )


def _averaged(
    origins: Sequence[Origin], measure: Measure, country: int | None, prior: float
) -> float:
    """Log factor over the years, each weighted by n / (n + 10) cells, beside the prior."""
    total, weight = PRIOR_YEARS * prior, PRIOR_YEARS
    for origin in origins:
        trials = [
            trial for trial in origin.trials if country is None or trial.key.country == country
        ]
        if len(trials) >= SMALLEST_COUNTRY:
            counts = len(trials) / (len(trials) + HALF_A_YEAR)
            total += counts * float(np.log(measure(trials, origin.shock.sd)))
            weight += counts
    return total / weight


def _projection_factor(trials: Sequence[Trial], shock: float) -> float:
    """What the intervals lack for four of five cells, once the year's own shock is taken out."""
    error = _log_errors(trials)
    low = np.array([trial.interval.low for trial in trials])
    high = np.array([trial.interval.high for trial in trials])
    variance = (np.log(high / low) / (2 * Z)) ** 2
    own = np.sqrt(np.maximum(variance - shock**2, variance / 4))
    missed = np.abs(error - np.median(error)) / own
    return max(float(np.quantile(missed, CONFIDENCE)) / Z, 0.1)


def _people_factor(trials: Sequence[Trial], shock: float) -> float:
    """The least stretch of the range of people that would have held four of five."""
    del shock  # small beside the range of people, and part of what has to be covered
    people = sum(trial.people for trial in trials)
    inside = np.array([trial.inside_stretched for trial in trials]).sum(axis=0) / people
    enough = np.flatnonzero(inside >= CONFIDENCE)
    return PEOPLE_STRETCHES[int(enough[0]) if len(enough) else -1]


def _log_errors(trials: Sequence[Trial]) -> Reals:
    return np.array([np.log(trial.typical / trial.outcome) for trial in trials])
