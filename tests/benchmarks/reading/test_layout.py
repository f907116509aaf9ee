"""Rows in their columns: numbered as in the file, blank ones left out, odd ones refused."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from benchmarks.reading.layout import Chunk
from benchmarks.reading.limits import Limits
from benchmarks.reading.problems import Problem
from benchmarks.reading.table import Table
from tests.benchmarks.reading.corpus import Xml, xlsx_of


def numbered(table: Table) -> list[tuple[int, list[object]]]:
    return [(row.number, list(row.cells)) for row in table.rows()]


def refused(table: Table) -> list[tuple[int, str]]:
    chunks = list(table.chunks())
    return [(row.number, row.problem.code) for chunk in chunks for row in chunk.refused]


def test_ragged_rows_are_refused_one_by_one_with_their_cells(table_of):
    table = table_of("a;b;c\n1;2;3\n4;5\n6;7;8;9\n1;2;3;\n10;11;12\n")

    (chunk,) = table.chunks()

    assert list(chunk.numbers) == [2, 5, 6]
    assert [row.cells for row in chunk.refused] == [["4", "5"], ["6", "7", "8", "9"]]
    assert [row.problem.values for row in chunk.refused] == [
        {"row": "3", "found": "2", "expected": "3"},
        {"row": "4", "found": "4", "expected": "3"},
    ]


def test_cells_that_excel_leaves_out_at_the_end_of_whole_blocks_are_blank(table_of):
    full = "".join(f"Koch;{number};gut\n" for number in range(2, 17))
    short = "".join(f"Koch;{number}\n" for number in range(17, 49))
    table = table_of(f"Beruf;Gehalt;Kommentar\n{full}{short}")

    rows = numbered(table)

    assert (len(rows), refused(table)) == (47, [])
    assert rows[15] == (17, ["Koch", "17", ""])


def test_a_short_row_in_a_block_of_longer_ones_is_refused(table_of):
    rows = "".join(f"Koch;{number};gut\n" for number in range(2, 41))

    assert refused(table_of(f"a;b;c\n{rows}Koch;41\n")) == [(41, "ragged-row")]


def test_blank_rows_fall_away_anywhere(table_of):
    text = "a;b\n\n1;2\n;\n  ;\t\n3;4\n\n\n;;;\n"

    for size in (16, 100):
        chunks = list(table_of(text).chunks(size))
        numbers = [number for chunk in chunks for number in chunk.numbers]
        assert (numbers, [row for chunk in chunks for row in chunk.refused]) == ([3, 6], [])


@pytest.mark.parametrize("word", ["Summe", "Total:", "GESAMT", "Durchschnitt", "Ø"])
def test_totals_at_the_end_are_refused_with_their_word(table_of, word):
    csv_table = table_of(f"Beruf;Gehalt\nKoch;1\nTotal;3\nArzt;2\n{word};3\n\n")
    book_table = table_of(xlsx_of([["Beruf", "Gehalt"], ["Koch", 1], ["Arzt", 2], [word, 3]]))

    assert refused(csv_table) == [(5, "totals-row")]
    assert [number for number, _ in numbered(csv_table)] == [2, 3, 4]
    assert refused(book_table) == [(4, "totals-row")]


def test_a_quotation_mark_that_swallows_whole_rows_is_told_at_its_row(table_of):
    rows = "".join(f"Koch {number};Ulm;DE;30000\n" for number in range(1_500))
    text = f'Beruf;Ort;Land;Gehalt\n{rows}Koch;"Ulm;DE;1\nArzt;Bonn;DE;2\nArzt;Ulm";DE;3\n'

    table = table_of(text)

    assert refused(table) == [(1502, "swallowed-rows")]
    assert len(numbered(table)) == 1_500


def test_faults_of_cells_stay_in_their_cells(table_of):
    uncalculated = Xml('<c r="{r}"><f>A1</f></c>')
    table = table_of(xlsx_of([["a", "b"], [None, uncalculated], ["x", 1]]))

    assert numbered(table) == [
        (2, [None, Problem("formula-without-value")]),
        (3, ["x", Decimal(1)]),
    ]


@pytest.mark.parametrize("size", [1, 16, 17, 5000])
@pytest.mark.parametrize("content", ["text", "workbook"])
def test_chunks_of_any_size_hold_the_same_rows(table_of, content, size):
    rows = [["a", "b"], *([f"x{number}", number] for number in range(60))]
    text = "\n".join(f"{first};{second}" for first, second in rows)
    table = table_of(text if content == "text" else xlsx_of(rows))

    chunks: Sequence[Chunk] = list(table.chunks(size))

    assert [number for chunk in chunks for number in chunk.numbers] == list(range(2, 62))
    assert [row[0] for chunk in chunks for row in chunk.rows] == [f"x{n}" for n in range(60)]
    assert max(len(chunk.rows) for chunk in chunks) <= max(size, 16)


def test_a_text_with_too_many_rows_is_refused(problem_of):
    text = "a;b\n" + "1;2\n" * 11

    assert problem_of(text, limits=Limits(text_rows=10)).code == "too-many-rows"
    assert problem_of(text, limits=Limits(text_bytes=10)).code == "file-too-large"
    assert problem_of("a;b;c\n1;2;3\n", limits=Limits(columns=2)).code == "wide-row"


def test_dates_stay_dates(table_of):
    day = Xml('<c r="{r}" s="1"><v>45293</v></c>')

    assert numbered(table_of(xlsx_of([["Am", "x"], [day, 1]])))[0][1][0] == date(2024, 1, 2)
