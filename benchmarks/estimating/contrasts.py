"""What a hub or a seniority makes of pay, with an interval: estimated steps instead of factors."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np

from benchmarks.estimating.estimates import Estimates
from benchmarks.estimating.markets import Market, markets, recent_mass
from benchmarks.estimating.mixed_model import Fit
from benchmarks.estimating.observations import NONE
from benchmarks.estimating.settings import Z

SENIORITY_TERMS = ("seniority", "occupation×seniority", "country×seniority", "market×seniority")
HUB_TERMS = ("hub", "market×hub")
JOINT_TERMS = ("hub×seniority", "market×hub×seniority")
FACTORS = ("country", "occupation", "hub", "seniority")


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
class _Term:
    """A term of the fit: where its factors stand among `FACTORS`, and its columns."""

    name: str
    factors: tuple[int, ...]
    first: Mapping[tuple[int, ...], tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    """The terms of a fit that make steps."""

    seniority: list[_Term]
    hub: list[_Term]
    joint: list[_Term]


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
    terms = _Terms(
        seniority=_terms(fit, SENIORITY_TERMS),
        hub=_terms(fit, HUB_TERMS),
        joint=_terms(fit, JOINT_TERMS),
    )
    for market in markets(fit, estimates.cells, parts):
        if market.country not in last:
            continue
        mass = masses[market.parts, last[market.country]]
        weights = _Weights(
            hub=_summed(parts.hub[market.parts].tolist(), mass.tolist()),
            seniority=_summed(parts.seniority[market.parts].tolist(), mass.tolist()),
        )
        yield from _of_seniorities(fit, terms, market, weights, needs)
        yield from _of_hubs(fit, terms, market, weights, needs)


def _of_seniorities(
    fit: Fit, terms: _Terms, market: Market, weights: _Weights, needs: float
) -> Iterator[Contrast]:
    named = _large_enough(weights.seniority, needs)
    shares = _shares(weights.hub)
    for lower, upper in combinations(named, 2):
        row = _Row(market)
        for code, sign in ((upper, 1.0), (lower, -1.0)):
            row.add(terms.seniority, NONE, code, sign)
            for hub, share in shares.items():
                row.add(terms.joint, hub, code, sign * share)
        ratio, low, high = row.interval(fit)
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
    fit: Fit, terms: _Terms, market: Market, weights: _Weights, needs: float
) -> Iterator[Contrast]:
    named = _large_enough(weights.hub, needs)
    if len(weights.hub) < 2:
        return
    hubs, seniorities = _shares(weights.hub), _shares(weights.seniority)
    for hub in named:
        row = _Row(market)
        for other, share in {**hubs, hub: hubs[hub] - 1.0}.items():
            row.add(terms.hub, other, NONE, -share)
            for code, part in seniorities.items():
                row.add(terms.joint, other, code, -share * part)
        ratio, low, high = row.interval(fit)
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

    def __init__(self, market: Market) -> None:
        self.market = market
        self.columns: dict[int, float] = defaultdict(float)
        self.unseen: dict[tuple[str, tuple[int, ...]], float] = defaultdict(float)

    def add(self, terms: Iterable[_Term], hub: int, seniority: int, times: float) -> None:
        codes = (self.market.country, self.market.occupation, hub, seniority)
        for term in terms:
            key = tuple([codes[at] for at in term.factors])
            if key in term.first:
                self.columns[term.first[key][0]] += times
            else:
                self.unseen[term.name, key] += times

    def interval(self, fit: Fit) -> tuple[float, float, float]:
        """Ratio, lower and upper end of its 80 % interval."""
        market = self.market
        row = np.zeros(len(market.front.columns))
        log_ratio, variance = 0.0, 0.0
        for column, times in self.columns.items():
            log_ratio += times * float(fit.solution.effect[column])
            place = int(market.place[column])
            if place != NONE:
                row[place] = times
            else:
                variance += times**2 * float(fit.solution.variance[column])
        variance += float(row @ market.covariance @ row)
        variance += sum(times**2 * fit.variance[name] for (name, _), times in self.unseen.items())
        reach = Z * np.sqrt(max(variance, 0.0))
        return (
            float(np.exp(log_ratio)),
            float(np.exp(log_ratio - reach)),
            float(np.exp(log_ratio + reach)),
        )


def _terms(fit: Fit, names: Iterable[str]) -> list[_Term]:
    return [
        _Term(
            name=block.term.name,
            factors=tuple(FACTORS.index(factor) for factor in block.term.factors),
            first=block.first,
        )
        for block in fit.effects.blocks
        if block.term.name in names
    ]


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
