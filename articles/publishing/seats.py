"""What only one page can be on at a time: held by the database, told in words here."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles.models import Article, Publication, Version
from articles.publishing.instants import instant
from articles.publishing.refusals import SeatTaken
from articles.writing.seats import seat_of


def seat_of_version(version: Version) -> str:
    article = version.article
    return seat_of(version.as_content().topic, kind=article.kind, language=article.language)


def publications_in(seat: str, *, since: datetime, until: datetime | None) -> QuerySet[Publication]:
    """What has the seat at some time of that stretch, the first one first; none for no seat."""
    begins_in_time = Q(live_from__lt=until) if until else Q()
    lasts = Q(live_until=None) | Q(live_until__gt=since)
    found = Publication.objects.filter(begins_in_time, lasts, seat=seat).exclude(seat="")
    return found.select_related("version", "article").order_by("live_from")


@contextmanager
def alone_in(publication: Publication, *, since: datetime) -> Iterator[None]:
    """For saving a publication. Raises SeatTaken where another page has its seat after `since`.

    The constraint decides, so that of two who publish at one instant one is refused.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        there = publications_in(publication.seat, since=since, until=publication.live_until)
        rival = there.exclude(article=publication.article_id).first()
        if rival is None:
            raise
        raise SeatTaken(_sentence(rival), by=rival.article) from error


def _sentence(rival: Publication) -> str:
    says = {
        Article.Kind.MARKET: _(
            "“%(page)s” has words for just these market pages, from %(begins)s %(ends)s: "
            "write there, or let it end before."
        ),
        Article.Kind.VISA: _(
            "“%(page)s” is the guide on just this residence title and occupation, from %(begins)s "
            "%(ends)s: write there, or let it end before."
        ),
    }
    until = rival.live_until
    return says[Article.Kind(rival.article.kind)] % {
        "page": rival.version.as_content().heading,
        "begins": instant(rival.live_from),
        "ends": _("until %(when)s") % {"when": instant(until)}
        if until
        else _("until further notice"),
    }
