"""The ways in which people type a word with letters that their keyboard lacks; pure.

Zürich is Zuerich and Zurich as well. PostgreSQL's German knows that, its English doesn't.
"""

import re
import unicodedata

from benchmarks.spelling import unaccented

_WORD = re.compile(r"[^\W_]+")


def other_spellings(word: str) -> list[str]:
    """With ue for ü and with u for ü; none for a word that every keyboard can type."""
    if word.isascii():
        return []
    bare = unicodedata.normalize("NFKD", word.casefold())
    without = "".join(sign for sign in bare if not unicodedata.combining(sign))
    found = dict.fromkeys([unaccented(word), without])
    return [one for one in found if one != word.casefold()]


def spelled_otherwise(*texts: str) -> str:
    """All words of the texts that can be typed otherwise, in their other spellings."""
    words = dict.fromkeys(word for text in texts for word in _WORD.findall(text))
    return " ".join(one for word in words for one in other_spellings(word))
