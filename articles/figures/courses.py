"""A figure over time as steps: where its lines lie; pure, templates only draw them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from articles.charts import AMOUNT_LABEL, BELOW, LEFT, MOST_YEAR_LABELS, PLOT, TOP, Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A value in `start <= day < end`; without an end until further notice."""

    start: date
    end: date | None
    value: Decimal
    is_ahead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A year below the plot, or a round amount beside it."""

    at: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """`lines` are points `x,y` with x from 0 to 100, unbroken while one value follows another."""

    height: int
    floor: int
    lines: list[str]
    ahead: list[str]
    now: str
    years: list[Mark]
    amounts: list[Mark]


def course(
    stretches: Sequence[Stretch], on: date, label: Callable[[Decimal], str]
) -> Course | None:
    """None where fewer than two values would stand beside each other; `label` writes amounts."""
    known = sorted(stretches, key=lambda one: one.start)
    if len({one.value for one in known}) < 2:
        return None
    first, last = known[0].start, _end(known, on)
    scale = Scale.around(one.value for one in known)

    def x(day: date) -> str:
        share = Decimal((day - first).days) / (last - first).days
        return f"{LEFT + share * (100 - LEFT):.2f}"

    def y(value: Decimal) -> str:
        return f"{TOP + PLOT - scale.percent(value) * PLOT / 100:.1f}"

    def line(run: Sequence[Stretch]) -> str:
        ends = ((one, (one.start, one.end or last)) for one in run)
        return " ".join(f"{x(day)},{y(one.value)}" for one, days in ends for day in days)

    in_force = [one for one in known if not one.is_ahead]
    return Course(
        height=TOP + PLOT + BELOW,
        floor=TOP + PLOT,
        lines=[line(run) for run in _runs(in_force)],
        ahead=[line(run) for run in _runs([one for one in known if one.is_ahead])],
        now=f"{x(on)}%" if first <= on <= last else "",
        years=_years(first, last, x),
        amounts=[
            Mark(at=y(tick.amount), label=label(tick.amount)) for tick in scale.ticks(AMOUNT_LABEL)
        ],
    )


def _end(known: Sequence[Stretch], on: date) -> date:
    """Where the plot ends: with the last period, a year after an open one began, or today."""
    last = known[-1]
    ends = [one.end for one in known if one.end]
    open_end = date(last.start.year + 1, last.start.month, 1)
    return max([*ends, open_end, *([on] if last.end is None else [])])


def _runs(known: Sequence[Stretch]) -> list[list[Stretch]]:
    """Values that follow each other without a hole."""
    runs: list[list[Stretch]] = []
    for one in known:
        if runs and runs[-1][-1].end == one.start:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _years(first: date, last: date, x: Callable[[date], str]) -> list[Mark]:
    """The beginnings of years, no more than there is room for."""
    days = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    inside = [day for day in days if first <= day < last]
    every = -(-len(inside) // MOST_YEAR_LABELS) or 1
    return [Mark(at=f"{x(day)}%", label=str(day.year)) for day in inside[::every]]
