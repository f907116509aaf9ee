"""Keeps linear algebra on one core."""

from collections.abc import Callable
from functools import wraps

from threadpoolctl import threadpool_limits


def on_one_core[**P, R](compute: Callable[P, R]) -> Callable[P, R]:
    """A product split over cores adds up in another order, and its last bits differ.

    The matrices are small besides: on several cores the threads mostly wait for each other.
    """

    @wraps(compute)
    def computed(*args: P.args, **kwargs: P.kwargs) -> R:
        with threadpool_limits(limits=1, user_api="blas"):
            return compute(*args, **kwargs)

    return computed
