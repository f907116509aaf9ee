"""Expected growth of pay, and the calibrated shock of a year."""

import numpy as np
import pytest

from benchmarks.estimating.growth import WageGrowth, YearShock, calibrated_shock


def test_expected_growth_cumulates_from_the_base_year_both_ways():
    growth = WageGrowth(yearly=0.03, known={(1, 2023): 0.05})
    country = np.array([1, 1, 1, 2])
    year = np.array([2022, 2023, 2025, 2022])

    index = growth.log_index(country, year, 2023)

    # Country 1 grew by 5 % into 2023 and is expected to by 3 % a year; country 2 by 3 % always.
    assert np.exp(index) == pytest.approx([1 / 1.05, 1.0, 1.03**2, 1 / 1.03])


def test_the_base_year_may_lie_outside_the_years_asked_for():
    index = WageGrowth(yearly=0.10).log_index(np.array([1]), np.array([2020]), 2022)

    assert np.exp(index) == pytest.approx([1 / 1.21])


def test_without_forecasts_the_shock_is_its_prior():
    prior = YearShock(sd=0.03, degrees=6)

    shock = calibrated_shock(prior, np.array([]), np.array([]))

    assert shock.sd == pytest.approx(0.03)
    assert shock.degrees == 6


def test_two_years_of_errors_move_the_shock_by_their_weight_in_years():
    prior = YearShock(sd=0.03, degrees=6)

    shock = calibrated_shock(prior, np.array([0.06, -0.01]), np.array([0.0006, 0.0004]))

    # (6 × 0.0009 + (0.0036 − 0.0006) + 0) / 8 = 0.00105: the second error is less than its noise.
    assert shock.sd == pytest.approx(np.sqrt(0.00105))
    assert shock.degrees == 8
