"""All checks of one page, in the order of the page; pure."""

from collections.abc import Callable, Iterator

from articles.checking import (
    address_forms,
    advice,
    arithmetic,
    completeness,
    groups,
    headings,
    linking,
    markup,
    pictures,
    reading_level,
    references,
    repetition,
    stale_words,
    typed_numbers,
)
from articles.checking.findings import Finding, Level
from articles.checking.page import Page

CHECKS: tuple[Callable[[Page], Iterator[Finding]], ...] = (
    references.check,
    typed_numbers.check,
    arithmetic.check,
    groups.check,
    markup.check,
    headings.check,
    pictures.check,
    linking.check,
    stale_words.check,
    advice.check,
    address_forms.check,
    repetition.check,
    reading_level.check,
    completeness.check,
)
_WEIGHT = {Level.BLOCKS: 0, Level.WARNING: 1, Level.HINT: 2}


def check(page: Page) -> list[Finding]:
    """What blocks comes first; among equals, what stands higher on the page."""
    order: dict[int | None, int] = {None: 0}
    for place, block in enumerate(page.content.blocks, start=1):
        order[block.number] = place
    found = [finding for check_one in CHECKS for finding in check_one(page)]
    return sorted(
        dict.fromkeys(found),
        key=lambda one: (_WEIGHT[one.level], order.get(one.place.block, 0), one.start),
    )
