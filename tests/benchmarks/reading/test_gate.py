"""The gate in front of the parser: what it refuses before anything is built, and what it counts."""

import socket
import subprocess
import sys
import zipfile

import pytest

from benchmarks.reading.file_kind import FileKind
from benchmarks.reading.limits import Limits
from benchmarks.reading.problems import ReadingError
from tests.benchmarks.reading import hostile
from tests.benchmarks.reading.corpus import (
    ODS_TYPE,
    XLSM_MAIN,
    Sheet,
    Xml,
    package,
    sheet_rows,
    worksheet,
    xlsx,
    xlsx_of,
    xlsx_parts,
)
from tests.benchmarks.reading.xls_writer import ole, xls

LIMITS = Limits()
LINK = 0o120777 << 16
UNCALCULATED = Xml('<c r="{r}"><f>SUM(B1:B9)</f><v></v></c>')
CALCULATED = Xml('<c r="{r}"><f>1+1</f><v>2</v></c>')
CALCULATED_TO_NOTHING = Xml('<c r="{r}" t="str"><f>""</f><v></v></c>')
DIVIDED_BY_ZERO = Xml('<c r="{r}" t="e"><f>1/0</f><v>#DIV/0!</v></c>')


# --- The container ------------------------------------------------------------------------------


def test_a_bomb_is_refused_by_the_bytes_that_it_unpacks_to(refused):
    assert refused(hostile.flat_bomb()) == "unpacks-too-large"


def test_a_bomb_that_declares_a_small_size_is_counted_all_the_same(refused):
    assert refused(hostile.lying_bomb()) == "unpacks-too-large"


@pytest.mark.parametrize("lie", [(100).to_bytes(4, "little"), b"\xff\xff\xff\x7f"])
def test_a_part_of_another_size_than_declared_is_refused(refused, lie):
    content = hostile.with_entry(lambda entry: None)
    honest = (7).to_bytes(4, "little")  # the size of the entry's content, packed and unpacked
    at = content.rindex(b"PK\x01\x02") + 24

    assert content[at : at + 4] == honest
    assert refused(content[:at] + lie + content[at + 4 :]) == "damaged-workbook"


def test_a_part_of_another_checksum_than_declared_is_refused(refused):
    content = hostile.with_entry(lambda entry: None)
    at = content.rindex(b"PK\x01\x02") + 16

    assert refused(content[:at] + bytes(4) + content[at + 4 :]) == "damaged-workbook"


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc")
@pytest.mark.parametrize("bomb", [hostile.flat_bomb, hostile.lying_bomb, hostile.far_cell])
def test_a_bomb_costs_the_reader_little_memory(tmp_path, bomb):
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(bomb())
    script = """
import re, sys
from pathlib import Path
from benchmarks.reading.problems import ReadingError
from benchmarks.reading.table import open_table
try:
    open_table(Path(sys.argv[1]), filename="x.xlsx")
except ReadingError as error:
    print(error.problem.code)
print(re.search(r"VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1])
"""

    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )

    code, peak_kib = done.stdout.split()
    assert code in ("unpacks-too-large", "far-cell")
    assert int(peak_kib) < 50 * 1024


def test_directory_entries_that_share_their_bytes_are_refused(refused):
    assert refused(hostile.overlapping_parts(100)) == "deceptive-archive"
    assert refused(hostile.same_bytes_under_two_names()) == "deceptive-archive"


def test_a_directory_is_not_read_when_it_lists_too_many_parts(refused):
    assert refused(hostile.overlapping_parts(500)) == "too-many-parts"
    assert refused(hostile.crowded()) == "too-many-parts"


def test_an_archive_of_archives_is_named_as_one(refused):
    assert refused(hostile.nested_bomb()) == "looks-like-archive"


def test_two_archives_in_one_file_are_refused(refused):
    assert refused(hostile.two_archives_in_a_row()) == "damaged-workbook"


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x", "/etc/passwd", "C:\\x.txt", "xl\\..\\..\\x", "xl/../../x"]
)
def test_a_name_that_leaves_the_archive_is_refused(refused, name):
    def climb(entry: zipfile.ZipInfo) -> None:
        entry.filename = name

    assert refused(hostile.with_entry(climb)) == "deceptive-archive"


def test_a_symbolic_link_is_refused(refused):
    def link(entry: zipfile.ZipInfo) -> None:
        entry.external_attr = LINK

    assert refused(hostile.with_entry(link)) == "deceptive-archive"


