"""Links: words that say where they lead, and addresses that lead somewhere; pure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.checking.findings import Finding, Level, Place
from articles.checking.page import Page
from articles.checking.passages import Link, Passage, passages_of
from articles.writing.content import Content, Json

_SAYS_NOTHING = re.compile(
    r"(?:klick(?:e|en Sie)? )?hier|mehr(?: dazu| lesen| erfahren| infos?| informationen)?"
    r"|weiter(?:lesen)?|link|(?:diese )?(?:seite|website)|(?:click |read |see )?here|more"
    r"|(?:read|learn|find out) more|this|this (?:page|link|website|article)|details",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ADDRESS_FIELDS = frozenset({"url", "link"})


def check(page: Page) -> Iterator[Finding]:
    for passage in page.passages:
        for link in passage.links:
            yield from _words(page, passage, link)
            yield from _address(page, passage.place, link.href)
    for place, address in addresses_in_fields(page.content):
        yield from _address(page, place, address, is_field=True)


def addresses(content: Content) -> list[str]:
    """Every address that the content links to, once, in its order."""
    in_prose = [link.href for passage in passages_of(content) for link in passage.links]
    in_fields = [address for _place, address in addresses_in_fields(content)]
    return list(dict.fromkeys(one for one in (*in_prose, *in_fields) if one))


def addresses_in_fields(content: Content) -> Iterator[tuple[Place, str]]:
    """Addresses in fields of their own: of sources, quotes and cards."""
    for block in content.blocks:
        items = block.data.get("items")
        for name in _ADDRESS_FIELDS:
            if address := block.data.get(name):
                yield Place(block=block.number, kind=block.kind, path=(name,)), str(address)
            for number, address in enumerate(_each(items, name)):
                if address:
                    path = ("items", number, name)
                    yield Place(block=block.number, kind=block.kind, path=path), address


def _each(items: Json, name: str) -> Iterator[str]:
    if isinstance(items, list | tuple):
        for item in items:
            yield str(item.get(name) or "") if isinstance(item, dict) else ""


def _words(page: Page, passage: Passage, link: Link) -> Iterator[Finding]:
    words = passage.link_text(link).strip(" .:→»›")
    if not words:
        yield page.found("empty-link", Level.BLOCKS, passage.place, quote=link.href)
    elif _SAYS_NOTHING.fullmatch(words):
        yield page.found_in(passage, link.start, link.end, "link-says-nothing", Level.WARNING)
    elif _ADDRESS.fullmatch(words):
        yield page.found_in(passage, link.start, link.end, "link-is-an-address", Level.WARNING)


def _address(
    page: Page, place: Place, address: str, *, is_field: bool = False
) -> Iterator[Finding]:
    fault = page.links.get(address)
    if fault is None:
        return
    found = page.found(
        fault.code,
        fault.level,
        place,
        quote=address,
        better=fault.better or "",
        detail=fault.detail,
    )
    yield (
        found
        if fault.better is None
        else _with_better_address(page, found, address, fault.better, is_field=is_field)
    )


def _with_better_address(
    page: Page, found: Finding, address: str, better: str, *, is_field: bool
) -> Finding:
    """Offers the new address, where the old one stands in the text as it is stored."""
    if is_field:
        return found
    text = next((one.text for one in page.content.texts() if one.place == found.place), "")
    start = text.find(f'href="{address}"')
    if start < 0:
        return found
    start += len('href="')
    return replace(found, replacement=better, start=start, end=start + len(address))
