"""Figures of the law, made from its dated values; pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from articles.figures.figure import Figure, FigureBook, Origin, State, Unit, nothing
from visa import values
from visa.citations import Citation, Text
from visa.values import Reading, Value, ValueBook

PREFIX = "visa."


def law_book(
    keys: Iterable[str], values: ValueBook, on: date, *, as_of: date | None = None
) -> FigureBook:
    """The legal figures among the keys, each as of the day."""
    return FigureBook({key: law_figure(key, values, on) for key in keys}, as_of)


def law_figure(key: str, values: ValueBook, on: date) -> Figure:
    parameter = key.removeprefix(PREFIX)
    if not key.startswith(PREFIX) or parameter not in values.parameters:
        return nothing(key)
    return figure_of(values.read(parameter, on), key=key)


def figure_of(reading: Reading, *, key: str = "") -> Figure:
    """A legal figure as it is on the day of its reading."""
    parameter, value, last = reading.parameter, reading.value, reading.last
    explicit = f"{PREFIX}{parameter.key}"
    told = value or last
    return Figure(
        key=key or explicit,
        address=explicit,
        name=parameter.name,
        state=State.KNOWN if value else State.UNPUBLISHED,
        unit=Unit(parameter.unit.value),
        value=amount_of(value) if value else None,
        currency=parameter.currency,
        per=parameter.per.value,
        instalments=parameter.instalments,
        valid_from=value.valid_from if value else None,
        valid_to=value.valid_to if value else None,
        is_announced=bool(value and value.announced),
        last=amount_of(last) if last and not value else None,
        last_day=_last_day(last) if last and not value else None,
        has_ended=reading.has_ended,
        is_gap=reading.is_gap,
        origins=(origin_of(told.citation),) if told else (),
        formula=_formula(value),
        inputs=_inputs(value),
    )


def origin_of(citation: Citation) -> Origin:
    """The passage; the source's title where no passage is named."""
    passage = str(citation)
    name = Text(passage, passage) if passage else citation.source
    return Origin(name=name, url=citation.url)


def amount_of(value: Value) -> Decimal:
    """Money in whole cents, never rounded down; anything else as exact as decimals are."""
    if value.parameter.unit is values.Unit.MONEY:
        return value.in_cents()
    exact: Fraction = value.exact()
    return Decimal(exact.numerator) / exact.denominator


def _last_day(value: Value) -> date | None:
    return value.valid_to - timedelta(days=1) if value.valid_to else None


def _formula(value: Value | None) -> str:
    return " * ".join(_inputs(value))


def _inputs(value: Value | None) -> tuple[str, ...]:
    """The percentage and the base that the law takes it of, by their keys."""
    if value is None or value.formula is None:
        return ()
    factors = (value.formula.percentage, value.formula.base)
    return tuple(f"{PREFIX}{factor.parameter.key}" for factor in factors)
