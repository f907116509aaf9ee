"""Joining two rewritings of one sequence: of paragraphs, lines, or items; pure.

What only one side changed is taken from that side. Where both changed the same pieces, they clash.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.writing.content import Json

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)(?:[^>\"]|\"[^\"]*\")*>")
_VOID = frozenset({"br"})


@dataclass(frozen=True, slots=True)
class Joined:
    """The pieces of both sides in order; where they clash, theirs stand before mine."""

    pieces: tuple[Json, ...]
    clashes: bool


def elements(html: str) -> list[str]:
    """The outermost elements of clean HTML, in order; joined they are the HTML again."""
    pieces, begin, depth = [], 0, 0
    for tag in _TAG.finditer(html):
        if tag[2] in _VOID:
            continue
        depth += -1 if tag[1] else 1
        if depth == 0:
            pieces.append(html[begin : tag.end()])
            begin = tag.end()
    return [*pieces, html[begin:]] if html[begin:] else pieces


def join(base: Sequence[Json], theirs: Sequence[Json], mine: Sequence[Json]) -> Joined:
    """Three-way, around the runs of pieces that neither side touched."""
    joined: list[Json] = []
    clashes = False
    at = (0, 0, 0)
    for run in (*_untouched(base, theirs, mine), (len(base), len(theirs), len(mine), 0)):
        old, left, right = (
            list(side[begin:end])
            for side, begin, end in zip((base, theirs, mine), at, run, strict=False)
        )
        between = _between(old, left, right)
        clashes = clashes or between.clashes
        joined += between.pieces
        length = run[3]
        joined += base[run[0] : run[0] + length]
        at = (run[0] + length, run[1] + length, run[2] + length)
    return Joined(tuple(joined), clashes)


def three_way(base: Json, theirs: Json, mine: Json) -> tuple[Json] | None:
    """The one value that says what either side changed; None where both changed the same.

    Of an item with fields, such as a question and its answer, field by field.
    """
    if theirs == mine or mine == base:
        return (theirs,)
    if theirs == base:
        return (mine,)
    if isinstance(base, dict) and isinstance(theirs, dict) and isinstance(mine, dict):
        if not base.keys() == theirs.keys() == mine.keys():
            return None
        parts = {name: three_way(base[name], theirs[name], mine[name]) for name in base}
        known = {name: part[0] for name, part in parts.items() if part}
        return (known,) if len(known) == len(parts) else None
    return None


def _between(base: list[Json], theirs: list[Json], mine: list[Json]) -> Joined:
    """What stands between two runs that neither side touched."""
    if theirs in (base, mine):
        return Joined(tuple(mine), clashes=False)
    if mine == base:
        return Joined(tuple(theirs), clashes=False)
    if len(base) == len(theirs) == len(mine):
        each = [three_way(*sides) for sides in zip(base, theirs, mine, strict=True)]
        if all(each):
            return Joined(tuple(one[0] for one in each if one), clashes=False)
    return Joined((*theirs, *(piece for piece in mine if piece not in theirs)), clashes=True)


def _untouched(
    base: Sequence[Json], theirs: Sequence[Json], mine: Sequence[Json]
) -> Iterator[tuple[int, int, int, int]]:
    """Runs that stand in all three: where they begin in each, and their length."""
    left, right = _matches(base, theirs), _matches(base, mine)
    i = j = 0
    while i < len(left) and j < len(right):
        begin = max(left[i][0], right[j][0])
        end = min(left[i][0] + left[i][2], right[j][0] + right[j][2])
        if begin < end:
            yield (
                begin,
                left[i][1] + begin - left[i][0],
                right[j][1] + begin - right[j][0],
                end - begin,
            )
        if left[i][0] + left[i][2] < right[j][0] + right[j][2]:
            i += 1
        else:
            j += 1


def _matches(one: Sequence[Json], other: Sequence[Json]) -> list[tuple[int, int, int]]:
    """Equal runs of two sequences; pieces that aren't hashable are compared by their text."""
    matcher = SequenceMatcher(None, [repr(x) for x in one], [repr(x) for x in other], False)
    return [(run.a, run.b, run.size) for run in matcher.get_matching_blocks() if run.size]
