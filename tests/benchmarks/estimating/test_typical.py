"""How a cell's own median and the model are combined over the years."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.estimating.cells import find_cells
from benchmarks.estimating.groups import gather
from benchmarks.estimating.settings import Stretch
from benchmarks.estimating.synthetic import Synthetic
from benchmarks.estimating.typical import Direct, combine, stretched
from tests.benchmarks.estimating.markets import make_observations


def one_cell(medians, noise, *, model=11.0, uncertainty=0.0):
    """One market over the years of `medians`; None where it has no samples."""
    years = len(medians)
    cells = find_cells(gather(make_observations(pay=[1.0] * years, year=2020 + np.arange(years))))
    synthetic = Synthetic(
        mean=np.full((1, years + 1), model),
        variance=np.full((1, years + 1), uncertainty),
        spread=np.zeros((1, years + 1)),
    )
    direct = Direct(
        median=np.array([[0.0 if median is None else median for median in medians]]),
        variance=np.full((1, years), noise),
        seen=np.array([[median is not None for median in medians]]),
    )
    return cells, synthetic, direct


def test_a_cell_of_endless_samples_stands_at_its_own_median():
    typical = combine(*one_cell([11.2], 1e-12, uncertainty=0.01))

    assert typical.log_pay[0, 0] == pytest.approx(11.2)
    assert typical.variance[0, 0] == pytest.approx(0, abs=1e-9)


def test_no_samples_of_the_past_know_the_step_to_the_next_year():
    cells, synthetic, direct = one_cell([11.2], 1e-12, uncertainty=0.01)
    unknown = synthetic.variance + np.array([[0.0, 0.004]])

    typical = combine(cells, replace(synthetic, variance=unknown), direct)

    known = combine(cells, synthetic, direct)
    assert typical.variance[0, 0] == known.variance[0, 0]
    assert typical.variance[0, 1] == pytest.approx(known.variance[0, 1] + 0.004)


def test_a_cell_of_almost_no_samples_stands_at_the_model():
    typical = combine(*one_cell([11.9], 1e9, uncertainty=0.01))

    assert typical.log_pay[0, 0] == pytest.approx(11.0, abs=1e-6)
    assert typical.variance[0, 0] > 0.01


def test_what_is_a_cells_own_fades_by_half_a_year():
    typical = combine(*one_cell([11.2, None, None], 1e-12))

    gaps = typical.log_pay[0] - 11.0
    assert gaps == pytest.approx([0.2, 0.1, 0.05, 0.025])


def test_uncertainty_grows_with_every_year_without_samples():
    typical = combine(*one_cell([11.2, None, None], 0.001, uncertainty=0.01))

    assert np.all(np.diff(typical.variance[0]) > 0)


def test_more_samples_leave_less_uncertainty():
    few = combine(*one_cell([11.1], 0.01, uncertainty=0.01))
    many = combine(*one_cell([11.1], 0.001, uncertainty=0.01))

    assert many.variance[0, 0] < few.variance[0, 0]


def test_the_stretch_widens_only_years_without_data():
    cells, synthetic, direct = one_cell([11.0, 11.0], 0.001)
    typical = combine(cells, synthetic, direct)

    wide = stretched(typical, cells, np.array([1]), Stretch(by_country={1: 1.5}))

    assert wide.variance[0, :2] == pytest.approx(typical.variance[0, :2])
    assert wide.variance[0, 2] == pytest.approx(1.5**2 * typical.variance[0, 2])
    assert np.array_equal(wide.log_pay, typical.log_pay)
