"""Whether our forecasts beat a simple rule, and how sure that is: a year is one observation.

The cells of one year share its shock, so that what a rule gains or loses on them goes together. The
noise of a mean gain is therefore robust to any correlation within a target year (Liang & Zeger,
Biometrika 73, 1986, p. 13), with the usual correction for few clusters and a Student's t of one
degree of freedom less than there are years (Cameron & Miller, Journal of Human Resources 50, 2015,
p. 317).
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from benchmarks.estimating.observations import Codes, Reals
from benchmarks.estimating.scores import mean_or_none
from benchmarks.estimating.students_t import two_sided

VERDICT_CONFIDENCE = 0.95
"""A difference is called one if its interval of this confidence, both sides, leaves out zero."""


class Verdict(StrEnum):
    """How ours did against a rule."""

    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "no difference beyond noise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A simple rule against ours, on the cells where the rule says anything; errors in per cent.

    `gain` is the mean of its error less ours over these `cells`, which are of so many target
    `years`. `gain_noise` is the standard error of that mean when the cells of a year may go
    together in any way; `gain_reach` is how far its 95 % interval reaches to both sides, and
    `verdict` what follows. One year alone says nothing of the noise: the last three are then None.
    """

    rule: str
    cells: int
    years: int
    error: float | None
    our_error: float | None
    gain: float | None
    gain_noise: float | None
    gain_reach: float | None
    verdict: Verdict | None


def compare(rule: str, error: Reals, ours: Reals, year: Codes) -> Rival:
    """Hold the errors of a rule, NaN where it says nothing, against ours in the same cells."""
    said = np.isfinite(error)
    gain = error[said] - ours[said]
    mean = mean_or_none(gain)
    years = len(np.unique(year[said]))
    noise = noise_of_mean(gain, year[said])
    reach = None if noise is None else noise * two_sided(VERDICT_CONFIDENCE, years - 1)
    return Rival(
        rule=rule,
        cells=len(gain),
        years=years,
        error=mean_or_none(error[said]),
        our_error=mean_or_none(ours[said]),
        gain=mean,
        gain_noise=noise,
        gain_reach=reach,
        verdict=None if mean is None or reach is None else _verdict(mean, reach),
    )


def noise_of_mean(gain: Reals, year: Codes) -> float | None:
    """Standard error of the mean gain, robust to what the cells of a year have in common.

    With e the deviations from the mean of N cells in G years,

        s² = G / (G − 1) · Σ_years (Σ_cells e)² / N²,

    but at least what it would be were all cells independent, Σ e² / (N (N − 1)): from a few years
    the former is noisy, too small in the mean, and by chance may say that cells cancel out. None
    for less than two years.
    """
    years, of_cell = np.unique(year, return_inverse=True)
    n, clusters = len(gain), len(years)
    if clusters < 2:
        return None
    deviation = gain - np.mean(gain)
    of_year = np.bincount(of_cell, weights=deviation)
    together = clusters / (clusters - 1) * float(np.sum(of_year**2)) / n**2
    apart = float(np.sum(deviation**2)) / (n * (n - 1))
    return float(np.sqrt(max(together, apart)))


def _verdict(gain: float, reach: float) -> Verdict:
    if abs(gain) <= reach:
        return Verdict.UNCLEAR
    return Verdict.BETTER if gain > 0 else Verdict.WORSE
