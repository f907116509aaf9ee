"""Writes tables as csv and xlsx files, in which no text is taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from benchmarks.reading.numbers import DecimalSign
from benchmarks.reading.problems import Language
from benchmarks.safe_cells import guarded, is_dangerous, with_apostrophes_doubled

type Value = str | Decimal | int | bool | datetime | date | time | timedelta | None

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_XLSX_CELL = 32_767  # UTF-16 units: a longer one makes Excel call the file damaged
LONGEST_SHEET_NAME = 31
_BLOCK = 64 * 1024  # characters written at a time
_MOST_DIGITS = 15  # that a number of a spreadsheet keeps
_FIRST_DAY = date(1900, 3, 1)  # before it spreadsheet programs disagree about their calendar
_UNREPRESENTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvStyle:
    """How a csv file separates cells and writes decimals."""

    delimiter: str
    decimal: DecimalSign


CSV_STYLES: dict[Language, CsvStyle] = {
    "de": CsvStyle(delimiter=";", decimal=","),
    "en": CsvStyle(delimiter=",", decimal="."),
}
"""What spreadsheet programs of that language expect."""


def csv_blocks(rows: Iterable[Sequence[str]], delimiter: str) -> Iterator[bytes]:
    """A csv file piece by piece, in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO("\ufeff")
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
        if text.tell() > _BLOCK:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def csv_text(value: Value, decimal: DecimalSign) -> str:
    """A value as text that reads back as the same: dates by ISO 8601, numbers without groups.

    Three decimals get a fourth: `1,500` could be read as fifteen hundred.
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return str(value).upper()
        case Decimal():
            number = f"{value:f}"
            whole, point, decimals = number.partition(".")
            return f"{whole}{point and decimal}{decimals}{'0' if len(decimals) == 3 else ''}"
        case datetime():
            midnight = value.time() == time.min
            return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    return str(value)


def write_xlsx(rows: Iterable[Sequence[Value]], file: IO[bytes], *, title: str) -> None:
    """A workbook of one sheet, its first row in bold; memory stays flat.

    Text is marked as text, in cells that look like formulas so that editing does not change it.
    """
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(sheet_name(title))
    sheet.freeze_panes = "A2"
    is_header = True
    for row in rows:
        sheet.append([_xlsx_cell(sheet, value, is_bold=is_header) for value in row])
        is_header = False
    workbook.save(file)


def is_too_long_for_xlsx(value: Value) -> bool:
    """Whether `write_xlsx` has to cut the text off."""
    return isinstance(value, str) and _as_excel_holds_it(value) != value


def sheet_name(title: str) -> str:
    """A title without what a sheet must not be called by."""
    return title.translate(_NOT_IN_SHEET_NAMES).strip("' ")[:LONGEST_SHEET_NAME] or "1"


def _xlsx_cell(sheet: WriteOnlyWorksheet, value: Value, *, is_bold: bool) -> object:
    """What openpyxl writes as this very value: it takes text for formulas and errors by itself."""
    match value:
        case Decimal() if len(value.as_tuple().digits) > _MOST_DIGITS:
            value = f"{value:f}"
        case date() if date(value.year, value.month, value.day) < _FIRST_DAY:
            value = csv_text(value, ".")
    if not isinstance(value, str):
        return value
    text = _UNREPRESENTABLE.sub(
        lambda found: f"_x{ord(found[0]):04X}_",
        _as_excel_holds_it(with_apostrophes_doubled(value)),
    )
    is_formula = is_dangerous(value)
    if not (is_bold or is_formula or text in ERROR_CODES):
        return text
    cell = WriteOnlyCell(sheet)
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = is_formula
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def _as_excel_holds_it(text: str) -> str:
    if len(text) <= LONGEST_XLSX_CELL // 2:
        return text
    return text.encode("utf-16-le")[: 2 * LONGEST_XLSX_CELL].decode("utf-16-le", "ignore")
