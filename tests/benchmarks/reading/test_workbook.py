"""Sheets read through the parser: typed cells, faults, columns, and which sheet it is."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from benchmarks.reading.batch import Cell
from benchmarks.reading.file_kind import FileKind
from benchmarks.reading.limits import Limits
from benchmarks.reading.problems import Problem
from benchmarks.reading.workbook import OpenSheet
from tests.benchmarks.reading.corpus import (
    Sheet,
    Xml,
    ods,
    ods_rows,
    ods_table,
    package,
    sheet_rows,
    worksheet,
    xlsx,
    xlsx_of,
    xlsx_parts,
)
from tests.benchmarks.reading.xls_writer import Day, Failed, xls

LIMITS = Limits()
DATE = Xml('<c r="{r}" s="1"><v>45293</v></c>')
MOMENT = Xml('<c r="{r}" t="d"><v>2024-01-02T03:04:05</v></c>')
NOT_FINITE = Xml('<c r="{r}"><v>1e400</v></c>')
WITH_NUL = Xml('<c r="{r}" t="inlineStr"><is><t>a_x0000_b</t></is></c>')
UNCALCULATED = Xml('<c r="{r}"><f>SUM(B1:B9)</f><v/></c>')
DIVIDED = Xml('<c r="{r}" t="e"><v>#DIV/0!</v></c>')


def rows_of(sheet: OpenSheet) -> list[list[Cell]]:
    return [row for batch in sheet.batches(1000) for row in batch.rows]


# --- Cells --------------------------------------------------------------------------------------


def test_cells_keep_their_types_and_their_exact_digits(open_content):
    row = ["  x ", 120.684, 50000, 0.1, True, DATE, MOMENT, None, "<b>‮"]

    sheet = open_content(xlsx_of([["a", "b", "c", "d", "e", "f", "g", "h", "i"], row]))

    assert rows_of(sheet)[1] == [
        "  x ",
        Decimal("120.684"),
        Decimal("50000"),
        Decimal("0.1"),
        True,
        date(2024, 1, 2),
        datetime(2024, 1, 2, 3, 4, 5),  # noqa: DTZ001  spreadsheets know no zones
        None,
        "<b>‮",
    ]
    assert str(rows_of(sheet)[1][2]) == "50000"


def test_times_and_durations_of_an_ods_are_read(open_content):
    cell = '<table:table-cell office:value-type="{}" office:{}-value="{}"/>'
    row = [
        Xml(cell.format("date", "date", "2024-01-02")),
        Xml(cell.format("boolean", "boolean", "true")),
        Xml(
            cell.format("percentage", "x", "")
            .replace("office:x-value", "office:value")
            .replace('""', '"0.5"')
        ),
    ]

    sheet = open_content(ods(ods_table(ods_rows([["a", "b", "c"], row]))))

    assert sheet.kind is FileKind.ODS
    assert rows_of(sheet)[1] == [date(2024, 1, 2), True, Decimal("0.5")]


def test_a_time_and_a_long_duration_of_an_xlsx_are_read(open_content):
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
        '<xf numFmtId="0"/><xf numFmtId="20"/><xf numFmtId="46"/></cellXfs></styleSheet>'
    )
    noon = Xml('<c r="{r}" s="1"><v>0.5</v></c>')
    thirty_hours = Xml('<c r="{r}" s="2"><v>1.25</v></c>')
    content = xlsx(Sheet(rows=[["a", "b"], [noon, thirty_hours]]), xl__styles__xml=styles)

    sheet = open_content(content)

    assert rows_of(sheet)[1] == [time(12), timedelta(hours=30)]


def test_a_workbook_that_counts_from_1904_gives_the_same_days(open_content):
    content = xlsx(Sheet(rows=[["a"], [Xml('<c r="{r}" s="1"><v>43831</v></c>')]]))
    plain = open_content(content)
    parts = '<workbookPr date1904="1"/><sheets>'
    with_1904 = open_content(_with_workbook(content, parts))

    assert rows_of(plain)[1] == [date(2020, 1, 1)]
    assert rows_of(with_1904)[1] == [date(2024, 1, 2)]


def test_a_cell_without_a_usable_value_says_why(open_content):
    rows = [["a", "b", "c", "d"], [UNCALCULATED, DIVIDED, NOT_FINITE, WITH_NUL]]

    sheet = open_content(xlsx_of(rows))

    codes = [cell.code for cell in rows_of(sheet)[1]]
    assert codes == ["formula-without-value", "cell-error", "cell-not-finite", "cell-with-nul"]


def test_a_column_of_faults_alone_is_still_a_column(open_content):
    sheet = open_content(xlsx_of([["a", None], [1, DIVIDED]]))

    assert sheet.columns == (1, 2)
    assert [cell.code for cell in rows_of(sheet)[1][1:]] == ["cell-error"]


def test_columns_without_any_value_fall_away(open_content):
    sheet = open_content(xlsx_of([[None, "a", None, "b"], [None, 1, None, 2]]))

    assert sheet.columns == (2, 4)
    assert rows_of(sheet) == [["a", "b"], [Decimal(1), Decimal(2)]]


def test_rows_can_be_read_twice_and_side_by_side(open_content):
    sheet = open_content(xlsx_of([["a"], *([number] for number in range(600))]))

    first, second = sheet.batches(7), sheet.batches(11)
    interleaved = [(next(first), next(second)) for _ in range(40)]

    assert [len(batch.rows) for batch, _ in interleaved] == [7] * 40
    assert rows_of(sheet) == rows_of(sheet)
    assert rows_of(sheet)[-1] == [Decimal(599)]


def test_blank_rows_keep_the_numbering(open_content):
    sheet = open_content(xlsx_of([[], [], ["a"], [], [1]]))

    assert rows_of(sheet) == [[None], [None], ["a"], [None], [Decimal(1)]]


def test_honest_containers_of_other_programs_are_read(open_content):
    parts = xlsx_parts(Sheet(rows=[["a"], [1]]))
    links = str(parts["xl/_rels/workbook.xml.rels"])
    absolute = parts | {
        "xl/_rels/workbook.xml.rels": links.replace('Target="work', 'Target="/xl/work')
    }
    contents = [
        package({name.replace("/", "\\"): part for name, part in parts.items()}),
        package({name.replace("sheet1", "Sheet1"): part for name, part in parts.items()}),
        package(absolute),
        _streamed(parts),
    ]

    for content in contents:
        assert rows_of(open_content(content)) == [["a"], [Decimal(1)]]


# --- Which sheet --------------------------------------------------------------------------------


def test_the_visible_sheet_with_the_most_values_is_read(open_content):
    cover = Sheet(name="Deckblatt", rows=[["Umfrage"]])
    data = Sheet(name="Daten", rows=[["a"], [1], [2]])
    hidden = Sheet(name="Alt", rows=[["a"], [1], [2], [3]], state="veryHidden")

    sheet = open_content(xlsx(cover, data, hidden))

    assert sheet.facts.name == "Daten"
    assert [found.name for found in sheet.sheets] == ["Deckblatt", "Daten", "Alt"]


def test_a_sheet_can_be_chosen_by_name_even_a_hidden_one(open_content):
    content = xlsx(Sheet(name="x", rows=[["a"]]), Sheet(name="Ä <&>", rows=[["b"]], state="hidden"))

    assert rows_of(open_content(content, sheet="Ä <&>")) == [["b"]]


def test_an_unknown_sheet_is_answered_with_those_that_exist(refusal_of):
    problem = refusal_of(xlsx(Sheet(name="x", rows=[["a"]])), sheet="y")

    assert (problem.code, problem.values["sheets"]) == ("unknown-sheet", "x")


@pytest.mark.parametrize(
    "content",
    [
        xlsx(Sheet()),
        xlsx(),
        xlsx(Sheet(rows=[["", "  "]])),
        xlsx(Sheet(rows=[["a"]], state="hidden")),
        ods(),
        ods(ods_table("")),
    ],
)
def test_a_workbook_without_visible_values_says_so(refusal_of, content):
    assert refusal_of(content).code == "no-sheet-with-content"


def test_a_bad_sheet_beside_the_chosen_one_does_not_matter(open_content):
    far = worksheet(sheet_rows([["a"]]) + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>')
    content = xlsx(Sheet(name="far", xml=far), Sheet(name="Data", rows=[["a"], [1], [2]]))

    assert rows_of(open_content(content)) == [["a"], [Decimal(1)], [Decimal(2)]]


# --- Old Excel files ----------------------------------------------------------------------------


def test_an_xls_is_read_with_its_dates_and_errors(open_content):
    content = xls([["Beruf", "Gehalt", "Am"], ["Prüfer", 50000.5, Day(45293)], ["x", Failed(7), 1]])

    rows = rows_of(open_content(content, kind=FileKind.XLS))

    assert rows[:2] == [
        ["Beruf", "Gehalt", "Am"],
        ["Prüfer", Decimal("50000.5"), date(2024, 1, 2)],
    ]
    assert rows[2][1] == Problem("cell-error", {"value": "#DIV/0!"})


def test_an_xls_that_reaches_too_far_is_refusal_of_before_it_is_built(refusal_of):
    limits = Limits(workbook_rows=3)

    assert refusal_of(xls([["a"]] * 5), kind=FileKind.XLS, limits=limits).code == "too-many-rows"


def _with_workbook(content: bytes, sheets: str) -> bytes:
    """The workbook with something put before its list of sheets."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheets>", sheets.encode())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


class _Pipe(io.RawIOBase):
    """Something that can only be written to: zip entries then state their sizes afterwards."""

    def __init__(self) -> None:
        self.content = b""

    def writable(self) -> bool:
        return True

    def write(self, block: bytes) -> int:
        self.content += bytes(block)
        return len(block)


def _streamed(parts: dict[str, str | bytes]) -> bytes:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return pipe.content
