"""Solves the mixed-model equations market by market, country by country, then for the world.

Henderson's equations (Biometrics 31, 1975, p. 423) are sparse: the effects of one market meet
those of another only through the effects of their country and of the world. So each market is
eliminated by itself into a small Schur complement on what it shares, then each country, and what
is left is a dense system of a few hundred world effects (the multifrontal method of Duff & Reid,
ACM TOMS 9, 1983, p. 302). The way back down gives every covariance that an interval needs
(Takahashi's selected inverse), and no matrix ever has a row per sample.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from benchmarks.estimating.effects import Effects, Home
from benchmarks.estimating.groups import Groups, joint_code, ranked, runs
from benchmarks.estimating.observations import NONE, Codes, Reals

WHOLE_COUNTRY_BELOW = 200
"""A country with fewer effects than this is one front: splitting it would only cost time."""

WORLD = -1
"""The front of the world is the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A dense piece of the system: `own` columns to eliminate, then those shared with its parent.

    `columns` numbers them in the whole model, ascending, the own ones first. The groups from
    `start` to `stop` belong here. The effects of a group are those of its part (who) and those of
    its moment (when, and by what evidence), and there are far fewer of these than groups: the rows
    of `design` are first the parts, then the moments, and `part` and `moment` say which two of them
    add up to each group. `in_parent` says where the shared columns are found among the
    parent's.
    """

    columns: Codes
    own: int
    start: int
    stop: int
    part: Codes
    moment: Codes
    packed_design: NDArray[np.int8]
    parent: int
    in_parent: Codes

    @property
    def design(self) -> Reals:
        """0, 1 and years; kept small, since all of them together are large."""
        return self.packed_design.astype(np.float64)

    def equations(self, precision: Reals, target: Reals) -> tuple[Reals, Reals]:
        """X′RX and X′R y, from the precision and the target of the groups of this front."""
        number = len(self.packed_design)
        crossed = np.zeros((number, number))
        crossed[self.part, self.moment] = precision
        crossed[self.moment, self.part] = precision
        crossed[np.diag_indices(number)] = crossed.sum(axis=1)
        pull = precision * target
        pulled = np.bincount(self.part, weights=pull, minlength=number)
        pulled += np.bincount(self.moment, weights=pull, minlength=number)
        design = self.design
        return design.T @ (crossed @ design), design.T @ pulled

    def fitted(self, effect: Reals, covariance: Reals) -> tuple[Reals, Reals]:
        """The sum of effects of each group of this front, and its variance."""
        design = self.design
        of_row = design @ effect
        crossed = design @ covariance @ design.T
        alone = np.diagonal(crossed)
        variance = alone[self.part] + alone[self.moment] + 2 * crossed[self.part, self.moment]
        return of_row[self.part] + of_row[self.moment], np.maximum(variance, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """Precision of the effects: its diagonal, and beside it the next column of a random walk."""

    diagonal: Reals
    beside: Reals


@dataclass(frozen=True, slots=True, kw_only=True)
class Elimination:
    """What a front keeps from the way up: its own block inverted, and how it leans on the rest."""

    inverse: Reals
    gain: Reals
    solved: Reals


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The effects given the data, column by column, and the groups that they fit.

    `beside` is the covariance of each effect with the next column's, where both share a front.
    """

    fronts: tuple[Front, ...]
    eliminations: tuple[Elimination, ...]
    effect: Reals
    variance: Reals
    beside: Reals
    fitted: Reals
    fitted_variance: Reals


