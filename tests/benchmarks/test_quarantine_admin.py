"""The page of the quarantine: groups with their buttons, ticked rows or all, the log and undo."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from benchmarks import importing
from benchmarks.jobs import cancel
from benchmarks.leases import claim
from benchmarks.models import ImportBatch, Job, QuarantineDecision, SetAsideRow, Source
from benchmarks.tasks import attempt
from benchmarks.uploads import keep
from config.roles import bring_roles_up_to_date
from tests.benchmarks.import_files import csv_of, mapping_of
from tests.benchmarks.job_queue import QUIET, work_off_the_queue

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
MONTHLY = "implausible-pay:as_month:as_digit_lost"
ROWS = (
    *("Data Scientist;65000;Berlin;f", "Data Scientist;5000;Berlin;m"),
    *("Data Scientist;5500;Berlin;f", "Data Scientist;ca. 60000;<b>Bonn;f"),
)
"""One usable row, two of a month's pay, one about which nothing is sure."""


@pytest.fixture
def batch(source: Source) -> ImportBatch:
    file = keep(ContentFile(csv_of(*ROWS)), "answers.csv")
    return importing.stage(file, source=source, mapping=mapping_of(), by_id=None, at=NOW)


@pytest.fixture
def analyst() -> Client:
    bring_roles_up_to_date()
    user = User.objects.create_user("analyst", is_staff=True)
    user.groups.add(Group.objects.get(name="analyst"))
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def page_of(batch: ImportBatch) -> str:
    return reverse("admin:benchmarks_importbatch_quarantine", args=[batch.pk])


def decide(client: Client, batch: ImportBatch, **changes: object) -> HttpResponse:
    fields = {"group": MONTHLY, "which": "all", "take_as": "as_month", "why": "See the survey."}
    return client.post(page_of(batch), fields | changes, follow=True)


def decisions_on(batch: ImportBatch) -> list[str]:
    rows = SetAsideRow.objects.filter(batch=batch).order_by("row_number")
    return list(rows.values_list("decision", flat=True))


def test_the_page_shows_each_group_with_what_can_be_decided(
    analyst: Client, batch: ImportBatch
) -> None:
    page = analyst.get(page_of(batch)).content.decode()

    assert "Implausible pay: 2 rows" in page
    assert "a month’s pay (60,000), a digit lost (50,000)" in " ".join(page.split())
    assert [page.count(f'value="{key}"') for key in ("as_month", "as_it_is", "refuse")] == [1, 2, 2]
    assert "<b>Bonn" not in page


def test_all_rows_of_a_group_are_taken_at_once(analyst: Client, batch: ImportBatch) -> None:
    response = decide(analyst, batch)

    decision = QuarantineDecision.objects.get()
    assert "2 rows taken" in response.content.decode()
    assert (decision.rows, decision.why) == (2, "See the survey.")
    assert decision.decided_by == User.objects.get()
    assert decisions_on(batch) == ["taken", "taken", "quarantined"]


