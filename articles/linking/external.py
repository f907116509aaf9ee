"""Addresses elsewhere that live pages link to: which there are, which are due, how they answered.

A site that doesn't answer once may be asleep: it counts as broken from the second failure on, and
is asked again after one hour, two, four, up to a week.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.checking.findings import Level
from articles.checking.linking import addresses
from articles.checking.page import LinkFault
from articles.linking.fetching import Unreachable, check_address
from articles.linking.internal import is_elsewhere
from articles.linking.problems import in_words
from articles.models import ExternalLink, PartnerOffer, Publication
from articles.writing.content import Content

GOOD_FOR = timedelta(days=7)
FIRST_PAUSE = timedelta(hours=1)
BROKEN_AFTER = 2
MOST_AT_ONCE = 200
LONGEST = 1000

type Check = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a round of checks came to."""

    linked: int
    checked: int
    failed: int


def elsewhere_in(content: Content) -> list[str]:
    """Addresses of other sites in a content, without the place within their page."""
    found = (one.partition("#")[0] for one in addresses(content))
    return list(dict.fromkeys(one for one in found if is_elsewhere(one) and len(one) <= LONGEST))


@transaction.atomic
def keep_list(at: datetime) -> int:
    """Have a row for every address that live pages and offers lead to, now or later; no other."""
    publications = Publication.objects.filter(Q(live_until=None) | Q(live_until__gt=at))
    linked = {
        address
        for publication in publications.select_related("version")
        for address in elsewhere_in(publication.version.as_content())
    }
    offers = PartnerOffer.objects.filter(valid_to__gt=timezone.localdate(at))
    linked |= set(offers.values_list("url", flat=True))
    ExternalLink.objects.exclude(url__in=linked).delete()
    ExternalLink.objects.bulk_create(
        (ExternalLink(url=address) for address in sorted(linked)), ignore_conflicts=True
    )
    return len(linked)


def is_due(link: ExternalLink, at: datetime) -> bool:
    if link.checked_at is None:
        return True
    pause = FIRST_PAUSE * 2 ** min(link.failures - 1, 10) if link.failures else GOOD_FOR
    return link.checked_at + min(pause, GOOD_FOR) <= at


def check_due(at: datetime, *, check: Check | None = None, all_of_them: bool = False) -> Tally:
    """Ask every address that is due, the longest unasked first, and write down how it answered."""
    linked = keep_list(at)
    waiting = ExternalLink.objects.order_by("checked_at", "pk")
    due = [link for link in waiting if all_of_them or is_due(link, at)][:MOST_AT_ONCE]
    failed = 0
    for link in due:
        problem = _problem(link.url, check or check_address)
        failed += bool(problem)
        _note(link, problem, at)
    return Tally(linked=linked, checked=len(due), failed=failed)


def _problem(address: str, check: Check) -> str:
    try:
        check(address)
    except Unreachable as error:
        return error.problem
    return ""


def _note(link: ExternalLink, problem: str, at: datetime) -> None:
    link.checked_at, link.problem = at, problem
    link.failures = min(link.failures + 1, 1000) if problem else 0
    if not problem:
        link.answered_at = at
    link.save(update_fields=["checked_at", "problem", "failures", "answered_at"])


def broken_links() -> QuerySet[ExternalLink]:
    return ExternalLink.objects.filter(failures__gte=BROKEN_AFTER).order_by("url")


def read_external_faults(found: Iterable[str], language: str) -> dict[str, LinkFault]:
    """Which of the addresses didn't answer lately; in one query, and without asking anybody."""
    by_row = {one: one.partition("#")[0] for one in found if is_elsewhere(one)}
    rows = ExternalLink.objects.filter(url__in=set(by_row.values()), failures__gte=BROKEN_AFTER)
    problems = {row.url: row.problem for row in rows} if by_row else {}
    return {
        address: LinkFault(
            code="link-broken", level=Level.WARNING, detail=in_words(problems[url], language)
        )
        for address, url in by_row.items()
        if url in problems
    }
