"""Servers in temporary folders that are gone when the test is."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from config.postgres.account import ServerError
from config.postgres.place import Place
from config.postgres.server import Server

PROJECT = Path(__file__).resolve().parents[2]


@contextmanager
def temporary_folder(*, mode: int = 0o755) -> Iterator[Path]:
    """Not pytest's own, which is closed to other accounts, as a checkout beneath /root is."""
    folder = Path(tempfile.mkdtemp(prefix="laufbahn-test-")).resolve()
    folder.chmod(mode)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def temporary_server(*, subfolder: str = "postgres", mode: int = 0o755) -> Iterator[Server]:
    with temporary_folder(mode=mode) as folder:
        server = Server(Place(folder / subfolder))
        try:
            yield server
        finally:
            end(server)


def end(server: Server) -> None:
    """Stop it, and by force what does not obey, so that no test leaves a process behind."""
    if server.place.directory.exists():
        with suppress(ServerError):
            server.stop()
        for pid in workers(server):
            kill(pid)
        if server.place.home != server.place.directory:
            shutil.rmtree(server.place.home)
    shutil.rmtree(server.place.socket_folder, ignore_errors=True)


def workers(server: Server) -> list[int]:
    """The processes that work in the server's folder, on Linux."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "cwd").readlink().is_relative_to(server.place.home):
                found.append(int(process.name))
    return found


def ask(server: Server, query: str, *, database: str = "postgres") -> list[tuple[object, ...]]:
    with psycopg.connect(server.conninfo(database), autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another Python process in the project, with `server` for the folder of the first argument."""
    prelude = (
        "import os, sys; from pathlib import Path; from config.postgres.place import Place; "
        "from config.postgres.server import Server; server = Server(Place(Path(sys.argv[1])))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", f"{prelude}\n{code}", *map(str, arguments)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    """What the process printed; fails with its complaint if it ended badly."""
    out, complaint = process.communicate(timeout=120)
    assert process.returncode == 0, complaint
    return out.strip()


def kill(pid: int | None) -> None:
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "waited a minute in vain"
        time.sleep(0.005)
