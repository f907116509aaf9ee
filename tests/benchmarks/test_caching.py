"""Tests of benchmarks/caching.py."""

from benchmarks import caching
from benchmarks.caching import Cache


def counting(made: list[int]) -> Cache[int, int | None]:
    def square(number: int) -> int | None:
        made.append(number)
        return number * number or None

    return Cache(square)


def test_a_value_is_made_once_also_where_it_is_none() -> None:
    made: list[int] = []
    cache = counting(made)

    found = [cache[number] for number in (3, 0, 3, 0)]

    assert found == [9, None, 9, None]
    assert made == [3, 0]


def test_what_is_asked_for_again_outlives_any_number_of_others() -> None:
    made: list[int] = []
    cache = counting(made)

    for number in range(1, 4 * caching.GENERATION):
        assert cache[number] == number * number
        assert cache[7] == 49

    assert made.count(7) == 1
    assert len(cache) <= caching.GENERATION


def test_what_nobody_asks_for_is_forgotten() -> None:
    made: list[int] = []
    cache = counting(made)
    for number in range(1, 3 * caching.GENERATION):
        cache[number]

    cache[1]

    assert made.count(1) == 2
