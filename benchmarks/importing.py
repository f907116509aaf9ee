"""Takes a spreadsheet in as a whole: staged, accepted or discarded, undone and redone."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Count, Min
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Lower, Trim
from django.utils import timezone, translation

from benchmarks.ambiguous_rows import ambiguous_rows
from benchmarks.differences import compare
from benchmarks.findings import ReasonFinding, Word
from benchmarks.large_joins import large_joins
from benchmarks.mapping_json import Json, read_mapping
from benchmarks.models import (
    ComparedRows,
    ImportBatch,
    ImportEvent,
    SalarySample,
    SetAsideRow,
    Source,
    SourceKind,
)
from benchmarks.reading.limits import Limits
from benchmarks.reading.problems import problem, refusal
from benchmarks.reading.table import open_table
from benchmarks.reference_facts import read_reference
from benchmarks.row_ids import row_id_column
from benchmarks.sample_reading import SampleReader
from benchmarks.staging import StagedChunk, Staging, findings
from benchmarks.uploads import KeptFile, readable

LIMITS = Limits()
WORDS = 15  # shown of those behind one reason
ABOUT_A_WORD = ("country-code", "country-not-covered", "not-full-time-employment", "not-wanted")

COPY_SAMPLES = f"COPY {SalarySample._meta.db_table} (batch_id, row_number, {{}}) FROM STDIN"
COPY_SET_ASIDE = (
    f"COPY {SetAsideRow._meta.db_table} "
    "(batch_id, row_number, decision, code, values, cells) FROM STDIN"
)

type Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many about."""


class AlreadyImported(Exception):
    """The same file of the same source already waits for confirmation, or counts."""

    def __init__(self, batch: ImportBatch) -> None:
        super().__init__(str(batch))
        self.batch = batch
        self.problem = problem(
            "already-imported",
            batch=batch.pk,
            day=batch.uploaded_at.date().isoformat(),
            **state_in_both_languages(batch),
        )


@transaction.atomic
def stage(
    file: KeptFile,
    *,
    source: Source,
    mapping: Json,
    by_id: int | None,
    at: datetime,
    replacing: ImportBatch | None = None,
    progress: Progress | None = None,
) -> ImportBatch:
    """Read a file into a batch that counts for nothing until it is accepted.

    The whole file goes in or nothing; of two at the same time the second waits for the first.
    `replacing` is a staged batch that is discarded in the same step, to read its file another way.
    Raises AlreadyImported, and ReadingError for a file or a mapping that can't be read.
    """
    if replacing:
        discard(replacing, by_id=by_id, at=at)
    batch = _new_batch(file, source, mapping, by_id)
    _tell(batch, ImportEvent.What.UPLOADED, by_id, at, f"← #{replacing.pk}" if replacing else "")
    if replacing:
        replacing.events.filter(what=ImportEvent.What.DISCARDED).update(why=f"→ #{batch.pk}")
    rules = read_mapping(mapping)
    with (
        readable(file, LIMITS) as path,
        open_table(path, filename=file.name, limits=LIMITS, choices=rules.table) as table,
    ):
        reader = SampleReader(
            table,
            rules,
            read_reference(),
            source=source.slug,
            today=timezone.localdate(at),
        )
        staging = Staging(table, reader, batch.pk)
        _copy(staging, table.expected_rows, progress)
        if column := row_id_column(rules):
            _set_ambiguous_aside(batch, column, staging)
        reasons = [_with_words(batch, found) for found in staging.counts.reasons()]
        found = findings(table, rules, reader, reasons)
    _number_equal_answers(batch)
    batch.findings = replace(found, repetition=compare(batch)).as_json()
    counts = staging.counts
    batch.rows_total = counts.total
    batch.rows_accepted = counts.accepted
    batch.rows_quarantined = counts.quarantined.total()
    batch.rows_refused = counts.refused.total()
    batch.save()
    return batch


def accept(batch: ImportBatch, *, by_id: int | None, at: datetime, why: str = "") -> ImportBatch:
    """Let a staged batch count. Doing it twice changes nothing, here and below."""
    return _decide(batch, ImportEvent.What.ACCEPTED, by_id=by_id, at=at, why=why)


def undo(batch: ImportBatch, *, by_id: int | None, at: datetime, why: str = "") -> ImportBatch:
    """Let an accepted batch count no longer; its rows stay for a redo."""
    return _decide(batch, ImportEvent.What.UNDONE, by_id=by_id, at=at, why=why)


def redo(batch: ImportBatch, *, by_id: int | None, at: datetime, why: str = "") -> ImportBatch:
    """Let an undone batch count again, unless its file has come in once more meanwhile."""
    return _decide(batch, ImportEvent.What.REDONE, by_id=by_id, at=at, why=why)


@transaction.atomic
def discard(batch: ImportBatch, *, by_id: int | None, at: datetime, why: str = "") -> ImportBatch:
    """Drop a staged batch with its rows; what remains is that it was here."""
    decided = _decide(batch, ImportEvent.What.DISCARDED, by_id=by_id, at=at, why=why)
    for rows in (SalarySample, SetAsideRow, ComparedRows):
        rows.objects.filter(batch=decided).delete()
    return decided


def _new_batch(file: KeptFile, source: Source, mapping: Json, by_id: int | None) -> ImportBatch:
    """The batch of a file, of which the database allows one alive; raises AlreadyImported."""
    try:
        with transaction.atomic():
            return ImportBatch.objects.create(
                source=source,
                file=file.stored_as,
                file_name=file.name,
                sha256=file.sha256,
                mapping=mapping,
                uploaded_by_id=by_id,
            )
    except IntegrityError:
        living = ImportBatch.objects.living().filter(source=source, sha256=file.sha256).first()
        if living is None:
            raise
        raise AlreadyImported(living) from None


