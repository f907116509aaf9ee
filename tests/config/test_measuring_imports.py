"""Tests of config/measuring: the import that is measured, on a database of the tests' own."""

import os
from contextlib import nullcontext
from dataclasses import replace
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from benchmarks.models import ImportBatch, SalarySample
from config.measuring import import_report
from config.measuring.import_once import ImportRun, import_file
from config.measuring.import_pages import PageRun, measure_pages
from config.measuring.imports import (
    CopyRun,
    ImportMeasurement,
    Round,
    measure_import,
    measure_workbook,
)
from config.measuring.scratch import PREFIX, drop_left_over, storages_in
from tests.shipped_tables import bring_in_reference

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = 400  # of which 2 have a title of nobody's, 2 a month's pay


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.STORAGES = storages_in(str(tmp_path / "uploads"))
    bring_in_reference()
    return tmp_path


def test_each_round_imports_all_rows_and_copies_the_clean_ones(folder: Path) -> None:
    found = measure_import(folder, import_file, rows=ROWS, rounds=2)

    assert [one.ours.accepted for one in found.rounds] == [396, 396]
    assert [one.raw.rows for one in found.rounds] == [396, 396]
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.rows_quarantined, batch.rows_refused) == ("accepted", 2, 2)
    assert SalarySample.objects.count() == 396


def test_the_share_is_the_median_of_the_pairs(folder: Path) -> None:
    one = measure_import(folder, import_file, rows=ROWS, rounds=1).rounds[0]
    shares = (0.5, 0.9, 0.6)
    rounds = [
        replace(
            one, ours=replace(one.ours, seconds=10.0), raw=replace(one.raw, seconds=10.0 * share)
        )
        for share in shares
    ]

    found = ImportMeasurement(rows=ROWS, rounds=rounds, few_rows=one.ours)

    assert found.share_of_raw_rate == pytest.approx(0.6)


def test_pages_and_the_workbook_of_an_import_are_measured_too(folder: Path) -> None:
    run = measure_workbook(folder, import_file, rows=ROWS)

    pages = measure_pages(run.batch_id)

    assert run.accepted == 396
    assert [page.name for page in pages] == [
        *("preview", "quarantine", "refused rows", "last usable rows"),
    ]


def test_the_command_prints_both_sides_their_ratio_and_the_bars(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = ImportRun(
        batch_id=1, accepted=9, seconds=2.0, cpu_seconds=1, peak_mib=120, parser_peak_mib=30
    )
    monkeypatch.setattr(
        import_report, "place_to_measure", lambda: nullcontext((Path(), lambda path: run))
    )
    measured = {
        "measure_import": lambda *args, **kwargs: _measured(run),
        "measure_pages": lambda batch_id: [
            PageRun(name="preview", first_seconds=0.3, usual_seconds=0.1)
        ],
        "measure_workbook": lambda *args, **kwargs: run,
    }
    for name, value in measured.items():
        monkeypatch.setattr(import_report, name, value)
    out = StringIO()

    call_command("measure", "import", "--rows", "10", "--xlsx", "5", stdout=out)

    printed = out.getvalue()
    assert "share of the raw rate, median: 0.75 (bar: 0.60 or more)" in printed
    assert "120 MiB at 10 rows" in printed
    assert "page: preview, first 0.30 s, then 0.10 s (bar: under 1 s)" in printed
    assert "xlsx" in printed


def _measured(run: ImportRun) -> ImportMeasurement:
    raw = CopyRun(rows=9, seconds=1.5, cpu_seconds=1)
    return ImportMeasurement(rows=10, rounds=[Round(ours=run, raw=raw)], few_rows=run)


@pytest.mark.parametrize("wrong", [["--rows", "0"], ["--rounds", "0"], ["--xlsx", "-1"]])
def test_nothing_is_measured_of_no_rows(wrong: list[str]) -> None:
    with pytest.raises(CommandError, match="1 or more"):
        call_command("measure", "import", *wrong)


def test_what_a_killed_measurement_left_is_dropped_and_what_is_in_use_is_not() -> None:
    left, used = (f"{PREFIX}{word}_{os.getpid()}" for word in ("left", "used"))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {left}")
        cursor.execute(f"CREATE DATABASE {used}")
        try:
            with psycopg.connect(**{**connection.get_connection_params(), "dbname": used}):
                drop_left_over()

            cursor.execute(
                "SELECT datname FROM pg_database WHERE datname IN (%s, %s)", [left, used]
            )
            assert cursor.fetchall() == [(used,)]
        finally:
            cursor.execute(f"DROP DATABASE IF EXISTS {left}")
            cursor.execute(f"DROP DATABASE {used} WITH (FORCE)")
