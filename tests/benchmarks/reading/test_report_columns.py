"""An error report that comes back is read without the columns and apostrophes that we added."""

import csv
import io
from collections.abc import Callable

import pytest

from benchmarks.reading.problems import Problem
from benchmarks.reading.report_columns import REASON, ROW, find_report_columns, row_header
from benchmarks.reading.table import Table
from benchmarks.safe_cells import guarded
from tests.benchmarks.reading.corpus import xlsx_of

REPORT = (
    "Title;Pay;Laufbahn: Grund;Laufbahn: Zeile\r\n'=1+1;-5;zu wenig;7\r\nBaker;1;kein Beruf;8\r\n"
)


def rows_of(table: Table) -> list[list[object]]:
    return [list(row.cells) for row in table.rows()]


@pytest.mark.parametrize("language", ["de", "en"])
def test_our_columns_are_gone_in_either_language(
    table_of: Callable[..., Table], language: str
) -> None:
    reason, row = REASON[language], ROW[language]  # type: ignore[index]
    text = REPORT.replace("Laufbahn: Grund", reason).replace("Laufbahn: Zeile", row)

    table = table_of(text)

    assert table.columns == ("Title", "Pay")
    assert rows_of(table) == [["=1+1", "-5"], ["Baker", "1"]]


def test_our_columns_are_known_wherever_they_were_moved(table_of: Callable[..., Table]) -> None:
    table = table_of("Laufbahn: Zeile;Title;Laufbahn: Grund;Pay\n7;Baker;zu wenig;5\n8;Cook;;6\n")

    assert table.columns == ("Title", "Pay")
    assert rows_of(table) == [["Baker", "5"], ["Cook", "6"]]


def test_one_of_our_columns_is_enough(table_of: Callable[..., Table]) -> None:
    table = table_of("Title;Pay;Laufbahn: Grund\n'=1+1;5;zu wenig\nCook;6;\n")

    assert rows_of(table) == [["=1+1", "5"], ["Cook", "6"]]


def test_a_file_without_our_columns_keeps_its_apostrophes(table_of: Callable[..., Table]) -> None:
    table = table_of("Title;Pay;Grund\n'=1+1;5;zu wenig\nCook;6;x\n")

    assert rows_of(table)[0] == ["'=1+1", "5", "zu wenig"]


@pytest.mark.parametrize(
    "stated",
    [
        {"delimiter": ","},
        {"encoding": "cp1252"},
        {"encoding": "utf-16-le"},
        {"header_row": 4},
        {"header_row": 0},
        {"quotechar": ""},
    ],
)
def test_what_a_mapping_states_of_the_original_file_does_not_count_for_the_report(
    table_of: Callable[..., Table], stated: dict[str, object]
) -> None:
    table = table_of("\ufeff" + REPORT.replace("Baker", "Bäcker"), **stated)

    assert table.columns == ("Title", "Pay")
    assert rows_of(table) == [["=1+1", "-5"], ["Bäcker", "1"]]
    assert table.encoding == "utf-8"


def test_a_workbook_needs_no_apostrophes_but_loses_those_of_a_csv_report(
    table_of: Callable[..., Table],
) -> None:
    header = ["Title", "Pay", REASON["en"], ROW["en"]]
    content = xlsx_of([header, ["'=1+1", 5, "too low", 7], ["=2+2", 6, "too low", 8]])

    table = table_of(content, header_row=3)

    assert table.columns == ("Title", "Pay")
    assert [row[0] for row in rows_of(table)] == ["=1+1", "=2+2"]


def test_rows_longer_than_the_header_are_refused_as_in_any_file(
    table_of: Callable[..., Table],
) -> None:
    table = table_of(REPORT + "Baker;1;x;9;extra\r\n")

    (refused,) = [row for chunk in table.chunks() for row in chunk.refused]

    assert refused.problem.code == "ragged-row"


def test_a_report_without_a_row_says_so(problem_of: Callable[..., Problem]) -> None:
    assert problem_of(REPORT.split("\r\n")[0] + "\r\n;;left over;7\r\n").code == "no-data-rows"


def test_our_names_below_the_first_rows_are_data() -> None:
    rows = [["Title", "Pay"]] * 50 + [["Title", REASON["de"]]]

    assert find_report_columns(rows).header_row == 0


def test_how_the_whole_file_wrote_its_columns_comes_with_the_report(
    table_of: Callable[..., Table],
) -> None:
    header = row_header("de", {"Pay": "de", '=W"hen, or': "dmy"})
    file = io.StringIO()
    names = ["Pay", '=W"hen, or', "City", REASON["de"], header]
    csv.writer(file, delimiter=";").writerows([map(guarded, names), ["5", "1", "x", "y", "7"]])

    table = table_of(file.getvalue(), delimiter=",")

    assert table.columns == ("Pay", '=W"hen, or', "City")
    assert [table.stated_format(column) for column in range(3)] == ["de", "dmy", None]


@pytest.mark.parametrize("tail", [" {", " {]", ' {"Pay"', " {" * 10_000])
def test_formats_that_were_damaged_are_none(table_of: Callable[..., Table], tail: str) -> None:
    table = table_of(f"Pay\tTitle\tLaufbahn: Zeile{tail}\n5\tBaker\t7\n")

    assert table.columns == ("Pay", "Title")
    assert table.stated_format(0) is None


def test_a_name_that_only_begins_like_ours_is_the_analysts_own(
    table_of: Callable[..., Table],
) -> None:
    table = table_of("Pay;Laufbahn: Zeilen;Laufbahn: Zeile x\n5;'=1;7\n6;8;9\n")

    assert table.columns == ("Pay", "Laufbahn: Zeilen", "Laufbahn: Zeile x")
