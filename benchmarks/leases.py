"""The right of one worker to work on one job: claimed once, kept by beating, proved at commit."""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import psycopg
from django.db import Error, connection, transaction

from benchmarks.models import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long a silent worker keeps its job, and how often a living one reports."""

    lease: timedelta = timedelta(seconds=30)
    beat: timedelta = timedelta(seconds=1)  # also how soon a press on "cancel" is noticed
    silence: timedelta = timedelta(minutes=10)
    """A handler that has not called `beat` for this long hangs, and loses its job."""


PACE = Pace()

stopping = threading.Event()
"""Set when this process was told to end: its job goes back into the queue."""


class Interrupted(Exception):
    """The work must end now, unfinished and without a trace."""


class LeaseLost(Interrupted):
    """Another worker has the job, or may have it by now."""


class Cancelled(Interrupted):
    """A person has asked for the end of the job."""

    def __str__(self) -> str:
        return "as a person asked"


class HandedBack(Interrupted):
    """This process ends; another worker shall do the job."""

    def __str__(self) -> str:
        return "this worker ends"


class Hung(Interrupted):
    """The handler has not shown a sign of life for too long."""

    def __str__(self) -> str:
        return "its handler hung"


def claim(job_id: int, *, worker: str, pace: Pace = PACE) -> "Lease | None":
    """Take a waiting job: of any number of workers, one gets a lease and the others None."""
    with transaction.atomic():
        job = Job.objects.locked().filter(pk=job_id, state=Job.State.QUEUED).first()
        if job is None:
            return None
        job.take(worker=worker, lease=pace.lease)
        job.save()
    return Lease(job, pace)


class Lease:
    """One attempt at one job.

    A thread with a connection of its own extends the lease and reports the progress, so both are
    seen while the transaction with the data is still open.
    """

    def __init__(self, job: Job, pace: Pace = PACE) -> None:
        self.job = job
        self.attempt = job.attempt  # the fencing token
        self.rows_done = 0
        self.rows_total: int | None = None
        self.row_id = job.row_id  # what the handler made, saved with the success of the job
        self._pace = pace
        self._valid_until = self._last_sign = time.monotonic()
        self._valid_until += pace.lease.total_seconds()
        self._interruption: Interrupted | None = None
        self._ended = threading.Event()
        self._heart: threading.Thread | None = None
        self._data_connection: psycopg.Connection | None = None

    def beat(self, rows_done: int, rows_total: int | None = None) -> None:
        """Say how far the work is. Costs nothing: call it for every chunk.

        Raises Interrupted when the work must end; let it pass.
        """
        self.rows_done = rows_done
        if rows_total is not None:
            self.rows_total = rows_total
        self._last_sign = time.monotonic()
        if self._interruption:
            raise self._interruption

    def guard(self) -> Job:
        """The job's row, held until the end of the transaction and proved to be still ours.

        Call it last: whatever is committed with it can't have been done by two workers.
        Raises LeaseLost or Cancelled.
        """
        self._stop_beating()
        job = self.row()
        if job.cancel_requested:
            raise Cancelled
        return job

    def row(self) -> Job:
        """The same for an attempt that ends without success. Raises LeaseLost."""
        job = Job.objects.select_for_update(no_key=True).filter(pk=self.job.pk).first()
        if job is None or (job.state, job.attempt) != (Job.State.RUNNING, self.attempt):
            raise LeaseLost
        return job

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the lease alive for as long as the block takes; its end is the guard's affair.

        An error inside the block that follows from an interruption is raised as that.
        """
        connection.ensure_connection()
        self._data_connection = connection.connection
        self._heart = threading.Thread(target=self._keep_beating, name="heartbeat", daemon=True)
        self._heart.start()
        try:
            yield
        except Exception as error:
            if self._interruption and error is not self._interruption:
                raise self._interruption from error
            raise
        finally:
            self._stop_beating()
        if self._interruption:
            raise self._interruption

    def _stop_beating(self) -> None:
        self._ended.set()
        if self._heart:
            # A heart that waits for a dead database must not hold up the work.
            self._heart.join(timeout=self._pace.lease.total_seconds())

    def _keep_beating(self) -> None:
        try:
            while not self._ended.wait(self._pace.beat.total_seconds()):
                if self._interruption:
                    self._stop_running_statement()
                else:
                    self._beat_once()
        finally:
            connection.close()

    def _beat_once(self) -> None:
        now = time.monotonic()
        try:
            wanted = self._extend()
        except Error:
            connection.close()  # the next beat takes a fresh one
            if now > self._valid_until:
                self._interruption = LeaseLost()
            return
        self._valid_until = now + self._pace.lease.total_seconds()
        if wanted is None:
            self._interruption = LeaseLost()
        elif not wanted:
            self._interruption = Cancelled()
        elif stopping.is_set():
            self._interruption = HandedBack()
        elif now - self._last_sign > self._pace.silence.total_seconds():
            self._interruption = Hung()

    def _extend(self) -> bool | None:
        """Whether the job is still wanted; None when it is no longer ours."""
        lease = self._pace.lease.total_seconds()
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE benchmarks_job SET heartbeat_at = clock_timestamp(), "
                "lease_until = clock_timestamp() + make_interval(secs => %s), "
                "rows_done = %s, rows_total = %s "
                "WHERE id = %s AND attempt = %s AND state = 'running' "
                "RETURNING NOT cancel_requested",
                [lease, self.rows_done, self.rows_total, self.job.pk, self.attempt],
            )
            row = cursor.fetchone()
        return row[0] if row else None

    def _stop_running_statement(self) -> None:
        """The handler has not noticed: it waits for the database, so end that statement."""
        if self._data_connection is not None:
            with contextlib.suppress(psycopg.Error):
                self._data_connection.cancel_safe(timeout=2)
