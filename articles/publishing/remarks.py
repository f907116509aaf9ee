"""Remarks on a block or the whole page: made, answered, resolved, taken up again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Comment, Version
from articles.writing.content import Content


class CannotRemark(ValidationError):
    """Why a remark can't be kept, as a sentence for its writer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A remark with its answers, the oldest first."""

    remark: Comment
    answers: list[Comment]

    @property
    def is_open(self) -> bool:
        return self.remark.resolved_at is None


def remark(
    version: Version, text: str, *, by: User, at: datetime, block: int | None = None
) -> Comment:
    """Say something on a block of the version, or on all of it."""
    if block is not None and version.as_content().block(block) is None:
        raise CannotRemark(_("This version has no such block."))
    return Comment.objects.create(
        article=version.article, version=version, block=block, text=_said(text), by=by, at=at
    )


@transaction.atomic
def answer(thread: Comment, text: str, *, by: User, at: datetime) -> Comment:
    """Answer a remark, which opens it again where it was resolved."""
    thread = Comment.objects.select_for_update().get(pk=thread.answers_id or thread.pk)
    reply = Comment.objects.create(
        article_id=thread.article_id,
        version_id=thread.version_id,
        block=thread.block,
        text=_said(text),
        answers=thread,
        by=by,
        at=at,
    )
    reopen(thread)
    return reply


def resolve(thread: Comment, *, by: User, at: datetime) -> None:
    """See to a remark; who did so first stays named."""
    Comment.objects.filter(pk=thread.pk, answers=None, resolved_at=None).update(
        resolved_by=by, resolved_at=at
    )


def reopen(thread: Comment) -> None:
    Comment.objects.filter(pk=thread.pk).update(resolved_by=None, resolved_at=None)


def threads_of(article: Article) -> list[Thread]:
    """All threads of an article, open ones first, in two queries."""
    rows = Comment.objects.filter(article=article, answers=None).select_related(
        "by", "version", "resolved_by"
    )
    answers: dict[int, list[Comment]] = {}
    for reply in (
        Comment.objects.filter(article=article, answers__isnull=False)
        .select_related("by")
        .order_by("at", "pk")
    ):
        answers.setdefault(reply.answers_id or 0, []).append(reply)
    found = [Thread(remark=one, answers=answers.get(one.pk, [])) for one in rows.order_by("at")]
    return sorted(found, key=lambda thread: not thread.is_open)


def by_block(threads: Iterable[Thread], content: Content) -> dict[int | None, list[Thread]]:
    """Threads by the block that they stand at; None holds those on the page as a whole.

    A remark on a block that the content doesn't have any more is not lost: it stands with those.
    """
    here = {block.number for block in content.blocks}
    found: dict[int | None, list[Thread]] = {}
    for thread in threads:
        block = thread.remark.block
        found.setdefault(block if block in here else None, []).append(thread)
    return found


def _said(text: str) -> str:
    if not text.strip():
        raise CannotRemark(_("Please write something."))
    return text.strip()
