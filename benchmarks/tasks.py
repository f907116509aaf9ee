"""The task that carries a job through the queue, and how an attempt at a job ends."""

import logging
import os
import socket
import time
from datetime import timedelta

from django.db import Error, transaction
from django.tasks import task
from django.utils import timezone

from benchmarks.job_kinds import KINDS
from benchmarks.job_problems import GIVEN_UP, PASSING, UNEXPECTED, sentence_for
from benchmarks.leases import Cancelled, HandedBack, Hung, Interrupted, Lease, LeaseLost, claim
from benchmarks.models import Job

logger = logging.getLogger("benchmarks.jobs")

MOST_SETBACKS = 3
PAUSE_AFTER_FAULT = timedelta(seconds=2)  # times the number of setbacks so far


@task
def run_job(job_id: int) -> None:
    """Do a waiting job, unless another worker has it; how it ends stands in its row and the log."""
    lease = claim(job_id, worker=worker_name())
    if lease is None:
        return
    started = time.monotonic()
    ending = "stopped"
    try:
        ending = attempt(lease)
    finally:
        logger.info(
            "job %s, attempt %s: %s after %.1f s, %s rows",
            lease.job,
            lease.attempt,
            ending,
            time.monotonic() - started,
            lease.rows_done,
        )


def worker_name() -> str:
    return f"{socket.gethostname()[:80]}:{os.getpid()}"


def attempt(lease: Lease) -> str:
    """Work on the job and record the end of the attempt; says in a few words what it was."""
    try:
        work(lease)
    except LeaseLost:
        return "lost to another worker"
    except Exception as error:
        if sentence_for(error) is None and not isinstance(error, (Interrupted, *PASSING)):
            logger.exception("job %s, attempt %s", lease.job, lease.attempt)
        return _record(lease, error)
    except BaseException:  # this process was told to exit at once
        _record(lease, HandedBack())
        raise
    return Job.State.SUCCEEDED.value


def work(lease: Lease) -> None:
    """All or nothing: the handler's rows and the success of the job are one commit.

    Raises what the handler raises, or Interrupted; then nothing was written.
    """
    handler = KINDS[lease.job.kind].load()
    with transaction.atomic(durable=True):
        with lease.kept():
            handler(lease.job, lease)
        job = lease.guard()
        job.rows_done, job.rows_total = lease.rows_done, lease.rows_total
        job.row_id = lease.row_id
        job.end(Job.State.SUCCEEDED)
        job.save()


def send(job: Job, *, after: timedelta = timedelta(0)) -> None:
    """Put a waiting job into the queue of tasks; the caller's transaction holds its row."""
    carrier = run_job.using(run_after=timezone.now() + after) if after else run_job
    job.task_id = carrier.enqueue(job.pk).id
    job.save()


def set_back(job: Job, *, pause: timedelta = timedelta(0)) -> None:
    """End an attempt that nobody meant to end: try again, but not for ever."""
    job.setbacks += 1
    if job.cancel_requested:
        job.end(Job.State.CANCELLED)
    elif job.setbacks >= MOST_SETBACKS:
        job.end(Job.State.FAILED, GIVEN_UP)
    else:
        job.wait_again()
        send(job, after=pause)
    job.save()


def _record(lease: Lease, error: Exception) -> str:
    """Write down how this attempt ended, if the job is still ours."""
    try:
        with transaction.atomic():
            job = lease.row()
            _end_attempt(job, error)
    except LeaseLost:
        return "lost to another worker"
    except Error as fault:  # the database is away: the lease runs out, and a sweep finds the job
        return f"not recorded ({fault})"
    return f"{job.state} ({error})"


def _end_attempt(job: Job, error: Exception) -> None:
    sentence = sentence_for(error)
    if job.cancel_requested or isinstance(error, Cancelled):
        job.end(Job.State.CANCELLED)
    elif sentence:
        job.end(Job.State.FAILED, sentence)
    elif isinstance(error, HandedBack):
        job.wait_again()
        send(job)
    elif isinstance(error, (Hung, *PASSING)):
        set_back(job, pause=PAUSE_AFTER_FAULT * (job.setbacks + 1))
    else:
        job.end(Job.State.FAILED, UNEXPECTED)
    job.save()
