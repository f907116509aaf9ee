"""The page of a market: its figures, and around them the words that editors wrote for its like."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from articles.addresses import language_here
from articles.blocks import MarketHere, Page, Shown, read_for, show_blocks
from articles.blocks.silence import is_silent, spoken
from articles.figures.figure import FigureBook
from articles.figures.prose import OF_THE_PAGE, Heading, HeadingIds
from articles.figures.reading import read_figures
from articles.figures.references import keys_of
from articles.guide_cards import GuideCard, cards_of, cited_on_cards
from articles.knowledge import Knowledge
from articles.market import Market
from articles.market_facts import facts_of
from articles.models import Article
from articles.offer import OfferForm
from articles.queries import Written, read_written
from articles.writing.content import Block, Content
from articles.writing.layers import how_special, page_of

MOST_GUIDES = 4
IDS = {
    *(*OF_THE_PAGE, "typical", "seniority", "hubs", "years", "assumptions", "permits", "skills"),
    *("countries", "related", "sources", "offer", "offer-heading", "offer-amount", "offer-example"),
    *("offer-problem", "offer-seniority", "offer-hub"),
}
"""Ids that the parts of the page have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A version that isn't live, shown in the place of what is live of its article."""

    article: Article
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketPage:
    """`lead` is empty where nobody wrote one, or it cites a figure that isn't there.

    `contents` are the headings that a reader can jump to. `content` are the words as written, of
    all layers together, without what is left out here; `book` has the figures that they cite.
    `guides` are those of the occupation.
    """

    market: Market
    lead: list[SafeString]
    blocks: list[Shown]
    contents: list[Heading]
    content: Content
    book: FigureBook
    guides: list[GuideCard]


def read_market_page(
    market: Market,
    *,
    knowledge: Knowledge,
    offer: OfferForm | None,
    draft: Draft | None = None,
) -> MarketPage:
    """One query for what is written, and those for what its blocks show besides words."""
    language, moment = language_here(), knowledge.moment
    written = read_written(market.topic, language=language, moment=moment, guides=MOST_GUIDES)
    content = _content(market, _layers(written, draft))
    book = read_figures(
        keys_of(content) | cited_on_cards(written.guides),
        topic=market.topic,
        moment=moment,
        knowledge=knowledge,
        pay=market.pay,
    )
    content = replace(content, blocks=tuple(spoken(content.blocks, book)))
    guides = cards_of(written.guides, book, moment)
    page = Page(
        language=language,
        topic=market.topic,
        moment=moment,
        book=book,
        reads=read_for(
            content,
            language=language,
            knowledge=knowledge,
            at_hand=[market.occupation],
            pay=market.pay,
        ),
        ids=HeadingIds(taken=set(IDS)),
        here=MarketHere(market=market, offer=offer, guides=guides),
    )
    blocks = show_blocks(content.blocks, page)
    return MarketPage(
        market=market,
        lead=[] if is_silent(content.lead, book) else page.paragraphs(content.lead),
        blocks=blocks,
        contents=[one for one in page.ids.headings if one.level == 2],
        content=content,
        book=book,
        guides=guides,
    )


def _layers(written: Written, draft: Draft | None) -> list[Content]:
    if draft is None:
        return [live.content for live in written.layers]
    others = [live.content for live in written.layers if live.article.pk != draft.article.pk]
    return sorted([*others, draft.content], key=lambda content: how_special(content.topic))


def _content(market: Market, layers: Sequence[Content]) -> Content:
    """All layers as one text about the market; the lead is that of the most special one."""
    blocks: list[Block] = page_of(layers, facts_of(market))
    return Content(
        heading="",
        slug="",
        lead=next((layer.lead for layer in reversed(layers) if layer.lead), ""),
        topic=market.topic,
        blocks=tuple(blocks),
    )
