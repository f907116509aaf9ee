"""Holds an import against what counts: each usable row is new, changed, the same or repeated."""

from dataclasses import replace

from django.db import transaction
from django.db.models import QuerySet

from benchmarks.findings import Repetition, read_findings
from benchmarks.large_joins import large_joins
from benchmarks.mapping import Target
from benchmarks.models import ComparedRows, ImportBatch

# Only an accepted import of the same source can hold an equal fingerprint that counts: a
# fingerprint contains its source. Each is compared once, however often its rows repeat.
_COUNTED = """
    WITH own AS (
        SELECT fingerprint, count(*) AS rows
        FROM benchmarks_salarysample WHERE batch_id = %(batch)s
        GROUP BY fingerprint
    ), known AS (
        SELECT DISTINCT sample.fingerprint
        FROM benchmarks_salarysample AS sample
        JOIN benchmarks_importbatch AS batch ON batch.id = sample.batch_id
        WHERE batch.source_id = %(source)s AND batch.state = 'accepted' AND batch.id <> %(batch)s
    )
    SELECT count(*) FILTER (WHERE known.fingerprint IS NULL),
           count(*) FILTER (WHERE known.fingerprint IS NOT NULL),
           coalesce(sum(own.rows), 0) - count(*)
    FROM own LEFT JOIN known USING (fingerprint)
"""

# The same where nothing of the source counts. Answers of people were numbered when they came in, so
# no two of them are equal, and only adverts have to be looked at.
_COUNTED_ALONE = """
    SELECT people.rows + adverts.different, 0, adverts.rows - adverts.different
    FROM (
        SELECT count(*) AS rows
        FROM benchmarks_salarysample WHERE batch_id = %(batch)s AND source_kind <> 'advert'
    ) AS people, (
        SELECT count(*) AS rows, count(DISTINCT fingerprint) AS different
        FROM benchmarks_salarysample WHERE batch_id = %(batch)s AND source_kind = 'advert'
    ) AS adverts
"""

# What a row says, numbered among people of equal answers as rows without ids are: by this rows
# with ids find those of a file without any. Equal adverts are one, whatever their ids.
SAID = """
    CASE WHEN content IS NULL THEN fingerprint
         WHEN source_kind = 'advert'
             OR dense_rank() OVER (PARTITION BY source_id, content ORDER BY fingerprint) = 1
             THEN content
         ELSE encode(substr(sha256(convert_to(content || '/' || dense_rank() OVER (
             PARTITION BY source_id, content ORDER BY fingerprint), 'UTF8')), 1, 16), 'hex')::uuid
    END
"""

# Of two accepted readings of one row that of the import that was accepted later counts.
NEWEST_FIRST = "batch.first_accepted_at DESC NULLS FIRST, sample.id DESC"

_ROWS = f"""
    known_rows AS (
        SELECT DISTINCT ON (sample.fingerprint) sample.id, sample.fingerprint, sample.content,
               sample.source_kind, batch.source_id
        FROM benchmarks_salarysample AS sample
        JOIN benchmarks_importbatch AS batch ON batch.id = sample.batch_id
        WHERE batch.source_id = %(source)s AND batch.state = 'accepted' AND batch.id <> %(batch)s
        ORDER BY sample.fingerprint, {NEWEST_FIRST}
    ), own_rows AS (
        SELECT id, row_number, fingerprint, content, source_kind, %(source)s AS source_id
        FROM benchmarks_salarysample WHERE batch_id = %(batch)s
    )
"""  # noqa: S608 - constants
_BY_FINGERPRINT = """
    own AS (
        SELECT *, row_number() OVER equal AS place, first_value(id) OVER equal AS first_id
        FROM own_rows WINDOW equal AS (PARTITION BY fingerprint ORDER BY row_number)
    ), judged AS (
        SELECT own.row_number,
               CASE WHEN own.place > 1 THEN 'repeated' WHEN known.id IS NULL THEN 'new'
                    ELSE 'same' END AS verdict,
               CASE WHEN own.place > 1 THEN own.first_id ELSE known.id END AS former
        FROM own LEFT JOIN known_rows AS known USING (fingerprint)
    )
"""
_BY_ID = f"""
    own_said AS (SELECT *, {SAID} AS said FROM own_rows),
    own AS (
        SELECT *, row_number() OVER equal AS place, first_value(id) OVER equal AS first_id
        FROM own_said WINDOW equal AS (
            PARTITION BY CASE WHEN source_kind = 'advert' THEN said ELSE fingerprint END
            ORDER BY row_number
        )
    ), known_said AS (SELECT *, {SAID} AS said FROM known_rows),
    twins AS (
        SELECT DISTINCT ON (said) id, said, content FROM known_said
        ORDER BY said, content NULLS FIRST, id
    ), judged AS (
        SELECT own.row_number,
               CASE WHEN own.place > 1 THEN 'repeated'
                    WHEN known.content IS DISTINCT FROM own.content AND known.id IS NOT NULL
                        THEN 'changed'
                    WHEN coalesce(known.id, twin.id) IS NULL THEN 'new'
                    ELSE 'same' END AS verdict,
               CASE WHEN own.place > 1 THEN own.first_id
                    ELSE coalesce(known.id, twin.id) END AS former
        FROM own
        LEFT JOIN known_rows AS known USING (fingerprint)
        LEFT JOIN twins AS twin ON twin.said = own.said AND (
            own.source_kind = 'advert' OR own.content IS NULL OR twin.content IS NULL)
    )
"""  # noqa: S608 - constants
_LISTED = """
    INSERT INTO benchmarks_comparedrows (batch_id, verdict, place, row_numbers, former)
    WITH {rows}, {judged}
    SELECT %(batch)s, verdict, place,
           array_agg(row_number ORDER BY row_number), array_agg(former ORDER BY row_number)
    FROM (
        SELECT *, (row_number() OVER (PARTITION BY verdict ORDER BY row_number) - 1)
                  / %(at_a_time)s AS place
        FROM judged
    ) AS placed
    GROUP BY verdict, place
"""
_COUNTED_LISTS = """
    SELECT verdict, sum(cardinality(row_numbers))::int FROM benchmarks_comparedrows
    WHERE batch_id = %(batch)s GROUP BY verdict
"""
# A survey that numbers its rows anew each year has ids that stay, but not of the same people.
_IN_ANOTHER_YEAR = """
    SELECT count(*)
    FROM benchmarks_comparedrows AS listed,
         unnest(listed.row_numbers, listed.former) AS pair (row_number, former_id)
    JOIN benchmarks_salarysample AS former ON former.id = pair.former_id
    JOIN benchmarks_salarysample AS own
        ON own.batch_id = %(batch)s AND own.row_number = pair.row_number
    WHERE listed.batch_id = %(batch)s AND listed.verdict = 'changed'
      AND date_part('year', own.observed_on) <> date_part('year', former.observed_on)
"""
_WITHOUT_ID = """
    SELECT count(*) FROM benchmarks_salarysample WHERE batch_id = %(batch)s AND content IS NULL
"""


