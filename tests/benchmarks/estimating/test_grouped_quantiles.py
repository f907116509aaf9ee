"""Quantiles of many groups at once against one group at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.estimating.grouped_quantiles import grouped_quantiles
from benchmarks.statistics import weighted_quantiles

PROBABILITIES = (0.1, 0.25, 0.5, 0.75, 0.9)


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.floats(1, 100), st.floats(0.1, 10)),
        min_size=1,
        max_size=60,
    )
)
def test_each_group_has_the_quantiles_that_it_would_have_alone(rows):
    group, values, weights = (np.array(column) for column in zip(*rows, strict=True))

    found, quantiles = grouped_quantiles(group, values, weights, PROBABILITIES)

    assert found.tolist() == sorted(set(group.tolist()))
    for code, row in zip(found, quantiles, strict=True):
        own = group == code
        alone = weighted_quantiles(values[own], PROBABILITIES, weights[own])
        assert row == pytest.approx(alone, rel=1e-9)


def test_a_single_value_is_all_of_its_quantiles():
    _, quantiles = grouped_quantiles(
        np.array([5, 9]), np.array([1.0, 2.0]), np.ones(2), PROBABILITIES
    )

    assert quantiles.tolist() == [[1.0] * 5, [2.0] * 5]
