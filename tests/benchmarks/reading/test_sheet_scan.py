"""What the gate's own scan counts in the sheets of xlsx and ods workbooks."""

import pytest

from benchmarks.reading import sheet_facts
from benchmarks.reading.limits import Limits
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

UNCALCULATED = Xml('<c r="{r}"><f>SUM(B1:B9)</f><v></v></c>')
CALCULATED = Xml('<c r="{r}"><f>1+1</f><v>2</v></c>')
CALCULATED_TO_NOTHING = Xml('<c r="{r}" t="str"><f>""</f><v></v></c>')
DIVIDED_BY_ZERO = Xml('<c r="{r}" t="e"><f>1/0</f><v>#DIV/0!</v></c>')


# --- What the scan counts -----------------------------------------------------------------------


def test_cells_are_counted_whatever_the_declared_dimension_says(inspect):
    for dimension in ("", '<dimension ref="A1:A1"/>', '<dimension ref="A1:XFD1048576"/>'):
        sheet = worksheet(sheet_rows([["a", "b"], [1, 2], [3, 4]]), before=dimension)

        (facts,) = inspect(xlsx(Sheet(xml=sheet))).sheets

        assert (facts.rows, facts.cells, facts.last_row, facts.last_column) == (3, 6, 3, 2)


def test_cells_without_addresses_follow_one_another(inspect):
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row r='4'><c><v>3</v></c></row>"

    (facts,) = inspect(xlsx(Sheet(xml=worksheet(rows)))).sheets

    assert (facts.rows, facts.cells, facts.last_row, facts.last_column) == (2, 3, 4, 2)


def test_blank_cells_count_neither_as_cells_nor_as_extent(inspect):
    styled = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    blank_strings = '<row r="9"><c r="Z9" t="s"><v>1</v></c><c r="Z9" t="s"><v>2</v></c></row>'
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' + blank_strings + styled

    (facts,) = inspect(xlsx(Sheet(xml=worksheet(rows)), shared=["a", "", " \n"])).sheets

    assert (facts.rows, facts.cells, facts.last_row, facts.last_column) == (1, 1, 1, 1)


def test_a_formula_without_value_and_an_error_are_faults_of_their_cells(inspect):
    rows = [["a", "b"], [UNCALCULATED, CALCULATED], [DIVIDED_BY_ZERO, CALCULATED_TO_NOTHING]]

    (facts,) = inspect(xlsx_of(rows)).sheets

    found = {
        (row, column): p.code for row, cells in facts.faults.items() for column, p in cells.items()
    }
    assert found == {(2, 1): "formula-without-value", (3, 1): "cell-error"}
    assert facts.faults[3][1].values == {"value": "#DIV/0!"}
    assert (facts.cells, facts.formulas) == (3, 4)


def test_formulas_beyond_the_cells_are_nobodys_formula(inspect):
    after = (
        "<conditionalFormatting><cfRule><formula>1</formula></cfRule></conditionalFormatting>"
        "<headerFooter><oddHeader>Seite</oddHeader></headerFooter>"
        '<extLst><ext xmlns:xm="m"><xm:f>A1</xm:f></ext></extLst>'
    )
    sheet = worksheet(sheet_rows([["a"], [CALCULATED]]), after=after)

    (facts,) = inspect(xlsx(Sheet(xml=sheet))).sheets

    assert (facts.cells, facts.formulas, facts.faults) == (2, 1, {})


