"""Solves the mixed-model equations front by front, up to the world and back down.

Each market is eliminated by itself into a small Schur complement on what it shares, then each
country, and what is left is a dense system of a few hundred world effects (the multifrontal method
of Duff & Reid, ACM TOMS 9, 1983, p. 302). The way back down gives every covariance that an interval
needs (Takahashi's selected inverse), and no matrix ever has a row per sample.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.fronts import WORLD, Front
from benchmarks.estimating.observations import Reals


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
        own, shared = front.columns[: front.own], front.columns[front.own :]
        effect[own] = elimination.solved - elimination.gain @ effect[shared]
        variance[own] = covariance.diagonal()[: front.own]
        beside[own[:-1]] = covariance.diagonal(1)[: front.own - 1]
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
        shared = above.take(front.square_in_parent(len(above)))
        across = -elimination.gain @ shared
        covariance[:own, :own] = elimination.inverse - across @ elimination.gain.T
        covariance[:own, own:] = across
        covariance[own:, :own] = across.T
        covariance[own:, own:] = shared
        yield front, elimination, covariance
        if front.start == front.stop:  # a country whose markets follow
            country = covariance


def _upwards(
    fronts: tuple[Front, ...], prior: Prior, precision: Reals, target: Reals
) -> tuple[Elimination, ...]:
    """Assemble each front from its groups and its children, eliminate it, pass on the rest."""
    last = len(fronts) - 1
    waiting: dict[int, tuple[Reals, Reals]] = {}
    eliminations = []
    for number, front in enumerate(fronts):
        own, rows = front.own, slice(front.start, front.stop)
        matrix, right = front.equations(precision[rows], target[rows])
        if number in waiting:
            from_below, pull = waiting.pop(number)
            matrix += from_below
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
        passed_on = matrix[own:, own:] - matrix[own:, :own] @ gain
        on_matrix.reshape(-1)[front.square_in_parent(len(on_matrix))] += passed_on
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
