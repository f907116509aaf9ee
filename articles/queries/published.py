"""The versions that are live at one moment: the one door from articles to visitors."""

from collections.abc import Collection, Iterable

from django.db.models import Exists, Subquery, Value
from django.db.models.functions import Coalesce

from articles.models import Article, Slug
from articles.queries.live import Found, Live
from articles.queries.shelf import read_shelf
from benchmarks.models import Occupation
from benchmarks.moments import Moment
from visa.models import OccupationCode, ResidenceTitle


def live_articles(moment: Moment, *, kind: str, language: str) -> list[Live]:
    """All live articles of a kind in a language, by heading."""
    shelf = read_shelf()
    found = shelf.read(shelf.live(moment, kinds=[kind], language=language), moment)
    return sorted(found, key=lambda live: live.content.heading)


def all_live(moment: Moment, *, kind: str) -> list[Live]:
    """All live articles of a kind in every language, originals before their translations."""
    shelf = read_shelf()
    rows = shelf.live(moment, kinds=[kind])
    return shelf.read(sorted(rows, key=lambda row: row.article != row.group), moment)


def newest_articles(moment: Moment, *, kind: str, language: str, limit: int) -> list[Live]:
    """Live articles of a kind in a language, those that were new last first."""
    shelf = read_shelf()
    rows = shelf.live(moment, kinds=[kind], language=language)
    rows.sort(key=lambda row: (shelf.began(row), row.pk), reverse=True)
    return shelf.read(rows[:limit], moment)


def related_articles(live: Live, moment: Moment, *, limit: int) -> list[Live]:
    """Other live articles of its kind and language: of its occupation first, then the newest."""
    article, occupation = live.article, live.content.topic.occupation
    shelf = read_shelf()
    rows = shelf.live(moment, kinds=[article.kind], language=article.language)
    others = [row for row in rows if row.article != article.pk]
    others.sort(key=lambda row: row.topic.occupation != occupation)
    return shelf.read(others[:limit], moment)


def live_of_articles(keys: Collection[int], moment: Moment) -> list[Live]:
    """What visitors read of the articles with those primary keys; those that aren't live are left
    out.
    """
    shelf = read_shelf()
    rows = [row for row in shelf.everything_live(moment) if row.article in keys]
    return shelf.read(rows, moment)


def live_of(article: Article, moment: Moment) -> Live | None:
    """What visitors read of the article; None where it isn't live."""
    return next(iter(live_of_articles({article.pk}, moment)), None)


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
    asked = led_here.values_list(
        "article_id", Coalesce("article__original_id", "article_id")
    ).first()
    if asked is None:
        return Found()
    article, group = asked
    shelf = read_shelf()
    rows = [row for row in shelf.everything_live(moment) if row.group == group]
    if all(row.article != article for row in rows):
        return Found(article=Article.objects.select_related("successor").get(pk=article))
    lives = shelf.read(rows, moment)
    live = next(one for one in lives if one.article.pk == article)
    others = tuple(one for one in lives if one is not live)
    return Found(article=live.article, live=live, translations=others)


def find_visa_page(*, language: str, title: str, occupation: str, moment: Moment) -> Found:
    """The visa guide on that title and occupation by their slugs in the language; one query.

    Of several the newest. What it is about, its live version pins.
    """
    of_occupation = Occupation.objects.filter(**{f"slug_{language}": occupation})
    codes = OccupationCode.objects.filter(occupation__in=of_occupation.values("pk"))
    subject = (
        ResidenceTitle.objects.filter(**{f"slug_{language}": title})
        .values_list(
            "key",
            Subquery(of_occupation.values("code")[:1]) if occupation else Value(""),
            Exists(codes) if occupation else Value(True),
        )
        .first()
    )
    if subject is None:
        return Found()
    key, code, has_rules = subject
    shelf = read_shelf()
    rows = [
        row
        for row in shelf.live(moment, kinds=[Article.Kind.VISA])
        if (row.topic.title, row.topic.occupation) == (key, code)
    ]
    asked = next((row for row in rows if row.language == language), None)
    if asked is None:
        return Found()
    others = [row for row in rows if row.language != language]
    live, *translations = shelf.read([asked, *others], moment)
    return Found(
        article=live.article, live=live, translations=tuple(translations), has_rules=has_rules
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
