"""Tells pay that was typed wrong from pay that is unusual.

A month's pay typed as a year's is not the tail of any distribution of pay: it is a second one,
log 12 below the first. So the errors of the model are a mixture (Box & Tiao, Biometrika 55, 1968,
p. 119): a sound sample is t around its centre, and a slip is the same, shifted by what was typed.
"""

import numpy as np

from benchmarks.estimating.groups import Groups, joint_code, runs
from benchmarks.estimating.observations import Codes, Reals

SLIPS = tuple(np.log([1 / 12, 12.0, 1 / 10, 10.0]).tolist())
"""A month's pay for a year's, a year's for a month's, a digit lost, a digit too many."""

SLIPS_EXPECTED = 0.005
EXPECTED_SAMPLES = 200.0
"""What part of the samples is expected to be slips, and how many samples that is worth."""

NEAR = 1.0
"""Pay that differs from its centre by less than a factor of e is never taken for a slip."""

FEW = 10
"""So few samples may all be slips: who is far from everybody else is first believed to be."""

LEAST = 1e-9
"""What is left of the weight of a certain slip: sums of weights stay positive."""


def soundness(residual: Reals, scale: Reals, slips: float) -> tuple[Reals, float]:
    """The probability that each sample is no slip, and what part of them are.

    `residual` is its log pay less its centre, `scale` the σ² of its t, `slips` the part so far.
    """
    far = np.flatnonzero(np.abs(residual) > NEAR)
    sound = np.ones(len(residual))
    if not len(far):
        return sound, EXPECTED_SAMPLES * SLIPS_EXPECTED / (len(residual) + EXPECTED_SAMPLES)
    gap, width = residual[far], scale[far]
    as_typed = (1 - slips) * _density(gap, width)
    as_meant = sum(slips / len(SLIPS) * _density(gap - slip, width) for slip in SLIPS)
    probability = as_typed / (as_typed + as_meant)
    sound[far] = np.maximum(probability, LEAST)
    found = float(np.sum(1 - probability)) + EXPECTED_SAMPLES * SLIPS_EXPECTED
    return sound, found / (len(residual) + EXPECTED_SAMPLES)


def _density(gap: Reals, scale: Reals) -> Reals:
    """Of t_5 without its constant: the same scale on both sides of a ratio."""
    density: Reals = (1 + gap**2 / (5 * scale)) ** -3
    return density


def first_centres(groups: Groups, log_pay: Reals) -> Reals:
    """Where to look for the centre of each group at first: at the median of its samples.

    Few samples that are far from the pay of their seniority in the country, or of the country, are
    looked at from there: from their own median they would never look like slips, and the model
    would find a reason for what was only typed wrong.
    """
    lower = groups.first_row + (groups.size - 1) // 2
    upper = groups.first_row + groups.size // 2
    centre: Reals = (log_pay[lower] + log_pay[upper]) / 2
    few = groups.size < FEW
    for wider in (joint_code(groups.country, groups.seniority), groups.country):
        median, size = _weighted_medians(wider, centre, groups.size)
        strays = few & (np.abs(centre - median) > NEAR) & (size >= FEW)
        centre = np.where(strays, median, centre)
    return centre


def _weighted_medians(code: Codes, values: Reals, sizes: Codes) -> tuple[Reals, Codes]:
    """For each entry the median of all entries of its code, counted by size, and their size."""
    order = np.lexsort((values, code))
    first, rank = runs(code[order])
    running = np.cumsum(sizes[order])
    before = np.append(0, running)[first]
    total = np.append(running, running[-1:])[np.append(first[1:], len(code)) - 1] - before
    middle = np.searchsorted(running, before + (total + 1) // 2)
    median, size = np.empty(len(code)), np.empty(len(code), dtype=np.int64)
    median[order], size[order] = values[order][middle][rank], total[rank]
    return median, size
