"""A figure in the words of a sentence, in either language; pure, over Babel.

Amounts of money stand bare: the sentence around says whether they are for a month or a year.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from articles.figures.amounts import Amount, half_up
from articles.figures.figure import Figure, State, Unit
from benchmarks import formats
from visa import values
from visa.citations import Text
from visa.values import cents_reaching
from visa.wording import count

NOT_YET = Text("noch nicht veröffentlicht", "not yet published")
NOT_HELD = Text("nicht erfasst", "not on record")
ENDED = Text("gilt seit {} nicht mehr", "no longer applies since {}")
LAST = Text("{} (zuletzt {})", "{} (last: {})")
UNTIL_THEN = Text("{} (bis {}: {})", "{} (until {}: {})")
TOO_FEW = Text("zu wenige Daten", "too few data")
ANNOUNCED = Text("{} (angekündigt)", "{} (announced)")
FURTHER_NOTICE = Text("bis auf Weiteres", "until further notice")
PER_MONTH = Text("{} im Monat", "{} a month")
INSTALMENTS = Text("{} im Monat, {} Mal im Jahr", "{} a month, {} times a year")
MINUS = "\N{MINUS SIGN}"
DIGITS = 2
"""Decimals of a number that has no end of its own, such as two thirds."""


def printed(figure: Figure, options: Collection[str], language: str) -> str:
    """What a reader reads in the figure's place: never last year's number, never blank, never 0."""
    if figure.state is State.UNKNOWN:
        return NOT_YET.in_language(language)
    if "source" in options and figure.origins:
        return figure.origins[0].name.in_language(language)
    if figure.state is State.UNPUBLISHED:
        return _unpublished(figure, options, language)
    if "from" in options or "until" in options:
        return _day_of_validity(figure, "until" in options, language)
    shown = for_stretch(figure, options)
    if shown.state is State.SUPPRESSED or ("range" in options and shown.low is not None):
        return _range(shown, options, language) or TOO_FEW.in_language(language)
    written = _value(shown, shown.value, options, language)
    return ANNOUNCED.in_language(language).format(written) if figure.is_announced else written


def is_number(figure: Figure) -> bool:
    """Whether it prints as a number, which must not break across lines, or as words."""
    return figure.state is State.KNOWN or figure.low is not None


def for_stretch(figure: Figure, options: Collection[str]) -> Figure:
    """The figure per month or per year where an option asks for it.

    What the law wants at least never rounds down; an estimate stays as coarse as it was.
    """
    wanted = {"month": "month", "year": "year"}
    target = next((wanted[option] for option in options if option in wanted), figure.per)
    number = figure.number
    if target == figure.per or figure.per not in wanted or number is None:
        return figure
    amount = Amount.of(figure)
    turned = amount.per_month() if target == "month" else amount.per_year()
    if turned.is_certain:
        exact = Fraction(number) * turned.value / amount.value if amount.value else Fraction(0)
        value = half_up(exact) if figure.is_formula else cents_reaching(exact)
        return replace(figure, value=value, per=target)
    return replace(figure, **turned.as_fields())  # type: ignore[arg-type]  # each is as its field


def _unpublished(figure: Figure, options: Collection[str], language: str) -> str:
    """That there is no value yet, none on record or none any more, with the last one as such."""
    not_yet = (NOT_HELD if figure.is_gap else NOT_YET).in_language(language)
    if figure.last is None or figure.last_day is None:
        return not_yet
    end = formats.day(figure.last_day + timedelta(days=1), language)
    ended = ENDED.in_language(language).format(end)
    if "from" in options or "until" in options:
        return ended if figure.has_ended else not_yet
    then = for_stretch(replace(figure, value=figure.last), options)
    amount = _value(then, then.value, options, language)
    if figure.has_ended:
        return LAST.in_language(language).format(ended, amount)
    day = formats.day(figure.last_day, language)
    return UNTIL_THEN.in_language(language).format(not_yet, day, amount)


def _day_of_validity(figure: Figure, is_end: bool, language: str) -> str:
    if is_end:
        if figure.valid_to is None:
            return FURTHER_NOTICE.in_language(language)
        return formats.day(figure.valid_to - timedelta(days=1), language)
    return formats.day(figure.valid_from, language) if figure.valid_from else ""


def _range(figure: Figure, options: Collection[str], language: str) -> str:
    """The 80 % interval; empty where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    if figure.unit is Unit.MONEY and "bare" not in options:
        return formats.money_range(figure.low, figure.high, figure.currency, language)
    ends = (_value(figure, end, options, language) for end in (figure.low, figure.high))
    return formats.EN_DASH.join(dict.fromkeys(ends))


