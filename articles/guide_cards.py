"""Guides in lists: the index, home, and what is related to a page; figures read once for all."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from articles.addresses import LANGUAGES, Address, named_day
from articles.example_market import example_market
from articles.figures.figure import FigureBook
from articles.figures.keys import MarketKey, read_key
from articles.figures.reading import read_figures
from articles.figures.references import references_in
from articles.figures.rendering import plain
from articles.knowledge import Knowledge
from articles.models import Article
from articles.queries import Live
from articles.writing.content import Content, Topic
from benchmarks.models import Occupation
from benchmarks.moments import Moment
from visa.citations import Text
from visa.models import ResidenceTitle

WORDS_A_MINUTE = 200
LONGEST_DESCRIPTION = 300
TAG = re.compile(r"<[^>]*>")
"""In cleaned HTML, where no other angle bracket stands."""
WORD = re.compile(r"\w+")
ASCII_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideCard:
    title: str
    text: str
    address: Address
    published_at: datetime
    changed_at: datetime
    minutes: int


def guide_cards(
    lives: Sequence[Live], moment: Moment, *, knowledge: Knowledge | None = None
) -> list[GuideCard]:
    """In the order of the live pages; the figures of all are read together."""
    keys = cited_on_cards(lives)
    book = FigureBook({})
    if keys:
        book = read_figures(keys, topic=Topic(), moment=moment, knowledge=knowledge)
    return cards_of(lives, book, moment)


def cited_on_cards(lives: Iterable[Live]) -> set[str]:
    """The keys that cards cite, with what each is about made explicit: pages differ in topic."""
    return {key for live in lives for key in _explicit(live.content).values()}


def cards_of(lives: Iterable[Live], book: FigureBook, moment: Moment) -> list[GuideCard]:
    """From a book that holds what they cite."""
    return [_card(live, _book_of(_explicit(live.content), book), moment) for live in lives]


def describe(content: Content, book: FigureBook, language: str) -> str:
    """For search engines and cards: the description, else the lead, in one line."""
    written = plain(content.description or content.lead, book, language)
    text = ASCII_SPACES.sub(" ", written).strip()  # a no-break space in an amount stays one
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    return text[:LONGEST_DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;:–") + " …"


def reading_minutes(content: Content) -> int:
    """Of somebody who reads two hundred words a minute; at least one."""
    texts = (TAG.sub(" ", one.text) if one.is_html else one.text for one in content.texts())
    words = sum(len(WORD.findall(text)) for text in texts)
    return max(1, ceil(words / WORDS_A_MINUTE))


def guide_address(live: Live, translations: Iterable[Live], moment: Moment) -> Address:
    """Where the page stands, in every language that it is live in."""
    slugs = {one.language: one.content.slug for one in (*translations, live)}
    return Address(
        view="guide_detail",
        guide=Text(slugs.get("de", ""), slugs.get("en", "")),
        languages=tuple(code for code in LANGUAGES if code in slugs),
        as_of=named_day(moment),
    )


def address_of(live: Live, moment: Moment) -> Address:
    """Where a live page stands in its own language; a visa guide where its title does.

    Words for market pages have none of their own: they lead to an example.
    """
    if live.article.kind == Article.Kind.MARKET:
        return market_address(live.content.topic, moment)
    if live.article.kind != Article.Kind.VISA:
        return guide_address(live, (), moment)
    title, occupation = _subject(live)
    if title is None:
        return Address(view="visa_index", as_of=named_day(moment))
    slug = Text(title.slug_de, title.slug_en)
    return Address(view="visa_detail", title=slug, occupation=occupation, as_of=named_day(moment))


def market_address(topic: Topic, moment: Moment) -> Address:
    """The page of the market that words about the topic are best seen on."""
    as_of = named_day(moment)
    example = example_market(topic, moment)
    if example is None:
        return Address(view="salary_index", as_of=as_of)
    return Address(
        view="market_detail",
        occupation=example.occupation,
        country=example.country,
        hub=example.hub,
        as_of=as_of,
    )


def _subject(live: Live) -> tuple[ResidenceTitle | None, Occupation | None]:
    """What the live version is about: the row that is being written may be about another by now."""
    topic, article = live.content.topic, live.article
    title, occupation = article.title, article.occupation
    if topic.title != (title.key if title else ""):
        title = ResidenceTitle.objects.filter(key=topic.title).first()
    if topic.occupation != (occupation.code if occupation else ""):
        occupation = Occupation.objects.filter(code=topic.occupation).first()
    return title, occupation


def _card(live: Live, book: FigureBook, moment: Moment) -> GuideCard:
    content, language = live.content, live.language
    return GuideCard(
        title=plain(content.heading, book, language),
        text=describe(content, book, language),
        address=address_of(live, moment),
        published_at=live.first_live_at,
        changed_at=live.changed_at,
        minutes=reading_minutes(content),
    )


def _explicit(content: Content) -> dict[str, str]:
    """From the keys that a card cites as written to what they are by themselves."""
    texts = (content.heading, content.description or content.lead)
    written = {key for text in texts for one in references_in(text) for key in one.keys}
    return {key: explicit for key in written if (explicit := _about(key, content.topic))}


def _about(written: str, topic: Topic) -> str:
    key = read_key(written)
    if isinstance(key, MarketKey):
        key = key.about(topic)
    return str(key) if key else ""


def _book_of(explicit: dict[str, str], book: FigureBook) -> FigureBook:
    known = {written: book.of(key) for written, key in explicit.items()}
    return FigureBook({key: figure for key, figure in known.items() if figure}, book.as_of)
