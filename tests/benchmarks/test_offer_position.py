"""Where an offer stands."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.offer_position import OfferPosition, Quantile, position_of

QUARTILES = [
    Quantile(share=0.25, pay=Decimal(60_000)),
    Quantile(share=0.5, pay=Decimal(75_000)),
    Quantile(share=0.75, pay=Decimal(90_000)),
]


def place(offer: int, *, low: int = 75_000, high: int = 75_000) -> OfferPosition:
    return position_of(
        Decimal(offer), QUARTILES, typical_low=Decimal(low), typical_high=Decimal(high)
    )


@pytest.mark.parametrize(("offer", "share"), [(60_000, 0.25), (75_000, 0.5), (90_000, 0.75)])
def test_an_offer_at_a_quantile_stands_at_its_share(offer: int, share: float) -> None:
    found = place(offer)

    assert found.low == pytest.approx(share)
    assert found.high == pytest.approx(share)


def test_the_band_is_as_wide_as_the_interval_of_typical_pay() -> None:
    # With a median of 60,000 the offer of 75,000 stands where 93,750 stands now, with one of
    # 90,000 where 62,500 stands.
    found = place(75_000, low=60_000, high=90_000)

    assert found.low == pytest.approx(place(62_500).low)
    assert found.high == pytest.approx(place(93_750).high)


def test_nothing_is_said_beyond_the_outermost_twentieth() -> None:
    assert place(1_000) == OfferPosition(low=0.05, high=0.05)
    assert place(1_000_000) == OfferPosition(low=0.95, high=0.95)


def test_quantiles_that_coincide_are_one_point() -> None:
    found = position_of(
        Decimal(70_000),
        [
            Quantile(share=0.25, pay=Decimal(70_000)),
            Quantile(share=0.5, pay=Decimal(70_000)),
            Quantile(share=0.75, pay=Decimal(90_000)),
        ],
        typical_low=Decimal(70_000),
        typical_high=Decimal(70_000),
    )

    assert 0.25 < found.low == found.high < 0.5


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_more_never_stands_lower(one: int, other: int) -> None:
    less, more = sorted((one, other))

    assert place(less, low=70_000, high=80_000).high <= place(more, low=70_000, high=80_000).high


@pytest.mark.parametrize("offer", [0, -1])
def test_an_offer_is_positive(offer: int) -> None:
    with pytest.raises(ValueError, match="An offer"):
        place(offer)


def test_one_quantile_is_not_enough() -> None:
    with pytest.raises(ValueError, match="two quantiles"):
        position_of(
            Decimal(1), QUARTILES[1:2], typical_low=Decimal(75_000), typical_high=Decimal(75_000)
        )
