"""Hub premiums and seniority steps, estimated."""

import numpy as np
import pytest

from benchmarks.estimating.contrasts import Dimension, contrasts
from benchmarks.estimating.estimation import estimate
from benchmarks.estimating.unseen import Unseen
from tests.benchmarks.estimating.markets import make_observations
from tests.benchmarks.estimating.simulated import simulate


def market(seed=1, rows=2_000, senior=0.25, munich=0.05, skew=False):
    """One market: seniorities 1 and 2, hubs 7 (half) and 8; with `skew`, seniors sit in hub 8."""
    rng = np.random.default_rng(seed)
    hub = np.where(rng.random(rows) < 0.5, 7, 8)
    chance = np.where(hub == 8, 0.9, 0.1) if skew else np.full(rows, 0.5)
    seniority = np.where(rng.random(rows) < chance, 2, 1)
    log_pay = 11 + senior * (seniority == 2) + munich * (hub == 8)
    pay = np.exp(log_pay + 0.15 * rng.standard_t(5, rows))
    return estimate(make_observations(pay=pay, hub=hub, seniority=seniority))


def found(estimates, dimension, code):
    return next(
        each for each in contrasts(estimates) if (each.dimension, each.code) == (dimension, code)
    )


def test_a_seniority_is_a_step_from_a_lower_one():
    step = found(market(), Dimension.SENIORITY, 2)

    assert step.against == 1
    assert step.low < np.exp(0.25) < step.high
    assert step.ratio == pytest.approx(np.exp(0.25), rel=0.04)
    assert step.is_clear
    assert step.n + step.n_against == 2_000


def test_a_hub_is_compared_with_its_whole_market():
    step = found(market(munich=0.10), Dimension.HUB, 8)

    # Half of the people are in the hub: against the average it is half of its lead.
    assert step.against is None
    assert step.ratio == pytest.approx(np.exp(0.05), rel=0.03)
    assert step.low < np.exp(0.05) < step.high
    assert step.n_against == 2_000


def test_hubs_that_pay_alike_show_no_clear_difference():
    assert not found(market(munich=0.0), Dimension.HUB, 8).is_clear


def test_seniors_who_sit_in_one_hub_do_not_make_it_look_dear():
    plain = np.exp(0.25)

    step = found(market(munich=0.0, skew=True), Dimension.SENIORITY, 2)
    hub = found(market(munich=0.0, skew=True), Dimension.HUB, 8)

    assert step.ratio == pytest.approx(plain, rel=0.05)
    assert abs(np.log(hub.ratio)) < 0.02  # the raw medians of the hubs differ by 20 %


def test_a_market_without_hubs_or_seniorities_has_no_contrasts():
    assert list(contrasts(estimate(make_observations(pay=[50_000, 60_000])))) == []


def test_a_country_without_samples_has_no_contrasts():
    elsewhere = Unseen(
        country=np.array([9, 9]),
        occupation=np.array([1, 1]),
        hub=np.array([-1, -1]),
        seniority=np.array([1, 2]),
    )
    observations = make_observations(pay=[50_000, 60_000], seniority=[1, 2])

    found = list(contrasts(estimate(observations, also=elsewhere)))

    assert {each.country for each in found} == {1}


def test_a_step_that_only_other_markets_show_in_a_hub_is_taken_from_them():
    # Market 1 has no seniors in hub 8; market 2 shows what seniors make of pay there.
    rng = np.random.default_rng(4)
    hub, seniority = rng.choice([7, 8], 900), rng.choice([1, 2], 900)
    occupation = rng.choice([1, 2], 900)
    pay = np.exp(11 + 0.2 * seniority + 0.15 * rng.standard_t(5, 900))
    kept = ~((occupation == 1) & (hub == 8) & (seniority == 2))
    observations = make_observations(
        pay=pay, hub=hub, seniority=seniority, occupation=occupation
    ).where(kept)

    step = next(
        each
        for each in contrasts(estimate(observations))
        if each.occupation == 1 and each.dimension == Dimension.SENIORITY
    )

    assert step.low < np.exp(0.2) < step.high


def test_a_market_of_long_ago_has_no_contrasts():
    observations = make_observations(
        pay=[50_000, 60_000, 70_000], year=[2018, 2018, 2024], seniority=[1, 2, 1]
    )

    assert list(contrasts(estimate(observations))) == []


def test_a_step_to_a_part_without_samples_is_wider():
    rng = np.random.default_rng(3)
    hub = rng.choice([7, 8], 600)
    seniority = rng.choice([1, 2], 600)
    pay = np.exp(11 + 0.2 * seniority + 0.15 * rng.standard_t(5, 600))
    everywhere = make_observations(pay=pay, hub=hub, seniority=seniority)
    one_hub = everywhere.where((hub == 7) | (seniority == 1))

    full = found(estimate(everywhere), Dimension.SENIORITY, 2)
    part = found(estimate(one_hub), Dimension.SENIORITY, 2)

    assert np.log(part.high / part.low) > np.log(full.high / full.low)


def test_intervals_of_hubs_hold_the_truth_four_times_in_five():
    held = []
    for seed in range(4):
        world = simulate(seed, effect=0.05, deviation=0.03, per_cell=4)
        newest = int(world.observations.year.max())
        truths = {}
        for (key, year), pay in world.truth.items():
            if year == newest:
                part = truths.setdefault((key.country, key.occupation), {})
                part[key.hub, key.seniority] = np.log(pay)
        for each in contrasts(estimate(world.observations)):
            if each.dimension == Dimension.HUB:
                parts = truths[each.country, each.occupation]
                own = np.mean([pay for (hub, _), pay in parts.items() if hub == each.code])
                truth = np.exp(own - np.mean(list(parts.values())))
                held.append(each.low <= truth <= each.high)

    # The truth here holds the deviations of a year too, which a lasting contrast leaves out, and
    # weighs parts alike where the contrast weighs them by their samples: a little is lost.
    assert len(held) > 500
    assert 0.70 <= np.mean(held) <= 0.85