def plan(groups: Groups, effects: Effects) -> tuple[Front, ...]:
    """The fronts of these groups, children before parents, the world last."""
    home = np.concatenate(
        [np.full(block.stop - block.start, block.term.home) for block in effects.blocks]
    )
    halves = _halves(groups)
    fronts: list[Front] = []
    for start, stop in _spans(groups.country, 0, len(groups)):
        used = _used(effects, start, stop)
        lasting = used[home[used] != Home.MARKET]
        shared = used[home[used] == Home.WORLD]
        if len(used) - len(shared) < WHOLE_COUNTRY_BELOW:
            own = used[home[used] != Home.WORLD]
            fronts.append(_front(effects, halves, own, shared, start, stop, WORLD, shared))
            continue
        own = lasting[len(shared) :]
        country_columns = np.concatenate([own, shared])
        markets = _spans(groups.occupation, start, stop)
        parent = len(fronts) + len(markets)
        place = np.zeros(effects.count, dtype=np.int64)
        place[country_columns] = np.arange(len(country_columns))
        for first, last in markets:
            used = _used(effects, first, last)
            mine, theirs = used[home[used] == Home.MARKET], used[home[used] != Home.MARKET]
            fronts.append(_front(effects, halves, mine, theirs, first, last, parent, place[theirs]))
        fronts.append(_front(effects, halves, own, shared, stop, stop, WORLD, shared))
    world = np.flatnonzero(home == Home.WORLD)
    nothing, end = world[:0], len(groups)
    return (*fronts, _front(effects, halves, world, nothing, end, end, WORLD, nothing))


def solve(fronts: tuple[Front, ...], prior: Prior, precision: Reals, target: Reals) -> Solution:
    """Henderson's equations for groups of mean `target`, each known with a `precision`.

    (X′RX + K) β = X′R y,   R = diag(precision),   K = the prior's precision
    """
    eliminations = _upwards(fronts, prior, precision, target)
    effect = np.zeros(len(prior.diagonal))
    variance = np.zeros(len(prior.diagonal))
    beside = np.zeros(len(prior.diagonal))
    fitted = np.zeros(len(target))
    fitted_variance = np.zeros(len(target))
    for front, elimination, covariance in downwards(fronts, eliminations):
        own, shared = np.split(front.columns, [front.own])
        effect[own] = elimination.solved - elimination.gain @ effect[shared]
        variance[own] = np.diagonal(covariance)[: front.own]
        beside[own[:-1]] = np.diagonal(covariance, 1)[: front.own - 1]
        rows = slice(front.start, front.stop)
        fitted[rows], fitted_variance[rows] = front.fitted(effect[front.columns], covariance)
    return Solution(
        fronts=fronts,
        eliminations=eliminations,
        effect=effect,
        variance=variance,
        beside=beside,
        fitted=fitted,
        fitted_variance=fitted_variance,
    )


def downwards(
    fronts: tuple[Front, ...], eliminations: tuple[Elimination, ...]
) -> Iterator[tuple[Front, Elimination, Reals]]:
    """Each front with the covariance matrix of its columns, parents before children.

    Σ_os = −G Σ_ss,   Σ_oo = A⁻¹ + G Σ_ss G′   (o own, s shared, G the gain)
    """
    world = eliminations[-1].inverse
    yield fronts[-1], eliminations[-1], world
    country = world
    for number in reversed(range(len(fronts) - 1)):
        front, elimination = fronts[number], eliminations[number]
        above = world if front.parent == WORLD else country
        own = front.own
        covariance = np.empty((len(front.columns), len(front.columns)))
        shared = above[front.in_parent[:, None], front.in_parent]
        across = -elimination.gain @ shared
        covariance[:own, :own] = elimination.inverse - across @ elimination.gain.T
        covariance[:own, own:] = across
        covariance[own:, :own] = across.T
        covariance[own:, own:] = shared
        yield front, elimination, covariance
        if front.start == front.stop:  # a country whose markets follow
            country = covariance


def quadratic_forms(rows: Reals, covariance: Reals) -> Reals:
    """x′Σx for each row x."""
    forms: Reals = np.einsum("ij,ij->i", rows @ covariance, rows)
    return np.maximum(forms, 0.0)


