"""A figure as everything that shows it needs it: value, interval, validity, origin, state; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from visa.citations import Text


class State(StrEnum):
    """Whether a figure can be read on the day."""

    KNOWN = "known"
    UNPUBLISHED = "unpublished"
    SUPPRESSED = "suppressed"
    UNKNOWN = "unknown"


class Unit(StrEnum):
    """What a figure counts; money is in its `currency`."""

    MONEY = "money"
    SHARE = "share"
    PERCENT = "percent"
    COUNT = "count"
    YEAR = "year"
    DATE = "date"
    POINTS = "points"
    YEARS = "years"
    MONTHS = "months"
    WEEKS = "weeks"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a figure comes from: a paragraph, a publisher."""

    name: Text
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure on one day.

    `value` is None unless `state` is known; a share of 0.073 is 7.3 per cent. `low` and `high` are
    its 80 % interval where it is an estimate, `rounded_to` the step that its amounts are multiples
    of. `last` is the value that ended before the day, with its last day, where none holds now.
    `address` is the key of the figure's own page: relative keys made explicit.
    """

    key: str
    address: str
    name: Text
    state: State
    unit: Unit
    value: Decimal | date | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    rounded_to: Decimal | None = None
    currency: str = ""
    per: str = ""
    n: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    is_announced: bool = False
    last: Decimal | None = None
    last_day: date | None = None
    origins: tuple[Origin, ...] = ()
    formula: str = ""
    inputs: tuple[str, ...] = ()
    is_estimate: bool = False


@dataclass(frozen=True, slots=True)
class FigureBook:
    """The figures that a page cites, by key as written."""

    figures: Mapping[str, Figure]

    def of(self, key: str) -> Figure | None:
        """None where the key names nothing."""
        figure = self.figures.get(key)
        return None if figure is None or figure.state is State.UNKNOWN else figure
