"""Published figures that contradict one another."""

import pytest

from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.consistency import Figure, Kind, contradictions
from benchmarks.estimating.contrasts import Contrast, Dimension, contrasts
from benchmarks.estimating.estimation import estimate
from tests.benchmarks.estimating.markets import make_world


def key(hub=-1, seniority=-1):
    return CellKey(country=1, occupation=1, hub=hub, seniority=seniority)


def figure(typical, n, at=None, *, half=0.0, year=2024, is_projection=False, people=()):
    return Figure(
        key=at or key(),
        year=year,
        is_projection=is_projection,
        n=n,
        typical=typical,
        low=typical * (1 - half),
        high=typical * (1 + half),
        people=people,
    )


def kinds(*args):
    return [wrong.kind for wrong in contradictions(*args)]


def test_the_page_that_it_all_began_with_is_refused():
    whole = figure(120_684, 9)
    seniors = figure(168_958, 7, key(seniority=2))

    (wrong,) = contradictions([whole, seniors])

    # (9 × 120,684 − 7 × 168,958) / 2 = (1,086,156 − 1,182,706) / 2 = −48,275.
    assert wrong.kind == Kind.IMPOSSIBLE_REST
    assert (wrong.a, wrong.b) == (2, -48_275)
    assert wrong.sentence("de", "KI-Entwickler, Deutschland, 2024") == (
        "KI-Entwickler, Deutschland, 2024: Teile und Ganzes widersprechen sich; die übrigen "
        "2 Personen müssten -48275 verdienen."
    )
    assert "-48275" in wrong.sentence("en", "AI developer")


def test_intervals_that_leave_room_are_no_contradiction():
    whole = figure(120_684, 9, half=0.15)
    seniors = figure(135_000, 7, key(seniority=2), half=0.15)

    assert contradictions([whole, seniors]) == []


def test_a_rest_of_many_times_the_whole_is_impossible():
    assert kinds([figure(100_000, 100), figure(40_000, 95, key(hub=7))]) == [Kind.IMPOSSIBLE_REST]


def test_more_people_in_the_parts_than_in_the_whole():
    parts = [figure(60_000, 8, key(seniority=1)), figure(60_000, 8, key(seniority=2))]

    assert kinds([figure(60_000, 15), *parts]) == [Kind.MORE_PARTS_THAN_WHOLE]


@pytest.mark.parametrize(
    ("whole", "expected"),
    [(55_000, [Kind.WHOLE_OUTSIDE_PARTS]), (95_000, [Kind.WHOLE_OUTSIDE_PARTS]), (70_000, [])],
)
def test_a_whole_lies_between_its_parts(whole, expected):
    parts = [figure(60_000, 10, key(seniority=1)), figure(90_000, 10, key(seniority=2))]

    assert kinds([figure(whole, 20), *parts]) == expected


def test_a_hub_is_a_whole_of_its_seniorities_and_a_seniority_of_its_hubs():
    hub, seniority = figure(50_000, 10, key(hub=7)), figure(50_000, 10, key(seniority=2))
    part = figure(90_000, 10, key(hub=7, seniority=2))

    found = contradictions([hub, seniority, part])

    assert [wrong.key for wrong in found] == [key(seniority=2), key(hub=7)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": 61_000.0},
        {"high": 59_000.0},
        {"low": 0.0},
        {"people": (50_000.0, 61_000.0, 70_000.0, 80_000.0)},
        {"people": (50_000.0, 55_000.0, 80_000.0, 70_000.0)},
    ],
)
def test_figures_out_of_order_contradict_themselves(wrong):
    right = figure(60_000, 10, people=(40_000.0, 50_000.0, 70_000.0, 80_000.0))

    assert kinds([right]) == []
    assert kinds([right._replace(**wrong)]) == [Kind.ORDER]


def step(ratio, low, high):
    return Contrast(
        country=1,
        occupation=1,
        dimension=Dimension.SENIORITY,
        code=2,
        against=1,
        ratio=ratio,
        low=low,
        high=high,
        n=10,
        n_against=10,
    )


def test_levels_on_the_page_fit_the_estimated_step_between_them():
    levels = [
        figure(60_000, 10, key(seniority=1), half=0.05),
        figure(90_000, 10, key(seniority=2), half=0.05),
    ]

    assert kinds(levels, [step(1.45, 1.35, 1.55)]) == []
    assert kinds(levels, [step(1.20, 1.15, 1.25)]) == [Kind.CONTRAST]
    assert kinds(levels[:1], [step(1.20, 1.15, 1.25)]) == []


def test_levels_of_different_years_are_not_compared():
    levels = [
        figure(60_000, 10, key(seniority=1), year=2023),
        figure(90_000, 10, key(seniority=2), year=2024),
    ]

    assert kinds(levels, [step(1.20, 1.15, 1.25)]) == []


def test_a_projection_does_not_leap():
    now = figure(60_000, 10, half=0.02)
    ahead = figure(80_000, 10, half=0.02, year=2025, is_projection=True)

    assert kinds([now, ahead]) == [Kind.LEAP]
    assert kinds([now, ahead._replace(low=64_000.0)]) == []


def test_our_own_estimates_do_not_contradict_each_other():
    estimates = estimate(make_world(seed=21))
    figures = [
        Figure(
            key=each.key,
            year=each.year,
            is_projection=each.is_projection,
            n=each.recent_n,
            typical=each.typical,
            low=each.low,
            high=each.high,
            people=(each.p10, each.p25, each.p75, each.p90),
        )
        for each in estimates
        if each.recent_n >= 5
    ]

    assert len(figures) > 200
    assert contradictions(figures, contrasts(estimates)) == []
