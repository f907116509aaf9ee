"""What importing a reference table would change, and what is wrong, in words for a person."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from import_export.resources import Diff
from import_export.results import InvalidRow, Result
from tablib import Dataset

from benchmarks.reading.problems import problem
from benchmarks.templatetags.imports import sentence

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What keeps a file out. `row` is its number in the file; None: the whole file is meant."""

    row: int | None = None
    column: str = ""
    value: str = ""
    sentence: str


class ReferenceResult(Result):
    """A result that can say what is wrong row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Fault] = []

    def word_faults(
        self, dataset: Dataset, *, columns: Mapping[str, str], key: Sequence[str]
    ) -> None:
        """Fill `faults`; `columns` are the names of columns by the fields that they fill.

        `key` are the columns that name a row, shown where the row as a whole is at fault.
        """
        if self.base_errors:
            texts = [text for one in self.base_errors for text in _told(one.error)]
            self.faults = [Fault(sentence=text) for text in texts]
            return
        numbers = getattr(dataset, "numbers", None) or range(1, len(dataset) + 1)
        for row in self.invalid_rows:
            cells = dict(zip(self.diff_headers, map(str, row.values), strict=True))
            cells[""] = ", ".join(cells.get(column, "") for column in key)
            self.faults += _of_row(row, numbers[row.number - 1], cells, columns)
        for row in self.error_rows:
            texts = [text for one in row.errors for text in _told(one.error)]
            self.faults += [Fault(row=numbers[row.number - 1], sentence=text) for text in texts]
        self.faults.sort(key=lambda fault: fault.row or 0)


class PlainDiff(Diff):
    """What changes in a row, without the styles that our content security policy refuses."""

    def as_html(self) -> list[SafeString]:
        pairs = zip(self.left, self.right, strict=True)
        return [self._shown(before, after) for before, after in pairs]

    def _shown(self, before: object, after: object) -> SafeString:
        if self.new or before == after:
            return format_html("{}", after)
        return format_html("<del>{}</del> <ins>{}</ins>", before, after)


def _of_row(
    row: InvalidRow, number: int, cells: Mapping[str, str], columns: Mapping[str, str]
) -> Iterator[Fault]:
    for name, texts in row.error_dict.items():
        column = "" if name == NON_FIELD_ERRORS else columns.get(name, name)
        for text in texts:
            yield Fault(row=number, column=column, value=cells.get(column, ""), sentence=text)


def _told(error: Exception) -> list[str]:
    """An error in words; one that nobody foresaw is for the log."""
    if isinstance(error, ValidationError):
        return list(error.messages)
    _logger.error("A row of a reference table was not stored.", exc_info=error)
    return [sentence(problem("reference-row-unforeseen"))]
