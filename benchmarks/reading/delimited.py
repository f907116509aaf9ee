"""Streams the records of a delimited text file in batches."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from benchmarks.reading.batch import Batch
from benchmarks.reading.dialect import Dialect, Records
from benchmarks.reading.problems import Problem, problem, refusal
from benchmarks.reading.text_encoding import TextFacts, open_text

_END = "\x1eEOF\x1e"  # a last line of our own; a quotation mark left open swallows it


@dataclass(frozen=True, slots=True, kw_only=True)
class DelimitedFile:
    """A text file whose encoding and dialect are settled."""

    path: Path
    facts: TextFacts
    dialect: Dialect

    def batches(self, size: int) -> Iterator[Batch]:
        """All records from the file's first row on, blank ones included, ``size`` at a time.

        Raises ReadingError where a cell is too long or a quotation mark is never closed.
        """
        with open_text(self.path, self.facts) as text:
            if self.dialect.has_separator_line:
                text.readline()
            records = self.dialect.records(chain(text, [_END]))
            rows = lines = 0
            while batch := _next_batch(records, rows, size):
                rows += len(batch)
                has_long_records = records.line_num - lines > len(batch)
                lines = records.line_num
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


def _next_batch(records: Records, rows: int, size: int) -> list[list[str]]:
    batch: list[list[str]] = []
    try:
        batch.extend(islice(records, size))
    except csv.Error as error:
        raise refusal(
            "text-cell-too-long", row=rows + len(batch) + 1, limit=csv.field_size_limit()
        ) from error
    return batch
