"""Which row names the columns, under titles, notes and blank rows."""

from datetime import date
from decimal import Decimal

import pytest

from benchmarks.reading.header import column_names, find_header
from benchmarks.reading.problems import ReadingError

DATA = [["Koch", "Ulm", "30000"], ["Arzt", "Köln", "90.000,00 €"], ["Prüfer", "Bonn", ""]]
HEADER = ["Beruf", "Ort", "Gehalt"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([HEADER, *DATA], 0),
        ([["Gehaltsumfrage 2024", "", ""], ["", "", ""], HEADER, *DATA], 2),
        ([["Titel"], [], ["Stand: 01.02.2024"], HEADER, *DATA], 3),
        ([["Beruf", "Ort", None], ["Koch", "Ulm", Decimal(30000)]], 0),
        ([["Beruf"], ["Koch"], ["Arzt"]], 0),
        ([HEADER, ["Koch", "Ulm", "viel"], ["Arzt", "Köln", "mehr"]], 0),
        ([["Land", "2019", "2020", "2021"], ["DE", "1", "2", "3"], ["AT", "4", "5", "6"]], 0),
        ([[None, None, "low", "high"], ["x", "y", Decimal(1), Decimal(2)]], 0),
        ([["Am", "Gehalt"], [date(2024, 1, 2), Decimal(1)], [date(2024, 1, 3), Decimal(2)]], 0),
        ([["a", "b", "c", "d", "0"], ["1", "", "", "", ""], ["2", "3", "", "", ""]], 0),
        ([["Umfrage", "", "", "", ""], ["a", "b", "c", "", "e"], ["1", "2", "3", "4", "5"]], 1),
    ],
)
def test_the_header_is_found(rows, expected):
    assert find_header(rows) == expected


@pytest.mark.parametrize(
    "rows",
    [
        [["Koch", "30000", "1"], ["Arzt", "90000", "2"]],
        [["2022", "EX", "FT", "Consultant", "120000", "USD", "120000", "PL", "0", "PL", "S"]],
        [[Decimal(1), Decimal(2)], [Decimal(3), Decimal(4)]],
        [],
        [["", None]],
    ],
)
def test_rows_without_names_are_refused_rather_than_taken_for_names(rows):
    with pytest.raises(ReadingError) as caught:
        find_header(rows)

    assert caught.value.problem.code == "no-header"


def test_a_long_hostile_cell_takes_no_long_time():
    rows = [["1" + " ." * 100_000 + "x", "b"], ["c", "d"]]

    assert find_header(rows) == 0


def test_names_are_taken_as_written_and_blanks_named_by_letter():
    header = ["Position ", None, "Zahl\nder Jahre", "", Decimal(2019)]

    assert column_names(header, ["A", "B", "D", "E", "F", "G"]) == (
        "Position ",
        "(B)",
        "Zahl\nder Jahre",
        "(E)",
        "2019",
        "(G)",
    )


def test_names_that_occur_twice_are_refused_by_name():
    with pytest.raises(ReadingError) as caught:
        column_names(["Gehalt", "Ort", "Gehalt ", "Ort", "x"], ["A", "B", "C", "D", "E"])

    assert caught.value.problem.code == "duplicate-headers"
    assert caught.value.problem.values == {"names": '"Gehalt", "Ort"'}
