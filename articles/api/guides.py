"""Guides as JSON: what is live on the day, with figures in their texts as pages print them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from ninja import Field, Path, Query, Router, Schema
from ninja.pagination import paginate

from articles.api.figures import FigureOut
from articles.figures.figure import FigureBook
from articles.figures.rendering import plain, prose
from articles.guide_cards import GuideCard, address_of, guide_cards
from articles.guides import Guide, read_guide
from articles.models import Article
from articles.queries import Change, Live, find_page, live_articles
from articles.writing.content import Block, texts_of
from benchmarks.api.asking import AsOf
from benchmarks.api.errors import ErrorOut
from benchmarks.api.lists import Slice
from benchmarks.moments import Moment

router = Router(tags=["Guides"])

KINDS = (Article.Kind.GUIDE, Article.Kind.VISA)
Language = Literal["de", "en"]
Slug = Annotated[str, Path(max_length=120, description="As `slug` in the list.")]


class UnknownGuide(LookupError):
    """Nothing is live at that slug in that language on the day."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class GuideListed(Schema):
    """A live page; `url` is where people read it."""

    language: str
    kind: str = Field(description="`guide` or `visa`.")
    slug: str
    title: str
    description: str
    url: str
    published_at: datetime
    changed_at: datetime
    minutes: int = Field(description="To read it.")

    @classmethod
    def of(cls, live: Live, card: GuideCard) -> "GuideListed":
        return cls(
            language=live.language,
            kind=live.article.kind,
            slug=live.content.slug,
            title=card.title,
            description=card.text,
            url=settings.SITE_URL + card.address.url_in(live.language),
            published_at=card.published_at,
            changed_at=card.changed_at,
            minutes=card.minutes,
        )


class ChangeOut(Schema):
    at: datetime
    note: str

    @classmethod
    def of(cls, change: Change) -> "ChangeOut":
        return cls(at=change.at, note=change.note)


class SectionOut(Schema):
    """A heading that can be linked to by `url#id`."""

    id: str
    text: str


class BlockOut(Schema):
    """One block; figures in its texts are printed in the page's language."""

    number: int
    kind: str
    data: dict[str, Any]

    @classmethod
    def of(cls, block: Block, book: FigureBook, language: str) -> "BlockOut":
        for one in texts_of(block):
            write = prose if one.is_html else plain
            text = str(write(one.text, book, language))
            block = block.with_text(one.place.path, text)
        return cls(number=block.number, kind=block.kind, data=dict(block.data))


class GuideOut(Schema):
    """A page with everything that it says, on the day."""

    language: str
    kind: str = Field(description="`guide` or `visa`.")
    slug: str
    url: str
    title: str
    lead: str
    description: str
    author: str
    reviewer: str
    published_at: datetime
    changed_at: datetime
    checked_at: datetime | None
    next_review_on: date | None
    changes: list[ChangeOut] = Field(description="The last one first.")
    as_of: date = Field(description="The day of its figures.")
    minutes: int
    sections: list[SectionOut]
    blocks: list[BlockOut]
    figures: list[FigureOut] = Field(description="All that its texts cite.")

    @classmethod
    def of(cls, guide: Guide, live: Live, moment: Moment) -> "GuideOut":
        life = guide.life
        if life is None:
            raise UnknownGuide(guide.content.slug)
        figures = {
            one.address: one for one in guide.book.figures.values() if guide.book.of(one.key)
        }
        return cls(
            language=guide.language,
            kind=guide.kind.value,
            slug=guide.content.slug,
            url=settings.SITE_URL + address_of(live, moment).url_in(guide.language),
            title=guide.title,
            lead=plain(guide.content.lead, guide.book, guide.language),
            description=guide.description,
            author=guide.author,
            reviewer=life.reviewer,
            published_at=life.published_at,
            changed_at=life.changed_at,
            checked_at=life.checked_at,
            next_review_on=life.next_review_on,
            changes=[ChangeOut.of(one) for one in life.changes],
            as_of=guide.on,
            minutes=guide.minutes,
            sections=[SectionOut(id=one.id, text=one.text) for one in guide.contents],
            blocks=[
                BlockOut.of(block, guide.book, guide.language) for block in guide.content.blocks
            ],
            figures=[FigureOut.of(figures[key]) for key in sorted(figures)],
        )


@router.get("/guides", response={200: list[GuideListed], 422: ErrorOut})
@paginate(Slice)
def guides(
    request: HttpRequest,
    language: Annotated[Language | None, Query(description="Both by default.")] = None,
    as_of: AsOf = None,
) -> list[GuideListed]:
    """Every page that was live on the day, by language, kind and slug."""
    moment = Moment.asked_for(as_of)
    wanted = [language] if language else ["de", "en"]
    lives = [
        live
        for code in wanted
        for kind in KINDS
        for live in live_articles(moment, kind=kind, language=code)
    ]
    lives.sort(key=lambda live: (live.language, live.article.kind, live.content.slug))
    cards = guide_cards(lives, moment)
    return [GuideListed.of(live, card) for live, card in zip(lives, cards, strict=True)]


@router.get("/guides/{language}/{slug}", response={200: GuideOut, 404: ErrorOut, 422: ErrorOut})
def guide(request: HttpRequest, language: Language, slug: Slug, as_of: AsOf = None) -> GuideOut:
    """One page as it read on the day, by the slug that it had then."""
    moment = Moment.asked_for(as_of)
    live = _live(language, slug, moment)
    with translation.override(language):
        read = read_guide(live.content, article=live.article, moment=moment, live=live)
        return GuideOut.of(read, live, moment)


def _live(language: str, slug: str, moment: Moment) -> Live:
    for kind in KINDS if "\0" not in slug else ():  # the database takes no such text
        found = find_page(kind=kind, language=language, slug=slug, moment=moment)
        if found.live:
            return found.live
    raise UnknownGuide(slug)
