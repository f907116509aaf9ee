"""Tests of benchmarks/reference/ecb_rates.py."""

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.reference import ecb_rates
from benchmarks.reference.ecb_rates import DailyRate, daily_rates, six_digits, yearly_rates

# As the bank writes it: newest first, `N/A` where not quoted, a comma behind the last column.
ARCHIVE = """Date,USD,RUB,IDR,
2022-01-04,1.1279,N/A,16183.20,
2022-01-03,1.1355,84.5,16199.90,
2021-12-31,1.1326,85.3004,16100.42,
2014-12-31,1.2141,72.337,15076.10,
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "eurofxref-hist.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("eurofxref-hist.csv", ARCHIVE)
    return path


def test_days_without_a_quote_are_left_out(archive: Path) -> None:
    rates = list(daily_rates(archive))

    assert len(rates) == 11  # twelve cells, one of them N/A
    assert rates[0] == DailyRate(currency="USD", day=date(2022, 1, 4), units=Decimal("1.1279"))
    assert [rate.day for rate in rates if rate.currency == "RUB"] == [
        date(2022, 1, 3),
        date(2021, 12, 31),
        date(2014, 12, 31),
    ]


def test_a_year_is_the_plain_mean_of_its_quoted_days_and_says_how_many(archive: Path) -> None:
    means = {(mean.currency, mean.year): mean for mean in yearly_rates(daily_rates(archive))}

    dollar, rouble = means["USD", 2022], means["RUB", 2022]
    assert dollar.units_per_euro == Decimal("1.1317")  # (1.1279 + 1.1355) / 2
    assert (dollar.first_day, dollar.last_day, dollar.days) == (
        date(2022, 1, 3),
        date(2022, 1, 4),
        2,
    )
    assert (rouble.units_per_euro, rouble.days) == (Decimal("84.5"), 1)


def test_years_before_2015_are_left_out(archive: Path) -> None:
    assert {mean.year for mean in yearly_rates(daily_rates(archive))} == {2021, 2022}


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("1.1317", "1.13170"),
        ("0.87654321", "0.876543"),
        ("0.8765435", "0.876544"),
        ("0.8765425", "0.876542"),  # half goes to the even digit
        ("16191.55", "16191.6"),
        ("9.9999999", "10.00000"),
    ],
)
def test_a_mean_is_rounded_to_six_significant_digits(value: str, rounded: str) -> None:
    assert str(six_digits(Decimal(value))) == rounded


def test_the_table_is_sorted_and_written_as_shipped(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "exchange_rates.csv"
    monkeypatch.setattr("sys.argv", ["ecb_rates", str(archive), str(table)])

    ecb_rates.main()

    assert table.read_text(encoding="utf-8").splitlines() == [
        "currency,year,units_per_euro,first_day,last_day,days,source",
        "IDR,2021,16100.4,2021-12-31,2021-12-31,1,ecb-reference-rates",
        "IDR,2022,16191.6,2022-01-03,2022-01-04,2,ecb-reference-rates",
        "RUB,2021,85.3004,2021-12-31,2021-12-31,1,ecb-reference-rates",
        "RUB,2022,84.5000,2022-01-03,2022-01-03,1,ecb-reference-rates",
        "USD,2021,1.13260,2021-12-31,2021-12-31,1,ecb-reference-rates",
        "USD,2022,1.13170,2022-01-03,2022-01-04,2,ecb-reference-rates",
    ]


def test_missing_arguments_are_answered_with_the_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["ecb_rates"])

    with pytest.raises(SystemExit, match="Usage"):
        ecb_rates.main()
