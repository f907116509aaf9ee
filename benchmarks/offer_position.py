"""Where an offer stands among the people of a group, and how sure that is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist

STANDARD = NormalDist()
# Beyond the outermost quantile that the group supports, we only say "below" and "above".
EDGE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantile:
    """`pay` is what a share `share` of the group earns at most."""

    share: float
    pay: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPosition:
    """The share of people who earn less than the offer, as a band, each end in 0.05 to 0.95.

    The band is as wide as the 80 % interval of typical pay allows. An end at 0.05 or 0.95 means
    that or beyond.
    """

    low: float
    high: float


def position_of(
    offer: Decimal,
    quantiles: Sequence[Quantile],
    *,
    typical_low: Decimal,
    typical_high: Decimal,
) -> OfferPosition:
    """Place a yearly gross offer among the quantiles, in the same currency.

    Between two quantiles, pay is taken as log-normal (a straight line between log pay and the
    normal score); outside, the nearest line goes on. The ends of the band come from moving the
    whole group so that its median stands at either end of its 80 % interval.

    Raises ValueError for an offer that isn't positive, for fewer than two quantiles, or for
    quantiles without the median.
    """
    points = _points(quantiles)
    median = next((q.pay for q in quantiles if q.share == 0.5), None)
    if offer <= 0 or len(points) < 2 or median is None:
        raise ValueError("An offer and at least two quantiles with the median are needed.")
    log_offer = math.log(offer)
    shares = [
        _share_below(log_offer - math.log(typical / median), points)
        for typical in (typical_low, typical_high)
    ]
    return OfferPosition(low=_within_edges(min(shares)), high=_within_edges(max(shares)))


def _points(quantiles: Sequence[Quantile]) -> list[tuple[float, float]]:
    """Log pay and normal score of each quantile, rising; equal pay is one point, at its middle."""
    scores: dict[float, list[float]] = {}
    for quantile in quantiles:
        log_pay = math.log(quantile.pay)
        scores.setdefault(log_pay, []).append(STANDARD.inv_cdf(quantile.share))
    return [(log_pay, sum(found) / len(found)) for log_pay, found in sorted(scores.items())]


def _share_below(log_pay: float, points: list[tuple[float, float]]) -> float:
    upper = next((i for i in range(1, len(points) - 1) if log_pay <= points[i][0]), len(points) - 1)
    (pay_a, score_a), (pay_b, score_b) = points[upper - 1], points[upper]
    score = score_a + (score_b - score_a) * (log_pay - pay_a) / (pay_b - pay_a)
    return STANDARD.cdf(score)


def _within_edges(share: float) -> float:
    return min(max(share, EDGE), 1 - EDGE)
