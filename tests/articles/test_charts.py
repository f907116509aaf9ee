"""Where the marks of a chart stand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.charts import PLOT, TOP, Scale, Span, all_amounts, history, strip
from benchmarks.models import Grade, SourceKind
from benchmarks.queries import Pay, YearPay

FULL = Pay(
    year=2024,
    is_projection=False,
    currency="EUR",
    grade=Grade.B,
    typical=Decimal(80_000),
    typical_low=Decimal(75_000),
    typical_high=Decimal(90_000),
    half_width=13,
    p10=Decimal(50_000),
    p25=Decimal(70_000),
    p75=Decimal(100_000),
    p90=Decimal(150_000),
    range_is_measured=True,
    rounded_to=Decimal(1_000),
    n=40,
    median=Decimal(81_000),
    recent_n=90,
    effective_n=90,
    source_count=3,
    observed_from=date(2024, 1, 1),
    observed_to=date(2024, 1, 1),
    kinds=(SourceKind.SURVEY,),
)
WITHOUT_PEOPLE = replace(FULL, p10=None, p25=None, p75=None, p90=None)
RANGE_ONLY = replace(WITHOUT_PEOPLE, grade=Grade.D, typical=None, median=None)


def test_marks_stand_in_proportion() -> None:
    scale = Scale(low=Decimal(50_000), high=Decimal(150_000))

    bar = scale.bar(FULL)

    assert bar.point == "30.00%"
    assert bar.middle == Span(start="20.00%", width="30.00%")
    assert bar.people == Span(start="0.00%", width="100.00%")
    assert bar.typical == Span(start="25.00%", width="15.00%")


def test_a_scale_leaves_room_on_both_sides() -> None:
    # 50,000 to 150,000 is 100,000 wide; a twentieth of 150,000 is more than 6 % of that.
    scale = Scale.around(all_amounts(FULL))

    assert (scale.low, scale.high) == (42_500, 157_500)


def test_a_scale_holds_all_of_its_amounts() -> None:
    scale = Scale.around([*all_amounts(FULL), Decimal(400_000)])

    assert scale.low < 50_000
    assert scale.high > 400_000


def test_what_is_not_known_is_not_drawn() -> None:
    bar = strip(RANGE_ONLY).bar

    assert (bar.point, bar.middle, bar.people) == (None, None, None)
    assert bar.typical.width != "0.00%"


def test_an_offer_far_outside_stands_at_the_end_of_the_axis() -> None:
    assert strip(FULL, Decimal(10)).offer == "0.00%"
    assert strip(FULL, Decimal(10**9)).offer == "100.00%"


def test_ticks_are_round_amounts() -> None:
    # From 42,500 to 157,500; labels need 16 % of 115,000, so that 20,000 is the step.
    ticks = strip(FULL).ticks

    assert [tick.amount for tick in ticks] == [60_000, 80_000, 100_000, 120_000, 140_000]
    assert ticks[0].at == "15.22%"
    # On a phone they need 30 % of it, 34,500: every second one.
    assert [tick.is_minor for tick in ticks] == [False, True, False, True, False]


@given(
    st.decimals(min_value=1, max_value=10**9, places=0),
    st.decimals(min_value=0, max_value=10**9, places=0),
)
def test_every_axis_has_labels_that_do_not_touch(low: Decimal, width: Decimal) -> None:
    pay = replace(RANGE_ONLY, typical_low=low, typical_high=low + width)

    ticks = strip(pay).ticks
    everywhere = [float(tick.at.rstrip("%")) for tick in ticks]
    on_a_phone = [float(tick.at.rstrip("%")) for tick in ticks if not tick.is_minor]

    for places, room in ((everywhere, 14), (on_a_phone, 30)):
        assert places
        assert all(later - sooner >= room - 0.1 for sooner, later in pairwise(places))
        assert places[0] >= room / 2
        assert places[-1] <= 100 - room / 2


@pytest.mark.parametrize("pay", [FULL, RANGE_ONLY])
def test_nothing_is_drawn_outside_the_chart(pay: Pay) -> None:
    bar = strip(pay).bar

    for span in (bar.typical, bar.middle, bar.people):
        if span:
            start, width = (float(text.rstrip("%")) for text in (span.start, span.width))
            assert start >= 0
            assert start + width <= 100


def years(*pays: Pay | None) -> list[YearPay]:
    """The newest first, from 2024 backwards."""
    return [YearPay(year=2024 - back, pay=pay) for back, pay in enumerate(pays)]


def test_a_single_year_has_no_history() -> None:
    assert history(years(FULL), None) is None
    assert history(years(FULL, None), None) is None


def test_a_history_runs_from_the_oldest_year_on_the_left_to_the_projection() -> None:
    ahead = replace(FULL, year=2025, is_projection=True, typical_high=Decimal(99_000))

    drawn = history(years(FULL, RANGE_ONLY), ahead)

    assert drawn is not None
    assert [(year.label, year.x) for year in drawn.years] == [
        ("2023", "26.67%"),  # 12 + 1/6 of 88
        ("2024", "56.00%"),
        ("2025", "85.33%"),
    ]
    assert [year.is_projection for year in drawn.years] == [False, False, True]
    assert [year.point is None for year in drawn.years] == [True, False, False]
    assert drawn.fan is not None
    assert drawn.fan.split()[0].startswith("56.00,")


def test_years_before_the_first_figure_take_no_room() -> None:
    drawn = history(years(FULL, None, FULL, None, None), None)

    assert drawn is not None
    assert [year.label for year in drawn.years] == ["2022", "2023", "2024"]


def test_a_year_without_a_figure_breaks_the_band() -> None:
    drawn = history(years(FULL, FULL, None, FULL), None)

    assert drawn is not None
    assert len(drawn.bands) == 1
    assert [year.top is None for year in drawn.years] == [False, True, False, False]


@given(st.lists(st.one_of(st.none(), st.just(FULL), st.just(RANGE_ONLY)), min_size=2, max_size=30))
def test_every_year_is_drawn_inside_the_plot(pays: list[Pay | None]) -> None:
    drawn = history(years(*pays), None)

    for year in drawn.years if drawn else []:
        for height in (year.point, year.top, year.bottom, year.median):
            assert height is None or TOP <= float(height) <= TOP + PLOT
