"""Who has an article's form open: told by the form itself, as long as it is open."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import QuerySet

from articles.models import Article, Presence

BEAT = timedelta(seconds=20)
"""How often an open form tells that it is."""

ABSENT = timedelta(seconds=60)
"""Who wasn't heard of for that long has closed the form, or lost the network."""


def beat(article: Article, user: User, *, at: datetime) -> None:
    """The user has the form open; since now, unless it was open a moment ago already."""
    presence, is_new = Presence.objects.get_or_create(
        article=article, user=user, defaults={"opened_at": at, "seen_at": at}
    )
    if is_new:
        return
    if presence.seen_at < at - ABSENT:
        presence.opened_at = at
    presence.seen_at = at
    presence.save(update_fields=["opened_at", "seen_at"])


def leave(article: Article, user: User) -> None:
    """The user closed the form."""
    Presence.objects.filter(article=article, user=user).delete()


def others_at(article: Article, user: User, *, at: datetime) -> QuerySet[Presence]:
    """Who else has the form open, the longest first."""
    return (
        Presence.objects.filter(article=article, seen_at__gte=at - ABSENT)
        .exclude(user=user)
        .select_related("user")
        .order_by("opened_at", "pk")
    )
