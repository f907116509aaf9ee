"""What a hub or a seniority makes of pay, with an interval: estimated steps instead of factors."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np

from benchmarks.estimating.estimates import Estimates
from benchmarks.estimating.fronts import Front
from benchmarks.estimating.mixed_model import Fit
from benchmarks.estimating.observations import NONE, Reals
from benchmarks.estimating.settings import Z
from benchmarks.estimating.synthetic import Market, markets, recent_mass

SENIORITY_TERMS = ("seniority", "occupation×seniority", "country×seniority", "market×seniority")
HUB_TERMS = ("hub", "market×hub")
JOINT_TERMS = ("hub×seniority", "market×hub×seniority")


class Dimension(StrEnum):
    HUB = "hub"
    SENIORITY = "seniority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """How many times the pay of one part of a market is that of another, like with like.

    A seniority against a lower one (`against`), both as if spread over the hubs alike; a hub
    against the whole market (`against` is None), both as if made up of the same seniorities. `low`
    to `high` is the 80 % interval; the counts are weights of samples of the recent three years.
    """

    country: int
    occupation: int
    dimension: Dimension
    code: int
    against: int | None
    ratio: float
    low: float
    high: float
    n: float
    n_against: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves no doubt of the direction; else: no clear difference."""
        return not self.low <= 1.0 <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weights:
    """Recent samples of a market by hub and by seniority, unknown ones (-1) included."""

    hub: dict[int, float]
    seniority: dict[int, float]


def contrasts(estimates: Estimates, *, needs: float = 0.0) -> Iterator[Contrast]:
    """All contrasts of markets with samples in the recent years, in no particular order.

    Those with a side of samples that weigh less than `needs` are left out.
    """
    fit, parts = estimates.fit, estimates.parts
    masses = recent_mass(parts)
    last = {
        country: int(np.flatnonzero(parts.mass[parts.country == country].sum(axis=0)).max())
        for country in np.unique(parts.country).tolist()
        if np.any(parts.mass[parts.country == country] > 0)
    }
    for front, covariance, market in markets(fit, estimates.cells, parts):
        if market.country not in last:
            continue
        mass = masses[market.parts, last[market.country]]
        weights = _Weights(
            hub=_summed(parts.hub[market.parts].tolist(), mass.tolist()),
            seniority=_summed(parts.seniority[market.parts].tolist(), mass.tolist()),
        )
        yield from _of_seniorities(fit, front, covariance, market, weights, needs)
        yield from _of_hubs(fit, front, covariance, market, weights, needs)


def _of_seniorities(
    fit: Fit, front: Front, covariance: Reals, market: Market, weights: _Weights, needs: float
) -> Iterator[Contrast]:
    named = _large_enough(weights.seniority, needs)
    shares = _shares(weights.hub)
    for lower, upper in combinations(named, 2):
        row = _Row()
        for code, sign in ((upper, 1.0), (lower, -1.0)):
            row.add(fit, SENIORITY_TERMS, market, NONE, code, sign)
            for hub, share in shares.items():
                row.add(fit, JOINT_TERMS, market, hub, code, sign * share)
        ratio, low, high = row.interval(fit, front, covariance)
        yield Contrast(
            country=market.country,
            occupation=market.occupation,
            dimension=Dimension.SENIORITY,
            code=upper,
            against=lower,
            ratio=ratio,
            low=low,
            high=high,
            n=weights.seniority[upper],
            n_against=weights.seniority[lower],
        )


def _of_hubs(
    fit: Fit, front: Front, covariance: Reals, market: Market, weights: _Weights, needs: float
) -> Iterator[Contrast]:
    named = _large_enough(weights.hub, needs)
    if len(weights.hub) < 2:
        return
    hubs, seniorities = _shares(weights.hub), _shares(weights.seniority)
    for hub in named:
        row = _Row()
        for other, share in {**hubs, hub: hubs[hub] - 1.0}.items():
            row.add(fit, HUB_TERMS, market, other, NONE, -share)
            for code, part in seniorities.items():
                row.add(fit, JOINT_TERMS, market, other, code, -share * part)
        ratio, low, high = row.interval(fit, front, covariance)
        yield Contrast(
            country=market.country,
            occupation=market.occupation,
            dimension=Dimension.HUB,
            code=hub,
            against=None,
            ratio=ratio,
            low=low,
            high=high,
            n=weights.hub[hub],
            n_against=sum(weights.hub.values()),
        )


class _Row:
    """A sum of effects, column by column.

    An effect without a column has its prior's variance. One that this market has no sample of, and
    others of the country have, counts with its own variance, as if independent.
    """

    def __init__(self) -> None:
        self.columns: dict[int, float] = defaultdict(float)
        self.unseen: dict[tuple[str, tuple[int, ...]], float] = defaultdict(float)

    def add(
        self, fit: Fit, names: Iterable[str], market: Market, hub: int, seniority: int, times: float
    ) -> None:
        codes = {
            "country": market.country,
            "occupation": market.occupation,
            "hub": hub,
            "seniority": seniority,
        }
        for block in fit.effects.blocks:
            if block.term.name in names:
                key = tuple(codes[factor] for factor in block.term.factors)
                if key in block.first:
                    self.columns[block.first[key][0]] += times
                else:
                    self.unseen[block.term.name, key] += times

    def interval(self, fit: Fit, front: Front, covariance: Reals) -> tuple[float, float, float]:
        """Ratio, lower and upper end of its 80 % interval."""
        row = np.zeros(len(front.columns))
        place = {column: number for number, column in enumerate(front.columns.tolist())}
        log_ratio, variance = 0.0, 0.0
        for column, times in self.columns.items():
            log_ratio += times * float(fit.solution.effect[column])
            if column in place:
                row[place[column]] = times
            else:
                variance += times**2 * float(fit.solution.variance[column])
        variance += float(row @ covariance @ row)
        variance += sum(times**2 * fit.variance[name] for (name, _), times in self.unseen.items())
        reach = Z * np.sqrt(max(variance, 0.0))
        return (
            float(np.exp(log_ratio)),
            float(np.exp(log_ratio - reach)),
            float(np.exp(log_ratio + reach)),
        )


def _large_enough(weights: dict[int, float], needs: float) -> list[int]:
    return sorted(code for code, weight in weights.items() if code != NONE and weight >= needs)


def _summed(codes: list[int], mass: list[float]) -> dict[int, float]:
    total: dict[int, float] = {}
    for code, value in zip(codes, mass, strict=True):
        if value > 0:
            total[code] = total.get(code, 0.0) + value
    return total


def _shares(weights: dict[int, float]) -> dict[int, float]:
    total = sum(weights.values())
    return {code: weight / total for code, weight in weights.items()}
