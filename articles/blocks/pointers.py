"""Blocks that lead elsewhere: cards to sibling pages, and the list of sources."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.blocks.page import Heading, Page
from articles.blocks.stored import items_in, text_in, web_address
from articles.figures.prose import on_the_day
from articles.writing.content import Data


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """`href` is empty where the card leads nowhere yet."""

    heading: Heading
    text: SafeString
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    heading: Heading
    cards: list[Card]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A source that the page rests on; an opinion says so."""

    title: SafeString
    publisher: str
    url: str
    accessed_on: date | None
    is_opinion: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    heading: Heading
    references: list[Reference]


def cards(data: Data, page: Page) -> Cards | None:
    items = [item for item in items_in(data) if text_in(item, "title")]
    if not items:
        return None
    return Cards(
        heading=page.heading(text_in(data, "heading") or _("Read on")),
        cards=[
            Card(
                heading=page.heading(text_in(item, "title"), level=3),
                text=page.inline(text_in(item, "text")),
                href=_href(text_in(item, "link"), page),
            )
            for item in items
        ],
    )


def sources(data: Data, page: Page) -> Sources | None:
    items = [item for item in items_in(data) if text_in(item, "title")]
    if not items:
        return None
    return Sources(
        heading=page.heading(_("Sources of the text") if page.here else _("Sources")),
        references=[
            Reference(
                title=page.inline(text_in(item, "title"), may_link=False),
                publisher=page.plain(text_in(item, "publisher")),
                url=web_address(text_in(item, "url")),
                accessed_on=_day(text_in(item, "accessed_on")),
                is_opinion=item.get("is_opinion") is True,
            )
            for item in items
        ],
    )


def _href(link: str, page: Page) -> str:
    """An address of our own that keeps the day, or one elsewhere; nothing else is a link."""
    if link.startswith("/") and not link.startswith("//"):
        return link if page.moment.is_now else on_the_day(link, page.moment.on)
    return link if link.startswith("#") else web_address(link)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
