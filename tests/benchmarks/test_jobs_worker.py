"""Real worker processes: killed at each point, told to end, left alone by parent and database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult

from benchmarks.job_kinds import KINDS
from benchmarks.jobs import cancel, enqueue
from benchmarks.models import Job
from tests.benchmarks import job_handlers

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 30  # seconds after which a wait counts as failed

type Worker = subprocess.Popen[bytes]


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    before = dict(KINDS)
    job_handlers.register()
    yield
    KINDS.clear()
    KINDS.update(before)


@pytest.fixture
def start_worker() -> Iterator[Callable[..., Worker]]:
    workers: list[Worker] = []

    def start(*arguments: str) -> Worker:
        database = connection.settings_dict["NAME"]
        module = [sys.executable, "-m", "tests.benchmarks.job_worker"]
        workers.append(subprocess.Popen([*module, database, *arguments], cwd=ROOT))
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


def wait_until(condition: Callable[[], bool]) -> None:
    for _try in range(PATIENCE * 50):
        if condition():
            return
        time.sleep(0.02)
    pytest.fail(f"did not come true within {PATIENCE} s")


def ended(job: Job) -> bool:
    job.refresh_from_db()
    return not job.is_living


def let_its_lease_run_out() -> None:
    """What half a minute of waiting would do."""
    Job.objects.filter(state=Job.State.RUNNING).update(lease_until=Now() - timedelta(seconds=1))


def test_a_worker_killed_in_the_middle_leaves_no_rows_and_the_next_one_writes_all(
    start_worker: Callable[..., Worker],
) -> None:
    job = enqueue("write_rows", by_id=None, arguments={"rows": 300, "pause": 0.05})
    first = start_worker()
    wait_until(lambda: Job.objects.get().rows_done > 0)

    first.kill()
    first.wait()
    rows_after_the_kill = job_handlers.rows_written()
    let_its_lease_run_out()
    start_worker()
    wait_until(lambda: ended(job))

    assert rows_after_the_kill == 0
    assert (job.state, job.attempt, job.setbacks) == (Job.State.SUCCEEDED, 2, 1)
    assert job_handlers.rows_written() == 300


@pytest.mark.parametrize(
    ("moment", "rows_left", "state"),
    [
        ("before the guard", 0, Job.State.RUNNING),
        ("after the commit", 20, Job.State.SUCCEEDED),
    ],
)
def test_a_worker_that_dies_leaves_all_rows_or_none_and_in_the_end_all(
    start_worker: Callable[..., Worker], moment: str, rows_left: int, state: Job.State
) -> None:
    job = enqueue("write_rows", by_id=None, arguments={"rows": 20, "dies": moment})

    death = start_worker().wait(PATIENCE)

    job.refresh_from_db()
    assert death == -signal.SIGKILL
    assert (job.state, job_handlers.rows_written()) == (state, rows_left)
    let_its_lease_run_out()
    start_worker()
    wait_until(lambda: ended(job))
    assert (job.state, job_handlers.rows_written()) == (Job.State.SUCCEEDED, 20)


def test_a_job_that_kills_its_workers_fails_in_the_end_and_blocks_no_other(
    start_worker: Callable[..., Worker],
) -> None:
    poison = enqueue("kill_worker", by_id=None)
    honest = enqueue("write_rows", by_id=None, arguments={"rows": 20})

    for _attempt in range(3):
        start_worker().wait(PATIENCE)
        let_its_lease_run_out()
    start_worker()
    wait_until(lambda: ended(poison) and ended(honest))

    assert (poison.state, poison.attempt) == (Job.State.FAILED, 3)
    assert honest.state == Job.State.SUCCEEDED
    assert job_handlers.rows_written() == 20


def test_two_workers_share_the_queue_and_do_each_job_once(
    start_worker: Callable[..., Worker],
) -> None:
    jobs = [
        enqueue(
            "write_rows", by_id=None, subject=str(number), arguments={"rows": 1, "first": number}
        )
        for number in range(20)
    ]

    start_worker()
    start_worker()
    wait_until(lambda: all(ended(job) for job in jobs))

    assert {(job.state, job.attempt) for job in jobs} == {(Job.State.SUCCEEDED, 1)}
    assert job_handlers.rows_written() == 20


@pytest.mark.parametrize("told_by", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_told_to_end_gives_its_job_back_and_ends_well(
    start_worker: Callable[..., Worker], told_by: signal.Signals
) -> None:
    job = enqueue("write_rows", by_id=None, arguments={"rows": 600, "pause": 0.05})
    worker = start_worker()
    wait_until(lambda: Job.objects.get().rows_done > 0)

    worker.send_signal(told_by)

    assert worker.wait(PATIENCE) == 0
    job.refresh_from_db()
    assert (job.state, job.setbacks, job_handlers.rows_written()) == (Job.State.QUEUED, 0, 0)
    assert DBTaskResult.objects.ready().count() == 1


def test_an_idle_worker_told_to_end_ends_well(start_worker: Callable[..., Worker]) -> None:
    job = enqueue("write_rows", by_id=None, arguments={"rows": 1})
    worker = start_worker()
    wait_until(lambda: ended(job))

    worker.terminate()

    assert worker.wait(PATIENCE) == 0


def test_a_worker_ends_with_the_process_that_started_it(
    start_worker: Callable[..., Worker],
) -> None:
    nobody = 2**22  # above the highest process id of Linux: a parent that is gone already

    orphan = start_worker("--parent", str(nobody))
    child = start_worker("--parent", str(os.getpid()))

    assert orphan.wait(PATIENCE) == 0
    assert child.poll() is None


KEEPER = """
import time, django
django.setup()
from benchmarks import worker

