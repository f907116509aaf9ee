"""A page that editors wrote, as of one moment: what the page, its preview and the API show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.safestring import SafeString

from articles.blocks import Page, Shown, read_for, show_blocks
from articles.figures.figure import FigureBook
from articles.figures.prose import OF_THE_PAGE, Heading, HeadingIds
from articles.figures.reading import read_figures
from articles.figures.references import keys_of
from articles.figures.rendering import inline
from articles.guide_cards import GuideCard, cards_of, cited_on_cards, describe, reading_minutes
from articles.knowledge import Knowledge
from articles.models import Article
from articles.queries import Change, Live
from articles.title_pay import TitlePay, pay_beside
from articles.writing.content import Block, Content
from articles.writing.kinds import Kind
from benchmarks.models import Occupation
from benchmarks.moments import Moment

IDS = {*OF_THE_PAGE, "changes", "pay", "related"}
"""Ids that the page gives to parts of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A page's public life: since when it is there, what changed, who answers for it.

    `changes` are those that were news to readers, the last one first; not the first publication.
    """

    published_at: datetime
    changed_at: datetime
    changes: list[Change]
    reviewer: str
    checked_at: datetime | None
    next_review_on: date | None

    @property
    def is_changed(self) -> bool:
        return timezone.localdate(self.changed_at) > timezone.localdate(self.published_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """`heading` and `lead` have their figures marked up, `title` and `description` are bare.

    `contents` are the headings that a reader can jump to. `pay` is what the occupation of a visa
    guide earns, held against its title's salary floors. `life` is None for what isn't live.
    """

    kind: Article.Kind
    language: str
    title: str
    heading: SafeString
    lead: list[SafeString]
    description: str
    author: str
    blocks: list[Shown]
    contents: list[Heading]
    minutes: int
    on: date
    content: Content
    book: FigureBook
    pay: TitlePay | None
    life: Life | None
    related: list[GuideCard]


def read_guide(
    content: Content,
    *,
    article: Article,
    moment: Moment,
    live: Live | None = None,
    related: Sequence[Live] = (),
) -> Guide:
    """The content with everything that its blocks show; `live` where visitors may read it."""
    knowledge = Knowledge(moment)
    language = article.language
    keys = keys_of(content) | cited_on_cards(related)
    book = read_figures(keys, topic=content.topic, moment=moment, knowledge=knowledge)
    reads = read_for(
        _with_pay_beside(content),
        language=language,
        knowledge=knowledge,
        at_hand=_occupation_of(article),
    )
    page = Page(
        language=language,
        topic=content.topic,
        moment=moment,
        book=book,
        reads=reads,
        ids=HeadingIds(taken=set(IDS)),
    )
    blocks = show_blocks(content.blocks, page)
    return Guide(
        kind=Article.Kind(article.kind),
        language=language,
        title=page.plain(content.heading),
        heading=inline(content.heading, book, language, may_link=False),
        lead=page.paragraphs(content.lead),
        description=describe(content, book, language),
        author=content.author,
        blocks=blocks,
        contents=[one for one in page.ids.headings if one.level == 2],
        minutes=reading_minutes(content),
        on=moment.on,
        content=content,
        book=book,
        pay=pay_beside(content.topic, reads),
        life=_life(live) if live else None,
        related=cards_of(related, book, moment),
    )


def _with_pay_beside(content: Content) -> Content:
    """For reading alone: a page about a title shows pay and salary floors, whatever its blocks."""
    if not content.topic.title:
        return content
    shown = [Block(number=0, kind=kind, data={}) for kind in (Kind.PAY, Kind.THRESHOLDS)]
    return replace(content, blocks=(*content.blocks, *shown))


def _life(live: Live) -> Life:
    reviewer = live.publication.reviewed_by
    news = [one for one in live.changes[1:] if not one.is_minor]
    return Life(
        published_at=live.first_live_at,
        changed_at=live.changed_at,
        changes=news[::-1],
        reviewer=reviewer.get_full_name() if reviewer else "",
        checked_at=live.checked_at,
        next_review_on=live.next_review_on,
    )


def _occupation_of(article: Article) -> Iterable[Occupation]:
    """The page's own, read along with its row."""
    is_read = article.occupation_id and Article.occupation.is_cached(article)
    return [article.occupation] if is_read and article.occupation else []
