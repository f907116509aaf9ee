"""Scores of forecasts, worked out by hand."""

import numpy as np
import pytest

from benchmarks.estimating.scores import (
    covered,
    interval_scores,
    mean_or_none,
    percentage_errors,
)


def test_errors_are_in_per_cent_of_the_outcome():
    errors = percentage_errors(np.array([90.0, 120.0, np.nan]), np.array([100.0, 100.0, 100.0]))

    assert errors[:2] == pytest.approx([10, 20])
    assert np.isnan(errors[2])


def test_an_interval_score_is_its_width_and_ten_times_what_it_misses_by():
    low, high = np.array([90.0, 90.0, 90.0]), np.array([110.0, 110.0, 110.0])

    scores = interval_scores(low, high, np.array([100.0, 113.0, 85.0]), 0.80)

    assert scores == pytest.approx([20, 20 + 30, 20 + 50])


def test_the_true_quantiles_have_the_best_interval_score():
    outcome = np.random.default_rng(1).normal(size=200_000)

    def mean_score(reach):
        reaches = np.full(len(outcome), reach)
        return np.mean(interval_scores(-reaches, reaches, outcome, 0.80))

    best = mean_score(1.2816)
    assert best < mean_score(1.1)
    assert best < mean_score(1.45)


def test_ends_of_an_interval_belong_to_it():
    assert covered(np.array([1.0, 1.0]), np.array([2.0, 2.0]), np.array([2.0, 2.1])).tolist() == [
        True,
        False,
    ]


def test_the_mean_of_nothing_is_none():
    assert mean_or_none(np.array([np.nan])) is None
    assert mean_or_none(np.array([1.0, np.nan, 3.0])) == 2
