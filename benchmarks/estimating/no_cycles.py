"""Spares long computations Python's search for cyclic garbage."""

import gc
from collections.abc import Callable
from functools import wraps


def without_cycle_search[**P, R](compute: Callable[P, R]) -> Callable[P, R]:
    """A release builds millions of tuples that all stay, and no cycles.

    The search goes through all of them again and again: a third of the time of a large release.
    Anything else is freed at once, as ever, by its count of references.
    """

    @wraps(compute)
    def computed(*args: P.args, **kwargs: P.kwargs) -> R:
        searches = gc.isenabled()
        gc.disable()
        try:
            return compute(*args, **kwargs)
        finally:
            if searches:
                gc.enable()

    return computed
