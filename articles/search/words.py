"""What somebody typed, as words to look for; pure."""

import re
from dataclasses import dataclass

from articles.search.spellings import other_spellings
from benchmarks.spelling import plain

LONGEST = 100
MOST_WORDS = 8
SHORTEST_BEGINNING = 3
_WORD = re.compile(r"[^\W_]+")

CONFIGURATIONS = {"de": "german", "en": "english"}
"""The stemming of each language. PostgreSQL's German takes ä, ae and a for one letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """`typed` as it is shown again; `all_words` and `any_word` in the language of `to_tsquery`;
    `folded` as titles are compared letter by letter. Empty where there is nothing to look for.
    """

    typed: str
    all_words: str
    any_word: str
    folded: str

    def __bool__(self) -> bool:
        return bool(self.folded)


def wanted(typed: str) -> Wanted:
    """The words of the text, each also as the beginning of one; signs are no syntax."""
    shown = " ".join(typed.replace("\x00", " ").split())[:LONGEST]
    words = [word.lower() for word in _WORD.findall(shown)][:MOST_WORDS]
    terms = [_term(word) for word in words]
    return Wanted(
        typed=shown,
        all_words=" & ".join(terms),
        any_word=" | ".join(terms),
        folded=plain(shown),
    )


def _term(word: str) -> str:
    """The word in each of its spellings: a page may have any of them."""
    forms = [_or_longer(one) for one in (word, *other_spellings(word))]
    return f"({' | '.join(forms)})" if len(forms) > 1 else forms[0]


def _or_longer(word: str) -> str:
    return f"'{word}'" + (":*" if len(word) >= SHORTEST_BEGINNING else "")
