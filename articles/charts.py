"""Where the marks of a chart stand, in percent of its width; templates only draw them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from benchmarks.queries import Pay

MARGIN = Decimal("0.06")
"""Room left and right of the outermost marks, as a share of what lies between them."""
LABEL = Decimal(30)
"""The room that a long label of a tick needs on a phone, in percent of the width."""
ROUND_STEPS = [Decimal(step) for step in ("1", "2", "2.5", "4", "5", "10")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From where to where a mark reaches: `12.50%`."""

    start: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A round amount on the axis."""

    at: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The marks of one group; None where it is too small to show that range."""

    median: str
    typical: Span | None
    middle: Span | None
    people: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One group by itself, above an axis."""

    bar: Bar
    ticks: list[Tick]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A linear axis; `low` is its left end, `high` its right end, and they differ."""

    low: Decimal
    high: Decimal

    @classmethod
    def around(cls, pays: Iterable[Pay]) -> "Scale":
        """Wide enough for every mark of the groups; at least a tenth of the largest amount."""
        amounts = [amount for pay in pays for amount in _amounts(pay)]
        low, high = min(amounts), max(amounts)
        room = max((high - low) * MARGIN, high / 20)
        return cls(low=low - room, high=high + room)

    def percent(self, amount: Decimal) -> Decimal:
        return (amount - self.low) / (self.high - self.low) * 100

    def at(self, amount: Decimal) -> str:
        return f"{self.percent(amount):.2f}%"

    def span(self, low: Decimal | None, high: Decimal | None) -> Span | None:
        if low is None or high is None:
            return None
        width = self.percent(high) - self.percent(low)
        return Span(start=self.at(low), width=f"{width:.2f}%")

    def bar(self, pay: Pay) -> Bar:
        return Bar(
            median=self.at(pay.median),
            typical=self.span(pay.typical_low, pay.typical_high),
            middle=self.span(pay.p25, pay.p75),
            people=self.span(pay.p10, pay.p90),
        )

    def ticks(self) -> list[Tick]:
        """One to three round amounts whose labels touch neither each other nor the edges."""
        step = _round_step((self.high - self.low) * LABEL / 100)
        first = (self.low / step).to_integral_value(ROUND_CEILING)
        last = (self.high / step).to_integral_value(ROUND_FLOOR)
        amounts = [step * factor for factor in range(int(first), int(last) + 1)]
        return [
            Tick(at=self.at(amount), amount=amount)
            for amount in amounts
            if LABEL / 2 <= self.percent(amount) <= 100 - LABEL / 2
        ]


def strip(pay: Pay) -> Strip:
    scale = Scale.around([pay])
    return Strip(bar=scale.bar(pay), ticks=scale.ticks())


def _amounts(pay: Pay) -> list[Decimal]:
    marks = (pay.p10, pay.p25, pay.typical_low, pay.median, pay.typical_high, pay.p75, pay.p90)
    return [amount for amount in marks if amount is not None]


def _round_step(width: Decimal) -> Decimal:
    """The smallest round step that is at least `width`."""
    power = Decimal(1).scaleb(width.adjusted())
    return next(power * step for step in ROUND_STEPS if power * step >= width)
