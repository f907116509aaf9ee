"""Which line became which, and which blocks stayed in order; pure."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.comparing.words import Word, likeness

ALIKE = 0.4
"""Lines that share fewer of their words are two lines: one struck out, one new."""
TOO_MANY = 2_500
"""Lines of one side times lines of the other, beyond which none is looked for in the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedLine:
    """A line whose figures are printed as of the day of its side."""

    role: str
    words: tuple[Word, ...]


type Pair = tuple[WordedLine | None, WordedLine | None]


def paired(before: Sequence[WordedLine], after: Sequence[WordedLine]) -> list[Pair]:
    """Every line of both sides once, in reading order; None where the other side has none."""
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(before[i:j], after[k:m], strict=True)
        else:
            pairs += _most_alike(before[i:j], after[k:m])
    return pairs


def _most_alike(before: Sequence[WordedLine], after: Sequence[WordedLine]) -> list[Pair]:
    """Pairs in order whose likenesses add up to the most."""
    if not before or not after or len(before) * len(after) > TOO_MANY:
        return [*((line, None) for line in before), *((None, line) for line in after)]
    alike = [[_likeness(one, other) for other in after] for one in before]
    # best[i][k]: the most that the lines from i and k on add up to.
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for k in range(len(after) - 1, -1, -1):
            best[i][k] = max(best[i + 1][k], best[i][k + 1], alike[i][k] + best[i + 1][k + 1])
    pairs: list[Pair] = []
    i = k = 0
    while i < len(before) and k < len(after):
        if alike[i][k] and best[i][k] == alike[i][k] + best[i + 1][k + 1]:
            pairs.append((before[i], after[k]))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            pairs.append((before[i], None))
            i += 1
        else:
            pairs.append((None, after[k]))
            k += 1
    return [
        *pairs,
        *((line, None) for line in before[i:]),
        *((None, line) for line in after[k:]),
    ]


def _likeness(one: WordedLine, other: WordedLine) -> float:
    """0 where they are two lines; a paragraph that became a heading is the same line."""
    found = likeness(one.words, other.words)
    if one.role != other.role:
        return found / 2 if found > 1 - ALIKE else 0.0
    return found if found >= ALIKE else 0.0


def kept_in_order(places: Sequence[int]) -> set[int]:
    """The most of the numbers that rise from left to right; the others are what moved."""
    ends: list[int] = []
    ends_at: list[int] = []
    before: list[int | None] = []
    for place, number in enumerate(places):
        length = bisect_left(ends, number)
        before.append(ends_at[length - 1] if length else None)
        ends[length : length + 1] = [number]
        ends_at[length : length + 1] = [place]
    kept: set[int] = set()
    at = ends_at[-1] if ends_at else None
    while at is not None:
        kept.add(places[at])
        at = before[at]
    return kept
