"""What the owner of a page must see to: figures that end or have no value, reviews that are due.

“Checked, still right” moves the next review; a figure without a value it doesn't silence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from articles.figures.figure import Figure, State
from articles.figures.keys import LawKey, MarketKey, read_key
from articles.figures.legal import law_figure
from articles.figures.reading import read_figures
from articles.models import Article, Publication
from articles.writing.content import Topic
from benchmarks import formats
from benchmarks.moments import Moment
from visa.alarms import LEVELS, level
from visa.citations import Text
from visa.queries import read_values
from visa.values import ValueBook

ENDS = Text(
    "{names}: gilt nur noch bis {day} ({days} Tage), ein Nachfolger fehlt",
    "{names}: holds until {day} only ({days} days), and nothing follows",
)
NO_VALUE = Text(
    "{names}: ohne Wert; Leser sehen „noch nicht veröffentlicht“",
    "{names}: without a value; readers see “not yet published”",
)
WITHHELD = Text(
    "{names}: zurückgehalten, weil zu wenige Personen dahinterstehen",
    "{names}: withheld, since too few people stand behind it",
)
UNKNOWN = Text("{names}: gibt es nicht mehr", "{names}: there is no such figure any more")
REVIEW_SOON = Text("Prüfung fällig am {day} ({days} Tage)", "review due on {day} ({days} days)")
REVIEW_DUE = Text("Prüfung seit {day} fällig", "review due since {day}")
NO_REVIEW = Text("Keine Prüfung geplant", "no review is planned")
MORE = Text("und {} weitere", "and {} more")
MOST_NAMES = 2
REVIEW_AHEAD = 30  # days before a review that its owner is told


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAlarm:
    """One thing to see to on a live page. `level` is `past`, or days as in LEVELS."""

    article: Article
    kind: str  # "figure" or "review"
    level: str
    sentence: Text
    days_left: int
    names: tuple[Text, ...] = ()

    @property
    def is_urgent(self) -> bool:
        return self.days_left <= LEVELS[0]


def read_page_alarms(
    moment: Moment, publications: Iterable[Publication] | None = None
) -> list[PageAlarm]:
    """Of all live pages, the most urgent first; in seven queries at most.

    `publications` are those of the moment, where they were read already.
    """
    if publications is None:
        rows = Publication.objects.live(moment.known_at)
        publications = rows.select_related("version", "article__owner")
    live = list(publications)
    figures = _figures(live, moment) if live else None
    found = [
        alarm
        for one in live
        for alarm in (
            *_of_figures(one, figures, moment),
            *_of_review(one.article, moment.on),
        )
    ]
    return sorted(found, key=lambda one: (one.days_left, one.article.heading, one.kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The law and the figures of the pages' topics, by explicit keys."""

    law: ValueBook
    markets: dict[str, Figure]


def _figures(publications: Sequence[Publication], moment: Moment) -> _Known:
    keys = {key for one in publications for _written, key in _explicit_keys(one)}
    wanted = [key for key in keys if not isinstance(read_key(key), LawKey)]
    book = read_figures(wanted, topic=Topic(), moment=moment) if wanted else None
    return _Known(law=read_values(moment.known_at), markets=dict(book.figures) if book else {})


def _explicit_keys(publication: Publication) -> Iterator[tuple[str, str]]:
    """What market pages cite of their own isn't among them: without a value it is left out."""
    topic = publication.version.as_content().topic
    of_markets = publication.article.kind == Article.Kind.MARKET
    for written in publication.version.keys:
        key = read_key(written)
        if of_markets and isinstance(key, MarketKey) and key.market is None:
            continue
        explicit = key.about(topic) if isinstance(key, MarketKey) else key
        yield written, str(explicit) if explicit else written


def _of_figures(
    publication: Publication, known: _Known | None, moment: Moment
) -> Iterator[PageAlarm]:
    """One alarm for all figures of a page that end on the same day, or have no value."""
    if known is None:
        return
    by_fate: dict[tuple[str, date | None], list[Text]] = defaultdict(list)
    for _written, key in _explicit_keys(publication):
        figure = (
            law_figure(key, known.law, moment.on)
            if isinstance(read_key(key), LawKey)
            else known.markets[key]
        )
        if fate := _fate(figure, known.law, moment.on):
            by_fate[fate].append(figure.name)
    for (kind, end), names in by_fate.items():
        yield _figure_alarm(publication.article, kind, end, list(dict.fromkeys(names)), moment.on)


def _fate(figure: Figure, law: ValueBook, on: date) -> tuple[str, date | None] | None:
    """What is wrong with a figure, and the first day without a value where one ends."""
    if figure.state is not State.KNOWN:
        return (figure.state.value, None)
    if figure.valid_to is None or figure.valid_to > on + timedelta(days=max(LEVELS)):
        return None
    key = figure.address.removeprefix("visa.")
    has_follower = law.value_on(key, figure.valid_to) is not None
    return None if has_follower else ("ends", figure.valid_to)


def _figure_alarm(
    article: Article, fate: str, end: date | None, names: list[Text], on: date
) -> PageAlarm:
    patterns = {
        State.UNPUBLISHED.value: NO_VALUE,
        State.SUPPRESSED.value: WITHHELD,
        State.UNKNOWN.value: UNKNOWN,
        "ends": ENDS,
    }
    days_left = (end - on).days if end else 0
    last_day = end - timedelta(days=1) if end else on
    return PageAlarm(
        article=article,
        kind="figure",
        level=level(days_left),
        sentence=_said(patterns[fate], days_left, last_day, names),
        days_left=days_left,
        names=tuple(names),
    )


def _of_review(article: Article, on: date) -> Iterator[PageAlarm]:
    due = article.next_review_on
    if due is None:
        sentence, days_left, stage = NO_REVIEW, REVIEW_AHEAD, str(LEVELS[-1])
    else:
        days_left = (due - on).days
        if days_left > REVIEW_AHEAD:
            return
        stage = level(days_left)
        pattern = REVIEW_SOON if days_left > 0 else REVIEW_DUE
        sentence = _said(pattern, days_left, due, [])
    yield PageAlarm(
        article=article, kind="review", level=stage, sentence=sentence, days_left=days_left
    )


def listed(names: Sequence[Text], language: str) -> str:
    """The first few by name, so that an owner sees what it is about."""
    said = [name.in_language(language) for name in names]
    more = len(said) - MOST_NAMES
    if more <= 1:
        return "; ".join(said)
    return f"{'; '.join(said[:MOST_NAMES])} {MORE.in_language(language).format(more)}"


def _said(pattern: Text, days: int, day: date, names: list[Text]) -> Text:
    def fill(language: str) -> str:
        return pattern.in_language(language).format(
            names=listed(names, language),
            day=formats.day(day, language),
            days=days,
        )

    return Text(fill("de"), fill("en"))
