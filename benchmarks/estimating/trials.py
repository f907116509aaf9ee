"""A forecast of one cell, and what came of it."""

from dataclasses import dataclass

from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.grades import Grade
from benchmarks.estimating.growth import YearShock
from benchmarks.estimating.settings import Found
from benchmarks.statistics import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One cell and year that was forecast, and what came.

    `outcome` is the median of the `people` samples of the target year and `noise` the standard
    error of its logarithm; `typical` is the forecast in its 80 % interval, `grade` what it had.
    `stretch` and `people_stretch` are the calibrated factors that its interval and its range of
    people hold already. `inside` counts the samples between the forecast P10 and P90, and
    `inside_stretched` does so for the range stretched by each of `PEOPLE_STRETCHES`.

    `own_n` counts the cell's samples in the three years before; of these are the `raw_mean` and the
    `raw_median`, plus 4 %; `last_year` is the median of the year before alone, plus 4 %. Each is
    None without such samples.
    """

    key: CellKey
    year: int
    own_n: int
    people: int
    inside: int
    inside_stretched: tuple[int, ...]
    outcome: float
    noise: float
    grade: Grade | None
    typical: float
    interval: Interval
    stretch: float
    people_stretch: float
    raw_mean: float | None
    raw_median: float | None
    last_year: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One year that was forecast: its trials, and the prior of the shock that they had.

    `variances` are those of the fit that they are from, where the next one begins.
    """

    year: int
    shock: YearShock
    trials: tuple[Trial, ...]
    found: Found | None = None


PEOPLE_STRETCHES = tuple(step / 20 for step in range(12, 41))
"""Factors on the range of people, 0.6 to 2, among which calibration looks for the right one."""
