"""Which offers a page shows on a day: those that fit it, in an order that takes turns."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.models import ExternalLink, PartnerOffer
from articles.writing.content import Topic
from benchmarks.moments import Moment

MOST = 3
DEAD_AFTER = 3
"""Failures of an address, one after the other, from which on it isn't shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An offer on a page; `path` is where it leads by way of the count."""

    title: str
    text: str
    partner: str
    path: str


def read_offers(*, topic: Topic, language: str, placement: str, moment: Moment) -> list[Offer]:
    """At most three that are valid on the day, answer, and fit the page; one query.

    Equal ones take turns by day and page: a page is the same for everybody on one day, so that it
    can be kept, and no offer is always the first.
    """
    fitting = (
        live_offers(moment)
        .filter(language=language)
        .filter(Q(placement="") | Q(placement=placement))
        .filter(Q(countries=None) | Q(countries__code=topic.country))
        .filter(Q(occupations=None) | Q(occupations__code=topic.occupation))
        .distinct()
    )
    chosen = in_turn(fitting, on=moment.on, page=f"{topic} {placement}")[:MOST]
    return [
        Offer(title=one.title, text=one.text, partner=one.partner, path=f"/go/{one.reference}/")
        for one in chosen
    ]


def live_offers(moment: Moment) -> QuerySet[PartnerOffer]:
    """Valid on the day and entered for no later one than may be known; not those that are dead."""
    known_on = min(moment.on, timezone.localdate(moment.known_at))
    dead = ExternalLink.objects.filter(failures__gte=DEAD_AFTER)
    return PartnerOffer.objects.filter(valid_from__lte=known_on, valid_to__gt=moment.on).exclude(
        url__in=dead.values("url")
    )


def in_turn(offers: Iterable[PartnerOffer], *, on: date, page: str) -> list[PartnerOffer]:
    """By priority; equal ones in an order of the day and the page."""

    def place(offer: PartnerOffer) -> tuple[int, bytes]:
        turn = hashlib.blake2b(f"{offer.reference} {on} {page}".encode(), digest_size=8)
        return -offer.priority, turn.digest()

    return sorted(offers, key=place)
