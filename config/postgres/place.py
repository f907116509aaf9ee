"""Where the files of one server lie."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from config.postgres.account import ServerError, account_for, can

# Where the data goes if the server's account can't reach the configured folder, as beneath /root.
ELSEWHERE = Path("/var/lib/laufbahn")


@dataclass(frozen=True, slots=True)
class Place:
    """The folder given in the settings, as an absolute path without symbolic links."""

    directory: Path

    @property
    def home(self) -> Path:
        """The folder of lock, data and programs: the configured one, or one that it points to.

        Raises ServerError if the pointer came here with a move or copy of the folder.
        """
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
    def lock(self) -> Path:
        return self.home / "lock"

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def socket_folder(self) -> Path:
        """Short, since the path of a socket may not exceed 107 bytes (103 on macOS)."""
        return Path("/tmp") / f"laufbahn-{self._digest}"  # noqa: S108 - its owner is checked

    @property
    def has_data(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    def make_home(self) -> None:
        """Make the folder for data yet to be made, within reach of the server's account.

        No permission of any other folder is changed; the data goes elsewhere instead.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        account = account_for(self.data)
        if self.has_data or can(["/bin/sh", "-c", 'cd "$0"', self.home], account):
            return
        for folder in (ELSEWHERE, self._elsewhere):
            if not folder.exists():
                folder.mkdir(exist_ok=True)
                folder.chmod(0o755)  # whatever the umask is
        with suppress(FileExistsError):
            (self.directory / "location").symlink_to(self._elsewhere)

    @property
    def _digest(self) -> str:
        return hashlib.sha256(os.fsencode(self.directory)).hexdigest()[:16]

    @property
    def _elsewhere(self) -> Path:
        return ELSEWHERE / self._digest
