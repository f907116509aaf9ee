"""What mistyped and repeated rows do to the forecasts: next to nothing."""

from dataclasses import fields, replace

import numpy as np
import pytest

from benchmarks.estimating.backtest import score
from benchmarks.estimating.observations import Observations
from benchmarks.estimating.rolling_origin import forecast
from benchmarks.estimating.settings import Settings
from tests.benchmarks.estimating.simulated import simulate

YEAR = 2022


def dirtied(observations, seed):
    """3 % a month's pay for a year's, 1 % with a digit too many, then a fifth of the rows twice."""
    rng = np.random.default_rng(seed)
    kind = rng.random(len(observations))
    factor = np.select([kind < 0.03, kind < 0.04], [1 / 12, 10.0], 1.0)
    again = np.flatnonzero(rng.random(len(observations)) < 0.2)
    rows = np.concatenate([np.arange(len(observations)), again])
    return replace(observations, pay=observations.pay * factor).where(rows)


def joined(one, other):
    columns = [field.name for field in fields(one) if getattr(one, field.name) is not None]
    return Observations(
        **{name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in columns}
    )


@pytest.fixture(scope="module")
def scores():
    """Forecasts from clean and from dirty samples, both held against the same clean outcomes."""
    found = []
    for seed in range(11, 15):
        world = simulate(seed, per_cell=5.0, hubs=2).observations
        before, outcome = world.where(world.year < YEAR), world.where(world.year == YEAR)
        found.append(
            tuple(
                score("own", forecast(joined(samples, outcome), YEAR, Settings(), 8))
                for samples in (before, dirtied(before, seed))
            )
        )
    return found


def test_our_error_moves_by_less_than_half_a_point(scores):
    assert sum(clean.cells for clean, _ in scores) > 150
    assert abs(np.mean([dirty.error - clean.error for clean, dirty in scores])) < 0.5


def test_a_raw_mean_of_the_same_rows_moves_by_several_points(scores):
    moved = [dirty.rivals[0].error - clean.rivals[0].error for clean, dirty in scores]

    assert np.mean(moved) > 2
