"""A source's own row ids: changed rows replace what they said before, and each step is undone."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.core.files.base import ContentFile

from benchmarks import importing
from benchmarks.differences import compare_again, is_outdated
from benchmarks.findings import Repetition, read_findings
from benchmarks.mapping_json import Json, mapping_as_json, read_mapping
from benchmarks.models import ComparedRows, ImportBatch, SetAsideRow, Source
from benchmarks.observed import read_observed
from benchmarks.reading.problems import ReadingError
from benchmarks.uploads import keep
from tests.benchmarks.import_files import mapping_of
from tests.factories import make_source

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
_later = count(1)
IDS = mapping_of(row_id={"column": "ID"})
ADVERTS = mapping_of(row_id={"column": "ID"}, source_kind={"constant": "advert"})
WITHOUT = mapping_of()


def row(row_id: object, pay: int) -> str:
    return f"{row_id};Data Scientist;{pay};Berlin"


def staged(source: Source, *rows: str, mapping: Json = IDS) -> ImportBatch:
    content = "\n".join(["ID;Title;Pay;City", *rows, ""]).encode()
    file = keep(ContentFile(content), "answers.csv")
    return importing.stage(file, source=source, mapping=mapping, by_id=None, at=NOW)


def accept(batch: ImportBatch) -> ImportBatch:
    return importing.accept(batch, by_id=None, at=NOW + timedelta(minutes=next(_later)))


def accepted(source: Source, *rows: str, mapping: Json = IDS) -> ImportBatch:
    return accept(staged(source, *rows, mapping=mapping))


def undo(batch: ImportBatch) -> None:
    importing.undo(batch, by_id=None, at=NOW + timedelta(minutes=next(_later)))


def redo(batch: ImportBatch) -> None:
    importing.redo(batch, by_id=None, at=NOW + timedelta(minutes=next(_later)))


def pays() -> list[float]:
    return sorted(read_observed().observations.pay.tolist())


def found(batch: ImportBatch) -> Repetition:
    repetition = read_findings(batch.findings).repetition
    assert repetition
    return repetition


def compared(*, new: int = 0, changed: int = 0, same: int = 0, repeated: int = 0) -> Repetition:
    return Repetition(
        new=new, changed=changed, same=same, repeated=repeated, in_another_year=0, without_id=0
    )


def rows_of(batch: ImportBatch, verdict: str) -> Sequence[int]:
    lists = ComparedRows.objects.filter(batch=batch, verdict=verdict).order_by("place")
    return [number for one in lists for number in one.row_numbers]


def test_a_row_with_a_known_id_and_other_content_is_changed(source: Source) -> None:
    accepted(source, row("a", 60_000), row("b", 61_000), row("c", 62_000))

    batch = staged(source, row("d", 64_000), row("b", 66_000), row("a", 60_000))

    assert found(batch) == compared(new=1, changed=1, same=1)
    assert [rows_of(batch, verdict) for verdict in ("new", "changed", "same")] == [[2], [3], [4]]
    (changed,) = ComparedRows.objects.filter(batch=batch, verdict="changed")
    former = ImportBatch.objects.order_by("pk")[0].samples.get(row_number=3)
    assert changed.former == [former.pk]


def test_accepting_replaces_the_former_observation_and_undo_brings_it_back(source: Source) -> None:
    first = accepted(source, row("a", 60_000), row("b", 61_000))
    before = read_observed().sha256()
    second = staged(source, row("b", 66_000), row("c", 67_000))
    expected = read_observed(and_batch=second.pk).sha256()

    accept(second)
    both = read_observed().sha256()

    assert (pays(), both) == ([60_000, 66_000, 67_000], expected)
    undo(second)
    assert (pays(), read_observed().sha256()) == ([60_000, 61_000], before)
    redo(second)
    assert read_observed().sha256() == both
    undo(first)
    assert pays() == [66_000, 67_000]
    redo(first)  # accepted before the second, and so it stays the older reading
    assert (pays(), read_observed().sha256()) == ([60_000, 66_000, 67_000], both)


def test_what_was_accepted_last_counts_whichever_came_in_first(source: Source) -> None:
    first = staged(source, row("a", 60_000))
    accepted(source, row("a", 65_000))

    accept(first)

    assert pays() == [60_000]


def test_the_chain_of_changes_is_undone_link_by_link(source: Source) -> None:
    batches = [accepted(source, row("a", pay)) for pay in (60_000, 61_000, 62_000)]

    undo(batches[1])
    assert pays() == [62_000]
    undo(batches[2])
    assert pays() == [60_000]
    redo(batches[1])
    assert pays() == [61_000]


def test_people_with_ids_and_equal_answers_count_each(source: Source) -> None:
    accepted(source, row("a", 60_000), row("b", 60_000))
    batch = staged(source, row("b", 60_000), row("c", 60_000))

    assert found(batch) == compared(new=1, same=1)
    accept(batch)
    assert pays() == [60_000] * 3


def test_equal_adverts_are_one_whatever_their_ids(source: Source) -> None:
    accepted(source, row("a", 60_000), mapping=ADVERTS)
    batch = staged(source, row("b", 60_000), row("c", 61_000), row("d", 61_000), mapping=ADVERTS)

    assert found(batch) == compared(new=1, same=1, repeated=1)
    accept(batch)
    assert pays() == [60_000, 61_000]


@pytest.mark.parametrize(("first", "second"), [(WITHOUT, IDS), (IDS, WITHOUT)])
def test_rows_find_themselves_in_a_file_that_was_read_without_ids(
    source: Source, first: Json, second: Json
) -> None:
    rows = [row("a", 60_000), row("b", 60_000), row("c", 61_000)]
    earlier = accepted(source, *rows, mapping=first)
    batch = staged(source, *reversed(rows), row("d", 70_000), mapping=second)

    repetition = found(batch)

    assert (repetition.new, repetition.same) == (1, 3)
    assert repetition.changed == (0 if second is IDS else None)
    accept(batch)
    assert pays() == [60_000, 60_000, 61_000, 70_000]
    undo(earlier)
    assert pays() == [60_000, 60_000, 61_000, 70_000]


def test_the_same_rows_in_another_order_are_nothing_new(source: Source) -> None:
    rows = [row("a", 60_000), row("b", 60_000), row("c", 61_000)]
    accepted(source, *rows)

    assert found(staged(source, *reversed(rows))) == compared(same=3)


def test_a_row_that_stands_twice_with_its_id_is_repeated(source: Source) -> None:
    batch = staged(source, row("a", 60_000), row("a", 60_000))

    assert found(batch) == compared(new=1, repeated=1)
    accept(batch)
    assert pays() == [60_000]


def test_rows_of_one_id_that_differ_are_all_refused_in_any_order(source: Source) -> None:
    rows = [row(number, 60_000 + number) for number in range(30)] + [row(7, 90_000)]
    batch = staged(source, *rows)

    refused = SetAsideRow.objects.filter(batch=batch).order_by("row_number")

    assert [(one.row_number, one.code) for one in refused] == [
        (9, "row-id-twice"),
        (32, "row-id-twice"),
    ]
    assert refused[0].cells == {
        "Title": "Data Scientist",
        "Pay": "60007",
        "City": "Berlin",
        "ID": "7",
    }
    assert (batch.rows_total, batch.rows_accepted, batch.rows_refused) == (31, 29, 2)
    assert found(batch) == compared(new=29)


def test_a_column_whose_values_recur_is_no_row_id(source: Source) -> None:
    with pytest.raises(ReadingError) as caught:
        staged(source, *(row(number % 5, 60_000 + number) for number in range(30)))

    problem = caught.value.problem
    assert (problem.code, problem.values["twins"], problem.values["rows"]) == (
        "row-id-of-many",
        "30",
        "30",
    )
    assert "rows 2 and 7" in problem.sentence("en")
    assert not ImportBatch.objects.exists()


def test_rows_without_an_id_are_told_apart_by_what_they_say(source: Source) -> None:
    accepted(source, row("", 60_000), row("n/a", 61_000), row("a", 62_000))
    batch = staged(source, row("", 60_000), row("a", 62_000), row(" ", 63_000))

    assert (found(batch).new, found(batch).same, found(batch).without_id) == (1, 2, 2)
    accept(batch)
    assert pays() == [60_000, 61_000, 62_000, 63_000]


def test_a_change_to_another_year_is_counted_as_a_warning(source: Source) -> None:
    accepted(source, row(1, 60_000), row(2, 61_000))
    next_year = mapping_of(row_id={"column": "ID"}, observed_on={"constant": "2025"})

    batch = staged(source, row(1, 64_000), row(3, 61_000), mapping=next_year)

    assert (found(batch).changed, found(batch).in_another_year) == (1, 1)


def test_without_a_row_id_nobody_claims_to_know_changes(source: Source) -> None:
    accepted(source, row("a", 60_000), mapping=WITHOUT)

    assert found(staged(source, row("a", 61_000), mapping=WITHOUT)) == Repetition(
        new=1, same=0, repeated=0
    )


def test_ids_of_another_source_are_other_rows(source: Source) -> None:
    accepted(make_source(slug="another"), row("a", 60_000))

    assert found(staged(source, row("a", 61_000))) == compared(new=1)


def test_a_comparison_that_others_outdated_is_made_anew(source: Source) -> None:
    batch = staged(source, row("a", 61_000))
    fresh = is_outdated(batch, found(batch))
    accepted(source, row("a", 60_000))

    assert (fresh, is_outdated(batch, found(batch))) == (False, True)
    compare_again(batch)
    batch.refresh_from_db()
    assert found(batch) == compared(changed=1)
    assert not is_outdated(batch, found(batch))


def test_a_discarded_import_leaves_no_comparison(source: Source) -> None:
    importing.discard(staged(source, row("a", 60_000)), by_id=None, at=NOW)

    assert not ComparedRows.objects.exists()


def test_the_mapping_names_a_row_id_as_one_column() -> None:
    assert mapping_as_json(read_mapping(IDS))["fields"]["row_id"] == {"column": "ID"}  # type: ignore[index, call-overload]
    for wrong in ({"constant": "7"}, {"column": "ID", "values": {}}, [{"column": "a"}] * 2):
        with pytest.raises(ReadingError):
            read_mapping(mapping_of(row_id=wrong))  # type: ignore[arg-type]
