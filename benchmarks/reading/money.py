"""Reads an amount of pay from a cell: exact, in a known unit, or not at all."""

import re
from decimal import Decimal
from functools import lru_cache

from benchmarks.reading.money_grammar import (
    Wording,
    number_readings,
    sign_shown_by,
    sound,
    times,
)
from benchmarks.reading.money_words import one_amount
from benchmarks.reading.nulls import is_blank
from benchmarks.reading.numbers import typed_number
from benchmarks.reading.pay import Money, PayColumn
from benchmarks.reading.problems import Problem, ReadingError


def read_money(cell: object, column: PayColumn) -> Money | Problem | None:
    """The pay that a cell states, the problem with it, or None where it is left out.

    Every word of the text must be understood, else it is a problem. What is understood but isn't a
    sure amount of gross base pay is a problem that offers its reading (values `low`, `high`), for
    quarantine: `~80k`, `>80k`, `up to 80k`, `80k + 10% bonus`, `80k OTE`. Net pay, part-time pay,
    freelance rates, negative, zero and absurd amounts are refused. Never raises; nothing passes
    through float.
    """
    if not isinstance(cell, str):
        amount = typed_number(cell)
        return _bare(str(amount), amount, column) if isinstance(amount, Decimal) else amount
    if match := _BARE.fullmatch(cell):
        whole, sign, decimals = match.groups()
        if not sign:
            return _bare(cell, Decimal(whole), column)
        if column.decimal in (None, sign):
            return _bare(cell, Decimal(f"{whole}.{decimals}"), column)
    if is_blank(cell):
        return None
    try:
        return _familiar(cell, column) or Wording(cell, column).money()
    except ReadingError as error:
        return error.problem


# The bulk of all cells, without the cost of the grammar: 65000, 65000.50, 65000,5.
_BARE = re.compile(r"([0-9]{1,10})(?:([.,])([0-9]{1,2}))?")


def _bare(text: str, amount: Decimal, column: PayColumn) -> Money | Problem:
    amount = times(amount, column.multiplier)
    return sound(text, amount, column) or Money(
        low=amount, high=amount, currency=column.currency, period=column.period
    )


_EXAMPLE = Decimal(70000)


def _familiar(text: str, column: PayColumn) -> Money | None:
    """The pay in a text that differs from an earlier one in its amount alone; raises ReadingError.

    A column has many amounts and few wordings: what is around the amount is understood once.
    """
    wording = Wording(text, column)
    number = one_amount(wording.plain)
    if number is None:
        return None
    before, after = wording.plain[: number.start()], wording.plain[number.end() :]
    example = _understood(f"{before}{_EXAMPLE}{after}", column)
    if example is None:
        return None
    found = number_readings(number[0], example.currency)
    multiplier = None if example.low == _EXAMPLE else example.low / _EXAMPLE
    amount = wording.amount(number[0], found, multiplier, column.decimal or sign_shown_by([found]))
    return Money(
        low=amount,
        high=amount,
        currency=example.currency,
        period=example.period,
        salaries=example.salaries,
    )


@lru_cache(maxsize=1024)
def _understood(text: str, column: PayColumn) -> Money | None:
    try:
        return Wording(text, column).money()
    except ReadingError:
        return None
