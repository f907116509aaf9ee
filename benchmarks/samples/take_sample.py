"""Takes the shipped sample set from the original file of ai-jobs.net.

    python -m benchmarks.samples.take_sample ORIGINAL.csv ai_jobs_net.csv.gz

Countries, year and position alone decide which rows stay, never pay.
"""

import csv
import gzip
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

HEADER = [
    "work_year",
    "experience_level",
    "employment_type",
    "job_title",
    "salary",
    "salary_currency",
    "salary_in_usd",
    "employee_residence",
    "remote_ratio",
    "company_location",
    "company_size",
]
YEAR = HEADER.index("work_year")
COUNTRIES = (HEADER.index("company_location"), HEADER.index("employee_residence"))

THINNED_COUNTRY = "US"
LAST_WHOLE_YEAR = 2022
"""Up to here the file holds few rows, given by people; then it holds adverts, many of them."""
BLOCK = 100
"""Rows that stay or go together: an advert's upper and lower bound stand on adjoining lines."""
EVERY = 4


class UnexpectedFile(ValueError):
    """The file is not the one that this module knows."""


def rows_of(path: Path) -> Iterator[list[str]]:
    """The rows below the header.

    Raises UnexpectedFile where the header or the width of a row differs.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        if next(reader, None) != HEADER:
            raise UnexpectedFile(f"{path.name}: the header is not {','.join(HEADER)}")
        for row in reader:
            if len(row) != len(HEADER):
                raise UnexpectedFile(f"{path.name}, line {reader.line_num}: {len(row)} columns")
            yield row


def sample(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """All rows that touch another country than the United States and all rows up to 2022.

    Of the others every fourth hundred of the file, in its own order.
    """
    for position, row in enumerate(rows):
        if (
            any(row[column] != THINNED_COUNTRY for column in COUNTRIES)
            or int(row[YEAR]) <= LAST_WHOLE_YEAR
            or position // BLOCK % EVERY == 0
        ):
            yield row


def write_sample(rows: Iterable[list[str]], path: Path) -> int:
    """The number of rows written; the same rows give the same bytes, without a time stamp."""
    kept = list(rows)
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([HEADER, *kept])
    path.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))
    return len(kept)


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit("Usage: python -m benchmarks.samples.take_sample ORIGINAL.csv SAMPLE.gz")
    original, target = map(Path, sys.argv[1:])
    try:
        written = write_sample(sample(rows_of(original)), target)
    except UnexpectedFile as reason:
        raise SystemExit(str(reason)) from reason
    sys.stdout.write(f"{written} rows, {target.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
