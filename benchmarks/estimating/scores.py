"""How good a forecast was: its error, its coverage, and the interval score."""

import numpy as np

from benchmarks.estimating.observations import Mask, Reals


def percentage_errors(forecast: Reals, outcome: Reals) -> Reals:
    """Absolute errors in per cent of the outcome; NaN where there is no forecast."""
    return 100 * np.abs(forecast / outcome - 1)


def covered(low: Reals, high: Reals, outcome: Reals) -> Mask:
    inside: Mask = (low <= outcome) & (outcome <= high)
    return inside


def interval_scores(low: Reals, high: Reals, outcome: Reals, confidence: float) -> Reals:
    """Interval score of each forecast: its width and 2/α for each unit by which it misses.

    Gneiting & Raftery (JASA 102, 2007, p. 359), eq. 43; the lower the better, and lowest in the
    mean for the true quantiles. In the unit of the arguments.
    """
    alpha = 1 - confidence
    missed = np.maximum(low - outcome, 0.0) + np.maximum(outcome - high, 0.0)
    return high - low + 2 / alpha * missed


def mean_or_none(values: Reals) -> float | None:
    """The mean of the numbers there are; None without any."""
    known = values[np.isfinite(values)]
    return float(np.mean(known)) if len(known) else None
