"""How hard a page is to read: the Flesch reading ease, in German after Amstad; pure.

Sources: R. Flesch, “A new readability yardstick”, Journal of Applied Psychology 32 (1948) 221-233;
T. Amstad, “Wie verständlich sind unsere Zeitungen?”, thesis, University of Zurich (1978).
Syllables are counted by groups of vowels, so the score is near, not exact: a hint, never a reason
to refuse a page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.checking.findings import Finding, Level
from articles.checking.page import Page

_WORD = re.compile(r"[A-Za-zÄÖÜäöüßéèêàç]+(?:['’-][A-Za-zÄÖÜäöüß]+)*")
_SENTENCE_END = re.compile(r"[.!?:](?=\s|$)")
_GERMAN_VOWELS = re.compile(r"äu|au|ei|eu|ie|ai|aa|ee|oo|[aeiouyäöüé]", re.IGNORECASE)
_ENGLISH_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)
FEWEST_WORDS = 100
HARD = 30
"""Below, Flesch and Amstad call a text very difficult: at home in academic journals."""
LONG_SENTENCE = 35


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Words, sentences, and the ease from 0 (hard) to 100 (easy)."""

    words: int
    sentences: int
    ease: float


def read(texts: list[str], *, is_german: bool) -> Reading:
    """Each text ends a sentence, as an item of a list does without a full stop."""
    words = [word for text in texts for word in _WORD.findall(text)]
    sentences = sum(
        max(1, len(_SENTENCE_END.findall(text.strip()))) for text in texts if _WORD.search(text)
    )
    if not words or not sentences:
        return Reading(words=0, sentences=0, ease=100.0)
    length = len(words) / sentences
    syllables = sum(count_syllables(word, is_german=is_german) for word in words) / len(words)
    ease = (
        180 - length - 58.5 * syllables
        if is_german
        else 206.835 - 1.015 * length - 84.6 * syllables
    )
    return Reading(words=len(words), sentences=sentences, ease=ease)


def count_syllables(word: str, *, is_german: bool) -> int:
    if is_german:
        return max(1, len(_GERMAN_VOWELS.findall(word)))
    groups = len(_ENGLISH_VOWELS.findall(word))
    is_mute = word.lower().endswith("e") and not word.lower().endswith(("le", "ee", "ye", "oe"))
    return max(1, groups - is_mute)


def check(page: Page) -> Iterator[Finding]:
    prose = [
        one
        for one in page.passages
        if one.place.kind in {"prose", "faq", "steps", ""} and not one.is_heading
    ]
    reading = read([one.prose for one in prose], is_german=page.is_german)
    if reading.words >= FEWEST_WORDS and reading.ease < HARD:
        yield page.found(
            "hard-to-read",
            Level.HINT,
            ease=round(reading.ease),
            length=round(reading.words / reading.sentences),
        )
    for passage in prose:
        for sentence in re.split(r"(?<=[.!?])\s+", passage.prose):
            words = len(_WORD.findall(sentence))
            if words > LONG_SENTENCE:
                start = passage.prose.index(sentence)
                yield page.found_in(
                    passage, start, start + len(sentence), "long-sentence", Level.HINT, words=words
                )
