"""Grouping samples: one order for any order of the rows."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.estimating.groups import gather, joint_code, ranked, runs
from tests.benchmarks.estimating.markets import make_observations, make_world

CODES = st.lists(st.integers(-5, 10**12), min_size=1, max_size=40)


def test_a_group_holds_the_samples_that_share_everything_but_the_pay():
    observations = make_observations(
        pay=[70_000, 50_000, 60_000, 80_000],
        hub=[2, 2, 2, 3],
        year=[2024, 2024, 2023, 2024],
    )

    groups = gather(observations)

    assert groups.hub.tolist() == [2, 2, 3]
    assert groups.year.tolist() == [2023, 2024, 2024]
    assert groups.size.tolist() == [1, 2, 1]
    assert np.exp(groups.log_pay).round().tolist() == [60_000, 50_000, 70_000, 80_000]
    assert groups.row.tolist() == [2, 1, 0, 3]


def test_groups_are_the_same_for_any_order_of_the_rows():
    observations = make_world(seed=1, rows=500)
    shuffled = observations.where(np.random.default_rng(2).permutation(500))

    one, other = gather(observations), gather(shuffled)

    for name in ("country", "hub", "year", "size", "group_of_row", "log_pay", "weight"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name


def test_no_samples_make_no_groups():
    with pytest.raises(ValueError, match="no observations"):
        gather(make_observations(pay=[]))


@given(CODES)
def test_ranks_are_those_of_the_sorted_codes(codes):
    levels, rank = ranked(np.array(codes))

    assert levels == len(set(codes))
    assert rank.tolist() == [sorted(set(codes)).index(code) for code in codes]


@given(st.lists(st.tuples(*[st.integers(-1, 10**9)] * 8), min_size=1, max_size=30))
def test_joint_codes_order_rows_as_tuples_even_where_the_product_would_overflow(rows):
    joint = joint_code(*np.array(rows).T)

    assert np.argsort(joint, kind="stable").tolist() == sorted(
        range(len(rows)), key=lambda at: rows[at]
    )
    assert len(set(joint.tolist())) == len(set(rows))


def test_many_wide_columns_do_not_overflow():
    rng = np.random.default_rng(3)
    columns = rng.integers(0, 10**9, (8, 2_000))

    joint = joint_code(*columns)

    order = np.lexsort(columns[::-1])
    assert np.all(np.diff(joint[order]) > 0)


def test_runs_begin_where_the_code_changes():
    starts, number = runs(np.array([3, 3, 5, 9, 9]))

    assert starts.tolist() == [0, 2, 3]
    assert number.tolist() == [0, 0, 1, 2, 2]


def test_the_groups_before_a_year_are_those_of_its_samples_alone():
    observations = make_world(seed=3, rows=400)
    earlier = observations.year < 2022

    some, alone = gather(observations).before(2022), gather(observations.where(earlier))

    assert 0 < len(alone) < len(gather(observations))
    assert np.array_equal(some.row, np.flatnonzero(earlier)[alone.row])
    for name in ("country", "hub", "year", "size", "first_row", "group_of_row", "log_pay"):
        assert np.array_equal(getattr(some, name), getattr(alone, name)), name


def test_rows_are_combined_by_group_and_a_group_without_rows_says_so():
    groups = gather(make_observations(pay=[3, 1, 2], hub=[4, 4, 5]))
    empty = replace(groups, size=np.array([0, 1]), first_row=np.array([0, 2]))

    assert groups.totals(np.array([1.0, 2.0, 4.0])).tolist() == [3, 4]
    assert groups.combined(np.maximum, np.array([7, 9, 8]), -1).tolist() == [9, 8]
    assert empty.combined(np.maximum, np.array([7, 9, 8]), -1).tolist() == [-1, 8]
