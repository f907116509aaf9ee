"""Sentences that read otherwise once figures change; pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from articles.checking.passages import passages_of
from articles.comparing.words import Segment, compare_words, words_of
from articles.writing.content import Content, Place

_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„“‚»(\[])|\n+")
_NAMED_IN_PASSING = re.compile(r"\b(?:[^\W\d]|Abs|Nr|Art|bzw|ca|Dr|No|vgl|St|Prof)\.$")

type Print = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSentence:
    """One sentence as readers see it before and after; `segments` tell just what changed."""

    place: Place
    before: str
    after: str
    segments: tuple[Segment, ...]


def changed_sentence(
    place: Place, sentence: str, before: Print, after: Print
) -> ChangedSentence | None:
    """None where it reads the same. A figure that changed stands twice, with its reference."""
    was, will_be = before(sentence), after(sentence)
    if was == will_be:
        return None
    words = compare_words(words_of(sentence, before), words_of(sentence, after))
    return ChangedSentence(place=place, before=was, after=will_be, segments=words)


def changed_sentences(content: Content, before: Print, after: Print) -> Iterator[ChangedSentence]:
    """Of all texts of a page, in its order; a figure in a block of its own counts as a sentence."""
    for place, sentence in _cited_sentences(content):
        if changed := changed_sentence(place, sentence, before, after):
            yield changed


def _cited_sentences(content: Content) -> Iterator[tuple[Place, str]]:
    for passage in passages_of(content):
        if "[[" in passage.text:
            yield from (
                (passage.place, sentence)
                for sentence in sentences_of(passage.text)
                if "[[" in sentence
            )
    for block in content.blocks:
        if block.kind == "figure" and block.data.get("key"):
            label = str(block.data.get("label") or "")
            place = Place(block=block.number, kind=block.kind, path=("key",))
            yield place, f"{label}: [[{block.data['key']}]]".removeprefix(": ")


def sentences_of(text: str) -> list[str]:
    """Split where one ends and another begins, not at an abbreviation."""
    found: list[str] = []
    for part in _END.split(text):
        if found and _NAMED_IN_PASSING.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        elif part.strip():
            found.append(part.strip())
    return found
