"""A market page as JSON: its figures, the law beside them, and the words that stand around."""

from decimal import Decimal
from typing import Annotated, Literal

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from ninja import Field, Query, Router, Schema

from articles.api.guides import BlockOut
from articles.guide_cards import GuideCard
from articles.knowledge import Knowledge
from articles.market import read_market
from articles.market_page import MarketPage, read_market_page
from articles.permits import Clearing, Floor, PermitOutlook
from benchmarks.api.asking import AsOf, Code, country_of, hub_of, occupation_of
from benchmarks.api.errors import ErrorOut, NoRelease
from benchmarks.api.markets import MarketOut
from benchmarks.keeping import one_look
from benchmarks.models import Seniority
from benchmarks.moments import Moment

router = Router(tags=["Benchmarks"])

Language = Annotated[
    Literal["de", "en"], Query(description="Of names and texts; English by default.")
]


class FloorOut(Schema):
    """A salary that a residence title asks for, gross per year."""

    key: str = Field(description="As in `/figures/{key}`.")
    name: str
    amount: Decimal | None = Field(description="Null while none is published for the day.")
    currency: str
    share: str = Field(description="Who of all levels earns at least that; empty where unknown.")
    clearing: list[Seniority] = Field(description="Levels whose 80% interval lies above it.")
    open: list[Seniority] = Field(description="Levels whose interval holds it.")
    missing: list[Seniority] = Field(description="Levels whose interval lies below it.")

    @classmethod
    def of(cls, floor: Floor) -> "FloorOut":
        def levels(clearing: Clearing) -> list[Seniority]:
            return [level for level, found in floor.levels if found is clearing]

        return cls(
            key=floor.address.key,
            name=floor.name,
            amount=floor.amount,
            currency=floor.currency,
            share=floor.share,
            clearing=levels(Clearing.CLEARS),
            open=levels(Clearing.OPEN),
            missing=levels(Clearing.MISSES),
        )


class PermitOut(Schema):
    """A residence title of the country that asks for a salary."""

    name: str
    url: str
    floors: list[FloorOut]

    @classmethod
    def of(cls, permit: PermitOutlook, language: str) -> "PermitOut":
        return cls(
            name=permit.name,
            url=settings.SITE_URL + permit.address.url_in(language),
            floors=[FloorOut.of(floor) for floor in permit.floors],
        )


class RelatedOut(Schema):
    """A guide of the occupation."""

    title: str
    url: str

    @classmethod
    def of(cls, card: GuideCard, language: str) -> "RelatedOut":
        return cls(title=card.title, url=settings.SITE_URL + card.address.url_in(language))


class MarketPageOut(MarketOut):
    """What an occupation pays in a place, and what else its page says; `url` is that page."""

    url: str
    permits: list[PermitOut]
    guides: list[RelatedOut]
    blocks: list[BlockOut] = Field(
        description="Words and parts of the page in their order; figures in texts are printed."
    )

    @classmethod
    def of(cls, page: MarketPage, language: str) -> "MarketPageOut":
        """Raises NoRelease where nothing had been released by the day."""
        market = page.market
        if market.pay is None:
            raise NoRelease(market.on)
        own = {
            "url": settings.SITE_URL + market.address.url_in(language),
            "permits": [PermitOut.of(permit, language) for permit in market.permits],
            "guides": [RelatedOut.of(card, language) for card in page.guides],
            "blocks": [BlockOut.of(block, page.book, language) for block in page.content.blocks],
        }
        return cls.model_validate(cls.fields_of(market.pay, market.skills, on=market.on) | own)


ANSWERS = {200: MarketPageOut, 404: ErrorOut, 422: ErrorOut}


@router.get(
    "/benchmarks/{occupation}/{country}",
    response=ANSWERS,
    operation_id="benchmarks_api_market",
)
def market(
    request: HttpRequest,
    occupation: Code,
    country: Code,
    language: Language = "en",
    as_of: AsOf = None,
) -> MarketPageOut:
    """What an occupation pays in a country, with all that its page shows."""
    return _market(occupation, country, None, language, as_of)


@router.get(
    "/benchmarks/{occupation}/{country}/{hub}",
    response=ANSWERS,
    operation_id="benchmarks_api_hub_market",
)
def hub_market(
    request: HttpRequest,
    occupation: Code,
    country: Code,
    hub: Code,
    language: Language = "en",
    as_of: AsOf = None,
) -> MarketPageOut:
    """What an occupation pays in one hub of a country, with all that its page shows."""
    return _market(occupation, country, hub, language, as_of)


def _market(
    occupation: str, country: str, hub: str | None, language: str, as_of: str | None
) -> MarketPageOut:
    knowledge = Knowledge(Moment.asked_for(as_of))
    place = country_of(country)
    kind_of_work = occupation_of(occupation)
    where = hub_of(place, hub) if hub else None
    if knowledge.release is None:
        raise NoRelease(knowledge.moment.on)
    with translation.override(language), one_look():
        market = read_market(occupation=kind_of_work, country=place, hub=where, knowledge=knowledge)
        page = read_market_page(market, knowledge=knowledge, offer=None)
        return MarketPageOut.of(page, language)
