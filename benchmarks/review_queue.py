"""Titles and places that imports could not place: counted, likened to ours, settled by a person."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Count
from django.db.models.fields.json import KeyTextTransform

from benchmarks.findings import read_findings
from benchmarks.matching import Reference
from benchmarks.models import (
    Country,
    CountryAlias,
    Hub,
    HubAlias,
    ImportBatch,
    Occupation,
    OccupationAlias,
    SetAsideRow,
    UnlistedWord,
)
from benchmarks.reference_facts import read_reference
from benchmarks.spelling import plain

LEAST_ALIKE = 0.4  # trigram similarity, 0 to 1; below it a suggestion is noise
SUGGESTIONS = 3
LONGEST_ALIAS = 200

Subject = UnlistedWord.Subject
type Ours = Occupation | Hub | Country
type Spelling = OccupationAlias | HubAlias | CountryAlias
# What a word can stand for, where its spellings are kept, and by which column they belong to it.
TABLES: dict[
    Subject,
    tuple[
        type[Occupation] | type[Hub] | type[Country],
        type[OccupationAlias] | type[HubAlias] | type[CountryAlias],
        str,
    ],
] = {
    Subject.TITLE: (Occupation, OccupationAlias, "occupation_id"),
    Subject.CITY: (Hub, HubAlias, "hub_id"),
    Subject.COUNTRY: (Country, CountryAlias, "country_id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWord:
    """One spelling that waits for a decision; `text` is its most frequent form."""

    spelling: str
    text: str
    rows: int
    imports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutdatedImport:
    """An import in which so many rows name what is known by now."""

    batch: ImportBatch
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQueue:
    """What waits, the most frequent first; and what decisions of before have not reached yet."""

    words: Sequence[OpenWord]
    outdated: Sequence[OutdatedImport]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An occupation or place that is written much alike; `score` is its similarity in percent."""

    row_id: int
    score: int


class CannotSettle(Exception):
    """A word can't become an alias: `taken_by` already has it, or, if None, it is too long."""

    def __init__(self, text: str, taken_by: Ours | None) -> None:
        super().__init__(text)
        self.text = text
        self.taken_by = taken_by


@dataclass(frozen=True, slots=True)
class _Found:
    """A word as the rows of one import write it."""

    batch_id: int
    text: str
    rows: int


def review_queue(subject: Subject, *, batch_id: int | None = None) -> ReviewQueue:
    """All words that living imports could not place, equal spellings together.

    With `batch_id` only the words of that import, with their rows in all of them.
    """
    reference = read_reference()
    unlisted = set(
        UnlistedWord.objects.filter(subject=subject).values_list("plain_text", flat=True)
    )
    waiting: defaultdict[str, list[_Found]] = defaultdict(list)
    settled: Counter[int] = Counter()
    for found in _unplaced(subject):
        if _is_known(subject, found.text, reference):
            settled[found.batch_id] += found.rows
        elif (spelling := plain(found.text)) and spelling not in unlisted:
            waiting[spelling].append(found)
    words = [
        _open_word(spelling, same)
        for spelling, same in waiting.items()
        if batch_id is None or any(found.batch_id == batch_id for found in same)
    ]
    batches = ImportBatch.objects.in_bulk(settled)
    return ReviewQueue(
        words=sorted(words, key=lambda word: (-word.rows, word.spelling)),
        outdated=[
            OutdatedImport(batch=batches[pk], rows=rows) for pk, rows in settled.most_common()
        ],
    )


def suggest(subject: Subject, spellings: Sequence[str]) -> dict[str, list[Suggestion]]:
    """For each plain spelling what is written most alike, the best first; perhaps nothing."""
    model, aliases, owner = TABLES[subject]
    names = [
        (row.pk, plain(name)) for row in model.objects.all() for name in (row.name_de, row.name_en)
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(LEAST_ALIKE)]
        )
        cursor.execute(
            f"""
            SELECT word, near.id, max(similarity(near.spelling, word)) AS score
            FROM unnest(%s::text[]) AS word
            JOIN LATERAL (
                SELECT {owner}, plain_text FROM {aliases._meta.db_table}
                WHERE plain_text %% word
                UNION ALL
                SELECT id, name FROM unnest(%s::bigint[], %s::text[]) AS named (id, name)
                WHERE name %% word
            ) AS near (id, spelling) ON true
            GROUP BY word, near.id
            ORDER BY word, score DESC, near.id
            """,  # noqa: S608  # both names are our own tables
            [list(spellings), [pk for pk, _ in names], [name for _, name in names]],
        )
        found: defaultdict[str, list[Suggestion]] = defaultdict(list)
        for word, row_id, score in cursor.fetchall():
            if len(found[word]) < SUGGESTIONS:
                found[word].append(Suggestion(row_id=row_id, score=round(100 * score)))
    return dict(found)


@transaction.atomic
def settle_as(subject: Subject, word: OpenWord, row_id: int) -> Spelling:
    """Let a word stand for an occupation or place from now on. Raises CannotSettle."""
    model, aliases, owner = TABLES[subject]
    if len(word.text) > LONGEST_ALIAS or len(word.spelling) > LONGEST_ALIAS:
        raise CannotSettle(word.text, taken_by=None)
    try:
        with transaction.atomic():
            alias: Spelling = aliases.objects.create(text=word.text, **{owner: row_id})
    except IntegrityError:
        taken = aliases.objects.filter(plain_text=word.spelling).first()
        if taken is None:
            raise
        raise CannotSettle(word.text, model.objects.get(pk=getattr(taken, owner))) from None
    return alias


def settle_as_none(
    subject: Subject, word: OpenWord, *, by_id: int | None, at: datetime
) -> UnlistedWord:
    """Remember that a word stands for nothing of ours; twice is the same as once."""
    unlisted, _created = UnlistedWord.objects.get_or_create(
        subject=subject,
        plain_text=word.spelling,
        defaults={"text": word.text, "decided_by_id": by_id, "decided_at": at},
    )
    return unlisted


def _unplaced(subject: Subject) -> list[_Found]:
    """The words of living imports: titles from their rows, cities from what the reader counted."""
    if subject == Subject.CITY:
        return [
            _Found(batch.pk, city, rows)
            for batch in ImportBatch.objects.living().exclude(findings={})
            for city, rows in read_findings(batch.findings).unknown_cities.items()
        ] + _in_refused_rows("unknown-city")
    return _in_refused_rows(f"unknown-{subject}")


def _in_refused_rows(code: str) -> list[_Found]:
    rows = (
        SetAsideRow.objects.filter(code=code, batch__in=ImportBatch.objects.living())
        .annotate(word=KeyTextTransform("value", "values"))
        .values("batch_id", "word")
        .annotate(rows=Count("pk"))
        .values_list("batch_id", "word", "rows")
    )
    return [_Found(batch_id, word or "", count) for batch_id, word, count in rows]


def _is_known(subject: Subject, text: str, reference: Reference) -> bool:
    if subject == Subject.TITLE:
        return reference.title(text) is not None
    if subject == Subject.COUNTRY:
        return reference.country(text) is not None
    return bool(reference.cities(text))


def _open_word(spelling: str, same: Sequence[_Found]) -> OpenWord:
    texts: Counter[str] = Counter()
    for found in same:
        texts[found.text.strip()] += found.rows
    return OpenWord(
        spelling=spelling,
        text=min(texts, key=lambda text: (-texts[text], text)),
        rows=texts.total(),
        imports=len({found.batch_id for found in same}),
    )
