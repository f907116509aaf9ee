"""Reads a query as columns of numbers, thousands of rows at a time."""

from collections.abc import Iterator, Sequence

import numpy as np
from django.db import connection

from benchmarks.estimating.observations import Reals

# A COPY comes in a message a row, and to take a million messages costs more than all they hold. So
# the server is asked for few rows, of long arrays.
_IN_ARRAYS = """
    COPY (
        SELECT {arrays}
        FROM (SELECT *, row_number() OVER () / 10000 AS part FROM ({query}) AS asked) AS parted
        GROUP BY part
    ) TO STDOUT (FORMAT binary)
"""
# PostgreSQL's binary format: a header; for each row the number of its fields, -1 at the end; for
# each field its length and its value. An array's value is a header of its own, then for each
# element again its length and its value.
_HEADER, _ARRAY_HEADER, _END = 19, 20, -1
_ELEMENT = np.dtype([("length", ">i4"), ("value", ">f8")])


def read_columns(query: str, names: Sequence[str], parameters: Sequence[object]) -> list[Reals]:
    """Columns of a query, all in the same order of rows; none may ever be NULL.

    A float64 holds every id and day exactly.
    """
    arrays = ", ".join(f"array_agg({name}::float8)" for name in names)
    received = bytearray()
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(_IN_ARRAYS.format(arrays=arrays, query=query), parameters) as copy,
    ):
        for block in copy:
            received += block
    arrays_of_rows = list(_arrays(received))
    return [
        np.concatenate([np.empty(0), *arrays_of_rows[column :: len(names)]])
        for column in range(len(names))
    ]


def _arrays(received: bytearray) -> Iterator[Reals]:
    """The arrays of the first row, then those of the next, as views of what was received."""
    at = _HEADER
    while (fields := int.from_bytes(received[at : at + 2], signed=True)) != _END:
        at += 2
        for _ in range(fields):
            length = int.from_bytes(received[at : at + 4])
            count = (length - _ARRAY_HEADER) // _ELEMENT.itemsize
            at += 4 + _ARRAY_HEADER
            yield np.frombuffer(received, _ELEMENT, count, at)["value"]
            at += count * _ELEMENT.itemsize
