"""Typical pay: the model's, drawn towards a cell's own median as its samples grow."""

from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.cells import Cells, Level
from benchmarks.estimating.observations import Codes, Mask, Reals
from benchmarks.estimating.settings import Stretch
from benchmarks.estimating.synthetic import Synthetic

MEDIAN_VARIANCE = 1.735
"""n times the variance of the median of n draws from a t_5 of scale 1: 1 / (4 f(0)²)."""

PERSISTENCE = 0.5
"""Share of a cell's deviation from the model that is still there a year later."""

DEVIATION_PRIOR = (0.05, 5.0)
KNOWN_TO = 0.10
"""Medians with a standard error up to this say how far cells stray; the others say too little."""

ITERATIONS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Direct:
    """A cell's own log median in each year it has samples in, with its sampling variance.

    Tables of cells × years; where `seen` is false the others mean nothing.
    """

    median: Reals
    variance: Reals
    seen: Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Typical:
    """Log typical pay of cells × years, to one year beyond the data, and its variance."""

    log_pay: Reals
    variance: Reals


def combine(cells: Cells, synthetic: Synthetic, direct: Direct) -> Typical:
    """Follow each cell's deviation from the model through the years.

    The deviation u is an AR(1) around 0 with stationary variance λ and persistence φ, seen as
    d = own median − model with the median's sampling variance s². Kalman's filter gives

        u ← φ u,             P ← φ² P + (1 − φ²) λ
        k = P / (P + s²),    u ← u + k (d − u),    P ← (1 − k) P

    so that a cell of many samples stands at its own median and one of none at the model. `lean` is
    how much of the deviation is the cell's own: an error of the model counts for the rest only,
    but for what the model has become less sure of since the cell was seen.
    """
    variance = _deviation_variances(cells, synthetic, direct)
    log_pay, total = synthetic.mean.copy(), synthetic.variance.copy()
    deviation = np.zeros(len(cells))
    uncertainty = variance.copy()
    lean = np.zeros(len(cells))
    known = np.full(len(cells), np.inf)
    for year in range(synthetic.mean.shape[1]):
        deviation = PERSISTENCE * deviation
        uncertainty = PERSISTENCE**2 * uncertainty + (1 - PERSISTENCE**2) * variance
        lean = PERSISTENCE * lean
        if year < direct.median.shape[1]:
            noise = np.where(direct.seen[:, year], direct.variance[:, year], np.inf)
            gain = uncertainty / (uncertainty + noise)
            gap = direct.median[:, year] - synthetic.mean[:, year]
            deviation = deviation + gain * (gap - deviation)
            uncertainty = (1 - gain) * uncertainty
            lean = lean + gain * (1 - lean)
            known = np.where(direct.seen[:, year], synthetic.variance[:, year], known)
        log_pay[:, year] += deviation
        shared = np.minimum(synthetic.variance[:, year], known)
        since = synthetic.variance[:, year] - shared
        total[:, year] = (1 - lean) ** 2 * shared + since + uncertainty
    return Typical(log_pay=log_pay, variance=total)


def stretched(typical: Typical, cells: Cells, last: Codes, stretch: Stretch) -> Typical:
    """The same with the calibrated stretch on years after the `last` one of a cell's country."""
    factor = np.array([stretch.of(country) for country in cells.country.tolist()])
    beyond = np.arange(typical.variance.shape[1]) > last[:, None]
    widened = np.where(beyond, factor[:, None] ** 2, 1.0) * typical.variance
    return Typical(log_pay=typical.log_pay, variance=widened)


def _deviation_variances(cells: Cells, synthetic: Synthetic, direct: Direct) -> Reals:
    """λ of each cell by its level, from all cells and years of that level, by EM."""
    years = direct.median.shape[1]
    result = np.zeros(len(cells))
    for level in Level:
        here = cells.level == level
        seen = direct.seen[here] & (direct.variance[here] <= KNOWN_TO**2)
        gap = (direct.median[here] - synthetic.mean[here, :years])[seen]
        noise = direct.variance[here][seen]
        uncertainty = synthetic.variance[here, :years][seen]
        result[here] = _deviation_variance(gap, noise, uncertainty)
    return result


def _deviation_variance(gap: Reals, noise: Reals, uncertainty: Reals) -> float:
    sd, degrees = DEVIATION_PRIOR
    variance = sd**2
    for _ in range(ITERATIONS):
        gain = variance / (variance + noise)
        second = (gain * gap) ** 2 + (1 - gain) * variance + gain**2 * uncertainty
        variance = (float(np.sum(second)) + degrees * sd**2) / (len(gap) + degrees)
    return variance