def _upwards(
    fronts: tuple[Front, ...], prior: Prior, precision: Reals, target: Reals
) -> tuple[Elimination, ...]:
    """Assemble each front from its groups and its children, eliminate it, pass on the rest."""
    last = len(fronts) - 1
    waiting: dict[int, tuple[Reals, Reals]] = {}
    eliminations = []
    for number, front in enumerate(fronts):
        size, own = len(front.columns), front.own
        if number not in waiting:
            waiting[number] = np.zeros((size, size)), np.zeros(size)
        matrix, right = waiting.pop(number)
        rows = slice(front.start, front.stop)
        known, pull = front.equations(precision[rows], target[rows])
        matrix += known
        right += pull
        _add_prior(matrix, prior, front)
        inverse = np.linalg.inv(matrix[:own, :own])
        inverse = (inverse + inverse.T) / 2
        gain = inverse @ matrix[:own, own:]
        eliminations.append(Elimination(inverse=inverse, gain=gain, solved=inverse @ right[:own]))
        if number == last:
            break
        parent = front.parent % len(fronts)
        if parent not in waiting:
            above = len(fronts[parent].columns)
            waiting[parent] = np.zeros((above, above)), np.zeros(above)
        on_matrix, on_right = waiting[parent]
        on_matrix[front.in_parent[:, None], front.in_parent] += (
            matrix[own:, own:] - matrix[own:, :own] @ gain
        )
        on_right[front.in_parent] += right[own:] - gain.T @ right[:own]
    return tuple(eliminations)


def _add_prior(matrix: Reals, prior: Prior, front: Front) -> None:
    """Add what is known of a front's own effects; the diagonals are strides of the matrix."""
    own, size = front.columns[: front.own], len(matrix)
    flat, end = matrix.reshape(-1), front.own * size
    flat[: end : size + 1] += prior.diagonal[own]
    beside = prior.beside[own[:-1]]
    flat[1 : end - size : size + 1] += beside
    flat[size : end : size + 1] += beside


@dataclass(frozen=True, slots=True, kw_only=True)
class _Halves:
    """The part and the moment of each group, numbered so that a market's lie together."""

    part: Codes
    moment: Codes


def _halves(groups: Groups) -> _Halves:
    _, part = ranked(joint_code(groups.country, groups.occupation, groups.hub, groups.seniority))
    _, moment = ranked(
        joint_code(groups.country, groups.occupation, groups.year, groups.kind, groups.source)
    )
    return _Halves(part=part, moment=moment)


def _front(
    effects: Effects,
    halves: _Halves,
    own: Codes,
    shared: Codes,
    start: int,
    stop: int,
    parent: int,
    in_parent: Codes,
) -> Front:
    columns = np.concatenate([own, shared])
    parts, part = ranked(halves.part[start:stop])
    _, moment = ranked(halves.moment[start:stop])
    moment = moment + parts
    return Front(
        columns=columns,
        own=len(own),
        start=start,
        stop=stop,
        part=part,
        moment=moment,
        packed_design=_design(effects, columns, start, part, moment),
        parent=parent,
        in_parent=in_parent,
    )


def _design(
    effects: Effects, columns: Codes, start: int, part: Codes, moment: Codes
) -> NDArray[np.int8]:
    """The effects of each part and of each moment, by the groups that have them."""
    place = np.zeros(effects.count, dtype=np.int64)
    place[columns] = np.arange(len(columns))
    example = np.zeros(int(moment.max()) + 1 if len(moment) else 0, dtype=np.int64)
    example[part] = example[moment] = start + np.arange(len(part))
    column = np.where(
        (np.arange(len(example)) > part.max(initial=NONE))[:, None] == effects.is_timed,
        effects.column[example],
        NONE,
    )
    row, field = np.nonzero(column != NONE)
    design = np.zeros((len(example), len(columns)), dtype=np.int8)
    design[row, place[column[row, field]]] = 1
    drift = np.flatnonzero(columns == effects.drift)
    design[:, drift] *= np.maximum(effects.years[example, None], -100).astype(np.int8)
    return design


def _used(effects: Effects, start: int, stop: int) -> Codes:
    """The columns of some groups, ascending, and the years without data inside their walks.

    Kinds and sources belong to all: pay is stated in those of its country, though a market may
    have no sample of them.
    """
    used = np.unique(effects.column[start:stop])
    used = used[used >= 0]
    length = effects.reach[used] - used
    within = np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length, length)
    return np.unique(np.concatenate([np.repeat(used, length) + within, effects.of_evidence]))


def _spans(codes: Codes, start: int, stop: int) -> list[tuple[int, int]]:
    """Where each run of equal codes starts and stops, between two groups."""
    starts, _ = runs(codes[start:stop])
    edges = [*(starts + start).tolist(), stop]
    return list(pairwise(edges))