def test_a_name_in_the_directory_that_differs_from_the_part_is_refused(refused):
    content = xlsx_of([["a"]])
    directory = content.index(b"PK\x01\x02")
    changed = content[directory:].replace(b"xl/styles.xml", b"xl/stylez.xml")

    assert refused(content[:directory] + changed) == "deceptive-archive"


def test_an_encrypted_part_is_called_a_password(refused):
    assert refused(hostile.encrypted_entry()) == "password"


def test_a_file_beyond_the_size_limit_is_refused_unread(refused):
    assert refused(b"PK\x03\x04" + bytes(100), Limits(workbook_bytes=100)) == "file-too-large"


# --- XML ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", hostile.PARTS_OF_XLSX)
def test_a_doctype_is_refused_in_every_part_and_encoding(refused, part, encoding):
    content = hostile.with_doctype(part, "<!DOCTYPE x>", encoding)

    assert refused(content) == "doctype"


def test_entities_that_multiply_are_refused(refused):
    content = hostile.with_doctype("xl/sharedStrings.xml", hostile.billion_laughs())

    assert refused(content) == "doctype"


def test_a_doctype_in_an_ods_is_refused(refused):
    assert refused(hostile.ods_with_doctype()) == "doctype"


@pytest.mark.parametrize("part", hostile.PARTS_OF_XLSX)
def test_external_entities_reach_neither_file_nor_network(inspect, tmp_path, part):
    canary = tmp_path / "canary.txt"
    canary.write_text("the-canary-sang")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        doctype = (
            f'<!DOCTYPE x [<!ENTITY a SYSTEM "{canary.as_uri()}">'
            f'<!ENTITY % b SYSTEM "http://127.0.0.1:{port}/b">%b;]>'
        )

        with pytest.raises(ReadingError) as caught:
            inspect(hostile.with_doctype(part, doctype))

        with pytest.raises(TimeoutError):
            listener.accept()
    assert caught.value.problem.code == "doctype"
    assert "canary" not in caught.value.problem.sentence("en")


def test_a_single_endless_tag_is_refused(refused):
    sheet = worksheet(f'<row r="1" x="{"y" * 4_000_000}"></row>')

    assert refused(xlsx(Sheet(xml=sheet))) == "damaged-workbook"


def test_a_sheet_in_another_encoding_than_the_parser_knows_is_refused(refused):
    sheet = '<?xml version="1.0" encoding="ISO-8859-1"?>' + worksheet(sheet_rows([["ä"]]))

    assert refused(xlsx(Sheet(xml=sheet.encode("latin-1")))) == "damaged-workbook"


def test_a_comment_inside_a_number_is_refused(refused):
    cell = Xml('<c r="{r}"><v>1<!-- -->2</v></c>')

    assert refused(xlsx_of([["a"], [cell]])) == "damaged-workbook"


# --- What the file is ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"xl/workbook.bin": b"x"}, "looks-like-xlsb"),
        ({"Index/Document.iwa": b"x"}, "looks-like-numbers"),
        ({"word/document.xml": "<w/>"}, "looks-like-document"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "looks-like-document"),
        ({"readme.txt": "x"}, "looks-like-archive"),
        ({"xl/workbook2.xml": "<x/>"}, "damaged-workbook"),
        (xlsx_parts(Sheet(), main_type=XLSM_MAIN), "looks-like-macros"),
        (xlsx_parts(Sheet()) | {"xl/vbaProject.bin": b"x"}, "looks-like-macros"),
        (xlsx_parts(Sheet()) | {"content.xml": "<x/>"}, "damaged-workbook"),
        ({"mimetype": ODS_TYPE}, "looks-like-document"),
    ],
)
def test_an_archive_that_is_no_workbook_is_named_for_what_it_is(refused, parts, code):
    assert refused(package(parts)) == code


@pytest.mark.parametrize(
    ("streams", "code"),
    [
        (["EncryptedPackage", "EncryptionInfo"], "password"),
        (["Workbook", "_VBA_PROJECT"], "looks-like-macros"),
        (["WordDocument"], "looks-like-document"),
    ],
)
def test_an_ole_file_is_judged_by_its_streams(refused, streams, code):
    assert refused(ole(streams, b"x"), kind=FileKind.XLS) == code


def test_an_xls_with_a_password_or_old_macros_says_so(refused):
    password = b"\x2f\x00\x02\x00\x00\x00"

    locked = xls([["a"]], before_sheets=password)
    with_macros = xls([["a"]], sheet_kind=1)

    assert refused(locked, kind=FileKind.XLS) == "password"
    assert refused(with_macros, kind=FileKind.XLS) == "looks-like-macros"
