"""Long computations go without the search for cyclic garbage, and leave it as they found it."""

import gc

import pytest

from benchmarks.estimating.no_cycles import without_cycle_search


@without_cycle_search
def is_searching() -> bool:
    return gc.isenabled()


@without_cycle_search
def fails() -> None:
    raise ValueError("no")


def test_the_search_rests_and_goes_on() -> None:
    assert not is_searching()
    assert gc.isenabled()


def test_it_goes_on_after_a_failure() -> None:
    with pytest.raises(ValueError, match="no"):
        fails()

    assert gc.isenabled()


def test_one_within_another_leaves_it_resting() -> None:
    both = without_cycle_search(lambda: (is_searching(), gc.isenabled()))

    assert both() == (False, False)
    assert gc.isenabled()
