"""A process that works on the queue: it sweeps, outlives the database and stops when told."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from types import FrameType

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection
from django_tasks_db.management.commands.db_worker import Worker

from benchmarks import leases
from benchmarks.jobs import sweep
from benchmarks.tasks import worker_name

logger = logging.getLogger("benchmarks.jobs")

LOOK_EVERY = 0.5  # seconds between two looks into an empty queue
SWEEP_EVERY = 10.0  # with a lease of 30 s, a dead worker's job waits 41 s at most
RETRY_EVERY = 2.0  # seconds between two tries to reach the database
CONNECTIONS = 3  # the work, its heartbeat, the sweeper


class JobWorker(Worker):
    """The queue's own worker, with an end that gives the job back and no fear of a restart."""

    def __init__(self, *, parent_pid: int | None = None) -> None:
        super().__init__(
            queue_names=["*"],
            interval=LOOK_EVERY,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_name()[-64:],
            excluded_queue_names=[],
        )
        self.parent_pid = parent_pid

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """The first signal gives the job back at its next beat, the second one at once."""
        if not self.running:
            raise SystemExit(1)
        self.running = False
        leases.stopping.set()

    def run(self) -> None:
        threading.Thread(target=self._keep_house, name="sweeper", daemon=True).start()
        while self.running:
            try:
                super().run()
            except Error as error:
                logger.warning("no database, trying again: %s", error)
                connection.close()
                time.sleep(RETRY_EVERY)

    def _keep_house(self) -> None:
        """Sweep, and end with the process that started us; `kill -9` tells nobody anything."""
        swept_at = float("-inf")
        while self.running:
            if self.parent_pid is not None and os.getppid() != self.parent_pid:
                os.kill(os.getpid(), signal.SIGTERM)
                return
            if time.monotonic() - swept_at >= SWEEP_EVERY:
                swept_at = time.monotonic()
                sweep_and_tell()
            time.sleep(1)


def sweep_and_tell() -> None:
    """A sweep that a missing database can't stop."""
    try:
        swept = sweep()
    except Error as error:
        logger.warning("no sweep: %s", error)
    else:
        if swept.abandoned or swept.lost:
            logger.warning(
                "took up %s abandoned jobs and %s lost ones", swept.abandoned, swept.lost
            )
    finally:
        connection.close()


def need_connections() -> None:
    """Raises ImproperlyConfigured for a pool in which a heartbeat would wait for its own job."""
    pool = connection.settings_dict["OPTIONS"].get("pool")
    if isinstance(pool, dict) and pool.get("max_size", CONNECTIONS) < CONNECTIONS:
        raise ImproperlyConfigured(f"DATABASE_POOL_SIZE: a worker needs {CONNECTIONS} at least.")


def start_worker_process() -> subprocess.Popen[bytes]:
    """A worker of its own, which ends within a second or two of the calling process."""
    command = [str(settings.BASE_DIR / "manage.py"), "worker", "--parent", str(os.getpid())]
    return subprocess.Popen([sys.executable, *command])  # noqa: S603 (our own words only)


def keep_worker_running() -> None:
    """Start a worker beside this process, and another one whenever it ends, even by `kill -9`."""
    threading.Thread(target=_restart_for_ever, name="worker-keeper", daemon=True).start()


def _restart_for_ever() -> None:
    while True:
        start_worker_process().wait()
        time.sleep(RETRY_EVERY)
