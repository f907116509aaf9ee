"""What becomes of a workbook too large, too slow, damaged, or deadly to its parser."""

import subprocess
from pathlib import Path

import pytest

from benchmarks.reading import workbook
from benchmarks.reading.file_kind import FileKind
from benchmarks.reading.limits import MIB, Limits
from benchmarks.reading.problems import ReadingError
from tests.benchmarks.reading import hostile
from tests.benchmarks.reading.corpus import (
    Sheet,
    ods,
    ods_rows,
    ods_table,
    worksheet,
    xlsx,
    xlsx_of,
)
from tests.benchmarks.reading.xls_writer import xls

# --- Limits and deaths of the parser ------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (hostile.far_cell(), "far-cell"),
        (xlsx_of([["a"], *[[1]] * 20]), "too-many-rows"),
        (xlsx_of([["a"] * 6]), "too-many-columns"),
        (xlsx_of([["a"] * 5] * 9), "too-many-cells"),
    ],
)
def test_a_sheet_beyond_a_limit_is_refused_with_its_measure(refusal_of, content, code):
    limits = Limits(workbook_rows=10, columns=5, table_cells=40)

    assert refusal_of(content, limits=limits).code == code


def test_repeated_content_of_an_ods_is_refused_unbuilt(refusal_of):
    row = (
        '<table:table-row table:number-rows-repeated="20000"><table:table-cell'
        ' office:value-type="float" office:value="1" table:number-columns-repeated="{}"/>'
        "</table:table-row>"
    )

    assert refusal_of(ods(ods_table(row.format(1000)))).code == "too-many-columns"
    assert refusal_of(ods(ods_table(row.format(250) * 10))).code == "too-many-cells"
    assert refusal_of(ods(ods_table(row.format(1) * 20))).code == "too-many-rows"


def test_a_parser_out_of_memory_is_a_sentence(refusal_of):
    content = hostile.cheap_references()
    limits = Limits(memory_bytes=256 * MIB)

    assert len(content) < 2 * MIB
    assert refusal_of(content, limits=limits).code == "needs-too-much-memory"


def test_a_parser_that_hangs_is_ended_and_told(refusal_of, monkeypatch, tmp_path):
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(workbook.workbook_child, "__file__", str(sleeper))

    assert refusal_of(xlsx_of([["a"]]), limits=Limits(seconds=1)).code == "takes-too-long"


@pytest.mark.parametrize(
    ("death", "code"),
    [
        ("os.abort()", "needs-too-much-memory"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "needs-too-much-memory"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "damaged-workbook"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "takes-too-long"),
        ("sys.exit(1)", "damaged-workbook"),
    ],
)
def test_every_death_of_the_parser_is_a_sentence(refusal_of, monkeypatch, tmp_path, death, code):
    script = tmp_path / "dying.py"
    script.write_text(f"import os, signal, sys\n{death}")
    monkeypatch.setattr(workbook.workbook_child, "__file__", str(script))

    assert refusal_of(xlsx_of([["a"]])).code == code


def test_a_parser_that_finds_fewer_cells_than_the_gate_is_not_believed(
    refusal_of, monkeypatch, tmp_path
):
    script = tmp_path / "forgetful.py"
    counted = '{"rows":2,"cells":2,"numbers":1,"columns":[0]}'
    script.write_text(f'print(\'{{"left":0}}\\n[["a"],[1.0]]\\n{counted}\')')
    monkeypatch.setattr(workbook.workbook_child, "__file__", str(script))

    problem = refusal_of(xlsx_of([["a"], [1], [2]]))

    assert problem.code == "counts-differ"
    assert (problem.values["found"], problem.values["expected"]) == ("2", "3")


def test_two_cells_of_one_address_do_not_reconcile(refusal_of):
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'

    assert refusal_of(xlsx(Sheet(xml=worksheet(rows)))).code == "counts-differ"


def test_the_parser_sees_neither_our_environment_nor_our_files(open_content, monkeypatch):
    seen: dict[str, object] = {}
    real_run = subprocess.run

    def watch(command: list[str], **named: object) -> subprocess.CompletedProcess[bytes]:
        seen.update(named, command=command)
        return real_run(command, **named)

    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    monkeypatch.setattr(workbook.subprocess, "run", watch)

    open_content(xlsx_of([["a"]]))

    assert seen["env"] == {}
    assert "-I" in seen["command"]
    assert seen.get("close_fds", True) is True
    assert "pass_fds" not in seen


def test_nothing_stays_open_after_a_refusal(refusal_of):
    before = _open_files()

    for content in (hostile.far_cell(), xlsx(Sheet()), b"PK\x03\x04"):
        refusal_of(content)

    assert _open_files() == before


def _open_files() -> int:
    listing = Path("/proc/self/fd")
    return len(list(listing.iterdir())) if listing.exists() else 0


# --- Damage -------------------------------------------------------------------------------------

WHOLE = {
    FileKind.XLSX: xlsx(Sheet(rows=[["Beruf", "Gehalt"], ["Prüfer", 50000]]), shared=["x"]),
    FileKind.ODS: ods(ods_table(ods_rows([["Beruf", "Gehalt"], ["Prüfer", 50000]]))),
    FileKind.XLS: xls([["Beruf", "Gehalt"], ["Prüfer", 50000]]),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_cut_anywhere_is_refused_with_a_sentence(refusal_of, kind):
    whole = WHOLE[kind]
    magic = FileKind.XLS if kind is FileKind.XLS else FileKind.XLSX
    lengths = {len(whole) * percent // 100 for percent in range(1, 100)} | {len(whole) - 1}

    for length in sorted(lengths - set(range(513 if kind is FileKind.XLS else 8))):
        cut = whole[:length]
        if kind is FileKind.XLS and length > 1024 + 4096 - 512:
            continue  # what is missing is the padding behind the last record
        assert refusal_of(cut, kind=magic).code in ("damaged-workbook", "looks-like-document")


@pytest.mark.parametrize("kind", WHOLE)
def test_changed_bytes_give_rows_or_a_sentence_and_never_a_trace(open_content, kind):
    whole = WHOLE[kind]
    magic = FileKind.XLS if kind is FileKind.XLS else FileKind.XLSX
    step = max(len(whole) // 40, 1)

    for position in range(0, len(whole), step):
        changed = whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :]
        try:
            sheet = open_content(changed, kind=magic)
        except ReadingError:
            continue
        assert next(sheet.batches(10)).rows
