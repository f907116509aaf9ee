"""Whether a name is found by the words that somebody types, whatever they do to umlauts; pure."""

import unicodedata

from benchmarks.spelling import unaccented

SHORT = 3
"""Words of so many letters are looked for where a word begins, longer ones anywhere."""


def folded(*texts: str) -> str:
    """In lower case with ü as ue and once more with ü as u, to be searched."""
    text = " ".join(texts)
    bare = unicodedata.normalize("NFKD", text.casefold())
    without = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return f" {unaccented(text)} {without} ".replace("-", " ").replace(".", " ")


def words_of(typed: str) -> list[str]:
    """What is looked for; at most ten words."""
    written = "".join(sign if sign.isprintable() else " " for sign in typed[:200])
    return unaccented(written).replace("-", " ").replace(".", " ").split()[:10]


def has(text: str, word: str) -> bool:
    """`text` is folded."""
    return (f" {word}" if len(word) <= SHORT else word) in text
