"""Yearly means of the European Central Bank's daily reference rates, from its own archive.

    python -m benchmarks.reference.ecb_rates eurofxref-hist.zip exchange_rates.csv

The archive stands at https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip.
"""

import csv
import io
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

FIRST_YEAR = 2015
SOURCE = "ecb-reference-rates"
HEADER = ["currency", "year", "units_per_euro", "first_day", "last_day", "days", "source"]
NOT_QUOTED = ("", "N/A")


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyRate:
    """Units of `currency` for one euro on one day."""

    currency: str
    day: date
    units: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyRate:
    """The plain mean over `days` quoted days of one calendar year, which may not be whole."""

    currency: str
    year: int
    units_per_euro: Decimal
    first_day: date
    last_day: date
    days: int


def daily_rates(archive: Path) -> Iterator[DailyRate]:
    """Every quoted rate; days on which a currency is not quoted are left out."""
    with zipfile.ZipFile(archive) as opened:
        text = opened.read("eurofxref-hist.csv").decode("ascii")
    for row in csv.DictReader(io.StringIO(text)):
        day = date.fromisoformat(row.pop("Date"))
        for currency, units in row.items():
            if currency and units not in NOT_QUOTED:
                yield DailyRate(currency=currency, day=day, units=Decimal(units))


def yearly_rates(rates: Iterator[DailyRate]) -> list[YearlyRate]:
    """One mean per currency and year since 2015, rounded to six significant digits."""
    groups: defaultdict[tuple[str, int], list[DailyRate]] = defaultdict(list)
    for rate in rates:
        if rate.day.year >= FIRST_YEAR:
            groups[rate.currency, rate.day.year].append(rate)
    return [
        YearlyRate(
            currency=currency,
            year=year,
            units_per_euro=six_digits(sum(rate.units for rate in group) / Decimal(len(group))),
            first_day=min(rate.day for rate in group),
            last_day=max(rate.day for rate in group),
            days=len(group),
        )
        for (currency, year), group in sorted(groups.items())
    ]


def six_digits(value: Decimal) -> Decimal:
    """Rounded half to even to six significant digits: 0.87654321 to 0.876543, 17912.3 stays."""
    step = Decimal(1).scaleb(value.adjusted() - 5)
    return value.quantize(step, rounding=ROUND_HALF_EVEN)


def write_table(rates: list[YearlyRate], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(HEADER)
        for rate in rates:
            span = (rate.first_day.isoformat(), rate.last_day.isoformat(), rate.days)
            table.writerow([rate.currency, rate.year, rate.units_per_euro, *span, SOURCE])


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit("Usage: python -m benchmarks.reference.ecb_rates ARCHIVE.zip TABLE.csv")
    write_table(yearly_rates(daily_rates(Path(sys.argv[1]))), Path(sys.argv[2]))


if __name__ == "__main__":
    main()
