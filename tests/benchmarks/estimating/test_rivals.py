"""How sure a comparison is: cells of one year go together, and one year says nothing."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.estimating.rivals import Verdict, compare, noise_of_mean

OURS = 10.0


def compared(gain, year):
    gain = np.asarray(gain, dtype=np.float64)
    return compare("any", OURS + gain, np.full(len(gain), OURS), np.asarray(year))


def shared(rng, years, cells, *, common, own=1.0):
    """Gains of so many cells a year, with a shock that all cells of a year have in common."""
    year = np.repeat(np.arange(years), cells)
    return rng.normal(0, common, years)[year] + rng.normal(0, own, len(year)), year


def naive(gain):
    return np.std(gain, ddof=1) / np.sqrt(len(gain))


@pytest.mark.parametrize("seed", range(5))
def test_it_is_the_clustered_regression_of_statsmodels(seed):
    rng = np.random.default_rng(seed)
    gain, year = shared(rng, 7, 6, common=3.0)
    rows = rng.random(len(gain)) < 0.7  # years of different sizes
    gain, year = gain[rows] + 2, year[rows]

    found = compared(gain, year)

    oracle = sm.OLS(gain, np.ones(len(gain))).fit(
        cov_type="cluster", cov_kwds={"groups": year}, use_t=True
    )
    assert found.gain == pytest.approx(oracle.params[0])
    assert found.gain_noise == pytest.approx(oracle.bse[0])
    low, high = oracle.conf_int(0.05)[0]
    assert (found.gain - found.gain_reach, found.gain + found.gain_reach) == pytest.approx(
        (low, high)
    )


def test_it_is_worked_out_by_hand():
    # Mean 2; deviations −1, −1 and 1, 1: sums of years −2 and 2. 2/1 · (4 + 4) / 16 = 1; were the
    # four cells independent, 4 / (4 · 3) = 1/3. Half of the interval is 12.706 standard errors.
    found = compared([1, 1, 3, 3], [2019, 2019, 2020, 2020])

    assert (found.cells, found.years, found.gain, found.gain_noise) == (4, 2, 2.0, 1.0)
    assert found.gain_reach == pytest.approx(12.706, abs=0.001)
    assert found.verdict == Verdict.UNCLEAR


def test_cells_that_cancel_out_within_their_years_are_no_certainty():
    gain = [5.0, -3.0, 5.0, -3.0]

    assert noise_of_mean(np.array(gain), np.array([1, 1, 2, 2])) == pytest.approx(naive(gain))


def test_independent_cells_of_many_years_have_about_the_noise_of_independent_cells():
    rng = np.random.default_rng(8)
    ratios = []
    for _ in range(200):
        gain, year = shared(rng, 60, 4, common=0.0)
        ratios.append(noise_of_mean(gain, year) / naive(gain))

    assert 1.0 <= np.mean(ratios) < 1.08


def test_a_shock_that_the_cells_of_a_year_share_is_seen():
    rng = np.random.default_rng(9)
    worlds = [shared(rng, 8, 20, common=1.0) for _ in range(400)]

    truth = np.std([np.mean(gain) for gain, _ in worlds])
    assert np.mean([naive(gain) for gain, _ in worlds]) < 0.4 * truth
    found = np.sqrt(np.mean([noise_of_mean(gain, year) ** 2 for gain, year in worlds]))
    assert found == pytest.approx(truth, rel=0.1)


@pytest.mark.parametrize("common", [0.0, 1.0, 4.0])
@pytest.mark.parametrize("years", [2, 3, 6])
def test_a_rule_as_good_as_ours_is_seldom_called_better_or_worse(years, common):
    rng = np.random.default_rng(10 * years)
    verdicts = [
        compared(*shared(rng, years, 10, common=common)).verdict is not Verdict.UNCLEAR
        for _ in range(1_000)
    ]

    assert np.mean(verdicts) < 0.075  # promised: 5 %


@pytest.mark.parametrize(
    ("shift", "verdict"), [(3.0, Verdict.BETTER), (-3.0, Verdict.WORSE), (0.0, Verdict.UNCLEAR)]
)
def test_a_difference_that_stands_out_is_called_by_its_name(shift, verdict):
    gain, year = shared(np.random.default_rng(11), 8, 20, common=0.5)

    assert compared(gain + shift, year).verdict == verdict


def test_one_year_says_nothing_of_the_noise():
    found = compared([4.0, 5.0, 6.0], [2020, 2020, 2020])

    assert (found.cells, found.years, found.gain) == (3, 1, 5.0)
    assert (found.gain_noise, found.gain_reach, found.verdict) == (None, None, None)


def test_a_year_in_which_the_rule_says_nothing_is_no_year_of_the_comparison():
    found = compared([4.0, 5.0, np.nan], [2020, 2020, 2021])

    assert (found.cells, found.years, found.gain_noise) == (2, 1, None)


def test_without_cells_there_is_nothing_to_say():
    found = compared([], [])

    assert (found.cells, found.years, found.gain, found.verdict) == (0, 0, None, None)


@given(
    st.lists(
        st.tuples(st.floats(-50, 50, allow_subnormal=False), st.integers(2018, 2023)),
        min_size=2,
        max_size=40,
    )
)
def test_the_noise_is_never_below_that_of_independent_cells(cells):
    gain, year = (np.array(column) for column in zip(*cells, strict=True))

    found = noise_of_mean(gain, year)

    if len(set(year.tolist())) < 2:
        assert found is None
    else:
        assert np.isfinite(found)
        assert found >= naive(gain) * (1 - 1e-9)
