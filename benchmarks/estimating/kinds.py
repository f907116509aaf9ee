"""Surveys, adverts, payrolls: which of them sets the level of pay, and how the others differ."""

from collections.abc import Mapping

import numpy as np

from benchmarks.estimating.cells import RECENT_YEARS, Cells, recent
from benchmarks.estimating.groups import Groups
from benchmarks.estimating.mixed_model import Fit
from benchmarks.estimating.observations import Evidence, Reals

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


def kind_effects(fit: Fit) -> dict[int, float]:
    """What each kind of evidence adds to log pay; empty where all samples are of one kind."""
    blocks = {block.term.name: block for block in fit.effects.blocks}
    if "kind" not in blocks:
        return {}
    first = blocks["kind"].first
    return {key[0]: float(fit.solution.effect[column]) for key, (column, _) in first.items()}


def kind_shift(fit: Fit, reference: Mapping[int, Evidence]) -> Reals:
    """For each row, the effect of its kind of evidence less that of its country's reference."""
    groups = fit.groups
    effect = kind_effects(fit)
    shift = np.array(
        [
            effect.get(kind, 0.0) - effect.get(reference[country], 0.0)
            for kind, country in zip(groups.kind.tolist(), groups.country.tolist(), strict=True)
        ]
    )
    return shift[groups.group_of_row]


def count_kinds(cells: Cells, groups: Groups) -> dict[Evidence, Reals]:
    """Samples of each kind in the recent years: tables of cells × years."""
    kind = groups.kind[groups.group_of_row]
    return {
        Evidence(code): recent(cells.table((kind == code).astype(np.float64)))
        for code in np.unique(kind).tolist()
    }
