"""The project's own PostgreSQL server: started when first wanted, stopped by command alone.

One lock decides who may touch the data. The server inherits the open file on which its starter
holds the lock, and hands it on to all its processes: the lock is held exactly as long as any of
them works on the data. Process numbers, which a crash leaves behind in files and another program
may bear tomorrow, are never asked.
"""

import fcntl
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import errors, pq, sql
from psycopg.conninfo import make_conninfo

from config.postgres import programs
from config.postgres.account import Account, ServerError, account_for, run
from config.postgres.place import Place

SUPERUSER = "postgres"
PORT = "5432"  # no port is opened; it is part of the socket's name
PATIENCE = 30.0  # seconds to wait for a server that starts, recovers or stops
ATTEMPTS = 2  # to start a server that ends before it accepts a connection

INITDB = [
    f"--username={SUPERUSER}",
    "--auth-local=trust",  # the socket's folder admits none but the server's account and root
    "--auth-host=reject",
    "--encoding=UTF8",
    "--locale-provider=builtin",  # the wheel has no ICU
    "--builtin-locale=C.UTF-8",
    # pg_trgm asks this one what a letter is: with plain C it skips ä, ö, ü and ß.
    f"--lc-ctype={'en_US.UTF-8' if sys.platform == 'darwin' else 'C.UTF-8'}",
    "--set=max_connections=200",
    "--set=shared_buffers=128MB",
    "--set=log_checkpoints=off",
    "--no-instructions",
]
# The shell ends at once, so that the server is nobody's child and keeps no pipe of the caller.
DETACHED = 'exec "$@" </dev/null >>"$0" 2>&1 &'