start = worker.start_worker_process

def start_and_tell():
    process = start()
    print(process.pid, flush=True)
    return process

worker.start_worker_process = start_and_tell
worker.keep_worker_running()
time.sleep(600)
"""


def address_of_database() -> str:
    settings = {name: quote(str(value)) for name, value in connection.settings_dict.items()}
    return "postgresql://{USER}:{PASSWORD}@/{NAME}?host={HOST}&port={PORT}".format(**settings)


def test_a_kept_worker_is_started_again_when_killed_and_ends_with_its_keeper() -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": address_of_database(),
    }
    with subprocess.Popen(
        [sys.executable, "-c", KEEPER], cwd=ROOT, env=environment, stdout=subprocess.PIPE
    ) as keeper:
        assert keeper.stdout is not None
        first = int(keeper.stdout.readline())

        os.kill(first, signal.SIGKILL)
        second = int(keeper.stdout.readline())
        keeper.kill()

        # The worker holds the other end of this pipe: it closes when both have ended.
        keeper.communicate(timeout=PATIENCE)
        assert second != first


def test_a_worker_outlives_the_loss_of_all_its_connections(
    start_worker: Callable[..., Worker],
) -> None:
    job = enqueue("write_rows", by_id=None, arguments={"rows": 200, "pause": 0.05})
    worker = start_worker()
    wait_until(lambda: Job.objects.get().rows_done > 0)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    wait_until(lambda: ended(job))

    assert worker.poll() is None
    assert (job.state, job.attempt, job.setbacks) == (Job.State.SUCCEEDED, 2, 1)
    assert job_handlers.rows_written() == 200


def test_a_job_of_a_living_worker_is_cancelled(start_worker: Callable[..., Worker]) -> None:
    job = enqueue("write_rows", by_id=None, arguments={"rows": 600, "pause": 0.05})
    worker = start_worker()
    wait_until(lambda: Job.objects.get().rows_done > 0)

    cancel(job.pk, by_id=None)
    wait_until(lambda: ended(job))

    assert worker.poll() is None
    assert (job.state, job_handlers.rows_written()) == (Job.State.CANCELLED, 0)


def test_a_pool_without_room_for_the_heartbeat_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "pool", {"max_size": 2})

    with pytest.raises(CommandError, match="DATABASE_POOL_SIZE: a worker needs 3"):
        call_command("worker")
