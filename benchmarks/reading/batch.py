"""Rows on their way from a source to a table, some of them with a doubt about their borders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from benchmarks.reading.problems import Problem

type Cell = str | Decimal | bool | datetime | date | time | timedelta | Problem | None
"""A cell's value; None where it is empty, a Problem where it shows something but has no value."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive rows as the source has them; ``doubtful`` says by index which not to believe."""

    rows: Sequence[Sequence[Cell]]
    doubtful: Mapping[int, Problem] = field(default_factory=dict)
