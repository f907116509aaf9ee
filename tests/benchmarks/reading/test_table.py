"""Any spreadsheet as one table: right columns, right rows, or one clear sentence."""

import tracemalloc
from decimal import Decimal

import pytest

from benchmarks.reading import file_sentences
from benchmarks.reading.file_kind import FileKind
from benchmarks.reading.limits import MIB, Limits
from benchmarks.reading.problems import SENTENCES, ReadingError
from benchmarks.reading.table import Table
from tests.benchmarks.reading import hostile
from tests.benchmarks.reading.corpus import (
    Sheet,
    ods,
    ods_rows,
    ods_table,
    sheet_rows,
    worksheet,
    xlsx,
    xlsx_of,
)
from tests.benchmarks.reading.xls_writer import xls

LIMITS = Limits()
ROWS = [["Beruf", "Ort", "Gehalt"], ["Koch", "Köln", 30000], ["Arzt", "Ulm", 90000.5]]
CSV = "Beruf;Ort;Gehalt\nKoch;Köln;30000\nArzt;Ulm;90000,5\n"


def numbered(table: Table) -> list[tuple[int, list[object]]]:
    return [(row.number, list(row.cells)) for row in table.rows()]


def refused(table: Table) -> list[tuple[int, str]]:
    chunks = list(table.chunks())
    return [(row.number, row.problem.code) for chunk in chunks for row in chunk.refused]


def note_codes(table: Table) -> list[str]:
    return [note.code for note in table.notes]


# --- One table from any kind of file ------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (xlsx_of(ROWS), FileKind.XLSX),
        (ods(ods_table(ods_rows(ROWS))), FileKind.ODS),
        (xls(ROWS), FileKind.XLS),
    ],
)
def test_workbooks_of_every_kind_give_the_same_table(table_of, content, kind):
    table = table_of(content)

    assert (table.kind, table.columns, table.header_row) == (kind, ("Beruf", "Ort", "Gehalt"), 1)
    assert numbered(table) == [
        (2, ["Koch", "Köln", Decimal(30000)]),
        (3, ["Arzt", "Ulm", Decimal("90000.5")]),
    ]
    assert (table.sheet, table.sheets, table.expected_rows) == ("Data", ("Data",), 2)
    assert (table.encoding, table.delimiter, table.notes) == (None, None, ())


def test_text_gives_the_same_table_with_cells_as_they_stand(table_of):
    table = table_of(CSV)

    assert (table.kind, table.columns, table.header_row) == (
        FileKind.CSV,
        ("Beruf", "Ort", "Gehalt"),
        1,
    )
    assert numbered(table) == [(2, ["Koch", "Köln", "30000"]), (3, ["Arzt", "Ulm", "90000,5"])]
    assert (table.encoding, table.delimiter, table.quotechar) == ("utf-8", ";", '"')
    assert (table.sheet, table.sheets, table.notes) == (None, (), ())


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (CSV, "umfrage.xlsx", ["name-says-other"]),
        (xlsx_of(ROWS), "umfrage.csv", ["name-says-other"]),
        (xls(ROWS), "umfrage.xlsx", ["name-says-other"]),
        (CSV, "umfrage.CSV", []),
        (CSV, "umfrage.tsv", []),
        (CSV, "umfrage", []),
        (CSV, 'x"\r\nSet-Cookie: a.xlsx', ["name-says-other"]),
    ],
)
def test_the_content_decides_and_a_name_that_says_other_is_noted(table_of, content, name, expected):
    table = table_of(content, name=name)

    assert note_codes(table) == expected
    assert len(numbered(table)) == 2
    assert all("\n" not in note.sentence("de") for note in table.notes)


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"", "empty-file"),
        (b"\xef\xbb\xbf", "empty-file"),
        (b" \n\r\n\t\n", "empty-file"),
        (b";;\n;;\n", "empty-file"),
        (b"%PDF-1.7\n", "looks-like-pdf"),
        (b"\x89PNG\r\n\x1a\n", "looks-like-image"),
        (b"\xff\xd8\xff\xe0", "looks-like-image"),
        (b"\x1f\x8b\x08", "looks-like-archive"),
        (b"<!DOCTYPE html><html>", "looks-like-html"),
        (b"\xef\xbb\xbf  <HTML><table>", "looks-like-html"),
        (b'<?xml version="1.0"?><Workbook>', "looks-like-xml"),
        ("<html>".encode("utf-16"), "looks-like-html"),
        (b'[ {"title": 1}]', "looks-like-json"),
        (b"{\\rtf1", "looks-like-document"),
        (b"PK\x03\x04", "damaged-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged-workbook"),
        (b"\x00\x01\x02\x03" * 100, "nul-bytes"),
        (hostile.lying_bomb(), "unpacks-too-large"),
        (hostile.far_cell(), "far-cell"),
    ],
)
def test_what_is_no_table_is_one_sentence_that_says_what_it_is(problem_of, head, code):
    problem = problem_of(head, name="umfrage.xlsx")

    assert problem.code == code
    assert problem.sentence("de").endswith((".", "!"))
    assert problem.sentence("en").endswith((".", "!"))


