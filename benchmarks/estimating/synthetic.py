"""What the model says of every cell and year: the pay of its parts, weighted by their samples."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.cells import Cells
from benchmarks.estimating.effects import TERMS, Block
from benchmarks.estimating.kinds import Shares
from benchmarks.estimating.markets import Market, Parts, markets, recent_mass
from benchmarks.estimating.mixed_model import Fit
from benchmarks.estimating.observations import NONE, Codes, Evidence, Reals
from benchmarks.estimating.priors import prior_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthetic:
    """Log pay of cells × years by the model, and its variance, to one year beyond the data.

    `spread` is the variance of the pay of a cell's parts around it.
    """

    mean: Reals
    variance: Reals
    spread: Reals


def synthesise(
    fit: Fit,
    cells: Cells,
    parts: Parts,
    reference: Mapping[int, Evidence],
    sources: Mapping[int, Shares],
) -> Synthetic:
    """The model's log pay of every cell and year, in its country's kind and sources."""
    years = cells.first_year + np.arange(cells.years + 1)
    shape = (len(cells), len(years))
    mean, variance, spread = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    masses = recent_mass(parts)
    growth: dict[int, Reals] = {}
    unknown: dict[int, Reals] = {}
    for market in markets(fit, cells, parts):
        design = market_design(fit, market, parts.example[market.parts])
        timed = timed_rows(fit, market, years)
        timed += evidence_row(fit, market, reference[market.country], sources[market.country])
        shares = market_shares(cells, parts, masses, market)
        effect = fit.solution.effect[market.front.columns]
        if market.country not in growth:
            countries = np.full(len(years), market.country)
            growth[market.country] = fit.settings.expected(countries, years, fit.effects.last_year)
            unknown[market.country] = unseen_steps(fit, market.country, years)
        level = fit.base + growth[market.country] + timed @ effect
        part_mean = design @ effect
        centre = shares @ part_mean
        at = market.cells
        mean[at] = (centre + level[:, None]).T
        spread[at] = np.maximum(shares @ part_mean**2 - centre**2, 0.0).T
        uncertainty = mixture_variance(shares, design, timed, market.covariance)
        variance[at] = (uncertainty + unknown[market.country][:, None]).T
    return Synthetic(mean=mean, variance=variance, spread=spread)


def mixture_variance(shares: Reals, design: Reals, timed: Reals, covariance: Reals) -> Reals:
    """Years × cells: x′Σx of x = shares of the rows of `design`, plus the year's row of `timed`.

    Parts are fewer than effects, so the covariance of the parts is worked out first.
    """
    lasting = design @ covariance
    among = lasting @ design.T
    across = lasting @ timed.T
    of_year = np.einsum("ij,ij->i", timed @ covariance, timed)
    of_parts = np.einsum("yca,yca->yc", shares @ among, shares)
    with_year = np.einsum("yca,ay->yc", shares, across)
    forms: Reals = of_parts + 2 * with_year + of_year[:, None]
    return np.maximum(forms, 0.0)


def market_design(fit: Fit, market: Market, examples: Codes) -> Reals:
    """The lasting effects of each part, in the columns of the market's front."""
    lasting = np.flatnonzero(~fit.effects.is_timed)
    column = fit.effects.column[np.ix_(examples, lasting)]
    part, field = np.nonzero(column != NONE)
    design = np.zeros((len(examples), len(market.front.columns)))
    design[part, market.place[column[part, field]]] = 1.0
    return design


def evidence_row(fit: Fit, market: Market, kind: Evidence, sources: Shares) -> Reals:
    """The effects of a kind of evidence and of a mixture of sources, in the front's columns."""
    row = np.zeros(len(market.front.columns))
    blocks = {block.term.name: block for block in fit.effects.blocks}
    for name, shares in (("kind", {int(kind): 1.0}), ("source", sources)):
        first = blocks[name].first if name in blocks else {}
        for code, share in shares.items():
            if (code,) in first:
                row[market.place[first[code,][0]]] += share
    return row


def timed_rows(fit: Fit, market: Market, years: Codes) -> Reals:
    """The effects of each year, in the columns of the market's front."""
    rows = np.zeros((len(years), len(market.front.columns)))
    blocks = {block.term.name: block for block in fit.effects.blocks}
    rows[:, market.place[blocks["drift"].start]] = years - fit.effects.last_year
    keys = {
        "year": (),
        "country×year": (market.country,),
        "market×year": (market.country, market.occupation),
    }
    for name, key in keys.items():
        if name in blocks:
            at, walked = _walk(blocks[name], key, years, fit.effects.last_year)
            rows[at, market.place[walked]] = 1.0
    return rows


def unseen_steps(fit: Fit, country: int, years: Codes) -> Reals:
    """The variance of steps that nobody has seen, by year.

    Beyond the last year of the data every walk takes one more step.
    """
    ahead = np.maximum(years - fit.effects.last_year, 0)
    relative = fit.relative_variance(country)
    unknown = np.zeros(len(years))
    for name in ("year", "country×year", "market×year"):
        unknown += (1.0 if name == "year" else relative) * step_variance(fit, name) * ahead
    return unknown


def step_variance(fit: Fit, name: str) -> float:
    """Variance of a walk's step in a year; the prior's, where the data hold a single year."""
    term = next(term for term in TERMS if term.name == name)
    return fit.variance.get(name, prior_of(term, fit.settings, fit.spread)[0] ** 2)


def market_shares(cells: Cells, parts: Parts, masses: Reals, market: Market) -> Reals:
    """Years × cells × parts: what part of a cell's people each part is, summing to 1.

    By the samples of the recent years; a cell without any of these takes all of its years, and one
    without any samples counts its parts alike.
    """
    here, within = market.cells, market.parts
    hub, seniority = cells.hub[here, None], cells.seniority[here, None]
    belongs = ((hub == NONE) | (hub == parts.hub[within])) & (
        (seniority == NONE) | (seniority == parts.seniority[within])
    )
    mass = belongs * masses[within].T[:, None, :]
    ever = belongs * parts.mass[within].sum(axis=1)
    ever = np.where(ever.sum(axis=1, keepdims=True) > 0, ever, belongs)
    empty = mass.sum(axis=2) <= 0
    mass[empty] = np.broadcast_to(ever, mass.shape)[empty]
    shares: Reals = mass / mass.sum(axis=2, keepdims=True)
    return shares


def _walk(block: Block, key: tuple[int, ...], years: Codes, last: int) -> tuple[Codes, Codes]:
    """Positions of the years that have a column in a walk, and those columns.

    A year before the walk begins stands where it begins: nothing is known of it.
    """
    start, begin = block.first[key]
    reached = np.maximum(years, begin)
    at = np.flatnonzero(reached < last)
    return at, start + reached[at] - begin
