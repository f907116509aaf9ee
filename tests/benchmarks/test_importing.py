"""Tests of benchmarks/importing.py: from a file to a batch that counts, and back."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection

from benchmarks import importing
from benchmarks.findings import read_findings
from benchmarks.importing import AlreadyImported
from benchmarks.mapping_json import Json
from benchmarks.models import (
    ImportBatch,
    Occupation,
    OccupationAlias,
    SalarySample,
    SetAsideRow,
    Source,
)
from benchmarks.reading.problems import ReadingError
from benchmarks.uploads import KeptFile, clean_name, keep, sweep_unused
from tests.benchmarks.import_files import HEADER, ROWS, csv_of, mapping_of
from tests.factories import make_occupation, make_source

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)

MAPPING = mapping_of()
ADVERTS = mapping_of(source_kind={"constant": "advert"})


def kept(content: bytes, name: str = "answers.csv") -> KeptFile:
    return keep(ContentFile(content), name)


def staged(
    source: Source, *rows: str, mapping: Json = MAPPING, replacing: ImportBatch | None = None
) -> ImportBatch:
    file = kept(csv_of(*rows))
    return importing.stage(
        file, source=source, mapping=mapping, by_id=None, at=NOW, replacing=replacing
    )


def fingerprints(*batches: ImportBatch) -> list[str]:
    samples = SalarySample.objects.filter(batch__in=batches)
    return sorted(str(found) for found in samples.values_list("fingerprint", flat=True))


def test_every_row_becomes_a_sample_or_is_set_aside_with_its_reason(source: Source) -> None:
    batch = staged(source)

    assert batch.state == ImportBatch.State.STAGED
    assert (batch.rows_total, batch.rows_accepted) == (5, 2)
    assert (batch.rows_quarantined, batch.rows_refused) == (1, 2)
    set_aside = SetAsideRow.objects.filter(batch=batch).order_by("row_number")
    assert list(set_aside.values_list("row_number", "decision", "code")) == [
        (4, "refused", "unknown-title"),
        (5, "quarantined", "implausible-pay"),
        (6, "refused", "pay-missing"),
    ]


def test_a_sample_is_stored_as_given_and_per_year(source: Source) -> None:
    batch = staged(source)

    sample = batch.samples.get(row_number=2)
    elsewhere = batch.samples.get(row_number=3)

    assert sample.occupation.name_en == "Data Scientist"
    assert sample.country.code == "DE"
    assert sample.hub is not None
    assert sample.hub.name_en == "Berlin"
    assert (sample.amount, sample.currency, sample.period) == (65_000, "EUR", "year")
    assert sample.yearly_pay == Decimal("65000.00")
    assert sample.observed_on == date(2024, 1, 1)
    assert sample.source_kind == "survey"
    assert elsewhere.hub is None


def test_only_mapped_columns_are_ever_kept(source: Source) -> None:
    batch = staged(source)

    baker = SetAsideRow.objects.get(batch=batch, row_number=4)
    findings = read_findings(batch.findings)

    assert baker.cells == {"Title": "Baker", "Pay": "40000", "City": "Berlin"}
    assert findings.unused_columns == ["Gender"]


def test_the_findings_tell_how_the_file_was_read(source: Source) -> None:
    findings = read_findings(staged(source).findings)

    assert [column.field for column in findings.columns] == ["title", "pay", "city"]
    assert (findings.kind, findings.encoding, findings.delimiter) == ("csv", "utf-8", ";")
    assert [column.field for column in findings.columns if column.evidence] == ["pay"]
    assert findings.unknown_cities == {"Tuttlingen": 1}
    assert findings.rows_in_unknown_cities == 1


def test_a_row_that_does_not_fit_the_columns_is_counted_and_keeps_no_cell(source: Source) -> None:
    batch = staged(source, *ROWS, "Data Scientist;66000;Berlin;f;extra;more")

    ragged = SetAsideRow.objects.get(batch=batch, code="ragged-row")

    assert batch.rows_total == 6
    assert ragged.row_number == 7
    assert ragged.cells == {}


def test_hostile_text_is_stored_as_it_came(source: Source) -> None:
    title = 'a\\tb\\N\\. "<script>" \U0001f600 {value} %s'
    batch = staged(source, f"'{title};65000;Berlin;f", *ROWS)

    row = SetAsideRow.objects.get(batch=batch, row_number=2)

    assert row.values == {"value": f"'{title}"}
    assert row.cells["Title"] == f"'{title}"


def test_the_same_file_comes_in_once(source: Source) -> None:
    first = staged(source)

    with pytest.raises(AlreadyImported) as caught:
        staged(source)

    assert caught.value.batch == first
    assert f"import no. {first.pk}" in caught.value.problem.sentence("en")
    assert ImportBatch.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_eight_uploads_of_one_file_at_once_one_comes_in(source: Source) -> None:
    file = kept(csv_of(*ROWS))

    def upload(_number: int) -> str:
        try:
            importing.stage(file, source=source, mapping=MAPPING, by_id=None, at=NOW)
        except AlreadyImported:
            return "known"
        finally:
            connection.close()
        return "new"

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(upload, range(8)))

    assert outcomes == ["known"] * 7 + ["new"]
    assert SalarySample.objects.count() == 2


def test_the_same_file_may_come_in_for_another_source(source: Source) -> None:
    staged(source)

    other = staged(make_source(slug="another"))

    assert other.rows_accepted == 2


@pytest.mark.parametrize("mapping", [MAPPING, ADVERTS])
def test_the_same_rows_in_another_order_are_nothing_new(source: Source, mapping: Json) -> None:
    rows = [*ROWS, ROWS[0], ROWS[0]]
    first = staged(source, *rows, mapping=mapping)
    second = staged(source, *reversed(rows), mapping=mapping)

    assert fingerprints(first) == fingerprints(second)


def test_equal_answers_are_people_and_equal_adverts_are_one(source: Source) -> None:
    survey = staged(source, *[ROWS[0]] * 3)
    adverts = staged(source, *[ROWS[0]] * 3, "Baker;1;Berlin;f", mapping=ADVERTS)

    assert len(set(fingerprints(survey))) == 3
    assert len(set(fingerprints(adverts))) == 1


def test_a_new_alias_does_not_make_an_old_observation_new(source: Source) -> None:
    first = staged(source, "Data Wizard;65000;Berlin;f", *ROWS)
    importing.discard(first, by_id=None, at=NOW)
    wizard = OccupationAlias(text="Data Wizard", occupation=Occupation.objects.get())
    wizard.save()
    second = staged(source, "Data Wizard;65000;Berlin;f", *ROWS)
    before = fingerprints(second)
    wizard.occupation = make_occupation(code="wizard", name_de="Zauberer", name_en="Wizard")
    wizard.save()

    third = staged(source, "Data Wizard;65000;Berlin;f", *ROWS, replacing=second)

    assert fingerprints(third) == before


def test_a_batch_counts_from_acceptance_until_it_is_undone(source: Source) -> None:
    batch = staged(source)

    accepted = importing.accept(batch, by_id=None, at=NOW)
    undone = importing.undo(batch, by_id=None, at=NOW)
    redone = importing.redo(batch, by_id=None, at=NOW + timedelta(hours=1))

    assert accepted.state == ImportBatch.State.ACCEPTED
    assert undone.state == ImportBatch.State.UNDONE
    assert redone.state == ImportBatch.State.ACCEPTED
    assert redone.decided_at == NOW + timedelta(hours=1)
    assert SalarySample.objects.filter(batch=batch).count() == 2


def test_deciding_twice_changes_nothing_the_second_time(source: Source) -> None:
    batch = staged(source)
    importing.accept(batch, by_id=None, at=NOW)

    again = importing.accept(batch, by_id=None, at=NOW + timedelta(days=1))

    assert again.decided_at == NOW


def test_a_discarded_batch_leaves_no_row_and_lets_its_file_in_again(source: Source) -> None:
    batch = staged(source)

    importing.discard(batch, by_id=None, at=NOW)

    assert not SalarySample.objects.exists()
    assert not SetAsideRow.objects.exists()
    assert staged(source).rows_accepted == 2


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        (importing.discard, importing.accept, "discarded"),
        (importing.accept, importing.discard, "accepted"),
        (importing.discard, importing.undo, "discarded"),
    ],
)
def test_what_was_decided_otherwise_meanwhile_is_said(
    source: Source, first: object, second: object, state: str
) -> None:
    batch = staged(source)
    first(batch, by_id=None, at=NOW)  # type: ignore[operator]

    with pytest.raises(ReadingError) as caught:
        second(batch, by_id=None, at=NOW)  # type: ignore[operator]

    assert caught.value.problem.code == "import-changed-meanwhile"
    assert caught.value.problem.values["state"] == state


def test_a_redo_is_refused_when_the_file_came_in_again(source: Source) -> None:
    first = importing.accept(staged(source), by_id=None, at=NOW)
    importing.undo(first, by_id=None, at=NOW)
    second = staged(source)

    with pytest.raises(ReadingError) as caught:
        importing.redo(first, by_id=None, at=NOW)

    assert caught.value.problem.code == "import-replaced-meanwhile"
    assert caught.value.problem.values["batch"] == str(second.pk)


def test_a_file_can_be_read_again_with_another_mapping(source: Source) -> None:
    first = staged(source)

    second = staged(source, mapping=ADVERTS, replacing=first)

    first.refresh_from_db()
    assert first.state == ImportBatch.State.DISCARDED
    assert set(second.samples.values_list("source_kind", flat=True)) == {"advert"}


def test_a_mistake_leaves_everything_as_it_was(source: Source) -> None:
    first = staged(source)

    with pytest.raises(ReadingError) as caught:
        staged(source, mapping=mapping_of(pay={"column": "Salary"}), replacing=first)

    first.refresh_from_db()
    assert caught.value.problem.code == "mapping-column-unknown"
    assert first.state == ImportBatch.State.STAGED
    assert ImportBatch.objects.count() == 1
    assert SalarySample.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (HEADER.encode(), "no-data-rows"),
        (b"%PDF-1.7 a PDF named .xlsx", "looks-like-pdf"),
        (gzip.compress(b"", mtime=0)[:-4], "looks-like-archive"),
        (gzip.compress(b"", mtime=0), "empty-file"),
    ],
)
def test_a_file_that_is_no_table_is_told_in_one_sentence(
    source: Source, content: bytes, code: str
) -> None:
    file = kept(content, "answers.xlsx")

    with pytest.raises(ReadingError) as caught:
        importing.stage(file, source=source, mapping=MAPPING, by_id=None, at=NOW)

    assert caught.value.problem.code == code
    assert not ImportBatch.objects.exists()


def test_a_packed_csv_is_unpacked(source: Source) -> None:
    file = kept(gzip.compress(csv_of(*ROWS), mtime=0), "answers.csv.gz")

    batch = importing.stage(file, source=source, mapping=MAPPING, by_id=None, at=NOW)

    assert batch.rows_total == 5


@pytest.mark.parametrize(
    ("cell", "form", "expected"),
    [
        ("120.684 €", "de", Decimal(120_684)),
        ("120,684", "en", Decimal(120_684)),
        ("120.684,50", None, Decimal("120684.50")),
        ("120,684.50", None, Decimal("120684.50")),
    ],
)
def test_a_number_is_read_as_its_column_writes_numbers(
    source: Source, cell: str, form: str | None, expected: Decimal
) -> None:
    pay: Json = {"column": "Pay"} | ({"format": form} if form else {})  # type: ignore[assignment]

    batch = staged(source, f"Data Scientist;{cell};Berlin;f", mapping=mapping_of(pay=pay))

    assert batch.samples.get().yearly_pay == expected


@pytest.mark.parametrize("cell", ["120.684 €", "120,684"])
def test_a_number_that_nothing_decides_is_refused_with_both_readings(
    source: Source, cell: str
) -> None:
    batch = staged(source, f"Data Scientist;{cell};Berlin;f")

    refused = SetAsideRow.objects.get(batch=batch)

    assert refused.code == "number-ambiguous"
    assert (refused.values["grouped"], refused.values["decimal"]) == ("120684", "120.684")
    columns = read_findings(batch.findings).columns
    assert [column.field for column in columns if column.is_open] == ["pay"]


def test_rows_of_a_chunk_and_the_next_are_all_there(source: Source) -> None:
    rows = [f"Data Scientist;{65_000 + number};Berlin;f" for number in range(12_001)]
    seen: list[int] = []

    batch = importing.stage(
        kept(csv_of(*rows)),
        source=source,
        mapping=MAPPING,
        by_id=None,
        at=NOW,
        progress=lambda done, _total: seen.append(done),
    )

    assert batch.rows_accepted == 12_001
    assert len(set(fingerprints(batch))) == 12_001
    assert seen == sorted(seen)
    assert len(seen) > 1
    assert seen[-1] == 12_001


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("answers.csv", "answers.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\Lohn.xlsx", "Lohn.xlsx"),
        ('a"\r\nX-Evil: 1.csv', 'a" X-Evil: 1.csv'),
        ("abc\u202egnp.exe", "abc gnp.exe"),
        ("x" * 300 + ".csv", "x" * 130 + "…" + "x" * 15 + ".csv"),
    ],
)
def test_a_file_name_is_cleaned(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_uploads_that_became_no_import_are_swept_after_a_day(source: Source) -> None:
    batch = staged(source)
    waiting = kept(b"never used")
    store = storages["uploads"]
    stored = store.get_modified_time(waiting.stored_as)

    sweep_unused(stored + timedelta(hours=23))
    kept_for_now = store.exists(waiting.stored_as)
    sweep_unused(stored + timedelta(hours=25))

    assert kept_for_now
    assert not store.exists(waiting.stored_as)
    assert store.exists(batch.file.name)
