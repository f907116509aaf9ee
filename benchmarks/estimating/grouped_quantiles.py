"""Quantiles of many groups at once, by the same definition as for one."""

from collections.abc import Sequence

import numpy as np

from benchmarks.estimating.groups import runs
from benchmarks.estimating.observations import Codes, Reals


class Sorted:
    """Values sorted once, to be grouped in several ways.

    `values` and `weights` are in ascending order, and `rank` says for each row where it is among
    them. Of equal values with different weights the first stays first: they must come in one order,
    as the rows of groups do.
    """

    def __init__(self, values: Reals, weights: Reals) -> None:
        alike = not len(weights) or bool(np.all(weights == weights[0]))
        order = np.argsort(values, kind=None if alike else "stable")
        self.values = values[order]
        self.weights = weights[order]
        self.rank = np.empty(len(order), dtype=np.int64)
        self.rank[order] = np.arange(len(order))

    def grouped(self, group: Codes, rows: Codes | None = None) -> tuple[Codes, Codes]:
        """The groups (codes from 0 on) of some rows, ascending, and the rank of each row there.

        Sorting one number a row takes a fifth of the time of sorting rows by group and value.
        """
        rank = self.rank if rows is None else self.rank[rows]
        count = len(self.rank)
        if not len(group) or int(group.max()) >= 2**62 // count:
            order = np.lexsort((rank, group))
            return group[order], rank[order]
        key = np.sort(group * count + rank)
        return key // count, key % count

    def quantiles(
        self, probabilities: Sequence[float], group: Codes, rows: Codes | None = None
    ) -> tuple[Codes, Reals]:
        """The groups that occur, ascending, and a row of quantiles for each."""
        codes, rank = self.grouped(group, rows)
        return _quantiles(codes, self.values[rank], self.weights[rank], probabilities)


def grouped_quantiles(
    group: Codes, values: Reals, weights: Reals, probabilities: Sequence[float]
) -> tuple[Codes, Reals]:
    """Weighted quantiles of `values` in each group, as `benchmarks.statistics` defines them.

    Returns the groups that occur, ascending, and a row of quantiles for each.
    """
    order = np.lexsort((weights, values))
    by_value = Sorted(values[order], weights[order])
    return by_value.quantiles(probabilities, group[order])


def _quantiles(
    group: Codes, values: Reals, weights: Reals, probabilities: Sequence[float]
) -> tuple[Codes, Reals]:
    """The same of rows that are sorted by group and value.

    Every group's plotting positions are shifted by the group's rank, so one search finds all of
    them.
    """
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
