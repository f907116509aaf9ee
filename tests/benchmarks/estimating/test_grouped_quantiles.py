"""Quantiles of many groups at once against one group at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.estimating.grouped_quantiles import Sorted, grouped_quantiles
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


def test_values_sorted_once_are_grouped_by_any_of_their_rows():
    by_value = Sorted(np.array([30.0, 10.0, 20.0, 40.0]), np.ones(4))
    rows, group = np.array([0, 1, 3]), np.array([2, 0, 2])

    groups, rank = by_value.grouped(group, rows)

    assert groups.tolist() == [0, 2, 2]
    assert by_value.values[rank].tolist() == [10, 30, 40]


def test_codes_too_large_for_one_number_a_row_are_grouped_all_the_same():
    by_value = Sorted(np.array([3.0, 1.0, 2.0]), np.ones(3))

    groups, rank = by_value.grouped(np.array([2**61, 5, 2**61]))

    assert groups.tolist() == [5, 2**61, 2**61]
    assert by_value.values[rank].tolist() == [1, 2, 3]
