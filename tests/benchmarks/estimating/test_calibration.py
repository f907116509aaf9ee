"""What earlier forecasts teach the next one."""

import numpy as np
import pytest

from benchmarks.estimating.calibration import PRIOR_DEGREES, calibrate, interval_factor, t_quantile
from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.growth import YearShock
from benchmarks.estimating.settings import Z
from benchmarks.estimating.trials import PEOPLE_STRETCHES, Origin, Trial
from benchmarks.statistics import Interval

PRIOR = YearShock(sd=0.03, degrees=6)


UNSEEN = t_quantile(PRIOR_DEGREES) / Z
"""What an interval is widened by while nobody has checked its variance."""


def trial(
    error,
    *,
    country=1,
    half_width=0.10,
    people=10,
    inside=None,
    noise=0.0,
    stretch=1.0,
    people_stretch=1.0,
):
    """A forecast of 60,000 that was off by `error` on the log scale."""
    counts = inside or tuple(8 if stretch >= 1 else 7 for stretch in PEOPLE_STRETCHES)
    return Trial(
        key=CellKey(country=country, occupation=1, hub=-1, seniority=-1),
        year=2024,
        own_n=10,
        people=people,
        inside=counts[PEOPLE_STRETCHES.index(1.0)],
        inside_stretched=counts,
        outcome=60_000 / np.exp(error),
        noise=noise,
        grade=None,
        typical=60_000.0,
        interval=Interval(low=60_000 / np.exp(half_width), high=60_000 * np.exp(half_width)),
        stretch=stretch,
        people_stretch=people_stretch,
        raw_mean=None,
        raw_median=None,
        last_year=None,
    )


def origin(trials):
    return Origin(year=2024, shock=PRIOR, trials=tuple(trials))


def test_without_forecasts_an_interval_has_the_tails_of_a_guessed_variance():
    learnt = calibrate(PRIOR, [])

    assert learnt.shock.sd == pytest.approx(0.03)
    assert learnt.projection.of(1) == pytest.approx(1.638 / 1.2816, rel=0.002)  # t, 3 degrees
    assert learnt.people.of(1) == 1.0


@pytest.mark.parametrize(
    ("degrees", "tabulated"), [(3, 1.638), (4, 1.533), (6, 1.440), (10, 1.372), (30, 1.310)]
)
def test_the_quantile_of_student_is_the_tabulated_one(degrees, tabulated):
    assert t_quantile(degrees) == pytest.approx(tabulated, abs=0.0015)


def test_a_common_error_is_a_shock():
    learnt = calibrate(PRIOR, [origin([trial(0.08)] * 20)])

    # (6 × 0.0009 + 0.0064) / 7 = 0.001686.
    assert learnt.shock.sd == pytest.approx(np.sqrt(0.0118 / 7))


def test_errors_all_about_stretch_the_intervals_and_are_no_shock():
    errors = np.linspace(-0.4, 0.4, 41)

    learnt = calibrate(PRIOR, [origin([trial(error) for error in errors])])

    assert learnt.shock.sd == pytest.approx(0.03, rel=0.1)
    assert learnt.projection.of(1) > 1.3 * UNSEEN


def test_the_noise_of_the_outcome_is_no_fault_of_the_interval():
    errors = np.linspace(-0.15, 0.15, 41)

    # Four of five errors lie within 0.12, as z × 0.0936 would; the interval says z × 0.078.
    wide = interval_factor([trial(error) for error in errors])
    noisy = interval_factor([trial(error, noise=0.05) for error in errors])

    assert wide == pytest.approx(1.2)
    # z² (f² 0.078² + 0.05²) = 0.12²
    assert noisy == pytest.approx(np.sqrt((0.12 / Z) ** 2 - 0.05**2) / (0.10 / Z))


def test_a_stretch_that_a_forecast_had_is_not_learnt_twice():
    errors = np.linspace(-0.15, 0.15, 41)

    plain = interval_factor([trial(error) for error in errors])
    stretched = interval_factor([trial(error, half_width=0.15, stretch=1.5) for error in errors])

    assert stretched == pytest.approx(plain)


def test_hits_narrow_the_intervals_of_their_own_country_alone():
    calm = [trial(error, country=1) for error in np.linspace(-0.02, 0.02, 41)]

    learnt = calibrate(PRIOR, [origin(calm)] * 4)

    assert learnt.projection.of(1) < 0.9
    assert learnt.projection.of(2) == pytest.approx(UNSEEN)


def test_a_year_without_a_single_miss_does_not_halve_an_interval():
    exact = calibrate(PRIOR, [origin([trial(0.0)] * 1_000)] * 50)

    assert exact.projection.of(1) == pytest.approx(0.7, rel=0.01)


def test_a_country_is_stretched_by_its_own_errors_and_a_new_one_by_all():
    calm = [trial(error, country=1) for error in np.linspace(-0.05, 0.05, 21)]
    wild = [trial(error, country=2) for error in np.linspace(-0.2, 0.2, 21)]

    learnt = calibrate(PRIOR, [origin(calm + wild)])

    assert learnt.projection.of(1) < learnt.projection.of(99) < learnt.projection.of(2)


def test_a_country_of_four_cells_learns_from_the_others_alone():
    wild = [trial(error, country=2) for error in (-0.4, -0.2, 0.2, 0.4)]
    calm = [trial(error, country=1) for error in np.linspace(-0.05, 0.05, 40)]

    learnt = calibrate(PRIOR, [origin(calm + wild)])

    assert learnt.projection.of(2) == learnt.projection.elsewhere


@pytest.mark.parametrize(("needed", "wider"), [(1.3, True), (0.8, False)])
def test_the_range_of_people_follows_what_would_have_held_four_of_five(needed, wider):
    counts = tuple(80 if stretch >= needed else 70 for stretch in PEOPLE_STRETCHES)

    learnt = calibrate(PRIOR, [origin([trial(0.0, people=100, inside=counts)] * 40)])

    assert (learnt.people.of(1) > 1.0) is wider
    assert abs(np.log(learnt.people.of(1))) < abs(np.log(needed))  # one year does not decide


def test_more_years_teach_more():
    counts = tuple(8 if stretch >= 1.3 else 4 for stretch in PEOPLE_STRETCHES)
    year = origin([trial(0.0, inside=counts)] * 40)

    once, often = calibrate(PRIOR, [year]), calibrate(PRIOR, [year] * 4)

    assert 1.0 < once.people.of(1) < often.people.of(1)
