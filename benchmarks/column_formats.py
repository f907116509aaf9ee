"""Decides how the mapped columns of a table write numbers and dates, from all of their cells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from benchmarks.circumstances import Kind, Slot
from benchmarks.mapping import AMOUNTS
from benchmarks.reading.columns import (
    count_date_orders,
    count_number_formats,
    decide_date_order,
    decide_number_format,
)
from benchmarks.reading.date_text import Order
from benchmarks.reading.numbers import DecimalSign
from benchmarks.reading.problems import Problem
from benchmarks.reading.table import Table
from benchmarks.reading.votes import Votes

CHUNK_ROWS = 1_024
"""Rows that are read at a time: few enough for the processor's cache, and so few that they are gone
before Python's collector looks for cycles among them; with 5,000 a pass took a third longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFormat:
    """How one column is read, and the sentences that show the evidence for it.

    `is_open`: some cells can be read in two ways and nothing tells in which; they are refused.
    """

    decimal: DecimalSign | None = None
    order: Order | None = None
    is_open: bool = False
    findings: tuple[Problem, ...] = ()


def decide_formats(table: Table, slots: Sequence[Slot], today: date) -> list[ColumnFormat]:
    """The format of each slot, those of text included; takes one pass over the file.

    Digits alone, as most cells of pay are, prove neither a decimal sign nor an order of a date.
    """
    votes = {slot: Votes() for slot in slots if slot.kind is not Kind.TEXT}
    for chunk in table.chunks(CHUNK_ROWS) if votes else ():
        for slot in votes:
            texts: Counter[object] = Counter(
                cell
                for cell in map(itemgetter(slot.column), chunk.rows)
                if isinstance(cell, str) and not cell.isdigit()
            )
            if slot.kind is Kind.DATE:
                votes[slot] += count_date_orders(texts, today)
            else:
                votes[slot] += count_number_formats(texts)
    return [
        _decided(slot, votes[slot], slot.format or table.stated_format(slot.column))
        if slot in votes
        else ColumnFormat()
        for slot in slots
    ]


def _decided(slot: Slot, votes: Votes, stated: str | None) -> ColumnFormat:
    if slot.kind is Kind.DATE:
        order = decide_date_order(votes, stated=stated)
        return ColumnFormat(
            order=order.value, is_open=order.problem is not None, findings=order.findings
        )
    sign = decide_number_format(votes, money=slot.target in AMOUNTS, stated=stated)
    return ColumnFormat(
        decimal=sign.value, is_open=sign.problem is not None, findings=sign.findings
    )