@dataclass(frozen=True, slots=True)
class Server:
    place: Place

    def conninfo(self, database: str) -> str:
        """How to connect, in the words of libpq."""
        return make_conninfo(
            host=str(self.place.socket_folder),
            port=PORT,
            user=SUPERUSER,
            dbname=database,
            connect_timeout=2,
        )

    def url(self, database: str) -> str:
        """How to connect, as DATABASE_URL takes it."""
        return f"postgresql://{SUPERUSER}@/{quote(database)}?host={self.place.socket_folder}"

    def is_held(self) -> bool:
        """Whether any process works on the data. Asked in microseconds, but some of those
        processes may be starting, recovering or ending; `ensure_running` makes sure."""
        try:
            lock = os.open(self.place.lock, os.O_RDONLY)
        except OSError:
            return False
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(lock)
        return False

    def answers(self) -> bool:
        """Whether the server accepts connections now."""
        account = account_for(self.place.data)
        folder = self.place.socket_folder
        try:
            owner = folder.lstat().st_uid
        except FileNotFoundError:
            return False
        # A server whose data was deleted beneath it lives on for a minute: it isn't ours.
        if not self.place.has_data:
            return False
        if owner != account.uid:
            raise ServerError(f"{folder} belongs to another account: have it removed.")
        return pq.PGconn.ping(self.conninfo("postgres").encode()) == pq.Ping.OK

    def ensure_running(self) -> None:
        """Return once the server accepts connections; start it, and make its data, if need be.

        Any number of processes may call this at once. Raises ServerError.
        """
        try:
            self._ensure_running()
        except OSError as error:
            raise ServerError(
                f"PostgreSQL can't be started in {self.place.directory}: {error}. Set DATA_DIR to "
                f"a folder that can be written, or DATABASE_URL to a server of your own."
            ) from error

    def ensure_database(self, name: str) -> None:
        """Create an empty database of this name unless there is one."""
        with psycopg.connect(self.conninfo("postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if known.fetchone() is None:
                # Another process may create it in the same moment.
                with suppress(errors.DuplicateDatabase, errors.UniqueViolation):
                    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def stop(self) -> bool:
        """End all sessions, shut down and return True; False if no server was running.

        A site that goes on running starts the server again when it next wants a connection.
        """
        account = account_for(self.place.data)
        if not self.is_held() and not self.answers():
            return False
        pid = self.pid()
        if pid is None:
            raise ServerError(f"PostgreSQL is just starting, or has lost {self.place.pid_file}.")
        run(["/bin/sh", "-c", 'kill -INT "$0"', str(pid)], account)
        deadline = time.monotonic() + PATIENCE
        while (self.is_held() or self.answers()) and self.pid() in {pid, None}:
            if time.monotonic() > deadline:
                raise ServerError(f"PostgreSQL has not stopped yet; {self.place.log} may say why.")
            time.sleep(0.02)
        with self._lock() as lock:
            if lock is not None:  # else another process has started the server again
                shutil.rmtree(self.place.socket_folder, ignore_errors=True)
        return True

    def pid(self) -> int | None:
        """The number of the server's first process, as it recorded it; None while it starts."""
        try:
            return int(self.place.pid_file.read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def version(self) -> str:
        """Of the running server, such as 18.6."""
        with psycopg.connect(self.conninfo("postgres")) as connection:
            number = connection.info.server_version
        return f"{number // 10_000}.{number % 10_000}"

    def _ensure_running(self) -> None:
        deadline = time.monotonic() + PATIENCE
        attempts = 0
        while not self.answers():
            if attempts == 0:
                self.place.make_home()
            with self._lock() as lock:
                if lock is not None and attempts == ATTEMPTS:
                    raise ServerError(f"PostgreSQL stopped at its start: {self._last_words()}")
                if lock is not None:
                    self._start(lock)
                    attempts += 1
                    deadline = time.monotonic() + PATIENCE
            if time.monotonic() > deadline:
                raise ServerError(
                    f"Processes of PostgreSQL work on {self.place.data} but accept no connection; "
                    f"{self.place.log} may say why."
                )
            time.sleep(0.02)

    @contextmanager
    def _lock(self) -> Iterator[int | None]:
        """The open file that holds the lock, or None while another process holds it."""
        lock = os.open(self.place.lock, os.O_RDWR | os.O_CREAT, 0o600)
        is_ours = False
        with suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_ours = True
        try:
            yield lock if is_ours else None
        finally:
            os.close(lock)

    def _start(self, lock: int) -> None:
        """Bring the server up, with the lock handed to it; it may not accept connections yet."""
        place, account = self.place, account_for(self.place.data)
        bin_folder = programs.within_reach(account, place.home)
        if not place.has_data:
            self._make_data(bin_folder, account, lock)
        # We hold the lock, so no server runs here: what a former one left means nothing.
        place.pid_file.unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            place.log.replace(place.log.with_suffix(".log.1"))
        shutil.rmtree(place.socket_folder, ignore_errors=True)
        run(["mkdir", "-m", "700", place.socket_folder], account)
        settings = [
            f"--port={PORT}",
            "--listen-addresses=",
            f"--unix-socket-directories={place.socket_folder}",
            "--unix-socket-permissions=0700",
        ]
        server: list[str | Path] = [bin_folder / "postgres", "-D", place.data, *settings]
        run(["/bin/sh", "-c", DETACHED, place.log, *server], account, keep_open=[lock])

    def _make_data(self, bin_folder: Path, account: Account, lock: int) -> None:
        """Make the data folder under another name first: under its own it is always complete."""
        unfinished = self.place.home / "data-unfinished"
        if unfinished.exists():
            shutil.rmtree(unfinished)
        unfinished.mkdir(mode=0o700)
        if account.is_other:
            os.chown(unfinished, account.uid, account.gid)
        run([bin_folder / "initdb", *INITDB, "-D", unfinished], account, keep_open=[lock])
        unfinished.rename(self.place.data)
        home = os.open(self.place.home, os.O_RDONLY)
        os.fsync(home)  # else a power cut could undo the new name, and the next start the data
        os.close(home)

    def _last_words(self) -> str:
        """The server's own reason for not coming up."""
        log = self.place.log
        try:
            lines = log.read_text(errors="replace").splitlines()
        except FileNotFoundError:
            return f"it could not write {log}."
        reasons = [line for line in lines if "FATAL" in line] or lines
        return f"{' '.join(reasons[-1:])} (log: {log})"
