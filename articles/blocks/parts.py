"""The parts of a market page: figures, tables and forms, each shown where a block asks for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles import tables, wording
from articles.addresses import Address, TableFile
from articles.blocks.page import MarketHere, Page
from articles.blocks.stored import text_in
from articles.charts import History, Strip, history, strip
from articles.comparison_form import code_of
from articles.guide_cards import GuideCard
from articles.market import Market
from articles.offer import OfferForm
from articles.permits import PermitOutlook
from articles.table_names import table_names
from articles.tables import PayTable
from articles.writing.content import Data
from articles.writing.kinds import MarketPart
from benchmarks.models import Assumption
from benchmarks.queries import OccupationSkills, Pay, PaySummary

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

type Files = list[TableFile]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A template, and the fields of what it shows: it is given them by their names."""

    template: str
    shown: "DataclassInstance"

    @property
    def fields(self) -> dict[str, object]:
        return {one.name: getattr(self.shown, one.name) for one in fields(self.shown)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """Typical pay; `withheld` says why the place has no figure of its own, if it has none."""

    market: Market
    latest: Pay
    level_name: str
    withheld: str
    modelled_from: str
    grade: wording.GradeWords
    strip: Strip
    files: Files


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """In place of the headline where no level has a figure."""

    market: Market
    withheld: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    market: Market
    offer: OfferForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Groups side by side; `year` is that of the headline, None without one."""

    table: PayTable
    year: int | None
    files: Files


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    table: PayTable
    history: History | None
    files: Files


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    assumptions: list[Assumption]


@dataclass(frozen=True, slots=True, kw_only=True)
class Permits:
    permits: list[PermitOutlook]
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Skills:
    skills: OccupationSkills


@dataclass(frozen=True, slots=True, kw_only=True)
class Countries:
    table: PayTable
    caption: str
    files: Files


@dataclass(frozen=True, slots=True, kw_only=True)
class Guides:
    cards: list[GuideCard]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    market: Market
    compare: Address


def part(data: Data, page: Page) -> Part | None:
    """None on any other page, and where the market has nothing of the kind."""
    name = text_in(data, "part")
    if page.here is None or name not in MarketPart:
        return None
    show, template = SHOWN_BY[MarketPart(name)]
    shown = show(page.here)
    if shown is None:
        return None
    if heading := HEADINGS.get(MarketPart(name)):
        page.ids.note(heading.id, _(heading.text))
    is_nothing = isinstance(shown, Nothing)
    return Part(template="market/_nothing.html" if is_nothing else template, shown=shown)


def _latest(market: Market) -> Pay | None:
    return market.pay.latest if market.pay else None


def headline(here: MarketHere) -> Headline | Nothing:
    market, pay = here.market, here.market.pay
    withheld = wording.withheld_sentence(pay.withheld, market.place) if pay else ""
    if pay is None or pay.latest is None or pay.level is None:
        return Nothing(market=market, withheld=withheld)
    return Headline(
        market=market,
        latest=pay.latest,
        level_name=wording.level_name(pay.level, market.country),
        withheld=withheld if pay.is_broader else "",
        modelled_from=wording.modelled_from(pay.level, market.country),
        grade=wording.grade_words(pay.latest, market.on),
        strip=strip(pay.latest),
        files=market.address.files(table_names().spread),
    )


def offer(here: MarketHere) -> Offer | None:
    is_there = here.offer is not None and _latest(here.market) is not None
    return Offer(market=here.market, offer=here.offer) if is_there and here.offer else None


def levels(here: MarketHere) -> Table | None:
    latest = _latest(here.market)
    if here.market.pay is None or latest is None:
        return None
    return Table(
        table=tables.by_seniority(here.market.pay),
        year=latest.year,
        files=here.market.address.files(table_names().levels),
    )


def cities(here: MarketHere) -> Table | None:
    table = tables.by_hub(here.market)
    if not table.rows and not table.without_pay:
        return None
    latest = _latest(here.market)
    return Table(
        table=table,
        year=latest.year if latest else None,
        files=here.market.address.files(table_names().cities),
    )


def years(here: MarketHere) -> Years | None:
    pay: PaySummary | None = here.market.pay
    if pay is None or pay.latest is None:
        return None
    return Years(
        table=tables.by_year(pay),
        history=history(pay.by_year, pay.projection),
        files=here.market.address.files(table_names().years),
    )


def assumptions(here: MarketHere) -> Assumptions | None:
    stated = here.market.pay.assumptions if here.market.pay else []
    return Assumptions(assumptions=stated) if stated else None


def permits(here: MarketHere) -> Permits | None:
    market = here.market
    if not market.permits:
        return None
    return Permits(permits=market.permits, on=market.on)


def skills(here: MarketHere) -> Skills | None:
    market = here.market
    if market.skills is None:
        return None
    return Skills(skills=market.skills)


def countries(here: MarketHere) -> Countries | None:
    market = here.market
    table = tables.by_country(market.elsewhere, market.as_of)
    if not table.rows:
        return None
    files = market.address.files(table_names().countries)
    return Countries(table=table, caption=_("In other countries"), files=files)


def guides(here: MarketHere) -> Guides | None:
    return Guides(cards=here.guides) if here.guides else None


def sources(here: MarketHere) -> Sources | None:
    market = here.market
    if _latest(market) is None:
        return None
    groups = (code_of(market.group),)
    compare = Address(view="comparison", groups=groups, as_of=market.as_of)
    return Sources(market=market, compare=compare)


@dataclass(frozen=True, slots=True)
class PartHeading:
    """The heading in a part's template, as the table of contents has it; `text` in English."""

    id: str
    text: str


HEADINGS: Mapping[MarketPart, PartHeading] = {
    MarketPart.OFFER: PartHeading("offer-heading", gettext_noop("Where does my offer stand?")),
    MarketPart.LEVELS: PartHeading("seniority", gettext_noop("By experience")),
    MarketPart.CITIES: PartHeading("hubs", gettext_noop("By city")),
    MarketPart.YEARS: PartHeading("years", gettext_noop("By year")),
    MarketPart.ASSUMPTIONS: PartHeading("assumptions", gettext_noop("Assumptions, not measured")),
    MarketPart.PERMITS: PartHeading("permits", gettext_noop("Pay and residence")),
    MarketPart.SKILLS: PartHeading("skills", gettext_noop("Skills and certificates")),
    MarketPart.COUNTRIES: PartHeading("countries", gettext_noop("In other countries")),
    MarketPart.GUIDES: PartHeading("related", gettext_noop("Related guides")),
    MarketPart.SOURCES: PartHeading("sources", gettext_noop("Sources of the figures")),
}

type Show = Callable[[MarketHere], DataclassInstance | None]

SHOWN_BY: Mapping[MarketPart, tuple[Show, str]] = {
    MarketPart.HEADLINE: (headline, "market/_headline.html"),
    MarketPart.OFFER: (offer, "market/_offer.html"),
    MarketPart.LEVELS: (levels, "market/_seniorities.html"),
    MarketPart.CITIES: (cities, "market/_hubs.html"),
    MarketPart.YEARS: (years, "market/_years.html"),
    MarketPart.ASSUMPTIONS: (assumptions, "market/_assumptions.html"),
    MarketPart.PERMITS: (permits, "market/_permits.html"),
    MarketPart.SKILLS: (skills, "market/_skills.html"),
    MarketPart.COUNTRIES: (countries, "components/country_pays.html"),
    MarketPart.GUIDES: (guides, "guide/_related.html"),
    MarketPart.SOURCES: (sources, "market/_sources.html"),
}
