"""What every estimate must be, whatever the samples: properties of the whole method."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.estimating.cells import CellKey, Level
from benchmarks.estimating.estimation import estimate
from benchmarks.estimating.groups import gather
from benchmarks.estimating.growth import WageGrowth
from benchmarks.estimating.mixed_model import fit
from benchmarks.estimating.observations import NONE, Observations
from benchmarks.estimating.settings import Calibration, Settings, Stretch
from benchmarks.estimating.unseen import Unseen, with_unseen
from tests.benchmarks.estimating.markets import make_observations, make_world

ROWS = st.lists(
    st.tuples(
        st.integers(0, 2),  # occupation
        st.integers(0, 1),  # country
        st.integers(-1, 1),  # hub
        st.integers(-1, 2),  # seniority
        st.sampled_from([2, 4]),  # kind
        st.integers(0, 2),  # source
        st.integers(2019, 2023),
        st.floats(1, 1e7),
        st.floats(0.01, 10),  # weight
    ),
    min_size=1,
    max_size=30,
)


def observed(rows) -> Observations:
    names = ("occupation", "country", "hub", "seniority", "kind", "source", "year", "pay", "weight")
    return make_observations(
        **{name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
    )


def figures(estimates):
    return {(each.key, each.year): each for each in estimates}


def by_key(estimates, **key):
    wanted = {"country": 1, "occupation": 1, "hub": -1, "seniority": -1, **key}
    return {each.year: each for each in estimates if each.key == CellKey(**wanted)}


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_every_figure_is_finite_and_in_order(rows):
    for each in estimate(observed(rows)):
        row = (each.p10, each.p25, each.typical, each.p75, each.p90)
        assert all(np.isfinite(row))
        assert list(row) == sorted(row)
        assert 0 < each.low <= each.typical <= each.high
        assert np.isfinite(each.high)
        assert 0 <= each.n <= each.recent_n or each.is_projection
        assert each.n_effective <= each.n + 1e-9


@settings(max_examples=25, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_no_bit(rows, random):
    shuffled = rows.copy()
    random.shuffle(shuffled)

    assert list(estimate(observed(rows))) == list(estimate(observed(shuffled)))


@settings(max_examples=25, deadline=None)
@given(ROWS, st.sampled_from([0.5, 1.95583, 100.0]))
def test_another_currency_gives_the_same_figures_in_it(rows, rate):
    plain = observed(rows)
    scaled = replace(plain, pay=plain.pay * rate)

    for one, other in zip(estimate(plain), estimate(scaled), strict=True):
        assert other.typical == pytest.approx(one.typical * rate, rel=1e-6)
        assert other.low == pytest.approx(one.low * rate, rel=1e-6)
        assert other.p90 == pytest.approx(one.p90 * rate, rel=1e-6)


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_other_numbers_for_the_same_things_change_nothing(rows):
    plain = observed(rows)
    renamed = replace(
        plain,
        occupation=90 - plain.occupation * 10,
        source=plain.source + 5,
        hub=np.where(plain.hub < 0, -1, 70 - plain.hub),
    )

    one, other = figures(estimate(plain)), figures(estimate(renamed))

    assert len(one) == len(other)
    for (key, year), each in one.items():
        new = key._replace(
            occupation=90 - key.occupation * 10,
            hub=-1 if key.hub < 0 else 70 - key.hub,
        )
        assert other[new, year].typical == pytest.approx(each.typical, rel=1e-5)
        assert other[new, year].high == pytest.approx(each.high, rel=1e-5)


def test_one_sample_is_enough_to_say_how_little_is_known():
    found = list(estimate(make_observations(pay=[60_000])))

    now, ahead = found
    assert (now.year, now.is_projection, now.n) == (2024, False, 1)
    assert (ahead.year, ahead.is_projection, ahead.n, ahead.recent_n) == (2025, True, 0, 1)
    assert now.low < 60_000 < now.high
    assert now.high / now.low > 1.2


def test_no_samples_are_refused():
    with pytest.raises(ValueError, match="no observations"):
        estimate(make_observations(pay=[]))


def test_a_large_cell_stands_at_its_own_raw_median():
    rng = np.random.default_rng(1)
    skewed = 40_000 + 20_000 * rng.lognormal(0, 0.8, 40_000)
    others = 90_000 * rng.lognormal(0, 0.3, 40_000)
    observations = make_observations(
        pay=np.concatenate([skewed, others]), occupation=np.repeat([1, 2], 40_000)
    )

    now = by_key(estimate(observations))[2024]

    assert now.typical == pytest.approx(np.median(skewed), rel=0.002)
    assert now.own_median == pytest.approx(np.median(skewed), rel=1e-4)
    assert now.p10 == pytest.approx(np.quantile(skewed, 0.10), rel=0.01)
    assert now.p90 == pytest.approx(np.quantile(skewed, 0.90), rel=0.01)
    assert now.own_range


def test_a_part_without_samples_stands_at_what_its_parents_say():
    rng = np.random.default_rng(2)
    rows = 4_000
    hub = rng.integers(0, 4, rows)
    seniority = rng.integers(0, 3, rows)
    kept = ~((hub == 3) & (seniority == 2))
    pay = np.exp(11 + 0.1 * hub + 0.2 * seniority + 0.2 * rng.standard_t(5, rows))
    observations = make_observations(pay=pay[kept], hub=hub[kept], seniority=seniority[kept])

    one = np.array([1])
    estimates = estimate(
        observations,
        also=Unseen(country=one, occupation=one, hub=one * 3, seniority=one * 2),
    )

    key = CellKey(country=1, occupation=1, hub=3, seniority=2)
    cell = next(cell for cell in range(len(estimates.cells)) if estimates.cells.key(cell) == key)
    unseen = estimates.at(cell, 0)
    assert unseen.recent_n == 0
    # Hubs step by 0.1, seniorities by 0.2: the truth is 11.7, and nothing tells of it but the other
    # seniorities of its hub (11.3 and 11.5) and the other hubs of its seniority (11.4 to 11.6).
    assert 11.5 < np.log(unseen.typical) < 11.75
    assert unseen.low < np.exp(11.7) < unseen.high
    assert (key, 2024) not in figures(estimates)


def test_an_unseen_market_is_wider_than_every_seen_one():
    observations = make_world(seed=3, rows=1_500)
    codes = np.array([0])

    estimates = estimate(
        observations,
        also=Unseen(country=codes, occupation=codes + 99, hub=codes - 1, seniority=codes + 1),
    )

    last = estimates.cells.years - 1
    width = estimates.typical.variance[:, last]
    unseen = estimates.cells.occupation == 99
    assert np.all(np.isfinite(estimates.typical.log_pay))
    assert width[unseen].min() > np.median(width[~unseen])


def test_fewer_samples_give_a_wider_interval():
    rng = np.random.default_rng(4)
    pay = np.exp(11 + 0.25 * rng.standard_t(5, 1_000))
    widths = []

    for n in (1_000, 100, 10, 1):
        occupation = np.where(np.arange(1_000) < n, 1, 2)
        now = by_key(estimate(make_observations(pay=pay, occupation=occupation)))[2024]
        widths.append(np.log(now.high / now.low))

    assert widths == sorted(widths)


def test_a_projection_is_wider_than_the_year_before():
    estimates = estimate(make_world(seed=5))

    found = figures(estimates)
    projections = [each for each in found.values() if each.is_projection]
    assert projections
    for ahead in projections:
        now = found[ahead.key, ahead.year - 1]
        assert ahead.high / ahead.low > now.high / now.low


def test_a_steady_market_is_projected_by_its_expected_growth():
    rng = np.random.default_rng(6)
    year = np.repeat(np.arange(2019, 2025), 2_000)
    pay = np.exp(11 + 0.05 * (year - 2019) + 0.2 * rng.standard_t(5, len(year)))

    growth = WageGrowth(yearly=0.05)
    ahead = by_key(estimate(make_observations(pay=pay, year=year), Settings(growth=growth)))[2025]

    assert ahead.is_projection
    assert np.log(ahead.typical) == pytest.approx(11 + 0.05 * 6, abs=0.012)


def test_countries_end_in_their_own_newest_year():
    observations = make_observations(
        pay=[50_000] * 6, country=[1, 1, 1, 2, 2, 2], year=[2021, 2022, 2023, 2023, 2024, 2025]
    )

    years = {
        country: [
            (each.year, each.is_projection)
            for each in estimate(observations)
            if each.key.country == country
        ]
        for country in (1, 2)
    }

    assert years[1] == [(2021, False), (2022, False), (2023, False), (2024, True)]
    assert years[2] == [(2023, False), (2024, False), (2025, False), (2026, True)]


def test_a_cell_without_recent_samples_has_its_history_alone():
    observations = make_observations(
        pay=[50_000] * 4, occupation=[1, 2, 2, 2], year=[2019, 2019, 2022, 2024]
    )

    assert sorted(by_key(estimate(observations))) == [2019]
    assert sorted(by_key(estimate(observations), occupation=2)) == [2019, 2022, 2024, 2025]


def test_calibration_stretches_projections_and_the_range_of_people():
    observations = make_world(seed=7, rows=600)
    taught = Calibration(projection=Stretch(elsewhere=1.5), people=Stretch(elsewhere=1.3))

    plain = figures(estimate(observations))
    wide = figures(estimate(observations, Settings(calibration=taught)))

    for place, each in plain.items():
        factor = 1.5 if each.is_projection else 1.0
        assert np.log(wide[place].high / wide[place].low) == pytest.approx(
            factor * np.log(each.high / each.low)
        )
        assert wide[place].p90 >= each.p90


def test_levels_are_named_by_what_they_take_in():
    levels = {each.key: each.level for each in estimate(make_world(seed=8, rows=400))}

    for key, level in levels.items():
        expected = {
            (False, False): Level.MARKET,
            (True, False): Level.HUB,
            (False, True): Level.SENIORITY,
            (True, True): Level.HUB_SENIORITY,
        }[key.hub >= 0, key.seniority >= 0]
        assert level == expected


def test_parts_that_have_samples_add_nothing_to_a_fit():
    world = make_world(seed=4, rows=300)
    fitted = fit(gather(world), Settings())
    parts = Unseen(
        country=world.country, occupation=world.occupation, hub=world.hub, seniority=world.seniority
    )
    whole = Unseen(  # of all hubs and levels: its market has samples, though none names no hub
        country=world.country[:1],
        occupation=world.occupation[:1],
        hub=np.array([NONE]),
        seniority=np.array([NONE]),
    )
    elsewhere = Unseen(
        country=world.country[:1],
        occupation=np.array([99]),
        hub=np.array([NONE]),
        seniority=np.array([NONE]),
    )

    assert with_unseen(fitted, parts) is fitted
    assert with_unseen(fitted, whole) is fitted
    assert len(with_unseen(fitted, elsewhere).groups) == len(fitted.groups) + 1
