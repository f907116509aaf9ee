"""Moves a line of an outline with all that stands below it; pure, on rows that know their depth."""

from collections.abc import Sequence
from typing import Protocol


class Indented(Protocol):
    depth: int


def shifted[Row: Indented](rows: Sequence[Row], index: int, direction: str) -> list[Row]:
    """`up` and `down` step over a neighbour of the same line above; `left` and `right` indent.

    A move that isn't possible leaves all as it is.
    """
    start, end = index, _end(rows, index)
    if direction in ("left", "right"):
        return _indented(rows, start, end, 1 if direction == "right" else -1)
    if direction == "down":
        if end == len(rows) or rows[end].depth != rows[start].depth:
            return list(rows)
        after = _end(rows, end)
        return [*rows[:start], *rows[end:after], *rows[start:end], *rows[after:]]
    before = _previous(rows, start)
    if direction != "up" or before is None:
        return list(rows)
    return [*rows[:before], *rows[start:end], *rows[before:start], *rows[end:]]


def _indented[Row: Indented](rows: Sequence[Row], start: int, end: int, by: int) -> list[Row]:
    if rows[start].depth + by >= 0:
        for row in rows[start:end]:
            row.depth += by
    return list(rows)


def _end[Row: Indented](rows: Sequence[Row], start: int) -> int:
    """The first line after `start` that doesn't stand below it."""
    deeper = (
        index for index in range(start + 1, len(rows)) if rows[index].depth <= rows[start].depth
    )
    return next(deeper, len(rows))


def _previous[Row: Indented](rows: Sequence[Row], start: int) -> int | None:
    """The neighbour before `start` below the same line; None where it is the first."""
    for index in range(start - 1, -1, -1):
        if rows[index].depth == rows[start].depth:
            return index
        if rows[index].depth < rows[start].depth:
            return None
    return None
