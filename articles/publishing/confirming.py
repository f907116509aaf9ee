"""“Checked, still right”: somebody read the live page and answers for it till its next review."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Confirmation


class CannotConfirm(ValidationError):
    """Why a page can't be confirmed, as a sentence for the editor."""


@transaction.atomic
def confirm(
    article: Article, *, by: User, at: datetime, next_review_on: date, note: str = ""
) -> Confirmation:
    """Keep that what is live was found right, and when it is looked at next.

    Raises CannotConfirm where nothing is live or the next review wouldn't lie ahead.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    live = article.publications.live(at).first()
    if live is None:
        raise CannotConfirm(_("This page isn't live: there is nothing to confirm."))
    if next_review_on <= timezone.localdate(at):
        raise CannotConfirm(_("The next review has to lie ahead."))
    article.next_review_on = next_review_on
    article.save(update_fields=["next_review_on"])
    return Confirmation.objects.create(
        article=article,
        version=live.version,
        by=by,
        at=at,
        next_review_on=next_review_on,
        note=note.strip(),
    )
