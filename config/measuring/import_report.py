"""What `manage.py measure import` prints: each figure beside the bar that it is held against."""

from collections.abc import Iterator

from config.measuring.import_once import ImportRun
from config.measuring.import_pages import PageRun, measure_pages
from config.measuring.imports import (
    CopyRun,
    measure_import,
    measure_workbook,
    place_to_measure,
)


def import_lines(*, rows: int, rounds: int, xlsx_rows: int) -> Iterator[str]:
    """Line by line, as soon as it is known; without `xlsx_rows` no workbook is measured."""
    with place_to_measure() as (folder, importing):
        found = measure_import(folder, importing, rows=rows, rounds=rounds)
        for number, one in enumerate(found.rounds, 1):
            yield _import_line(f"round {number}  import", rows, one.ours)
            yield _copy_line(f"round {number}  raw COPY", one.raw)
            yield f"round {number}  share of the raw rate: {one.share_of_raw_rate:.2f}"
        yield f"share of the raw rate, median: {found.share_of_raw_rate:.2f} (bar: 0.60 or more)"
        yield (
            f"peak memory of the worker: {found.few_rows.peak_mib:.0f} MiB at "
            f"{min(rows, 100_000):,} rows, {found.peak_mib:.0f} MiB at {rows:,} "
            "(bar: under 300, flat)"
        )
        yield from map(_page_line, measure_pages(found.rounds[-1].ours.batch_id))
        if xlsx_rows:
            run = measure_workbook(folder, importing, rows=xlsx_rows)
            yield f"{_import_line('xlsx', xlsx_rows, run)} (bar: 200,000 rows under 60 s)"
            yield (
                f"peak memory with xlsx: worker {run.peak_mib:.0f} MiB, "
                f"its parser {run.parser_peak_mib:.0f} MiB"
            )


def _import_line(name: str, rows: int, run: ImportRun) -> str:
    return (
        f"{_timing(name, rows, run.seconds, run.cpu_seconds)}, "
        f"peak {run.peak_mib:.0f} MiB, {run.accepted:,} accepted"
    )


def _copy_line(name: str, run: CopyRun) -> str:
    return _timing(name, run.rows, run.seconds, run.cpu_seconds)


def _timing(name: str, rows: int, seconds: float, cpu: float) -> str:
    return (
        f"{name:<18}{rows:>10,} rows {seconds:8.2f} s, {rows / seconds:>9,.0f} rows/s, "
        f"{cpu:.1f} CPU s"
    )


def _page_line(run: PageRun) -> str:
    bar = " (bar: under 1 s)" if run.name == "preview" else ""
    return f"page: {run.name}, first {run.first_seconds:.2f} s, then {run.usual_seconds:.2f} s{bar}"
