"""An answer that stands in a survey twice counts once; two people who say the same count twice."""

import numpy as np
import pytest

from benchmarks.estimating.estimation import estimate
from benchmarks.estimating.groups import gather
from benchmarks.estimating.observations import Evidence
from benchmarks.estimating.repeats import LEAST, without_repeats
from tests.benchmarks.estimating.markets import make_observations

CELLS = 400


def make_survey(seed, *, step=0.0, answers=3, kind=Evidence.SURVEY, sd=0.2):
    """Cells of so many answers in each of three years, rounded to `step`."""
    rng = np.random.default_rng(seed)
    rows = CELLS * 3 * answers
    pay = np.exp(11 + sd * rng.standard_normal(rows))
    return make_observations(
        pay=np.maximum(np.rint(pay / step), 1) * step if step else pay,
        occupation=np.arange(rows) % CELLS,
        year=2020 + np.arange(rows) // CELLS % 3,
        seniority=1,
        kind=int(kind),
    )


def repeated(observations, part, seed=1):
    rng = np.random.default_rng(seed)
    again = np.flatnonzero(rng.random(len(observations)) < part)
    return observations.where(np.concatenate([np.arange(len(observations)), again])), len(again)


def weighed(observations):
    return float(np.sum(without_repeats(gather(observations)).weight))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("step", [0.0, 1_000.0, 5_000.0])
def test_people_who_say_the_same_by_chance_all_count(seed, step):
    survey = make_survey(seed, step=step)

    assert weighed(survey) > 0.995 * len(survey)


def test_where_hardly_two_people_say_the_same_each_repeat_counts_for_nothing():
    survey = make_survey(3)
    doubled, again = repeated(survey, 0.2)

    assert again > 600
    assert weighed(doubled) == pytest.approx(len(survey), rel=0.002)


@pytest.mark.parametrize("step", [500.0, 1_000.0, 2_500.0])
def test_of_rounded_pay_most_repeats_are_told_from_coincidence(step):
    survey = make_survey(4, step=step)
    doubled, again = repeated(survey, 0.2)

    assert len(survey) - 0.1 * again < weighed(doubled) < len(survey) + 0.5 * again


def test_the_first_of_equal_answers_always_counts_in_full():
    doubled, _ = repeated(make_survey(5), 0.2)

    groups = without_repeats(gather(doubled))

    first = (
        np.r_[True, np.diff(groups.log_pay) != 0] | np.r_[True, np.diff(groups.group_of_row) > 0]
    )
    assert np.all(groups.weight[first] == 1.0)
    assert LEAST <= np.min(groups.weight[~first]) <= np.max(groups.weight[~first]) < 0.01


def test_what_no_year_follows_says_nothing_of_repeats():
    survey = make_survey(6)
    alone = survey.where(survey.year == 2020)
    doubled, _ = repeated(alone, 0.2)

    assert weighed(doubled) == len(doubled)


@pytest.mark.parametrize("kind", [Evidence.REGISTER, Evidence.PAYROLL, Evidence.ADVERT])
def test_only_answers_of_surveys_are_in_question(kind):
    doubled, _ = repeated(make_survey(7, kind=kind), 0.2)

    assert weighed(doubled) == len(doubled)


def test_each_source_is_judged_by_itself():
    clean, (dirty, again) = make_survey(8), repeated(make_survey(9), 0.2)
    both = make_observations(
        **{
            name: np.concatenate([getattr(clean, name), getattr(dirty, name)])
            for name in ("pay", "occupation", "year", "seniority", "kind")
        },
        source=np.repeat([1, 2], [len(clean), len(dirty)]),
    )

    groups = without_repeats(gather(both))

    of_source = np.bincount(groups.source[groups.group_of_row], weights=groups.weight)
    assert of_source[1] == len(clean)
    assert of_source[2] == pytest.approx(len(dirty) - again, rel=0.002)


def test_where_everybody_says_the_same_nothing_can_be_told():
    survey = make_survey(10, step=60_000.0, sd=0.05)
    doubled, _ = repeated(survey, 0.2)

    assert weighed(doubled) == len(doubled)


def test_repeats_leave_typical_pay_and_what_stands_behind_it_nearly_as_they_are():
    survey = make_survey(11, answers=4)
    doubled, _ = repeated(survey, 0.2)

    clean, dirty = estimate(survey), estimate(doubled)

    moved = np.abs(dirty.typical.log_pay - clean.typical.log_pay)
    assert np.mean(moved) < 0.005
    # An answer that is in its cell twice is no proof that a cell is alike: pay would seem to differ
    # by cell half as much again, and thin cells would be drawn to their parents too little.
    assert dirty.fit.deviation_variance == pytest.approx(clean.fit.deviation_variance, rel=0.05)
    assert np.sum(dirty.support.n_effective) == pytest.approx(
        np.sum(clean.support.n_effective), rel=0.01
    )
