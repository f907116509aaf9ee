"""The market-by-market solution against one dense system of all effects."""

import numpy as np
import pytest

from benchmarks.estimating import fronts as subject
from benchmarks.estimating.effects import Home, lay_out
from benchmarks.estimating.elimination import downwards, solve
from benchmarks.estimating.fronts import plan
from benchmarks.estimating.groups import gather
from benchmarks.estimating.priors import prior_precision
from tests.benchmarks.estimating.markets import make_world


@pytest.fixture(params=[0, 25, 10_000], ids=["all split", "some split", "none split"])
def system(request, monkeypatch):
    """A world of three countries; the limit decides which are eliminated market by market."""
    monkeypatch.setattr(subject, "WHOLE_COUNTRY_BELOW", request.param)
    groups = gather(make_world(seed=5))
    effects = lay_out(groups)
    rng = np.random.default_rng(6)
    variance = rng.uniform(0.001, 0.1, len(effects.blocks))
    precision = rng.uniform(0.5, 300, len(groups))
    target = rng.normal(0, 0.3, len(groups))
    fronts = plan(groups, effects)
    solution = solve(fronts, prior_precision(effects, variance), precision, target)
    return groups, effects, variance, precision, target, fronts, solution


def dense(effects, variance, precision, target):
    """Henderson's equations as one matrix, from the definition of each term's prior."""
    count = effects.count
    design = np.zeros((len(target), count))
    for row, columns in enumerate(effects.column):
        for block, column in zip(effects.blocks, columns, strict=True):
            if column >= 0:
                design[row, column] = effects.years[row] if block.term.name == "drift" else 1
    penalty = np.zeros((count, count))
    for block, of_term in zip(effects.blocks, variance, strict=True):
        for column in range(block.start, block.stop):
            step = np.zeros(count)
            step[column] = 1
            if effects.reach[column] > column + 1:
                step[column + 1] = -1
            penalty += np.outer(step, step) / of_term
    matrix = design.T @ (precision[:, None] * design) + penalty
    covariance = np.linalg.inv(matrix)
    effect = covariance @ design.T @ (precision * target)
    return design, covariance, effect


def test_effects_and_their_variances_are_those_of_the_dense_system(system):
    _, effects, variance, precision, target, _, solution = system

    design, covariance, effect = dense(effects, variance, precision, target)

    np.testing.assert_allclose(solution.effect, effect, atol=1e-9)
    np.testing.assert_allclose(solution.variance, np.diag(covariance), rtol=1e-7)
    np.testing.assert_allclose(solution.fitted, design @ effect, atol=1e-9)
    np.testing.assert_allclose(
        solution.fitted_variance, np.diag(design @ covariance @ design.T), rtol=1e-7
    )


def test_a_front_has_the_covariance_of_all_its_columns(system):
    _, effects, variance, precision, target, fronts, solution = system
    _, covariance, _ = dense(effects, variance, precision, target)

    found = list(downwards(fronts, solution.eliminations))

    assert len(found) == len(fronts)
    for front, _, piece in found:
        expected = covariance[np.ix_(front.columns, front.columns)]
        np.testing.assert_allclose(piece, expected, atol=1e-9)


def test_neighbouring_years_of_a_walk_have_their_covariance(system):
    _, effects, variance, precision, target, _, solution = system
    _, covariance, _ = dense(effects, variance, precision, target)

    inside = np.flatnonzero(effects.reach > np.arange(effects.count) + 1)

    assert len(inside) > 0
    np.testing.assert_allclose(solution.beside[inside], covariance[inside, inside + 1], atol=1e-9)


def test_every_group_and_every_effect_belongs_to_one_front(system):
    groups, effects, _, _, _, fronts, _ = system

    owned = np.concatenate([front.columns[: front.own] for front in fronts])
    rows = np.concatenate([np.arange(front.start, front.stop) for front in fronts])

    assert sorted(owned.tolist()) == list(range(effects.count))
    assert sorted(rows.tolist()) == list(range(len(groups)))


def test_a_year_without_samples_inside_a_walk_still_has_its_column():
    observations = make_world(seed=8)
    gap = (observations.country == 1) & (observations.occupation == 0) & (observations.year == 2021)
    groups = gather(observations.where(~gap))
    effects = lay_out(groups)

    fronts = plan(groups, effects)

    walk = next(block for block in effects.blocks if block.term.name == "market×year")
    start, begin = walk.first[(1, 0)]
    owned = np.concatenate([front.columns[: front.own] for front in fronts])
    assert begin == 2020
    assert {start, start + 1, start + 2} <= set(owned.tolist())
    assert walk.term.home == Home.MARKET
