"""The rolling origin: no look ahead, like with like, and figures that a reader can repeat."""

import json
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.estimating.backtest import backtest, score
from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.growth import WageGrowth
from benchmarks.estimating.observations import Evidence
from benchmarks.estimating.rolling_origin import forecast, roll
from benchmarks.estimating.settings import Settings
from tests.benchmarks.estimating.markets import make_observations, make_world
from tests.benchmarks.estimating.simulated import simulate


def around(pay, n):
    """n different pays whose median is `pay`."""
    return (pay + 100.0 * (np.arange(n) - (n - 1) / 2)).tolist()


@pytest.fixture(scope="module")
def world():
    return make_world(seed=31, rows=4_000)


def test_a_forecast_knows_nothing_of_its_year_or_later(world):
    later = world.year >= 2022
    rng = np.random.default_rng(1)
    changed = replace(
        world, pay=np.where(later, world.pay * rng.uniform(0.9, 2, len(later)), world.pay)
    )

    one = {each.key: each for each in forecast(world, 2022, Settings(), 8)}
    other = {each.key: each for each in forecast(changed, 2022, Settings(), 8)}

    assert one.keys() == other.keys()
    for key, each in one.items():
        assert (each.typical, each.interval, each.raw_mean, each.grade) == (
            other[key].typical,
            other[key].interval,
            other[key].raw_mean,
            other[key].grade,
        )


def test_growth_that_was_published_later_is_kept_from_the_forecast(world):
    known = {(country, 2022): 0.50 for country in range(3)}

    plain = roll(world)
    told = roll(world, Settings(growth=WageGrowth(known=known)))

    at = [origin.year for origin in plain].index(2022)
    assert [t.typical for t in told[at].trials] == [t.typical for t in plain[at].trials]
    assert [t.typical for t in told[at + 1].trials] != [t.typical for t in plain[at + 1].trials]


def test_the_rules_that_we_are_compared_with_are_worked_out_by_hand():
    pay = [40_000, 50_000, 90_000, 60_000, *around(70_000, 8)]
    year = [2019, 2021, 2021, 2022, *[2023] * 8]

    (trial,) = forecast(make_observations(pay=pay, year=year, seniority=1), 2023, Settings(), 8)

    # 2019 is too long ago; of 50, 90 and 60 thousand the mean is 66,667 and the median 60,000.
    assert trial.own_n == 3
    assert trial.raw_mean == pytest.approx(200_000 / 3 * 1.04)
    assert trial.raw_median == pytest.approx(60_000 * 1.04)
    assert trial.last_year == pytest.approx(60_000 * 1.04)
    assert (trial.outcome, trial.people) == (70_000, 8)


def test_a_cell_without_samples_of_its_own_is_forecast_from_its_parents(world):
    key = CellKey(country=1, occupation=0, hub=11, seniority=2)
    own = (
        (world.country == 1) & (world.occupation == 0) & (world.hub == 11) & (world.seniority == 2)
    )

    (trial,) = [
        each
        for each in forecast(world.where(~own | (world.year == 2023)), 2023, Settings(), 1)
        if each.key == key
    ]

    assert trial.own_n == 0
    assert trial.raw_mean is trial.raw_median is trial.last_year is None
    assert abs(np.log(trial.typical / trial.outcome)) < 0.25


def test_cells_of_fewer_samples_are_no_targets():
    observations = make_observations(
        pay=[50_000] * 2 + around(50_000, 15),
        year=[2022] * 2 + [2023] * 15,
        seniority=[1, 2, *[1] * 8, *[2] * 7],
    )

    (trial,) = forecast(observations, 2023, Settings(), 8)

    assert trial.key.seniority == 1


def test_a_cell_that_holds_its_samples_twice_is_no_target():
    observations = make_observations(
        pay=[50_000] * 2 + around(50_000, 7) * 2, year=[2022] * 2 + [2023] * 14, seniority=1
    )

    assert forecast(observations, 2023, Settings(), 8) == ()


def test_a_mistyped_pay_is_no_outcome():
    pay = [60_000] * 4 + around(60_000, 8) + [5_000, 600_000]

    (trial,) = forecast(
        make_observations(pay=pay, year=[2022] * 4 + [2023] * 10, seniority=1), 2023, Settings(), 8
    )

    assert trial.people == 8


def test_a_forecast_of_adverts_is_compared_with_adverts():
    rng = np.random.default_rng(2)
    rows = 3_000
    kind = rng.choice([Evidence.SURVEY, Evidence.ADVERT], rows)
    year = rng.integers(2020, 2024, rows)
    kind = np.where(year == 2023, Evidence.ADVERT, kind)
    pay = np.exp(
        11 + 0.03 * (year - 2020) + 0.2 * (kind == Evidence.ADVERT) + 0.2 * rng.standard_t(5, rows)
    )

    (trial,) = forecast(
        make_observations(pay=pay, year=year, kind=kind, seniority=1), 2023, Settings(), 8
    )

    assert np.log(trial.typical) == pytest.approx(11 + 0.09 + 0.2, abs=0.04)


