"""Questions and answers that only say again what stands above them; pure."""

import re
from collections.abc import Iterator

from articles.checking.findings import Finding, Level
from articles.checking.page import Page

_WORD = re.compile(r"\w+")
_AT_A_TIME = 4
"""Words in a row that two texts share by more than chance."""
_FEWEST = 12
_MOST_SHARED = 0.5


def check(page: Page) -> Iterator[Finding]:
    body = {
        run
        for passage in page.passages
        if passage.place.kind not in {"faq", "sources"} and passage.place.path != ("description",)
        for run in _runs(passage.prose)
    }
    for passage in page.passages:
        if passage.place.kind == "faq" and passage.place.path[-1] == "answer":
            runs = _runs(passage.prose)
            if len(runs) >= _FEWEST and len(runs & body) > _MOST_SHARED * len(runs):
                share = round(100 * len(runs & body) / len(runs))
                yield page.found(
                    "faq-repeats",
                    Level.WARNING,
                    passage.place,
                    quote=passage.text[:80],
                    share=share,
                )


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {
        tuple(words[start : start + _AT_A_TIME]) for start in range(len(words) - _AT_A_TIME + 1)
    }
