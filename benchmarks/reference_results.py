"""What importing a reference table would change, and what is wrong, in words for a person."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from import_export.resources import Diff
from import_export.results import Result
from tablib import Dataset

from benchmarks.reading.problems import problem
from benchmarks.templatetags.imports import sentence

_logger = logging.getLogger(__name__)


RULES: dict[str, tuple[str, str]] = {
    "_slug_de_is_well_formed": ("slug_de", "reference-slug"),
    "_slug_en_is_well_formed": ("slug_en", "reference-slug"),
    "occupation_code_is_well_formed": ("code", "reference-slug"),
    "hub_code_is_country_and_name": ("code", "reference-hub-code"),
    "country_code_is_two_capitals": ("code", "reference-country-code"),
    "country_currency_is_three_capitals": ("currency", "reference-currency"),
    "country_plausible_pay_is_a_range": ("plausible_from", "reference-range"),
    "occupation_isco_is_a_unit_group": ("isco08", "reference-isco"),
    "alias_has_a_letter_or_digit": ("text", "reference-no-word"),
    "exchange_rate_is_positive": ("units_per_euro", "reference-not-positive"),
    "exchange_rate_has_days": ("days", "reference-days"),
    "_skill_is_a_skill_or_certificate": ("kind", "reference-choice"),
    "_skill_and_its_source_have_names": ("name_en", "reference-no-word"),
    "_skill_note_is_in_both_languages": ("note_en", "reference-note"),
    "_skill_source_has_an_address": ("source_url", "reference-address"),
    "_skill_is_read_before_it_is_reviewed": ("reviewed_on", "reference-reviewed"),
}
"""By the ending of a constraint's name: the field that it is about, and what is said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What keeps a file out. `row` is its number in the file; None: the whole file is meant."""

    row: int | None = None
    column: str = ""
    value: str = ""
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOfFaults:
    """A table: `columns` are the names of its columns by the fields that they fill.

    `key` are the columns that name a row, shown where the row as a whole is at fault.
    """

    model: type[models.Model]
    columns: Mapping[str, str]
    key: Sequence[str]

    def faults_of(
        self, error: ValidationError, number: int, cells: Mapping[str, str]
    ) -> Iterator[Fault]:
        """Every fault of a row, each with its column, the cell and what would be accepted."""
        by_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: [error]}
        for name, errors in by_field.items():
            for one in errors:
                field, code = self._rule(name, one)
                column = "" if field == NON_FIELD_ERRORS else self.columns.get(field, field)
                value = cells.get(column, "")
                texts = (
                    [sentence(problem(code, value=value, known=self._choices(field)))]
                    if code
                    else one.messages
                )
                for text in texts:
                    yield Fault(row=number, column=column, value=value, sentence=text)

    def _rule(self, name: str, error: ValidationError) -> tuple[str, str]:
        """The field and our own sentence for a rule of the database; without one, no sentence."""
        if error.code == "invalid_choice":
            return name, "reference-choice"
        for constraint in self.model._meta.constraints:
            if str(constraint.get_violation_error_message()) in error.messages:
                for ending, (field, code) in RULES.items():
                    if constraint.name.endswith(ending):
                        return field, code
        return name, ""

    def _choices(self, name: str) -> str:
        field = self.model._meta.get_field(name) if name in self.columns else None
        choices = getattr(field, "choices", None) or ()
        return ", ".join(str(value) for value, _label in choices)


class ReferenceResult(Result):
    """A result that can say what is wrong row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Fault] = []

    def word_faults(self, dataset: Dataset, table: TableOfFaults) -> None:
        """Fill `faults` from what import-export found."""
        if self.base_errors:
            texts = [text for one in self.base_errors for text in _told(one.error)]
            self.faults = [Fault(sentence=text) for text in texts]
            return
        numbers = getattr(dataset, "numbers", None) or range(1, len(dataset) + 1)
        for row in self.invalid_rows:
            cells = dict(zip(self.diff_headers, map(str, row.values), strict=True))
            cells[""] = ", ".join(cells.get(column, "") for column in table.key)
            self.faults += table.faults_of(row.error, numbers[row.number - 1], cells)
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


def _told(error: Exception) -> list[str]:
    """An error in words; one that nobody foresaw is for the log."""
    if isinstance(error, ValidationError):
        return list(error.messages)
    _logger.error("A row of a reference table was not stored.", exc_info=error)
    return [sentence(problem("reference-row-unforeseen"))]
