"""The fitted model against statsmodels, and against samples that are not what they say."""

import warnings
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from benchmarks.estimating import mixed_model
from benchmarks.estimating.effects import lay_out
from benchmarks.estimating.elimination import solve
from benchmarks.estimating.fronts import plan
from benchmarks.estimating.groups import gather
from benchmarks.estimating.mixed_model import fit
from benchmarks.estimating.priors import prior_precision
from benchmarks.estimating.settings import Settings
from tests.benchmarks.estimating.markets import make_observations, make_world

TINY = 1e-10


@pytest.fixture(scope="module")
def crossed():
    """Normal log pay of 30 occupations × 5 seniorities in one country and year."""
    rng = np.random.default_rng(42)
    occupation = rng.integers(0, 30, 900)
    seniority = rng.integers(0, 5, 900)
    log_pay = (
        11
        + rng.normal(0, 0.15, 30)[occupation]
        + rng.normal(0, 0.25, 5)[seniority]
        + rng.normal(0, 0.20, 900)
    )
    return make_observations(pay=np.exp(log_pay), occupation=occupation, seniority=seniority)


@pytest.fixture(scope="module")
def oracle(crossed):
    """The same by statsmodels: REML with two crossed variance components."""
    frame = pd.DataFrame(
        {"y": np.log(crossed.pay), "occ": crossed.occupation, "sen": crossed.seniority, "all": 1}
    )
    components = {"occ": "0 + C(occ)", "sen": "0 + C(sen)"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its optimiser warns of what it then recovers from
        return smf.mixedlm("y ~ 1", frame, groups="all", vc_formula=components).fit(reml=True)


def test_effects_are_the_best_predictors_that_statsmodels_finds(crossed, oracle):
    groups = gather(crossed)
    effects = lay_out(groups)
    names = [block.term.name for block in effects.blocks]
    known = dict(zip(oracle.model.exog_vc.names, oracle.vcomp, strict=True))
    variance = np.full(len(names), TINY)
    variance[names.index("mean")] = 1e6
    variance[names.index("occupation")] = known["occ"]
    variance[names.index("seniority")] = known["sen"]
    total = np.bincount(groups.group_of_row, weights=groups.log_pay)

    solution = solve(
        plan(groups, effects),
        prior_precision(effects, variance),
        groups.size / oracle.scale,
        total / groups.size,
    )

    expected = oracle.random_effects[1]
    for name, label in (("occupation", "occ[C(occ)[{}]]"), ("seniority", "sen[C(sen)[{}]]")):
        block = effects.blocks[names.index(name)]
        for (code,), (column, _) in block.first.items():
            assert solution.effect[column] == pytest.approx(expected[label.format(code)], abs=1e-5)
    mean = solution.effect[effects.blocks[names.index("mean")].start]
    assert mean == pytest.approx(oracle.fe_params["Intercept"], abs=1e-5)


def test_variances_are_those_of_reml(crossed, oracle):
    known = dict(zip(oracle.model.exog_vc.names, oracle.vcomp, strict=True))

    fitted = fit(gather(crossed), Settings())

    # One country: what varies between occupations is shared by occupation and market, what varies
    # between seniorities by seniority and country×seniority; their sums are what data can tell.
    occupations = fitted.variance["occupation"] + fitted.variance["market"]
    seniorities = fitted.variance["seniority"] + fitted.variance["country×seniority"]
    assert np.sqrt(occupations) == pytest.approx(np.sqrt(known["occ"]), rel=0.10)
    assert np.sqrt(seniorities) == pytest.approx(np.sqrt(known["sen"]), rel=0.25)
    # A normal's σ is the scale of a t_5 times about 1.2.
    assert 1.2 * np.sqrt(fitted.scale[0]) == pytest.approx(np.sqrt(oracle.scale), rel=0.05)


def test_the_variance_of_deviations_is_recovered():
    rng = np.random.default_rng(3)
    place = np.repeat(np.arange(600), 10)
    centre = 11 + rng.normal(0, 0.08, 600)
    pay = np.exp(centre[place] + 0.2 * rng.standard_t(5, 6_000))
    observations = make_observations(
        pay=pay, occupation=place // 6, year=2019 + place % 6, seniority=1
    )

    fitted = fit(gather(observations), Settings())

    # Deviations of 600 cells and years with nothing lasting behind them: some of it may be taken
    # for steps of the markets, which begin with a prior of 5 %.
    deviation = fitted.deviation_variance + fitted.variance["market×year"]
    assert np.sqrt(deviation) == pytest.approx(0.08, rel=0.15)
    assert np.sqrt(fitted.scale[0]) == pytest.approx(0.2, rel=0.05)


def test_equal_samples_in_any_order_give_equal_bits():
    observations = make_world(seed=11, rows=800)
    shuffled = observations.where(np.random.default_rng(1).permutation(800))

    one, other = fit(gather(observations), Settings()), fit(gather(shuffled), Settings())

    assert np.array_equal(one.solution.effect, other.solution.effect)
    assert np.array_equal(one.solution.variance, other.solution.variance)
    assert one.variance == other.variance


def test_a_month_typed_as_a_year_hardly_moves_the_fit():
    observations = make_world(seed=12, rows=3_000)
    rng = np.random.default_rng(1)
    pay = observations.pay.copy()
    draw = rng.random(len(pay))
    pay[draw < 0.03] /= 12
    pay[draw > 0.99] *= 10

    clean = fit(gather(observations), Settings())
    dirty = fit(gather(replace(observations, pay=pay)), Settings())

    world = clean.effects.blocks[0].start
    moved = dirty.base + dirty.solution.effect[world] - clean.base - clean.solution.effect[world]
    assert abs(moved) < 0.01
    assert np.all(np.sqrt(dirty.scale / clean.scale) < 1.25)  # a normal's would be 2.5 times


def test_a_country_in_a_small_currency_is_no_outlier():
    observations = make_world(seed=13, rows=3_000)
    yen = np.where(observations.country == 2, observations.pay * 160, observations.pay)

    plain = fit(gather(observations), Settings())
    given = fit(gather(replace(observations, pay=yen)), Settings(rates={2: 160.0}))
    unknown = fit(gather(replace(observations, pay=yen)), Settings())

    assert given.scale == pytest.approx(plain.scale, rel=1e-9)
    assert given.solution.effect == pytest.approx(plain.solution.effect, abs=1e-9)
    assert unknown.scale == pytest.approx(plain.scale, rel=0.05)


def test_no_iteration_is_no_fit():
    with pytest.raises(ValueError, match="at least one iteration"):
        Settings(iterations=0)


def test_a_fit_that_begins_at_another_ends_there_sooner(monkeypatch):
    groups = gather(make_world(seed=11))
    whole = fit(groups, Settings())
    taken = []
    improve = mixed_model._State.improve
    monkeypatch.setattr(
        mixed_model._State,
        "improve",
        lambda state, fronts: taken.append(0) or improve(state, fronts),
    )

    again = fit(groups, Settings(start=whole.found))

    assert len(taken) <= 2
    np.testing.assert_allclose(again.solution.fitted, whole.solution.fitted, atol=0.002)
