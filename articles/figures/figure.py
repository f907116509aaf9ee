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
    """What a figure counts; money is in its `currency`, a month is told by its first days."""

    MONEY = "money"
    SHARE = "share"
    PERCENT = "percent"
    COUNT = "count"
    YEAR = "year"
    DATE = "date"
    MONTH = "month"
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
    its 80 % interval where it is an estimate; a suppressed one may have these alone. `rounded_to`
    is the step that its amounts are multiples of. `last` is the value that ended before the day,
    with its last day, where none holds now; a gap is where only later ones are known. `address` is
    the key of the figure's own page: relative keys made explicit. `per` is year, month or once, a
    month paid `instalments` times a year. `year`, `grade` and `n`, the samples of three years, are
    of estimates.
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
    instalments: int = 12
    n: int | None = None
    year: int | None = None
    grade: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    is_announced: bool = False
    last: Decimal | None = None
    last_day: date | None = None
    has_ended: bool = False
    is_gap: bool = False
    origins: tuple[Origin, ...] = ()
    formula: str = ""
    inputs: tuple[str, ...] = ()
    is_estimate: bool = False

    @property
    def is_formula(self) -> bool:
        """Whether prose reckons here; a legal figure with a formula is worked out by the law."""
        return bool(self.formula) and self.formula == self.key

    @property
    def number(self) -> Decimal | None:
        """The value where one can reckon with it: dates can't be."""
        return self.value if isinstance(self.value, Decimal) else None


def nothing(key: str) -> Figure:
    """What a key stands for that names nothing."""
    return Figure(key=key, address=key, name=Text(key, key), state=State.UNKNOWN, unit=Unit.COUNT)


@dataclass(frozen=True, slots=True)
class FigureBook:
    """The figures that a page cites, by key as written; `as_of` is the day that links carry on."""

    figures: Mapping[str, Figure]
    as_of: date | None = None

    def of(self, key: str) -> Figure | None:
        """None where the key names nothing."""
        figure = self.figures.get(key)
        return None if figure is None or figure.state is State.UNKNOWN else figure
