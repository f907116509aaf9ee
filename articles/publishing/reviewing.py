"""A second pair of eyes: asked for a version, and its verdict."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Review, Version
from articles.publishing.second_person import writers_of


class CannotReview(ValidationError):
    """Why a version can't be handed in or decided on, as a sentence for the editor."""


@transaction.atomic
def request_review(version: Version, *, by: User, at: datetime, request: str = "") -> Review:
    """Hand a version in; raises CannotReview where it waits already or was approved.

    A request for an earlier version that still waits is taken back: reviewers read one.
    """
    Article.objects.select_for_update().get(pk=version.article_id)
    if version.is_aside:
        raise CannotReview(_("This was set aside beside a newer version: join the two first."))
    if version.reviews.filter(verdict="").exists():
        raise CannotReview(_("This version awaits its reviewer already."))
    if version.reviews.filter(verdict=Review.Verdict.APPROVED).exists():
        raise CannotReview(_("This version was approved already."))
    Review.objects.filter(
        version__article=version.article_id, version__number__lt=version.number, verdict=""
    ).update(
        verdict=Review.Verdict.WITHDRAWN,
        decided_by=by,
        decided_at=at,
        remark=_("Version %(number)s was handed in instead.") % {"number": version.number},
    )
    return Review.objects.create(
        version=version, requested_by=by, requested_at=at, request=request.strip()
    )


@transaction.atomic
def decide(
    review: Review, verdict: Review.Verdict, *, by: User, at: datetime, remark: str = ""
) -> Review:
    """Approve, ask for changes, or withdraw one's own request.

    Raises CannotReview for a decided one, for one's own writing, and for changes without a remark.
    """
    review = Review.objects.select_for_update().select_related("version").get(pk=review.pk)
    if review.verdict:
        raise CannotReview(_("Somebody decided on this already."))
    if verdict == Review.Verdict.WITHDRAWN:
        if review.requested_by_id != by.pk:
            raise CannotReview(_("Only who asked for the review can withdraw it."))
    elif not may_decide(review, by):
        raise CannotReview(
            _(
                "You handed this in, or wrote part of it since it last went live: "
                "a second person has to decide."
            )
        )
    if verdict == Review.Verdict.CHANGES and not remark.strip():
        raise CannotReview(_("Please say what has to change: the writer reads it."))
    review.verdict, review.decided_by, review.decided_at = verdict, by, at
    review.remark = remark.strip()
    review.save()
    return review


def may_decide(review: Review, user: User) -> bool:
    """Whether the user is a second person for what was handed in."""
    return user.pk != review.requested_by_id and user.pk not in writers_of(review.version)


def open_review(version: Version) -> Review | None:
    return version.reviews.filter(verdict="").select_related("requested_by").first()
