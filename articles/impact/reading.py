"""Rehearses a change in a transaction that is rolled back, and lists what reads otherwise then."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from articles.figures.figure import FigureBook
from articles.figures.legal import law_book
from articles.figures.reading import read_figures
from articles.figures.rendering import plain
from articles.impact.sentences import (
    ChangedSentence,
    changed_sentence,
    changed_sentences,
    sentences_of,
)
from articles.impact.standing import Standee, Standing, explicit_keys, read_standing
from articles.models import Article, Version
from articles.writing.content import Place, Topic
from benchmarks.models import Release
from benchmarks.moments import Moment
from benchmarks.releasing import publish_release
from visa.models import Condition, Guidance, ParameterValue, ResidenceTitle
from visa.queries import read_values
from visa.rehearsing import as_if_approved
from visa.values import ValueBook

OF_LAW = ("visa.",)
OF_RELEASES = ("salary.", "share.", "data.")
_LANGUAGES = ("de", "en")

type Books = dict[int, FigureBook]
"""By the id of a version, its figures by the keys that it writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImpact:
    """What of one version would read otherwise; `standing` says whether visitors see it."""

    article: Article
    version: Version
    standing: Standing
    sentences: tuple[ChangedSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawText:
    """A text on generated visa pages that would read otherwise, in one language."""

    title: ResidenceTitle
    language: str
    sentence: ChangedSentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What a change alters. `titles` are residence titles whose tables and checks change."""

    moment: Moment
    pages: tuple[PageImpact, ...] = ()
    law_texts: tuple[LawText, ...] = ()
    titles: tuple[ResidenceTitle, ...] = ()

    @property
    def public_pages(self) -> list[PageImpact]:
        return [one for one in self.pages if one.standing is not Standing.DRAFT]

    @property
    def sentence_count(self) -> int:
        """On pages that are live or will be."""
        return sum(len(one.sentences) for one in self.public_pages)

    def on_live_pages(self) -> "Impact":
        return replace(
            self, pages=tuple(one for one in self.pages if one.standing is Standing.LIVE)
        )

    @property
    def is_empty(self) -> bool:
        return not (self.pages or self.law_texts or self.titles)


def read_value_impact(value: ParameterValue, moment: Moment) -> Impact:
    """What approving the value changes on the day from which it holds, or today if it does.

    Raises CannotEnact where it couldn't be approved as it is.
    """
    day = moment if value.valid_from <= moment.on else _on(value, moment)
    standees = read_standing(moment, kinds_of_key=OF_LAW)
    laws = list(Guidance.objects.select_related("title").order_by("title__position", "key"))
    before, former = _books(standees, day), read_values(day.known_at)
    with as_if_approved(value, at=moment.known_at):
        after, later = _books(standees, day), read_values(day.known_at)
    changed = _changed_parameters(former, later, day)
    return Impact(
        moment=day,
        pages=tuple(_pages(standees, before, after)),
        law_texts=tuple(_law_texts(laws, changed, day, former, later)),
        titles=tuple(_titles(changed, day)),
    )


def read_release_impact(release: Release, moment: Moment) -> Impact:
    """What putting the release into effect now changes."""
    standees = read_standing(moment, kinds_of_key=OF_RELEASES)
    if not standees:
        return Impact(moment=moment)
    before = _books(standees, moment)
    with _as_if_in_effect(release, moment.known_at):
        after = _books(standees, moment)
    return Impact(moment=moment, pages=tuple(_pages(standees, before, after)))


@contextmanager
def _as_if_in_effect(release: Release, at: datetime) -> Iterator[None]:
    """Within, the release is the one in effect; afterwards all is as before."""
    with transaction.atomic():
        publish_release(release, at=at, by_id=None)
        yield
        transaction.set_rollback(True)


def _on(value: ParameterValue, moment: Moment) -> Moment:
    return Moment(on=value.valid_from, known_at=moment.known_at, is_now=False)


def _books(standees: list[Standee], moment: Moment) -> Books:
    """All figures of all versions, read at once by their explicit keys."""
    written = list(explicit_keys(standees))
    figures = read_figures(
        {explicit for _one, _key, explicit in written}, topic=Topic(), moment=moment
    ).figures
    books: dict[int, dict[str, str]] = {one.version.pk: {} for one in standees}
    for standee, key, explicit in written:
        books[standee.version.pk][key] = explicit
    return {
        pk: FigureBook({key: figures[explicit] for key, explicit in keys.items()})
        for pk, keys in books.items()
    }


def _pages(standees: list[Standee], before: Books, after: Books) -> Iterator[PageImpact]:
    for one in standees:
        article, pk = one.version.article, one.version.pk
        found = changed_sentences(
            one.content,
            _printer(before[pk], article.language),
            _printer(after[pk], article.language),
        )
        if sentences := tuple(found):
            yield PageImpact(
                article=article, version=one.version, standing=one.standing, sentences=sentences
            )


def _printer(book: FigureBook, language: str) -> Callable[[str], str]:
    return lambda text: plain(text, book, language)


def _changed_parameters(before: ValueBook, after: ValueBook, moment: Moment) -> set[str]:
    def said(book: ValueBook, key: str) -> object:
        value = book.value_on(key, moment.on) if key in book.parameters else None
        return (value.exact(), value.announced) if value else None

    return {key for key in after.parameters if said(before, key) != said(after, key)}


def _law_texts(
    laws: list[Guidance], changed: set[str], day: Moment, before: ValueBook, after: ValueBook
) -> Iterator[LawText]:
    """Sentences on the pages of titles that cite a changed figure by its key."""
    cited = [f"[[visa.{key}" for key in changed]
    books = [_law_book(values, day) for values in (before, after)]
    for law in laws:
        for language in _LANGUAGES:
            texts = (getattr(law, f"{field}_{language}") for field in ("text", "detail"))
            for sentence in (one for text in texts for one in sentences_of(text)):
                if any(key in sentence for key in cited):
                    place = Place(block=None, kind="", path=(law.key,))
                    printers = (_printer(book, language) for book in books)
                    if found := changed_sentence(place, sentence, *printers):
                        yield LawText(title=law.title, language=language, sentence=found)


def _law_book(values: ValueBook, day: Moment) -> FigureBook:
    return law_book([f"visa.{key}" for key in values.parameters], values, day.on)


def _titles(changed: set[str], day: Moment) -> list[ResidenceTitle]:
    """Titles whose rules in force compare something with a changed figure."""
    conditions = Condition.objects.filter(
        parameter__key__in=changed,
        rule__known_from__lte=day.known_at,
        rule__superseded_at=None,
        rule__valid_from__lte=day.on,
    ).exclude(rule__valid_to__lte=day.on)
    return list(
        ResidenceTitle.objects.filter(routes__versions__in=conditions.values("rule"))
        .distinct()
        .order_by("position", "key")
    )