def _value(
    figure: Figure, value: Decimal | date | None, options: Collection[str], language: str
) -> str:
    if value is None:
        return TOO_FEW.in_language(language)
    if not isinstance(value, Decimal):
        return _date(figure, value, language)
    if "signed" in options:
        rest = [option for option in options if option != "signed"]
        sign = "+" if value > 0 else MINUS if value < 0 else "±"
        return sign + _value(figure, abs(value), rest, language)
    if value < 0:
        return MINUS + _value(figure, -value, options, language)
    return _positive(figure, value, options, language)


def _positive(figure: Figure, value: Decimal, options: Collection[str], language: str) -> str:
    unit = figure.unit
    is_whole = "whole" in options
    if unit is Unit.MONEY:
        amount = half_up(Fraction(value), Decimal(1)) if is_whole else value
        if "bare" in options:
            return _bare_money(amount, language)
        money = formats.money(amount, figure.currency or "EUR", language)
        return _per(figure, money, language) if "per" in options else money
    if unit is Unit.YEAR:
        return str(int(value))
    if unit is Unit.PERCENT:
        return _percent(value / 100, figure, is_bare="bare" in options, language=language)
    if unit is Unit.SHARE or "percent" in options:
        shown = replace(figure, rounded_to=Decimal(1)) if is_whole else figure
        return _percent(value, shown, is_bare="bare" in options, language=language)
    number = _trimmed(value, 0 if is_whole else DIGITS)
    if unit is Unit.COUNT or "bare" in options:
        return formats.number(number, language)
    return count(Fraction(number), values.Unit(unit.value), language).replace(
        " ", formats.NO_BREAK_SPACE
    )


def _percent(share: Decimal, figure: Figure, *, is_bare: bool, language: str) -> str:
    """As many decimals as the law has; one for a ratio; none for an estimate."""
    if figure.unit is Unit.PERCENT:
        digits = max(0, -_exponent(_trimmed(share * 100, DIGITS)))
    else:
        digits = 0 if figure.rounded_to is not None else 1
    written = formats.percent(share, language, digits)
    return written.removesuffix("%").rstrip() if is_bare else written


def _per(figure: Figure, money: str, language: str) -> str:
    if figure.per != "month":
        return money
    if figure.instalments == values.MONTHS:
        return PER_MONTH.in_language(language).format(money)
    return INSTALMENTS.in_language(language).format(money, figure.instalments)


def _bare_money(amount: Decimal, language: str) -> str:
    return formats.money(amount, "EUR", language).strip(f"€{formats.NO_BREAK_SPACE}")


def _date(figure: Figure, value: date, language: str) -> str:
    """A month of samples; the year alone where they name no more than that."""
    if figure.unit is not Unit.MONTH:
        return formats.day(value, language)
    if (value.month, value.day) == (1, 1):
        return str(value.year)
    return formats.month(value, language).replace(" ", formats.NO_BREAK_SPACE)


def _trimmed(value: Decimal, digits: int) -> Decimal:
    """Rounded to so many decimals, without needless zeros."""
    rounded = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return whole if rounded == whole else rounded.normalize()


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
