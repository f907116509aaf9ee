"""Every publication that there is, kept by a process until anything changes.

Which of them are live at a moment is then a question of their times alone, for any moment and
without the database. Texts are read where a page needs them, and kept along with the rest.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Coalesce, JSONObject

from articles.models import Confirmation, Publication, Review
from articles.queries.live import Change, Live
from articles.writing.content import Content, Topic
from benchmarks.keeping import kept
from benchmarks.moments import Moment

TEXTS_AT_HAND = 256
GROUP = Coalesce("article__original_id", "article_id")
"""Pages that say the same in different languages share it."""
TOPIC = ("occupation", "country", "hub", "title")
TOLD = (
    *("pk", "article_id", "group", "topic", "live_from", "live_until", "note", "is_minor"),
    *("approvals", "answers"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Somebody answered for a page, and when it shall be looked at again."""

    at: datetime
    next_review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A publication without its text; `topic` is what its version pins.

    `approvals` are of the version, `answers` of the article, whenever they came.
    """

    pk: int
    article: int
    group: int
    kind: str
    language: str
    topic: Topic
    live_from: datetime
    live_until: datetime | None
    note: str
    is_minor: bool
    approvals: tuple[datetime, ...]
    answers: tuple[Answer, ...]

    def is_live(self, instant: datetime) -> bool:
        return self.live_from <= instant and (self.live_until is None or instant < self.live_until)


class Shelf:
    """Each article's publications in their order, and the texts that were asked for."""

    def __init__(self, rows: Iterable[Shelved]) -> None:
        self._lives: dict[tuple[str, str], dict[int, list[Shelved]]] = defaultdict(dict)
        for row in sorted(rows, key=lambda row: row.live_from):
            self._lives[row.kind, row.language].setdefault(row.article, []).append(row)
        self._full: dict[int, tuple[Publication, Content]] = {}

    def live(self, moment: Moment, *, kinds: Iterable[str], language: str = "") -> list[Shelved]:
        """What is live of those kinds, in the language or in all; the newest publication first."""
        wanted = set(kinds)
        found = [
            row
            for (kind, code), articles in self._lives.items()
            if kind in wanted and language in ("", code)
            for row in _live(articles.values(), moment.known_at)
        ]
        return sorted(found, key=lambda row: (row.live_from, row.pk), reverse=True)

    def everything_live(self, moment: Moment) -> list[Shelved]:
        return self.live(moment, kinds={kind for kind, _language in self._lives})

    def began(self, row: Shelved) -> datetime:
        """When its article was first live."""
        return self._of_article(row)[0].live_from

    def read(self, rows: Sequence[Shelved], moment: Moment) -> list[Live]:
        """With their texts, in the same order; one query where a text isn't at hand."""
        full = self._with_texts([row.pk for row in rows])
        return [self._as_live(row, *full[row.pk], moment.known_at) for row in rows]

    def _with_texts(self, keys: Sequence[int]) -> Mapping[int, tuple[Publication, Content]]:
        missing = [key for key in keys if key not in self._full]
        found = {key: self._full[key] for key in keys if key in self._full}
        if not missing:
            return found
        read = _texts(missing)
        if len(self._full) + len(read) > TEXTS_AT_HAND:
            self._full.clear()
        if len(read) <= TEXTS_AT_HAND:
            self._full.update(read)
        return {**found, **read}

    def _of_article(self, row: Shelved) -> list[Shelved]:
        return self._lives[row.kind, row.language][row.article]

    def _as_live(
        self, row: Shelved, publication: Publication, content: Content, by: datetime
    ) -> Live:
        approvals = [at for at in row.approvals if at <= by]
        answers = [answer for answer in row.answers if answer.at <= by]
        answer = max(answers, key=lambda one: one.at, default=None)
        return Live(
            article=publication.article,
            publication=publication,
            content=content,
            changes=tuple(
                Change(at=one.live_from, note=one.note, is_minor=one.is_minor)
                for one in self._of_article(row)
                if one.live_from <= by
            ),
            checked_at=max([*approvals, *(one.at for one in answers)], default=None),
            next_review_on=answer.next_review_on if answer else publication.article.next_review_on,
            follows=vars(publication)["follows_number"],
        )


def _live(articles: Iterable[Sequence[Shelved]], instant: datetime) -> Iterator[Shelved]:
    """Of each article the one that is live; two never are."""
    for rows in articles:
        for row in reversed(rows):
            if row.live_from <= instant:
                if row.is_live(instant):
                    yield row
                break


@kept
def read_shelf() -> Shelf:
    """One query, where anything has changed since the last one."""
    approvals = Review.objects.filter(
        version=OuterRef("version"), verdict=Review.Verdict.APPROVED, decided_at__isnull=False
    )
    answers = Confirmation.objects.filter(article=OuterRef("article"))
    rows = Publication.objects.annotate(
        group=GROUP,
        topic=KeyTransform("topic", "version__content"),
        approvals=ArraySubquery(approvals.values("decided_at")),
        answers=ArraySubquery(
            answers.values(answer=JSONObject(at="at", next_review_on="next_review_on"))
        ),
    )
    return Shelf(map(_shelved, rows.values("article__kind", "article__language", *TOLD)))


def _shelved(row: dict[str, Any]) -> Shelved:
    return Shelved(
        pk=row["pk"],
        article=row["article_id"],
        group=row["group"],
        kind=row["article__kind"],
        language=row["article__language"],
        topic=Topic(**{name: str(row["topic"].get(name, "")) for name in TOPIC}),
        live_from=row["live_from"],
        live_until=row["live_until"],
        note=row["note"],
        is_minor=row["is_minor"],
        approvals=tuple(row["approvals"]),
        answers=tuple(map(_answer, row["answers"])),
    )


def _answer(stored: Mapping[str, str]) -> Answer:
    return Answer(
        at=datetime.fromisoformat(stored["at"]),
        next_review_on=date.fromisoformat(stored["next_review_on"]),
    )


def _texts(keys: Iterable[int]) -> dict[int, tuple[Publication, Content]]:
    """With their articles, and with what the rows of those are about."""
    about = [f"article__{name}" for name in TOPIC]
    rows = (
        Publication.objects.filter(pk__in=keys)
        .select_related("version", "article", "reviewed_by", *about)
        .annotate(follows_number=F("article__follows__number"))
    )
    return {row.pk: (row, row.version.as_content()) for row in rows}
