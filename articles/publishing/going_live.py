"""Publishing as editors do it: nothing goes live over what checks found, or unread warnings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.checking.findings import Finding, Level
from articles.checking.publication import check_publication
from articles.models import Publication, Version
from articles.publishing.publications import publish
from articles.publishing.refusals import CannotPublish
from benchmarks.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a version shall go live; without `live_from` at once, without `live_until` for good."""

    live_from: datetime | None = None
    live_until: datetime | None = None
    note: str = ""
    is_minor: bool = False
    next_review_on: date | None = None


class FindingsStand(CannotPublish):
    """What checks found keeps the version from going live, as of the day it would."""

    def __init__(self, sentence: str, findings: list[Finding]) -> None:
        super().__init__(sentence)
        self.findings = findings


@transaction.atomic
def go_live(
    version: Version, plan: Plan, *, by: User, moment: Moment, read: Collection[str]
) -> Publication:
    """Check the version as of the day on which it goes live, then publish or schedule it.

    `read` are the handles of the warnings that the editor has ticked as read.
    """
    at = moment.known_at
    day = timezone.localdate(plan.live_from) if plan.live_from else moment.on
    then = moment if day == moment.on else Moment.as_of(day, clock=at)
    findings = check_publication(version, then)
    if any(one.blocks for one in findings):
        raise FindingsStand(_("It can't go live as it is: what is wrong stands below."), findings)
    if any(one.level is Level.WARNING and one.handle not in read for one in findings):
        raise FindingsStand(_("Please read the warnings and tick them off."), findings)
    publication = publish(
        version,
        by=by,
        at=at,
        live_from=plan.live_from,
        live_until=plan.live_until,
        note=plan.note,
        is_minor=plan.is_minor,
    )
    if plan.next_review_on:
        article = publication.article
        article.next_review_on = plan.next_review_on
        article.save(update_fields=["next_review_on"])
    return publication
