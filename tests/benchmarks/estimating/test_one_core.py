"""Equal samples give equal bits on any number of cores."""

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits

from benchmarks.estimating.estimation import estimate
from benchmarks.estimating.one_core import on_one_core
from tests.benchmarks.estimating.markets import make_world


def threads() -> set[int]:
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


def test_linear_algebra_keeps_to_one_core_and_is_let_go_after():
    with threadpool_limits(limits=2, user_api="blas"):
        assert on_one_core(threads)() == {1}
        assert threads() == {2}


def test_estimates_are_the_same_bits_where_more_cores_are_offered():
    world = make_world(seed=3)
    found = []
    for cores in (1, 2):
        with threadpool_limits(limits=cores, user_api="blas"):
            found.append(estimate(world))

    np.testing.assert_array_equal(found[0].typical.log_pay, found[1].typical.log_pay)
    np.testing.assert_array_equal(found[0].typical.variance, found[1].typical.variance)
