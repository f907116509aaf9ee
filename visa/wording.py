"""Amounts, stretches of time and choices as they stand within a sentence, in either language."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from babel.lists import format_list
from babel.units import format_unit

from benchmarks import formats
from visa.citations import Text
from visa.facts import Fact
from visa.results import Law
from visa.terms import CalendarUnit
from visa.values import CENT, MONTHS, Formula, Parameter, Per, Reading, Unit, Value, cents_reaching

LANGUAGES = ("de", "en")
_DURATIONS = {
    Unit.YEARS: "duration-year",
    Unit.MONTHS: "duration-month",
    Unit.WEEKS: "duration-week",
    Unit.HOURS: "duration-hour",
    CalendarUnit.YEARS: "duration-year",
    CalendarUnit.MONTHS: "duration-month",
    CalendarUnit.DAYS: "duration-day",
}
_PER_MONTH = {"de": "{} im Monat", "en": "{} a month"}
_INSTALMENTS = {"de": "{}, {} Mal im Jahr", "en": "{}, {} times a year"}
_POINT, _POINTS = Text("Punkt", "point"), Text("Punkte", "points")
_YOURS = Text("Ihre Angabe", "Your answer")


def money(amount: Decimal, currency: str, per: Per, instalments: int, language: str) -> str:
    """`€48,000`, or `€3,465 a month, 14 times a year`; a year goes without saying."""
    written = formats.money(amount, currency or "EUR", language)
    if per is not Per.MONTH:
        return written
    monthly = _PER_MONTH[language].format(written)
    return monthly if instalments == MONTHS else _INSTALMENTS[language].format(monthly, instalments)


def rounded_up(exact: Fraction) -> Decimal:
    """What is required or lacks never rounds down."""
    return cents_reaching(exact)


def rounded_down(exact: Fraction) -> Decimal:
    """What somebody has never rounds up."""
    return (Decimal(exact.numerator) / exact.denominator).quantize(CENT, ROUND_FLOOR)


def count(number: Fraction, unit: Unit | CalendarUnit | None, language: str) -> str:
    """`36 Monate`, `36 months`; a plain number where nothing says what it counts.

    A share that no percentage writes to its end is a fraction: `2/3`.
    """
    share = number / 100
    if unit is Unit.PERCENT and 100_000 % share.denominator:
        return f"{share.numerator}/{share.denominator}"
    decimal = plain(number)
    if unit is Unit.POINTS:
        return points(decimal, language)
    if unit is Unit.PERCENT:
        return formats.percent(decimal / 100, language, _decimals(decimal))
    if unit in _DURATIONS:
        locale = formats.locale_of(language)
        return format_unit(decimal, _DURATIONS[unit], "long", locale=locale)
    return formats.number(decimal, language)


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def plain(number: Fraction) -> Decimal:
    """A decimal number without needless zeros."""
    decimal = Decimal(number.numerator) / number.denominator
    whole = decimal.to_integral_value()
    return whole if whole == decimal else decimal.normalize()


def points(number: Decimal, language: str) -> str:
    word = _POINT if number == 1 else _POINTS
    return f"{formats.number(plain(Fraction(number)), language)} {word.in_language(language)}"


def one_of(words: Sequence[str], language: str) -> str:
    """`A, B oder C`."""
    return format_list(list(words), "or", formats.locale_of(language))


def value_amount(value: Value, language: str) -> str:
    """A legal value in its own unit: a minimum never rounds down."""
    parameter = value.parameter
    if parameter.unit is Unit.MONEY:
        return money(
            value.in_cents(), parameter.currency, parameter.per, parameter.instalments, language
        )
    return count(value.exact(), parameter.unit, language)


def formula_words(formula: Formula, language: str) -> str:
    """`45.3% × €101,400`, `2/3 × €82,800`."""
    base = value_amount(formula.base, language)
    return f"{value_amount(formula.percentage, language)} × {base}"


def value_in_force(value: Value, language: str) -> str:
    """The same, labelled where it is announced only."""
    written = value_amount(value, language)
    if not value.announced:
        return written
    since = formats.day(value.valid_from, language)
    if language == "de":
        return f"{written} (angekündigt, ab {since})"
    return f"{written} (announced, from {since})"


_NOT_YET = Text("Für den {} noch nicht veröffentlicht: {}.", "Not yet published for {}: {}.")
_NOT_HELD = Text("Für den {} haben wir keinen Wert: {}.", "We hold no value for {}: {}.")


def unpublished(reading: Reading, language: str) -> str:
    """That there is no value yet, or that we hold none, with the last one as such."""
    on, last = formats.day(reading.on, language), reading.last
    name = reading.parameter.name.in_language(language)
    sentence = (_NOT_HELD if reading.is_gap else _NOT_YET).in_language(language).format(on, name)
    if last is None or last.valid_to is None:
        return sentence
    until = formats.day(last.valid_to - timedelta(days=1), language)
    amount = value_amount(last, language)
    if language == "de":
        return f"{sentence} Der letzte Wert war {amount} (bis {until})."
    return f"{sentence} The last value was {amount} (until {until})."


def validity(value: Value, language: str) -> str:
    """`1 January 2026 to 31 December 2026`, or `since 1 January 2026`."""
    since = formats.day(value.valid_from, language)
    if value.valid_to is None:
        return f"seit {since}" if language == "de" else f"since {since}"
    until = formats.day(value.valid_to - timedelta(days=1), language)
    return f"{since} bis {until}" if language == "de" else f"{since} to {until}"


def fact_name(law: Law, key: str, language: str) -> str:
    """How sentences call an answer: “Your salary”."""
    fact = law.facts.get(key)
    return ((fact and fact.name) or _YOURS).in_language(language)


def choice_name(law: Law, key: str, choice: str, language: str) -> str:
    fact: Fact | None = law.facts.get(key)
    names = {one.key: one.name.in_language(language) for one in fact.choices} if fact else {}
    return names.get(choice) or choice


def without_full_stop(words: str) -> str:
    return words.rstrip().removesuffix(".")


def parameter_unit(parameter: Parameter | None, fact: Fact | None) -> Unit | None:
    """What a compared number counts: the law says, else the question."""
    if parameter is not None:
        return parameter.unit
    return fact.unit if fact else None
