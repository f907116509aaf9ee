"""Jobs in the admin: who sees them, how far they are, and who may end them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.job_kinds import KINDS, Kind
from benchmarks.models import Job
from tests.factories import make_source

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = Kind(title="Read a spreadsheet", handler="", row_model="benchmarks.Source")
    monkeypatch.setitem(KINDS, "stage_import", kind)


def client_with(*permissions: str) -> Client:
    """A member of staff who may do just that."""
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def running_job(**overrides: object) -> Job:
    """10 s after its start 40,000 of 100,000 rows are done: 4,000 a second, 15 s to go."""
    fields = {
        "kind": "stage_import",
        "state": Job.State.RUNNING,
        "attempt": 1,
        "leased_by": "worker",
        "lease_until": NOON + timedelta(seconds=40),
        "started_at": NOON,
        "heartbeat_at": NOON + timedelta(seconds=10),
        "rows_done": 40_000,
        "rows_total": 100_000,
    }
    return Job.objects.create(**(fields | overrides))


def page_of(job: Job) -> str:
    return reverse("admin:benchmarks_job_change", args=[job.pk])


def button_of(job: Job) -> str:
    return reverse("admin:benchmarks_job_cancel", args=[job.pk])


def test_the_page_of_a_running_job_says_rows_rate_and_time_left() -> None:
    job = running_job()

    page = client_with("view_job").get(page_of(job), headers={"accept-language": "en"})

    text = page.content.decode()
    assert "40,000 of 100,000 rows · 4,000 rows per second · about 15 seconds left" in text
    assert '<progress max="100000" value="40000"' in text


def test_numbers_of_the_page_are_german_for_a_german_browser() -> None:
    job = running_job()

    page = client_with("view_job").get(page_of(job), headers={"accept-language": "de"})

    assert "40.000" in page.content.decode()
    assert "15 Sekunden" in page.content.decode()
    assert '<progress max="100000" value="40000"' in page.content.decode()


def test_the_page_reloads_by_itself_until_the_reader_stops_it_or_the_job_ends() -> None:
    client = client_with("view_job")
    job = running_job()

    living = client.get(page_of(job))
    still = client.get(page_of(job) + "?still")
    Job.objects.update(
        state="succeeded", finished_at=NOON, leased_by="", lease_until=None, heartbeat_at=None
    )
    ended = client.get(page_of(job))

    assert living.headers["Refresh"] == "2"
    assert "Refresh" not in still.headers
    assert "Refresh" not in ended.headers


def test_the_page_needs_no_script_and_no_style_of_its_own() -> None:
    page = client_with("view_job").get(page_of(running_job())).content.decode()

    content = page[page.index('<div class="job"') : page.index("<dl>")]
    assert "<script" not in content
    assert "style=" not in content


@pytest.mark.parametrize(
    ("language", "sentence"), [("de", "Die Datei ist leer."), ("en", "The file is empty.")]
)
def test_a_failed_job_says_why_in_the_language_of_the_reader(language: str, sentence: str) -> None:
    job = Job.objects.create(
        kind="stage_import",
        state="failed",
        finished_at=NOON,
        problem_de="Die Datei ist leer.",
        problem_en="The file is empty.",
    )

    page = client_with("view_job").get(page_of(job), headers={"accept-language": language})

    assert sentence in page.content.decode()


def test_a_sentence_with_markup_is_shown_as_text() -> None:
    job = Job.objects.create(
        kind="stage_import",
        state="failed",
        finished_at=NOON,
        problem_de="<script>alert(1)</script>",
        problem_en="<script>alert(1)</script>",
    )

    page = client_with("view_job").get(page_of(job)).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_page_leads_to_the_row_that_the_job_works_on_or_has_made() -> None:
    source = make_source()
    job = running_job(row_id=source.pk)

    page = client_with("view_job").get(page_of(job)).content.decode()

    assert f'href="/admin/benchmarks/source/{source.pk}/change/"' in page


def test_the_list_shows_jobs_of_kinds_that_are_known_and_of_one_that_is_not_any_more() -> None:
    running_job()
    Job.objects.create(kind="of_former_days")

    page = client_with("view_job").get(
        reverse("admin:benchmarks_job_changelist"), headers={"accept-language": "en"}
    )

    text = page.content.decode()
    assert "Read a spreadsheet" in text
    assert "40,000 of 100,000 rows" in text
    assert "of_former_days" in text


def test_the_list_asks_as_much_of_the_database_for_one_job_as_for_twenty() -> None:
    client = client_with("view_job")
    address = reverse("admin:benchmarks_job_changelist")
    user = User.objects.get()
    running_job(requested_by=user)
    client.get(address)

    with CaptureQueriesContext(connection) as with_one:
        client.get(address)
    for number in range(20):
        running_job(requested_by=user, subject=str(number))
    with CaptureQueriesContext(connection) as with_many:
        client.get(address)

    assert len(with_many) == len(with_one)


def test_a_press_on_cancel_asks_the_running_job_to_end() -> None:
    job = running_job()
    client = client_with("view_job", "cancel_job")

    answer = client.post(button_of(job))

    job.refresh_from_db()
    assert answer.headers["Location"] == page_of(job)
    assert (job.cancel_requested, job.cancelled_by) == (True, User.objects.get())
    assert (
        "is being cancelled"
        in client.get(page_of(job), headers={"accept-language": "en"}).content.decode()
    )


@pytest.mark.parametrize(
    ("wanted", "leads_back"),
    [("/admin/benchmarks/importbatch/", True), ("https://evil.example/", False)],
)
def test_cancelling_leads_back_to_the_page_with_the_button_if_it_is_ours(
    wanted: str, leads_back: bool
) -> None:
    job = running_job()

    answer = client_with("cancel_job").post(button_of(job), {"next": wanted})

    assert answer.headers["Location"] == (wanted if leads_back else page_of(job))


def test_cancelling_takes_its_own_permission() -> None:
    job = running_job()
    client = client_with("view_job")

    refused = client.post(button_of(job))
    page = client.get(page_of(job)).content.decode()

    job.refresh_from_db()
    assert (refused.status_code, job.cancel_requested) == (403, False)
    assert button_of(job) not in page


def test_a_press_on_cancel_that_comes_too_late_says_so() -> None:
    job = Job.objects.create(kind="stage_import", state="succeeded", finished_at=NOON)
    client = client_with("view_job", "cancel_job")

    answer = client.post(button_of(job), follow=True, headers={"accept-language": "en"})

    job.refresh_from_db()
    assert (job.state, job.cancel_requested) == (Job.State.SUCCEEDED, False)
    assert "The job had already ended." in answer.content.decode()


def test_cancelling_is_never_done_by_a_link() -> None:
    job = running_job()

    answer = client_with("view_job", "cancel_job").get(button_of(job))

    job.refresh_from_db()
    assert (answer.status_code, job.cancel_requested) == (405, False)


def test_cancelling_a_job_that_is_not_there_is_not_found() -> None:
    job = running_job()
    Job.objects.all().delete()
    client = client_with("view_job", "cancel_job")

    assert client.post(button_of(job)).status_code == 404
    assert client.get(page_of(job)).status_code == 404


def test_jobs_are_shown_to_those_who_may_look_at_them() -> None:
    job = running_job()
    address = reverse("admin:benchmarks_job_changelist")

    of_staff_without = client_with("view_release")
    of_anonymous = Client()

    assert of_staff_without.get(page_of(job)).status_code == 403
    assert of_staff_without.get(address).status_code == 403
    assert of_anonymous.get(page_of(job)).status_code == 302
    assert of_anonymous.post(button_of(job)).status_code == 302
    job.refresh_from_db()
    assert not job.cancel_requested
