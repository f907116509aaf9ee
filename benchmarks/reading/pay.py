"""What an amount of pay is, and what it comes to as gross pay per year."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from benchmarks.reading.money_words import Period
from benchmarks.reading.numbers import DecimalSign, shown
from benchmarks.reading.problems import Problem, problem

WEEKS_PER_YEAR = Decimal(52)
MONTHLY_SALARIES_PER_YEAR = Decimal(12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Pay as a cell gives it, gross: one amount, or a range with `low < high`.

    Amounts are whole units of the currency (`85k` is 85000) per `period`. `currency` (ISO 4217) and
    `period` are the cell's own, else the column's, else None. `salaries`: how many monthly
    salaries make a year, where the cell says so.
    """

    low: Decimal
    high: Decimal
    currency: str | None = None
    period: Period | None = None
    salaries: Decimal | None = None

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    def __str__(self) -> str:
        amounts = f"{self.low:f}–{self.high:f}" if self.is_range else f"{self.low:f}"
        return f"{amounts} {self.currency}" if self.currency else amounts


class Doubt(Enum):
    """What becomes of pay that is understood, but not surely base pay: `ca. 60k`, `60k + bonus`.

    It waits for a person, who may let it count as written. Of a number against appearance the other
    reading may be the one that was meant.
    """

    WAITS = auto()
    AS_WRITTEN = auto()
    AS_MEANT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class PayColumn:
    """What is known of a whole column of pay before its cells are read.

    `decimal`: its decimal sign as the column vote or the mapping decided it, None if undecided.
    `currency`, `period`: for cells that name none; the currency also settles `$` and `kr`.
    `in_thousands`: its numbers count thousands (`85` is 85000), unless a cell says `85k` itself.
    `zero_counts`: in a column of bonuses 0 is an answer, in one of salaries a problem.
    `doubt`: what a person has decided of cells that are doubtful.
    """

    decimal: DecimalSign | None = None
    currency: str | None = None
    period: Period | None = None
    in_thousands: bool = False
    zero_counts: bool = False
    doubt: Doubt = Doubt.WAITS

    @property
    def multiplier(self) -> Decimal | None:
        """What its numbers are multiplied by, where a cell does not say so itself."""
        return Decimal(1000) if self.in_thousands else None


def yearly(
    amount: Decimal,
    period: Period,
    *,
    hours_per_week: Decimal | None = None,
    salaries_per_year: Decimal | None = None,
) -> Decimal | Problem:
    """Gross pay per year, exact.

    - year: as it is; the number of salaries it is paid in changes nothing;
    - month: × the stated number of salaries, else × 12 (a 13th salary is never assumed);
    - week: × 52;
    - hour: × the stated hours per week × 52, and a problem where no hours are stated: 35, 37.5 and
      40 hours differ by 14 %, so none is assumed;
    - day: refused. Day rates are contractors': nobody states how many days are paid, and the rate
      covers what an employer pays on top of a salary.
    """
    if period is Period.DAY:
        return problem("pay-per-day", **shown("amount", amount))
    if period is Period.HOUR and hours_per_week is None:
        return problem("pay-per-hour-without-hours", **shown("amount", amount))
    times_per_year = {
        Period.YEAR: Decimal(1),
        Period.MONTH: salaries_per_year or MONTHLY_SALARIES_PER_YEAR,
        Period.WEEK: WEEKS_PER_YEAR,
        Period.HOUR: (hours_per_week or 0) * WEEKS_PER_YEAR,
    }
    return amount * times_per_year[period]
