"""The goals of the method on real adverts, where the spreadsheets are at hand."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from benchmarks.estimating.backtest import backtest
from benchmarks.estimating.observations import NONE, Evidence, Observations
from benchmarks.estimating.rivals import Verdict

ADVERTS = Path(__file__).parents[4] / "shared" / "data" / "ai_jobs_net_salaries_2020_2025.csv"

pytestmark = pytest.mark.skipif(
    not ADVERTS.exists(), reason="the spreadsheet of ai-jobs.net is not at hand"
)


def read_adverts() -> Observations:
    """Full-time rows, repeats collapsed; titles of 45 rows or more, countries of 40 or more."""
    with ADVERTS.open(encoding="utf-8") as file:
        rows = {tuple(row.values()): row for row in csv.DictReader(file)}.values()
    rows = [row for row in rows if row["employment_type"] == "FT"]
    titles = Counter(row["job_title"] for row in rows)
    countries = Counter(row["company_location"] for row in rows)
    rows = [
        row
        for row in rows
        if titles[row["job_title"]] >= 45 and countries[row["company_location"]] >= 40
    ]

    def codes(name: str) -> np.ndarray:
        return np.unique([row[name] for row in rows], return_inverse=True)[1]

    year = np.array([int(row["work_year"]) for row in rows])
    return Observations(
        occupation=codes("job_title"),
        country=codes("company_location"),
        hub=np.full(len(rows), NONE),
        seniority=codes("experience_level"),
        kind=np.where(year < 2023, Evidence.SURVEY, Evidence.ADVERT),
        source=np.zeros(len(rows), dtype=np.int64),
        year=year,
        pay=np.array([float(row["salary_in_usd"]) for row in rows]),
    )


@pytest.fixture(scope="module")
def report():
    return backtest(read_adverts())


def test_cells_with_samples_of_their_own_are_forecast_to_14_per_cent(report):
    own = report.with_own_samples

    assert own.cells > 150
    assert own.error <= 14
    assert own.error <= 0.75 * own.rivals[0].error


def test_thin_cells_are_forecast_a_quarter_better_than_their_raw_mean(report):
    thin = report.thin.rivals[0]

    assert thin.cells > 40
    assert thin.our_error <= 0.75 * thin.error


def test_no_size_of_cell_is_forecast_worse_than_by_a_simple_rule_beyond_noise(report):
    for size in report.by_size:
        for rival in size.rivals:
            if rival.cells >= 5:
                assert rival.verdict is not Verdict.WORSE, (size.label, rival.rule)
                assert rival.gain > -2 * rival.gain_noise, (size.label, rival.rule)


def test_intervals_hold_what_they_promise(report):
    assert 0.75 <= report.pooled.coverage <= 0.90
    assert all(year.coverage >= 0.70 for year in report.by_year)
    assert 0.77 <= report.pooled.people_coverage <= 0.83
