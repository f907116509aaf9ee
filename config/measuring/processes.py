"""What a process, its children and the server process behind its connection use."""

import os
import resource
import threading
import time
from contextlib import suppress
from pathlib import Path

from django.db import connection

KIB_IN_MIB = 1024
LOOK_EVERY = 0.02  # seconds; a parser lives for many of them


def cpu_seconds() -> float:
    """Of this process, of those that it started, and of the server's for this connection."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = time.process_time() + children.ru_utime + children.ru_stime
    return own + _cpu_seconds_of_server()


class MemoryWatch:
    """The most memory that this process has held so far, and the largest child within the block.

    Not `ru_maxrss`: a process inherits that of the one which started it.
    """

    def __enter__(self) -> "MemoryWatch":
        self._children = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        self.own_mib = _peak_mib("self")
        self.children_mib = self._children

    def _look(self) -> None:
        while not self._ended.wait(LOOK_EVERY):
            for tasks in Path("/proc/self/task").glob("*/children"):
                with suppress(OSError):
                    peaks = map(_peak_mib, tasks.read_text().split())
                    self._children = max(self._children, *peaks, 0)


def _peak_mib(process: str) -> float:
    """Of the program that a process runs; 0 where the kernel does not say, or it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / KIB_IN_MIB
    return 0.0


def _cpu_seconds_of_server() -> float:
    """Of the process that serves this connection; 0 where it is on another host."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with suppress(OSError):
        name, _, facts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
        if "postgres" in name:
            ticks = sum(map(int, facts.split()[11:13]))  # utime and stime
            return ticks / os.sysconf("SC_CLK_TCK")
    return 0.0
