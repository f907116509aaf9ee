"""Numbers that were typed where a figure should be cited, and numbers without a source; pure."""

import re
from collections.abc import Iterator
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from articles.checking.findings import Finding, Level
from articles.checking.numbers import Number, numbers_in
from articles.checking.page import KnownAmount, Page
from articles.checking.passages import Passage
from benchmarks import formats

_CITED = re.compile(r"§|\bArt\.|\bQuellen?:|\bsources?:|\[\[", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:Beispiel\w*|z\.\s?B\.|angenommen|etwa wenn|stell dir|nehmen wir an|rechnen wir"
    r"|example|e\.g\.|suppose|say you|assume|imagine)\b",
    re.IGNORECASE,
)
_SMALL = 1000
"""Below, a plain amount is a fee like any other, and is taken for the law's on its pages alone."""
_NOT_PROSE = frozenset({"sources", "quote"})
"""What others said, and the titles of what they wrote."""


def check(page: Page) -> Iterator[Finding]:
    for passage in page.passages:
        if passage.place.kind in _NOT_PROSE:
            continue
        for number in numbers_in(passage.prose, is_german=page.is_german):
            finding = typed_figure(page, passage, number) or _unsourced(page, passage, number)
            if finding:
                yield finding


def typed_figure(page: Page, passage: Passage, number: Number) -> Finding | None:
    """The figure that a number equals; one in force before one of the past."""
    meant = [one for one in page.known if _is_meant(page, number, one)]
    if not meant:
        return None
    known = min(meant, key=lambda one: (one.until is not None, not one.is_law))
    name = known.name.in_language(page.said_in)
    if known.until:
        day = formats.day(known.until, page.said_in)
        return page.found_in(
            *(passage, number.start, number.end, "typed-past-figure", Level.WARNING),
            key=known.key,
            name=name,
            day=day,
        )
    is_sure = known.is_law and bool(number.unit == "money") and number.amount % 100 != 0
    return page.found_in(
        *(passage, number.start, number.end, "typed-figure"),
        Level.BLOCKS if is_sure else Level.WARNING,
        replacement=f"[[{known.key}]]",
        key=known.key,
        name=name,
        reference=f"[[{known.key}]]",
    )


def _is_meant(page: Page, number: Number, known: KnownAmount) -> bool:
    if not _fits_unit(page, number, known):
        return False
    return any(_equals(reading, known.amount, number) for reading in number.readings)


def _fits_unit(page: Page, number: Number, known: KnownAmount) -> bool:
    if known.unit == "percent":
        # Half or a quarter is said of many things; 45.3 per cent of one.
        return number.unit == "percent" and known.amount != known.amount.to_integral_value()
    if known.unit != "money":
        return False
    if known.amount < _SMALL and not (page.is_about_law and number.unit == "money"):
        return False
    if number.unit == "money":
        return number.currency == known.currency
    return not number.unit and (number.is_grouped or number.amount >= 10 * _SMALL)


def _equals(reading: Decimal, amount: Decimal, number: Number) -> bool:
    """Equal to the cent, or the whole euros of an amount with cents."""
    if reading == amount:
        return True
    if number.has_decimals or reading < _SMALL:
        return False
    return reading in {
        amount.quantize(Decimal(1), ROUND_FLOOR),
        amount.quantize(Decimal(1), ROUND_HALF_UP),
    }


def _unsourced(page: Page, passage: Passage, number: Number) -> Finding | None:
    if not number.is_claim or passage.is_heading or passage.place.path[0] in {"columns", "caption"}:
        return None
    if passage.links or _CITED.search(passage.text) or _SUPPOSED.search(passage.text):
        return None
    return page.found_in(passage, number.start, number.end, "unsourced-number", Level.WARNING)
