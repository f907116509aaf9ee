"""Lets a fitted model speak of groups of people that it has no sample of."""

from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from benchmarks.estimating.effects import lay_out
from benchmarks.estimating.elimination import solve
from benchmarks.estimating.fronts import plan
from benchmarks.estimating.groups import Groups, joint_code
from benchmarks.estimating.mixed_model import Fit
from benchmarks.estimating.observations import NONE, Codes
from benchmarks.estimating.priors import first_variance, prior_precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """Parts of markets, one entry each; a part that has samples may be named too."""

    country: Codes
    occupation: Codes
    hub: Codes
    seniority: Codes


def with_unseen(fit: Fit, unseen: Unseen) -> Fit:
    """The same fit, variances and all, solved once more with the effects of the unseen parts.

    They enter as groups of the last year without samples: their effects keep their prior, so that
    a part is estimated from its parents and its interval says how little that is. A fit that has
    samples of all of them stays as it is.
    """
    unseen = _missing(fit.groups, unseen)
    if not len(unseen.country):
        return fit
    groups, kept = _extended(fit.groups, unseen, fit.effects.last_year)
    effects = lay_out(groups)
    variance = {
        block.term.name: fit.variance.get(block.term.name, first_variance(block.term, fit.settings))
        for block in effects.blocks
    }
    mean, precision = np.zeros(len(groups)), np.zeros(len(groups))
    mean[kept], precision[kept] = fit.mean, fit.precision
    scale = _scales(fit, groups)
    noise = scale[np.unique(groups.country, return_inverse=True)[1]]
    noise[kept] = fit.noise
    weight = precision / (1 + precision * fit.deviation_variance)
    prior = prior_precision(effects, np.array(list(variance.values())))
    return replace(
        fit,
        groups=groups,
        effects=effects,
        solution=solve(plan(groups, effects), prior, weight, mean),
        variance=variance,
        mean=mean,
        precision=precision,
        countries=np.unique(groups.country),
        scale=scale,
        noise=noise,
    )


def _missing(groups: Groups, parts: Unseen) -> Unseen:
    """Those of the parts that no group belongs to; a part without a hub takes in all hubs."""
    missing = np.ones(len(parts.country), dtype=bool)
    for by_hub, by_seniority in product((False, True), repeat=2):
        names_these = ((parts.hub != NONE) == by_hub) & ((parts.seniority != NONE) == by_seniority)
        rows = np.flatnonzero(names_these)
        columns = ["country", "occupation", *["hub"] * by_hub, *["seniority"] * by_seniority]
        code = joint_code(
            *(
                np.concatenate([getattr(groups, name), getattr(parts, name)[rows]])
                for name in columns
            )
        )
        missing[rows] = ~np.isin(code[len(groups) :], code[: len(groups)])
    return Unseen(
        country=parts.country[missing],
        occupation=parts.occupation[missing],
        hub=parts.hub[missing],
        seniority=parts.seniority[missing],
    )


def _extended(groups: Groups, unseen: Unseen, year: int) -> tuple[Groups, Codes]:
    """The groups with empty ones among them, in order, and where the old ones are now."""
    count = len(unseen.country)
    added = {
        "country": unseen.country,
        "occupation": unseen.occupation,
        "hub": unseen.hub,
        "seniority": unseen.seniority,
        "year": np.full(count, year),
        "kind": np.full(count, NONE),
        "source": np.full(count, NONE),
        "size": np.zeros(count, dtype=np.int64),
        "first_row": np.zeros(count, dtype=np.int64),
    }
    joined = {name: np.concatenate([getattr(groups, name), more]) for name, more in added.items()}
    order = np.lexsort(
        [
            joined[name]
            for name in ("source", "kind", "year", "seniority", "hub", "occupation", "country")
        ]
    )
    kept = np.argsort(order)[: len(groups)]
    columns = {name: column[order] for name, column in joined.items()}
    return replace(groups, **columns, group_of_row=kept[groups.group_of_row]), kept


def _scales(fit: Fit, groups: Groups) -> np.ndarray:
    """σ² of each country; one without samples has the mean of the others."""
    known = dict(zip(fit.countries.tolist(), fit.scale.tolist(), strict=True))
    pool = float(np.mean(fit.scale))
    return np.array([known.get(country, pool) for country in np.unique(groups.country).tolist()])
