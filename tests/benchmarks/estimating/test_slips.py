"""Pay that was typed wrong doesn't count; pay that is unusual does."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.estimating.estimation import estimate
from benchmarks.estimating.groups import gather
from benchmarks.estimating.mixed_model import fit
from benchmarks.estimating.settings import Settings
from benchmarks.estimating.slips import SLIPS_EXPECTED, soundness
from tests.benchmarks.estimating.markets import make_observations, make_world

MONTHLY = -np.log(12)


def sound(residual, sd=0.2):
    return soundness(np.array([residual]), np.array([sd**2]), SLIPS_EXPECTED)[0][0]


@pytest.mark.parametrize("slip", [-np.log(12), np.log(12), -np.log(10), np.log(10)])
def test_a_slip_hardly_counts(slip):
    assert sound(slip) < 0.05


@pytest.mark.parametrize("unusual", [-0.9, 0.9])
def test_unusual_pay_counts_in_full(unusual):
    assert sound(unusual) == 1.0


def test_a_third_of_the_usual_pay_is_no_slip():
    assert sound(-np.log(3)) > 0.9


def test_where_pay_spreads_widely_a_twelfth_may_be_true():
    assert sound(MONTHLY, sd=0.7) > 0.3


def test_how_many_slips_there_are_is_learnt_from_the_samples():
    residual = np.zeros(10_000)
    residual[:300] = MONTHLY

    _, slips = soundness(residual, np.full(10_000, 0.04), SLIPS_EXPECTED)

    assert slips == pytest.approx(0.03, abs=0.001)


def test_slips_leave_the_spread_of_people_as_it_is():
    world = make_world(3)
    rng = np.random.default_rng(3)
    factor = np.where(rng.random(len(world)) < 0.03, 1 / 12, 1.0)
    slipped = replace(world, pay=world.pay * factor)

    clean, dirty = (fit(gather(samples), Settings()) for samples in (world, slipped))

    assert np.sqrt(dirty.scale / clean.scale) == pytest.approx(1.0, abs=0.03)


def test_a_sample_that_is_a_slip_is_no_sample_of_its_cell():
    pay = [60_000.0 + 500 * step for step in range(40)]
    market = make_observations(pay=[*pay, 5_800.0], hub=[1] * 40 + [2])

    found = estimate(market)

    hub = {key.hub: cell for cell, key in enumerate(found.cells.keys())}
    assert found.support.n[hub[2], 0] == 1
    assert found.support.n_effective[hub[2], 0] < 0.01
    assert found.support.n_effective[hub[1], 0] == pytest.approx(40)
    assert np.exp(found.typical.log_pay[hub[2], 0]) > 60_000
