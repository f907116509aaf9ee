"""What earlier forecasts teach the next one."""

import numpy as np
import pytest

from benchmarks.estimating.calibration import calibrate
from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.growth import YearShock
from benchmarks.estimating.trials import PEOPLE_STRETCHES, Origin, Trial
from benchmarks.statistics import Interval

PRIOR = YearShock(sd=0.03, degrees=6)


def trial(error, *, country=1, half_width=0.10, people=10, inside=None):
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
        noise=0.0,
        grade=None,
        typical=60_000.0,
        interval=Interval(low=60_000 / np.exp(half_width), high=60_000 * np.exp(half_width)),
        raw_mean=None,
        raw_median=None,
        last_year=None,
    )


def origin(trials):
    return Origin(year=2024, shock=PRIOR, trials=tuple(trials))


def test_without_forecasts_nothing_is_stretched():
    learnt = calibrate(PRIOR, [])

    assert learnt.shock.sd == pytest.approx(0.03)
    assert learnt.projection.of(1) == 1.0
    assert learnt.people.of(1) == 1.0


def test_a_common_error_is_a_shock_and_stretches_no_interval():
    learnt = calibrate(PRIOR, [origin([trial(0.08)] * 20)])

    # (6 × 0.0009 + 0.0064) / 7 = 0.001686.
    assert learnt.shock.sd == pytest.approx(np.sqrt(0.0118 / 7))
    assert learnt.projection.of(1) == 1.0


def test_errors_all_about_stretch_the_intervals_and_are_no_shock():
    errors = np.linspace(-0.4, 0.4, 41)

    learnt = calibrate(PRIOR, [origin([trial(error) for error in errors])])

    assert learnt.shock.sd == pytest.approx(0.03, rel=0.1)
    assert learnt.projection.of(1) > 1.3


def test_narrow_misses_never_narrow_an_interval():
    errors = np.linspace(-0.01, 0.01, 41)

    learnt = calibrate(PRIOR, [origin([trial(error) for error in errors])])

    assert learnt.projection.of(1) == 1.0


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
