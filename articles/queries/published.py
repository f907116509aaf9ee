"""The versions that are live at one moment: the one door from articles to visitors."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce, JSONObject

from articles.models import Article, Confirmation, Publication, Review, Slug
from articles.writing.content import Content
from benchmarks.models import Occupation
from benchmarks.moments import Moment
from visa.models import OccupationCode, ResidenceTitle

GROUP = Coalesce("article__original_id", "article_id")
"""Pages that say the same in different languages share it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step of a page's public life; a minor one is no news to readers."""

    at: datetime
    note: str
    is_minor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """An article as visitors read it at one moment.

    `changes` are its publications, the first one first. `checked_at` is when somebody approved
    this version or answered for the page since; None where nobody did.
    """

    article: Article
    publication: Publication
    content: Content
    changes: tuple[Change, ...]
    checked_at: datetime | None
    next_review_on: date | None
    follows: int | None
    """The number of the original's version that this translation says, where somebody stated it."""

    @property
    def language(self) -> str:
        return self.article.language

    @property
    def first_live_at(self) -> datetime:
        return self.changes[0].at

    @property
    def changed_at(self) -> datetime:
        """The last change that was news to readers."""
        return next(one.at for one in reversed(self.changes) if self._is_news(one))

    def _is_news(self, change: Change) -> bool:
        return not change.is_minor or change is self.changes[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an address led to: the article, what is live of it, and of it in other languages.

    No article where the address never led anywhere, or begins to only later; then nothing about
    the page may be told. `has_rules`: where a visa guide isn't there in a language, the page of
    its rules is.
    """

    article: Article | None = None
    live: Live | None = None
    translations: tuple[Live, ...] = ()
    has_rules: bool = False

    @property
    def languages(self) -> frozenset[str]:
        """Those that the page is live in."""
        return frozenset(one.language for one in (self.live, *self.translations) if one)


def live_publications(moment: Moment) -> QuerySet[Publication]:
    """Live at the moment's instant: by time alone, so nothing has to run for it.

    With all that `Live` tells of them, in one query.
    """
    by_then = Publication.objects.filter(
        article=OuterRef("article"), live_from__lte=moment.known_at
    )
    approvals = Review.objects.filter(
        version=OuterRef("version"),
        verdict=Review.Verdict.APPROVED,
        decided_at__lte=moment.known_at,
    ).order_by("-decided_at")
    answers = Confirmation.objects.filter(
        article=OuterRef("article"), at__lte=moment.known_at
    ).order_by("-at")
    topic = [f"article__{name}" for name in ("occupation", "country", "hub", "title")]
    return (
        Publication.objects.live(moment.known_at)
        .select_related("version", "article", "reviewed_by", *topic)
        .annotate(
            history=ArraySubquery(
                by_then.order_by("live_from").values(
                    change=JSONObject(at="live_from", note="note", is_minor="is_minor")
                )
            ),
            approved_at=Subquery(approvals.values("decided_at")[:1]),
            confirmed_at=Subquery(answers.values("at")[:1]),
            confirmed_until=Subquery(answers.values("next_review_on")[:1]),
            follows_number=F("article__follows__number"),
        )
    )


def live_articles(moment: Moment, *, kind: str, language: str) -> list[Live]:
    """All live articles of a kind in a language, by heading."""
    found = live_publications(moment).filter(article__kind=kind, article__language=language)
    return sorted((as_live(one) for one in found), key=lambda live: live.content.heading)


def all_live(moment: Moment, *, kind: str) -> list[Live]:
    """All live articles of a kind in every language, originals before their translations."""
    found = live_publications(moment).filter(article__kind=kind)
    return [as_live(one) for one in found.order_by(F("article__original_id").asc(nulls_first=True))]


def newest_articles(moment: Moment, *, kind: str, language: str, limit: int) -> list[Live]:
    """Live articles of a kind in a language, those that were new last first."""
    found = live_publications(moment).filter(article__kind=kind, article__language=language)
    began = F("history__0__at")
    return [as_live(one) for one in found.order_by(began.desc(), "-pk")[:limit]]


def related_articles(live: Live, moment: Moment, *, limit: int) -> list[Live]:
    """Other live articles of its kind and language: of its occupation first, then the newest."""
    article, occupation = live.article, live.content.topic.occupation
    found = (
        live_publications(moment)
        .filter(article__kind=article.kind, article__language=article.language)
        .exclude(article=article)
        .annotate(about=of_topic("occupation"))
        .annotate(distance=Case(When(about=occupation, then=Value(0)), default=Value(1)))
        .order_by("distance", "-live_from", "-pk")
    )
    return [as_live(one) for one in found[:limit]]


def live_of_articles(keys: Collection[int], moment: Moment) -> list[Live]:
    """What visitors read of the articles with those primary keys; those that aren't live are left
    out.
    """
    return [as_live(one) for one in live_publications(moment).filter(article__in=keys)]


def live_of(article: Article, moment: Moment) -> Live | None:
    """What visitors read of the article; None where it isn't live."""
    found = live_publications(moment).filter(article=article).first()
    return as_live(found) if found else None


def find_live(
    *, kind: str, language: str, slug: str, moment: Moment
) -> tuple[Article | None, Live | None]:
    """The article that the slug led to by then, and what is live of it."""
    found = find_page(kind=kind, language=language, slug=slug, moment=moment)
    return found.article, found.live


def find_page(*, kind: str, language: str, slug: str, moment: Moment) -> Found:
    """What the slug led to by then; one query where it is live, a second one where it isn't."""
    led_here = Slug.objects.filter(
        language=language, kind=kind, slug=slug, since__lte=moment.known_at
    )
    group = led_here.annotate(group=Coalesce("article__original_id", "article_id"))
    pages = list(
        live_publications(moment)
        .annotate(group=GROUP, is_asked_for=Exists(led_here.filter(article=OuterRef("article"))))
        .filter(group=Subquery(group.values("group")[:1]))
    )
    return _found(pages) or Found(article=_article_of(led_here))


def find_visa_page(*, language: str, title: str, occupation: str, moment: Moment) -> Found:
    """The visa guide on that title and occupation by their slugs in the language; one query.

    Of several the newest. What it is about, its live version pins.
    """
    of_title = ResidenceTitle.objects.filter(**{f"slug_{language}": title})
    of_occupation = Occupation.objects.filter(**{f"slug_{language}": occupation})
    codes = OccupationCode.objects.filter(occupation__in=of_occupation.values("pk"))
    code = Subquery(of_occupation.values("code")[:1]) if occupation else Value("")
    pages = list(
        live_publications(moment)
        .filter(article__kind=Article.Kind.VISA)
        .annotate(
            on_title=of_topic("title"),
            on_occupation=of_topic("occupation"),
            has_rules=Exists(codes) if occupation else Value(True),
        )
        .filter(on_title=Subquery(of_title.values("key")[:1]), on_occupation=code)
        .order_by("-live_from", "-pk")
    )
    asked = next((one for one in pages if one.article.language == language), None)
    if asked is None:
        return Found()
    others = tuple(as_live(one) for one in pages if one.article.language != language)
    return Found(
        article=asked.article,
        live=as_live(asked),
        translations=others,
        has_rules=vars(asked)["has_rules"],
    )


def newer_original(live: Live, translations: Iterable[Live]) -> Live | None:
    """The page that a translation follows, where it says what this one doesn't yet."""
    for other in translations:
        if other.article.pk == live.article.original_id:
            is_said = live.follows is not None and live.follows >= other.publication.version.number
            return other if other.changed_at > live.changed_at and not is_said else None
    return None


def leads_to(article: Article, moment: Moment) -> Live | None:
    """What is live where the article's readers are sent: its successor, or that one's own."""
    seen = {article.pk}
    follower = article.successor
    while follower is not None and follower.pk not in seen:
        if live := live_of(follower, moment):
            return live
        seen.add(follower.pk)
        follower = follower.successor
    return None


def of_topic(name: str) -> KeyTextTransform:
    """A code that the version pins: the row of its form may be about something else by now."""
    return KeyTextTransform(name, KeyTransform("topic", "version__content"))


def _found(pages: Sequence[Publication]) -> Found | None:
    asked = next((one for one in pages if vars(one)["is_asked_for"]), None)
    if asked is None:
        return None
    others = tuple(as_live(one) for one in pages if one is not asked)
    return Found(article=asked.article, live=as_live(asked), translations=others)


def _article_of(slugs: QuerySet[Slug]) -> Article | None:
    row = slugs.select_related("article__successor").first()
    return row.article if row else None


def as_live(publication: Publication) -> Live:
    """From a row of `live_publications`, with what that annotated."""
    known = vars(publication)
    moments = [at for at in (known["approved_at"], known["confirmed_at"]) if at]
    return Live(
        article=publication.article,
        publication=publication,
        content=publication.version.as_content(),
        changes=tuple(
            Change(at=datetime.fromisoformat(one["at"]), note=one["note"], is_minor=one["is_minor"])
            for one in known["history"]
        ),
        checked_at=max(moments, default=None),
        next_review_on=known["confirmed_until"] or publication.article.next_review_on,
        follows=known["follows_number"],
    )