@transaction.atomic
def compare(batch: ImportBatch) -> Repetition:
    """Judge the usable rows of a batch by what counts now, and list them by verdict.

    A file of which every row is new, as most are, gets no lists: all of its rows are meant.
    """
    against = list(_accepted_beside(batch))
    ComparedRows.objects.filter(batch=batch).delete()
    if names_rows(batch) or any(map(names_rows, against)):
        found = _compared_by_id(batch)
    else:
        found = _compared_by_fingerprint(batch, _COUNTED if against else _COUNTED_ALONE)
    return replace(found, against=[other.pk for other in against])


@transaction.atomic
def compare_again(batch: ImportBatch) -> None:
    """Judge the rows of a staged batch anew: other imports were accepted or undone meanwhile."""
    findings = read_findings(batch.findings)
    batch.findings = replace(findings, repetition=compare(batch)).as_json()
    batch.save(update_fields=["findings"])


def is_outdated(batch: ImportBatch, repetition: Repetition) -> bool:
    """Whether other imports of the source count by now than when the rows were judged."""
    accepted = [other.pk for other in _accepted_beside(batch)]
    return batch.state == ImportBatch.State.STAGED and accepted != list(repetition.against)


def names_rows(batch: ImportBatch) -> bool:
    """Whether the mapping of an import takes an id from each row."""
    return Target.ROW_ID in batch.mapping.get("fields", {})


def _accepted_beside(batch: ImportBatch) -> QuerySet[ImportBatch]:
    others = ImportBatch.objects.accepted().filter(source_id=batch.source_id).exclude(pk=batch.pk)
    return others.only("mapping").order_by("pk")


def _compared_by_fingerprint(batch: ImportBatch, counted: str) -> Repetition:
    values = _values(batch)
    with large_joins() as cursor:
        cursor.execute(counted, values)
        new, same, repeated = cursor.fetchone()
        if same or repeated:
            cursor.execute(_LISTED.format(rows=_ROWS, judged=_BY_FINGERPRINT), values)
    return Repetition(new=new, same=same, repeated=int(repeated))


def _compared_by_id(batch: ImportBatch) -> Repetition:
    values, has_ids = _values(batch), names_rows(batch)
    with large_joins() as cursor:
        cursor.execute(_LISTED.format(rows=_ROWS, judged=_BY_ID), values)
        cursor.execute(_COUNTED_LISTS, values)
        rows = dict(cursor.fetchall())
        cursor.execute(_IN_ANOTHER_YEAR, values)
        (in_another_year,) = cursor.fetchone()
        cursor.execute(_WITHOUT_ID, values)
        (without_id,) = cursor.fetchone()
    return Repetition(
        new=rows.get("new", 0),
        same=rows.get("same", 0),
        repeated=rows.get("repeated", 0),
        changed=rows.get("changed", 0) if has_ids else None,
        in_another_year=in_another_year if has_ids else None,
        without_id=without_id if has_ids else None,
    )


def _values(batch: ImportBatch) -> dict[str, int]:
    return {
        "batch": batch.pk,
        "source": batch.source_id,
        "at_a_time": ComparedRows.AT_A_TIME,
    }
