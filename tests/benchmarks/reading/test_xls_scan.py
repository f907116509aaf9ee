"""Records of old Excel files: counted by the gate as the parser reads them."""

import contextlib
import importlib.util
import struct
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.reading.file_kind import FileKind
from benchmarks.reading.limits import Limits
from benchmarks.reading.problems import Problem, ReadingError
from benchmarks.reading.table import open_table
from tests.benchmarks.reading.xls_writer import record, small_xls, xls

HEADER = [["a", "b", "c", "d"]]


def packed(number: int) -> int:
    """A whole number as an RK value."""
    return number << 2 | 2


def formula(row: int, column: int, result: bytes) -> bytes:
    return record(0x06, struct.pack("<3H8sHLH", row, column, 0, result, 0, 0, 0))


def special(kind: int, value: int = 0) -> bytes:
    """The result of a formula that is no number: 0 text, 1 truth, 2 error, 3 empty text."""
    return struct.pack("<BxBxxxH", kind, value, 0xFFFF)


def test_every_record_of_a_number_counts_and_reads_alike(open_content):
    records = record(0x27E, struct.pack("<3HL", 1, 0, 0, packed(7)))
    records += record(0xBD, struct.pack("<2HHLHLH", 1, 1, 0, packed(8), 0, packed(9), 2))
    records += formula(1, 3, struct.pack("<d", 2.5))

    sheet = open_content(xls(HEADER, more_records=records), kind=FileKind.XLS)

    (batch,) = sheet.batches(10)
    assert batch.rows[1] == [Decimal(7), Decimal(8), Decimal(9), Decimal("2.5")]
    assert (sheet.facts.numbers, sheet.facts.formulas) == (4, 1)


def test_results_of_formulas_that_are_no_numbers_are_told_apart(open_content):
    text = struct.pack("<HB", 2, 0) + b"ja"
    records = formula(1, 0, special(0)) + record(0x207, text)
    records += formula(1, 1, special(1, 1))
    records += formula(1, 2, special(2, 0x2A))
    records += formula(1, 3, special(3))

    sheet = open_content(xls(HEADER, more_records=records), kind=FileKind.XLS)

    (batch,) = sheet.batches(10)
    assert batch.rows[1] == ["ja", True, Problem("cell-error", {"value": "#N/A"}), None]
    assert sheet.facts.formulas == 4


def test_hidden_and_merged_parts_are_counted(inspect):
    records = record(0x208, struct.pack("<H10xL", 1, 0x20))
    records += record(0x203, struct.pack("<3Hd", 1, 0, 0, 1.0))
    records += record(0x7D, struct.pack("<6H", 1, 2, 0, 0, 1, 0))
    records += record(0xE5, struct.pack("<5H", 1, 0, 0, 0, 1))

    (facts,) = inspect(xls(HEADER, more_records=records), kind=FileKind.XLS).sheets

    assert (facts.hidden_rows, facts.hidden_columns) == (1, 2)
    (area,) = facts.merged
    assert (area.top, area.left, area.bottom, area.right) == (1, 1, 1, 2)


def test_a_chart_inside_a_sheet_is_no_part_of_its_cells(inspect):
    chart = record(0x809, struct.pack("<2H12x", 0x600, 0x20))
    chart += record(0x203, struct.pack("<3Hd", 500, 200, 0, 1.0)) + record(0x0A, b"")

    (facts,) = inspect(xls(HEADER, more_records=chart), kind=FileKind.XLS).sheets

    assert (facts.cells, facts.last_row, facts.last_column) == (4, 1, 4)


def test_a_small_workbook_in_the_container_of_small_streams_is_read(table_of):
    with table_of(small_xls([["Beruf", "Gehalt"], ["Koch", 1], ["Arzt", 2]])) as table:
        rows = [list(row.cells) for row in table.rows()]

    assert (table.columns, rows) == (("Beruf", "Gehalt"), [["Koch", 1], ["Arzt", 2]])


def test_a_large_workbook_whose_tables_need_a_list_of_their_own_is_read(table_of):
    rows = [["title", "pay"], *(["Softwareentwickler " * 10, number] for number in range(20_000))]
    content = xls(rows)
    assert len(content) > 110 * 128 * 512

    with table_of(content) as table:
        assert sum(len(chunk.rows) for chunk in table.chunks()) == 20_000


def test_a_sheet_can_be_named_in_any_script(open_content):
    sheet = open_content(xls([["a"], [1]], name="Лист"), kind=FileKind.XLS)

    assert sheet.facts.name == "Лист"


def test_too_many_sheets_and_too_much_time_are_refused(refused):
    content = xls([["a"]], more_records=record(0x1, b"") * 12_000)

    assert refused(content, kind=FileKind.XLS, limits=Limits(sheets=0)) == "too-many-sheets"
    assert refused(content, kind=FileKind.XLS, limits=Limits(seconds=-1)) == "takes-too-long"


SHIFT, DIRECTORY, TABLE, CONTENT = 30, 48, 512, 512 + 2 * 4


@pytest.mark.parametrize(
    ("position", "number"),
    [
        (SHIFT, 99),
        (DIRECTORY, 0x7FFFFFFF),
        (DIRECTORY, 0xFFFFFFFE),
        (TABLE + 4, 1),
        (CONTENT, 2),
        (CONTENT, 0x7FFFFFFF),
    ],
)
def test_a_container_that_runs_in_circles_or_nowhere_is_damage(refused, position, number):
    whole = xls([["a"]])

    broken = whole[:position] + struct.pack("<L", number) + whole[position + 4 :]

    code = refused(broken, kind=FileKind.XLS)
    assert code in ("damaged-workbook", "looks-like-document")


@pytest.mark.parametrize("position", range(24, 80, 4))
def test_any_number_in_the_header_is_read_or_refused_within_bounds(inspect, position):
    whole = xls([["a"]])

    for number in (0, 1, 3, 99, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFF9):
        broken = whole[:position] + struct.pack("<L", number) + whole[position + 4 :]
        with contextlib.suppress(ReadingError):
            assert inspect(broken, kind=FileKind.XLS).sheets


def test_a_real_xls_of_another_program_is_read():
    package = importlib.util.find_spec("statsmodels")
    folder = Path(package.origin).parent if package and package.origin else Path()
    path = folder / "datasets/macrodata/src/macrodata.xls/macrodata.xls"
    if not path.exists():
        pytest.skip("statsmodels comes without its spreadsheets here")

    with open_table(path, filename=path.name) as table:
        rows = list(table.rows())

    assert table.columns == ("DATE", "CPIAUCSL", "M1SL", "POP", "TB3MS")
    assert (len(rows), rows[0].cells[4]) == (911, Decimal("0.72"))
