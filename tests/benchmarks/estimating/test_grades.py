"""Grades and levels: the table of the method, edge by edge."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.estimation import estimate
from benchmarks.estimating.grades import (
    Criteria,
    Grade,
    broader,
    choose_level,
    criteria,
    grade,
    is_diverse,
)
from tests.benchmarks.estimating.markets import make_observations

BEST = Criteria(half_width=6, n=50, sources=2, months=12, is_diverse=True, parent_n=0, agrees=True)


def key(hub=-1, seniority=-1):
    return CellKey(country=1, occupation=1, hub=hub, seniority=seniority)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Grade.A),
        ({"half_width": 6.01}, Grade.B),
        ({"n": 49.9}, Grade.B),
        ({"sources": 1}, Grade.B),
        ({"months": 13}, Grade.B),
        ({"half_width": 10}, Grade.B),
        ({"half_width": 10.01}, Grade.C),
        ({"n": 20}, Grade.B),
        ({"n": 19.9}, Grade.C),
        ({"months": 18}, Grade.B),
        ({"months": 19}, Grade.C),
        ({"is_diverse": False}, Grade.C),
        ({"half_width": 15}, Grade.C),
        ({"half_width": 15.01}, Grade.D),
        ({"n": 5}, Grade.C),
        ({"n": 4.9}, None),
        ({"n": 4.9, "parent_n": 20}, Grade.D),
        ({"n": 4.9, "parent_n": 19.9}, None),
        ({"months": 24}, Grade.C),
        ({"months": 25}, Grade.D),
        ({"half_width": 25}, Grade.D),
        ({"half_width": 25.01}, None),
        ({"agrees": False}, None),
    ],
)
def test_each_criterion_has_its_edge(change, expected):
    assert grade(replace(BEST, **change)) == expected


@pytest.mark.parametrize(
    ("sources", "employers", "named_share", "expected"),
    [
        (3, 0, 0.0, True),
        (2, 0, 0.0, False),
        (1, 3, 0.5, True),
        (1, 3, 0.49, False),
        (1, 2, 1.0, False),
    ],
)
def test_three_sources_or_three_named_employers_are_diverse(
    sources, employers, named_share, expected
):
    assert is_diverse(sources, employers, named_share) is expected


def test_the_seniority_is_kept_when_the_place_is_widened():
    assert broader(key(hub=7, seniority=2)) == (key(seniority=2), key())
    assert broader(key(hub=7)) == (key(),)
    assert broader(key(seniority=2)) == (key(),)
    assert broader(key()) == ()


def test_a_page_shows_its_own_level_if_that_has_a_figure():
    grades = {key(hub=7): Grade.C, key(): Grade.A}

    assert choose_level(key(hub=7), grades).key == key(hub=7)


def test_a_page_names_the_nearest_broader_level_with_a_figure():
    grades = {key(hub=7, seniority=2): Grade.D, key(seniority=2): None, key(): Grade.B}

    choice = choose_level(key(hub=7, seniority=2), grades)

    assert (choice.key, choice.grade) == (key(), Grade.B)


def test_without_any_figure_a_page_shows_the_nearest_modelled_range():
    grades = {key(hub=7, seniority=2): None, key(seniority=2): Grade.D, key(): Grade.D}

    choice = choose_level(key(hub=7, seniority=2), grades)

    assert (choice.key, choice.grade) == (key(seniority=2), Grade.D)


def test_without_any_grade_a_page_shows_no_number():
    assert choose_level(key(hub=7), {key(): None}) is None


def graded(pay, seniority, **more):
    found = list(estimate(make_observations(pay=pay, seniority=seniority, **more)))
    samples = {each.key: each.recent_n_effective for each in found if not each.is_projection}
    return {
        each.key: grade(
            criteria(
                each,
                parent_n=max([samples[up] for up in broader(each.key)], default=0.0),
                as_of_month=12 * 2024 + 12,
            )
        )
        for each in found
        if not each.is_projection
    }


def test_nine_samples_of_the_page_that_it_all_began_with_are_graded_c_at_best():
    pay = [96_000, 101_000, 108_000, 118_000, 121_000, 126_000, 131_000, 140_000, 145_156]

    grades = graded(pay, [1, 1, 2, 2, 2, 2, 2, 2, 2])

    assert grades[key()] in (Grade.C, Grade.D, None)
    # Two samples of seniority 1 have no broader cell of twenty to lean on: no number of their own.
    assert grades[key(seniority=1)] is None


def test_four_samples_have_no_number_of_their_own():
    assert set(graded([60_000, 61_000, 62_000, 63_000], 1).values()) == {None}


def test_many_samples_of_one_source_without_employers_stay_at_c():
    rng = np.random.default_rng(1)
    pay = 60_000 * rng.lognormal(0, 0.2, 2_000)

    assert graded(pay, -1)[key()] == Grade.C
    assert graded(pay, -1, source=np.arange(2_000) % 3)[key()] == Grade.A
    assert graded(pay, -1, employer=np.arange(2_000) % 40)[key()] == Grade.B


def test_a_median_that_contradicts_the_typical_pay_leaves_no_number():
    observations = make_observations(pay=60_000 * np.random.default_rng(1).lognormal(0, 0.2, 100))
    now = next(iter(estimate(observations)))

    far = criteria(now._replace(own_median=now.high * 1.2), parent_n=0, as_of_month=24_300)
    near = criteria(now, parent_n=0, as_of_month=24_300)

    assert not far.agrees
    assert near.agrees
