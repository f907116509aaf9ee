"""How German pages speak to their readers: Du, du or Sie, but one of them; pure."""

import re
from collections.abc import Iterator

from articles.checking.findings import Finding, Level
from articles.checking.page import Page
from articles.checking.passages import Passage

_FORMS = {
    "Du": re.compile(r"(?<![.!?:] )(?<!^)\b(?:Du|Dir|Dich|Dein(?:e[mnrs]?)?)\b"),
    "du": re.compile(r"\b(?:du|dir|dich|dein(?:e[mnrs]?)?)\b"),
    "Sie": re.compile(r"(?<![.!?:…–\n„“»(] )(?<![„“»(\n])(?<!^)\b(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b"),
}
"""Where a sentence begins, “Sie” may be she or they, and “Du” is written large by everybody."""


def check(page: Page) -> Iterator[Finding]:
    if not page.is_german:
        return
    seen: dict[str, list[tuple[Passage, re.Match[str]]]] = {name: [] for name in _FORMS}
    for passage in page.passages:
        if passage.place.kind not in {"quote", "sources"}:
            for name, pattern in _FORMS.items():
                seen[name] += [(passage, found) for found in pattern.finditer(passage.prose)]
    used = [name for name in _FORMS if seen[name]]
    if len(used) < 2:
        return
    usual = max(used, key=lambda name: len(seen[name]))
    for name in used:
        if name != usual:
            passage, found = seen[name][0]
            yield page.found_in(
                *(passage, *found.span(), "mixed-address", Level.WARNING),
                usual=usual,
                count=len(seen[usual]),
                times=len(seen[name]),
            )
