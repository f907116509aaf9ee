"""What is written about a market: the words of its page, and guides on its occupation."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from articles.models import Article
from articles.queries.published import Live, as_live, live_publications, of_topic
from articles.writing.content import Topic
from articles.writing.layers import how_special
from benchmarks.moments import Moment

PLACED = ("occupation", "country", "hub")
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
    """What is live about the market in the language, at most so many guides; one query.

    What each is about, its version pins: the row of its form may be about something else by now.
    """
    fits = Q(**{f"on_{name}__in": ("", getattr(market, name)) for name in PLACED})
    is_layer = Q(article__kind=Article.Kind.MARKET) & fits
    is_guide = Q(
        article__kind__in=GUIDES,
        on_occupation=market.occupation,
        on_country__in=("", market.country),
    )
    rows = (
        live_publications(moment)
        .filter(article__language=language)
        .annotate(**{f"on_{name}": of_topic(name) for name in PLACED})
        .filter(is_layer | is_guide)
        .order_by("-live_from", "-pk")
    )
    found = [as_live(row) for row in rows]
    return Written(layers=_layers(found), guides=_guides(found)[:guides])


def _layers(found: Iterable[Live]) -> list[Live]:
    layers = [live for live in found if live.article.kind == Article.Kind.MARKET]
    layers.sort(key=lambda live: live.article.pk)
    return sorted(layers, key=lambda live: how_special(live.content.topic))


def _guides(found: Iterable[Live]) -> list[Live]:
    guides = [live for live in found if live.article.kind != Article.Kind.MARKET]
    return sorted(guides, key=lambda live: not live.content.topic.country)
