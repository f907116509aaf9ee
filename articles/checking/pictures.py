"""Pictures that aren't there, or that say nothing to those who can't see them; pure."""

from collections.abc import Iterator

from articles.checking.findings import Finding, Level, Place
from articles.checking.page import Page


def check(page: Page) -> Iterator[Finding]:
    for block in page.content.blocks:
        if block.kind != "image":
            continue
        place = Place(block=block.number, kind=block.kind, path=("picture",))
        number = block.data.get("picture")
        words = page.pictures.get(number) if isinstance(number, int) else None
        if words is None:
            yield page.found("no-picture", Level.BLOCKS, place)
        elif words.casefold().endswith((".jpg", ".jpeg", ".png", ".webp", ".avif")):
            yield page.found("alt-is-a-file", Level.WARNING, place, quote=words)
