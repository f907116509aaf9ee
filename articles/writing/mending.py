"""Puts what checks propose into the text, as a version of its own."""

from collections.abc import Collection, Sequence

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.checking.findings import Finding, mend
from articles.checking.publication import check_publication
from articles.models import Article, Version
from articles.writing.content import Content
from articles.writing.saving import latest_version, save_version
from articles.writing.snapshots import write_rows
from benchmarks.moments import Moment


class CannotMend(ValidationError):
    """Why a finding can't be put right by itself, as a sentence for the editor."""


@transaction.atomic
def mend_version(
    version: Version, handles: Collection[str], *, by: User, moment: Moment
) -> Version:
    """The next version, with the replacements of these findings.

    Raises CannotMend where the text was changed since, or nothing is left to replace.
    """
    article = Article.objects.select_for_update().get(pk=version.article_id)
    if latest_version(article) != version:
        raise CannotMend(_("Somebody saved a newer version since: look at its checks."))
    findings = [
        one
        for one in check_publication(version, moment)
        if one.handle in handles and one.replacement is not None
    ]
    if not findings:
        raise CannotMend(_("There is nothing to replace any more."))
    write_rows(article, mended(version.as_content(), findings))
    return save_version(article, by=by, at=moment.known_at, note=_note(findings), based_on=version)


def mended(content: Content, findings: Sequence[Finding]) -> Content:
    """From the end to the beginning, so that no replacement moves what another one means.

    Of two that overlap the later one is left out.
    """
    free_until: dict[object, int] = {}
    for one in sorted(findings, key=lambda finding: finding.start, reverse=True):
        if one.end <= free_until.get(one.place, one.end):
            content = mend(content, one)
            free_until[one.place] = one.start
    return content


def _note(findings: Sequence[Finding]) -> str:
    if len(findings) == 1:
        return _("“%(before)s” became %(after)s") % {
            "before": findings[0].quote[:100],
            "after": (findings[0].replacement or "")[:100] or "–",
        }
    return ngettext(
        "%(n)s proposal of the checks", "%(n)s proposals of the checks", len(findings)
    ) % {"n": len(findings)}
