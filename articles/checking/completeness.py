"""What a page lacks: lead, description, author, sources, a sibling in the other language; pure."""

from collections.abc import Iterator

from articles.checking.findings import Finding, Level, Place
from articles.checking.numbers import numbers_in
from articles.checking.page import Page

_SHORTEST_DESCRIPTION, _LONGEST_DESCRIPTION = 50, 165


def check(page: Page) -> Iterator[Finding]:
    content = page.content
    if not content.blocks:
        yield page.found("no-blocks", Level.BLOCKS)
    if not content.lead.strip():
        yield page.found("no-lead", Level.WARNING, _field("lead"))
    if not content.author.strip():
        yield page.found("no-author", Level.WARNING, _field("author"))
    yield from _description(page)
    if not _names_sources(page) and _claims_something(page):
        yield page.found("no-sources", Level.WARNING)
    if not page.has_translation:
        yield page.found("no-translation", Level.HINT)


def _field(name: str) -> Place:
    return Place(block=None, kind="", path=(name,))


def _description(page: Page) -> Iterator[Finding]:
    """Search engines show about 160 letters, and the lead where nothing was written for them."""
    written = page.content.description.strip()
    said = page.printed(written or page.content.lead.strip())
    if not said:
        yield page.found("no-description", Level.WARNING, _field("description"))
    elif written and not _SHORTEST_DESCRIPTION <= len(said) <= _LONGEST_DESCRIPTION:
        yield page.found("description-length", Level.HINT, _field("description"), letters=len(said))


def _names_sources(page: Page) -> bool:
    return any(block.kind == "sources" and block.data.get("items") for block in page.content.blocks)


def _claims_something(page: Page) -> bool:
    """Whether something is said that a reader may want to look up."""
    return any(
        "[[" in passage.text
        or any(one.is_claim for one in numbers_in(passage.prose, is_german=page.is_german))
        for passage in page.passages
    )
