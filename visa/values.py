"""Dated values of the law: percentage times base, each with the period in which it holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from visa.citations import Citation, Text

CENT = Decimal("0.01")
MONTHS = 12


class Unit(StrEnum):
    """What a value counts; `money` is in the currency of its parameter."""

    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    YEARS = "years"
    MONTHS = "months"
    WEEKS = "weeks"
    HOURS = "hours"


class Per(StrEnum):
    """The time that an amount of money is for."""

    YEAR = "year"
    MONTH = "month"
    ONCE = "once"


class State(StrEnum):
    """How far a value is law on a day."""

    IN_FORCE = "in_force"
    ANNOUNCED = "announced"
    UNPUBLISHED = "unpublished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A figure that law sets anew from time to time, such as the Blue Card's lower threshold.

    Money per month is paid `instalments` times a year: 12, or 14 in Austria. A yearly one ends by
    itself on the next 1 January, and its next value may be late.
    """

    key: str
    name: Text
    unit: Unit
    currency: str = ""
    per: Per = Per.ONCE
    instalments: int = MONTHS
    is_yearly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """`percentage` of `base`, both values of their own at the same day."""

    percentage: "Value"
    base: "Value"

    def exact(self) -> Fraction:
        return self.percentage.exact() * self.base.exact() / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a parameter is in `valid_from <= day < valid_to`; until further notice without an end.

    `amount` divided by `divisor` is the value, as two thirds is no decimal number. Where a
    formula gives the value, `amount` is its result, and `published` what the gazette printed.
    """

    parameter: Parameter
    amount: Decimal
    divisor: int = 1
    valid_from: date
    valid_to: date | None
    citation: Citation
    announced: bool = False
    formula: Formula | None = None
    published: Decimal | None = None
    verified_on: date | None = None

    def exact(self) -> Fraction:
        return self.formula.exact() if self.formula else Fraction(self.amount) / self.divisor

    def in_cents(self) -> Decimal:
        """The least amount in whole cents that reaches the value: a minimum never rounds down."""
        return cents_reaching(self.exact())

    def per_year(self) -> Fraction:
        """Money per year; what is due once stays as it is."""
        monthly = self.parameter.per is Per.MONTH
        return self.exact() * (self.parameter.instalments if monthly else 1)

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def cents_reaching(exact: Fraction) -> Decimal:
    """The least whole number of cents that is not below an exact amount."""
    scaled = exact * 100
    return Decimal(-(-scaled.numerator // scaled.denominator)).scaleb(-2).quantize(CENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A parameter on a day. Without a value in force, `last` is the one that ended before."""

    parameter: Parameter
    on: date
    value: Value | None
    last: Value | None
    upcoming: Value | None

    @property
    def state(self) -> State:
        if self.value is None:
            return State.UNPUBLISHED
        return State.ANNOUNCED if self.value.announced else State.IN_FORCE

    @property
    def is_gap(self) -> bool:
        """Whether a later value is known: the law may well have had one, but no source we hold."""
        return self.value is None and self.upcoming is not None

    @property
    def has_ended(self) -> bool:
        """Whether the figure itself has ended, rather than that its next value is late.

        A yearly one has where the law ended it within a year, or a whole year went by without one.
        """
        end = self.last.valid_to if self.last else None
        if self.value or self.upcoming or end is None or end > self.on:
            return False
        is_late = self.parameter.is_yearly and (end.month, end.day) == (1, 1)
        return not is_late or self.on.year > end.year


@dataclass(frozen=True, slots=True)
class ValueBook:
    """All values as known at one instant; of one parameter no two hold on the same day."""

    parameters: Mapping[str, Parameter]
    values: Mapping[str, tuple[Value, ...]]

    @classmethod
    def of(cls, parameters: Iterable[Parameter], values: Iterable[Value]) -> "ValueBook":
        found: dict[str, list[Value]] = {}
        known = {parameter.key: parameter for parameter in parameters}
        for value in values:
            known.setdefault(value.parameter.key, value.parameter)
            found.setdefault(value.parameter.key, []).append(value)
        return cls(
            known,
            {key: tuple(sorted(of, key=lambda one: one.valid_from)) for key, of in found.items()},
        )

    def value_on(self, key: str, on: date) -> Value | None:
        """The value that holds on the day; None where the law has not published one.

        Raises KeyError for a parameter that there isn't.
        """
        self.parameters[key]
        return next((one for one in self.values.get(key, ()) if one.holds_on(on)), None)

    def read(self, key: str, on: date) -> Reading:
        """As `value_on`, with what held last and what comes next."""
        known = self.values.get(key, ())
        return Reading(
            parameter=self.parameters[key],
            on=on,
            value=self.value_on(key, on),
            last=next((v for v in reversed(known) if v.valid_to and v.valid_to <= on), None),
            upcoming=next((v for v in known if v.valid_from > on), None),
        )

    def boundaries(self, keys: Iterable[str], after: date) -> list[date]:
        """The days after `after` on which one of these values begins or ends, in order."""
        days = {
            day
            for key in keys
            for value in self.values.get(key, ())
            for day in (value.valid_from, value.valid_to)
            if day is not None and day > after
        }
        return sorted(days)

    def holes(self, key: str) -> list[tuple[date, date]]:
        """Periods between two known values in which none holds."""
        known = self.values.get(key, ())
        return [
            (before.valid_to, after.valid_from)
            for before, after in pairwise(known)
            if before.valid_to and before.valid_to < after.valid_from
        ]
