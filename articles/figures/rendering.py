"""Texts with their figures in place: the one renderer of pages, feeds, API and meta tags."""

import re
from collections.abc import Collection
from functools import partial

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from articles.addresses import Address
from articles.figures.figure import Figure, FigureBook, nothing
from articles.figures.formulas import worked_out
from articles.figures.printing import is_number, printed
from articles.figures.prose import HeadingIds, with_texts
from articles.figures.reading import read_figures
from articles.figures.references import REFERENCE, Reference, keys_of, read_reference
from articles.writing.content import Content
from articles.writing.prose import clean
from benchmarks.moments import Moment

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
"""Bold as people type it who know Markdown: no asterisk of theirs reaches a reader."""


def book_of(content: Content, moment: Moment) -> FigureBook:
    """Every figure that the content cites, as of the moment."""
    return read_figures(keys_of(content), topic=content.topic, moment=moment)


def resolved(reference: Reference, book: FigureBook) -> Figure:
    """The figure that a reference stands for, worked out where it is a formula."""
    if reference.is_formula:
        return worked_out(reference, book)
    return book.of(reference.expression) or nothing(reference.expression)


def plain(text: str, book: FigureBook, language: str) -> str:
    """The text as titles, feeds and meta tags have it: without any markup."""

    def write(found: re.Match[str]) -> str:
        reference = read_reference(found[1])
        return printed(resolved(reference, book), reference.options, language)

    return _BOLD.sub(r"\1", REFERENCE.sub(write, text))


def inline(text: str, book: FigureBook, language: str, *, may_link: bool = True) -> SafeString:
    """A plain text as HTML; each figure leads to its page, unless it stands within a link."""
    parts: list[str] = []
    end = 0
    for found in REFERENCE.finditer(text):
        reference = read_reference(found[1])
        figure = resolved(reference, book)
        parts.append(escape(text[end : found.start()]))
        parts.append(marked(figure, reference.options, book, language, may_link=may_link))
        end = found.end()
    written = "".join([*parts, escape(text[end:])])
    return mark_safe(_BOLD.sub(r"<strong>\1</strong>", written))  # noqa: S308 # parts are escaped


def prose(
    html: str, book: FigureBook, language: str, *, ids: HeadingIds | None = None
) -> SafeString:
    """What the prose editor wrote, cleaned, with figures in its texts and ids at its headings.

    Hand over one `ids` for all the prose of a page: its headings are the table of contents.
    """
    written = with_texts(
        clean(html),
        lambda text, may_link: inline(text, book, language, may_link=may_link),
        ids or HeadingIds(),
        plain=partial(plain, book=book, language=language),
        as_of=book.as_of,
    )
    return mark_safe(written)  # noqa: S308 # cleaned, and what was put in is escaped


def marked(
    figure: Figure,
    options: Collection[str],
    book: FigureBook,
    language: str,
    *,
    may_link: bool = True,
) -> SafeString:
    """One figure as HTML, linked to its page; a number in it never breaks across lines."""
    words = printed(figure, options, language)
    kind = "figure" if is_number(figure) and "source" not in options else "figure figure-words"
    href = href_of(figure, book, language) if may_link else ""
    if not href:
        return format_html('<span class="{}">{}</span>', kind, words)
    return format_html('<a class="{}" href="{}">{}</a>', kind, href, words)


def href_of(figure: Figure, book: FigureBook, language: str) -> str:
    """Where the figure says where it comes from; empty where it names nothing."""
    if figure.state == "unknown":
        return ""
    return address_of(figure, book).url_in(language)


def address_of(figure: Figure, book: FigureBook) -> Address:
    if figure.is_formula:
        return Address(view="figure_formula", formula=figure.address, as_of=book.as_of)
    return Address(view="figure_detail", key=figure.address, as_of=book.as_of)