def test_what_is_hidden_or_merged_is_noted(inspect):
    sheet = worksheet(
        '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>1</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3" hidden="1"/>',
        before='<cols><col min="2" max="16384" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    )

    (facts,) = inspect(xlsx(Sheet(xml=sheet, state="hidden"))).sheets

    assert (facts.hidden, facts.hidden_rows, facts.hidden_columns) == (True, 1, 2)
    (area,) = facts.merged
    assert (area.top, area.left, area.bottom, area.right) == (1, 1, 1, 2)


def test_external_links_are_noted_and_not_followed(inspect):
    facts = inspect(xlsx(Sheet(rows=[["a"]]), xl__externalLinks__externalLink1__xml="<x/>"))

    assert facts.has_external_links


def test_too_many_sheets_are_refused(refused):
    sheets = [Sheet(name=str(number)) for number in range(4)]

    assert refused(xlsx(*sheets), Limits(sheets=3)) == "too-many-sheets"


def test_a_text_longer_than_a_cell_may_be_is_refused(refused):
    limits = Limits(cell_characters=10)

    assert refused(xlsx_of([["x" * 11]]), limits) == "cell-too-long"
    assert refused(xlsx(Sheet(rows=[["a"]]), shared=["x" * 11]), limits) == "cell-too-long"


@pytest.mark.parametrize("address", ["1A", "A0", "AAAA1", "A99999999", "ä1", "A1 ", "A-1", ""])
def test_an_impossible_address_is_damage(refused, address):
    rows = f'<row r="1"><c r="{address}"><v>1</v></c></row>'

    assert refused(xlsx(Sheet(xml=worksheet(rows)))) == "damaged-workbook"


# --- ODS ----------------------------------------------------------------------------------------


def test_repeated_rows_and_cells_of_an_ods_count_as_often_as_they_stand(inspect):
    cell = '<table:table-cell office:value-type="float" office:value="1"{}/>'
    rows = (
        f'<table:table-row table:number-rows-repeated="3">'
        f"{cell.format(' table:number-columns-repeated="2"')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="5"><table:table-cell/></table:table-row>'
        f"<table:table-row>{cell.format('')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048567">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )

    (facts,) = inspect(ods(ods_table(rows))).sheets

    assert (facts.rows, facts.cells, facts.last_row, facts.last_column) == (4, 7, 9, 2)


def test_comments_of_an_ods_are_no_content(inspect):
    noted = Xml(
        '<table:table-cell office:value-type="string"><office:annotation><text:p>look</text:p>'
        "</office:annotation>"
        "</table:table-cell>"
    )

    (facts,) = inspect(ods(ods_table(ods_rows([["a", noted]])))).sheets

    assert (facts.cells, facts.last_column) == (1, 1)


def test_faults_of_an_ods_are_found(inspect):
    uncalculated = Xml('<table:table-cell table:formula="of:=1+1"/>')
    error = Xml(
        '<table:table-cell table:formula="of:=1/0" office:value-type="string"'
        ' office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
        "</table:table-cell>"
    )

    (facts,) = inspect(ods(ods_table(ods_rows([["a", "b"], [uncalculated, error]])))).sheets

    assert {column: p.code for column, p in facts.faults[2].items()} == {
        1: "formula-without-value",
        2: "cell-error",
    }
    assert facts.faults[2][2].values == {"value": "#DIV/0!"}


@pytest.mark.parametrize("repeated", ["0", "-1", "999999999", "x", "٣"])
def test_an_impossible_repeat_is_damage(refused, repeated):
    row = f'<table:table-row table:number-rows-repeated="{repeated}"/>'

    assert refused(ods(ods_table(row))) == "damaged-workbook"


def test_what_is_hidden_or_merged_in_an_ods_is_noted(inspect):
    hidden_style = (
        '<style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    cell = '<table:table-cell office:value-type="float" office:value="1"/>'
    merged = (
        '<table:table-cell office:value-type="float" office:value="1"'
        ' table:number-columns-spanned="2" table:number-rows-spanned="1"/>'
        "<table:covered-table-cell/>"
    )
    columns = '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    rows = (
        f"{columns}<table:table-row>{merged}{cell}</table:table-row>"
        f'<table:table-row table:visibility="filter">{cell}</table:table-row>'
    )
    content = ods(
        ods_table(rows), ods_table("", attributes='table:style-name="ta2"'), styles=hidden_style
    )

    shown, hidden = inspect(content).sheets

    assert (shown.hidden, hidden.hidden) == (False, True)
    assert (shown.hidden_rows, shown.hidden_columns) == (1, 2)
    (area,) = shown.merged
    assert (area.top, area.left, area.bottom, area.right) == (1, 1, 1, 2)


def test_an_ods_beyond_a_limit_or_without_content_is_refused(refused):
    long = ods(ods_table(ods_rows([["x" * 11]])))

    assert refused(long, Limits(cell_characters=10)) == "cell-too-long"
    assert refused(ods(ods_table(""), ods_table("")), Limits(sheets=1)) == "too-many-sheets"
    commented = Xml('<table:table-cell office:value-type="string"><!-- --></table:table-cell>')
    assert refused(ods(ods_table(ods_rows([["a", commented]])))) == "damaged-workbook"


def test_faults_beyond_counting_make_a_sheet_useless(refused, monkeypatch):
    monkeypatch.setattr(sheet_facts, "MOST_FAULTS", 3)
    rows = [["a"], *[[UNCALCULATED]] * 4]

    assert refused(xlsx_of(rows)) == "too-many-faults"


def test_a_scan_that_takes_too_long_is_ended(refused):
    assert refused(xlsx_of([["a"]]), Limits(seconds=-1)) == "takes-too-long"


def test_a_workbook_without_its_parts_is_damaged(refused):
    parts = xlsx_parts(Sheet(rows=[["a"]]))
    del parts["xl/_rels/workbook.xml.rels"]

    assert refused(package(parts)) == "damaged-workbook"
