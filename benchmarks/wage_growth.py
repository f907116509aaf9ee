"""What official statistics say of how wages grew: what the model expects before it reads a sample.

The table is in `benchmarks/reference`; it is code rather than data, so that a method's version
settles it as it does every other assumption.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from benchmarks.estimating.growth import WageGrowth

TABLE = Path(__file__).parent / "reference" / "wage_growth.csv"


def expected_growth(countries: Mapping[int, str]) -> WageGrowth:
    """Growth where the table holds it; `countries` gives the code of each country's number."""
    codes = {code: number for number, code in countries.items()}
    known = {
        (codes[code], year): growth
        for (code, year), growth in published_growth().items()
        if code in codes
    }
    return WageGrowth(known=known)


@cache
def published_growth() -> Mapping[tuple[str, int], float]:
    """Growth from the year before as a fraction, by country code and year."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {
            (row["country"], int(row["year"])): float(row["percent"]) / 100
            for row in csv.DictReader(lines)
        }
