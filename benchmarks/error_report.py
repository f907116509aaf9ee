"""The rows that an import set aside, as the analyst wrote them, with the reason beside each."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import PurePath
from typing import IO

from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from benchmarks.cell_reading import text_of
from benchmarks.findings import read_findings, stored_problem
from benchmarks.formats import number
from benchmarks.importing import LIMITS
from benchmarks.mapping_json import read_mapping
from benchmarks.models import ImportBatch, SetAsideRow
from benchmarks.reading.batch import Cell
from benchmarks.reading.columns import NUMBER_FORMATS
from benchmarks.reading.dialect import DELIMITERS
from benchmarks.reading.layout import Chunk, RefusedRow
from benchmarks.reading.likely_readings import likely_readings
from benchmarks.reading.problems import Language, Problem, problem, refusal
from benchmarks.reading.report_columns import REASON, row_header
from benchmarks.reading.table import Table, open_table
from benchmarks.table_files import (
    CSV_STYLES,
    CSV_TYPE,
    LONGEST_XLSX_CELL,
    XLSX_TYPE,
    Value,
    csv_blocks,
    csv_text,
    is_too_long_for_xlsx,
    write_xlsx,
)
from benchmarks.uploads import KeptFile, clean_name, readable

MOST_XLSX_CELLS = 1_000_000  # a quarter of a minute's work

_TITLE: dict[Language, str] = {"de": "Fehlerbericht", "en": "error report"}
_MEANT: dict[Language, str] = {"de": "Wohl gemeint", "en": "Likely meant"}
_SIGN_AS_STATED = {",": "de", ".": "en"}
_ENDINGS = {".gz", ".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods"}


class ReportKind(StrEnum):
    """The files in which an error report can be had."""

    CSV = "csv"
    XLSX = "xlsx"


class SetAsideMeanwhile(Exception):
    """The rows of the import changed while its report was written: it must not look complete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A row that was set aside: its cells as the file has them, why, and where it stands."""

    cells: Sequence[Value]
    reason: str
    number: int


def error_report_response(
    batch: ImportBatch, kind: ReportKind, language: Language
) -> HttpResponseBase:
    """The report as a download: all rows, in the order of the file.

    Corrected, it can be uploaded and read by the same mapping: `reading.report_columns` takes away
    what is ours. Raises ReadingError where the file can't be read any more, or has too many cells
    for xlsx.
    """
    name = report_name(batch.file_name, kind, language)
    if kind is ReportKind.XLSX:
        file = _xlsx(batch, language)
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX_TYPE)
    blocks = _csv(batch, language)
    next(blocks)  # whatever keeps the file from being read is told before the download begins
    response = StreamingHttpResponse(blocks, content_type=CSV_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def report_name(file_name: str, kind: ReportKind, language: Language) -> str:
    """What the report is called: after the file, without anything that a header can't hold."""
    path = PurePath(clean_name(file_name) or "-")
    while path.suffix.lower() in _ENDINGS:
        path = path.with_suffix("")
    return f"{path.name} {_TITLE[language]}.{kind}"


def report_rows(batch: ImportBatch, table: Table, language: Language) -> Iterator[ReportRow]:
    """Every row that was set aside; memory stays that of a chunk.

    Raises SetAsideMeanwhile at the end where there are no longer as many as at the beginning.
    """
    set_aside = _reported(batch).order_by("row_number")
    expected, written, last = set_aside.count(), 0, 0
    for found in chain(map(_rows_by_number, table.chunks()), [None]):
        rows = set_aside.defer("cells").filter(row_number__gt=last)
        if found is not None:
            last = max(found)
            rows = rows.filter(row_number__lte=last)
        for row in rows:
            yield _report_row(row, (found or {}).get(row.row_number), table, language)
            written += 1
    if written != expected:
        raise SetAsideMeanwhile(batch.pk)


