"""What every block is shown with: language, day, figures, what was read, the headings so far."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.blocks.reading import Reads
from articles.blocks.stored import paragraphs_of
from articles.figures.figure import FigureBook
from articles.figures.prose import HeadingIds
from articles.figures.rendering import inline, plain
from articles.guide_cards import GuideCard
from articles.market import Market
from articles.offer import OfferForm
from articles.writing.content import Topic
from benchmarks.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading that can be linked to; `text` is bare, `html` has its figures marked up."""

    anchor: str
    text: str
    html: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketHere:
    """The market that the page is about, with the form for an offer as it was sent."""

    market: Market
    offer: OfferForm | None
    guides: list[GuideCard]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page that blocks are shown on; `here` on the page of a market alone."""

    language: str
    topic: Topic
    moment: Moment
    book: FigureBook
    reads: Reads
    ids: HeadingIds
    here: MarketHere | None = None

    def inline(self, text: str, *, may_link: bool = True) -> SafeString:
        return inline(text, self.book, self.language, may_link=may_link)

    def plain(self, text: str) -> str:
        return plain(text, self.book, self.language)

    def paragraphs(self, text: str) -> list[SafeString]:
        return [self.inline(one) for one in paragraphs_of(text)]

    def heading(self, text: str, *, level: int = 2) -> Heading:
        words = self.plain(text)
        return Heading(
            anchor=self.ids.add(level, text, words),
            text=words,
            html=self.inline(text, may_link=False),
        )

    def heading_or_none(self, text: str) -> Heading | None:
        return self.heading(text) if text else None
