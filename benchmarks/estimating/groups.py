"""Samples gathered into groups that share everything but the pay: the model's sufficient rows."""

from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.observations import Codes, Observations, Reals

KEY = ("country", "occupation", "hub", "seniority", "year", "kind", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """One entry a group (country, occupation, hub, seniority, year, kind, source), in that order.

    `log_pay`, `weight` and `group_of_row` hold the samples, sorted by group, pay and weight: the
    same for any order in which they came, so that every later sum is the same to the last bit.
    `row` leads from there to the positions in the observations.
    """

    country: Codes
    occupation: Codes
    hub: Codes
    seniority: Codes
    year: Codes
    kind: Codes
    source: Codes
    size: Codes
    first_row: Codes
    row: Codes
    group_of_row: Codes
    log_pay: Reals
    weight: Reals

    def __len__(self) -> int:
        return len(self.size)

    def before(self, year: int) -> "Groups":
        """The groups of earlier years: just what those samples alone would be gathered into."""
        kept = self.year < year
        number = np.cumsum(kept) - 1
        rows = np.flatnonzero(kept[self.group_of_row])
        size = self.size[kept]
        return Groups(
            **{name: getattr(self, name)[kept] for name in KEY},
            size=size,
            first_row=np.cumsum(size) - size,
            row=self.row[rows],
            group_of_row=number[self.group_of_row[rows]],
            log_pay=self.log_pay[rows],
            weight=self.weight[rows],
        )

    def totals(self, values: Reals) -> Reals:
        """The sum over each group of a value per row."""
        return np.bincount(self.group_of_row, weights=values, minlength=len(self))

    def combined(self, combine: np.ufunc, values: Codes, empty: int) -> Codes:
        """The values of each group's rows, combined; `empty` for a group without rows."""
        result = np.full(len(self), empty, dtype=np.int64)
        filled = self.size > 0
        result[filled] = combine.reduceat(values, self.first_row[filled])
        return result


def gather(observations: Observations) -> Groups:
    """Sort and group the samples; raises ValueError when there are none."""
    if not len(observations):
        raise ValueError("There are no observations to estimate from.")
    columns = {name: getattr(observations, name) for name in KEY}
    key = joint_code(*columns.values())
    weight = observations.weights()
    row = np.lexsort((weight, observations.pay, key))
    first_row, group_of_row = runs(key[row])
    return Groups(
        **{name: column[row[first_row]] for name, column in columns.items()},
        size=np.bincount(group_of_row),
        first_row=first_row,
        row=row,
        group_of_row=group_of_row,
        log_pay=np.log(observations.pay[row]),
        weight=weight[row],
    )


def joint_code(*columns: Codes) -> Codes:
    """One number for each combination of codes, ordered as the columns are, the first foremost."""
    joint, size = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns:
        levels, rank = ranked(column)
        if size * levels > 2**62:  # renumber before the product overflows
            size, joint = ranked(joint)
        joint, size = joint * levels + rank, size * levels
    return joint


def ranked(codes: Codes) -> tuple[int, Codes]:
    """How many different codes there are, and the rank of each entry's among them."""
    if not len(codes):
        return 0, codes
    low = int(codes.min())
    width = int(codes.max()) - low + 1
    if width > 4 * len(codes) + 1_000:  # too wide for a table: sort
        levels, rank = np.unique(codes, return_inverse=True)
        return len(levels), rank
    present = np.zeros(width, dtype=np.int64)
    present[codes - low] = 1
    rank_of = np.cumsum(present) - 1
    return int(rank_of[-1]) + 1, rank_of[codes - low]


def runs(sorted_codes: Codes) -> tuple[Codes, Codes]:
    """Where each run of equal codes starts, and the number of its run for every entry."""
    starts = np.ones(len(sorted_codes), dtype=bool)
    starts[1:] = sorted_codes[1:] != sorted_codes[:-1]
    return np.flatnonzero(starts), np.cumsum(starts) - 1
