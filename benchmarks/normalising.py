"""Turns the cells of one row into a salary sample, or says why that cannot be done."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_EVEN, Decimal
from hashlib import blake2b
from typing import NamedTuple

from benchmarks.mapping import RangePolicy, Target, Unit
from benchmarks.matching import CountryFacts, Reference
from benchmarks.reading.money_words import Period
from benchmarks.reading.numbers import shown
from benchmarks.reading.pay import Money, yearly
from benchmarks.reading.problems import Problem, problem

CENT = Decimal("0.01")
AS_GIVEN = Decimal("0.0001")  # what the column `amount` holds
WIDEST = 10  # ends of a range apart; `60-70.000` means thousands at both, and 35,030 nobody

# Problems of a pay cell that was understood, but not as a sure amount of base pay.
DOUBTFUL = frozenset(
    [
        "money-odd",
        "money-extras",
        "money-total",
        "money-about",
        "money-at-least",
        "money-at-most",
        "implausible-pay",
    ]
)

# What an implausible amount was likely meant as: the slip, and the factor that undoes it.
SLIPS = {
    "as_month": (12, 1),  # a month's pay in a column of yearly pay
    "as_thousands": (1000, 1),
    "as_digit_lost": (10, 1),
    "as_year": (1, 12),  # a year's pay in a column of monthly pay
    "as_digit_doubled": (1, 10),
    "as_cents": (1, 100),
    "as_thousands_twice": (1, 1000),
}
ONLY_IN = {"as_month": Period.YEAR, "as_year": Period.MONTH}

_BETWEEN = "\x1f"  # what stands between two facts in a canonical form; no fact contains it


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a person does; `title` is its plain spelling, `level` the one that the title names.

    The spelling tells observations apart, also after an alias has moved it to another occupation.
    """

    occupation_id: int
    title: str
    level: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a person works; `city` is its plain spelling, which counts as that of a title does.

    `city_as_written` is for the person who has to place it.
    """

    country: CountryFacts
    hub_id: int | None
    city: str
    city_as_written: str = field(default="", compare=False)


class Terms(NamedTuple):  # its hash is asked for once a row
    """What an amount is paid in, as a row or its pay cell says it; None where it says nothing."""

    currency: str | None
    period: Period | None
    salaries: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Conditions:
    """All that a row says of its pay but the amount; `hours` a week, `share` of full time.

    Rows that say the same share one, so that it can be a key at little cost.
    """

    terms: Terms
    hours: Decimal | None
    share: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """How pay was observed, of whom, and on what conditions."""

    seniority: str | None
    source_kind: str
    conditions: Conditions


@dataclass(frozen=True, slots=True)
class Day:
    """When pay was observed; `text` is the day in ISO 8601, as it is only written from here on."""

    year: int
    text: str


class Circumstances(NamedTuple):
    """All that a row says but its pay.

    Rows rarely share all of it, but each part recurs: so the parts are read once each.
    """

    work: Work
    place: Place
    observation: Observation
    day: Day

    @property
    def seniority(self) -> str | None:
        """The level that a column names, else the one in the title."""
        return self.observation.seniority or self.work.level


class Pay(NamedTuple):  # made for every different amount of a file
    """One amount of pay as given; the text is its shortest form, equal for equal amounts."""

    amount: Decimal
    text: str
    terms: Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """How an amount becomes gross pay per year: amount × numerator ÷ denominator.

    `is_needed` is false where both are one, as for most.
    `said` is the canonical form of all that was said of the pay but its amount.
    """

    currency: str
    period: str
    numerator: Decimal
    denominator: Decimal
    said: str
    is_needed: bool


def in_units(money: Money, unit: Unit) -> Money:
    """The amount in full units of its currency, in a column that counts in thousands."""
    if unit != Unit.THOUSAND:
        return money
    return replace(money, low=money.low * 1000, high=money.high * 1000)


def read_pay(
    low: Money | Problem | None, high: Money | Problem | None, policy: RangePolicy
) -> Pay | Problem:
    """The pay of a row from its cell, and from that of the upper end where it has one."""
    if isinstance(low, Problem):
        return low
    if isinstance(high, Problem):
        return high
    first, last = low or high, high or low
    if first is None or last is None:
        return problem("pay-missing")
    if last.high < first.low:
        return problem("pay-range-reversed", **shown("low", first.low), **shown("high", last.high))
    amount = first.low
    if first.low != last.high:
        if policy == RangePolicy.REFUSE:
            return problem("pay-is-a-range", **shown("low", first.low), **shown("high", last.high))
        if last.high > first.low * WIDEST:
            return problem(
                "pay-range-too-wide", **shown("low", first.low), **shown("high", last.high)
            )
        amount = (first.low + last.high) / 2
    amount = amount.quantize(AS_GIVEN).normalize()
    return Pay(
        amount=amount,
        text=f"{amount:f}",
        terms=Terms(first.currency, first.period, first.salaries),
    )


def conversion(
    given: Conditions,
    country: CountryFacts,
    year: int,
    terms: Terms,
    reference: Reference,
    *,
    pay_decides: Collection[Target],
) -> Conversion | Problem:
    """How pay on these terms becomes gross per year in the currency of the row's country.

    `pay_decides` are the fields for which the mapping believes the pay cell before the row; for
    others a cell that says another thing than its row is a problem.
    """
    currency = terms.currency or given.terms.currency
    period = terms.period or given.terms.period
    salaries = terms.salaries or given.terms.salaries
    if currency is None:
        return problem("currency-missing")
    if period is None:
        return problem("period-missing")
    if found := _contradiction(terms, given.terms, pay_decides):
        return found
    if period == Period.HOUR and given.hours is None:
        return problem("hours-missing")
    per_year = yearly(Decimal(1), period, hours_per_week=given.hours, salaries_per_year=salaries)
    if isinstance(per_year, Problem):
        return problem("day-rate")
    numerator, denominator = per_year, given.share or Decimal(1)
    if currency != country.currency:
        theirs, own = reference.rate(country.currency, year), reference.rate(currency, year)
        if theirs is None or own is None:
            missing = currency if own is None else country.currency
            return problem("no-exchange-rate", currency=missing, year=year)
        numerator, denominator = numerator * theirs, denominator * own
    numbers = (f"{n.normalize():f}" if n else "" for n in (salaries, given.hours, given.share))
    return Conversion(
        currency=currency,
        period=period.value,
        numerator=numerator,
        denominator=denominator,
        said=_BETWEEN.join((currency, period.value, *numbers)),
        is_needed=numerator != denominator,
    )


def _contradiction(cell: Terms, row: Terms, pay_decides: Collection[Target]) -> Problem | None:
    """A pay cell that says another thing than its row: neither is believed."""
    for target, code, here, stated in (
        (Target.CURRENCY, "currency-contradicts", cell.currency, row.currency),
        (Target.PERIOD, "period-contradicts", cell.period, row.period),
        (Target.PAYMENTS_PER_YEAR, "payments-contradict", cell.salaries, row.salaries),
    ):
        if here and stated and here != stated and target not in pay_decides:
            return problem(code, cell=str(here), value=str(stated))
    return None


def yearly_pay(pay: Pay, terms: Conversion, country: CountryFacts) -> Decimal | Problem:
    """Gross per year in the country's currency, to the cent; a problem where it is implausible."""
    amount = pay.amount
    if terms.is_needed:
        amount = amount * terms.numerator / terms.denominator
    amount = amount.quantize(CENT, ROUND_HALF_EVEN)
    if country.plausible_from <= amount <= country.plausible_to:
        return amount
    return _implausible(amount, terms.period, country)


