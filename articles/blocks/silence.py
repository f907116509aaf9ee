"""What a block may say where a figure of the page itself has no value.

Words for hundreds of pages can't know which of them has which figure. Whatever cites one that
isn't there is left out: of a list the item, of a table the row, of anything else the whole block.
"""

import html
from collections.abc import Iterable
from dataclasses import replace

from articles.blocks.stored import text_in
from articles.figures.figure import Figure, FigureBook, State
from articles.figures.keys import MarketKey, read_key
from articles.figures.references import Reference, references_in
from articles.figures.rendering import resolved
from articles.writing.content import Block, Json, Text, texts_of
from articles.writing.kinds import Kind

LISTS = ("items", "rows")


def spoken(blocks: Iterable[Block], book: FigureBook) -> list[Block]:
    """The blocks with nothing in them that cites a relative figure without a value."""
    return [said for block in blocks if (said := _spoken(block, book))]


def is_silent(text: str, book: FigureBook) -> bool:
    """Whether a text cites a figure of the page itself that has no value there."""
    return any(_is_missing(reference, book) for reference in references_in(text))


def _spoken(block: Block, book: FigureBook) -> Block | None:
    if block.kind == Kind.FIGURE and _is_relative(key := text_in(block.data, "key")):
        return None if _has_no_value(book.of(key)) else block
    silent = [one for one in texts_of(block) if is_silent(_written(one), book)]
    if not silent:
        return block
    listed = {(one.place.path[0], one.place.path[1]) for one in silent if _is_listed(one)}
    if not all(_is_listed(one) for one in silent):
        return None
    return _without(block, listed)


def _written(text: Text) -> str:
    return html.unescape(text.text) if text.is_html else text.text


def _is_listed(text: Text) -> bool:
    """Whether it stands in an item or a row, which can be left out by itself."""
    return len(text.place.path) > 1 and text.place.path[0] in LISTS


def _without(block: Block, listed: set[tuple[str | int, str | int]]) -> Block | None:
    """None where nothing is left of a list."""
    data: dict[str, Json] = dict(block.data)
    for name in {str(name) for name, _place in listed}:
        whole = data[name]
        if not isinstance(whole, list):
            return None
        kept = [one for place, one in enumerate(whole) if (name, place) not in listed]
        if not kept:
            return None
        data[name] = kept
    return replace(block, data=data)


def _is_missing(reference: Reference, book: FigureBook) -> bool:
    relative = any(_is_relative(key) for key in reference.keys)
    return relative and _has_no_value(resolved(reference, book))


def _is_relative(key: str) -> bool:
    parsed = read_key(key)
    return isinstance(parsed, MarketKey) and parsed.market is None


def _has_no_value(figure: Figure | None) -> bool:
    """One that is known as a range alone has a value all the same."""
    if figure is None:
        return True
    return figure.state is not State.KNOWN and (figure.low is None or figure.high is None)
