"""Saving writes a version; what visitors read doesn't move."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from articles.figures.references import keys_of
from articles.models import Article, Version
from articles.writing.content import Content
from articles.writing.snapshots import snapshot, write_rows


@transaction.atomic
def save_version(
    article: Article,
    *,
    by: User,
    at: datetime,
    note: str = "",
    based_on: Version | None = None,
) -> Version:
    """Keep the article's rows as its next version; the latest one where nothing changed."""
    _lock(article)
    content = snapshot(article)
    latest = latest_version(article)
    if latest and latest.content == content.as_json():
        return latest
    return _add(article, content, by=by, at=at, note=note, based_on=based_on or latest)


@transaction.atomic
def set_aside(
    article: Article,
    content: Content,
    *,
    by: User,
    at: datetime,
    based_on: Version,
    note: str = "",
) -> Version:
    """Keep what somebody wrote on a version that wasn't the latest any more; rows don't move."""
    _lock(article)
    return _add(article, content, by=by, at=at, note=note, based_on=based_on, is_aside=True)


@transaction.atomic
def restore(version: Version, *, by: User, at: datetime, note: str) -> Version:
    """Make an earlier version what is being written, as a new version."""
    _lock(version.article)
    latest = latest_version(version.article)
    write_rows(version.article, version.as_content())
    return save_version(version.article, by=by, at=at, note=note, based_on=latest)


def latest_version(article: Article) -> Version | None:
    """What the rows of the form hold; versions set aside don't count."""
    return article.versions.filter(is_aside=False).order_by("-number").first()


def _add(
    article: Article,
    content: Content,
    *,
    by: User,
    at: datetime,
    note: str,
    based_on: Version | None,
    is_aside: bool = False,
) -> Version:
    highest = article.versions.aggregate(highest=Max("number"))["highest"] or 0
    return Version.objects.create(
        article=article,
        number=highest + 1,
        content=content.as_json(),
        keys=sorted(keys_of(content)),
        note=note,
        based_on=based_on,
        is_aside=is_aside,
        saved_by=by,
        saved_at=at,
    )


def _lock(article: Article) -> None:
    """One save of an article at a time."""
    Article.objects.select_for_update().get(pk=article.pk)
