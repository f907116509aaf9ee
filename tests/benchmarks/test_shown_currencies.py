"""Tests of benchmarks/shown_currencies.py: what cells show counts before what a mapping states."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from benchmarks.column_profiles import profiles_of
from benchmarks.mapping_json import Json, read_mapping
from benchmarks.reading.problems import ReadingError
from benchmarks.reading.table import open_table
from benchmarks.shown_currencies import refuse_other_currencies
from tests.benchmarks.import_files import mapping_of
from tests.benchmarks.reading.corpus import Xml, ods, ods_rows, ods_table

EURO, FRANC = '#,##0.00 "€"', "[$CHF-807] #,##0"
CELL = (
    '<table:table-cell office:value-type="currency" office:currency="{}" office:value="{}">'
    "<text:p>{}</text:p></table:table-cell>"
)


def workbook(folder: Path, *formats: str) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Title", "Pay", "City"])
    for row, form in enumerate(formats, 2):
        sheet.append(["Data Scientist", 120_000, "Berlin"])
        sheet.cell(row, 2).number_format = form
    path = folder / "pay.xlsx"
    book.save(path)
    return path


def held(path: Path, **changes: Json) -> str:
    """The code of what is wrong, empty where nothing is."""
    with open_table(path, filename=path.name) as table:
        try:
            refuse_other_currencies(table, read_mapping(mapping_of(**changes)))
        except ReadingError as error:
            return error.problem.code
    return ""


@pytest.mark.parametrize(
    ("formats", "currency", "code"),
    [
        ((EURO, "General"), {"constant": "EUR"}, ""),
        (("General", "0.00"), {"constant": "CHF"}, ""),
        ((EURO, FRANC), {"constant": "EUR"}, "pay-formats-differ"),
        ((EURO, FRANC), [{"from": "pay"}, {"constant": "EUR"}], "pay-formats-differ"),
        ((FRANC, FRANC), {"constant": "EUR"}, "pay-format-contradicts"),
        (('"$"#,##0', "[$$-409]#,##0"), {"constant": "USD"}, ""),
        (('"$"#,##0', "General"), {"constant": "EUR"}, "pay-format-contradicts"),
        ((EURO, FRANC), {"column": "City"}, ""),
    ],
)
def test_a_mapping_is_held_against_the_formats(
    tmp_path: Path, formats: tuple[str, ...], currency: Json, code: str
) -> None:
    assert held(workbook(tmp_path, *formats), currency=currency) == code


def test_formats_of_other_columns_do_not_count(tmp_path: Path) -> None:
    path = workbook(tmp_path, FRANC)

    assert held(path, pay={"column": "City"}) == ""


def test_cells_of_a_currency_in_opendocument_count(tmp_path: Path) -> None:
    path = tmp_path / "pay.ods"
    amounts = [["Data Scientist", Xml(CELL.format(code, 65_000, code))] for code in ("EUR", "CHF")]
    path.write_bytes(ods(ods_table(ods_rows([["Title", "Pay"], *amounts]))))

    assert held(path) == "pay-formats-differ"


def test_the_one_currency_that_is_shown_is_suggested(tmp_path: Path) -> None:
    with open_table(workbook(tmp_path, FRANC, FRANC), filename="a.xlsx") as table:
        alike = [profile.currency for profile in profiles_of(table)]
    with open_table(workbook(tmp_path, FRANC, EURO), filename="a.xlsx") as table:
        mixed = [profile.currency for profile in profiles_of(table)]

    assert alike == [None, "CHF", None]
    assert mixed == [None, None, None]
