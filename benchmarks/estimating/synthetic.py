"""What the model says of every cell and year: the pay of its parts, weighted by their samples."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.cells import Cells, recent
from benchmarks.estimating.effects import TERMS, Block
from benchmarks.estimating.fronts import Front, downwards, quadratic_forms
from benchmarks.estimating.groups import Groups, joint_code, runs
from benchmarks.estimating.kinds import Shares
from benchmarks.estimating.mixed_model import Fit, prior_of
from benchmarks.estimating.observations import NONE, Codes, Evidence, Reals


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The finest groups of people: one per market, hub and seniority, unknown ones (-1) included.

    Sorted as the groups are, so that a market's parts lie together; `example` is a group of each,
    `mass` a table of parts × years with the weight of the samples.
    """

    country: Codes
    occupation: Codes
    hub: Codes
    seniority: Codes
    example: Codes
    mass: Reals


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """One occupation in one country: slices of the parts and of the cells, the latter as a list."""

    country: int
    occupation: int
    parts: slice
    cells: slice


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthetic:
    """Log pay of cells × years by the model, and its variance, to one year beyond the data.

    `spread` is the variance of the pay of a cell's parts around it.
    """

    mean: Reals
    variance: Reals
    spread: Reals


def find_parts(groups: Groups, cells: Cells) -> Parts:
    code = joint_code(groups.country, groups.occupation, groups.hub, groups.seniority)
    example, part = runs(code)  # the groups are sorted by just these
    place = (part * cells.years + cells.year_of_group)[groups.group_of_row]
    mass = np.bincount(place, weights=groups.weight, minlength=len(example) * cells.years)
    return Parts(
        country=groups.country[example],
        occupation=groups.occupation[example],
        hub=groups.hub[example],
        seniority=groups.seniority[example],
        example=example,
        mass=mass.reshape(len(example), cells.years),
    )


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
    for front, covariance, market in markets(fit, cells, parts):
        design = market_design(fit, front, parts.example[market.parts])
        timed, unknown = timed_rows(fit, front, market, years)
        timed += evidence_row(fit, front, reference[market.country], sources[market.country])
        shares = market_shares(cells, parts, masses, market)
        effect = fit.solution.effect[front.columns]
        if market.country not in growth:
            countries = np.full(len(years), market.country)
            growth[market.country] = fit.settings.expected(countries, years, fit.effects.last_year)
        level = fit.base + growth[market.country] + timed @ effect
        part_mean = design @ effect
        centre = shares @ part_mean
        at = market.cells
        mean[at] = (centre + level[:, None]).T
        spread[at] = np.maximum(shares @ part_mean**2 - centre**2, 0.0).T
        rows = shares @ design + timed[:, None, :]
        forms = quadratic_forms(rows.reshape(-1, rows.shape[2]), covariance)
        variance[at] = (forms.reshape(rows.shape[:2]) + unknown[:, None]).T
    return Synthetic(mean=mean, variance=variance, spread=spread)


def recent_mass(parts: Parts) -> Reals:
    """Weight of each part in a year and the two before, for the years and the one beyond."""
    beyond = np.zeros((len(parts.mass), 1))
    return recent(np.concatenate([parts.mass, beyond], axis=1))


def markets(fit: Fit, cells: Cells, parts: Parts) -> Iterator[tuple[Front, Reals, Market]]:
    """Every market with the front that holds its effects and the covariance of that front."""
    part_code = joint_code(
        np.concatenate([parts.country, cells.country]),
        np.concatenate([parts.occupation, cells.occupation]),
    )
    first_part, _ = runs(part_code[: len(parts.country)])
    first_cell, _ = runs(part_code[len(parts.country) :])
    starts = parts.example[first_part]
    last_part = np.append(first_part[1:], len(parts.country))
    last_cell = np.append(first_cell[1:], len(cells))
    for front, _, covariance in downwards(fit.solution.fronts, fit.solution.eliminations):
        low, high = np.searchsorted(starts, [front.start, front.stop])
        for number in range(low, high):
            yield (
                front,
                covariance,
                Market(
                    country=int(parts.country[first_part[number]]),
                    occupation=int(parts.occupation[first_part[number]]),
                    parts=slice(int(first_part[number]), int(last_part[number])),
                    cells=slice(int(first_cell[number]), int(last_cell[number])),
                ),
            )


def market_design(fit: Fit, front: Front, examples: Codes) -> Reals:
    """The lasting effects of each part, in the columns of the front."""
    lasting = np.flatnonzero(~fit.effects.is_timed)
    column = fit.effects.column[np.ix_(examples, lasting)]
    part, field = np.nonzero(column != NONE)
    design = np.zeros((len(examples), len(front.columns)))
    design[part, _places(fit, front)[column[part, field]]] = 1.0
    return design


def evidence_row(fit: Fit, front: Front, kind: Evidence, sources: Shares) -> Reals:
    """The effects of a kind of evidence and of a mixture of sources, in the front's columns."""
    place = _places(fit, front)
    row = np.zeros(len(front.columns))
    blocks = {block.term.name: block for block in fit.effects.blocks}
    for name, shares in (("kind", {int(kind): 1.0}), ("source", sources)):
        first = blocks[name].first if name in blocks else {}
        for code, share in shares.items():
            if (code,) in first:
                row[place[first[code,][0]]] += share
    return row


def timed_rows(fit: Fit, front: Front, market: Market, years: Codes) -> tuple[Reals, Reals]:
    """The effects of each year, and the variance of steps that nobody has seen.

    Beyond the last year of the data every walk takes one more step, which nobody has seen.
    """
    place = _places(fit, front)
    rows = np.zeros((len(years), len(front.columns)))
    unknown = np.zeros(len(years))
    blocks = {block.term.name: block for block in fit.effects.blocks}
    rows[:, place[blocks["drift"].start]] = years - fit.effects.last_year
    keys = {
        "year": (),
        "country×year": (market.country,),
        "market×year": (market.country, market.occupation),
    }
    ahead = np.maximum(years - fit.effects.last_year, 0)
    relative = fit.relative_variance(market.country)
    for name, key in keys.items():
        unknown += (1.0 if name == "year" else relative) * step_variance(fit, name) * ahead
        if name in blocks:
            at, walked = _walk(blocks[name], key, years, fit.effects.last_year)
            rows[at, place[walked]] = 1.0
    return rows, unknown


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


def _places(fit: Fit, front: Front) -> Codes:
    place = np.zeros(fit.effects.count, dtype=np.int64)
    place[front.columns] = np.arange(len(front.columns))
    return place
