"""Counts a click: which offer, from which page, on which day. Nothing else is looked at twice."""

import logging
import re
from collections.abc import Mapping
from datetime import date

from django.db import DatabaseError, connection, transaction
from django.urls import Resolver404, resolve

from articles.addresses import LANGUAGES
from articles.models import PartnerOffer

logger = logging.getLogger("articles.offers")

LONGEST_PAGE = 300
_MACHINES = re.compile(
    r"bot|crawl|spider|slurp|fetch|preview|monitor|scan|curl|wget|python|java/|go-http|http-?client"
    r"|headless|lighthouse|facebookexternalhit|embedly|validator|feed",
    re.IGNORECASE,
)
_AHEAD_OF_TIME = ("Purpose", "Sec-Purpose", "X-Moz", "X-Purpose")
_COUNT = """
INSERT INTO articles_offerclicks (offer_id, page, "on", count) VALUES (%s, %s, %s, 1)
ON CONFLICT (offer_id, page, "on") DO UPDATE SET count = articles_offerclicks.count + 1
"""


def is_a_reader(method: str, headers: Mapping[str, str]) -> bool:
    """Whether a person asked, as far as the request says: no machine, nothing ahead of time."""
    agent = headers.get("User-Agent", "")
    ahead = any(
        word in headers.get(name, "").lower()
        for name in _AHEAD_OF_TIME
        for word in ("prefetch", "prerender", "preview")
    )
    return method == "GET" and bool(agent) and not _MACHINES.search(agent) and not ahead


def page_of(referer: str, site: str) -> str:
    """The page of ours that the link stood on; empty where the browser doesn't say, or none is."""
    path = referer.removeprefix(site).partition("?")[0].partition("#")[0]
    if not referer.startswith(f"{site}/") or len(path) > LONGEST_PAGE:
        return ""
    try:
        return path if resolve(path).namespace in LANGUAGES else ""
    except Resolver404:
        return ""


def count_click(offer: PartnerOffer, *, page: str, on: date) -> None:
    """One more; the reader goes on even where that fails."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_COUNT, [offer.pk, page, on])
    except DatabaseError:
        logger.exception("a click on %s wasn't counted", offer.reference)
