"""How widely pay spreads is a matter of the source, and each speaks for its own people."""

import numpy as np
import pytest

from benchmarks.estimating.estimation import estimate
from benchmarks.estimating.groups import gather
from benchmarks.estimating.kinds import scale_of
from benchmarks.estimating.mixed_model import fit
from benchmarks.estimating.observations import Evidence
from benchmarks.estimating.rolling_origin import roll
from benchmarks.estimating.scales import draw_together, find_strata
from benchmarks.estimating.settings import Settings
from tests.benchmarks.estimating.markets import make_observations

NARROW, WIDE = 0.1, 0.4


def two_sources(*, rows=400, narrow=Evidence.SURVEY, wide=Evidence.ADVERT, years=(2024,)):
    """People who are paid alike (source 1) and others whose pay spreads (source 2)."""
    rng = np.random.default_rng(8)
    spreads = np.arange(rows) % 2 == 1
    return make_observations(
        pay=np.exp(11 + np.where(spreads, WIDE, NARROW) * rng.normal(size=rows)),
        kind=np.where(spreads, wide, narrow),
        source=1 + spreads,
        seniority=1,
        year=np.asarray(years)[rng.integers(0, len(years), rows)],
    )


def test_every_source_of_a_country_has_a_spread_of_its_own():
    fitted = fit(gather(two_sources()), Settings())

    narrow, wide = np.sqrt([fitted.found.scale[1, 2, 1], fitted.found.scale[1, 4, 2]])

    assert wide > 2 * narrow
    assert narrow < np.sqrt(fitted.scale[0]) < wide


def test_a_sample_of_a_narrow_source_says_more():
    fitted = fit(gather(two_sources()), Settings())

    assert fitted.precision[0] > 5 * fitted.precision[1]


def test_few_samples_of_a_source_spread_as_its_country_does():
    samples = make_observations(pay=[50_000.0] * 2_002, source=[1] * 2_000 + [2] * 2)
    strata = find_strata(gather(samples))

    scales = draw_together(strata, np.array([2_000 * 0.04, 0.0]), np.array([2_000.0, 2.0]))

    assert scales.of_stratum[0] == pytest.approx(0.04, rel=0.01)
    assert scales.of_stratum[1] == pytest.approx(0.04 * 20 / 22, rel=0.02)


def test_the_range_of_people_is_that_of_the_sources_that_pay_is_stated_in():
    def reach(samples):
        low, high = estimate(samples).people.log_range[0, 0, [0, 4]]
        return high - low

    # Too few for a range of their own: surveys are stated in, whoever holds them.
    survey_is_narrow = two_sources(rows=58)
    survey_is_wide = two_sources(rows=58, narrow=Evidence.ADVERT, wide=Evidence.SURVEY)

    assert reach(survey_is_narrow) < 0.85 * reach(survey_is_wide)


def test_a_forecast_of_another_source_is_judged_by_the_range_of_its_own_people():
    (origin,) = roll(two_sources(rows=120, years=(2023, 2024)))
    adverts = [trial for trial in origin.trials if trial.people > 0]

    assert sum(trial.inside for trial in adverts) >= 0.7 * sum(trial.people for trial in adverts)


def test_a_source_in_a_new_kind_spreads_as_in_its_others():
    fitted = fit(gather(two_sources()), Settings())

    known = fitted.found.scale[1, 4, 2]

    assert scale_of(fitted, 1, Evidence.SURVEY, {2: 1.0}, 9.0) == known
    assert scale_of(fitted, 1, Evidence.SURVEY, {3: 1.0}, 9.0) == 9.0
    mixed = scale_of(fitted, 1, Evidence.ADVERT, {2: 0.5, 3: 0.5}, 9.0)
    assert mixed == pytest.approx((known + 9.0) / 2)
