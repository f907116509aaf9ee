"""Quantiles of many groups at once, by the same definition as for one."""

from collections.abc import Sequence

import numpy as np

from benchmarks.estimating.groups import runs
from benchmarks.estimating.observations import Codes, Reals


def grouped_quantiles(
    group: Codes, values: Reals, weights: Reals, probabilities: Sequence[float]
) -> tuple[Codes, Reals]:
    """Weighted quantiles of `values` in each group, as `benchmarks.statistics` defines them.

    Returns the groups that occur, ascending, and a row of quantiles for each. Every group's
    plotting positions are shifted by the group's rank, so one search finds all of them.
    """
    order = np.lexsort((weights, values, group))
    group, values, weights = group[order], values[order], weights[order]
    first, rank = runs(group)
    last = np.append(first[1:], len(group)) - 1
    total = np.add.reduceat(weights, first)
    effective = total**2 / np.add.reduceat(weights**2, first)
    running = np.cumsum(weights)
    before = (running[first] - weights[first])[rank]
    middle = (running - before - weights / 2) / total[rank]
    position = rank + (effective[rank] * middle + 1 / 6) / (effective[rank] + 1 / 3)
    wanted = np.arange(len(first))[:, None] + np.asarray(probabilities)
    upper = np.searchsorted(position, wanted)
    upper = np.clip(upper, first[:, None], last[:, None])
    lower = np.maximum(upper - 1, first[:, None])
    width = position[upper] - position[lower]
    share = np.divide(wanted - position[lower], width, out=np.ones_like(wanted), where=width > 0)
    share = np.clip(share, 0.0, 1.0)
    found = values[lower] * (1 - share) + values[upper] * share
    return group[first], np.maximum.accumulate(found, axis=1)
