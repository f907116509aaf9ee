"""Describe the pay in one cell: weighted quantiles, distribution-free intervals, rounding."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import NDArray

TYPICAL_CONFIDENCE = 0.80
RANGE_OF_PEOPLE_NEEDS = 30
"""P10 and P90 are shown from this effective sample size on; below it three people decide them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaySummary:
    """What the samples of one cell say by themselves, in the unit of the pay that was given.

    `n` counts the rows of positive weight, `n_effective` is Kish's (Σw)² / Σw². A field is None
    where the sample can't carry it:

    - `median`: no rows at all;
    - `typical_low`, `typical_high` (80 % interval of the median): n_effective below 4;
    - `p25`, `p75`: n_effective below 9, where a quartile has no 80 % interval of its own;
    - `p10`, `p90`: n_effective below 30.
    """

    n: int
    n_effective: float
    p10: float | None
    p25: float | None
    median: float | None
    p75: float | None
    p90: float | None
    typical_low: float | None
    typical_high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A closed interval, `low <= high`."""

    low: float
    high: float


def summarise(pay: NDArray[np.float64], weights: NDArray[np.float64] | None = None) -> PaySummary:
    """Quantiles of `pay` (any order, one value per sample) and the 80 % interval of its median.

    `weights` are relative, not negative; rows of weight 0 are left out. Raises ValueError for pay
    that isn't a positive finite number, and for weights that don't match.
    """
    sample = _SortedSample.of(pay, weights)
    if sample.n == 0:
        return PaySummary(
            n=0,
            n_effective=0.0,
            p10=None,
            p25=None,
            median=None,
            p75=None,
            p90=None,
            typical_low=None,
            typical_high=None,
        )
    p10, p25, median, p75, p90 = sample.quantiles((0.10, 0.25, 0.50, 0.75, 0.90))
    typical = sample.quantile_interval(0.50, TYPICAL_CONFIDENCE)
    quartiles_hold = order_statistic_ranks(sample.whole_n, 0.25, TYPICAL_CONFIDENCE) is not None
    tails_hold = sample.whole_n >= RANGE_OF_PEOPLE_NEEDS
    return PaySummary(
        n=sample.n,
        n_effective=sample.n_effective,
        p10=p10 if tails_hold else None,
        p25=p25 if quartiles_hold else None,
        median=median,
        p75=p75 if quartiles_hold else None,
        p90=p90 if tails_hold else None,
        typical_low=typical.low if typical else None,
        typical_high=typical.high if typical else None,
    )


def weighted_quantiles(
    values: NDArray[np.float64],
    probabilities: Sequence[float],
    weights: NDArray[np.float64] | None = None,
) -> list[float]:
    """Quantiles of positive `values`, in the order of `probabilities`; ValueError when empty.

    Hyndman & Fan (1996) definition 8, which is median-unbiased whatever the distribution, carried
    over to weights by Kish's n* = (Σw)² / Σw²: the k-th smallest value stands at

        p_k = (n* · m_k + 1/6) / (n* + 1/3),   m_k = (w_1 + … + w_k − w_k / 2) / Σw,

    which is their (k − 1/3) / (n + 1/3) when the weights are equal. Linear between, flat outside.
    """
    sample = _SortedSample.of(values, weights)
    if sample.n == 0:
        raise ValueError("A quantile needs at least one value.")
    return sample.quantiles(probabilities)


def quantile_interval(
    values: NDArray[np.float64],
    probability: float,
    confidence: float = TYPICAL_CONFIDENCE,
    weights: NDArray[np.float64] | None = None,
) -> Interval | None:
    """Distribution-free interval of a quantile; None when the sample is too small to have one."""
    return _SortedSample.of(values, weights).quantile_interval(probability, confidence)


def effective_n(weights: NDArray[np.float64]) -> float:
    """Kish's effective sample size (Σw)² / Σw²; 0 for no weights."""
    total = float(np.sum(np.sort(weights)))
    if total == 0.0:
        return 0.0
    return total * total / float(np.sum(np.sort(weights * weights)))


def order_statistic_ranks(n: int, probability: float, confidence: float) -> tuple[int, int] | None:
    """Ranks (l, u), from 1, whose order statistics enclose a quantile with the given confidence.

    With B ~ Binomial(n, p), P(X_(l) ≤ Q_p ≤ X_(u)) ≥ P(l ≤ B ≤ u − 1). l is the largest rank with
    P(B < l) ≤ α/2 and u the smallest with P(B ≥ u) ≤ α/2. None where either tail has no rank: the
    median needs n ≥ 4 for 80 %, a quartile n ≥ 9, a decile n ≥ 22.
    """
    tail = (1.0 - confidence) / 2.0
    slack = 1e-12  # a tail of exactly α/2 must not be lost to the last bit
    if n < 1 or (1 - probability) ** n > tail + slack or probability**n > tail + slack:
        return None
    first, mass = _binomial_window(n, probability)
    below = np.cumsum(mass)
    above = np.cumsum(mass[::-1])[::-1]
    low = first + int(np.searchsorted(below, tail + slack, side="right"))
    high = first + int(np.count_nonzero(above > tail + slack))
    return low, high


