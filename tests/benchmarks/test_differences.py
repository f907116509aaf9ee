"""What of an import is new: against accepted imports of its source, and within its own file."""

from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile

from benchmarks import importing
from benchmarks.findings import Repetition, read_findings
from benchmarks.mapping_json import Json
from benchmarks.models import ImportBatch, Source
from benchmarks.preview import preview
from benchmarks.preview_text import preview_lines
from benchmarks.uploads import keep
from tests.benchmarks.import_files import csv_of, mapping_of
from tests.factories import make_source

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
SURVEY = mapping_of()
ADVERTS = mapping_of(source_kind={"constant": "advert"})
ANNE, BERT, CLEO = (f"Data Scientist;{pay};Berlin;f" for pay in (65_000, 72_000, 81_000))


def staged(source: Source, *rows: str, mapping: Json = SURVEY) -> ImportBatch:
    file = keep(ContentFile(csv_of(*rows)), "answers.csv")
    return importing.stage(file, source=source, mapping=mapping, by_id=None, at=NOW)


def accepted(source: Source, *rows: str, mapping: Json = SURVEY) -> ImportBatch:
    return importing.accept(staged(source, *rows, mapping=mapping), by_id=None, at=NOW)


def found(batch: ImportBatch) -> Repetition | None:
    return read_findings(batch.findings).repetition


def test_all_usable_rows_of_a_first_file_are_new(source: Source) -> None:
    batch = staged(source, ANNE, BERT, "Baker;40000;Berlin;f")

    assert found(batch) == Repetition(new=2, same=0, repeated=0)


def test_the_same_rows_in_another_order_are_nothing_new(source: Source) -> None:
    accepted(source, ANNE, BERT, CLEO)

    assert found(staged(source, CLEO, ANNE, BERT)) == Repetition(new=0, same=3, repeated=0)


def test_a_further_person_with_an_answer_that_is_known_is_new(source: Source) -> None:
    accepted(source, ANNE, BERT)

    assert found(staged(source, ANNE, ANNE, CLEO)) == Repetition(new=2, same=1, repeated=0)


def test_an_advert_that_stands_three_times_in_a_file_is_one(source: Source) -> None:
    first = accepted(source, BERT, mapping=ADVERTS)
    second = staged(source, ANNE, ANNE, ANNE, BERT, BERT, mapping=ADVERTS)

    assert found(first) == Repetition(new=1, same=0, repeated=0)
    assert found(second) == Repetition(new=1, same=1, repeated=3)


def test_in_a_first_file_equal_adverts_are_one_and_equal_answers_are_people(
    source: Source,
) -> None:
    kinds = ("survey", "advert", "advert")
    rows = [row.replace(";f", f";{kind}") for row in (ANNE, ANNE, BERT) for kind in kinds]

    batch = staged(source, *rows, mapping=mapping_of(source_kind={"column": "Gender"}))

    assert found(batch) == Repetition(new=5, same=0, repeated=4)


@pytest.mark.parametrize("state", ["staged", "undone"])
def test_only_what_counts_makes_a_row_known(source: Source, state: str) -> None:
    batch = accepted(source, ANNE)
    ImportBatch.objects.filter(pk=batch.pk).update(state=state)

    assert found(staged(source, ANNE, BERT)) == Repetition(new=2, same=0, repeated=0)


def test_equal_rows_of_another_source_are_other_people(source: Source) -> None:
    accepted(make_source(slug="another"), ANNE)

    assert found(staged(source, ANNE, BERT)) == Repetition(new=2, same=0, repeated=0)


def test_a_file_without_a_usable_row_has_nothing_new(source: Source) -> None:
    assert found(staged(source, "Baker;40000;Berlin;f")) == Repetition(new=0, same=0, repeated=0)


def test_the_command_line_says_it_too(source: Source) -> None:
    accepted(source, ANNE)

    lines = "\n".join(preview_lines(preview(staged(source, ANNE, BERT))))

    assert (
        "of the usable ones 1 new, 1 the same as in accepted imports of the source,"
        " 0 repeated within the file" in lines
    )


def test_an_import_of_an_earlier_version_is_still_shown(source: Source) -> None:
    batch = staged(source, ANNE)
    del batch.findings["repetition"]

    assert found(batch) is None
    assert "of the usable ones" not in "\n".join(preview_lines(preview(batch)))
