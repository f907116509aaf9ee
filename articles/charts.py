"""Where the marks of a chart stand: across in percent, down in pixels; templates only draw them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import dropwhile, groupby

from benchmarks.queries import Pay, YearPay

MARGIN = Decimal("0.06")
"""Room left and right of the outermost marks, as a share of what lies between them."""
LABEL, LABEL_ON_PHONE = Decimal(16), Decimal(30)
"""The room that a long label of a tick needs, in percent of the width."""
ROUND_STEPS = [Decimal(step) for step in ("1", "2", "5", "10")]  # as figures are rounded

TOP, PLOT, BELOW = 14, 240, 34
"""Heights of a chart over years: above the plot, the plot itself, and the years below it."""
LEFT = Decimal(12)
"""The share of its width that the amounts beside the plot have to themselves, in percent."""
AMOUNT_LABEL = Decimal(22)
"""The share of the plot's height that the amounts on the axis keep between them, in percent."""
MOST_YEAR_LABELS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From where to where a mark reaches: `12.50%`."""

    start: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A round amount on the axis; `is_minor` where a phone has no room for its label."""

    at: str
    amount: Decimal
    is_minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The marks of one group; None where it does not show that figure."""

    point: str | None
    typical: Span
    middle: Span | None
    people: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One group by itself, above an axis; `offer` is where a visitor's offer stands."""

    bar: Bar
    ticks: list[Tick]
    offer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A linear axis; `low` is its left end, `high` its right end, and they differ."""

    low: Decimal
    high: Decimal

    @classmethod
    def around(cls, amounts: Iterable[Decimal]) -> "Scale":
        """Wide enough for all of them; at least a tenth of the largest."""
        found = list(amounts)
        low, high = min(found), max(found)
        room = max((high - low) * MARGIN, high / 20)
        return cls(low=low - room, high=high + room)

    def percent(self, amount: Decimal) -> Decimal:
        return (amount - self.low) / (self.high - self.low) * 100

    def at(self, amount: Decimal) -> str:
        return f"{self.percent(amount):.2f}%"

    def span(self, low: Decimal | None, high: Decimal | None) -> Span | None:
        return None if low is None or high is None else self._span(low, high)

    def bar(self, pay: Pay) -> Bar:
        return Bar(
            point=None if pay.typical is None else self.at(pay.typical),
            typical=self._span(pay.typical_low, pay.typical_high),
            middle=self.span(pay.p25, pay.p75),
            people=self.span(pay.p10, pay.p90),
        )

    def ticks(self, room: Decimal = LABEL) -> list[Tick]:
        """Two to six round amounts, `room` percent apart and half of it from the edges."""
        step = _round_step((self.high - self.low) * room / 100)
        first = (self.low / step).to_integral_value(ROUND_CEILING)
        last = (self.high / step).to_integral_value(ROUND_FLOOR)
        amounts = [step * factor for factor in range(int(first), int(last) + 1)]
        inside = [one for one in amounts if room / 2 <= self.percent(one) <= 100 - room / 2]
        major = self._labelled_on_a_phone(inside, step)
        return [
            Tick(at=self.at(amount), amount=amount, is_minor=amount not in major)
            for amount in inside
        ]

    def _labelled_on_a_phone(self, amounts: Sequence[Decimal], step: Decimal) -> Sequence[Decimal]:
        half = LABEL_ON_PHONE / 2
        far_in = [one for one in amounts if half <= self.percent(one) <= 100 - half]
        every = math.ceil(LABEL_ON_PHONE * (self.high - self.low) / step / 100)
        return far_in[::every]

    def _span(self, low: Decimal, high: Decimal) -> Span:
        width = self.percent(high) - self.percent(low)
        return Span(start=self.at(low), width=f"{width:.2f}%")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMark:
    """One year: where it stands, and how far down its figures lie; None where it has none.

    `label` is empty where there is no room for another year below the plot.
    """

    x: str
    label: str
    point: str | None
    top: str | None
    bottom: str | None
    median: str | None
    is_projection: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A round amount beside the plot, `y` pixels down."""

    y: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Pay over the years, the oldest left; points are `x,y` with x from 0 to 100.

    `bands` are the intervals of years that follow one another, `lines` their typical pay; `fan`
    spreads from the last year to the projection, None without one.
    """

    height: int
    floor: int
    bands: list[str]
    lines: list[str]
    fan: str | None
    years: list[YearMark]
    amounts: list[Level]


def strip(pay: Pay, offer: Decimal | None = None) -> Strip:
    """An offer far outside stands at the end of the axis."""
    scale = Scale.around(all_amounts(pay))
    at = None if offer is None else scale.at(min(max(offer, scale.low), scale.high))
    return Strip(bar=scale.bar(pay), ticks=scale.ticks(), offer=at)


def history(years: Sequence[YearPay], projection: Pay | None) -> History | None:
    """From the first year with a figure; None with fewer than two to put beside each other."""
    shown = list(dropwhile(lambda one: one.pay is None, reversed(years)))
    pays = [one.pay for one in shown] + ([projection] if projection else [])
    numbers = [one.year for one in shown] + ([projection.year] if projection else [])
    known = [pay for pay in pays if pay]
    if len(known) < 2:
        return None
    scale = Scale.around(amount for pay in known for amount in _typical_amounts(pay))
    every = -(-len(pays) // MOST_YEAR_LABELS)
    plot = _Plot(scale=scale, columns=len(pays))
    runs = _runs([None if pay and pay.is_projection else pay for pay in pays])
    return History(
        height=TOP + PLOT + BELOW,
        floor=TOP + PLOT,
        bands=[plot.band(run) for run in runs if len(run) > 1],
        lines=[plot.line(part) for run in runs for part in _runs_with_points(run) if len(part) > 1],
        fan=plot.band(list(enumerate(pays))[-2:]) if projection and pays[-2] else None,
        years=[
            plot.mark(column, year, pay, is_labelled=(len(pays) - 1 - column) % every == 0)
            for column, (year, pay) in enumerate(zip(numbers, pays, strict=True))
        ],
        amounts=[
            Level(y=plot.y(tick.amount), amount=tick.amount) for tick in scale.ticks(AMOUNT_LABEL)
        ],
    )


type Column = tuple[int, Pay | None]
"""The place of a year from the left, and its figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    scale: Scale
    columns: int

    def x(self, column: int) -> str:
        share = (Decimal(column) + Decimal("0.5")) / self.columns
        return f"{LEFT + share * (100 - LEFT):.2f}"

    def y(self, amount: Decimal) -> str:
        return f"{TOP + PLOT - self.scale.percent(amount) * PLOT / 100:.1f}"

    def band(self, run: Sequence[Column]) -> str:
        known = [(self.x(column), pay) for column, pay in run if pay]
        above = [f"{x},{self.y(pay.typical_high)}" for x, pay in known]
        below = [f"{x},{self.y(pay.typical_low)}" for x, pay in reversed(known)]
        return " ".join(above + below)

    def line(self, run: Sequence[Column]) -> str:
        return " ".join(
            f"{self.x(column)},{self.y(pay.typical)}"
            for column, pay in run
            if pay and pay.typical is not None
        )

    def mark(self, column: int, year: int, pay: Pay | None, *, is_labelled: bool) -> YearMark:
        return YearMark(
            x=f"{self.x(column)}%",
            label=str(year) if is_labelled else "",
            point=self.y(pay.typical) if pay and pay.typical is not None else None,
            top=self.y(pay.typical_high) if pay else None,
            bottom=self.y(pay.typical_low) if pay else None,
            median=self.y(pay.median) if pay and pay.median is not None else None,
            is_projection=bool(pay and pay.is_projection),
        )


def all_amounts(pay: Pay) -> list[Decimal]:
    amounts = (pay.p10, pay.p25, pay.typical_low, pay.typical, pay.typical_high, pay.p75, pay.p90)
    return [amount for amount in amounts if amount is not None]


def typical_amounts(pay: Pay) -> list[Decimal]:
    """The interval of typical pay, which holds the point."""
    return [pay.typical_low, pay.typical_high]


def _typical_amounts(pay: Pay) -> list[Decimal]:
    return [*typical_amounts(pay), *([] if pay.median is None else [pay.median])]


def _runs(pays: Sequence[Pay | None]) -> list[list[Column]]:
    """Years with figures that follow one another without a gap."""
    columns = enumerate(pays)
    return [list(run) for known, run in groupby(columns, key=lambda one: bool(one[1])) if known]


def _runs_with_points(run: Sequence[Column]) -> list[list[Column]]:
    points = groupby(run, key=lambda one: bool(one[1] and one[1].typical is not None))
    return [list(part) for known, part in points if known]


def _round_step(width: Decimal) -> Decimal:
    """The smallest round step that is at least `width`."""
    power = Decimal(1).scaleb(width.adjusted())
    return next(power * step for step in ROUND_STEPS if power * step >= width)
