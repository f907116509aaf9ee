"""What tests of writing and publishing begin with: people, an article, its versions."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import User

from articles.models import Article, Block, Publication, Review, Version
from articles.publishing.publications import publish
from articles.publishing.reviewing import decide, request_review
from articles.queries import live_of
from articles.writing.saving import save_version
from benchmarks.moments import Moment

NOON = datetime(2025, 3, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
CITED = "<p>Mindestens [[visa.de.blue-card.salary.shortage]]</p>"


def at(instant: datetime) -> Moment:
    return Moment(on=instant.date(), known_at=instant, is_now=True)


def person(name: str) -> User:
    return User.objects.create_user(name)


def written(text: str = "<p>Eins</p>", *, by: User, **overrides: object) -> Version:
    fields = {"kind": "guide", "language": "de", "heading": "Beruf", "slug": "beruf", "owner": by}
    article = Article.objects.create(**(fields | overrides))
    Block.objects.create(parent=article, kind="prose", data={"html": text}, ordering=10)
    return save_version(article, by=by, at=NOON)


def rewrite(
    version: Version, text: str, *, by: User, instant: datetime = NOON, **fields: str
) -> Version:
    """The next version of the same article, with another text and other fields."""
    article = Article.objects.get(pk=version.article_id)
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    article.blocks.update(data={"html": text})
    return save_version(article, by=by, at=instant)


def approve(version: Version, *, by: User, asked_by: User, instant: datetime = NOON) -> Review:
    review = request_review(version, by=asked_by, at=instant)
    return decide(review, Review.Verdict.APPROVED, by=by, at=instant)


def published(version: Version, *, instant: datetime = NOON) -> Publication:
    return publish(version, by=version.saved_by, at=instant)


def live_text(version: Version, instant: datetime) -> str | None:
    live = live_of(version.article, at(instant))
    return str(live.content.blocks[0].data["html"]) if live else None
