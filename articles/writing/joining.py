"""Two people saved on the same version: neither text is lost, and the two become one again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.models import Article, Version
from articles.writing.merging import Choice, Merge, merge
from articles.writing.saving import latest_version, save_version, set_aside
from articles.writing.snapshots import snapshot, write_blocks, write_rows


class CannotJoin(ValidationError):
    """Why two versions can't become one yet, as a sentence for the editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """A version set aside, the latest one, and what becomes of the two."""

    aside: Version
    base: Version
    latest: Version
    merge: Merge


def version_opened(article: Article, number: int | None) -> Version | None:
    """The version that a form was opened on; the first one where it doesn't say.

    None where nothing was saved yet. Whatever number somebody sends, what they wrote is then
    compared with the versions since.
    """
    versions = article.versions.order_by("number")
    return versions.filter(number=number or 0).first() or versions.first()


def rewind(article: Article, opened: Version) -> None:
    """Let the rows of the blocks be those that the form was opened on, so that it can be read.

    For use in the transaction that ends with `keep`, or with `catch_up` where the form has errors.
    """
    write_blocks(article, opened.as_content().blocks)


def catch_up(article: Article) -> None:
    """Let the rows of the blocks be the latest version's again."""
    latest = latest_version(article)
    if latest:
        write_blocks(article, latest.as_content().blocks)


@transaction.atomic
def keep(
    article: Article, *, opened: Version | None, by: User, at: datetime, note: str = ""
) -> Version:
    """Keep what a form wrote into the rows: as the next version, or else aside.

    It is aside where somebody else saved since the form was opened; the rows are then the latest
    version's again. Where it says nothing new, the latest version is all there is to keep.
    """
    latest = latest_version(article)
    if opened is None or latest is None or opened == latest:
        return save_version(article, by=by, at=at, note=note)
    mine = snapshot(article)
    write_rows(article, latest.as_content())
    if mine in (opened.as_content(), latest.as_content()):
        return latest
    return set_aside(article, mine, by=by, at=at, based_on=opened, note=note)


def waiting(article: Article) -> QuerySet[Version]:
    """Versions that were set aside and still have to be joined in or done without."""
    return (
        article.versions.filter(is_aside=True, settled_at=None)
        .select_related("saved_by", "based_on")
        .order_by("number")
    )


def joining_of(aside: Version, choices: Mapping[str, Choice] | None = None) -> Joining:
    """What becomes of a version set aside and the latest one, as far as was chosen."""
    latest = latest_version(aside.article)
    base = aside.based_on
    if latest is None or base is None:
        raise CannotJoin(_("There is nothing that this version could be joined with."))
    return Joining(
        aside=aside,
        base=base,
        latest=latest,
        merge=merge(base.as_content(), latest.as_content(), aside.as_content(), choices),
    )


@transaction.atomic
def join(
    aside: Version, choices: Mapping[str, Choice], *, latest: int, by: User, at: datetime
) -> Version:
    """Save the two as the next version, based on both.

    Raises CannotJoin while a conflict is undecided, and where yet another version than `latest`
    came in between, was joined already, or the address is taken.
    """
    article = Article.objects.select_for_update().get(pk=aside.article_id)
    aside = Version.objects.select_related("based_on", "article").get(pk=aside.pk)
    if not aside.is_aside or aside.settled_at:
        raise CannotJoin(_("This version was joined or set aside for good already."))
    joining = joining_of(aside, choices)
    if joining.latest.number != latest:
        raise CannotJoin(
            _("Somebody saved version %(number)s meanwhile: please look at what it changed.")
            % {"number": joining.latest.number}
        )
    if any(change.key not in choices for change in joining.merge.conflicts):
        raise CannotJoin(_("Please choose for each passage that both of you changed."))
    try:
        with transaction.atomic():
            write_rows(article, joining.merge.content)
    except IntegrityError as error:
        raise CannotJoin(
            _("Another page has the address “%(slug)s”, or it can't be one.")
            % {"slug": joining.merge.content.slug}
        ) from error
    version = save_version(article, by=by, at=at, note=aside.note, based_on=aside)
    _settle(aside, at)
    return version


@transaction.atomic
def dismiss(aside: Version, *, at: datetime) -> None:
    """Do without a version set aside; it stays among the versions."""
    Article.objects.select_for_update().get(pk=aside.article_id)
    _settle(aside, at)


def _settle(aside: Version, at: datetime) -> None:
    Version.objects.filter(pk=aside.pk, is_aside=True, settled_at=None).update(settled_at=at)
