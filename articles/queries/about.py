"""What is written about a market: the words of its page, and guides on its occupation."""

from dataclasses import dataclass

from articles.models import Article
from articles.queries.live import Live
from articles.queries.shelf import Shelved, read_shelf
from articles.writing.content import Topic
from articles.writing.layers import how_special, speaks_for
from benchmarks.moments import Moment

GUIDES = (Article.Kind.GUIDE, Article.Kind.VISA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """`layers` are the words of market pages that speak for it, from the general to the special;
    of equals the older article stands below. `guides` are guides and visa guides of the occupation,
    in its country or in none: those of the country first, then the newest.
    """

    layers: list[Live]
    guides: list[Live]


def read_written(market: Topic, *, language: str, moment: Moment, guides: int) -> Written:
    """What is live about the market in the language, at most so many guides.

    What each is about, its version pins: the row of its form may be about something else by now.
    """
    shelf = read_shelf()
    layers = shelf.live(moment, kinds=[Article.Kind.MARKET], language=language)
    layers = [row for row in layers if speaks_for(row.topic, market)]
    layers.sort(key=lambda row: (how_special(row.topic), row.article))
    about = [
        row for row in shelf.live(moment, kinds=GUIDES, language=language) if _is_about(row, market)
    ]
    about.sort(key=lambda row: not row.topic.country)
    lives = shelf.read([*layers, *about[:guides]], moment)
    return Written(layers=lives[: len(layers)], guides=lives[len(layers) :])


def _is_about(guide: Shelved, market: Topic) -> bool:
    topic = guide.topic
    return topic.occupation == market.occupation and topic.country in ("", market.country)
