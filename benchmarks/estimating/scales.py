"""How widely pay spreads around its centre: in a country, by a kind of evidence and a source.

Adverts of a whole trade under one title spread twice as widely as the answers of one community, and
a sample says the less of its centre the wider its source spreads.
"""

from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.groups import Groups, joint_code
from benchmarks.estimating.observations import Codes, Reals

POOLED_SAMPLES = 20.0
"""The scale of all countries counts as so many samples of each, a country's as so many of each
kind and source of its own."""

RESIDUAL_PRIOR = (0.25, 5.0)
"""Scale of pay around its centre before any data, and how many samples that is worth."""

Stratum = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strata:
    """Countries, kinds and sources whose samples share a scale; `country` is the rank of each's.

    `of_group` says which one each group is of.
    """

    keys: tuple[Stratum, ...]
    country: Codes
    countries: Codes
    of_group: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """σ² of each stratum and of each country."""

    of_stratum: Reals
    of_country: Reals


def find_strata(groups: Groups) -> Strata:
    code = joint_code(groups.country, groups.kind, groups.source)
    _, example, of_group = np.unique(code, return_index=True, return_inverse=True)
    columns = (groups.country, groups.kind, groups.source)
    countries, country = np.unique(groups.country[example], return_inverse=True)
    return Strata(
        keys=tuple(zip(*(column[example].tolist() for column in columns), strict=True)),
        country=country,
        countries=countries,
        of_group=of_group,
    )


def draw_together(strata: Strata, squares: Reals, samples: Reals) -> Scales:
    """From sums of squares and sizes: each stratum drawn to its country, that to all of them."""
    sd, degrees = RESIDUAL_PRIOR
    pool = (float(np.sum(squares)) + degrees * sd**2) / (float(np.sum(samples)) + degrees)
    of_country = (np.bincount(strata.country, weights=squares) + POOLED_SAMPLES * pool) / (
        np.bincount(strata.country, weights=samples) + POOLED_SAMPLES
    )
    of_stratum = (squares + POOLED_SAMPLES * of_country[strata.country]) / (
        samples + POOLED_SAMPLES
    )
    return Scales(of_stratum=of_stratum, of_country=of_country)