# --- Header and columns -------------------------------------------------------------------------


def test_a_preamble_is_skipped_and_told_and_numbers_stay_those_of_the_file(table_of):
    text = "Gehaltsumfrage 2024\n\nStand: heute\nBeruf;Gehalt\nKoch;1\n\nArzt;2\n"

    table = table_of(text)

    assert (table.header_row, table.columns) == (4, ("Beruf", "Gehalt"))
    assert numbered(table) == [(5, ["Koch", "1"]), (7, ["Arzt", "2"])]
    (note,) = table.notes
    assert (note.code, note.values) == ("rows-above-header", {"row": "4", "count": "2"})


def test_a_table_that_begins_away_from_the_corner_is_found(table_of):
    table = table_of(xlsx_of([[], [], [None, "Beruf", "Gehalt"], [None, "Koch", 1]]))

    assert (table.header_row, table.columns) == (3, ("Beruf", "Gehalt"))
    assert numbered(table) == [(4, ["Koch", Decimal(1)])]


def test_the_header_can_be_pointed_at_or_denied(table_of, problem_of):
    text = "Umfrage\na;b\nc;d\n1;2\n"

    assert table_of(text, header_row=3).columns == ("c", "d")
    headless = table_of("1;2\n3;4\n", header_row=0)
    assert headless.columns == ("(A)", "(B)")
    assert numbered(headless) == [(1, ["1", "2"]), (2, ["3", "4"])]
    for row in (99, -1):
        assert problem_of(text, header_row=row).code == "header-row-empty"


def test_a_file_without_header_is_refused_rather_than_losing_its_first_row(problem_of):
    assert problem_of("Koch;30000;1\nArzt;90000;2\n").code == "no-header"


def test_a_header_alone_is_no_table(problem_of):
    for content in ("Beruf;Gehalt\n", xlsx_of([["Beruf", "Gehalt"]]), "Beruf;Gehalt\n;;\n\n"):
        assert problem_of(content).code == "no-data-rows"


def test_names_that_occur_twice_are_refused_by_name(problem_of):
    for content in (
        "Gehalt;Ort;Gehalt\n1;2;3\n",
        xlsx_of([["Gehalt", "Ort", "Gehalt"], [1, 2, 3]]),
    ):
        assert problem_of(content).values == {"names": '"Gehalt"'}


def test_blank_columns_at_the_end_fall_away(table_of):
    assert table_of("a;b;;\n1;2;;\n3;4;;\n").columns == ("a", "b")
    assert table_of("a;b\n1;2;\n3;4;\n").columns == ("a", "b")
    assert refused(table_of("a;b;;\n1;2;;\n3;4;;\n5;6;;7\n", header_row=1)) == []


def test_a_value_beyond_the_named_columns_is_never_cut_off_silently(table_of):
    rows = "1;2;;\n" * 1_200
    text = f"a;b;;\n{rows}5;6;;lost?\n"

    table = table_of(text)

    assert table.columns == ("a", "b")
    assert refused(table) == [(1202, "ragged-row")]


