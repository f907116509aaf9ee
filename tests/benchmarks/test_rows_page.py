"""The rows of an import by kind and reason, a page at a time; and the log of what was done."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from benchmarks import importing
from benchmarks.mapping_json import Json
from benchmarks.models import ImportBatch, ImportEvent, SetAsideRow, Source
from benchmarks.quarantine import decide_rows, undo_decision
from benchmarks.uploads import keep
from config.roles import bring_roles_up_to_date
from tests.benchmarks.import_files import mapping_of

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
IDS = mapping_of(row_id={"column": "ID"})


def row(row_id: object, pay: object, title: str = "Data Scientist") -> str:
    return f"{row_id};{title};{pay};Berlin"


def staged(source: Source, *rows: str, mapping: Json = IDS) -> ImportBatch:
    content = "\n".join(["ID;Title;Pay;City", *rows, ""]).encode()
    file = keep(ContentFile(content), "answers.csv")
    return importing.stage(file, source=source, mapping=mapping, by_id=None, at=NOW)


def accepted(source: Source, *rows: str) -> ImportBatch:
    return importing.accept(staged(source, *rows), by_id=None, at=NOW)


@pytest.fixture
def analyst() -> Client:
    bring_roles_up_to_date()
    user = User.objects.create_user("anna", is_staff=True)
    user.groups.add(Group.objects.get(name="analyst"))
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def rows_of(batch: ImportBatch) -> str:
    return reverse("admin:benchmarks_importbatch_rows", args=[batch.pk])


def preview_of(batch: ImportBatch) -> str:
    return reverse("admin:benchmarks_importbatch_change", args=[batch.pk])


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def numbers(client: Client, address: str) -> list[int]:
    """The row numbers that a page shows."""
    context = client.get(address).context
    return [line.row_number for line in context["lines"]] + [
        example.row_number for example in context["page"].set_aside
    ]


@pytest.fixture
def batch(source: Source) -> ImportBatch:
    """Row 2 changed, 3 the same, 4 new, 5 repeated, 6 and 7 in quarantine, 8 and 9 refused."""
    accepted(source, row("a", 60_000), row("b", 61_000))
    return staged(
        source,
        *(row("a", 65_000), row("b", 61_000), row("c", 62_000), row("c", 62_000)),
        *(row("d", 5_000), row("e", "ca. 60000")),
        *(row("f", 60_000, "Baker"), row("g", "")),
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("show=usable", [2, 3, 4, 5]),
        ("show=changed", [2]),
        ("show=same", [3]),
        ("show=new", [4]),
        ("show=repeated", [5]),
        ("show=quarantined", [6, 7]),
        ("show=quarantined&reason=implausible-pay", [6]),
        ("show=refused", [8, 9]),
        ("show=refused&reason=unknown-title", [8]),
        ("show=refused&reason=nothing-like-it", [2, 3, 4, 5]),
        ("show=", [2, 3, 4, 5]),
        ("page=7", [2, 3, 4, 5]),
        ("show=changed&page=-1", [2]),
        ("show=changed&page=99999999999999999999", [2]),
        ("show=changed&page=²", [2]),
    ],
)
def test_each_kind_and_reason_shows_its_rows(
    analyst: Client, batch: ImportBatch, query: str, expected: list[int]
) -> None:
    assert numbers(analyst, f"{rows_of(batch)}?{query}") == expected


def test_every_filter_tells_how_many_rows_it_has(analyst: Client, batch: ImportBatch) -> None:
    groups = analyst.get(rows_of(batch)).context["groups"]

    assert [(one.label, one.rows) for group in groups for one in group] == [
        ("all usable", 4),
        ("new", 1),
        ("changed", 1),
        ("known already", 1),
        ("repeated in the file", 1),
        ("in quarantine", 2),
        ("Implausible pay", 1),
        ("Approximate amounts", 1),
        ("refused", 2),
        ("No pay", 1),
        ("Unknown job titles", 1),
    ]


def test_a_changed_row_shows_what_it_said_before(analyst: Client, batch: ImportBatch) -> None:
    first = ImportBatch.objects.order_by("pk")[0]

    for address in (f"{rows_of(batch)}?show=changed", preview_of(batch)):
        page = text(analyst, address)
        assert "<del>€60,000 per year</del> <ins>€65,000 per year</ins>" in page
        assert f"#{first.pk}, row 2" in page


def test_without_a_row_id_the_pages_say_that_changes_can_not_be_told(
    analyst: Client, source: Source
) -> None:
    batch = staged(source, row("a", 60_000), mapping=mapping_of())

    for address in (preview_of(batch), rows_of(batch)):
        assert "can’t be told from a new one" in text(analyst, address)
    usable = analyst.get(rows_of(batch)).context["groups"][0]
    assert "changed" not in [one.label for one in usable]


@pytest.mark.parametrize("known", [0, 1])
def test_pages_follow_each_other_through_more_than_a_list(
    analyst: Client, source: Source, known: int
) -> None:
    """With nothing known there are no lists, and all rows are new."""
    if known:
        importing.accept(staged(source, row("x", 59_000), mapping=mapping_of()), by_id=None, at=NOW)
    rows = [row(number, 60_000 + number) for number in range(1_120)]
    batch = staged(source, row("x", 59_000), *rows, mapping=mapping_of())
    seen: list[int] = []

    address = "?show=new"
    while address:
        response = analyst.get(rows_of(batch) + address)
        seen += [line.row_number for line in response.context["lines"]]
        address = response.context["links"].get("next", "")

    assert seen == list(range(2 + known, 1_123))
    assert "rows 1,101–" in text(analyst, f"{rows_of(batch)}?show=new&page=99")


def test_a_page_asks_the_database_as_often_for_fifty_rows_as_for_one(
    analyst: Client, source: Source, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    accepted(source, *(row(number, 60_000 + number) for number in range(60)))
    small = staged(source, row(1, 70_000))
    large = staged(source, *(row(number, 70_000 + number) for number in range(60)))
    counts = []

    for batch in (small, large):
        with django_assert_num_queries(11, exact=False) as queries:
            analyst.get(f"{rows_of(batch)}?show=changed")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_an_outdated_comparison_says_so_and_is_made_anew(analyst: Client, source: Source) -> None:
    batch = staged(source, row("a", 65_000))
    accepted(source, row("a", 60_000))
    before = text(analyst, preview_of(batch))

    response = analyst.post(
        reverse("admin:benchmarks_importbatch_compare", args=[batch.pk]), follow=True
    )

    assert "other imports of the source were accepted or undone" in before
    after = " ".join(response.content.decode().split())
    assert "other imports of the source were accepted or undone" not in after
    assert "<del>€60,000" in after


def test_a_change_of_the_year_is_warned_of(analyst: Client, source: Source) -> None:
    accepted(source, row(1, 60_000))
    next_year = mapping_of(row_id={"column": "ID"}, observed_on={"constant": "2025"})

    page = text(analyst, preview_of(staged(source, row(1, 61_000), mapping=next_year)))

    assert "1 changed row was observed in another year" in page


def test_rows_taken_by_a_decision_are_a_kind_of_their_own(
    analyst: Client, batch: ImportBatch
) -> None:
    waiting = SetAsideRow.objects.filter(batch=batch, row_number=6)
    decide_rows(batch, waiting, "as_month", by_id=None, at=NOW, why="See the survey.")

    assert numbers(analyst, f"{rows_of(batch)}?show=taken") == [6]
    assert numbers(analyst, f"{rows_of(batch)}?show=usable") == [2, 3, 4, 5, 6]


def test_the_rows_of_an_import_of_an_earlier_version_are_shown(
    analyst: Client, batch: ImportBatch
) -> None:
    del batch.findings["repetition"]
    batch.save()

    assert numbers(analyst, rows_of(batch)) == [2, 3, 4, 5]
    assert text(analyst, preview_of(batch))


def test_the_pages_speak_german_to_germans(analyst: Client, batch: ImportBatch) -> None:
    response = analyst.get(f"{rows_of(batch)}?show=changed", headers={"accept-language": "de"})

    assert "Zeilen 1–1 von 1" in response.content.decode()


def test_whoever_sees_no_imports_sees_no_rows(batch: ImportBatch) -> None:
    other = Client()
    other.force_login(User.objects.create_user("other", is_staff=True))

    compare = reverse("admin:benchmarks_importbatch_compare", args=[batch.pk])
    assert other.get(rows_of(batch)).status_code == 403
    assert other.post(compare).status_code == 403


def test_the_log_tells_who_did_what_when_and_why(analyst: Client, source: Source) -> None:
    user = User.objects.get()
    batch = importing.accept(
        staged(source, row("a", 60_000), row("d", 5_000)), by_id=user.pk, at=NOW, why="Checked."
    )
    decision = decide_rows(
        batch, SetAsideRow.objects.all(), "as_month", by_id=user.pk, at=NOW, why="By the survey."
    )
    undo_decision(decision, by_id=user.pk, at=NOW)
    address = reverse("admin:benchmarks_importbatch_decide", args=[batch.pk])
    refused = analyst.post(address, {"decision": "undo", "why": "  "}, follow=True)
    analyst.post(address, {"decision": "undo", "why": "A wrong file."})
    analyst.post(address, {"decision": "redo", "why": "It was right."})

    log = analyst.get(preview_of(batch)).context["audit"]

    assert "Please say why" in refused.content.decode()
    assert [(entry.by, entry.label, entry.why) for entry in log][:2] == [
        ("anna", "redone", "It was right."),
        ("anna", "undone", "A wrong file."),
    ]
    assert sorted((entry.by, entry.label, entry.why) for entry in log[2:]) == [
        ("", "uploaded and read", ""),
        ("anna", "Take as a month’s pay: 1 row", "By the survey."),
        ("anna", "accepted", "Checked."),
        ("anna", "undone: Take as a month’s pay: 1 row", ""),
    ]


def test_a_second_press_is_no_second_event(source: Source) -> None:
    batch = accepted(source, row("a", 60_000))
    importing.accept(batch, by_id=None, at=NOW)

    assert list(batch.events.order_by("pk").values_list("what", flat=True)) == [
        "uploaded",
        "accepted",
    ]


def test_an_import_that_took_anothers_place_names_it(source: Source) -> None:
    first = staged(source, row("a", 60_000))
    file = keep(ContentFile(b"ID;Title;Pay;City\na;Data Scientist;60000;Berlin\n"), "answers.csv")
    second = importing.stage(
        file, source=source, mapping=mapping_of(), by_id=None, at=NOW, replacing=first
    )

    why = dict(ImportEvent.objects.values_list("what", "why").filter(batch=first))
    assert why["discarded"] == f"→ #{second.pk}"
    assert second.events.get().why == f"← #{first.pk}"