def test_only_ticked_rows_are_decided(analyst: Client, batch: ImportBatch) -> None:
    decide(analyst, batch, which="ticked", row=["4", "5", "x", "9" * 30], take_as="refuse")

    assert decisions_on(batch) == ["quarantined", "refused", "quarantined"]  # 5 is of another group


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"why": " \t"}, "Please say why"),
        ({"which": "ticked"}, "Please tick the rows first"),
        ({"group": "gone"}, "None of these rows can be decided so now"),
        ({"take_as": "as_year"}, "None of these rows can be decided so now"),
        ({"take_as": ""}, "None of these rows can be decided so now"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_decided(
    analyst: Client, batch: ImportBatch, changes: dict[str, object], sentence: str
) -> None:
    response = decide(analyst, batch, **changes)

    assert sentence in response.content.decode()
    assert decisions_on(batch) == ["quarantined"] * 3


def test_a_decision_stands_in_the_log_and_is_undone_there(
    analyst: Client, batch: ImportBatch
) -> None:
    decide(analyst, batch)
    decision = QuarantineDecision.objects.get()

    response = analyst.post(page_of(batch), {"undo": decision.pk}, follow=True)

    page = " ".join(response.content.decode().split())
    assert "Undone: the rows are in quarantine again." in page
    assert "undone by analyst" in page
    assert decisions_on(batch) == ["quarantined"] * 3


def test_a_discarded_import_shows_its_decisions_without_buttons(
    analyst: Client, batch: ImportBatch
) -> None:
    decide(analyst, batch)
    importing.discard(batch, by_id=None, at=NOW)

    page = analyst.get(page_of(batch)).content.decode()

    assert "See the survey." in page
    assert 'name="take_as"' not in page
    assert 'name="undo"' not in page


def test_the_page_speaks_german_to_germans(analyst: Client, batch: ImportBatch) -> None:
    page = analyst.get(page_of(batch), headers={"accept-language": "de"}).content.decode()

    assert "Als Monatsgehalt übernehmen" in page
    assert "2 Zeilen" in page


def test_the_preview_leads_to_the_quarantine(analyst: Client, batch: ImportBatch) -> None:
    preview = reverse("admin:benchmarks_importbatch_change", args=[batch.pk])

    assert f'href="{page_of(batch)}"' in analyst.get(preview).content.decode()


def test_whoever_may_not_import_decides_nothing(batch: ImportBatch) -> None:
    other = Client()
    other.force_login(User.objects.create_user("other", is_staff=True))

    assert other.get(page_of(batch)).status_code == 403
    assert decide(other, batch).status_code == 403
    assert decisions_on(batch) == ["quarantined"] * 3


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as one that is not read again within a request."""
    monkeypatch.setattr("benchmarks.admin.quarantine_page.AT_ONCE", 0)
    monkeypatch.setattr("benchmarks.admin.import_progress.MOMENT", 0)


@pytest.mark.usefixtures("large")
def test_rows_of_a_large_file_are_decided_in_the_background(
    analyst: Client, batch: ImportBatch
) -> None:
    asked = decide(analyst, batch)

    before = asked.content.decode()
    assert decisions_on(batch) == ["quarantined"] * 3
    assert asked.headers["Refresh"] == "2"
    assert reverse("admin:benchmarks_job_cancel", args=[Job.objects.get().pk]) in before
    assert 'name="take_as"' not in before
    work_off_the_queue()
    after = analyst.get(asked.redirect_chain[-1][0])
    assert decisions_on(batch) == ["taken", "taken", "quarantined"]
    assert "Decide rows in quarantine: done" in " ".join(after.content.decode().split())
    assert "Refresh" not in after.headers
    decision = QuarantineDecision.objects.get()
    assert (decision.rows, decision.why) == (2, "See the survey.")
    assert decision.decided_by == User.objects.get()


@pytest.mark.usefixtures("large")
def test_ticked_rows_of_a_large_file_alone_are_decided_and_undone(
    analyst: Client, batch: ImportBatch
) -> None:
    decide(analyst, batch, which="ticked", row=["4"], take_as="as_month")
    work_off_the_queue()
    decided = decisions_on(batch)

    analyst.post(page_of(batch), {"undo": QuarantineDecision.objects.get().pk})
    work_off_the_queue()

    assert decided == ["quarantined", "taken", "quarantined"]
    assert decisions_on(batch) == ["quarantined"] * 3


@pytest.mark.usefixtures("large")
def test_a_cancelled_decision_leaves_the_quarantine_as_it_was(
    analyst: Client, batch: ImportBatch
) -> None:
    decide(analyst, batch)
    lease = claim(Job.objects.get().pk, worker="test", pace=QUIET)
    assert lease
    cancel(lease.job.pk, by_id=None)

    attempt(lease)

    assert decisions_on(batch) == ["quarantined"] * 3
    assert batch.samples.count() == 1
    assert not QuarantineDecision.objects.exists()


@pytest.mark.usefixtures("large")
def test_one_quarantine_has_one_decision_at_a_time(analyst: Client, batch: ImportBatch) -> None:
    decide(analyst, batch)

    second = decide(analyst, batch, take_as="refuse")

    assert Job.objects.count() == 1
    assert "Rows of this import are being decided already." in second.content.decode()


@pytest.mark.usefixtures("large")
def test_why_a_decision_could_not_be_carried_out_is_told(
    analyst: Client, batch: ImportBatch
) -> None:
    asked = decide(analyst, batch, take_as="as_year")

    work_off_the_queue()
    page = analyst.get(asked.redirect_chain[-1][0]).content.decode()

    assert "None of these rows can be decided so now" in page
    assert 'name="take_as"' in page
