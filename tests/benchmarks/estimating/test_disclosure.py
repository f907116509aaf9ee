"""Figures that stay hidden, with the reason."""

import pytest

from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.disclosure import Backing, Place, Reason, backing, suppressed
from benchmarks.estimating.estimation import estimate
from tests.benchmarks.estimating.markets import make_observations


def place(hub=-1, seniority=-1, year=2024):
    key = CellKey(country=1, occupation=1, hub=hub, seniority=seniority)
    return Place(key=key, year=year)


def behind(n, at=None, **more):
    """A figure of n samples that name no employer."""
    given = {"sources": 1, "employers": 0, "named_share": 0.0, "largest_share": 0.0, **more}
    return Backing(place=at or place(), n=n, **given)


@pytest.mark.parametrize(
    ("figure", "reason"),
    [
        (behind(4), Reason.FEW_SAMPLES),
        (behind(5), None),
        (behind(50, employers=2, named_share=0.5, largest_share=0.5), Reason.FEW_EMPLOYERS),
        (behind(50, employers=2, named_share=0.49, largest_share=0.5), None),
        (behind(50, employers=3, named_share=0.5, largest_share=0.5), None),
        (behind(50, employers=9, named_share=1.0, largest_share=0.51), Reason.DOMINANT_EMPLOYER),
        (behind(50, sources=3, employers=1, named_share=1.0, largest_share=0.5), None),
    ],
)
def test_each_rule_on_a_single_cell(figure, reason):
    assert suppressed([figure]).get(place()) == reason


def test_a_sibling_is_hidden_where_the_rest_would_give_a_small_cell_away():
    figures = [
        behind(40, place()),
        behind(4, place(seniority=1)),
        behind(16, place(seniority=2)),
        behind(20, place(seniority=3)),
    ]

    hidden = suppressed(figures)

    assert hidden[place(seniority=1)] == Reason.FEW_SAMPLES
    assert hidden[place(seniority=2)] == Reason.PROTECTS_ANOTHER
    assert place(seniority=3) not in hidden
    assert place() not in hidden


def test_years_and_markets_are_tables_of_their_own():
    other = CellKey(country=1, occupation=2, hub=-1, seniority=-1)
    figures = [
        behind(4, place(seniority=1, year=2023)),
        behind(30, place(seniority=2, year=2024)),
        behind(30, Place(key=other, year=2023)),
    ]

    assert set(suppressed(figures)) == {place(seniority=1, year=2023)}


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        (20, 20, None),
        (20, 24, Reason.SMALL_CHANGE),
        (24, 20, Reason.SMALL_CHANGE),
        (20, 25, None),
        (50, 52, None),
        (49, 51, Reason.SMALL_CHANGE),
    ],
)
def test_two_releases_do_not_tell_of_the_few_between_them(before, now, reason):
    hidden = suppressed([behind(now)], previous={place(): before})

    assert hidden.get(place()) == reason


def test_a_figure_that_is_gone_needs_no_hiding():
    assert suppressed([behind(20)], previous={place(seniority=9): 10}) == {}


def test_estimates_are_judged_by_the_samples_of_three_years():
    observations = make_observations(pay=[50_000] * 6, year=[2020, 2022, 2022, 2023, 2024, 2024])

    figures = [backing(each) for each in estimate(observations)]

    # 2020: 1, 2022: 3, 2023: 3, 2024: 5, and the projection rests on the same five.
    assert [figure.n for figure in figures] == [1, 3, 3, 5, 5]
    assert [figure.place.year for figure in figures] == [2020, 2022, 2023, 2024, 2025]
    assert {place.year for place in suppressed(figures)} == {2020, 2022, 2023}
