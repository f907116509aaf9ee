"""Whether every `[[…]]` names a figure, and has a value on the day; pure."""

import re
from collections.abc import Iterator

from articles.checking.findings import Finding, Level, Place
from articles.checking.page import Page
from articles.figures.figure import Figure, State
from articles.figures.formulas import worked_out
from articles.figures.keys import MarketKey, read_key
from articles.figures.options import unknown_options
from articles.figures.references import REFERENCE, read_reference
from benchmarks import formats

_TORN = re.compile(r"\[\[(?![^\[\]]*\]\])|(?<!\])\]\](?!\])")
_SHOWN = 24  # letters of a torn reference that an editor needs to find it


def check(page: Page) -> Iterator[Finding]:
    for text in page.content.texts():
        for found in REFERENCE.finditer(text.text):
            yield from _of_reference(page, text.place, found[1], found[0])
        for torn in _TORN.finditer(REFERENCE.sub(_blotted, text.text)):
            quote = text.text[torn.start() : torn.start() + _SHOWN]
            yield page.found("torn-reference", Level.BLOCKS, text.place, quote=quote)
    for block in page.content.blocks:
        if block.kind == "figure":
            place = Place(block=block.number, kind=block.kind, path=("key",))
            yield from _of_reference(page, place, str(block.data.get("key", "")), "")


def _of_reference(page: Page, place: Place, inside: str, written: str) -> Iterator[Finding]:
    reference = read_reference(inside)
    quote = written or reference.expression
    if not reference.keys:
        yield page.found("empty-reference", Level.BLOCKS, place, quote=quote)
    for key in reference.keys:
        figure = page.figures.of(key)
        if figure is None:
            yield page.found("unknown-key", Level.BLOCKS, place, quote=quote, key=key)
        elif figure.state is not State.KNOWN and not _is_left_out(page, figure):
            code = "withheld" if figure.state is State.SUPPRESSED else "no-value"
            yield page.found(
                code,
                Level.WARNING,
                place,
                quote=quote,
                name=figure.name.in_language(page.said_in),
                day=formats.day(page.on, page.said_in),
            )
    for option in unknown_options(reference):
        yield page.found("unknown-option", Level.WARNING, place, quote=quote, option=option)
    known = all(page.figures.of(key) for key in reference.keys)
    is_reckoned = reference.is_formula and reference.keys and known
    if is_reckoned and worked_out(reference, page.figures).state is State.UNKNOWN:
        yield page.found("broken-formula", Level.BLOCKS, place, quote=quote)


def _is_left_out(page: Page, figure: Figure) -> bool:
    """What market pages say of a figure that one of them lacks is left out there by itself."""
    key = read_key(figure.key)
    is_relative = isinstance(key, MarketKey) and key.market is None
    return page.kind == "market" and is_relative


def _blotted(found: re.Match[str]) -> str:
    return "\N{MIDDLE DOT}" * len(found[0])