def test_columns_without_name_that_hold_values_are_kept_and_told(table_of):
    table = table_of("a;;c\n1;2;3\n4;5;6\n")

    assert table.columns == ("a", "(B)", "c")
    assert [note.values for note in table.notes] == [{"columns": "B"}]


def test_merged_and_hidden_parts_are_told(table_of):
    sheet = worksheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Beruf</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Gehalt</t></is></c></row>'
        '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>Koch</t></is></c>'
        '<c r="B2"><f>1</f><v>1</v></c><c r="C2"><v>2</v></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>Koch</t></is></c>'
        '<c r="B3"><f>1</f></c></row>',  # no stored value is taken here
        before='<cols><col min="2" max="2" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="B1:C1"/><mergeCell ref="A2:A3"/></mergeCells>',
    )
    content = xlsx(
        Sheet(xml=sheet),
        Sheet(name="Alt", rows=[["x"]], state="hidden"),
        Sheet(name="Legende", rows=[["x"]]),
        xl__externalLinks__externalLink1__xml="<x/>",
    )

    notes = {note.code: note.values for note in table_of(content).notes}

    assert notes == {
        "columns-without-name": {"columns": "C"},
        "other-sheets": {"sheet": "Data", "sheets": "Legende"},
        "hidden-sheets": {"sheets": "Alt"},
        "hidden-rows": {"count": "1"},
        "hidden-columns": {"count": "1"},
        "formulas": {"count": "1"},
        "merged-header": {"area": "B1:C1"},
        "merged-cells": {"area": "A2:A3"},
        "external-links": {},
    }


# --- Damage -------------------------------------------------------------------------------------


def test_a_text_cut_anywhere_is_read_or_refused_with_a_sentence(table_of):
    whole = 'Beruf;Ort;Gehalt\n"Koch; Küche";Köln;30000\n"Arzt\nÄrztin";Ulm;90000,5\n'.encode()

    for length in range(len(whole)):
        try:
            table = table_of(whole[:length])
            rows = numbered(table)
        except ReadingError as error:
            assert error.problem.code in SENTENCES  # noqa: PT017  both outcomes are right
        else:
            assert len(rows) + len(refused(table)) >= 1


def test_bytes_of_any_kind_are_read_or_refused_with_a_sentence(table_of):
    for seed in range(60):
        noise = bytes((seed * 37 + position * position * 11) % 256 for position in range(400))
        try:
            list(table_of(noise[seed:]).chunks())
        except ReadingError:
            continue


def test_every_sentence_exists_in_both_languages_with_the_same_values():
    for code, sentences in file_sentences.SENTENCES.items():
        named = [set(_named(sentences[language])) for language in ("de", "en")]
        assert named[0] == named[1], code


def _named(template: str) -> list[str]:
    return [part.split("}")[0] for part in template.split("{")[1:]]


def test_limits_are_printed_in_both_languages():
    german, english = LIMITS.sentences("de"), LIMITS.sentences("en")

    assert german[0] == "Excel- und ODS-Dateien bis 20 MB"
    assert "bis 250.000 Zeilen je Tabellenblatt" in german
    assert "up to 1,200,000 rows per CSV file" in english
    assert len(german) == len(english)


@pytest.mark.parametrize(
    "content",
    [
        b"a;b\n1;2\n" + b";" * 40_000_000,
        b"a;b\n1;2\n" + (b";" * 100_000 + b"\n") * 400,
        b"a;b\n1;2\n" + (b'";' + b";" * 1_000 + b'"\n') * 40_000,
    ],
    ids=["one endless line", "long lines", "one record of many lines"],
)
def test_a_text_of_delimiters_alone_does_not_fill_memory(problem_of, content):
    tracemalloc.start()
    try:
        problem = problem_of(content)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert problem.code in ("endless-row", "wide-row")
    assert peak < 200 * MIB


def test_a_far_cell_below_a_text_header_does_not_reach_the_parser(problem_of):
    rows = sheet_rows([["a"], [1]]) + '<row r="300000"><c r="A300000"><v>1</v></c></row>'

    problem = problem_of(xlsx(Sheet(xml=worksheet(rows))))

    assert problem.values["row"] == "300000"
