"""How wages grew, from Eurostat's labour cost index as its data browser hands it out.

    python -m benchmarks.reference.eurostat_wages lc_lci_r2_a.csv wage_growth.csv

The table is LC_LCI_R2_A; of it we take wages and salaries in the whole economy, in per cent of the
year before. Flags are Eurostat's: b for a break in the series, p for provisional.
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ECONOMY = (
    "Industry, construction and services (except activities of households as employers and "
    "extra-territorial organisations and bodies)"
)
WAGES = "Wages and salaries (total)"
UNIT = "Percentage change on previous period"
OUR_NAMES = {"Türkiye": "Turkey"}
HEADER = ["country", "year", "percent", "flag"]


def country_codes(countries: Path) -> dict[str, str]:
    """Our codes by English name."""
    with countries.open(encoding="utf-8", newline="") as lines:
        return {row["name_en"]: row["code"] for row in csv.DictReader(lines)}


def wage_growth(table: Path, codes: Mapping[str, str]) -> Iterator[tuple[str, int, str, str]]:
    """Country, year, per cent as printed, flag; groups of countries and others are left out."""
    with table.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            kind = (row["nace_r2"], row["lcstruct"], row["unit"])
            code = codes.get(OUR_NAMES.get(row["geo"], row["geo"]))
            if kind == (ECONOMY, WAGES, UNIT) and code and row["OBS_VALUE"]:
                yield code, int(row["TIME_PERIOD"]), row["OBS_VALUE"], row["OBS_FLAG"]


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit("Usage: python -m benchmarks.reference.eurostat_wages TABLE.csv OUT.csv")
    codes = country_codes(Path(__file__).parent / "countries.csv")
    with Path(sys.argv[2]).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEADER)
        out.writerows(sorted(wage_growth(Path(sys.argv[1]), codes)))


if __name__ == "__main__":
    main()
