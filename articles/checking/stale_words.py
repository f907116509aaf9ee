"""Words that are true on the day of writing alone, and what was left to do; pure."""

import re
from collections.abc import Iterator

from articles.checking.findings import Finding, Level
from articles.checking.page import Page

_GERMAN = re.compile(
    r"\b(?:heute|heutzutage|derzeit(?:ig\w*)?|zurzeit|zur Zeit|aktuell\w*|momentan\w*|bald"
    r"|gegenwärtig\w*|neuerdings|kürzlich|jüngst\w*|vor kurzem|demnächst|inzwischen|mittlerweile"
    r"|(?:dieses|nächstes|letztes|vergangenes|kommendes) Jahr(?:es)?"
    r"|(?:im|in) (?:nächsten|letzten|vergangenen|kommenden|laufenden|diesem) Jahr"
    r"|in Zukunft|in den (?:letzten|nächsten|kommenden) Jahren|rasant\w*"
    r"|(?:wird|werden|dürfte|dürften) wahrscheinlich)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:today|nowadays|currently|at the moment|at present|presently|recent(?:ly)?|lately|soon"
    r"|shortly|(?:this|next|last|the coming|the past) year|these days|in recent years"
    r"|in (?:the )?(?:near )?future|will (?:probably|likely|soon)"
    r"|is likely to|rapidly|right now|brand[- ]new)\b",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"\b(?:TODO|FIXME|XXX+|TBD|TKTK)\b|\?\?\?+|\blorem ipsum\b|\[(?:…|\.\.\.)\]", re.I
)
_WRITTEN_SMALL = re.compile(r"todo|fixme|tbd")


def check(page: Page) -> Iterator[Finding]:
    pattern = _GERMAN if page.is_german else _ENGLISH
    for passage in page.passages:
        for found in _TO_DO.finditer(passage.prose):
            if not _WRITTEN_SMALL.fullmatch(found[0]):
                yield page.found_in(passage, *found.span(), "to-do", Level.BLOCKS)
        if passage.place.kind in {"quote", "sources"}:
            continue
        for found in pattern.finditer(passage.prose):
            yield page.found_in(passage, *found.span(), "stale-word", Level.WARNING)
