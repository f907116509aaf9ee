"""Which offers a page shows on a day: those that fit it, in an order that takes turns."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.models import ExternalLink, PartnerOffer
from articles.writing.content import Topic
from benchmarks.keeping import kept
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
    """At most three that are valid on the day, answer, and fit the page.

    Equal ones take turns by day and page: a page is the same for everybody on one day, so that it
    can be kept, and no offer is always the first.
    """
    known_on = _known_on(moment)
    fitting = [
        offer
        for offer in _answering_offers()
        if offer.valid_from <= known_on
        and moment.on < offer.valid_to
        and offer.language == language
        and offer.placement in ("", placement)
        and _is_among(topic.country, vars(offer)["country_codes"])
        and _is_among(topic.occupation, vars(offer)["occupation_codes"])
    ]
    chosen = in_turn(fitting, on=moment.on, page=f"{topic} {placement}")[:MOST]
    return [
        Offer(title=one.title, text=one.text, partner=one.partner, path=f"/go/{one.reference}/")
        for one in chosen
    ]


def live_offers(moment: Moment) -> QuerySet[PartnerOffer]:
    """Valid on the day and entered for no later one than may be known; not those that are dead."""
    return _answering().filter(valid_from__lte=_known_on(moment), valid_to__gt=moment.on)


def _known_on(moment: Moment) -> date:
    return min(moment.on, timezone.localdate(moment.known_at))


def _answering() -> QuerySet[PartnerOffer]:
    dead = ExternalLink.objects.filter(failures__gte=DEAD_AFTER)
    return PartnerOffer.objects.exclude(url__in=dead.values("url"))


@kept
def _answering_offers() -> list[PartnerOffer]:
    """Of any day, with the codes of what each is for; one query, where anything has changed."""
    codes = {
        f"{name}_codes": ArrayAgg(f"{many}__code", filter=~Q(**{many: None}), distinct=True)
        for name, many in (("country", "countries"), ("occupation", "occupations"))
    }
    return list(_answering().annotate(**codes))


def _is_among(code: str, wanted: Collection[str] | None) -> bool:
    """An offer that names none is for all of them."""
    return not wanted or code in wanted


def in_turn(offers: Iterable[PartnerOffer], *, on: date, page: str) -> list[PartnerOffer]:
    """By priority; equal ones in an order of the day and the page."""

    def place(offer: PartnerOffer) -> tuple[int, bytes]:
        turn = hashlib.blake2b(f"{offer.reference} {on} {page}".encode(), digest_size=8)
        return -offer.priority, turn.digest()

    return sorted(offers, key=place)
