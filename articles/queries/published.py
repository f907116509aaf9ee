"""The versions that are live at one moment: the one door from articles to visitors."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from articles.models import Article, Publication, Slug
from articles.writing.content import Content
from benchmarks.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """An article as visitors read it at one moment."""

    article: Article
    publication: Publication
    content: Content
    first_live_at: datetime
    changed_at: datetime

    @property
    def language(self) -> str:
        return self.article.language

    @property
    def changed_on(self) -> date:
        return self.changed_at.date()


def live_publications(moment: Moment) -> QuerySet[Publication]:
    """Live at the moment's instant: by time alone, so nothing has to run for it."""
    return Publication.objects.live(moment.known_at).select_related(
        "version", "article", "article__original", "reviewed_by"
    )


def live_articles(moment: Moment, *, kind: str, language: str) -> list[Live]:
    """All live articles of a kind in a language, by heading."""
    found = live_publications(moment).filter(article__kind=kind, article__language=language)
    return sorted((_live(one) for one in found), key=lambda live: live.content.heading)


def live_of(article: Article, moment: Moment) -> Live | None:
    """What visitors read of the article; None where it isn't live."""
    found = live_publications(moment).filter(article=article).first()
    return _live(found) if found else None


def find_live(
    *, kind: str, language: str, slug: str, moment: Moment
) -> tuple[Article | None, Live | None]:
    """The article that the slug led to by then, and what is live of it.

    No article where the slug never led anywhere, or begins to only later; then nothing about the
    page may be told.
    """
    row = (
        Slug.objects.filter(language=language, kind=kind, slug=slug, since__lte=moment.known_at)
        .select_related("article", "article__successor")
        .first()
    )
    if row is None:
        return None, None
    return row.article, live_of(row.article, moment)


def _live(publication: Publication) -> Live:
    dates = (
        publication.article.publications.filter(live_from__lte=publication.live_from)
        .order_by("live_from")
        .values_list("live_from", "is_minor")
    )
    starts = list(dates)
    major = [start for start, is_minor in starts[1:] if not is_minor]
    return Live(
        article=publication.article,
        publication=publication,
        content=publication.version.as_content(),
        first_live_at=starts[0][0],
        changed_at=major[-1] if major else starts[0][0],
    )
