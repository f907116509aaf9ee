"""The versions that a change could show in: live, scheduled, and being written."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from articles.example_market import example_topic
from articles.figures.keys import MarketKey, read_key
from articles.models import Article, Publication, Version
from articles.writing.content import Content, Topic
from benchmarks.moments import Moment


class Standing(StrEnum):
    """How far a version has come."""

    LIVE = "live"
    SCHEDULED = "scheduled"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standee:
    """A version of an article with where it stands, and what its relative figures are about.

    What is said of many markets is told once, of an example.
    """

    version: Version
    standing: Standing
    content: Content
    topic: Topic


def read_standing(moment: Moment, *, kinds_of_key: tuple[str, ...]) -> list[Standee]:
    """Versions that cite a figure whose key begins so, in two queries; drafts come last.

    Those of market pages take more: their examples are looked for one by one.
    """
    at = moment.known_at
    publications = (
        Publication.objects.exclude(live_until__lte=at)
        .select_related("version__article__owner")
        .order_by("version__article__language", "article", "live_from")
    )
    found = [
        (one.version, Standing.LIVE if one.live_from <= at else Standing.SCHEDULED)
        for one in publications
    ]
    published = {version.pk for version, _standing in found}
    latest = (
        Version.objects.filter(is_aside=False)
        .select_related("article__owner")
        .order_by("article", "-number")
        .distinct("article")
    )
    drafts = [(one, Standing.DRAFT) for one in latest if one.pk not in published]
    return [
        _standee(version, standing, moment)
        for version, standing in (*found, *drafts)
        if _cites(version, kinds_of_key)
    ]


def _standee(version: Version, standing: Standing, moment: Moment) -> Standee:
    content = version.as_content()
    topic = content.topic
    if version.article.kind == Article.Kind.MARKET:
        topic = example_topic(topic, moment)
    return Standee(version=version, standing=standing, content=content, topic=topic)


def _cites(version: Version, kinds_of_key: tuple[str, ...]) -> bool:
    return any(key.startswith(kinds_of_key) for key in version.keys)


def explicit_keys(standees: list[Standee]) -> Iterator[tuple[Standee, str, str]]:
    """Every key as written with the explicit one that it stands for on its page."""
    for standee in standees:
        for written in standee.version.keys:
            key = read_key(written)
            explicit = key.about(standee.topic) if isinstance(key, MarketKey) else key
            yield standee, written, str(explicit) if explicit else written
