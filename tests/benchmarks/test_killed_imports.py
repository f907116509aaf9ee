"""Workers killed at random moments of an import: the file is in as a whole, or not at all.

Three kills by default; `LAUFBAHN_KILLS=50` makes it fifty, `LAUFBAHN_KILL_SEED` repeats a run.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models.functions import Now

from benchmarks import importing
from benchmarks.background_imports import WantedImport, ask_for_import
from benchmarks.models import ImportBatch, Job, SalarySample, SetAsideRow, Source
from benchmarks.uploads import keep
from tests.benchmarks.import_files import ROWS, csv_of, mapping_of

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60  # seconds after which a wait counts as failed
KILLS = int(os.environ.get("LAUFBAHN_KILLS", "3"))
PEOPLE = 12_000  # rows, in chunks of five thousand
IN_ALL = (1, PEOPLE + 2, 3)
NOTHING = (0, 0, 0)

type Worker = subprocess.Popen[bytes]


@pytest.fixture
def start_worker(uploads: Path) -> Iterator[Callable[[], Worker]]:
    workers: list[Worker] = []

    def start() -> Worker:
        command = [sys.executable, "-m", "tests.benchmarks.job_worker"]
        database = str(connection.settings_dict["NAME"])
        workers.append(
            subprocess.Popen(
                [*command, database], cwd=ROOT, env=os.environ | {"UPLOADS_OF_TEST": str(uploads)}
            )
        )
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


@pytest.fixture
def wanted(source: Source) -> WantedImport:
    """A file of which a worker has a while to read; five of its rows are of the usual kinds."""
    people = [f"Data Scientist;{60_000 + number};Berlin;f" for number in range(PEOPLE)]
    file = keep(ContentFile(csv_of(*ROWS, *people)), "answers.csv")
    return WantedImport(file=file, source_id=source.pk, mapping=mapping_of())


def wait_until(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if condition():
            return
        time.sleep(0.005)
    pytest.fail(f"did not come true within {PATIENCE} s")


def is_running(job: Job) -> bool:
    job.refresh_from_db()
    return job.attempt > 0


def has_ended(job: Job) -> bool:
    job.refresh_from_db()
    return not job.is_living


def written() -> tuple[int, int, int]:
    return (
        ImportBatch.objects.living().filter(rows_total=PEOPLE + 5).count(),
        SalarySample.objects.count(),
        SetAsideRow.objects.count(),
    )


def forget(job: Job) -> None:
    """Leave the queue and the tables as if nobody had asked."""
    job.delete()
    for batch in ImportBatch.objects.living():
        importing.discard(batch, by_id=None, at=batch.uploaded_at)


def test_a_worker_killed_at_any_moment_of_an_import_leaves_all_rows_or_none(
    start_worker: Callable[[], Worker], wanted: WantedImport
) -> None:
    seed = os.environ.get("LAUFBAHN_KILL_SEED") or str(random.randrange(10**6))
    moments = random.Random(seed)
    worker = start_worker()
    job = ask_for_import(wanted, by_id=None)
    wait_until(lambda: is_running(job))
    started = time.monotonic()
    wait_until(lambda: has_ended(job))
    as_long_as_it_takes = time.monotonic() - started
    assert written() == IN_ALL
    forget(job)

    found = []
    for _kill in range(KILLS):
        if worker.poll() is not None:
            worker = start_worker()
        job = ask_for_import(wanted, by_id=None)
        wait_until(lambda job=job: is_running(job))
        time.sleep(moments.uniform(0, 1.1) * as_long_as_it_takes)
        worker.kill()
        worker.wait()
        wait_until(lambda: not others_are_connected())
        job.refresh_from_db()
        found.append((job.state, written()))
        forget(job)

    print(f"seed {seed}: {sum(rows == IN_ALL for _state, rows in found)} of {KILLS} in")
    assert {rows for _state, rows in found} <= {NOTHING, IN_ALL}, seed
    assert {(state == Job.State.SUCCEEDED) == (rows == IN_ALL) for state, rows in found} == {True}


def others_are_connected() -> bool:
    """Whether the server still works on what a dead process has sent."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return bool(cursor.fetchone()[0])


def test_what_a_killed_worker_left_is_read_by_the_next_one_once(
    start_worker: Callable[[], Worker], wanted: WantedImport
) -> None:
    job = ask_for_import(wanted, by_id=None)
    worker = start_worker()
    wait_until(lambda: is_running(job))
    worker.kill()
    worker.wait()
    Job.objects.filter(state=Job.State.RUNNING).update(lease_until=Now() - timedelta(seconds=1))

    start_worker()
    start_worker()
    wait_until(lambda: has_ended(job))

    assert (job.state, job.attempt) == (Job.State.SUCCEEDED, 2)
    assert written() == IN_ALL


def test_two_workers_never_read_one_file_twice(
    start_worker: Callable[[], Worker], wanted: WantedImport
) -> None:
    start_worker()
    start_worker()

    job = ask_for_import(wanted, by_id=None)
    wait_until(lambda: has_ended(job))

    assert (job.state, job.attempt) == (Job.State.SUCCEEDED, 1)
    assert written() == IN_ALL
