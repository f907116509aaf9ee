"""Knows an error report of ours when it comes back corrected, and takes away what we added."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.reading.batch import Batch, Cell
from benchmarks.reading.problems import Language
from benchmarks.safe_cells import restored

# Plain ASCII, so that they are found in a file of any encoding before that is known.
REASON: dict[Language, str] = {"de": "Laufbahn: Grund", "en": "Laufbahn: reason"}
ROW: dict[Language, str] = {"de": "Laufbahn: Zeile", "en": "Laufbahn: row"}
"""What the two columns are called that an error report adds to the analyst's own."""

HEADER_WITHIN = 50  # rows, as for any other header
_OURS = frozenset([*REASON.values(), *ROW.values()])
_BETWEEN = re.compile(
    rb"(?:Laufbahn: (?:Grund|reason))[\"']?(?P<delimiter>[^\r\n\"'])[\"']?Laufbahn: (?:Zeile|row)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportColumns:
    """Where in a table our columns stand; without a `header_row` (1-based) it has none of them."""

    header_row: int = 0
    positions: frozenset[int] = frozenset()

    def without[T](self, row: Sequence[T]) -> Sequence[T]:
        """The row without our columns; shorter ones may end before them."""
        if not self.positions:
            return row
        return [cell for index, cell in enumerate(row) if index not in self.positions]

    def own(self, batch: Batch) -> Batch:
        """The analyst's own cells, without the apostrophes that kept them from being formulas."""
        if not self.positions:
            return batch
        return Batch([self._own(row) for row in batch.rows], batch.doubtful)

    def _own(self, row: Sequence[Cell]) -> list[Cell]:
        cells = self.without(row)
        return [restored(cell) if isinstance(cell, str) else cell for cell in cells]


def find_report_columns(head: Sequence[Sequence[object]]) -> ReportColumns:
    """Our columns among a table's first rows, by their exact names in either language."""
    for number, row in enumerate(head[:HEADER_WITHIN], 1):
        positions = frozenset(
            index for index, cell in enumerate(row) if isinstance(cell, str) and cell in _OURS
        )
        if positions:
            return ReportColumns(header_row=number, positions=positions)
    return ReportColumns()


def is_report_text(head: bytes) -> bool:
    """Whether a text file, by its first bytes, is an error report, in whatever encoding."""
    return any(name.encode() in _ascii_of(head) for name in _OURS)


def report_delimiter(head: bytes) -> str | None:
    """What stands between our two columns; None where they are no longer neighbours."""
    found = _BETWEEN.search(_ascii_of(head))
    return found["delimiter"].decode("latin-1") if found else None


def _ascii_of(head: bytes) -> bytes:
    """The ASCII in text of UTF-16 as well."""
    return head.replace(b"\0", b"")
