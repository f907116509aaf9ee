"""Where the marks of a chart stand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.charts import Scale, Span, strip
from benchmarks.models import SourceKind
from benchmarks.queries import Pay

FULL = Pay(
    year=2024,
    currency="EUR",
    n=40,
    median=Decimal(80_000),
    p10=Decimal(50_000),
    p25=Decimal(70_000),
    p75=Decimal(100_000),
    p90=Decimal(150_000),
    typical_low=Decimal(75_000),
    typical_high=Decimal(90_000),
    rounded_to=Decimal(1_000),
    observed_from=date(2024, 1, 1),
    observed_to=date(2024, 1, 1),
    kinds=(SourceKind.SURVEY,),
)
MEDIAN_ALONE = replace(
    FULL, p10=None, p25=None, p75=None, p90=None, typical_low=None, typical_high=None
)


def test_marks_stand_in_proportion() -> None:
    scale = Scale(low=Decimal(50_000), high=Decimal(150_000))

    bar = scale.bar(FULL)

    assert bar.median == "30.00%"
    assert bar.middle == Span(start="20.00%", width="30.00%")
    assert bar.people == Span(start="0.00%", width="100.00%")
    assert bar.typical == Span(start="25.00%", width="15.00%")


def test_a_scale_leaves_room_on_both_sides() -> None:
    # 50,000 to 150,000 is 100,000 wide; a twentieth of 150,000 is more than 6 % of that.
    scale = Scale.around([FULL])

    assert (scale.low, scale.high) == (42_500, 157_500)


def test_a_scale_holds_all_of_its_groups() -> None:
    richer = replace(MEDIAN_ALONE, median=Decimal(400_000))

    scale = Scale.around([FULL, richer])

    assert scale.low < 50_000
    assert scale.high > 400_000


def test_a_range_that_is_not_known_is_not_drawn() -> None:
    bar = strip(MEDIAN_ALONE).bar

    assert (bar.typical, bar.middle, bar.people) == (None, None, None)
    assert bar.median == "50.00%"


def test_ticks_are_round_amounts() -> None:
    # From 42,500 to 157,500; labels need 30 % of 115,000, so that 40,000 is the step.
    ticks = strip(FULL).ticks

    assert [tick.amount for tick in ticks] == [80_000, 120_000]
    assert ticks[0].at == "32.61%"


@given(
    st.decimals(min_value=1, max_value=10**9, places=0),
    st.decimals(min_value=0, max_value=10**9, places=0),
)
def test_every_axis_has_labels_that_do_not_touch(low: Decimal, width: Decimal) -> None:
    pay = replace(MEDIAN_ALONE, median=low + width, p25=low, p75=low + width)

    places = [float(tick.at.rstrip("%")) for tick in strip(pay).ticks]

    assert 1 <= len(places) <= 3
    assert all(later - sooner >= 29.9 for sooner, later in pairwise(places))
    assert places[0] >= 15
    assert places[-1] <= 85


@pytest.mark.parametrize("pay", [FULL, MEDIAN_ALONE])
def test_nothing_is_drawn_outside_the_chart(pay: Pay) -> None:
    bar = strip(pay).bar

    for span in (bar.typical, bar.middle, bar.people):
        if span:
            start, width = (float(text.rstrip("%")) for text in (span.start, span.width))
            assert start >= 0
            assert start + width <= 100
