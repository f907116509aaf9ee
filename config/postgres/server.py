"""The project's own PostgreSQL server: started when first wanted, stopped by command alone.

One lock decides who may touch the data. The server inherits the open file on which its starter
holds the lock, and so does every process of it: the lock is held exactly as long as any process
works on the data. Process numbers, which a crash leaves behind in files and another program may
bear tomorrow, are never asked.
"""

import fcntl
import hashlib
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
from config.postgres.account import Account, ServerError, account_for, can, run

SUPERUSER = "postgres"
PORT = "5432"  # no port is opened; it is part of the socket's name
PATIENCE = 30.0  # seconds to wait for a server that another process starts, recovers or stops
# Where data goes if the server's account can't reach the configured folder, as beneath /root.
ELSEWHERE = Path("/var/lib/laufbahn")

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
NEW_FOLDER = 'rm -rf "$0" && mkdir -m 700 "$0"'


@dataclass(frozen=True, slots=True)
class Server:
    """The server of one folder, given as an absolute path without symbolic links."""

    directory: Path

    @property
    def home(self) -> Path:
        """The folder of lock, data and log: the configured one, or the one that it points to."""
        pointer = self.directory / "location"
        try:
            home = pointer.readlink()
        except FileNotFoundError:
            return self.directory
        if home != self._elsewhere:
            raise ServerError(
                f"{self.directory} was moved or copied, and its database lies in {home}. After a "
                f"copy, delete the link {pointer}; after a move, rename {home} to "
                f"{self._elsewhere} too and let the link name that."
            )
        return home

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def socket_folder(self) -> Path:
        """Short, since the path of a socket may not exceed 107 bytes (103 on macOS)."""
        return Path("/tmp") / f"laufbahn-{self._digest}"  # noqa: S108 - its owner is checked

    def conninfo(self, database: str) -> str:
        """How to connect, in the words of libpq."""
        return make_conninfo(
            host=str(self.socket_folder),
            port=PORT,
            user=SUPERUSER,
            dbname=database,
            connect_timeout=2,
        )

    def url(self, database: str) -> str:
        """The same for one database, as DATABASE_URL takes it."""
        return f"postgresql://{SUPERUSER}@/{quote(database)}?host={self.socket_folder}"

    def is_held(self) -> bool:
        """Whether any process works on the data. It costs microseconds, but some of those
        processes may be starting, recovering or ending; `ensure_running` makes sure."""
        try:
            lock = os.open(self.home / "lock", os.O_RDONLY)
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
        account = account_for(self.data)
        try:
            owner = self.socket_folder.lstat().st_uid
        except FileNotFoundError:
            return False
        # A server whose folder was deleted beneath it lives on for a minute: it isn't ours.
        if not (self.data / "PG_VERSION").exists():
            return False
        if owner != account.uid:
            raise ServerError(f"{self.socket_folder} belongs to another user: have it removed.")
        return pq.PGconn.ping(self.conninfo("postgres").encode()) == pq.Ping.OK

    def ensure_running(self) -> None:
        """Return once the server accepts connections; start it, and make its data, if need be.

        Any number of processes may call this at once. Raises ServerError.
        """
        try:
            self._ensure_running()
        except OSError as error:
            raise ServerError(
                f"PostgreSQL can't be started in {self.directory}: {error}. Set DATA_DIR to a "
                f"folder that can be written, or DATABASE_URL to a server of your own."
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
        """End all sessions, shut down and return True; False if no server was running."""
        account = account_for(self.data)
        if not self.is_held() and not self.answers():
            return False
        run(["/bin/sh", "-c", 'kill -INT "$0"', str(self.pid())], account)
        deadline = time.monotonic() + PATIENCE
        while self.is_held() or self.answers():
            if time.monotonic() > deadline:
                raise ServerError(f"PostgreSQL has not stopped yet; {self.log} says more.")
            time.sleep(0.02)
        run(["/bin/sh", "-c", 'rm -rf "$0"', self.socket_folder], account)
        return True

    def pid(self) -> int:
        """The number of the running server's first process."""
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError) as error:
            raise ServerError(
                f"{self.data / 'postmaster.pid'} names no process: PostgreSQL is just starting, "
                f"or the file was damaged and the server will stop within two minutes."
            ) from error

    def version(self) -> str:
        """Of the running server, such as 18.6."""
        with psycopg.connect(self.conninfo("postgres")) as connection:
            number = connection.info.server_version
        return f"{number // 10_000}.{number % 10_000}"

    @property
    def _digest(self) -> str:
        return hashlib.sha256(os.fsencode(self.directory)).hexdigest()[:16]

    @property
    def _elsewhere(self) -> Path:
        return ELSEWHERE / self._digest

    def _ensure_running(self) -> None:
        deadline = time.monotonic() + PATIENCE
        started = False
        while not self.answers():
            if not started:
                self._make_home()
            with self._lock() as lock:
                if lock is not None and started:
                    raise ServerError(f"PostgreSQL stopped at its start: {self._last_words()}")
                if lock is not None:
                    self._start(lock)
                    started = True
                    deadline = time.monotonic() + PATIENCE
            if time.monotonic() > deadline:
                raise ServerError(
                    f"Processes of PostgreSQL work on {self.data} but accept no connection; "
                    f"{self.log} may say why."
                )
            time.sleep(0.02)

    @contextmanager
    def _lock(self) -> Iterator[int | None]:
        """The open file that holds the lock, or None while another process holds it."""
        lock = os.open(self.home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield lock
        except BlockingIOError:
            yield None
        finally:
            os.close(lock)

    def _make_home(self) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        account = account_for(self.data)
        if self.data.exists() or not account.is_other:
            return
        if can(["/bin/sh", "-c", 'cd "$0"', self.home], account):
            return
        for folder in (ELSEWHERE, self._elsewhere):
            if not folder.exists():
                folder.mkdir(exist_ok=True)
                folder.chmod(0o755)  # whatever the umask is
        with suppress(FileExistsError):
            (self.directory / "location").symlink_to(self._elsewhere)

    def _start(self, lock: int) -> None:
        """Bring the server up, with the lock handed to it; it may not accept connections yet."""
        account = account_for(self.data)
        bin_folder = programs.within_reach(account, self.home)
        if not (self.data / "PG_VERSION").exists():
            self._initialise(bin_folder, account, lock)
        # We hold the lock, so no server runs here: what one left behind is of no account.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        run(["/bin/sh", "-c", NEW_FOLDER, self.socket_folder], account)
        with suppress(FileNotFoundError):
            self.log.replace(self.log.with_suffix(".log.1"))
        settings = [
            f"--port={PORT}",
            "--listen-addresses=",
            f"--unix-socket-directories={self.socket_folder}",
            "--unix-socket-permissions=0700",
        ]
        server: list[str | Path] = [bin_folder / "postgres", "-D", self.data, *settings]
        run(["/bin/sh", "-c", DETACHED, self.log, *server], account, keep_open=[lock])

    def _initialise(self, bin_folder: Path, account: Account, lock: int) -> None:
        """Make the data folder under another name first: under its own it is always complete."""
        fresh = self.home / "data-unfinished"
        if fresh.exists():
            shutil.rmtree(fresh)
        fresh.mkdir(mode=0o700)
        if account.is_other:
            os.chown(fresh, account.uid, account.gid)
        run([bin_folder / "initdb", *INITDB, "-D", fresh], account, keep_open=[lock])
        fresh.rename(self.data)
        home = os.open(self.home, os.O_RDONLY)
        os.fsync(home)  # else a power cut may undo the new name, and the next start the data
        os.close(home)

    def _last_words(self) -> str:
        try:
            lines = self.log.read_text(errors="replace").splitlines()
        except FileNotFoundError:
            return f"it could not write {self.log}."
        fatal = [line for line in lines if "FATAL" in line or "ERROR" in line] or lines[-1:]
        return f"{' '.join(fatal[-1:])} (log: {self.log})"
