"""Tests of manage.py import_samples."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from benchmarks.models import ImportBatch, SalarySample, Source
from tests.benchmarks.import_files import HEADER, csv_of, mapping_text


def run(
    tmp_path: Path, content: bytes, rules: str, *, name: str = "answers.csv", **options: object
) -> str:
    file = tmp_path / name
    file.write_bytes(content)
    (tmp_path / "mapping.json").write_text(rules, encoding="utf-8")
    out = StringIO()
    arguments = {"source": "pay-survey", "mapping": str(tmp_path / "mapping.json"), "stdout": out}
    call_command("import_samples", str(file), **(arguments | options))
    return out.getvalue()


def sentence_of(tmp_path: Path, content: bytes, rules: str, **options: object) -> str:
    with pytest.raises(CommandError) as caught:
        run(tmp_path, content, rules, **options)
    assert not ImportBatch.objects.exists()
    return str(caught.value)


def test_the_preview_is_printed_and_nothing_counts_yet(source: Source, tmp_path: Path) -> None:
    printed = run(tmp_path, csv_of(), mapping_text())

    assert "5 rows = 2 usable + 1 in quarantine + 2 refused" in printed
    assert "1 refused: Unknown job titles\n  “Baker” 1\n  row 4: The job title “Baker”" in printed
    assert "row 5: 5,000 EUR per year is outside of what counts for Germany" in printed
    assert "Likely meant as a month’s pay (60,000) or a digit lost (50,000)" in printed
    assert "row 2: Data Scientist, Berlin, level unknown, 2024-01-01, survey, €65,000" in printed
    assert "Nothing counts yet" in printed
    assert ImportBatch.objects.get().state == ImportBatch.State.STAGED


def test_accept_lets_the_samples_count(source: Source, tmp_path: Path) -> None:
    printed = run(tmp_path, csv_of(), mapping_text(), accept=True)

    assert "Accepted" in printed
    assert ImportBatch.objects.get().state == ImportBatch.State.ACCEPTED


def test_a_second_run_changes_nothing_and_says_so(source: Source, tmp_path: Path) -> None:
    run(tmp_path, csv_of(), mapping_text(), accept=True)

    printed = run(tmp_path, csv_of(), mapping_text(), accept=True)

    assert "This file has already been imported, on " in printed
    assert "0 new rows" in printed
    assert SalarySample.objects.count() == 2


def test_a_second_run_can_accept_what_the_first_one_left_waiting(
    source: Source, tmp_path: Path
) -> None:
    run(tmp_path, csv_of(), mapping_text())

    run(tmp_path, csv_of(), mapping_text(), accept=True)

    assert ImportBatch.objects.get().state == ImportBatch.State.ACCEPTED


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "answers.csv", "The file is empty."),
        (HEADER.encode(), "answers.csv", "There are no data below the header (row 1)."),
        (b"%PDF-1.7\n%...", "answers.xlsx", "The file is a PDF"),
        (b"PK\x03\x04 not really a zip", "answers.xlsx", "The file is damaged or incomplete."),
    ],
)
def test_a_file_that_is_no_table_ends_in_one_sentence(
    source: Source, tmp_path: Path, content: bytes, name: str, sentence: str
) -> None:
    assert sentence_of(tmp_path, content, mapping_text(), name=name).startswith(sentence)


def test_an_unknown_column_is_told_with_those_that_exist(source: Source, tmp_path: Path) -> None:
    said = sentence_of(tmp_path, csv_of(), mapping_text(pay={"column": "Salary"}))

    assert said == (
        "The column “Salary”, which the mapping names for “pay”, is not in the file. "
        "There are: Title · Pay · City · Gender."
    )


def test_a_mapping_that_cannot_be_read_ends_in_one_sentence(source: Source, tmp_path: Path) -> None:
    said = sentence_of(tmp_path, csv_of(), '{"version": 1,}')

    assert said.startswith("The mapping is not valid JSON: error in line 1, character ")


def test_missing_files_are_named(source: Source, tmp_path: Path) -> None:
    said = sentence_of(tmp_path, csv_of(), mapping_text(), mapping=str(tmp_path / "none.json"))

    assert said == f"“{tmp_path / 'none.json'}” can’t be read: No such file or directory."


def test_an_unknown_source_is_answered_with_the_known_ones(source: Source, tmp_path: Path) -> None:
    said = sentence_of(tmp_path, csv_of(), mapping_text(), source="pay-surveys")

    assert said == "There is no source “pay-surveys”. There are: pay-survey."


@pytest.mark.parametrize(
    ("cell", "form", "stored"), [("120.684 €", "de", "€120,684"), ("120,684", "en", "€120,684")]
)
def test_the_same_digits_are_read_as_their_column_writes_them(
    source: Source, tmp_path: Path, cell: str, form: str, stored: str
) -> None:
    mapping = mapping_text(pay={"column": "Pay", "format": form})

    printed = run(tmp_path, csv_of(f"Data Scientist;{cell};Berlin;f"), mapping)

    assert f"{stored} per year" in printed
