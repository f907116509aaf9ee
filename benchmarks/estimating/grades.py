"""Grades A to D from what can be measured, and the level that a page falls back to."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.estimates import Estimate
from benchmarks.estimating.observations import NONE
from benchmarks.estimating.settings import Z

SMALLEST_OWN = 5
"""A cell of fewer samples has no statistics of its own."""

ENOUGH_SOURCES = 3
PARENT_NEEDS = 20
"""Recent samples that a broader cell must have for a modelled range to rest on."""

MEDIAN_NEEDS = 20
"""Samples of one year whose own median must agree with the typical pay."""


class Grade(StrEnum):
    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What a grade is computed from.

    `half_width` is the larger half of the 80 % interval in per cent of typical pay; `n` the
    effective samples of the recent three years; `months` the age of the newest. `is_diverse`: at
    least three sources, or three employers where most samples name one. `parent_n` is the largest
    effective sample of a broader cell. `agrees`: the own median of the year's samples, if there are
    twenty, doesn't contradict the typical pay.
    """

    half_width: float
    n: float
    sources: int
    months: int
    is_diverse: bool
    parent_n: float
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The level that a page shows for a cell, and its grade."""

    key: CellKey
    grade: Grade


def grade(criteria: Criteria) -> Grade | None:
    """The best grade whose rule holds; None means no number at all.

    | grade | half width | samples | sources                              | age        |
    | A     | ≤ 6 %      | ≥ 50    | ≥ 2, and three sources or employers  | ≤ 12 months |
    | B     | ≤ 10 %     | ≥ 20    | three sources or employers           | ≤ 18 months |
    | C     | ≤ 15 %     | ≥ 5     |                                      | ≤ 24 months |
    | D     | ≤ 25 %     | any, with a parent of ≥ 20                          ||

    A source that doesn't name employers may hold one employer's people alone: however many its
    samples, it doesn't carry a figure beyond C.
    """
    width, n, months = criteria.half_width, criteria.n, criteria.months
    if not criteria.agrees:
        return None
    if width <= 6 and n >= 50 and months <= 12 and criteria.sources >= 2 and criteria.is_diverse:
        return Grade.A
    if width <= 10 and n >= 20 and months <= 18 and criteria.is_diverse:
        return Grade.B
    if width <= 15 and n >= SMALLEST_OWN and months <= 24:
        return Grade.C
    if width <= 25 and max(n, criteria.parent_n) >= PARENT_NEEDS:
        return Grade.D
    return None


def criteria(estimate: Estimate, *, parent_n: float, as_of_month: int) -> Criteria:
    """The criteria of an estimate on a day, its month counted from year 0 (12 × year + month)."""
    half = max(estimate.high / estimate.typical - 1, 1 - estimate.low / estimate.typical)
    return Criteria(
        half_width=100 * half,
        n=estimate.recent_n_effective,
        sources=estimate.sources,
        months=max(as_of_month - estimate.newest, 0),
        is_diverse=is_diverse(estimate.sources, estimate.employers, estimate.named_share),
        parent_n=parent_n,
        agrees=_agrees(estimate),
    )


def _agrees(estimate: Estimate) -> bool:
    """Whether the 80 % intervals of typical pay and of the cell's own median meet."""
    median, error = estimate.own_median, estimate.own_median_error
    if median is None or error is None or estimate.n_effective < MEDIAN_NEEDS:
        return True
    reach = math.exp(Z * error)
    return estimate.low <= median * reach and median / reach <= estimate.high


def is_diverse(sources: int, employers: int, named_share: float) -> bool:
    """Three sources, or three employers where at least half of the samples name theirs."""
    return sources >= ENOUGH_SOURCES or (named_share >= 0.5 and employers >= ENOUGH_SOURCES)


def broader(key: CellKey) -> tuple[CellKey, ...]:
    """The cells that a page may fall back to, the nearest first.

    The seniority is kept as long as can be and the place widened first, as the German Entgeltatlas
    keeps the level of requirement.
    """

    def cell(hub: int, seniority: int) -> CellKey:
        return CellKey(country=key.country, occupation=key.occupation, hub=hub, seniority=seniority)

    chain = []
    if key.hub != NONE and key.seniority != NONE:
        chain.append(cell(NONE, key.seniority))
    if key.hub != NONE or key.seniority != NONE:
        chain.append(cell(NONE, NONE))
    return tuple(chain)


def choose_level(key: CellKey, grades: Mapping[CellKey, Grade | None]) -> Choice | None:
    """What to show for a cell: the nearest level of grade A to C, else the nearest range of D."""
    levels = (key, *broader(key))
    for accepted in ((Grade.A, Grade.B, Grade.C), (Grade.D,)):
        for level in levels:
            found = grades.get(level)
            if found is not None and found in accepted:
                return Choice(key=level, grade=found)
    return None