def _copy(staging: Staging, expected_rows: int, progress: Progress | None) -> None:
    """Write all rows by COPY; while one chunk is written and checked, the next one is read.

    Foreign keys are checked chunk by chunk and not at the commit: so the server works meanwhile.
    """
    with connection.cursor() as cursor, ThreadPoolExecutor(1) as writer:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        written: Future[None] | None = None
        for chunk in staging.chunks():
            if written:
                written.result()
            written = writer.submit(_write, cursor, chunk, staging.columns)
            if progress:
                progress(staging.counts.total, expected_rows)
        if written:
            written.result()


def _write(cursor: CursorWrapper, chunk: StagedChunk, columns: Sequence[str]) -> None:
    copy_samples = COPY_SAMPLES.format(", ".join(columns))
    with connection.wrap_database_errors:
        for sql, lines in ((copy_samples, chunk.samples), (COPY_SET_ASIDE, chunk.set_aside)):
            if lines:
                with cursor.copy(sql) as copy:
                    copy.write(lines)


def _set_ambiguous_aside(batch: ImportBatch, column: str, staging: Staging) -> None:
    """Take back the rows whose id stands in the file twice with different content."""
    problems = ambiguous_rows(batch, column)
    if not problems:
        return
    SalarySample.objects.filter(batch=batch, row_number__in=problems).delete()
    with connection.cursor() as cursor:
        for chunk in staging.set_aside_later(problems):
            _write(cursor, chunk, staging.columns)


def _with_words(batch: ImportBatch, reason: ReasonFinding) -> ReasonFinding:
    """The reason with the most frequent words behind it, such as titles that we don't know."""
    if not (reason.code.startswith("unknown-") or reason.code in ABOUT_A_WORD):
        return reason
    found = (
        SetAsideRow.objects.filter(batch=batch, code=reason.code)
        .annotate(word=KeyTextTransform("value", "values"), spelling=Lower(Trim("word")))
        .values("spelling")
        .annotate(rows=Count("pk"), text=Min("word"))
        .order_by("-rows", "spelling")
        .values_list("text", "rows")[:WORDS]
    )
    return replace(reason, words=[Word(text=text.strip(), rows=rows) for text, rows in found])


def _number_equal_answers(batch: ImportBatch) -> None:
    """Give the second, third … of equal rows a fingerprint of its own, where rows are people.

    Adverts are published again, so equal ones are one observation. Two people of a survey may well
    be alike; and as they are numbered, the same file in another order has the same fingerprints.
    Rows with ids of their own need no number.
    """
    with large_joins() as cursor:
        cursor.execute(
            """
            WITH numbered AS (
                SELECT id, fingerprint,
                       row_number() OVER (PARTITION BY fingerprint ORDER BY row_number) AS place
                FROM benchmarks_salarysample
                WHERE batch_id = %s AND source_kind <> %s AND content IS NULL
            )
            UPDATE benchmarks_salarysample AS sample
            SET fingerprint = encode(substr(sha256(
                    convert_to(numbered.fingerprint || '/' || numbered.place, 'UTF8')
                ), 1, 16), 'hex')::uuid
            FROM numbered
            WHERE numbered.place > 1 AND sample.id = numbered.id
            """,
            [batch.pk, SourceKind.ADVERT],
        )


# What a decision needs an import to be, and makes of it.
_STEPS = {
    ImportEvent.What.ACCEPTED: (ImportBatch.State.STAGED, ImportBatch.State.ACCEPTED),
    ImportEvent.What.UNDONE: (ImportBatch.State.ACCEPTED, ImportBatch.State.UNDONE),
    ImportEvent.What.REDONE: (ImportBatch.State.UNDONE, ImportBatch.State.ACCEPTED),
    ImportEvent.What.DISCARDED: (ImportBatch.State.STAGED, ImportBatch.State.DISCARDED),
}


@transaction.atomic
def _decide(
    batch: ImportBatch, what: ImportEvent.What, *, by_id: int | None, at: datetime, why: str
) -> ImportBatch:
    before, after = _STEPS[what]
    locked = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if locked.state == after:
        return locked
    if locked.state != before:
        raise refusal("import-changed-meanwhile", **state_in_both_languages(locked))
    locked.state, locked.decided_by_id, locked.decided_at = after, by_id, at
    if what == ImportEvent.What.ACCEPTED:
        locked.first_accepted_at = at
    try:
        with transaction.atomic():
            locked.save(update_fields=["state", "decided_by", "decided_at", "first_accepted_at"])
    except IntegrityError:
        living = ImportBatch.objects.living().filter(source=locked.source, sha256=locked.sha256)
        raise refusal("import-replaced-meanwhile", batch=living.get().pk) from None
    _tell(locked, what, by_id, at, why)
    return locked


def _tell(
    batch: ImportBatch, what: ImportEvent.What, by_id: int | None, at: datetime, why: str
) -> None:
    ImportEvent.objects.create(batch=batch, what=what, by_id=by_id, at=at, why=why)


def state_in_both_languages(batch: ImportBatch) -> dict[str, str]:
    state = ImportBatch.State(batch.state)
    with translation.override("de"):
        german = str(state.label)
    with translation.override("en"):
        return {"state": str(state.label), "state_de": german}
