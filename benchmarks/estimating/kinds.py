"""Whose evidence sets the level of pay: which kind and which sources, and how others differ."""

from collections.abc import Mapping

import numpy as np

from benchmarks.estimating.cells import RECENT_YEARS, Cells, recent
from benchmarks.estimating.groups import Groups
from benchmarks.estimating.mixed_model import Fit
from benchmarks.estimating.observations import Codes, Evidence, Reals

Shares = Mapping[int, float]
"""Parts of a whole by code, summing to 1."""

REFERENCE_SHARE = 0.2
"""A kind of evidence sets the level of a country's pay from this share of its recent samples."""


def reference_kinds(groups: Groups) -> dict[int, Evidence]:
    """For each country, the kind of evidence that its typical pay is stated in.

    The nearest to what people are really paid (see `Evidence`) that makes up a fifth of the samples
    of the country's last three years; failing that, the commonest. Samples of other kinds are
    shifted to it by the model's effect of their kind.
    """
    mass = np.bincount(groups.group_of_row, weights=groups.weight, minlength=len(groups))
    found: dict[int, Evidence] = {}
    for country in np.unique(groups.country).tolist():
        here = (groups.country == country) & (groups.size > 0)
        if not np.any(here):  # nothing was observed there: as in the rest of the world
            here = groups.size > 0
        fresh = here & (groups.year > groups.year[here].max() - RECENT_YEARS)
        share = np.bincount(groups.kind[fresh], weights=mass[fresh])
        enough = np.flatnonzero(share >= REFERENCE_SHARE * share.sum())
        found[country] = Evidence(int(enough[0] if len(enough) else np.argmax(share)))
    return found


def reference_sources(groups: Groups, reference: Mapping[int, Evidence]) -> dict[int, Shares]:
    """For each country, the sources that its typical pay is stated in, by their share.

    Those of its recent samples of the reference kind. A survey of large companies says more than
    another of everybody: the level is that of the sources a country really has, in the proportion
    in which it has them, and not a mean over whatever publishers happen to exist.
    """
    mass = np.bincount(groups.group_of_row, weights=groups.weight, minlength=len(groups))
    found: dict[int, Shares] = {}
    for country in np.unique(groups.country).tolist():
        here = (groups.country == country) & (groups.kind == reference[country]) & (groups.size > 0)
        if not np.any(here):
            here = (groups.kind == reference[country]) & (groups.size > 0)
        fresh = here & (groups.year > groups.year[here].max() - RECENT_YEARS)
        found[country] = shares_of(groups.source[fresh], mass[fresh])
    return found


def shares_of(codes: Codes, mass: Reals) -> Shares:
    """What part of the mass each code has."""
    seen, rank = np.unique(codes, return_inverse=True)
    part = np.bincount(rank, weights=mass)
    return dict(zip(seen.tolist(), (part / part.sum()).tolist(), strict=True))


def evidence_effects(fit: Fit, name: str) -> dict[int, float]:
    """What each kind, or each source, adds to log pay; empty where the data can't tell them."""
    blocks = {block.term.name: block for block in fit.effects.blocks}
    if name not in blocks:
        return {}
    first = blocks[name].first
    return {key[0]: float(fit.solution.effect[column]) for key, (column, _) in first.items()}


def stated_scale(
    fit: Fit, reference: Mapping[int, Evidence], sources: Mapping[int, Shares]
) -> Reals:
    """σ² of the people of each country of the fit, as its pay is stated."""
    scales = zip(fit.countries.tolist(), fit.scale.tolist(), strict=True)
    return np.array(
        [
            scale_of(fit, country, reference[country], sources[country], scale)
            for country, scale in scales
        ]
    )


def scale_of(fit: Fit, country: int, kind: int, sources: Shares, otherwise: float) -> float:
    """σ² of people that a kind and a mixture of sources speak of.

    A source that hasn't spoken in this kind yet is believed to spread as it did in its others;
    `otherwise` stands for one that hasn't spoken of the country at all.
    """
    known = fit.found.scale
    total = 0.0
    for source, share in sources.items():
        others = [
            known[country, one, source] for one in Evidence if (country, one, source) in known
        ]
        mean = sum(others) / len(others) if others else otherwise
        total += share * known.get((country, kind, source), mean)
    return total


def evidence_shift(
    fit: Fit, reference: Mapping[int, Evidence], sources: Mapping[int, Shares]
) -> Reals:
    """For each row, what its kind and source add to log pay beyond its country's reference."""
    groups = fit.groups
    of_kind, of_source = evidence_effects(fit, "kind"), evidence_effects(fit, "source")
    stated = {
        country: of_kind.get(reference[country], 0.0) + mean_effect(of_source, sources[country])
        for country in reference
    }
    shift = np.array(
        [
            of_kind.get(kind, 0.0) + of_source.get(source, 0.0) - stated[country]
            for kind, source, country in zip(
                groups.kind.tolist(), groups.source.tolist(), groups.country.tolist(), strict=True
            )
        ]
    )
    return shift[groups.group_of_row]


def mean_effect(effects: Mapping[int, float], shares: Shares) -> float:
    return sum(share * effects.get(code, 0.0) for code, share in shares.items())


def count_kinds(cells: Cells, groups: Groups) -> dict[Evidence, Reals]:
    """Samples of each kind in the recent years: tables of cells × years."""
    return {
        Evidence(code): recent(cells.table(np.where(groups.kind == code, groups.size, 0)))
        for code in np.unique(groups.kind[groups.size > 0]).tolist()
    }
