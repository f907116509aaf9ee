"""Which kind of evidence sets the level of a country's pay."""

import numpy as np
import pytest

from benchmarks.estimating.estimation import estimate
from benchmarks.estimating.groups import gather
from benchmarks.estimating.kinds import reference_kinds
from benchmarks.estimating.observations import Evidence
from tests.benchmarks.estimating.markets import make_observations


def reference(kinds, years):
    groups = gather(make_observations(pay=np.arange(1.0, len(kinds) + 1), kind=kinds, year=years))
    return reference_kinds(groups)[1]


def test_the_kind_nearest_to_real_pay_sets_the_level_from_a_fifth_of_the_samples():
    enough = [Evidence.SURVEY] * 2 + [Evidence.ADVERT] * 8
    too_few = [Evidence.SURVEY] * 1 + [Evidence.ADVERT] * 9

    assert reference(enough, 2024) == Evidence.SURVEY
    assert reference(too_few, 2024) == Evidence.ADVERT


def test_samples_of_long_ago_do_not_set_the_level():
    kinds = [Evidence.PAYROLL] * 10 + [Evidence.SURVEY] * 2

    assert reference(kinds, [2020] * 10 + [2023] * 2) == Evidence.SURVEY


def test_adverts_are_shifted_to_the_level_of_the_survey():
    rng = np.random.default_rng(1)
    pay = np.exp(11 + 0.2 * rng.standard_t(5, 2_000))
    kind = np.where(np.arange(2_000) % 2 == 0, Evidence.SURVEY, Evidence.ADVERT)
    pay[kind == Evidence.ADVERT] *= 1.10

    whole = next(iter(estimate(make_observations(pay=pay, kind=kind))))

    assert whole.reference == Evidence.SURVEY
    assert whole.typical == pytest.approx(np.exp(11), rel=0.015)
    assert whole.kinds == ((Evidence.SURVEY, 1_000), (Evidence.ADVERT, 1_000))


def test_typical_pay_is_that_of_the_sources_a_country_has_in_their_proportion():
    rng = np.random.default_rng(2)
    everybody, giants = 950, 50
    source = np.repeat([1, 2], [everybody, giants])
    pay = np.exp(11 + 0.2 * rng.standard_t(5, len(source)) + 0.5 * (source == 2))

    whole = next(iter(estimate(make_observations(pay=pay, source=source))))

    # Half way between the two sources would be 11.25; in their proportion it is 11.025.
    assert np.log(whole.typical) == pytest.approx(11.025, abs=0.025)


def test_a_market_without_samples_of_its_country_s_kind_is_still_stated_in_it():
    rng = np.random.default_rng(3)
    rows, occupations = 12_000, 40
    occupation = rng.integers(0, occupations, rows)
    kind = np.where(rng.random(rows) < 0.5, Evidence.SURVEY, Evidence.ADVERT)
    year = rng.integers(2020, 2025, rows)
    # The last job has adverts alone; the others are enough for a front of their own each.
    kind = np.where(occupation == occupations - 1, Evidence.ADVERT, kind)
    pay = np.exp(11 + 0.2 * (kind == Evidence.ADVERT) + 0.2 * rng.standard_t(5, rows))

    estimates = estimate(
        make_observations(
            pay=pay,
            occupation=occupation,
            kind=kind,
            year=year,
            hub=rng.integers(0, 4, rows),
            seniority=rng.integers(0, 3, rows),
        )
    )

    assert len(estimates.fit.solution.fronts) > occupations
    (last,) = [
        each
        for each in estimates
        if each.key.occupation == occupations - 1
        and each.key.hub == each.key.seniority == -1
        and each.year == 2024
    ]
    assert last.reference == Evidence.SURVEY
    assert np.log(last.typical) == pytest.approx(11, abs=0.06)
