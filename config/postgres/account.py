"""The operating-system account that the server runs as, and commands run under it."""

import os
import pwd
import subprocess
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg


class ServerError(psycopg.OperationalError):
    """The embedded server can't be had; Django shows it as its own OperationalError."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        return self.uid != os.geteuid()


def account_for(data: Path) -> Account:
    """Who owns the data; before there is any, this process's user, or an unprivileged one for root.

    Raises ServerError if this process can't act as that account.
    """
    uid = os.geteuid()
    try:
        owner = data.stat()
    except FileNotFoundError:
        return _unprivileged() if uid == 0 else Account(uid=uid, gid=os.getegid())
    if owner.st_uid == 0:
        raise ServerError(
            f"{data} belongs to root, and PostgreSQL refuses to run as root: "
            f"give the folder and all in it to an unprivileged account."
        )
    if uid not in {0, owner.st_uid}:
        raise ServerError(
            f"{data} belongs to {_name(owner.st_uid)}: run this as {_name(owner.st_uid)} or as "
            f"root, or name another server in DATABASE_URL."
        )
    return Account(uid=owner.st_uid, gid=owner.st_gid)


def run(
    command: Sequence[str | Path], account: Account, *, keep_open: Collection[int] = ()
) -> None:
    """Run a command to its end; raise ServerError with its complaint if it fails.

    It knows nothing of the caller's terminal, folder, umask, locale and environment, which may
    hold secrets or PG* variables. `keep_open` lists descriptors that it inherits.
    """
    inherited = {
        name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ
    }
    other = account.is_other
    result = subprocess.run(  # noqa: S603 - fixed programs; a shell sees arguments as parameters
        command,
        user=account.uid if other else None,
        group=account.gid if other else None,
        extra_groups=[] if other else None,
        env=inherited | {"LC_ALL": "C"},
        cwd="/",
        umask=0o077,
        start_new_session=True,
        pass_fds=keep_open,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if result.returncode != 0:
        complaint = " ".join(os.fsdecode(result.stderr or result.stdout).split())
        raise ServerError(f"{Path(command[0]).name} failed: {complaint or result.returncode}")


def can(command: Sequence[str | Path], account: Account) -> bool:
    """Whether the account may run the command, and it succeeds."""
    try:
        run(command, account)
    except (PermissionError, ServerError):
        return False
    return True


def _unprivileged() -> Account:
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(uid=entry.pw_uid, gid=entry.pw_gid)
    raise ServerError(
        "PostgreSQL refuses to run as root, and there is no account postgres or nobody to run it "
        "under: start this as another user, or name a server in DATABASE_URL."
    )


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
