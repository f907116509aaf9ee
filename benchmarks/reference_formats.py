"""Spreadsheets of reference tables: read as safely as any upload, written without formulas."""

import io
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from import_export.formats.base_formats import Format
from import_export.tmp_storages import BaseStorage
from tablib import Dataset

from benchmarks.cell_reading import text_of
from benchmarks.reading.batch import Cell
from benchmarks.reading.limits import MIB, Limits
from benchmarks.reading.problems import refusal
from benchmarks.reading.table import Chunk, Table, open_table
from benchmarks.safe_cells import restored
from benchmarks.table_files import (
    CSV_STYLES,
    CSV_TYPE,
    XLSX_TYPE,
    Value,
    csv_blocks,
    csv_text,
    write_xlsx,
)
from benchmarks.templatetags.imports import reader_language

LIMITS = Limits(
    workbook_bytes=5 * MIB,
    text_bytes=5 * MIB,
    workbook_rows=5_000,
    text_rows=5_000,
    columns=50,
    table_cells=100_000,
    unpacked_bytes=50 * MIB,
    parts=500,
    seconds=20,
    memory_bytes=512 * MIB,
)
"""What a table that people keep by hand may be; each row is checked by several queries."""

FOLDER = "reference"  # within the store of uploads, which sweeps what is a day old
_NAME = re.compile(r"[0-9a-f]{32}")


class NumberedDataset(Dataset):
    """A dataset that knows in which row of the file each of its rows stands."""

    numbers: Sequence[int] = ()


class SpreadsheetFile(Format):
    """A csv, xlsx, xls or ods file that comes in; which one it is, its content tells."""

    # The step of confirmation hands an encoding over, the first one doesn't.
    def __init__(self, encoding: str | None = None) -> None:
        self.encoding = encoding

    def get_title(self) -> str:
        return "CSV, XLSX, XLS, ODS"

    def can_import(self) -> bool:
        return True

    def create_dataset(self, in_stream: bytes) -> NumberedDataset:
        """The table of the file. Raises ReadingError: whatever it may hold, one sentence says why.

        Cells are text, numbers and dates as the file has them; one without a value is a Problem.
        """
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            path.write_bytes(in_stream)
            with open_table(path, filename="", limits=LIMITS) as table:
                return _dataset(table)


class CsvFile(Format):
    """A csv file as spreadsheet programs of the reader's language expect it."""

    def get_title(self) -> str:
        return "CSV"

    def can_export(self) -> bool:
        return True

    def export_data(self, dataset: Dataset, **kwargs: object) -> bytes:
        style = CSV_STYLES[reader_language()]
        rows = ([csv_text(cell, style.decimal) for cell in row] for row in _lines(dataset))
        return b"".join(csv_blocks(rows, style.delimiter))

    def get_extension(self) -> str:
        return "csv"

    def get_content_type(self) -> str:
        return CSV_TYPE


class XlsxFile(Format):
    """A workbook with numbers and dates as such, and all text as text."""

    def get_title(self) -> str:
        return "XLSX"

    def can_export(self) -> bool:
        return True

    def export_data(self, dataset: Dataset, **kwargs: object) -> bytes:
        file = io.BytesIO()
        write_xlsx(_lines(dataset), file, title=dataset.title or "Laufbahn")
        return file.getvalue()

    def get_extension(self) -> str:
        return "xlsx"

    def get_content_type(self) -> str:
        return XLSX_TYPE


class KeptUntilConfirmed(BaseStorage):
    """Keeps a file between its preview and its confirmation, where every host finds it."""

    def save(self, data: bytes) -> None:
        self.name = uuid4().hex
        storages["uploads"].save(self._stored_as, ContentFile(data))

    def read(self) -> bytes:
        """The file. Raises ReadingError where it is confirmed already, or swept."""
        try:
            with storages["uploads"].open(self._stored_as) as file:
                content: bytes = file.read()
        except FileNotFoundError as error:
            raise refusal("upload-gone") from error
        return content

    def remove(self) -> None:
        storages["uploads"].delete(self._stored_as)

    @property
    def _stored_as(self) -> str:
        # The name comes back from a form, where it could have become a path.
        if not _NAME.fullmatch(self.name or ""):
            raise refusal("upload-gone")
        return f"{FOLDER}/{self.name}"


def _lines(dataset: Dataset) -> Iterable[Sequence[Value]]:
    yield dataset.headers or []
    yield from dataset


def _dataset(table: Table) -> NumberedDataset:
    rows = [row for chunk in table.chunks() for row in _numbered(chunk)]
    dataset = NumberedDataset(
        *([_own(cell) for cell in cells] for _number, cells in rows),
        headers=[name.strip() for name in table.columns],
    )
    dataset.numbers = [number for number, _cells in rows]
    return dataset


def _numbered(chunk: Chunk) -> list[tuple[int, Sequence[Cell]]]:
    """The rows with their numbers; a row that fits no columns keeps the whole file out.

    A last row called “Total” is no total here: all rows are declared.
    """
    rows = list(zip(chunk.numbers, chunk.rows, strict=True))
    for refused in chunk.refused:
        if refused.problem.code != "totals-row":
            raise refusal(refused.problem.code, **refused.problem.values)
        rows.append((refused.number, refused.cells))
    return rows


def _own(cell: Cell) -> object:
    """What the widgets of import-export take: text without blanks around it, as in any form."""
    match cell:
        case None:
            return ""
        case str():
            return restored(cell).strip()
        case bool():
            return text_of(cell)
    return cell
