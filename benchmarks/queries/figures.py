"""One group's figures as they may be shown: rounded by their precision, silent by their grade."""

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from benchmarks.models import Contrast, Estimate, Grade, SourceKind
from benchmarks.statistics import round_interval, round_to_precision, rounding_step

COARSE = 30
"""From grade C on, amounts are multiples of a round step of at least this part of the pay."""
PEOPLE_SCORE = 1.2816
"""P10 and P90, and the ends of an 80 % interval, in standard deviations of a normal."""
MEDIAN_LOSS = math.sqrt(math.pi / 2)
"""How many times the standard error of a mean that of a median is, for normal samples."""
USUAL_SD = 0.3
"""Of log pay, where the range of people is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """What one group earns in one year: gross per year, in `currency`.

    `typical` is None at grade D, where there is a range alone; `typical_low`/`typical_high` is its
    80 % interval, of which `half_width` is the longer half in per cent. `p10` to `p90` are the
    range of people, None where there is none; `p25`/`p75` are left out at grade D as well. `n` and
    `median` are of the year's own samples, None below five; `recent_n`, `effective_n` and
    `source_count` are of three years. Amounts are multiples of `rounded_to`, the interval rounded
    outwards; a median of few samples is rounded further.
    """

    year: int
    is_projection: bool
    currency: str
    grade: Grade
    typical: Decimal | None
    typical_low: Decimal
    typical_high: Decimal
    half_width: int
    p10: Decimal | None
    p25: Decimal | None
    p75: Decimal | None
    p90: Decimal | None
    range_is_measured: bool
    rounded_to: Decimal
    n: int | None
    median: Decimal | None
    recent_n: int
    effective_n: int | None
    source_count: int | None
    observed_from: date | None
    observed_to: date | None
    kinds: tuple[SourceKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How much more one part of a market earns than another, in per cent, with its 80 % interval.

    Whole per cents, or coarser where the interval is wide. The step is clear where the interval, as
    it is printed, lies on one side of zero.
    """

    percent: Decimal
    low: Decimal
    high: Decimal

    @property
    def is_clear(self) -> bool:
        return self.low > 0 or self.high < 0


def shown(estimate: Estimate, currency: str) -> Pay | None:
    """The estimate as it may be shown; None where it is suppressed."""
    low, high, typical = estimate.typical_low, estimate.typical_high, estimate.typical
    if estimate.is_suppressed or low is None or high is None or typical is None:
        return None
    grade = Grade(estimate.grade)
    is_coarse = grade in {Grade.C, Grade.D}
    finest = rounding_step(0, float(typical) * 10 / COARSE) if is_coarse else Decimal(1)
    finest = finest.quantize(Decimal(1)) if finest >= 1 else Decimal(1)
    interval = (float(low), float(high))
    rounded = partial(_rounded, interval=interval, finest=finest)
    ends = round_interval(*interval, finest=finest)
    is_range_only = grade == Grade.D
    return Pay(
        year=estimate.year,
        is_projection=estimate.is_projection,
        currency=currency,
        grade=grade,
        typical=None if is_range_only else rounded(typical),
        typical_low=ends[0],
        typical_high=ends[1],
        half_width=math.ceil(100 * max(high / typical - 1, 1 - low / typical)),
        p10=rounded(estimate.p10),
        p25=None if is_range_only else rounded(estimate.p25),
        p75=None if is_range_only else rounded(estimate.p75),
        p90=rounded(estimate.p90),
        range_is_measured=estimate.range_is_measured,
        rounded_to=rounding_step(*interval, finest=finest).quantize(Decimal(1)),
        n=estimate.n,
        median=_median(estimate, interval, finest),
        recent_n=estimate.recent_n or 0,
        effective_n=None if estimate.effective_n is None else int(estimate.effective_n),
        source_count=estimate.source_count,
        observed_from=estimate.observed_from,
        observed_to=estimate.observed_to,
        kinds=tuple(sorted({SourceKind(origin["kind"]) for origin in estimate.provenance})),
    )


def shown_step(contrast: Contrast) -> Step:
    percents = [float(ratio - 1) * 100 for ratio in (contrast.ratio, contrast.low, contrast.high)]
    percent, *interval = percents
    low, high = round_interval(*interval)
    return Step(percent=round_to_precision(percent, *interval), low=low, high=high)


def _rounded(
    amount: Decimal | None, *, interval: tuple[float, float], finest: Decimal
) -> Decimal | None:
    return None if amount is None else round_to_precision(float(amount), *interval, finest=finest)


def _median(estimate: Estimate, interval: tuple[float, float], finest: Decimal) -> Decimal | None:
    """The year's own median by the wider of its own interval and that of typical pay."""
    median, n = estimate.median, estimate.n
    if median is None or n is None:
        return None
    sd = USUAL_SD
    if estimate.p10 and estimate.p90:
        sd = math.log(estimate.p90 / estimate.p10) / (2 * PEOPLE_SCORE)
    reach = math.exp(PEOPLE_SCORE * MEDIAN_LOSS * sd / math.sqrt(n))
    own = (float(median) / reach, float(median) * reach)
    wider = max(own, interval, key=lambda ends: ends[1] - ends[0])
    return _rounded(median, interval=wider, finest=finest)
