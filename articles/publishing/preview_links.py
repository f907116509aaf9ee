"""Signed addresses under which somebody without an account reads one version, for a while."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse

from articles.models import Article, PreviewLink, Version

LONGEST_DAYS = 60
# The dot is safe at the end of a word in any mail program: more characters follow it.
_SIGNER = signing.Signer(salt="articles.preview", sep=".")


class LinkEnded(Exception):
    """The link was ours, and expired or was revoked."""


def create_link(version: Version, *, by: User, at: datetime, days: int) -> PreviewLink:
    return PreviewLink.objects.create(
        version=version,
        expires_at=at + timedelta(days=min(days, LONGEST_DAYS)),
        created_by=by,
        created_at=at,
    )


def revoke(link: PreviewLink, *, at: datetime) -> None:
    PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at)


def links_of(article: Article) -> QuerySet[PreviewLink]:
    """All of an article, the newest first."""
    return (
        PreviewLink.objects.filter(version__article=article)
        .select_related("version__article", "created_by")
        .order_by("-created_at", "-pk")
    )


def token_of(link: PreviewLink) -> str:
    """The row and its version, signed: neither can be guessed or turned towards another."""
    return _SIGNER.sign(f"{link.pk}-{link.version_id}")


def path_of(link: PreviewLink) -> str:
    return reverse(f"{link.version.article.language}:preview_link", args=[token_of(link)])


def opened(token: str, *, at: datetime) -> PreviewLink | None:
    """The link that a token names; None where we never signed it. Raises LinkEnded."""
    try:
        named, _hyphen, version = _SIGNER.unsign(token).partition("-")
        row, version_id = int(named), int(version)
    except (signing.BadSignature, ValueError):
        return None
    link = (
        PreviewLink.objects.filter(pk=row, version=version_id)
        .select_related("version__article")
        .first()
    )
    if link and (link.revoked_at or link.expires_at <= at):
        raise LinkEnded
    return link
