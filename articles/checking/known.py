"""Figures that somebody may have typed: all of the law, and those of the page's own topic."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from articles.checking.numbers import numbers_in
from articles.checking.page import KnownAmount
from articles.figures.figure import Figure, State, Unit
from articles.figures.keys import SENIORITIES, STATS
from articles.figures.printing import printed
from articles.figures.reading import read_figures
from articles.writing.content import Topic
from benchmarks.moments import Moment
from visa import values
from visa.queries import read_values
from visa.values import Value

_PAY = [stat for stat in STATS if stat not in {"n", "year"}]
_LEVELS = [f"salary.{level}.{stat}" for level in SENIORITIES for stat in ("typical", "median")]


def read_known(topic: Topic, moment: Moment) -> tuple[KnownAmount, ...]:
    """In seven queries at most."""
    return (*_law(moment), *_estimates(topic, moment))


def _law(moment: Moment) -> Iterator[KnownAmount]:
    for of_one in read_values(moment.known_at).values.values():
        for value in of_one:
            if value.valid_from <= moment.on:
                yield from _amounts(value, moment)


def _amounts(value: Value, moment: Moment) -> Iterator[KnownAmount]:
    """The amount, and the same by the month; a past one with its last day."""
    parameter = value.parameter
    is_money = parameter.unit is values.Unit.MONEY
    if not is_money and parameter.unit is not values.Unit.PERCENT:
        return
    is_past = value.valid_to is not None and value.valid_to <= moment.on
    until = value.valid_to - timedelta(days=1) if is_past and value.valid_to else None
    key = f"visa.{parameter.key}"
    exact = value.exact()
    by_key = {key: value.in_cents() if is_money else Decimal(exact.numerator) / exact.denominator}
    if is_money and parameter.per is values.Per.YEAR:
        by_key[f"{key} | month"] = values.cents_reaching(exact / parameter.instalments)
    for reference, amount in by_key.items():
        yield KnownAmount(
            key=reference,
            name=parameter.name,
            amount=amount,
            unit=parameter.unit.value,
            currency=parameter.currency,
            until=until,
        )


def _estimates(topic: Topic, moment: Moment) -> Iterator[KnownAmount]:
    """As they are printed: rounded, as somebody would have copied them."""
    if not (topic.occupation and topic.country):
        return
    keys = [*(f"salary.{stat}" for stat in _PAY), *_LEVELS]
    for key, figure in read_figures(keys, topic=topic, moment=moment).figures.items():
        amount = _as_printed(figure)
        if amount is not None:
            yield KnownAmount(
                key=key,
                name=figure.name,
                amount=amount,
                unit=Unit.MONEY.value,
                currency=figure.currency,
                is_law=False,
            )


def _as_printed(figure: Figure) -> Decimal | None:
    if figure.state is not State.KNOWN or figure.unit is not Unit.MONEY:
        return None
    numbers = numbers_in(printed(figure, (), "en"), is_german=False)
    return next((one.amount for one in numbers), None)
