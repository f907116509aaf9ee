"""Figures on one page that can't all be true: shares, months and years; pure.

Cited figures count as much as typed ones: they are put in before it is added up.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from articles.checking.findings import Finding, Level, Place
from articles.checking.numbers import Number, numbers_in
from articles.checking.page import Page
from articles.checking.passages import Passage
from benchmarks import formats

_SHARE = re.compile(r"\b(?:Anteile?|Verteilung|Prozent|shares?|distribution|split)\b|%", re.I)
_TOTAL = re.compile(r"\b(?:gesamt|insgesamt|summe|total|overall|all|alle)\b", re.I)
_MONTHLY = re.compile(
    r"(?:im|pro|je|/)\s?Monat|monatlich|a month|per month|/\s?month|monthly|each month", re.I
)
_YEARLY = re.compile(
    r"(?:im|pro|je|/)\s?Jahr|jährlich|Jahres(?:gehalt|brutto)|a year|per year|per annum|/\s?year"
    r"|yearly|annual",
    re.I,
)
_INSTALMENTS = re.compile(r"\b1[34]\b|dreizehn|vierzehn|thirteen|fourteen", re.I)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ])")


def check(page: Page) -> Iterator[Finding]:
    yield from _shares_of_lists(page)
    yield from _shares_of_tables(page)
    for passage in page.passages:
        for sentence in _SENTENCE.split(page.with_values(passage.text)):
            yield from _months(page, passage.place, sentence)
    for place, row in rows_of_tables(page):
        yield from _months(page, place, row)


def rows_of_tables(page: Page) -> Iterator[tuple[Place, str]]:
    """Each row with the heads of its columns, so that “per month” above the column counts."""
    for block in page.content.blocks:
        rows, columns = block.data.get("rows"), block.data.get("columns")
        if block.kind == "table" and isinstance(rows, Sequence) and isinstance(columns, Sequence):
            for number, row in enumerate(rows):
                cells = row if isinstance(row, Sequence) else ()
                place = Place(block=block.number, kind=block.kind, path=("rows", number))
                heads = [*map(str, columns), *[""] * len(cells)]
                said = "; ".join(
                    f"{page.with_values(str(cell))} ({head})"
                    for cell, head in zip(cells, heads, strict=False)
                )
                yield place, said


def _shares_of_lists(page: Page) -> Iterator[Finding]:
    groups: dict[tuple[object, ...], list[Passage]] = defaultdict(list)
    for passage in page.passages:
        if passage.group and "rows" not in passage.group:
            groups[passage.group].append(passage)
    for passages in groups.values():
        texts = [page.with_values(one.text) for one in passages]
        heading = _heading_before(page, passages[0])
        yield from _sum(page, passages[0].place, texts, is_named=bool(_SHARE.search(heading)))


def _shares_of_tables(page: Page) -> Iterator[Finding]:
    for block in page.content.blocks:
        if block.kind != "table":
            continue
        columns, rows = block.data.get("columns"), block.data.get("rows")
        if not isinstance(columns, Sequence) or not isinstance(rows, Sequence):
            continue
        table = [row for row in rows if isinstance(row, Sequence) and row]
        parts = [row for row in table if not _TOTAL.search(str(row[0]))]
        for number, head in enumerate(columns):
            cells = [page.with_values(str(row[number])) for row in parts if number < len(row)]
            place = Place(block=block.number, kind=block.kind, path=("columns", number))
            yield from _sum(page, place, cells, is_named=bool(_SHARE.search(str(head))))


def _sum(page: Page, place: Place, texts: Iterable[str], *, is_named: bool) -> Iterator[Finding]:
    """Shares of one whole: called so, or so near to 100 that nothing else can be meant."""
    shares: list[Decimal] = []
    for text in texts:
        percents = [
            one for one in numbers_in(text, is_german=page.is_german) if one.unit == "percent"
        ]
        if len(percents) != 1:
            return
        shares.append(percents[0].amount)
    total = sum(shares, Decimal(0))
    tolerance = Decimal("0.5") * len(shares)  # each may be rounded to whole per cent
    is_near = 90 <= total <= 110
    if len(shares) < 2 or abs(total - 100) <= tolerance or not (is_near or is_named):
        return
    said = formats.percent(
        total / 100, page.said_in, 0 if total == total.to_integral_value() else 1
    )
    yield page.found("shares-sum", Level.WARNING, place, total=said)


def _months(page: Page, place: Place, text: str) -> Iterator[Finding]:
    """An amount a month and one a year, about twelve times as much but not quite."""
    if not (_MONTHLY.search(text) and _YEARLY.search(text)) or _INSTALMENTS.search(text):
        return
    amounts = [
        one
        for one in numbers_in(text, is_german=page.is_german)
        if one.unit == "money" and one.amount
    ]
    if len(amounts) != 2:
        return  # of three we can't tell which belong together
    for one, other in combinations(amounts, 2):
        low, high = sorted((one, other), key=lambda number: number.amount)
        ratio = high.amount / low.amount
        if Decimal("10.5") < ratio < Decimal("13.5") and not _is_twelvefold(low, high):
            yield page.found(
                "month-year",
                Level.BLOCKS,
                place,
                month=_money(low, low.amount, page.said_in),
                year=_money(high, high.amount, page.said_in),
                right=_money(low, low.amount * 12, page.said_in),
            )


def _is_twelvefold(month: Number, year: Number) -> bool:
    """As exactly as the month is written: a whole euro of it may hide six a year.

    Where it is round, up to a hundredth of the year.
    """
    step = Decimal("0.01") if month.has_decimals else Decimal(1)
    rough = next(
        (Decimal(10) ** power for power in (3, 2, 1) if month.amount % 10**power == 0), step
    )
    return abs(month.amount * 12 - year.amount) <= min(rough * 6, year.amount / 100)


def _money(like: Number, amount: Decimal, language: str) -> str:
    return formats.money(amount, like.currency or "EUR", language)


def _heading_before(page: Page, passage: Passage) -> str:
    """The heading over a list, and the words that lead into it."""
    position = page.passages.index(passage)
    return " ".join(one.text for one in page.passages[max(0, position - 2) : position])
