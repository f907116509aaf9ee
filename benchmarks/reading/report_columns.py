"""Knows an error report of ours when it comes back corrected, and takes away what we added."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from benchmarks.reading.batch import Batch, Cell
from benchmarks.reading.problems import Language
from benchmarks.safe_cells import restored

# Plain ASCII, so that they are found in a file of any encoding before that is known.
REASON: dict[Language, str] = {"de": "Laufbahn: Grund", "en": "Laufbahn: reason"}
ROW: dict[Language, str] = {"de": "Laufbahn: Zeile", "en": "Laufbahn: row"}
"""What the two columns are called that an error report adds to the analyst's own.

Behind the second name may stand, as JSON, how columns of the whole file wrote numbers and dates:
few rows alone often can't tell, and the report must be read as the file was.
"""

HEADER_WITHIN = 50  # rows, as for any other header
_OURS = frozenset([*REASON.values(), *ROW.values()])
_BETWEEN = re.compile(
    rb"(?:Laufbahn: (?:Grund|reason))[\"']?(?P<delimiter>[^\r\n\"'])[\"']?Laufbahn: (?:Zeile|row)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportColumns:
    """Where in a table our columns stand; without a `header_row` (1-based) it has none of them.

    `formats` are, by the names of the analyst's own columns, what a mapping could state of them.
    """

    header_row: int = 0
    positions: frozenset[int] = frozenset()
    formats: Mapping[str, str] = field(default_factory=dict)

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
        formats = {
            index: found
            for index, cell in enumerate(row)
            if isinstance(cell, str) and (found := _formats_in(restored(cell))) is not None
        }
        if formats:
            return ReportColumns(
                header_row=number,
                positions=frozenset(formats),
                formats=dict(chain.from_iterable(found.items() for found in formats.values())),
            )
    return ReportColumns()


def row_header(language: Language, formats: Mapping[str, str]) -> str:
    """The name of the column of row numbers, with the formats that the file was read by."""
    return (
        f"{ROW[language]} {json.dumps(formats, ensure_ascii=False)}" if formats else ROW[language]
    )


def _formats_in(name: str) -> dict[str, str] | None:
    """The formats that a name of ours carries, mostly none; None for any other name."""
    if name in _OURS:
        return {}
    head, brace, tail = name.partition(" {")
    if not brace or head not in ROW.values():
        return None
    try:
        found = json.loads(brace.strip() + tail)
    except (ValueError, RecursionError):
        return {}
    return {str(column): str(form) for column, form in found.items()}


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
