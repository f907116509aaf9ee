"""The tables and the law that ship, for tests that only need them to be there.

To read the files and check each row takes seconds. The first test of a process that asks does it
as the product does; for those after it the same rows are copied back into the empty tables.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO

from django.core.management import call_command
from django.db import connection, transaction

from visa.loading import load_law

LOADED_AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""What came with the first load was law before: the instant is in none of its rows."""

REFERENCE = (
    *("benchmarks_source", "benchmarks_exchangerate", "benchmarks_country"),
    *("benchmarks_countryalias", "benchmarks_hub", "benchmarks_hubalias"),
    *("benchmarks_occupation", "benchmarks_occupationalias", "benchmarks_occupationskill"),
)
LAW = (
    *("visa_source", "visa_citation", "visa_parameter", "visa_fact", "visa_factchoice"),
    *("visa_codegroup", "visa_codeprefix", "visa_residencetitle"),
    *("visa_residencetitle_predecessors", "visa_route", "visa_condition", "visa_ruleversion"),
    *("visa_parametervalue", "visa_guidance", "visa_occupationcode"),
)
"""In an order that triggers accept: the conditions of a rule before the rule is approved."""

type Tables = tuple[str, ...]

_copies: dict[Tables, dict[str, bytes]] = {}


def bring_in_reference() -> None:
    """As `manage.py load_reference` does it."""
    _bring_in(REFERENCE, _load_reference)


def bring_in_law() -> None:
    """The reference tables and, on them, the law, as `manage.py load_law` does it."""
    _bring_in(REFERENCE + LAW, _load_reference_and_law)


def _load_reference() -> None:
    call_command("load_reference", stdout=StringIO())


def _load_reference_and_law() -> None:
    _load_reference()
    load_law(at=LOADED_AT)


@transaction.atomic
def _bring_in(tables: Tables, load: Callable[[], None]) -> None:
    """Beside rows that a test has there already they are loaded: copies would have their ids."""
    were_empty = not any(map(_has_rows, tables))
    if were_empty and tables in _copies:
        for table, rows in _copies[tables].items():
            _restore(table, rows)
        return
    load()
    if were_empty:
        _copies[tables] = {table: _copy_of(table) for table in tables}


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")  # noqa: S608  a name from above
        (has_rows,) = cursor.fetchone()
    return bool(has_rows)


def _copy_of(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(copy)


def _restore(table: str, rows: bytes) -> None:
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} FROM STDIN") as copy:
            copy.write(rows)
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608  a name from above
        )
