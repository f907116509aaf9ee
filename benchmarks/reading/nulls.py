"""Knows the words with which people leave a number, an amount or a date out."""

import re

# Quotes, brackets and the punctuation around a word carry no meaning of their own.
_AROUND_WORDS = (
    " \t\r\n.,;:!?*_#\"'„“”‘’«»()[]{}<>/\\|~…·•-‐‑‒–—―−\u00a0\u2007\u2009\u202f\u200b\ufeff"
)
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")

_WORDS = """
    n/a|na|n.a|n. a|n.a.n|#n/a|#na|#nv|nv|nan|nat|null|nil|none|<na>|void|undefined|\\n
    empty|blank|(blank)|leer|(leer)|missing|fehlt|fehlend|kein|keine|keiner|keines|nichts|nothing
    k.a|k. a|ka|k/a|k.angabe|k. angabe|keine angabe|keine angaben|keine ang|keine angabe möglich
    ohne angabe|ohne angaben|o.a|o. a|o/a|o.ang|nicht angegeben|nicht bekannt
    nicht verfügbar|nicht vorhanden
    nicht zutreffend|nicht relevant|entfällt|unbekannt|unklar|weiß nicht|weiss nicht
    weiß ich nicht|n.z|n. z|n.b|n. b|n.v|n. v|nicht öffentlich|geheim|vertraulich
    unknown|not known|not available|not applicable|not specified|unspecified|not stated|unstated
    not given|not provided|not disclosed|undisclosed|not reported|not answered|no answer
    no response|no data|no idea|no information|no info|not sure|unsure|don't know|dont know
    do not know|idk|dk|not relevant|irrelevant|confidential|prefer not to say
    prefer not to answer|prefer not to disclose|rather not say|decline to answer|n.r|n/r|n.d|n/d
    nd|s/o|s.o|ns|sin datos|no aplica|non disponible|non communiqué|nc|brak|brak danych
    on request|upon request|on application|auf anfrage|a. a|a.a|nach vereinbarung
    nach absprache|vb|vhb|verhandlungsbasis|verhandlungssache|verhandelbar|negotiable|neg
    competitive|competitive salary|marktüblich|leistungsgerecht|attraktiv|doe|depends
    depends on experience|depending on experience|variabel|variiert|varies|variable
    tbd|tba|tbc|t.b.d|t.b.a|to be determined|to be defined|to be discussed|to be announced
    to be confirmed|wird noch bekannt gegeben|noch offen|offen|open|pending|x|xx|xxx
"""


def _bare(text: str) -> str:
    return _BLANKS.sub(" ", text.lower()).strip(_AROUND_WORDS)


_NULLS = frozenset(_bare(word) for line in _WORDS.splitlines() for word in line.split("|"))


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, dashes, `n/a`, `k. A.`, `#NV`, `auf Anfrage`, `?` …

    Meant for cells of numbers, amounts and dates. In a column of codes or names the same text can
    be a value (NA is Namibia, VB Vorarlberg, None and Null are family names): there only what
    `has_no_sign` finds empty is empty. Zero is never a null, nor is an error of a formula such as
    `#DIV/0!`.
    """
    return not text or (not text[0].isdigit() and _bare(text) in _NULLS)


def has_no_sign(text: str) -> bool:
    """Whether a cell holds no letter and no digit at all: empty, blanks, `-`, `—`, `?`, `…`."""
    return not any(sign.isalnum() for sign in text)
