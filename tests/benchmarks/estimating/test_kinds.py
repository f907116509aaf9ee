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
