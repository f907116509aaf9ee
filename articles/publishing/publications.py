"""Going live, now or later, and ending: a publication pins one version from one instant on."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Publication, Review, Slug, Version


class CannotPublish(ValidationError):
    """Why a version can't go live, as a sentence for the editor."""


@transaction.atomic
def publish(
    version: Version,
    *,
    by: User,
    at: datetime,
    live_from: datetime | None = None,
    live_until: datetime | None = None,
    note: str = "",
    is_minor: bool = False,
) -> Publication:
    """Let a version go live at `live_from`, or at once; what is live then ends at that instant.

    Raises CannotPublish where a second person has to approve it first, where another publication
    is scheduled already, or where its address belongs to another page.
    """
    article = Article.objects.select_for_update().get(pk=version.article_id)
    begins = max(live_from or at, at)
    if live_until and live_until <= begins:
        raise CannotPublish(_("The end has to come after the beginning."))
    if article.publications.coming(at).exists():
        raise CannotPublish(_("Another version is scheduled already: cancel that first."))
    reviewed_by = _reviewer(version)
    _take_address(version, since=begins)
    article.publications.live(begins).update(live_until=begins)
    return Publication.objects.create(
        article=article,
        version=version,
        live_from=begins,
        live_until=live_until,
        note=note,
        is_minor=is_minor,
        reviewed_by=reviewed_by,
        published_by=by,
        published_at=at,
    )


@transaction.atomic
def cancel(publication: Publication, *, at: datetime) -> None:
    """Take a scheduled publication back; what it would have ended goes on.

    Raises CannotPublish once it went live.
    """
    article = Article.objects.select_for_update().get(pk=publication.article_id)
    publication = Publication.objects.get(pk=publication.pk)
    if publication.live_from <= at:
        raise CannotPublish(_("This is live already: withdraw it instead."))
    before = article.publications.filter(live_until=publication.live_from).first()
    publication.delete()
    Slug.objects.filter(article=article, since=publication.live_from).delete()
    if before:
        before.live_until = None
        before.save(update_fields=["live_until"])


@transaction.atomic
def withdraw(article: Article, *, at: datetime, successor: Article | None = None) -> None:
    """End what is live now; visitors are led to the successor, or told that the page is gone."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    if not article.publications.live(at).update(live_until=at):
        raise CannotPublish(_("This page isn't live."))
    article.successor = successor
    article.save(update_fields=["successor"])


def needs_second_person(version: Version) -> bool:
    """Whether law or figures are at stake: then nobody publishes what only they have read."""
    return version.cites_figures or version.article.kind == Article.Kind.VISA


def _reviewer(version: Version) -> User | None:
    """Who approved the version; raises CannotPublish where somebody has to and nobody did."""
    approval = (
        version.reviews.filter(verdict=Review.Verdict.APPROVED)
        .exclude(decided_by=version.saved_by_id)
        .select_related("decided_by")
        .last()
    )
    if approval is None and needs_second_person(version):
        raise CannotPublish(
            _("This cites law or figures: a second person has to approve it before it goes live.")
        )
    return approval.decided_by if approval else None


def _take_address(version: Version, *, since: datetime) -> None:
    """The version's slug is its article's from then on, and stays so when the slug changes."""
    article = version.article
    slug = version.as_content().slug
    taken, _is_new = Slug.objects.get_or_create(
        language=article.language,
        kind=article.kind,
        slug=slug,
        defaults={"article": article, "since": since},
    )
    if taken.article_id != article.pk:
        raise CannotPublish(
            _("“%(slug)s” led to another page before: links to that would end up here.")
            % {"slug": slug}
        )