def _csv(batch: ImportBatch, language: Language) -> Iterator[bytes]:
    """First an empty piece, when the file is open."""
    with open_again(batch) as table:
        style = CSV_STYLES[language]
        formats = _formats(batch)
        signs = [NUMBER_FORMATS.get(formats.get(name, ""), style.decimal) for name in table.columns]
        header = [*table.columns, REASON[language], row_header(language, formats)]
        lines = (
            [*map(csv_text, row.cells, signs), row.reason, str(row.number)]
            for row in report_rows(batch, table, language)
        )
        own = table.delimiter or ""
        delimiter = own if own in DELIMITERS else style.delimiter
        yield b""
        yield from csv_blocks(chain([header], lines), delimiter)


def _xlsx(batch: ImportBatch, language: Language) -> IO[bytes]:
    formats = _formats(batch)
    with open_again(batch) as table:
        cells = _reported(batch).count() * (len(table.columns) + 2)
        if cells > MOST_XLSX_CELLS:
            limit = number(MOST_XLSX_CELLS, language)
            raise refusal("report-too-large", cells=number(cells, language), limit=limit)
        header: list[Value] = [*table.columns, REASON[language], row_header(language, formats)]
        rows = (
            [*row.cells, _reason_in_xlsx(row, language), row.number]
            for row in report_rows(batch, table, language)
        )
        file = tempfile.TemporaryFile()  # noqa: SIM115  closed by the response
        write_xlsx(chain([header], rows), file, title=table.sheet or _TITLE[language])
    file.seek(0)
    return file


def _reported(batch: ImportBatch) -> QuerySet[SetAsideRow]:
    """What is still set aside; a row that was taken must not come in a second time."""
    return SetAsideRow.objects.filter(batch=batch).exclude(decision=SetAsideRow.Decision.TAKEN)


@contextmanager
def open_again(batch: ImportBatch) -> Iterator[Table]:
    """The table of the kept file, opened as it was when its rows were staged."""
    file = KeptFile(stored_as=batch.file.name or "", name=batch.file_name, sha256=batch.sha256)
    choices = read_mapping(batch.mapping).table
    try:
        with (
            readable(file, LIMITS) as path,
            open_table(path, filename=file.name, limits=LIMITS, choices=choices) as table,
        ):
            yield table
    except FileNotFoundError as error:
        raise refusal("upload-gone") from error


def _rows_by_number(chunk: Chunk) -> dict[int, Sequence[Cell] | RefusedRow]:
    rows = dict[int, Sequence[Cell] | RefusedRow](zip(chunk.numbers, chunk.rows, strict=True))
    rows.update((refused.number, refused) for refused in chunk.refused)
    return rows


def _report_row(
    row: SetAsideRow, found: Sequence[Cell] | RefusedRow | None, table: Table, language: Language
) -> ReportRow:
    """The row; what a later version reads otherwise is made of the cells that were kept."""
    why = stored_problem(row.code, row.values)
    sentences = [why.sentence(language)]
    if readings := likely_readings(why, language):
        sentences.append(f"{_MEANT[language]}: {' / '.join(readings)}.")
    match found:
        case None:
            cells: list[Value] = [row.cells.get(name, "") for name in table.columns]
        case RefusedRow():  # laid out by guess, it could be read as another row than it is
            whole = (table.delimiter or " ").join(map(text_of, found.cells))
            cells = [whole, *[""] * (len(table.columns) - 1)]
            sentences.append(problem("report-row-in-one-cell").sentence(language))
        case _:
            cells = [text_of(cell) if isinstance(cell, Problem) else cell for cell in found]
    return ReportRow(cells=cells, reason=" ".join(sentences), number=row.row_number)


def _reason_in_xlsx(row: ReportRow, language: Language) -> str:
    if not any(map(is_too_long_for_xlsx, row.cells)):
        return row.reason
    cut = problem("report-cell-cut", limit=number(LONGEST_XLSX_CELL, language))
    return f"{row.reason} {cut.sentence(language)}"


def _formats(batch: ImportBatch) -> dict[str, str]:
    """By column, in the words of a mapping, how the whole file was found to write it."""
    found = {
        column.column: evidence.values["format"]
        for column in read_findings(batch.findings).columns
        for evidence in column.evidence
        if evidence.values.get("format")
    }
    return {column: _SIGN_AS_STATED.get(form, form) for column, form in found.items()}
