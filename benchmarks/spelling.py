"""One spelling for what people write in many: slugs, titles and names of places."""

import re
import unicodedata
from functools import lru_cache

UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "ł": "l"}
)
GENDER_ENDING = re.compile(r"[:*_/]-?(in|innen|r)\b|\((?:in|innen|r)\)")
_GENDER = r"(?:divers|div\.?|[mwdfxihkv])"  # h, k, v: homme, kobieta, vrouw
GENDER_NOTE = re.compile(
    rf"\(\s*{_GENDER}\s*(?:[/|,*]\s*{_GENDER}\s*){{1,3}}\)"
    r"|\((?:all genders|gn|mwd|wmd)\)"
    rf"|(?<![\w/|])[mwf]([/|])[mwf]\1{_GENDER}(?![\w/|])"
    r"|(?<![\w/])(?:h/f|f/h)(?![\w/])",
    re.IGNORECASE,
)
"""`(m/w/d)` and its kin; without brackets only what can be nothing else."""

# Words that stand in an address where a slug could stand.
RESERVED_SLUGS = (
    "angebot",
    "api",
    "check",
    "compare",
    "method",
    "methode",
    "offer",
    "pruefen",
    "regeln",
    "rules",
    "search",
    "suche",
    "vergleich",
)


def unaccented(text: str) -> str:
    """Lower case without accents; German umlauts become two letters, as on a keyboard without."""
    if text.isascii():
        return text.lower()  # what all the rest would come to
    composed = unicodedata.normalize("NFKC", text)  # ü in two code points is the same ü
    decomposed = unicodedata.normalize("NFKD", composed.casefold().translate(UMLAUTS))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def ascii_fold(text: str) -> str:
    """The same, letters of other scripts left out."""
    return "".join(sign for sign in unaccented(text) if sign.isascii())


def slug_of(name: str) -> str:
    """The slug of a name, by the same rule for all: `KI-Entwickler:in` is `ki-entwickler`."""
    return re.sub(r"[^a-z0-9]+", "-", ascii_fold(GENDER_ENDING.sub("", name))).strip("-")


@lru_cache(maxsize=1_000)  # a title is asked for by its field, by its matching and by its row
def plain(text: str) -> str:
    """The form in which aliases are compared: case, accents, signs and gender forms don't count.

    `+` and `#` stay, since C, C++ and C# are three languages. So do letters of other scripts:
    without them `Разработчик 1` and `Менеджер 1` would be one title.
    """
    ungendered = GENDER_ENDING.sub("", GENDER_NOTE.sub(" ", text))
    return " ".join(re.sub(r"[^\w+#]+|_", " ", unaccented(ungendered)).split())
