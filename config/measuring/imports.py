"""An import from upload to accepted samples, held against a raw COPY of the same clean rows."""

import csv
import random
import resource
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File
from django.db import connection
from django.utils import timezone

from benchmarks.importing import accept, stage
from benchmarks.mapping_json import Json
from benchmarks.models import OccupationAlias, SalarySample, Source
from benchmarks.uploads import keep
from config.measuring.scratch import scratch_database

SEED = 20_261_123
BASELINE = "raw_copy_of_samples"
MAPPING: Json = {
    "version": 1,
    "name": "measured rows",
    "fields": {
        "title": {"column": "title"},
        "pay": {"column": "pay", "format": "en"},
        "currency": {"constant": "EUR"},
        "period": {"constant": "year"},
        "country": {"column": "country", "format": "code"},
        "seniority": {"column": "level", "values": {"EN": "entry", "MI": "mid", "SE": "senior"}},
        "observed_on": {"column": "year"},
        "source_kind": {"constant": "survey"},
        "employment": {"constant": "full_time"},
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMeasurement:
    """Seconds of both sides over the same rows; `peak_mib` is that of the importing process."""

    rows: int
    accepted: int
    import_seconds: float
    copy_seconds: float
    peak_mib: float

    @property
    def share_of_raw_rate(self) -> float:
        return self.copy_seconds / self.import_seconds


def measure_import(rows: int) -> ImportMeasurement:
    """Generate, import and accept `rows` rows, then COPY the accepted ones into an equal table."""
    with scratch_database(), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        write_rows(path, rows)
        started = time.perf_counter()
        with path.open("rb") as content:
            file = keep(File(content), path.name)
        batch = stage(
            file,
            source=Source.objects.get(slug="ai-jobs-net"),
            mapping=MAPPING,
            by_id=None,
            at=timezone.now(),
        )
        accept(batch, by_id=None, at=timezone.now())
        import_seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return ImportMeasurement(
            rows=rows,
            accepted=batch.rows_accepted,
            import_seconds=import_seconds,
            copy_seconds=raw_copy(Path(folder) / "clean.copy"),
            peak_mib=peak,
        )


def write_rows(path: Path, rows: int) -> None:
    """Rows as a survey might hold them: many titles, three levels, pay that rarely repeats."""
    numbers = random.Random(SEED)  # noqa: S311 - the same rows each time, no secret
    titles = list(OccupationAlias.objects.order_by("pk").values_list("text", flat=True))
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["title", "country", "level", "year", "pay", "remark"])
        for _ in range(rows):
            writer.writerow(
                [
                    numbers.choice(titles),
                    numbers.choice(["DE", "AT", "NL", "FR", "ES", "IE"]),
                    numbers.choice(["EN", "MI", "SE"]),
                    numbers.randint(2020, 2025),
                    numbers.randint(30_000, 150_000),
                    "a column that nobody needs",
                ]
            )


def raw_copy(path: Path) -> float:
    """Seconds that COPY takes for all stored samples into a table with equal keys and constraints.

    The rows leave the table for a file first; only the way in is timed.
    """
    table = SalarySample._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {BASELINE} (LIKE {table} INCLUDING ALL)")
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = %s::regclass AND contype = 'f'",
            [table],
        )
        for (definition,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {BASELINE} ADD {definition}")
        with path.open("wb") as target, cursor.copy(f"COPY {table} TO STDOUT") as rows:
            target.writelines(rows)
        started = time.perf_counter()
        with path.open("rb") as source, cursor.copy(f"COPY {BASELINE} FROM STDIN") as rows:
            while block := source.read(1 << 20):
                rows.write(block)
        return time.perf_counter() - started
