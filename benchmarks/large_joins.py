"""Queries over all rows of an import that nobody has counted yet."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper


@contextmanager
def large_joins() -> Iterator[CursorWrapper]:
    """A cursor for joins of a million rows that came in this very transaction.

    The planner has no statistics of them, takes them for one row, and would look through the other
    side of a join once for each. To be used within a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '64MB'")
        yield cursor
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT; SET LOCAL work_mem TO DEFAULT")
