"""Blocks on pay: an overview, the levels of experience, the cities; as on the market's own page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles import tables, wording
from articles.addresses import Address, named_day
from articles.blocks.page import Heading, Page
from articles.blocks.reading import market_of
from articles.blocks.stored import text_in
from articles.charts import Strip, strip
from articles.market import Market
from articles.tables import PayTable
from articles.writing.content import Data
from benchmarks.queries import Pay, PaySummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What is typically paid, and how well that is known; `pay` is None without a figure.

    `withheld` says why the place itself has none; then `level_name` is the broader one shown.
    """

    heading: Heading
    pay: Pay | None
    projection: Pay | None
    level_name: str
    withheld: str
    grade: wording.GradeWords | None
    strip: Strip | None
    market: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Levels or cities side by side, of one year."""

    heading: Heading
    table: PayTable
    group_label: str
    chart_label: str
    year: int
    market: Address


def overview(data: Data, page: Page) -> Overview | None:
    market = _market(data, page)
    if market is None or market.pay is None:
        return None
    pay = market.pay
    latest = pay.latest
    return Overview(
        heading=page.heading(
            text_in(data, "heading") or _("Pay: %(occupation)s, %(place)s") % _names(market)
        ),
        pay=latest,
        projection=pay.projection,
        level_name=wording.level_name(pay.level, market.country) if pay.level else "",
        withheld=_withheld(market, pay),
        grade=wording.grade_words(latest, page.moment.on) if latest else None,
        strip=strip(latest) if latest else None,
        market=market.address,
    )


def roadmap(data: Data, page: Page) -> Comparison | None:
    return _comparison(
        data,
        page,
        rows=lambda market, pay: tables.by_seniority(pay),
        heading=_("Pay by experience: %(occupation)s, %(place)s"),
        group_label=_("Experience"),
        chart_label=_("by experience"),
    )


def hubs(data: Data, page: Page) -> Comparison | None:
    return _comparison(
        data,
        page,
        rows=lambda market, pay: tables.by_hub(market),
        heading=_("Pay by city: %(occupation)s, %(place)s"),
        group_label=_("City"),
        chart_label=_("by city"),
    )


def _comparison(
    data: Data,
    page: Page,
    *,
    rows: Callable[[Market, PaySummary], PayTable],
    heading: str,
    group_label: str,
    chart_label: str,
) -> Comparison | None:
    market = _market(data, page)
    pay = market.pay if market else None
    if market is None or pay is None or pay.latest is None:
        return None
    table = rows(market, pay)
    if not table.rows:
        return None
    return Comparison(
        heading=page.heading(text_in(data, "heading") or heading % _names(market)),
        table=table,
        group_label=group_label,
        chart_label=chart_label,
        year=pay.latest.year,
        market=market.address,
    )


def _market(data: Data, page: Page) -> Market | None:
    codes = market_of(data, page.topic)
    pay = page.reads.pays.get(codes) if codes else None
    if pay is None:
        return None
    return Market(
        occupation=pay.occupation,
        country=pay.country,
        hub=pay.hub,
        on=page.moment.on,
        as_of=named_day(page.moment),
        pay=pay,
        elsewhere=[],
    )


def _withheld(market: Market, pay: PaySummary) -> str:
    is_silent = pay.is_broader or pay.latest is None
    return wording.withheld_sentence(pay.withheld, market.place) if is_silent else ""


def _names(market: Market) -> dict[str, str]:
    return {"occupation": market.occupation.name, "place": market.place.name}
