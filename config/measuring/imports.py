"""An import from upload to accepted samples, held against a raw COPY of the same clean rows."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.core.files.storage import storages
from django.db import connection

from benchmarks.models import ImportBatch, Job, SalarySample, SetAsideRow
from config.measuring.import_once import ImportRun, import_in_child
from config.measuring.processes import cpu_seconds
from config.measuring.scratch import scratch_database
from config.measuring.survey_file import write_survey

BASELINE = "raw_copy_of_samples"
FEW_ROWS = 100_000  # from here on the memory is to be flat

type Importing = Callable[[Path], ImportRun]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRun:
    """What a raw COPY of accepted samples took."""

    rows: int
    seconds: float
    cpu_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Both sides over the same rows, one right after the other."""

    ours: ImportRun
    raw: CopyRun

    @property
    def share_of_raw_rate(self) -> float:
        """The rate of accepted rows over that of COPY."""
        return self.raw.seconds / self.ours.seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMeasurement:
    """Paired rounds over one file, and the memory of an import of its first 100,000 rows."""

    rows: int
    rounds: list[Round]
    few_rows: ImportRun

    @property
    def share_of_raw_rate(self) -> float:
        return median(one.share_of_raw_rate for one in self.rounds)

    @property
    def peak_mib(self) -> float:
        return max(one.ours.peak_mib for one in self.rounds)


@contextmanager
def place_to_measure() -> Iterator[tuple[Path, Importing]]:
    """A folder for files, and an import in a process of its own into a scratch database."""
    with scratch_database(), tempfile.TemporaryDirectory() as folder:
        database = str(connection.settings_dict["NAME"])
        uploads = storages["uploads"].path("")
        yield Path(folder), lambda path: import_in_child(path, database=database, uploads=uploads)


def measure_import(
    folder: Path, importing: Importing, *, rows: int, rounds: int
) -> ImportMeasurement:
    """The last import stays, so that pages can be measured on it."""
    few, whole, clean = folder / "few.csv", folder / "rows.csv", folder / "clean.copy"
    write_survey(few, min(rows, FEW_ROWS))
    write_survey(whole, rows)
    few_rows = importing(few)
    found: list[Round] = []
    for number in range(rounds):
        if number % 2:  # who goes second finds a busier disk: so the sides take turns
            raw = raw_copy(clean)
            _forget_imports()
            ours = importing(whole)
        else:
            _forget_imports()
            ours = importing(whole)
            _write_clean_rows(clean)
            raw = raw_copy(clean)
        found.append(Round(ours=ours, raw=raw))
    return ImportMeasurement(rows=rows, rounds=found, few_rows=few_rows)


def measure_workbook(folder: Path, importing: Importing, *, rows: int) -> ImportRun:
    """The same survey as an xlsx file."""
    path = folder / "rows.xlsx"
    write_survey(path, rows)
    return importing(path)


def raw_copy(path: Path) -> CopyRun:
    """COPY clean rows into an empty table with the keys, indexes and constraints of the samples."""
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
        started, used = time.perf_counter(), cpu_seconds()
        with path.open("rb") as source, cursor.copy(f"COPY {BASELINE} FROM STDIN") as rows:
            while block := source.read(1 << 20):
                rows.write(block)
        seconds, cpu = time.perf_counter() - started, cpu_seconds() - used
        cursor.execute(f"DROP TABLE {BASELINE}")
    return CopyRun(rows=SalarySample.objects.count(), seconds=seconds, cpu_seconds=cpu)


def _write_clean_rows(path: Path) -> None:
    with (
        connection.cursor() as cursor,
        path.open("wb") as target,
        cursor.copy(f"COPY {SalarySample._meta.db_table} TO STDOUT") as rows,
    ):
        target.writelines(rows)


def _forget_imports() -> None:
    """Empty tables, as the raw COPY has one, and a store that has yet to take the file."""
    for stored_as in ImportBatch.objects.values_list("file", flat=True).distinct():
        storages["uploads"].delete(stored_as)
    tables = [one._meta.db_table for one in (SalarySample, SetAsideRow, ImportBatch, Job)]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
