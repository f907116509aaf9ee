"""Spreadsheets read in the background: the page of progress, its ends, and what a job leaves."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.models.functions import Now
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks.background_imports import WantedImport, ask_for_import
from benchmarks.importing import accept, discard, redo
from benchmarks.jobs import AlreadyUnderWay, cancel
from benchmarks.leases import claim
from benchmarks.models import ImportBatch, Job, SalarySample, Source
from benchmarks.tasks import attempt
from benchmarks.uploads import keep, sweep_unused
from tests.benchmarks.import_files import csv_of, mapping_of, mapping_text
from tests.benchmarks.job_queue import QUIET, work_off_the_queue

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def analyst(source: Source, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("benchmarks.admin.import_progress.MOMENT", 0)
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.create_superuser("analyst"))
    return client


def wanted(source: Source, *rows: str, **fields: object) -> WantedImport:
    file = keep(ContentFile(csv_of(*rows)), "answers.csv")
    return WantedImport(
        **({"file": file, "source_id": source.pk, "mapping": mapping_of()} | fields)
    )


def page_of(job: Job) -> str:
    return reverse("admin:benchmarks_importbatch_reading", args=[job.pk])


def text_of(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def test_an_upload_waits_on_a_page_that_reloads_and_has_a_button_to_cancel(
    analyst: Client, source: Source
) -> None:
    address = reverse("admin:benchmarks_importbatch_add")
    file = ContentFile(csv_of(), "answers.csv")

    response = analyst.post(
        address, {"file": file, "source": source.pk, "mapping_text": mapping_text()}
    )

    job = Job.objects.get()
    page = analyst.get(response.headers["Location"])
    assert response.headers["Location"] == page_of(job)
    assert page.headers["Refresh"] == "2"
    assert reverse("admin:benchmarks_job_cancel", args=[job.pk]) in page.content.decode()
    assert "No worker" not in text_of(page)
    assert not ImportBatch.objects.exists()


def test_the_page_leads_to_the_preview_of_what_was_read(analyst: Client, source: Source) -> None:
    job = ask_for_import(wanted(source), by_id=User.objects.get().pk)

    work_off_the_queue()
    response = analyst.get(page_of(job))

    batch = ImportBatch.objects.get()
    assert response.headers["Location"] == f"/admin/benchmarks/importbatch/{batch.pk}/change/"
    assert batch.uploaded_by == User.objects.get()
    assert (batch.rows_total, batch.samples.count()) == (5, 2)
    assert LogEntry.objects.get().change_message == "answers.csv"


def test_the_page_says_so_where_no_worker_runs(analyst: Client, source: Source) -> None:
    job = ask_for_import(wanted(source), by_id=None)
    Job.objects.update(requested_at=Now() - timedelta(seconds=6))

    alone = text_of(analyst.get(page_of(job)))
    Job.objects.create(
        kind="prepare_release",
        state=Job.State.RUNNING,
        attempt=1,
        leased_by="a worker",
        started_at=Now(),
        heartbeat_at=Now(),
        lease_until=Now() + timedelta(seconds=30),
    )
    behind_another = text_of(analyst.get(page_of(job)))

    assert "No worker has taken this up yet" in alone
    assert "No worker" not in behind_another


def test_a_cancelled_reading_leaves_nothing_but_the_filled_form(
    analyst: Client, source: Source
) -> None:
    job = ask_for_import(wanted(source), by_id=None)
    lease = claim(job.pk, worker="test", pace=QUIET)
    assert lease
    cancel(job.pk, by_id=None)

    attempt(lease)
    response = analyst.get(page_of(job), follow=True)

    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert (ImportBatch.objects.count(), SalarySample.objects.count()) == (0, 0)
    assert "Cancelled: nothing was imported." in text_of(response)
    assert response.context["form"].kept_name == "answers.csv"
    assert response.context["form"].errors == {}


def test_a_job_that_finds_its_file_imported_meanwhile_leads_to_that_import(
    analyst: Client, source: Source
) -> None:
    work_wanted = wanted(source)
    ask_for_import(work_wanted, by_id=None)
    work_off_the_queue()

    late = ask_for_import(work_wanted, by_id=None)
    work_off_the_queue()
    response = analyst.get(page_of(late), follow=True)

    assert response.redirect_chain[-1][0].endswith(f"/{ImportBatch.objects.get().pk}/change/")
    assert "This file has already been imported, on " in text_of(response)


def test_a_file_is_read_once_at_a_time_and_a_second_upload_leads_to_the_first(
    analyst: Client, source: Source
) -> None:
    job = ask_for_import(wanted(source), by_id=None)

    response = analyst.post(
        reverse("admin:benchmarks_importbatch_add"),
        {
            "file": ContentFile(csv_of(), "renamed.csv"),
            "source": source.pk,
            "mapping_text": mapping_text(),
        },
    )

    assert response.headers["Location"] == page_of(job)
    assert Job.objects.count() == 1
    with pytest.raises(AlreadyUnderWay):
        ask_for_import(wanted(source), by_id=None)


def test_a_failed_second_reading_leads_back_to_the_form_of_the_first(
    analyst: Client, source: Source
) -> None:
    ask_for_import(wanted(source), by_id=None)
    work_off_the_queue()
    first = ImportBatch.objects.get()
    bad = mapping_of(pay={"column": "Salary"})

    job = ask_for_import(wanted(source, mapping=bad, replacing_id=first.pk), by_id=None)
    work_off_the_queue()
    response = analyst.get(page_of(job))

    again = reverse("admin:benchmarks_importbatch_again", args=[first.pk])
    first.refresh_from_db()
    assert response.headers["Location"] == f"{again}?job={job.pk}"
    assert first.state == ImportBatch.State.STAGED
    assert "The column “Salary”" in text_of(analyst.get(response.headers["Location"]))


def accepted(source: Source) -> ImportBatch:
    ask_for_import(wanted(source), by_id=None)
    work_off_the_queue()
    return accept(ImportBatch.objects.get(), by_id=None, at=timezone.now())


def test_an_import_that_counts_and_is_read_again_can_be_had_back(
    analyst: Client, source: Source
) -> None:
    first = accepted(source)

    job = ask_for_import(WantedImport.again(first), by_id=None)
    work_off_the_queue()
    response = analyst.get(page_of(job), follow=True)

    first.refresh_from_db()
    new = ImportBatch.objects.get(state=ImportBatch.State.STAGED)
    assert first.state == ImportBatch.State.UNDONE
    assert response.redirect_chain[-1][0].endswith(f"/{new.pk}/change/")
    assert f"Import #{first.pk} counts no longer: accept this one." in text_of(response)
    discard(new, by_id=None, at=timezone.now())
    first = redo(first, by_id=None, at=timezone.now())
    assert (first.state, first.samples.count()) == (ImportBatch.State.ACCEPTED, 2)


def test_an_import_that_can_not_be_read_again_goes_on_counting(
    analyst: Client, source: Source
) -> None:
    first = accepted(source)
    job = ask_for_import(WantedImport.again(first), by_id=None)
    storages["uploads"].delete(str(first.file.name))

    work_off_the_queue()
    response = analyst.get(page_of(job), follow=True)

    job.refresh_from_db()
    first.refresh_from_db()
    assert (job.state, first.state) == (Job.State.FAILED, ImportBatch.State.ACCEPTED)
    assert response.redirect_chain[-1][0].endswith(f"/{first.pk}/change/")
    assert job.problem_en in text_of(response)


@pytest.mark.parametrize("job_id", ["", "0", "x", "9" * 30])
def test_a_form_of_a_job_that_is_not_there_is_an_empty_one(analyst: Client, job_id: str) -> None:
    response = analyst.get(reverse("admin:benchmarks_importbatch_add"), {"job": job_id})

    assert response.status_code == 200
    assert not response.context["form"].is_bound


def test_a_source_that_is_deleted_meanwhile_and_a_lost_file_are_told(source: Source) -> None:
    lost = wanted(source)
    storages["uploads"].delete(lost.file.stored_as)
    ask_for_import(lost, by_id=None)
    elsewhere = wanted(source, "Data Scientist;65000;Berlin;f", source_id=source.pk + 1)
    ask_for_import(elsewhere, by_id=None)

    work_off_the_queue()

    said = Job.objects.order_by("pk").values_list("state", "problem_en")
    assert [state for state, _sentence in said] == ["failed", "failed"]
    assert "deleted meanwhile" in said[1][1]


def test_a_file_that_a_job_waits_for_is_never_swept(source: Source) -> None:
    waiting = wanted(source)
    ask_for_import(waiting, by_id=None)

    sweep_unused(timezone.now() + timedelta(days=3))
    kept_while_waiting = storages["uploads"].exists(waiting.file.stored_as)
    cancel(Job.objects.get().pk, by_id=None)
    sweep_unused(timezone.now() + timedelta(days=3))

    assert kept_while_waiting
    assert not storages["uploads"].exists(waiting.file.stored_as)


def test_whoever_may_not_import_sees_no_progress(source: Source) -> None:
    job = ask_for_import(wanted(source), by_id=None)
    other = Client()
    other.force_login(User.objects.create_user("other", is_staff=True))

    assert other.get(page_of(job)).status_code == 403
    assert Client().get(page_of(job)).status_code == 302
