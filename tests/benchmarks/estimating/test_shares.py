"""Shares that sum to a hundred and tell of nobody."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.estimating.shares import Share, publishable_shares


def test_shares_are_whole_per_cents_that_sum_to_a_hundred():
    shares = publishable_shares({1: 10, 2: 10, 3: 10})

    assert [share.percent for share in shares] == [34, 33, 33]


def test_two_of_nine_are_not_told():
    # 7 senior and 2 not: the two alone would be "22 %", and hiding them hides nothing.
    assert publishable_shares({1: 2, 2: 7}) == ()


def test_small_groups_are_told_together():
    shares = publishable_shares({1: 3, 2: 2, 3: 45, 4: 50})

    assert shares == (
        Share(code=4, percent=50),
        Share(code=3, percent=45),
        Share(code=None, percent=5),
    )


def test_one_small_group_takes_the_next_with_it():
    shares = publishable_shares({1: 4, 2: 16, 3: 80})

    assert shares == (Share(code=3, percent=80), Share(code=None, percent=20))


def test_a_group_alone_is_no_comparison():
    assert publishable_shares({1: 100}) == ()
    assert publishable_shares({}) == ()


@given(st.dictionaries(st.integers(0, 8), st.integers(0, 60), max_size=8))
def test_no_share_stands_for_fewer_than_five(counts):
    shares = publishable_shares(counts)

    if shares:
        named = [share.code for share in shares if share.code is not None]
        rest = sum(n for code, n in counts.items() if code not in named)
        assert sum(share.percent for share in shares) == 100
        assert all(counts[code] >= 5 for code in named)
        assert rest == 0 or rest >= 5
        assert rest == 0 or sum(n > 0 for code, n in counts.items() if code not in named) >= 2
