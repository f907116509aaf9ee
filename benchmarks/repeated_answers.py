"""Tells an answer that a file holds twice from two people who answered alike.

Two people of a survey may well say the same, but hardly in every cell and in the same second.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from benchmarks.reading.problems import Problem, problem


class Answers:
    """The answers of one file so far. Of a file that doesn't name seconds none is ever repeated."""

    def __init__(self) -> None:
        self._seen: set[int] = set()  # hashes: a million answers must fit into memory
        self._column: int | None = None

    def begin(self, rows: Sequence[Sequence[object]]) -> None:
        """Look for the column of seconds among the first rows."""
        width = min(map(len, rows), default=0)
        named = [sum(_names_a_second(row[column]) for row in rows) for column in range(width)]
        most = max(named, default=0)
        self._column = named.index(most) if most * 2 > len(rows) else None

    def once(self, line: str | Problem, row: Sequence[object]) -> str | Problem:
        """The line of a usable row, or the problem that its answer stands further up.

        Equal adverts are one observation anyway, and are told as repeated.
        """
        if self._column is None or isinstance(line, Problem) or _ADVERT in line:
            return line
        second = row[self._column]
        if not _names_a_second(second):
            return line
        answer = hash(tuple(row))
        if answer in self._seen:
            return problem("answer-repeated", second=str(second).strip())
        self._seen.add(answer)
        return line


def _names_a_second(cell: object) -> bool:
    """Whether a cell holds a time of day to the second; a full minute may be none."""
    if isinstance(cell, datetime):
        return bool(cell.second or cell.microsecond)
    return isinstance(cell, str) and ":" in cell and _SECOND.search(cell) is not None


_ADVERT = "\tadvert\t"  # a line's kind of source; no other field of it is words of the file
_SECOND = re.compile(r"\d:[0-5]\d:(?!00(?:[.,]0+)?(?!\d))[0-5]\d(?!\d)")
