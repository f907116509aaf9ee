"""Three waves of a real survey, imported and forecast: as they are, and with typing gone wrong.

The spreadsheets can't be given away: they are looked for in `shared/data` beside the checkout.
"""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from benchmarks.estimating.backtest import Report, backtest
from benchmarks.estimating.rivals import Verdict
from benchmarks.figures_of_release import release_settings
from benchmarks.observed import read_observed

BESIDE = settings.BASE_DIR.parent / "shared" / "data"
MAPPINGS = Path(__file__).parent / "mappings"
PAY = {
    2018: "Current Salary",
    2019: "Yearly brutto salary (without bonus and stocks)",
    2020: "Yearly brutto salary (without bonus and stocks) in EUR",
}
SEEDS = range(1, 5)

Rows = list[list[str]]
Change = Callable[[Rows, int, np.random.Generator], Rows]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not (BESIDE / "it_salary_survey_eu_2018.csv").exists(),
        reason=f"the waves of the survey may not be shipped, and are not in {BESIDE}",
    ),
]


def as_it_is(rows: Rows, pay: int, rng: np.random.Generator) -> Rows:
    return rows


def mistyped(rows: Rows, pay: int, rng: np.random.Generator) -> Rows:
    """3 % a month's pay for a year's, 1 % with a digit too many."""
    for row, chance in zip(rows, rng.random(len(rows)), strict=True):
        if chance < 0.04 and row[pay].replace(".", "").isdigit():
            row[pay] = str(round(float(row[pay]) * (1 / 12 if chance < 0.03 else 10)))
    return rows


def left_out(rows: Rows, pay: int, rng: np.random.Generator) -> Rows:
    """Without the very rows that `mistyped` changes."""
    chances = rng.random(len(rows))
    return [
        row
        for row, chance in zip(rows, chances, strict=True)
        if chance >= 0.04 or not row[pay].replace(".", "").isdigit()
    ]


def mistyped_and_repeated(rows: Rows, pay: int, rng: np.random.Generator) -> Rows:
    """A fifth of the rows twice, too."""
    rows = mistyped(rows, pay, rng)
    return [*rows, *(row for row in rows if rng.random() < 0.2)]


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def forecast(uploads: Path, tmp_path: Path) -> Callable[..., Report]:
    """Imports the waves after a change of their rows, and back-tests them."""
    call_command("load_reference", stdout=StringIO())

    def of(change: Change, seed: int = 0) -> Report:
        with undone():
            for year in PAY:
                call_command(
                    "import_samples",
                    str(changed(year, change, np.random.default_rng([seed, year]), tmp_path)),
                    source="it-salary-survey-eu",
                    mapping=str(MAPPINGS / f"it_salary_survey_{year}.json"),
                    accept=True,
                    stdout=StringIO(),
                )
            return backtest(read_observed().observations, release_settings())

    return of


def changed(year: int, change: Change, rng: np.random.Generator, folder: Path) -> Path:
    file = BESIDE / f"it_salary_survey_eu_{year}.csv"
    with file.open(encoding="utf-8", newline="") as content:
        head, *rows = csv.reader(content)
    written = folder / file.name
    with written.open("w", encoding="utf-8", newline="") as content:
        csv.writer(content).writerows([head, *change(rows, head.index(PAY[year]), rng)])
    return written


def test_ours_is_worse_than_no_simple_rule_and_far_better_in_thin_cells(forecast):
    report = forecast(as_it_is)

    assert report.years == (2019, 2020)
    assert report.pooled.error <= 6
    assert report.thin.rivals[0].our_error <= 0.75 * report.thin.rivals[0].error
    assert report.pooled.coverage >= 0.75
    for size in report.by_size:
        for rival in size.rivals:
            assert rival.verdict is not Verdict.WORSE, (size.label, rival.rule)


def test_mistyped_and_repeated_rows_cost_what_leaving_the_mistyped_ones_out_costs(forecast):
    clean = forecast(as_it_is).pooled.error
    dirty = np.array([forecast(mistyped_and_repeated, seed).pooled.error for seed in SEEDS])
    without = np.array([forecast(left_out, seed).pooled.error for seed in SEEDS])

    assert np.max(np.abs(dirty - without)) < 0.15
    assert abs(np.mean(dirty) - clean) < 0.5
