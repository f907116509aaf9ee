"""The source's own id of each row, by which a changed row is told from a new one."""

from dataclasses import dataclass
from hashlib import blake2b

from benchmarks.large_joins import large_joins
from benchmarks.mapping import SampleMapping, Target
from benchmarks.models import ImportBatch
from benchmarks.reading.nulls import is_blank
from benchmarks.reading.problems import Problem, problem, refusal
from benchmarks.words import Cell, Unread

CONTENT = "content"
"""The further column of a sample whose mapping names a row id; see SalarySample."""

MOST_TWINS = 10  # per cent of the rows; a column in which more ids recur is none of ids
NAMED = 3  # rows that a sentence names
_WITHOUT = r"\N"

# Rows whose id stands in the file once more and says something else there.
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


@dataclass(frozen=True, slots=True)
class RowIds:
    """Gives the lines of a source's rows their ids; only hashes of these are kept."""

    source: str

    def line(self, line: str | Problem, cell: Cell) -> str | Problem:
        """The line of a row with the fingerprint of its id and that of its content behind it.

        A row without an id is told from others by what it says, as in a file without ids.
        """
        if isinstance(line, Problem):
            return line
        if isinstance(cell, Unread):
            return cell.problem
        text = str(cell or "").strip()
        if is_blank(text):
            return f"{line}\t{_WITHOUT}"
        rest, _tab, content = line.rpartition("\t")
        return f"{rest}\t{self.fingerprint(text)}\t{content}"

    def fingerprint(self, row_id: str) -> str:
        said = "\x1f".join((self.source, Target.ROW_ID, row_id))
        return blake2b(said.encode(), digest_size=16).hexdigest()


def row_id_column(mapping: SampleMapping) -> str | None:
    """The column that names each row, where the mapping has one."""
    rules = mapping.fields.get(Target.ROW_ID)
    return rules[0].column if rules else None


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
