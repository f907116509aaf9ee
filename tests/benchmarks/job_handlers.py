"""Handlers for the tests of jobs, also loaded by real worker processes that a test kills."""

import os
import signal
import time
from functools import partial

from django.db import transaction

from benchmarks.job_kinds import KINDS, Kind
from benchmarks.job_problems import JobFailed
from benchmarks.leases import Lease
from benchmarks.models import Job, Source
from benchmarks.reading.problems import refusal
from tests.factories import make_source

die = partial(os.kill, os.getpid(), signal.SIGKILL)


def write_rows(job: Job, lease: Lease) -> None:
    """So many sources; the first attempt takes its time and may be told at which point to die."""
    rows, first = job.arguments["rows"], job.arguments.get("first", 0)
    dies = job.arguments.get("dies") if job.attempt == 1 else None
    for number in range(rows):
        make_source(slug=f"row-{first + number}")
        lease.beat(number + 1, rows)
        if job.attempt == 1:
            time.sleep(job.arguments.get("pause", 0))
    if dies == "before the guard":
        die()
    if dies == "after the commit":
        transaction.on_commit(die)


def refuse(job: Job, lease: Lease) -> None:
    make_source(slug="never")
    raise JobFailed(de="Die Datei ist leer.", en="The file is empty.")


def read_nothing(job: Job, lease: Lease) -> None:
    make_source(slug="never")
    raise refusal("empty-file")


def break_down(job: Job, lease: Lease) -> None:
    make_source(slug="never")
    raise ValueError("a fault that nobody foresaw")


def run_out_of_disk(job: Job, lease: Lease) -> None:
    make_source(slug="never")
    raise OSError(28, "No space left on device")


def kill_worker(job: Job, lease: Lease) -> None:
    make_source(slug="never")
    die()


def rows_written() -> int:
    return Source.objects.filter(slug__startswith="row-").count()


def register() -> None:
    for handler in (write_rows, refuse, read_nothing, break_down, run_out_of_disk, kill_worker):
        KINDS[handler.__name__] = Kind(
            title=handler.__name__, handler=f"{__name__}.{handler.__name__}"
        )
