"""Simulation-based calibration: intervals hold the truth as often as they say they do.

Worlds are drawn from the model itself (Talts et al., 2018, arXiv:1804.06788); the truth of every
cell is known, which no survey can tell us.
"""

import numpy as np
import pytest

from benchmarks.estimating.cells import Level
from benchmarks.estimating.estimation import estimate
from tests.benchmarks.estimating.simulated import simulate

WORLDS = range(6)


@pytest.fixture(scope="module")
def outcomes():
    """Whether each interval of a finest cell held, of this year's pay and of next year's."""
    held = {"now": [], "next": []}
    for seed in WORLDS:
        world = simulate(seed)
        newest = int(world.observations.year.max())
        for each in estimate(world.observations):
            if each.level == Level.HUB_SENIORITY and each.year >= newest:
                truth = world.truth[each.key, each.year]
                when = "next" if each.is_projection else "now"
                held[when].append(each.low <= truth <= each.high)
    return held


def test_intervals_of_typical_pay_hold_it_four_times_in_five(outcomes):
    assert len(outcomes["now"]) >= 2_000
    assert 0.78 <= np.mean(outcomes["now"]) <= 0.82


def test_intervals_of_next_year_hold_it_four_times_in_five(outcomes):
    # All cells of a world share one shock of the year, so six worlds are known less well.
    assert len(outcomes["next"]) >= 2_000
    assert 0.76 <= np.mean(outcomes["next"]) <= 0.85
