"""Servers of the site in processes of their own, for one measurement."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

SITE = "config.wsgi:application"


@dataclass(frozen=True, slots=True)
class Serving:
    port: int
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """As a machine that fails would: the server and its worker, without a word."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)


@contextmanager
def serving(application: str = SITE, **environment: str) -> Iterator[Serving]:
    """One process that serves the application, on a port of its own; ended with the block."""
    port = _free_port()
    arguments = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    arguments += ["--workers", "1", "--log-level", "error", application]
    process = subprocess.Popen(  # noqa: S603  our own server
        [sys.executable, "-m", "granian", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment},
        start_new_session=True,
    )
    try:
        _wait_for(port)
        yield Serving(port, process)
    finally:
        process.terminate()
        process.wait(20)


def url_of_database() -> str:
    """The database of this process, as another one finds it."""
    known = connection.get_connection_params()
    parts = ("host", "port", "user", "password")
    where = {name: str(known[name]) for name in parts if known.get(name)}
    return f"postgresql:///{known['dbname']}?{urlencode(where)}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"no server on port {port} after a minute")
