"""Advice that names what a live partner sells: readers could take one for the other; pure."""

import re
from collections.abc import Iterator

from articles.checking.findings import Finding, Level
from articles.checking.page import Page


def check(page: Page) -> Iterator[Finding]:
    for name, partner in page.sold.items():
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        for passage in page.passages:
            for found in pattern.finditer(passage.prose):
                yield page.found_in(
                    passage, *found.span(), "sold-by-partner", Level.WARNING, partner=partner
                )
