"""Tests of the shipped samples and of benchmarks/samples/take_sample.py."""

import csv
import gzip
import hashlib
import statistics
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.samples import take_sample
from benchmarks.samples.take_sample import (
    HEADER,
    UnexpectedFile,
    rows_of,
    sample,
    write_sample,
)

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "benchmarks" / "samples" / "ai_jobs_net.csv.gz"
RATES = ROOT / "benchmarks" / "reference" / "exchange_rates.csv"
ORIGINAL = ROOT.parent / "shared" / "data" / "ai_jobs_net_salaries_2020_2025.csv"

needs_original = pytest.mark.skipif(
    not ORIGINAL.exists(),
    reason="The original file of aijobs.net is not on this machine; its extract is shipped.",
)


def shipped_rows() -> list[dict[str, str]]:
    with gzip.open(SHIPPED, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row(*, year: str = "2024", country: str = "US", residence: str = "US") -> list[str]:
    values = {"work_year": year, "company_location": country, "employee_residence": residence}
    return [values.get(column, "x") for column in HEADER]


def adverts(rows: list[list[str]]) -> list[int]:
    """Pay in dollars of those rows that the sample thins out."""
    year, pay = HEADER.index("work_year"), HEADER.index("salary_in_usd")
    places = (HEADER.index("company_location"), HEADER.index("employee_residence"))
    return [
        int(one[pay])
        for one in rows
        if int(one[year]) > 2022 and all(one[place] == "US" for place in places)
    ]


def test_of_adverts_in_the_united_states_every_fourth_hundred_stays() -> None:
    rows = [[*row(), str(position)] for position in range(900)]

    kept = [int(one[-1]) for one in sample(rows)]

    assert kept == [*range(100), *range(400, 500), *range(800, 900)]


def test_rows_that_touch_another_country_and_early_years_stay_wherever_they_stand() -> None:
    dropped = [row()] * 100
    abroad = [row(country="DE"), row(residence="PL"), row(year="2022"), row(year="2020")]

    kept = list(sample([*dropped, *abroad, row(year="2023")]))

    assert kept == [*dropped, *abroad]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first.gz", tmp_path / "second.gz"

    assert write_sample([row(), row(country="DE")], first) == 2
    write_sample([row(), row(country="DE")], second)

    assert first.read_bytes() == second.read_bytes()
    assert gzip.decompress(first.read_bytes()).decode().splitlines()[0] == ",".join(HEADER)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "header"),
        ("work_year,salary\n2024,1\n", "header"),
        (",".join(HEADER) + "\n2024,SE\n", "line 2: 2 columns"),
    ],
)
def test_another_file_is_refused_in_one_sentence(
    content: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "other.csv"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["take_sample", str(path), str(tmp_path / "out.gz")])

    with pytest.raises(UnexpectedFile, match=message):
        list(rows_of(path))
    with pytest.raises(SystemExit, match=message):
        take_sample.main()


def test_missing_arguments_are_answered_with_the_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["take_sample"])

    with pytest.raises(SystemExit, match="Usage"):
        take_sample.main()


def test_the_shipped_file_is_small_and_bears_no_time_stamp() -> None:
    content = SHIPPED.read_bytes()

    assert len(content) < 700_000
    assert content[4:8] == bytes(4)  # mtime of the gzip header


def test_the_shipped_rows_are_what_the_readme_counts() -> None:
    rows = shipped_rows()

    assert list(rows[0]) == HEADER
    assert len(rows) == 25_215
    assert sum(int(one["work_year"]) <= 2022 for one in rows) == 1_953
    abroad = [one for one in rows if {one["company_location"], one["employee_residence"]} != {"US"}]
    assert len(abroad) == 7_300
    assert Counter(one["company_location"] for one in rows)["DE"] == 234


def test_only_pay_in_chilean_pesos_lacks_a_rate() -> None:
    with RATES.open(encoding="utf-8", newline="") as file:
        quoted = {(rate["currency"], rate["year"]) for rate in csv.DictReader(file)}

    missing = [
        one["salary_currency"]
        for one in shipped_rows()
        if one["salary_currency"] != "EUR"
        and (one["salary_currency"], one["work_year"]) not in quoted
    ]

    assert missing == ["CLP"]


@needs_original
def test_the_shipped_rows_come_from_the_original_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "sample.csv.gz"
    monkeypatch.setattr("sys.argv", ["take_sample", str(ORIGINAL), str(target)])

    take_sample.main()

    made, shipped = (gzip.decompress(path.read_bytes()) for path in (target, SHIPPED))
    assert hashlib.sha256(made).hexdigest() == hashlib.sha256(shipped).hexdigest()


@needs_original
def test_thinning_leaves_the_spread_of_pay_as_it_was() -> None:
    original = list(rows_of(ORIGINAL))

    before, after = (
        statistics.quantiles(adverts(rows), n=10) for rows in (original, list(sample(original)))
    )

    assert all(abs(new / old - 1) < 0.02 for old, new in zip(before, after, strict=True))
