"""Finds rows of an import whose own id stands in the file once more and says something else."""

from benchmarks.large_joins import large_joins
from benchmarks.models import ImportBatch
from benchmarks.reading.problems import Problem, problem, refusal

MOST_TWINS = 10  # per cent of the rows; a column in which more ids recur is none of ids
NAMED = 3  # rows that a sentence names

_TWINS = """
    WITH recurring AS MATERIALIZED (
        SELECT fingerprint FROM benchmarks_salarysample
        WHERE batch_id = %(batch)s AND content IS NOT NULL
        GROUP BY fingerprint HAVING count(*) > 1
    )
    SELECT array_agg(row_number ORDER BY row_number) AS rows
    FROM benchmarks_salarysample JOIN recurring USING (fingerprint)
    WHERE batch_id = %(batch)s
    GROUP BY fingerprint HAVING count(DISTINCT content) > 1
    ORDER BY rows
"""
_ROWS = "SELECT count(*) FROM benchmarks_salarysample WHERE batch_id = %(batch)s"


def ambiguous_rows(batch: ImportBatch, column: str) -> dict[int, Problem]:
    """By row number those whose id stands twice with different content, each with the problem.

    Nothing says which of them the id means, whatever their order: none is taken. Raises
    ReadingError where so many are that the column can't be one of ids.
    """
    with large_joins() as cursor:
        cursor.execute(_TWINS, {"batch": batch.pk})
        twins = [rows for (rows,) in cursor.fetchall()]
        cursor.execute(_ROWS, {"batch": batch.pk})
        (rows,) = cursor.fetchone()
    ambiguous = sum(map(len, twins))
    if ambiguous * 100 > rows * MOST_TWINS:
        first, second, *_more = twins[0]
        raise refusal(
            "row-id-of-many", column=column, twins=ambiguous, rows=rows, first=first, second=second
        )
    return {
        number: problem("row-id-twice", column=column, rows=", ".join(map(str, same[:NAMED])))
        for same in twins
        for number in same
    }
