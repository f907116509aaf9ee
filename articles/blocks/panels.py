"""One figure set large, with all that it rests on."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString

from articles.addresses import Address
from articles.blocks.page import Page
from articles.blocks.stored import text_in
from articles.figures.figure import Figure, Origin, Unit
from articles.figures.rendering import address_of, marked
from articles.writing.content import Data
from benchmarks import formats


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """`interval` is the 80 % interval of an estimate; `last_day` the last one of a legal value."""

    label: str
    value: SafeString
    interval: str
    year: int | None
    n: int | None
    valid_from: date | None
    last_day: date | None
    origins: list[tuple[str, str]]
    address: Address


def figure(data: Data, page: Page) -> Panel | None:
    found = page.book.of(text_in(data, "key"))
    if found is None:
        return None
    return Panel(
        label=page.plain(text_in(data, "label")) or found.name.in_language(page.language),
        value=marked(found, (), page.book, page.language, may_link=False),
        interval=_interval(found, page.language),
        year=found.year,
        n=found.n,
        valid_from=found.valid_from,
        last_day=found.valid_to - timedelta(days=1) if found.valid_to else None,
        origins=[_named(origin, page.language) for origin in found.origins],
        address=address_of(found, page.book),
    )


def _interval(found: Figure, language: str) -> str:
    if found.low is None or found.high is None or found.unit is not Unit.MONEY:
        return ""
    return formats.money_range(found.low, found.high, found.currency, language)


def _named(origin: Origin, language: str) -> tuple[str, str]:
    return origin.name.in_language(language), origin.url
