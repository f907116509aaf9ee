"""Pages in the other language: linked, begun as a copy, and whether they lag behind."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Block, Publication, Version
from articles.writing.saving import latest_version, save_version


class CannotTranslate(ValidationError):
    """Why a translation can't be begun or brought up to date, as a sentence for the editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """What the original's readers got since the version that the translation says.

    `behind` is the last publication of the original that wasn't minor, None where the translation
    says it. `said` is None where nobody stated it: then the clocks of both were compared.
    """

    said: Version | None
    behind: Publication | None

    @property
    def is_older(self) -> bool:
        return self.behind is not None


def original_of(article: Article) -> Article:
    """The page that all languages of it follow; itself where it follows none."""
    return article.original or article


def in_all_languages(article: Article) -> list[Article]:
    """The original and its translations, itself among them."""
    original = original_of(article)
    return [original, *original.translations.order_by("language", "pk")]


def missing_languages(article: Article) -> list[str]:
    there = {one.language for one in in_all_languages(article)}
    return [code for code, _name in settings.LANGUAGES if code not in there]


def lag_of(article: Article, at: datetime) -> Lag | None:
    """Whether a translation is older than its original; None for an original."""
    if article.original is None:
        return None
    said = article.follows
    last = (
        article.original.publications.filter(live_from__lte=at, is_minor=False)
        .select_related("version")
        .order_by("-live_from")
        .first()
    )
    if last is None:
        return Lag(said=said, behind=None)
    if said:
        is_behind = last.version.number > said.number
    else:
        latest = latest_version(article)
        is_behind = latest is None or latest.saved_at < last.live_from
    return Lag(said=said, behind=last if is_behind else None)


@transaction.atomic
def begin_translation(source: Version, language: str, *, by: User, at: datetime) -> Article:
    """A copy of the version as the page in the other language, to be translated where it stands.

    Raises CannotTranslate where that page exists already.
    """
    original = Article.objects.select_for_update(of=("self",)).get(
        pk=original_of(source.article).pk
    )
    if language not in missing_languages(original):
        raise CannotTranslate(_("This page exists in that language already."))
    content = source.as_content()
    rows = source.article
    article = Article.objects.create(
        kind=original.kind,
        language=language,
        original=original,
        follows=source if source.article_id == original.pk else None,
        heading=content.heading,
        slug=_free_slug(content.slug, original.kind, language),
        lead=content.lead,
        description=content.description,
        author=content.author,
        occupation=rows.occupation,
        country=rows.country,
        hub=rows.hub,
        title=rows.title,
        owner=by,
    )
    Block.objects.bulk_create(
        Block(parent=article, kind=block.kind, data=block.data, ordering=10 * place)
        for place, block in enumerate(content.blocks, start=1)
    )
    note = _("copy of version %(number)s, to be translated") % {"number": source.number}
    save_version(article, by=by, at=at, note=note)
    return article


@transaction.atomic
def bring_up_to_date(article: Article, said: Version) -> None:
    """State that a translation says what that version of its original says."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    if said.article_id != article.original_id:
        raise CannotTranslate(_("That isn't a version of this page's original."))
    article.follows = said
    article.save(update_fields=["follows"])


def _free_slug(slug: str, kind: str, language: str) -> str:
    """The original's where it is free, else with a number behind it; the editor chooses anew."""
    taken = Article.objects.filter(kind=kind, language=language, slug__startswith=slug)
    slugs = set(taken.values_list("slug", flat=True))
    candidates = [slug, *(f"{slug[:115]}-{number}" for number in range(2, len(slugs) + 3))]
    return next(one for one in candidates if one not in slugs)
