"""Headings as somebody hears them who jumps from one to the next: none empty, none twice; pure.

Blocks that share a slot are variants of which a page shows one: those may say the same.
"""

from collections.abc import Iterator

from articles.checking.findings import Finding, Level
from articles.checking.page import Page
from articles.writing.conditions import slot_of

_MOST_LETTERS = 90


def check(page: Page) -> Iterator[Finding]:
    slots = {block.number: slot_of(block.data) for block in page.content.blocks}
    seen: dict[str, str] = {}
    level = 1
    for passage in page.passages:
        if not passage.is_heading or passage.place.block is None:
            continue
        words = " ".join(passage.text.split())
        if not words:
            yield page.found("empty-heading", Level.BLOCKS, passage.place)
            continue
        slot = slots.get(passage.place.block, "")
        if words.casefold() in seen and (not slot or seen[words.casefold()] != slot):
            yield page.found("double-heading", Level.WARNING, passage.place, quote=words)
        seen[words.casefold()] = slot
        own_level = int(passage.tag[1]) if passage.tag else 2
        if own_level > level + 1:
            yield page.found(
                "heading-order",
                Level.WARNING,
                passage.place,
                quote=words,
                depth=own_level,
                before=level,
            )
        level = own_level
        if len(words) > _MOST_LETTERS:
            yield page.found("long-heading", Level.HINT, passage.place, quote=words)