def rounding_step(low: float, high: float, *, finest: Decimal = Decimal(1)) -> Decimal:
    """The smallest of 1, 2, 5 × 10^k that is at least a tenth of the interval, and `finest`."""
    if not (math.isfinite(low) and math.isfinite(high) and low <= high):
        raise ValueError(f"An interval must be finite and in order, not {low} to {high}.")
    tenth = (Decimal(high) - Decimal(low)) / 10
    if tenth <= finest:
        return finest
    power = Decimal(1).scaleb(tenth.adjusted())
    return next(step for step in (power, 2 * power, 5 * power, 10 * power) if step >= tenth)


def round_to_precision(
    value: float, low: float, high: float, *, finest: Decimal = Decimal(1)
) -> Decimal:
    """`value` rounded so that it claims no more than a tenth of its interval's width.

    80,000 ± 8 % is 12,800 wide and goes to the nearest 2,000 (a step of 1,000 would be finer than
    the tenth, 1,280); 80,000 ± 20 % to the nearest 5,000; `finest` is the unit for a certain value
    (whole currency units; pass 0.1 for percentages). Halves go away from zero.
    """
    step = rounding_step(low, high, finest=finest)
    return _multiple(value, step, ROUND_HALF_UP).quantize(finest)


def round_interval(
    low: float, high: float, *, finest: Decimal = Decimal(1)
) -> tuple[Decimal, Decimal]:
    """The ends of an interval, rounded outwards by the same step, so that coverage isn't lost."""
    step = rounding_step(low, high, finest=finest)
    return (
        _multiple(low, step, ROUND_FLOOR).quantize(finest),
        _multiple(high, step, ROUND_CEILING).quantize(finest),
    )


def _multiple(value: float, step: Decimal, rounding: str) -> Decimal:
    return (Decimal(value) / step).to_integral_value(rounding) * step


@dataclass(frozen=True, slots=True, kw_only=True)
class _SortedSample:
    """Values in ascending order with their weights: the same for any order of the rows."""

    values: NDArray[np.float64]
    weights: NDArray[np.float64]
    n_effective: float

    @classmethod
    def of(
        cls, values: NDArray[np.float64], weights: NDArray[np.float64] | None
    ) -> "_SortedSample":
        values = np.asarray(values, dtype=np.float64)
        weights = np.ones_like(values) if weights is None else np.asarray(weights, np.float64)
        if values.ndim != 1 or weights.shape != values.shape:
            raise ValueError("Pay and weights must be two columns of the same length.")
        if not np.all(np.isfinite(values) & (values > 0)):
            raise ValueError("Pay must be positive and finite in every row.")
        if not np.all(np.isfinite(weights) & (weights >= 0)):
            raise ValueError("Weights must be finite and not negative in every row.")
        kept = weights > 0
        values, weights = values[kept], weights[kept]
        order = np.lexsort((weights, values))
        weights = weights[order]
        return cls(values=values[order], weights=weights, n_effective=effective_n(weights))

    @property
    def n(self) -> int:
        return len(self.values)

    @property
    def whole_n(self) -> int:
        """The effective sample size as a count, never rounded up."""
        return math.floor(self.n_effective + 1e-9)

    def quantiles(self, probabilities: Sequence[float]) -> list[float]:
        cumulated = np.cumsum(self.weights)
        middle = (cumulated - self.weights / 2) / cumulated[-1]
        position = (self.n_effective * middle + 1 / 6) / (self.n_effective + 1 / 3)
        found = np.interp(probabilities, position, self.values)
        return [float(quantile) for quantile in found]

    def quantile_interval(self, probability: float, confidence: float) -> Interval | None:
        """Order statistics at the ranks for n*; with weights, the values at those shares of Σw."""
        ranks = order_statistic_ranks(self.whole_n, probability, confidence)
        if ranks is None:
            return None
        middle = np.cumsum(self.weights) - self.weights / 2
        shares = (np.array(ranks) - 0.5) / self.whole_n * np.sum(self.weights)
        low = int(np.searchsorted(middle, shares[0] * (1 + 1e-12), side="right")) - 1
        high = int(np.searchsorted(middle, shares[1] * (1 - 1e-12), side="left"))
        return Interval(
            low=float(self.values[max(low, 0)]), high=float(self.values[min(high, self.n - 1)])
        )


def _binomial_window(n: int, probability: float) -> tuple[int, NDArray[np.float64]]:
    """The binomial probabilities that matter: those within 12 standard deviations of the mean.

    Returns the first count and the masses from it on; built from one log-gamma and the ratio
    P(k+1) / P(k) = (n − k) / (k + 1) · p / (1 − p), so that n = 10⁶ costs 12,000 terms.
    """
    reach = 12 * math.sqrt(n * probability * (1 - probability)) + 12
    first = max(0, math.floor(n * probability - reach))
    last = min(n, math.ceil(n * probability + reach))
    log_odds = math.log(probability) - math.log1p(-probability)
    start = (
        math.lgamma(n + 1)
        - math.lgamma(first + 1)
        - math.lgamma(n - first + 1)
        + first * math.log(probability)
        + (n - first) * math.log1p(-probability)
    )
    counts = np.arange(first, last, dtype=np.float64)
    steps = np.log(n - counts) - np.log(counts + 1) + log_odds
    return first, np.exp(start + np.concatenate(([0.0], np.cumsum(steps))))
