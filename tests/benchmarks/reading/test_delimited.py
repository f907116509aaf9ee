"""Delimited text: which delimiter, which quotes, and cells exactly as they stand."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reading.delimited import DelimitedFile
from benchmarks.reading.dialect import ONE_COLUMN, Dialect, find_dialect
from benchmarks.reading.problems import ReadingError
from benchmarks.reading.text_encoding import inspect_text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "upload.csv"


@pytest.fixture
def dialect_of(path):
    def dialect_of(text: str, **chosen: str) -> Dialect:
        path.write_bytes(text.encode())
        return find_dialect(path, inspect_text(path), **chosen)

    return dialect_of


@pytest.fixture
def records_of(path):
    def records_of(text: str, **chosen: str) -> list[list[str]]:
        path.write_bytes(text.encode())
        return read(path, **chosen)

    return records_of


def read(path: Path, **chosen: str) -> list[list[str]]:
    facts = inspect_text(path)
    file = DelimitedFile(path=path, facts=facts, dialect=find_dialect(path, facts, **chosen))
    return [record for batch in file.batches(3) for record in batch.rows]


# --- The delimiter ------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_that_cuts_all_rows_alike_is_found(dialect_of, delimiter):
    rows = [["Beruf", "Ort", "Gehalt"], ["Koch", "Köln", "30000"], ["Arzt", "Ulm", "90000"]]

    dialect = dialect_of("\n".join(delimiter.join(row) for row in rows))

    assert (dialect.delimiter, dialect.notes) == (delimiter, ())


def test_decimal_commas_do_not_make_the_comma_the_delimiter(dialect_of):
    text = "Beruf;Gehalt\nKoch;30.000,50\nArzt;90.000,00\n"

    assert dialect_of(text).delimiter == ";"


def test_commas_in_quotes_do_not_cut(records_of):
    text = 'title,city\n"Engineer, Senior","Berlin, Germany"\nCook,Ulm\n'

    assert records_of(text)[1] == ["Engineer, Senior", "Berlin, Germany"]


def test_lists_inside_cells_do_not_cut(dialect_of):
    text = "title,skills\nDev,a;b;c\nOps,d;e\nQA,f;g;h;i\n"

    assert dialect_of(text).delimiter == ","


@pytest.mark.parametrize(
    "text",
    [
        "Beruf\nKoch\nArzt\n",
        "Gehalt\n65.000,50\n70.000,00\n80.000,10\n",
        "title\nEngineer, Senior\nCook\nNurse\nChef, Head\n",
        "Beruf",
    ],
)
def test_a_file_of_one_column_has_no_delimiter(dialect_of, text):
    assert dialect_of(text).delimiter == ONE_COLUMN


def test_a_preamble_and_a_ragged_row_do_not_hide_the_delimiter(dialect_of):
    rows = "".join(f"Koch {number};Ulm;30000\n" for number in range(20))
    text = f"Gehaltsumfrage 2024, Stand: 1.2.\n\nBeruf;Ort;Gehalt\n{rows}Arzt;Ulm\n"

    assert dialect_of(text).delimiter == ";"


def test_many_ragged_rows_do_not_turn_a_wide_table_into_one_column(dialect_of):
    text = "a;b;c;d\n1;2;3;4\n" + "1;2\n1;2;3\n1;2;3;4;5\n1;2;3;4\n1;2;3;4\n"

    assert dialect_of(text).delimiter == ";"


def test_a_delimiter_that_cuts_few_rows_alike_is_told(dialect_of):
    text = "a;b;c\n" + "1;2;3\n" * 6 + "1;2\n" * 3

    (note,) = dialect_of(text).notes

    assert (note.code, note.values) == ("delimiter-uncertain", {"delimiter": ";", "share": "70"})


def test_a_separator_line_is_honoured_and_is_no_row(records_of):
    for first in ("sep=|", '"sep=|"', "SEP=|"):
        assert records_of(f"{first}\r\na;b|c\r\n1;2|3\r\n") == [["a;b", "c"], ["1;2", "3"]]


def test_a_chosen_delimiter_wins(records_of):
    assert records_of("a;b,c\n1;2,3\n", delimiter=",") == [["a;b", "c"], ["1;2", "3"]]
    assert records_of("a;b\n1;2\n", delimiter="") == [["a;b"], ["1;2"]]


@pytest.mark.parametrize("delimiter", ['"', "ab", "a", "\n", "\0", "\\"])
def test_what_cannot_be_a_delimiter_is_refused(dialect_of, delimiter):
    with pytest.raises(ReadingError) as caught:
        dialect_of("a;b\n1;2\n", delimiter=delimiter)

    assert caught.value.problem.code == "unknown-delimiter"


# --- Quotes and lines ---------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_read(records_of, ending):
    assert records_of(ending.join(["a;b", "1;2", "3;4"])) == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_a_newline_in_quotes_stays_in_its_cell(records_of):
    assert records_of('a;b\n"x\r\ny";2\n')[1] == ["x\r\ny", "2"]


def test_doubled_quotes_are_one(records_of):
    assert records_of('a;b\n"say ""hi""";2\n')[1] == ['say "hi"', "2"]


