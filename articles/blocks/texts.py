"""Blocks of words: running text, quotes, takeaways, questions, checklists, steps, tables."""

import re
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.blocks.page import Heading, Page
from articles.blocks.stored import items_in, rows_in, text_in, texts_in, web_address
from articles.figures.prose import HeadingIds
from articles.figures.rendering import prose as rendered
from articles.writing.content import Data

_HEADING = re.compile(r'<h(?P<level>[23]) id="(?P<anchor>[^"]+)">.*?</h(?P=level)>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    html: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """In the language that it was said in; `language` is empty where that is the page's own."""

    paragraphs: list[SafeString]
    attribution: SafeString
    url: str
    language: str
    translation: list[SafeString]


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Short points below a heading: takeaways, or a checklist."""

    heading: Heading | None
    items: list[SafeString]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A question and its answer, or a step and what it takes; `text` is the same without markup."""

    heading: Heading
    paragraphs: list[SafeString]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    heading: Heading
    parts: list[Part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Every row has as many cells as there are columns; the first cell names its row."""

    caption: SafeString
    label: str
    columns: list[SafeString]
    rows: list[list[SafeString]]


def prose(data: Data, page: Page) -> Prose | None:
    html = text_in(data, "html")
    if not html:
        return None
    written = rendered(html, page.book, page.language, ids=page.ids)
    return Prose(html=_with_permalinks(written, page.ids))


def quote(data: Data, page: Page) -> Quote | None:
    text, language = text_in(data, "text"), text_in(data, "language")
    if not text:
        return None
    return Quote(
        paragraphs=page.paragraphs(text),
        attribution=page.inline(text_in(data, "attribution"), may_link=False),
        url=web_address(text_in(data, "url")),
        language="" if language == page.language else language,
        translation=page.paragraphs(text_in(data, "translation")),
    )


def takeaways(data: Data, page: Page) -> Points | None:
    return _points(data, page, heading=text_in(data, "heading") or _("In short"))


def checklist(data: Data, page: Page) -> Points | None:
    return _points(data, page, heading=text_in(data, "heading"))


def faq(data: Data, page: Page) -> Parts | None:
    heading = text_in(data, "heading") or _("Questions and answers")
    return _parts(data, page, heading=heading, title="question", text="answer")


def steps(data: Data, page: Page) -> Parts | None:
    heading = text_in(data, "heading") or _("Step by step")
    return _parts(data, page, heading=heading, title="title", text="text")


def table(data: Data, page: Page) -> Table | None:
    columns = texts_in(data, "columns")
    rows = rows_in(data, "rows")
    if not columns or not rows:
        return None
    width, caption = len(columns), text_in(data, "caption")
    return Table(
        caption=page.inline(caption),
        label=page.plain(caption or columns[0]),
        columns=[page.inline(one) for one in columns],
        rows=[[page.inline(cell) for cell in (row + [""] * width)[:width]] for row in rows],
    )


def _points(data: Data, page: Page, *, heading: str) -> Points | None:
    items = texts_in(data, "items")
    if not items:
        return None
    return Points(heading=page.heading_or_none(heading), items=[page.inline(one) for one in items])


def _parts(data: Data, page: Page, *, heading: str, title: str, text: str) -> Parts | None:
    items = [item for item in items_in(data) if text_in(item, title)]
    if not items:
        return None
    return Parts(
        heading=page.heading(heading),
        parts=[
            Part(
                heading=page.heading(text_in(item, title), level=3),
                paragraphs=page.paragraphs(text_in(item, text)),
                text=page.plain(text_in(item, text)),
            )
            for item in items
        ],
    )


def _with_permalinks(html: SafeString, ids: HeadingIds) -> SafeString:
    """Each heading beside a link to itself; beside, so that it isn't read as part of it."""
    words = {heading.id: heading.text for heading in ids.headings}

    def beside(found: re.Match[str]) -> str:
        anchor = found["anchor"]
        label = _("Link to “%(heading)s”") % {"heading": words.get(anchor, "")}
        link = format_html('<a class="permalink" href="#{}" aria-label="{}">#</a>', anchor, label)
        return f'<div class="headed level-{found["level"]}">{found[0]}{link}</div>'

    return mark_safe(_HEADING.sub(beside, html))  # noqa: S308 # html is safe, the link escaped
