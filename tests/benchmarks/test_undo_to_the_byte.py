"""What imports, undone and redone, leave in the published JSON: the same bytes."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client

from benchmarks import importing
from benchmarks.mapping_json import Json
from benchmarks.models import ImportBatch, SetAsideRow, Source
from benchmarks.quarantine import decide_rows, undo_decision
from benchmarks.releasing import prepare_release, publish_release
from benchmarks.uploads import keep
from tests.benchmarks.import_files import mapping_of

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
LISTS = ("/api/v1/benchmarks/estimates", "/api/v1/benchmarks/contrasts")
_later = count(1)
IDS = mapping_of(row_id={"column": "ID"})


def accepted(source: Source, *rows: str, mapping: Json = IDS) -> ImportBatch:
    content = "\n".join(["ID;Title;Pay;City", *rows, ""]).encode()
    file = keep(ContentFile(content), "answers.csv")
    batch = importing.stage(file, source=source, mapping=mapping, by_id=None, at=NOW)
    return importing.accept(batch, by_id=None, at=NOW + timedelta(minutes=next(_later)))


def rows(first: int, last: int, step: int) -> list[str]:
    return [f"{n};Data Scientist;{50_000 + step * n};Berlin" for n in range(first, last)]


def published() -> list[bytes]:
    """The JSON of a release of just what counts now; the release is taken back again."""
    with transaction.atomic():
        release = prepare_release(by_id=None, at=NOW)
        publish_release(release, at=NOW, by_id=None)
        found = [Client().get(address).content for address in LISTS]
        transaction.set_rollback(True)
    assert b'"n":' in found[0]
    return found


@pytest.mark.parametrize("mapping", [IDS, mapping_of()], ids=["with ids", "without"])
def test_an_undo_after_a_later_import_leaves_not_a_byte(source: Source, mapping: Json) -> None:
    first = accepted(source, *rows(0, 30, 1_000), mapping=mapping)
    first_alone = published()
    later = accepted(source, *rows(20, 50, 1_100), mapping=mapping)
    both = published()

    importing.undo(later, by_id=None, at=NOW)
    assert published() == first_alone != both
    importing.redo(later, by_id=None, at=NOW + timedelta(days=1))
    assert published() == both
    importing.undo(first, by_id=None, at=NOW)
    assert published() not in (both, first_alone)
    importing.redo(first, by_id=None, at=NOW + timedelta(days=2))
    assert published() == both


def test_an_undone_decision_leaves_not_a_byte(source: Source) -> None:
    batch = accepted(source, *rows(0, 30, 1_000), "a;Data Scientist;ca. 99000;Berlin")
    before = published()

    decision = decide_rows(
        batch, SetAsideRow.objects.all(), "as_it_is", by_id=None, at=NOW, why="As it says."
    )
    between = published()
    undo_decision(decision, by_id=None, at=NOW)

    assert published() == before != between
