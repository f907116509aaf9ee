"""How much of an import says something new, held against what counts already and against itself."""

from django.db import connection

from benchmarks.findings import Repetition
from benchmarks.models import ImportBatch

# Only an accepted import of the same source can hold an equal fingerprint that counts: a
# fingerprint contains its source. Each is compared once, however often its rows repeat.
_COMPARED = """
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


def count_repetition(batch: ImportBatch) -> Repetition:
    """Of the usable rows of a batch: what is new, what counts already, what the file repeats."""
    with connection.cursor() as cursor:
        cursor.execute(_COMPARED, {"batch": batch.pk, "source": batch.source_id})
        new, same, repeated = cursor.fetchone()
    return Repetition(new=new, same=same, repeated=int(repeated))
