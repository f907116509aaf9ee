"""The figures that a title's rules compare with, by the periods in which none of them changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from articles.addresses import language_here
from articles.figures.law_texts import without_value
from visa.values import Parameter, Reading, State, ValueBook
from visa.wording import formula_words, value_amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value in one period; empty words mean that the figure wasn't law or is not known to us."""

    text: str
    formula: str = ""
    citation: str = ""
    url: str = ""
    is_announced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """One period, its last day included; without a last day until further notice."""

    first_day: date
    last_day: date | None
    is_now: bool
    is_ahead: bool
    cells: list[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The newest period first; `next_change` is the next day on which one begins or ends."""

    parameters: list[Parameter]
    readings: list[Reading]
    rows: list[PeriodRow]
    next_change: date | None

    @property
    def has_unpublished(self) -> bool:
        return any(reading.state is State.UNPUBLISHED for reading in self.readings)


def thresholds(keys: Sequence[str], values: ValueBook, on: date) -> Thresholds:
    days = values.boundaries(keys, date.min)
    ends = [*days[1:], None] if days else []
    rows = [
        _row(keys, values, start, end, on)
        for start, end in zip(days, ends, strict=True)
        if any(values.value_on(key, start) for key in keys) or start <= on
    ]
    ahead = [day for day in days if day > on]
    return Thresholds(
        parameters=[values.parameters[key] for key in keys],
        readings=[values.read(key, on) for key in keys],
        rows=rows[::-1],
        next_change=ahead[0] if ahead else None,
    )


def _row(
    keys: Sequence[str], values: ValueBook, start: date, end: date | None, on: date
) -> PeriodRow:
    return PeriodRow(
        first_day=start,
        last_day=end - timedelta(days=1) if end else None,
        is_now=start <= on and (end is None or on < end),
        is_ahead=start > on,
        cells=[_cell(values, key, start, on) for key in keys],
    )


def _cell(values: ValueBook, key: str, start: date, on: date) -> Cell:
    value = values.value_on(key, start)
    if value is None:
        reading = values.read(key, start)
        return Cell(text=without_value(reading) if reading.last else "")
    return Cell(
        text=value_amount(value, language_here()),
        formula=formula_words(value.formula, language_here()) if value.formula else "",
        citation=str(value.citation),
        url=value.citation.url,
        is_announced=value.announced,
    )
