"""Going live, now or later, and ending: a publication pins one version from one instant on."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Article, Publication, Slug, Version
from articles.publishing.refusals import CannotPublish
from articles.publishing.seats import alone_in, seat_of_version
from articles.publishing.second_person import approval_of, needs_second_person


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

    An earlier version goes live again in the same way. Raises CannotPublish where a second person
    has to approve it first, where another publication is in the way, or where its address belongs
    to another page; SeatTaken where another page is live on the same then.
    """
    article = _locked(version.article_id)
    begins = max(live_from or at, at)
    if live_until and live_until <= begins:
        raise CannotPublish(_("The end has to come after the beginning."))
    if version.is_aside:
        raise CannotPublish(_("This was set aside beside a newer version: join the two first."))
    _refuse_in_the_way(article, version, at=at, begins=begins)
    approval = approval_of(version)
    if approval is None and needs_second_person(version):
        raise CannotPublish(
            _("This cites law or figures: a second person has to approve it before it goes live.")
        )
    _take_address(version, since=begins)
    article.publications.live(begins).update(live_until=begins)
    publication = Publication(
        article=article,
        version=version,
        live_from=begins,
        live_until=live_until,
        planned_until=live_until,
        seat=seat_of_version(version),
        note=note,
        is_minor=is_minor,
        reviewed_by=approval.decided_by if approval else None,
        published_by=by,
        published_at=at,
    )
    with alone_in(publication, since=begins):
        publication.save()
    return publication


@transaction.atomic
def cancel(publication: Publication, *, at: datetime) -> None:
    """Take a scheduled publication back; what it would have ended goes on to its own end.

    Raises CannotPublish once it went live, or where somebody cancelled it already; SeatTaken where
    what would go on made room for another page.
    """
    article = _locked(publication.article_id)
    row = article.publications.filter(pk=publication.pk).first()
    if row is None:
        raise CannotPublish(_("Somebody cancelled this already."))
    if row.live_from <= at:
        raise CannotPublish(_("This is live already: withdraw it instead."))
    row.delete()
    Slug.objects.filter(article=article, since=row.live_from).delete()
    cut_short = Q(planned_until=None) | Q(planned_until__gt=row.live_from)
    former = article.publications.filter(cut_short, live_until=row.live_from).first()
    if former:
        _let_end(former, former.planned_until, since=row.live_from)


@transaction.atomic
def withdraw(article: Article, *, at: datetime, successor: Article | None = None) -> None:
    """End what is live now; visitors are led to the successor, or told that the page is gone.

    What is scheduled stays so. Raises CannotPublish where nothing is live, or the successor isn't.
    """
    article = _locked(article.pk)
    live = _live(article, at)
    _lead_to(article, successor, at=at)
    live.live_until = at
    live.save(update_fields=["live_until"])


@transaction.atomic
def set_end(
    article: Article, *, until: datetime | None, at: datetime, successor: Article | None = None
) -> Publication:
    """Let what is live now expire at an instant, or go on until further notice.

    A version that is scheduled for before the end takes over all the same. Raises SeatTaken where
    another page is to take over its seat before.
    """
    article = _locked(article.pk)
    live = _live(article, at)
    if until and until <= at:
        raise CannotPublish(_("The end has to lie ahead: to end it now, withdraw it."))
    _lead_to(article, successor, at=at)
    following = article.publications.coming(at).order_by("live_from").first()
    ends = [end for end in (until, following.live_from if following else None) if end]
    live.planned_until = until
    _let_end(live, min(ends, default=None), since=at)
    return live


def _locked(pk: int) -> Article:
    """One at a time decides what is live of an article."""
    return Article.objects.select_for_update().get(pk=pk)


def _let_end(publication: Publication, end: datetime | None, *, since: datetime) -> None:
    """Move its end, maybe past where it was; before `since` it has been live already."""
    publication.live_until = end
    with alone_in(publication, since=since):
        publication.save(update_fields=["planned_until", "live_until"])


def _live(article: Article, at: datetime) -> Publication:
    live = article.publications.live(at).first()
    if live is None:
        raise CannotPublish(_("This page isn't live."))
    if live.live_from == at:
        raise CannotPublish(_("Somebody published this page at this instant: look at that first."))
    return live


def _refuse_in_the_way(
    article: Article, version: Version, *, at: datetime, begins: datetime
) -> None:
    """Others may have published since the clock was read; what they did is seen under the lock."""
    later = article.publications.filter(Q(live_from__gt=at) | Q(live_from=begins)).first()
    if later and later.live_from <= later.published_at:
        raise CannotPublish(_("Somebody published this page at this instant: look at that first."))
    if later:
        raise CannotPublish(_("Another version is scheduled already: cancel that first."))
    if article.publications.live(begins).filter(version=version).exists():
        raise CannotPublish(_("This version is live already."))


def _lead_to(article: Article, successor: Article | None, *, at: datetime) -> None:
    """Where visitors go once the page has ended: to one that is there, not on to a third."""
    if successor == article:
        raise CannotPublish(_("A page can't lead to itself."))
    if successor and not successor.publications.live(at).exists():
        raise CannotPublish(
            _("“%(page)s” isn't live: visitors would be led nowhere.") % {"page": successor.heading}
        )
    article.successor = successor
    article.save(update_fields=["successor"])


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
            _("“%(slug)s” belongs or belonged to another page: its links would end up here.")
            % {"slug": slug}
        )
    if since < taken.since:
        taken.since = since
        taken.save(update_fields=["since"])
