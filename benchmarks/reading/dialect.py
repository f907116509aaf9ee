"""Finds out how delimited text is cut into cells: the delimiter, the quotes, the escapes."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice
from pathlib import Path
from typing import Protocol

from benchmarks.reading.header import is_blank, is_header_like
from benchmarks.reading.limits import MIB
from benchmarks.reading.problems import Problem, problem, refusal
from benchmarks.reading.text_encoding import TextFacts, open_text

DELIMITERS = {";": ";", ",": ",", "\t": "Tab", "|": "|"}
"""Delimiters that are looked for, in order of preference, with the names to show."""
QUOTES = ('"', "'", "")
"""Quotation marks that can be chosen; the empty one means that marks are plain text."""
ONE_COLUMN = "\x1f"
"""The delimiter of a file that has none: a control character that no text contains."""

_HEAD = MIB  # characters in which the dialect is sought
_HEAD_RECORDS = 1_000
_CONSISTENT = 0.6  # share of records with equally many columns that makes a delimiter likely
_CONSISTENT_IF_WIDE = 0.3  # the same where the first record already has several columns
_WIDE = 3
_CERTAIN = 0.9  # share below which the analyst is asked to check it
_WITHOUT_QUOTES = 0.1  # by how much plain marks must do better than quotes to be believed
_SURELY_ROWS = 3  # delimiters in a cell of several lines that are no coincidence
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?(?:\r\n?|\n)', re.IGNORECASE)
_SINGLE_QUOTED = re.compile(r"\s*'[^'\n]*'(?:[;,\t|]'[^'\n]*')*\s*$", re.MULTILINE)


class Records(Protocol):
    """What ``csv.reader`` gives: records, and how many lines they have taken so far."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How records are cut into cells; ``has_separator_line``: the file begins with ``sep=;``."""

    delimiter: str
    quotechar: str = '"'
    escapechar: str | None = None
    has_separator_line: bool = False
    notes: tuple[Problem, ...] = ()

    def records(self, lines: Iterable[str]) -> Records:
        """Cuts lines into records, interpreting nothing but quotes."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quotechar or None,
            quoting=csv.QUOTE_MINIMAL if self.quotechar else csv.QUOTE_NONE,
            escapechar=self.escapechar,
        )

    def swallows_rows(self, record: Sequence[str]) -> bool:
        """Whether a cell holds whole rows, cut by a quotation mark that was no quotation mark.

        Such a record has the usual width, and its cell as many delimiters more as its lines need.
        """
        needed = len(record) - 1
        for cell in record:
            lines = cell.count("\n") or cell.count("\r")
            if lines * needed >= _SURELY_ROWS and cell.count(self.delimiter) == lines * needed:
                return True
        return False


def find_dialect(
    path: Path, facts: TextFacts, *, delimiter: str | None = None, quotechar: str | None = None
) -> Dialect:
    """The delimiter and quotation mark under which most records have equally many columns.

    What is given is taken as it is; ``csv.Sniffer`` fails on one column and on short files.
    """
    with open_text(path, facts) as text:
        head = text.read(_HEAD)
    is_whole = len(head) < _HEAD
    if separator := _SEPARATOR_LINE.match(head):
        head = head[separator.end() :]
        delimiter = delimiter or separator[1]
    if delimiter is not None:
        delimiter = _allowed_delimiter(delimiter)
    if quotechar is not None and quotechar not in QUOTES:
        raise refusal("unknown-quotation-mark", mark=quotechar)
    found = _best_dialect(head, is_whole, delimiter, quotechar)
    return Dialect(
        delimiter=found.dialect.delimiter,
        quotechar=found.dialect.quotechar,
        escapechar=found.dialect.escapechar,
        has_separator_line=separator is not None,
        notes=() if delimiter else found.notes(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """What a dialect makes of the head: the usual width, and which share of records has it.

    Titles above the first record of usual width do not count.
    """

    dialect: Dialect
    width: int = 1
    share: float = 0
    has_header: bool = False
    begins_at_once: bool = False
    has_plain_title: bool = False

    @property
    def is_likely(self) -> bool:
        if self.width >= _WIDE and self.begins_at_once:
            return self.share >= _CONSISTENT_IF_WIDE
        return self.width > 1 and self.share >= _CONSISTENT

    @property
    def is_cut_decimals(self) -> bool:
        """One column of 65.000,50 under a title: the comma stands in numbers alone."""
        return self.dialect.delimiter == "," and self.has_plain_title and not self.has_header

    @property
    def rank(self) -> tuple[bool, bool, float, int]:
        malus = 0 if self.dialect.quotechar else _WITHOUT_QUOTES
        return self.is_likely, self.has_header, round(self.share - malus, 2), self.width

    def notes(self) -> tuple[Problem, ...]:
        if not self.is_likely or self.share >= _CERTAIN:
            return ()
        name = DELIMITERS.get(self.dialect.delimiter, self.dialect.delimiter)
        share = int(100 * self.share)
        return (problem("delimiter-uncertain", delimiter=name, share=share),)


def _best_dialect(
    head: str, is_whole: bool, delimiter: str | None, quotechar: str | None
) -> _Candidate:
    delimiters = list(DELIMITERS) if delimiter is None else [delimiter]
    candidates = [
        _tried(Dialect(delimiter=cut, quotechar=quote, escapechar=escape), head, is_whole)
        for quote, escape in _quotings(head, quotechar)
        for cut in delimiters
    ]
    best = max(candidates, key=lambda candidate: candidate.rank)
    if delimiter is None and (not best.is_likely or best.is_cut_decimals):
        return _tried(Dialect(delimiter=ONE_COLUMN), head, is_whole)
    return best


def _allowed_delimiter(delimiter: str) -> str:
    if not delimiter:
        return ONE_COLUMN
    is_control = delimiter < " " and delimiter != "\t"
    if len(delimiter) > 1 or delimiter.isalnum() or delimiter in "\"'\\" or is_control:
        raise refusal(
            "unknown-delimiter", delimiter=delimiter, delimiters=" ".join(DELIMITERS.values())
        )
    return delimiter


def _quotings(head: str, quotechar: str | None) -> list[tuple[str, str | None]]:
    """Quotation mark and escape to try, the usual ones first: of equals the first one wins."""
    if quotechar is not None:
        return [(quotechar, None)]
    quotings: list[tuple[str, str | None]] = [('"', None)]
    if '\\"' in head:
        quotings.append(('"', "\\"))
    if '"' in head:
        quotings.append(("", None))
    elif _SINGLE_QUOTED.match(head):
        quotings.insert(0, ("'", None))
    return quotings


def _tried(dialect: Dialect, head: str, is_whole: bool) -> _Candidate:
    records: list[list[str]] = []
    try:
        records.extend(islice(dialect.records(io.StringIO(head, newline="")), _HEAD_RECORDS + 1))
    except csv.Error:
        is_whole = True  # an endless cell: what came before it is judged
    if not is_whole or len(records) > _HEAD_RECORDS:
        records = records[:-1]
    filled = [record for record in records if not all(map(is_blank, record))]
    filled = filled or [record for record in records if record]
    if not filled:
        return _Candidate(dialect=dialect)
    ((width, _),) = Counter(map(len, filled)).most_common(1)
    table = list(dropwhile(lambda record: len(record) != width, filled))
    alike = [
        record for record in table if len(record) == width and not dialect.swallows_rows(record)
    ]
    return _Candidate(
        dialect=dialect,
        width=width,
        share=len(alike) / len(table),
        has_header=is_header_like(table[0]),
        begins_at_once=len(filled[0]) == width,
        has_plain_title=len(filled[0]) == 1 and is_header_like(filled[0]),
    )
