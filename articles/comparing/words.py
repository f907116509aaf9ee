"""Two texts word by word; a figure counts as one word, with the value that it prints; pure."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from articles.figures.references import REFERENCE

type Print = Callable[[str], str]
"""What a reference, `[[key | option]]`, reads on the day of its side."""

_WORD = re.compile(r"\s+|\w+(?:[-.,:’'/]\w+)*|[^\w\s]")
TOO_MANY = 4_000_000
"""Words of one text times words of the other, beyond which a text counts as written anew."""


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a blank or a sign; `cited` is the reference where it is a printed figure."""

    text: str
    cited: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Words in a row that stayed, came or went; a figure stands alone, with its reference."""

    change: Change
    text: str
    cited: str = ""


def words_of(text: str, printed: Print) -> tuple[Word, ...]:
    words: list[Word] = []
    end = 0
    for found in REFERENCE.finditer(text):
        words += [Word(word) for word in _WORD.findall(text[end : found.start()])]
        words.append(Word(printed(found[0]), cited=found[0]))
        end = found.end()
    return (*words, *(Word(word) for word in _WORD.findall(text[end:])))


def likeness(before: Sequence[Word], after: Sequence[Word]) -> float:
    """Which part of the words both have, in any order; blanks don't count. From 0 to 1."""
    one, other = (
        Counter(word.cited or word.text for word in words if not word.text.isspace())
        for words in (before, after)
    )
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def compare_words(before: Sequence[Word], after: Sequence[Word]) -> tuple[Segment, ...]:
    """The words of both, each once: what stayed, what went, what came instead of it."""
    if len(before) * len(after) > TOO_MANY:
        return (*_segments(Change.REMOVED, before), *_segments(Change.ADDED, after))
    runs = [
        (tag == "equal", before[i:j], after[k:m])
        for tag, i, j, k, m in SequenceMatcher(None, before, after).get_opcodes()
    ]
    told: list[Segment] = []
    for is_same, old, new in _joined(runs):
        if is_same:
            told += _segments(Change.SAME, new)
        else:
            told += _segments(Change.REMOVED, old)
            told += _segments(Change.ADDED, new)
    return tuple(told)


type _Run = tuple[bool, Sequence[Word], Sequence[Word]]


def _joined(runs: Sequence[_Run]) -> list[_Run]:
    """Without islands: a blank or a comma that stayed between two changes changes with them."""
    joined: list[_Run] = []
    for place, (is_same, old, new) in enumerate(runs):
        is_island = (
            is_same
            and 0 < place < len(runs) - 1
            and all(not word.text.isalnum() and not word.cited for word in new)
            and len(new) <= 2
        )
        if joined and not joined[-1][0] and (is_island or not is_same):
            _is_same, former_old, former_new = joined[-1]
            joined[-1] = (False, [*former_old, *old], [*former_new, *new])
        else:
            joined.append((is_same, old, new))
    return joined


def _segments(change: Change, words: Sequence[Word]) -> list[Segment]:
    segments: list[Segment] = []
    for word in words:
        if word.cited or not segments or segments[-1].cited:
            segments.append(Segment(change=change, text=word.text, cited=word.cited))
        else:
            segments[-1] = Segment(change=change, text=segments[-1].text + word.text)
    return segments