def test_a_forecast_of_one_source_is_compared_with_that_source():
    rng = np.random.default_rng(4)
    rows = 3_000
    year = rng.integers(2020, 2024, rows)
    source = np.where(year == 2023, 2, rng.integers(1, 3, rows))
    pay = np.exp(11 + 0.03 * (year - 2020) + 0.3 * (source == 2) + 0.2 * rng.standard_t(5, rows))

    (trial,) = forecast(
        make_observations(pay=pay, year=year, source=source, seniority=1), 2023, Settings(), 8
    )

    assert np.log(trial.typical) == pytest.approx(11 + 0.09 + 0.3, abs=0.04)


def test_a_source_that_was_never_seen_widens_the_interval():
    rng = np.random.default_rng(5)
    year = np.repeat([2021, 2022, 2023], 200)
    columns = {"pay": np.exp(11 + 0.2 * rng.standard_t(5, 600)), "year": year, "seniority": 1}

    (known,) = forecast(make_observations(**columns, source=1), 2023, Settings(), 8)
    (new,) = forecast(
        make_observations(**columns, source=np.where(year == 2023, 2, 1)), 2023, Settings(), 8
    )

    assert new.typical == pytest.approx(known.typical)
    assert new.interval.high / new.interval.low > known.interval.high / known.interval.low


def test_a_country_is_judged_as_a_whole_when_the_year_names_no_cities():
    observations = make_observations(
        pay=[50_000] * 6 + around(52_000, 20),
        year=[2022] * 6 + [2023] * 20,
        hub=[1, 1, 1, 2, 2, -1, *[-1] * 20],
        seniority=1,
    )

    (trial,) = forecast(observations, 2023, Settings(), 8)

    assert trial.key.hub == -1
    assert (trial.own_n, trial.people) == (6, 20)  # the cell takes in all of the country's cities


def test_people_of_unknown_seniority_are_no_target():
    observations = make_observations(pay=around(50_000, 20), year=[2022] * 10 + [2023] * 10)

    assert forecast(observations, 2023, Settings(), 8) == ()


def test_a_year_after_a_gap_is_not_forecast():
    observations = make_observations(
        pay=around(50_000, 30), year=[2019] * 10 + [2021] * 10 + [2022] * 10, seniority=1
    )

    assert [origin.year for origin in roll(observations)] == [2022]


def test_the_report_is_the_same_for_any_order_of_the_rows(world):
    shuffled = world.where(np.random.default_rng(3).permutation(len(world)))

    assert backtest(world).as_json() == backtest(shuffled).as_json()


def test_the_report_is_plain_json_and_its_parts_add_up(world):
    report = backtest(world)

    plain = json.loads(json.dumps(report.as_json(), allow_nan=False))
    assert plain["years"] == [2021, 2022, 2023]
    assert sum(size["cells"] for size in plain["by_size"]) == plain["pooled"]["cells"]
    assert sum(year["cells"] for year in plain["by_year"]) == plain["pooled"]["cells"]
    assert sum(grade["cells"] for grade in plain["by_grade"]) == plain["pooled"]["cells"]
    assert plain["with_own_samples"]["cells"] == plain["pooled"]["rivals"][0]["cells"]


def test_nothing_to_forecast_is_an_empty_report():
    report = backtest(make_observations(pay=[50_000, 60_000]))

    assert report.years == ()
    assert report.pooled.cells == 0
    assert report.pooled.error is None
    assert report.pooled.people_coverage is None


def test_a_score_is_worked_out_by_hand():
    (trial,) = forecast(
        make_observations(
            pay=[60_000] * 4 + around(70_000, 8), year=[2022] * 4 + [2023] * 8, seniority=1
        ),
        2023,
        Settings(),
        8,
    )

    row = score("one", [trial])

    assert row.error == pytest.approx(100 * (1 - trial.typical / 70_000))
    assert row.bias == pytest.approx(100 * np.log(trial.typical / 70_000))
    assert row.rivals[0].error == pytest.approx(100 * (1 - 62_400 / 70_000))
    assert row.rivals[0].gain == pytest.approx(row.rivals[0].error - row.error)
    assert row.rivals[0].gain_noise is None  # one cell says nothing of the noise
    assert row.floor == pytest.approx(100 * np.sqrt(2 / np.pi) * trial.noise)


def test_our_forecasts_beat_the_simple_rules_and_hold_what_they_promise():
    reports = [backtest(simulate(seed, per_cell=5.0, hubs=2).observations) for seed in range(3)]

    thin = [report.thin.rivals[0] for report in reports]
    errors = [(rival.our_error, rival.error) for rival in thin]
    assert sum(rival.cells for rival in thin) >= 20
    # Measured medians of eight people are off by 8 % themselves: no forecast could halve the error.
    assert np.mean([ours for ours, _ in errors]) < 0.85 * np.mean([raw for _, raw in errors])
    assert 0.75 <= np.mean([report.pooled.coverage for report in reports]) <= 0.90
    assert 0.78 <= np.mean([report.pooled.people_coverage for report in reports]) <= 0.85
