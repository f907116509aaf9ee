"""The loop of a worker inside the process of the test: signals, a missing database, the sweeper."""

import logging
import os
import signal
import threading

import pytest
from django.db import OperationalError
from django_tasks_db.management.commands.db_worker import Worker

from benchmarks import leases, worker
from benchmarks.jobs import Swept
from benchmarks.worker import JobWorker, sweep_and_tell


@pytest.fixture(autouse=True)
def stopping(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A wish to end that ends with the test."""
    event = threading.Event()
    monkeypatch.setattr(leases, "stopping", event)
    return event


def test_the_first_signal_asks_for_the_end_and_the_second_one_forces_it(
    stopping: threading.Event,
) -> None:
    job_worker = JobWorker()

    job_worker.shutdown(signal.SIGTERM, None)

    assert (job_worker.running, stopping.is_set()) == (False, True)
    with pytest.raises(SystemExit):
        job_worker.shutdown(signal.SIGTERM, None)


@pytest.mark.django_db(transaction=True)
def test_a_worker_tries_again_while_there_is_no_database(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries = []

    def fail_twice(job_worker: JobWorker) -> None:
        tries.append(job_worker)
        if len(tries) < 3:
            raise OperationalError("the database system is starting up")
        job_worker.running = False

    monkeypatch.setattr(Worker, "run", fail_twice)
    monkeypatch.setattr(JobWorker, "_keep_house", lambda job_worker: None)
    monkeypatch.setattr(worker, "RETRY_EVERY", 0)

    JobWorker().run()

    assert len(tries) == 3
    assert caplog.text.count("no database, trying again: the database system is starting up") == 2


def test_a_worker_sweeps_at_its_start_and_then_every_ten_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = [100.0]
    swept_at = []
    job_worker = JobWorker()

    def pass_a_second(_seconds: float) -> None:
        clock[0] += 1
        job_worker.running = clock[0] < 125

    monkeypatch.setattr("benchmarks.worker.time.monotonic", lambda: clock[0])
    monkeypatch.setattr("benchmarks.worker.time.sleep", pass_a_second)
    monkeypatch.setattr(worker, "sweep_and_tell", lambda: swept_at.append(clock[0]))

    job_worker._keep_house()

    assert swept_at == [100, 110, 120]


def test_a_worker_whose_parent_is_gone_asks_itself_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = []
    monkeypatch.setattr(worker, "sweep_and_tell", lambda: None)
    monkeypatch.setattr(os, "kill", lambda process, number: sent.append((process, number)))

    JobWorker(parent_pid=os.getppid() + 1)._keep_house()

    assert sent == [(os.getpid(), signal.SIGTERM)]


@pytest.mark.parametrize(
    ("swept", "line"),
    [
        (Swept(abandoned=2, lost=1), "took up 2 abandoned jobs and 1 lost ones"),
        (Swept(abandoned=0, lost=0), ""),
        (OperationalError("no database"), "no sweep: no database"),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_a_sweep_tells_what_it_found_and_survives_a_missing_database(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    swept: Swept | OperationalError,
    line: str,
) -> None:
    def sweep() -> Swept:
        if isinstance(swept, OperationalError):
            raise swept
        return swept

    monkeypatch.setattr(worker, "sweep", sweep)

    with caplog.at_level(logging.INFO, "benchmarks.jobs"):
        sweep_and_tell()

    assert [record.getMessage() for record in caplog.records] == ([line] if line else [])
