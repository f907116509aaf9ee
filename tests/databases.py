"""Test databases: one per run and worker, copied from one migrated template, never left for long.

Each process of a run holds a lock of the server that bears the run's number, for as long as it
lives. A database whose run nobody holds is left over from a run that was killed, and the next run
drops it; one whose run is held is not touched, so that several runs share a server in peace.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections
from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.utils import CursorWrapper

# Advisory locks have two numbers: what is locked, and for which run.
RUN_IS_ALIVE, TEMPLATE = 0x1A0FBA0, 0x1A0FBA1
TIDYING = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One call of pytest; with xdist all its workers share the number."""

    number: int  # 31 bits
    project: str  # the name of the database that is not for tests

    @classmethod
    def of(cls, *, unique_id: str, project: str) -> "Run":
        digest = hashlib.sha256(unique_id.encode()).hexdigest()
        return cls(number=int(digest[:8], 16) & 0x7FFF_FFFF, project=project)

    @property
    def prefix(self) -> str:
        return f"test_{self.project}_{self.number:08x}"

    @property
    def template(self) -> str:
        return f"{self.prefix}_template"


@contextmanager
def living(run: Run) -> Iterator[CursorWrapper]:
    """Hold the run's lock in a session of its own; whoever leaves last drops what is left of it."""
    default = connections["default"]
    session = default.__class__({**default.settings_dict, "NAME": None}, alias=NO_DB_ALIAS)
    try:
        with session.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock_shared(%s, %s)", [RUN_IS_ALIVE, run.number])
            drop_left_over(cursor, run.project)
            yield cursor
            cursor.execute("SELECT pg_advisory_unlock_shared(%s, %s)", [RUN_IS_ALIVE, run.number])
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [RUN_IS_ALIVE, run.number])
            if cursor.fetchone() == (True,):
                left = [name for name in databases(cursor) if name.startswith(run.prefix)]
                drop(cursor, left)
    finally:
        session.close()


def databases(cursor: CursorWrapper) -> list[str]:
    cursor.execute("SELECT datname FROM pg_database ORDER BY datname")
    return [name for (name,) in cursor.fetchall()]


def drop(cursor: CursorWrapper, names: list[str]) -> None:
    for name in names:
        quoted = connections["default"].ops.quote_name(name)
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")


def drop_left_over(cursor: CursorWrapper, project: str) -> None:
    """Drop the project's test databases that belong to no living run."""
    cursor.execute("SELECT pg_advisory_lock(%s, %s)", [RUN_IS_ALIVE, TIDYING])
    names = databases(cursor)  # before the locks: a run takes its lock, then makes its databases
    cursor.execute(
        "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s", [RUN_IS_ALIVE]
    )
    alive = {number for (number,) in cursor.fetchall()}
    ours = re.compile(rf"test_{re.escape(project)}_([0-9a-f]{{8}})(_\w+)?")
    found = {name: match for name in names if (match := ours.fullmatch(name))}
    drop(cursor, [name for name, match in found.items() if int(match[1], 16) not in alive])
    cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [RUN_IS_ALIVE, TIDYING])


def make_template(cursor: CursorWrapper, run: Run) -> None:
    """Migrate the run's template, unless another worker has done it; it appears when complete."""
    cursor.execute("SELECT pg_advisory_lock(%s, %s)", [TEMPLATE, run.number])
    if run.template not in databases(cursor):
        default = connections["default"]
        unfinished = f"{run.prefix}_unfinished"
        default.settings_dict["TEST"]["NAME"] = unfinished
        default.creation.create_test_db(verbosity=0, autoclobber=True)
        default.creation.destroy_test_db(run.project, verbosity=0, keepdb=True)
        quote = default.ops.quote_name
        cursor.execute(f"ALTER DATABASE {quote(unfinished)} RENAME TO {quote(run.template)}")
    cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [TEMPLATE, run.number])