def fingerprint(row: Circumstances, pay: Pay, terms: Conversion, *, source: str) -> str:
    """32 hexadecimal digits, equal for rows that say the same; no field can run into the next."""
    work, place, observation, day = row
    said = (
        source,
        observation.source_kind,
        work.title,
        place.country.code,
        place.city,
        row.seniority or "",
        day.text,
        terms.said,
        pay.text,
    )
    return blake2b(_BETWEEN.join(said).encode(), digest_size=16).hexdigest()


def _implausible(amount: Decimal, period: str, country: CountryFacts) -> Problem:
    likely: dict[str, str] = {}
    for slip, (times, over) in SLIPS.items():
        corrected = (amount * times / over).quantize(CENT)
        is_possible = ONLY_IN.get(slip, period) == period
        if is_possible and country.plausible_from <= corrected <= country.plausible_to:
            likely |= grouped(slip, corrected)
    return problem(
        "implausible-pay",
        **grouped("pay", amount),
        **grouped("low", country.plausible_from),
        **grouped("high", country.plausible_to),
        currency=country.currency,
        country=country.name_en,
        country_de=country.name_de,
        **likely,
    )


def grouped(name: str, amount: Decimal) -> dict[str, str]:
    """An amount for a sentence in both languages: `48,000` and `48.000`, cents where there are."""
    english = f"{amount:,.2f}".removesuffix(".00")
    return {name: english, f"{name}_de": english.translate(str.maketrans(",.", ".,"))}
