"""A page that editors wrote, as of one moment: what the page, its preview and the API show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.addresses import Address, named_day
from articles.blocks import Page, Reads, Shown, read_for, show_blocks
from articles.blocks.reading import market_of
from articles.figures.figure import FigureBook
from articles.figures.prose import OF_THE_PAGE, Heading, HeadingIds
from articles.figures.reading import read_figures
from articles.figures.references import keys_of
from articles.figures.rendering import inline
from articles.frames import Link
from articles.guide_cards import GuideCard, cards_of, cited_on_cards, describe, reading_minutes
from articles.knowledge import Knowledge
from articles.loading.accounts import REVIEWER
from articles.models import Article
from articles.queries import Change, Live
from articles.title_pay import TitlePay, pay_beside
from articles.writing.content import Block, Content, Topic
from articles.writing.kinds import Kind
from benchmarks.models import Occupation
from benchmarks.moments import Moment

IDS = {*OF_THE_PAGE, "changes", "pay", "related"}
"""Ids that the page gives to parts of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A page's public life: since when it is there, what changed, who answers for it.

    `changes` are those that were news to readers, the last one first; not the first publication.
    `reviewer` is a person, or empty; what ships was reviewed by none, it `has_only_checks`.
    """

    published_at: datetime
    changed_at: datetime
    changes: list[Change]
    reviewer: str
    has_only_checks: bool
    checked_at: datetime | None
    next_review_on: date | None

    @property
    def is_changed(self) -> bool:
        return timezone.localdate(self.changed_at) > timezone.localdate(self.published_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """`heading` and `lead` have their figures marked up, `title` and `description` are bare.

    `contents` are the headings that a reader can jump to. `pay` is what the occupation of a visa
    guide earns, held against its title's salary floors; `market` leads to all of it. `life` is
    None for what isn't live.
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
    market: Link | None
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
        _with_what_stands_beside(content),
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
        market=_market_of(content.topic, reads, moment),
        life=_life(live) if live else None,
        related=cards_of(related, book, moment),
    )


def _with_what_stands_beside(content: Content) -> Content:
    """For reading alone: whatever its blocks, a page leads to the market that it is about, and one
    on a title holds the market's pay against the title's salary floors.
    """
    topic = content.topic
    is_about = {Kind.PAY: topic.occupation and topic.country, Kind.THRESHOLDS: topic.title}
    shown = [Block(number=0, kind=kind, data={}) for kind, about in is_about.items() if about]
    return replace(content, blocks=(*content.blocks, *shown))


def _market_of(topic: Topic, reads: Reads, moment: Moment) -> Link | None:
    """The page of the market, where it has a figure."""
    codes = market_of({}, topic)
    pay = reads.pays.get(codes) if codes else None
    if pay is None or pay.latest is None:
        return None
    address = Address(
        view="market_detail",
        occupation=pay.occupation,
        country=pay.country,
        hub=pay.hub,
        as_of=named_day(moment),
    )
    names = {"occupation": pay.occupation.name, "place": (pay.hub or pay.country).name}
    return Link(text=_("Pay: %(occupation)s, %(place)s") % names, href=address.get_absolute_url())


def _life(live: Live) -> Life:
    reviewer = live.publication.reviewed_by
    has_only_checks = reviewer is not None and reviewer.username == REVIEWER.username
    news = [one for one in live.changes[1:] if not one.is_minor]
    return Life(
        published_at=live.first_live_at,
        changed_at=live.changed_at,
        changes=news[::-1],
        reviewer=reviewer.get_full_name() if reviewer and not has_only_checks else "",
        has_only_checks=has_only_checks,
        checked_at=live.checked_at,
        next_review_on=live.next_review_on,
    )


def _occupation_of(article: Article) -> Iterable[Occupation]:
    """The page's own, read along with its row."""
    is_read = article.occupation_id and Article.occupation.is_cached(article)
    return [article.occupation] if is_read and article.occupation else []
