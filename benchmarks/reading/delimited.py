"""Streams the records of a delimited text file in batches of bounded size."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from benchmarks.reading.batch import Batch
from benchmarks.reading.dialect import Dialect, Records
from benchmarks.reading.limits import MIB
from benchmarks.reading.problems import Problem, problem, refusal
from benchmarks.reading.text_encoding import TextFacts, open_text

_LONGEST_LINE = 8 * MIB  # characters
_USUAL_BATCH = 8 * MIB  # characters; only in longer batches delimiters are counted
_MOST_CELLS = 4_000_000  # of a batch beyond that: a file of delimiters alone would fill memory
_END = "\x1eEOF\x1e"  # a last line of our own; a quotation mark left open swallows it


@dataclass(frozen=True, slots=True, kw_only=True)
class DelimitedFile:
    """A text file whose encoding and dialect are settled."""

    path: Path
    facts: TextFacts
    dialect: Dialect

    def batches(self, size: int) -> Iterator[Batch]:
        """All records from the file's first row on, blank ones included, ``size`` at a time.

        Raises ReadingError where a cell is too long, a row endless, or a quotation mark never
        closed.
        """
        with open_text(self.path, self.facts) as text:
            if self.dialect.has_separator_line:
                text.readline()
            lines = _Lines(text, self.dialect.delimiter)
            records = self.dialect.records(chain(lines.bounded(), [_END]))
            rows = lines_before = 0
            while batch := _next_batch(records, lines, rows, size):
                rows += len(batch)
                has_long_records = records.line_num - lines_before > len(batch)
                lines_before = records.line_num
                last = batch[-1]
                if last and last[-1].endswith(_END):
                    if last != [_END]:
                        raise refusal("quote-not-closed", row=rows)
                    batch.pop()
                if batch:
                    yield Batch(batch, self._doubtful(batch) if has_long_records else {})

    def _doubtful(self, batch: list[list[str]]) -> dict[int, Problem]:
        return {
            index: problem("swallowed-rows")
            for index, record in enumerate(batch)
            if self.dialect.swallows_rows(record)
        }


class _TooLong(Exception):
    """A line, or the lines of one batch, would take too much memory."""


class _Lines:
    """A text's lines, within what one batch of records may take of memory."""

    def __init__(self, text: io.TextIOBase, delimiter: str) -> None:
        self._next_line = partial(text.readline, _LONGEST_LINE)
        self._delimiter = delimiter
        self.begin_batch()

    def begin_batch(self) -> None:
        self._characters_left = _USUAL_BATCH
        self._cells_left = _MOST_CELLS

    def bounded(self) -> Iterator[str]:
        for line in iter(self._next_line, ""):
            self._characters_left -= len(line)
            if self._characters_left < 0:
                self._cells_left -= line.count(self._delimiter)
                if self._cells_left < 0 or len(line) == _LONGEST_LINE:
                    raise _TooLong
            yield line


def _next_batch(records: Records, lines: _Lines, rows: int, size: int) -> list[list[str]]:
    lines.begin_batch()
    batch: list[list[str]] = []
    try:
        batch.extend(islice(records, size))
    except csv.Error as error:
        row, limit = rows + len(batch) + 1, csv.field_size_limit()
        raise refusal("text-cell-too-long", row=row, limit=limit) from error
    except _TooLong as error:
        raise refusal("endless-row", row=rows + len(batch) + 1) from error
    return batch
