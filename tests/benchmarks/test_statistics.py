"""Quantiles, their distribution-free intervals, and rounding by precision."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from benchmarks.statistics import (
    Interval,
    effective_n,
    order_statistic_ranks,
    quantile_interval,
    round_interval,
    round_to_precision,
    rounding_step,
    summarise,
    weighted_quantiles,
)

PAYS = st.lists(st.floats(1_000, 1_000_000), min_size=1, max_size=60)


def test_nine_samples_have_quartiles_and_an_interval_but_no_tails():
    pay = np.arange(1.0, 10.0) * 10_000

    summary = summarise(pay)

    # Definition 8 puts the k-th of nine at (k - 1/3) / (9 + 1/3): p = 0.25 is k = 2.6667.
    assert summary.n == 9
    assert summary.median == pytest.approx(50_000)
    assert summary.p25 == pytest.approx(26_666.67, abs=0.01)
    assert summary.p75 == pytest.approx(73_333.33, abs=0.01)
    assert (summary.p10, summary.p90) == (None, None)
    # P(B < 3) = 46/512 = 9.0 % for B ~ Binomial(9, 1/2), P(B < 4) = 130/512: so ranks 3 and 7.
    assert (summary.typical_low, summary.typical_high) == (30_000, 70_000)


@pytest.mark.parametrize(
    ("n", "has_interval", "has_quartiles", "has_tails"),
    [
        (1, False, False, False),
        (3, False, False, False),
        (4, True, False, False),
        (8, True, False, False),
        (9, True, True, False),
        (29, True, True, False),
        (30, True, True, True),
    ],
)
def test_each_figure_appears_only_from_its_own_sample_size(
    n, has_interval, has_quartiles, has_tails
):
    summary = summarise(np.linspace(40_000, 90_000, n))

    assert summary.median is not None
    assert (summary.typical_low is not None) is has_interval
    assert (summary.p25 is not None) is has_quartiles
    assert (summary.p90 is not None) is has_tails


def test_an_empty_cell_says_nothing():
    summary = summarise(np.array([]))

    assert summary.n == 0
    assert summary.median is None
    assert summary.typical_low is None


def test_rows_of_weight_zero_are_left_out():
    summary = summarise(np.array([50_000.0, 60_000.0, 999_000.0]), np.array([1.0, 1.0, 0.0]))

    assert summary.n == 2
    assert summary.median == 55_000


def test_one_heavy_row_does_not_pass_for_many():
    pay = np.linspace(40_000, 90_000, 40)
    weights = np.ones(40)
    weights[0] = 40.0

    summary = summarise(pay, weights)

    # (40 + 39)^2 / (1600 + 39) = 6241 / 1639 = 3.8: below four, so no interval, no quartiles.
    assert summary.n == 40
    assert summary.n_effective == pytest.approx(3.808, abs=0.001)
    assert summary.typical_low is None
    assert summary.p25 is None


@pytest.mark.parametrize("bad", [0.0, -1.0, float("nan"), float("inf")])
def test_pay_that_is_no_pay_is_refused(bad):
    with pytest.raises(ValueError, match="positive and finite"):
        summarise(np.array([50_000.0, bad]))


@pytest.mark.parametrize("bad", [-1.0, float("nan"), float("inf")])
def test_weights_that_are_no_weights_are_refused(bad):
    with pytest.raises(ValueError, match="Weights"):
        summarise(np.array([50_000.0, 60_000.0]), np.array([1.0, bad]))


def test_columns_of_different_length_are_refused():
    with pytest.raises(ValueError, match="same length"):
        summarise(np.array([50_000.0, 60_000.0]), np.array([1.0]))


def test_quantiles_of_equal_weights_are_hyndman_and_fan_definition_8():
    values = np.exp(np.random.default_rng(7).normal(11, 0.3, 501))
    probabilities = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98]

    ours = weighted_quantiles(values, probabilities, np.full(501, 3.0))

    oracle = np.quantile(values, probabilities, method="median_unbiased")
    assert ours == pytest.approx(oracle, rel=1e-12)


def test_a_quantile_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        weighted_quantiles(np.array([]), [0.5])


@pytest.mark.parametrize("probability", [0.1, 0.25, 0.5, 0.9])
@pytest.mark.parametrize("n", [1, 3, 4, 8, 9, 21, 22, 57, 400, 12_345])
def test_ranks_are_the_narrowest_that_the_binomial_allows(n, probability):
    ranks = order_statistic_ranks(n, probability, 0.80)

    rank = np.arange(1, n + 1)
    low = rank[binom.cdf(rank - 1, n, probability) <= 0.1 + 1e-12]
    high = rank[binom.sf(rank - 1, n, probability) <= 0.1 + 1e-12]
    assert ranks == ((low[-1], high[0]) if len(low) and len(high) else None)


def test_the_interval_of_a_median_holds_it_at_least_as_often_as_it_says():
    rng = np.random.default_rng(20261123)
    hits = 0

    for _ in range(2_000):
        interval = quantile_interval(np.exp(rng.normal(11, 0.3, 25)), 0.5)
        hits += interval.low <= np.exp(11) <= interval.high

    # Ranks 9 and 17 of 25 hold the median with P = 89.2 % (the next pair inside: 77 %).
    assert 0.87 <= hits / 2_000 <= 0.92


def test_no_interval_from_three_samples():
    assert quantile_interval(np.array([1.0, 2.0, 3.0]), 0.5) is None


def test_doubled_weights_change_nothing():
    pay = np.array([40_000.0, 55_000, 61_000, 70_000, 82_000, 99_000])
    weights = np.array([1.0, 2, 1, 3, 1, 2])

    assert summarise(pay, weights) == summarise(pay, weights * 2)


def test_the_interval_of_equal_weights_is_a_pair_of_order_statistics():
    assert quantile_interval(np.arange(1.0, 5.0), 0.5) == Interval(low=1.0, high=4.0)


@given(PAYS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(pays, random):
    shuffled = pays.copy()
    random.shuffle(shuffled)

    assert summarise(np.array(pays)) == summarise(np.array(shuffled))


@given(PAYS, st.sampled_from([0.5, 2.0, 64.0]))
def test_scaled_pay_gives_scaled_figures(pays, factor):
    plain = summarise(np.array(pays))
    scaled = summarise(np.array(pays) * factor)

    assert scaled.median == pytest.approx(plain.median * factor, rel=1e-12)
    assert (scaled.typical_low is None) == (plain.typical_low is None)
    if plain.typical_low is not None:
        assert scaled.typical_low == plain.typical_low * factor


@given(st.lists(st.tuples(st.floats(1, 1e7), st.floats(0.01, 100)), min_size=1, max_size=80))
def test_figures_are_finite_and_in_order(rows):
    pay, weights = (np.array(column) for column in zip(*rows, strict=True))

    summary = summarise(pay, weights)

    known = [
        figure
        for figure in (summary.p10, summary.p25, summary.median, summary.p75, summary.p90)
        if figure is not None
    ]
    assert np.all(np.isfinite(known))
    assert known == sorted(known)
    assert 1 <= summary.n_effective <= summary.n + 1e-9
    if summary.typical_low is not None:
        assert summary.typical_low <= summary.median <= summary.typical_high


def test_effective_n_of_no_weights_is_zero():
    assert effective_n(np.array([])) == 0


@pytest.mark.parametrize(
    ("low", "high", "step"),
    [
        (73_600, 86_400, 2_000),  # ± 8 % of 80,000: a tenth is 1,280
        (64_000, 96_000, 5_000),  # ± 20 %: 3,200
        (75_000, 85_000, 1_000),  # a tenth is 1,000 exactly
        (40_000, 100_000, 10_000),  # 6,000
        (79_998, 80_002, 1),  # a certain value: whole units, never cents
        (80_000, 80_000, 1),
    ],
)
def test_the_step_is_at_least_a_tenth_of_the_interval(low, high, step):
    assert rounding_step(low, high) == step


def test_a_figure_is_rounded_by_its_interval():
    assert round_to_precision(120_684, 112_000, 130_000) == Decimal(120_000)
    assert str(round_to_precision(81_234, 73_600, 86_400)) == "82000"
    assert round_to_precision(4.23, 1.1, 7.3, finest=Decimal("0.1")) == Decimal(4)


def test_interval_ends_are_rounded_outwards():
    assert round_interval(73_600, 86_400) == (Decimal(72_000), Decimal(88_000))


@pytest.mark.parametrize(("low", "high"), [(2.0, 1.0), (float("nan"), 1.0), (1.0, float("inf"))])
def test_an_interval_that_is_none_is_refused(low, high):
    with pytest.raises(ValueError, match="interval"):
        rounding_step(low, high)


@given(st.floats(1e3, 1e7), st.floats(0.001, 0.9))
def test_no_printed_figure_is_finer_than_a_tenth_of_its_interval(value, half_width):
    low, high = value * (1 - half_width), value * (1 + half_width)

    printed = round_to_precision(value, low, high)

    step = rounding_step(low, high)
    assert printed % step == 0
    assert float(step) >= (high - low) / 10 * (1 - 1e-9)
    assert abs(float(printed) - value) <= float(step) / 2 * (1 + 1e-9)
