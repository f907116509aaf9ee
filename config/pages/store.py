"""Where finished pages lie: the latest in memory, all of them on disk for every process."""

import hashlib
import os
import threading
from contextlib import suppress
from pathlib import Path

from config.pages.bodies import Body


class Memory:
    """Pages by key up to a number of bytes; those not asked for since the last clearing go."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._bodies: dict[object, Body] = {}
        self._lock = threading.Lock()
        self.get = self._bodies.get  # one dictionary access, whatever else happens

    def put(self, key: object, body: Body) -> None:
        with self._lock:
            former = self._bodies.pop(key, None)
            self._bytes += body.size - (former.size if former else 0)
            self._bodies[key] = body
            if self._bytes > self._most_bytes:
                self._make_room()

    def _make_room(self) -> None:
        """Down to three quarters: first what nobody asked for, then the oldest."""
        goal = self._most_bytes * 3 // 4
        for spare_used in (True, False):
            for key, body in list(self._bodies.items()):
                if self._bytes <= goal:
                    return
                if spare_used and body.was_used:
                    body.was_used = False
                    continue
                del self._bodies[key]
                self._bytes -= body.size


class Disk:
    """Pages as files, shared by the processes of a host; they outlive a restart.

    Files are written beside and renamed, so that nobody reads half of one. What can't be written
    or read is as if it weren't there.
    """

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._written = 0

    def get(self, key: str) -> Body | None:
        try:
            return Body.from_file(self._file(key).read_bytes())
        except (OSError, ValueError):
            return None

    def put(self, key: str, body: Body) -> None:
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            part = self._folder / f".{os.getpid()}-{threading.get_ident()}"
            part.write_bytes(body.as_file())
            part.replace(self._file(key))
            self._written += len(body.plain)
            if self._written > self._most_bytes // 8:
                self._written = 0
                self._make_room()

    def _file(self, key: str) -> Path:
        return self._folder / hashlib.blake2b(key.encode(), digest_size=16).hexdigest()

    def _make_room(self) -> None:
        """The oldest files go until three quarters of the room are taken."""
        files = sorted(
            ((file.stat(), file) for file in self._folder.iterdir()),
            key=lambda pair: pair[0].st_mtime,
        )
        too_many = sum(facts.st_size for facts, _file in files) - self._most_bytes * 3 // 4
        for facts, file in files:
            if too_many <= 0:
                return
            file.unlink(missing_ok=True)
            too_many -= facts.st_size
