"""All that was saved of an article, with what became of each version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from articles.models import Publication, Review, Version


class Stage(StrEnum):
    """What a version is just now; one may be several things."""

    LIVE = "live"
    SCHEDULED = "scheduled"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    CHANGES = "changes-wanted"
    ASIDE = "aside"
    WAS_LIVE = "was-live"
    SAVED = "saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One version with its publications and reviews, the newest of each first."""

    version: Version
    stages: tuple[Stage, ...]
    publications: tuple[Publication, ...]
    reviews: tuple[Review, ...]


def pasts(versions: Sequence[Version], at: datetime) -> list[Past]:
    """What became of each of the versions, in two queries."""
    numbers = [version.pk for version in versions]
    publications: dict[int, list[Publication]] = {}
    for one in (
        Publication.objects.filter(version__in=numbers)
        .select_related("published_by", "reviewed_by")
        .order_by("-live_from")
    ):
        publications.setdefault(one.version_id, []).append(one)
    reviews: dict[int, list[Review]] = {}
    for review in (
        Review.objects.filter(version__in=numbers)
        .select_related("requested_by", "decided_by")
        .order_by("-requested_at", "-pk")
    ):
        reviews.setdefault(review.version_id, []).append(review)
    return [
        past_of(version, publications.get(version.pk, []), reviews.get(version.pk, []), at)
        for version in versions
    ]


def past_of(
    version: Version, publications: Sequence[Publication], reviews: Sequence[Review], at: datetime
) -> Past:
    """The same from rows at hand, the newest first."""
    stages = [
        *({_stage_of(one, at) for one in publications}),
        *([Stage.ASIDE] if version.is_aside else []),
        *(_stage_of_review(reviews[0]) if reviews else []),
    ]
    if Stage.LIVE in stages or Stage.SCHEDULED in stages:
        stages = [stage for stage in stages if stage not in {Stage.WAS_LIVE, Stage.APPROVED}]
    order = list(Stage)
    return Past(
        version=version,
        stages=tuple(sorted(stages, key=order.index)) or (Stage.SAVED,),
        publications=tuple(publications),
        reviews=tuple(reviews),
    )


def _stage_of(publication: Publication, at: datetime) -> Stage:
    if publication.live_from > at:
        return Stage.SCHEDULED
    has_ended = publication.live_until is not None and publication.live_until <= at
    return Stage.WAS_LIVE if has_ended else Stage.LIVE


def _stage_of_review(review: Review) -> list[Stage]:
    stages = {
        "": Stage.IN_REVIEW,
        Review.Verdict.APPROVED: Stage.APPROVED,
        Review.Verdict.CHANGES: Stage.CHANGES,
    }
    return [stages[review.verdict]] if review.verdict in stages else []
