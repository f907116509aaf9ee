"""Amounts that formulas reckon with: exact, with a unit, and with an interval where one is known.

Pure. Intervals are added and multiplied end by end, as if both errors went the worst way together:
that is wider than the truth and never claims too much.
"""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from articles.figures.figure import Figure, Unit
from benchmarks.statistics import round_interval, round_to_precision, rounding_step

CENT = Decimal("0.01")
PER_CENT = Decimal("0.01")
STEPS_IN_INTERVAL = 10
"""Amounts are rounded to a tenth of their interval; so one without an own interval spans ten."""


class NoResult(ValueError):
    """These two can't be reckoned with so: dollars from euros, a date, a division by nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """`low` and `high` equal the value where it is certain. Plain numbers count as COUNT."""

    value: Fraction
    low: Fraction
    high: Fraction
    unit: Unit
    currency: str = ""
    per: str = ""
    instalments: int = 12

    @classmethod
    def of_number(cls, number: Fraction) -> "Amount":
        return cls(value=number, low=number, high=number, unit=Unit.COUNT)

    @classmethod
    def of(cls, figure: Figure) -> "Amount":
        """Raises NoResult for dates; a figure without value has no amount."""
        number = figure.number
        if number is None:
            raise NoResult(figure.key)
        low, high = figure.low, figure.high
        if low is None or high is None:
            reach = (figure.rounded_to or Decimal(0)) * STEPS_IN_INTERVAL / 2
            low, high = number - reach, number + reach
        amount = cls(
            value=Fraction(number),
            low=Fraction(low),
            high=Fraction(high),
            unit=figure.unit,
            currency=figure.currency,
            per=figure.per,
            instalments=figure.instalments,
        )
        if figure.unit is Unit.PERCENT:
            return replace(amount.times(Fraction(1, 100)), unit=Unit.SHARE)
        return amount

    def times(self, factor: Fraction) -> "Amount":
        """By a number above zero."""
        return replace(
            self, value=self.value * factor, low=self.low * factor, high=self.high * factor
        )

    def per_year(self) -> "Amount":
        if self.per != "month":
            return self
        return replace(self.times(Fraction(self.instalments)), per="year", instalments=12)

    def per_month(self) -> "Amount":
        if self.per != "year":
            return self
        return replace(self.times(Fraction(1, self.instalments)), per="month")

    @property
    def is_certain(self) -> bool:
        return self.low == self.high

    def as_fields(self) -> dict[str, object]:
        """The fields of a figure: certain amounts as they are, others by their interval."""
        fields: dict[str, object] = {
            "unit": self.unit,
            "currency": self.currency,
            "per": self.per,
            "instalments": self.instalments,
        }
        if self.is_certain:
            return fields | {"value": _decimal(self.value)}
        value, low, high = (float(one) for one in (self.value, self.low, self.high))
        finest = PER_CENT if self.unit in {Unit.SHARE, Unit.COUNT} else Decimal(1)
        ends = round_interval(low, high, finest=finest)
        return fields | {
            "value": round_to_precision(value, low, high, finest=finest),
            "low": ends[0],
            "high": ends[1],
            "rounded_to": rounding_step(low, high, finest=finest),
        }


def combined(operator: str, left: Amount, right: Amount) -> Amount:
    """Raises NoResult where the two don't go together."""
    if operator in "+-":
        return _sum(left, right, sign=1 if operator == "+" else -1)
    if operator == "*":
        return _product(left, right)
    return _quotient(left, right)


def _sum(left: Amount, right: Amount, *, sign: int) -> Amount:
    left, right = _alike(left, right)
    ends = (right.low, right.high) if sign > 0 else (right.high, right.low)
    kind = right if left.unit is Unit.COUNT else left
    is_span = left.unit is right.unit is Unit.YEAR
    return replace(
        kind,
        value=left.value + sign * right.value,
        low=left.low + sign * ends[0],
        high=left.high + sign * ends[1],
        unit=Unit.YEARS if is_span else kind.unit,
    )


def _product(left: Amount, right: Amount) -> Amount:
    plain = (Unit.COUNT, Unit.SHARE)
    if left.unit not in plain and right.unit not in plain:
        raise NoResult(f"{left.unit} times {right.unit}")
    kind = max(left, right, key=lambda one: 0 if one.unit is Unit.COUNT else _weight(one.unit))
    ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    return replace(kind, value=left.value * right.value, low=min(ends), high=max(ends))


def _quotient(left: Amount, right: Amount) -> Amount:
    if right.low <= 0 <= right.high:
        raise NoResult("division by what may be nothing")
    if right.unit in {Unit.COUNT, Unit.SHARE} and left.unit is not right.unit:
        kind = left
    else:
        left, right = _alike(left, right)
        kind = Amount.of_number(Fraction(0))
    ends = [a / b for a in (left.low, left.high) for b in (right.low, right.high)]
    return replace(kind, value=left.value / right.value, low=min(ends), high=max(ends))


def _alike(left: Amount, right: Amount) -> tuple[Amount, Amount]:
    """Both in one unit and for one stretch of time; a plain number takes that of the other."""
    if Unit.COUNT in (left.unit, right.unit):
        return left, right
    if left.unit is not right.unit or left.currency != right.currency:
        raise NoResult(f"{left.unit} {left.currency} and {right.unit} {right.currency}")
    if {left.per, right.per} == {"year", "month"}:
        return left.per_year(), right.per_year()
    return left, right


def _weight(unit: Unit) -> int:
    return 1 if unit is Unit.SHARE else 2


def _decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / exact.denominator


def half_up(exact: Fraction, step: Decimal = CENT) -> Decimal:
    return _decimal(exact).quantize(step, ROUND_HALF_UP)