def test_quotes_escaped_by_a_backslash_are_read(records_of):
    text = 'a,b\n"say \\"hi, you\\"",2\n"x\\", y",3\n'

    assert records_of(text) == [["a", "b"], ['say "hi, you"', "2"], ['x", y', "3"]]


def test_single_quotes_around_every_name_are_quotes(records_of):
    assert records_of("'a'\t'b'\n'x\ty'\t2\n") == [["a", "b"], ["x\ty", "2"]]


def test_apostrophes_are_no_quotes(records_of):
    assert records_of("a;b\n'round;2\nrock 'n' roll;3\n") == [
        ["a", "b"],
        ["'round", "2"],
        ["rock 'n' roll", "3"],
    ]


def test_inch_marks_are_no_quotes_where_quotes_would_swallow_rows(records_of):
    text = "a\tb\n" + '"5\tx\n' + "6\ty\n" * 10 + '7"\tz\n'

    assert records_of(text)[1] == ['"5', "x"]


def test_a_quotation_mark_left_open_is_an_error_even_where_the_width_fits(path):
    path.write_text('a;b\n1;2\n3;"four\n5;6\n7;8\n')

    with pytest.raises(ReadingError) as caught:
        read(path, quotechar='"')

    assert caught.value.problem.code == "quote-not-closed"
    assert caught.value.problem.values == {"row": "3"}


def test_a_cell_beyond_the_limit_names_its_row(path):
    path.write_text("a;b\n1;2\n3;" + "x" * 200_000 + "\n")

    with pytest.raises(ReadingError) as caught:
        read(path)

    assert caught.value.problem.code == "text-cell-too-long"
    assert caught.value.problem.values["row"] == "3"


def test_a_long_cell_within_the_limit_is_read_whole(records_of):
    long = "x" * 131_072

    assert records_of(f"a;b\n{long};2\n")[1] == [long, "2"]


def test_nothing_in_a_cell_is_interpreted(records_of):
    hostile = ["=1+1", "+49", "-5", "@x", "＝1", "{{7*7}}", "%s", "<script>", "‮x", "😀", "' OR 1"]
    text = "title\tnote\n" + "".join(f"{cell}\tn\n" for cell in hostile)

    assert [record[0] for record in records_of(text)[1:]] == hostile


CELLS = st.text(st.characters(exclude_characters="\0\r\x1e\x1f", exclude_categories=["Cs"]))


@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=20),
    delimiter=st.sampled_from([";", ",", "\t", "|"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_whatever_is_written_with_quotes_is_read_back_to_the_letter(
    tmp_path_factory, rows, delimiter, line_end, encoding
):
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerows([["title", "city", "pay"], *rows])
    path = tmp_path_factory.mktemp("written") / "upload.csv"
    path.write_bytes(buffer.getvalue().encode(encoding))

    assert read(path, delimiter=delimiter, quotechar='"')[1:] == rows
