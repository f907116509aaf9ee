"""The source's own id of each row, by which a changed row is told from a new one."""

from dataclasses import dataclass
from hashlib import blake2b

from benchmarks.mapping import SampleMapping, Target
from benchmarks.reading.nulls import is_blank
from benchmarks.reading.problems import Problem
from benchmarks.words import Cell, Unread

CONTENT = "content"
"""The further column of a sample whose mapping names a row id; see SalarySample."""

_WITHOUT = r"\N"


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
