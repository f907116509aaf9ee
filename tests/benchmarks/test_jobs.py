"""Jobs from outside: asked for, done, failed, cancelled and swept up, on one connection."""

import logging
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, OperationalError, transaction
from django.db.models.functions import Now
from django.tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from benchmarks.job_kinds import KINDS
from benchmarks.jobs import AlreadyUnderWay, Swept, cancel, enqueue, sweep
from benchmarks.leases import Lease, claim
from benchmarks.models import Job, Source
from tests.benchmarks import job_handlers

pytestmark = pytest.mark.django_db(transaction=True)

TEN_ROWS = {"rows": 10}


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.tasks.PAUSE_AFTER_FAULT", timedelta(0))
    before = dict(KINDS)
    job_handlers.register()
    yield
    KINDS.clear()
    KINDS.update(before)


def work_off_the_queue() -> None:
    """The loop of a real worker, until no task is ready."""
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    ).run()


def abandon(job: Job) -> None:
    """As if its worker had been killed a while ago."""
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_a_job_is_done_by_the_worker_with_its_rows_and_progress() -> None:
    user = User.objects.create_user("analyst")

    job = enqueue("write_rows", by_id=user.pk, arguments=TEN_ROWS)
    work_off_the_queue()

    job.refresh_from_db()
    assert (job.state, job.rows_done, job.rows_total) == (Job.State.SUCCEEDED, 10, 10)
    assert (job.requested_by, job.attempt, job.setbacks) == (user, 1, 0)
    assert job_handlers.rows_written() == 10


def test_a_job_asked_for_in_a_transaction_that_fails_was_never_asked_for() -> None:
    with transaction.atomic():
        enqueue("write_rows", by_id=None, arguments=TEN_ROWS)
        transaction.set_rollback(True)

    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_a_subject_has_one_living_job_of_a_kind() -> None:
    first = enqueue("write_rows", by_id=None, subject="7", arguments=TEN_ROWS)
    other_subject = enqueue("write_rows", by_id=None, subject="8", arguments=TEN_ROWS)
    other_kind = enqueue("refuse", by_id=None, subject="7")

    with pytest.raises(AlreadyUnderWay) as refusal:
        enqueue("write_rows", by_id=None, subject="7", arguments=TEN_ROWS)

    assert refusal.value.job == first
    assert set(Job.objects.all()) == {first, other_subject, other_kind}
    assert DBTaskResult.objects.count() == 3


def test_a_kind_without_subjects_has_one_living_job() -> None:
    first = enqueue("write_rows", by_id=None, arguments=TEN_ROWS)

    with pytest.raises(AlreadyUnderWay) as refusal:
        enqueue("write_rows", by_id=None, arguments={"rows": 3})

    assert refusal.value.job == first


def test_a_finished_job_makes_room_for_the_next_of_its_subject() -> None:
    enqueue("refuse", by_id=None, subject="7")
    work_off_the_queue()

    again = enqueue("refuse", by_id=None, subject="7")

    assert again.state == Job.State.QUEUED


def test_every_kind_has_a_handler_that_can_be_loaded() -> None:
    not_callable = [name for name, kind in KINDS.items() if not callable(kind.load())]

    assert "write_rows" in KINDS
    assert not_callable == []


def test_an_unknown_kind_is_refused_when_it_is_asked_for() -> None:
    with pytest.raises(KeyError, match="no_such_kind"):
        enqueue("no_such_kind", by_id=None)


@pytest.mark.parametrize("kind", ["refuse", "read_nothing"])
def test_a_refusal_tells_its_sentence_in_both_languages_and_writes_nothing(kind: str) -> None:
    job = enqueue(kind, by_id=None)

    work_off_the_queue()

    job.refresh_from_db()
    assert (job.state, job.attempt) == (Job.State.FAILED, 1)
    assert (job.problem_de, job.problem_en) == ("Die Datei ist leer.", "The file is empty.")
    assert not Source.objects.exists()


def test_a_fault_of_the_program_fails_at_once_and_its_trace_stands_in_the_log_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    job = enqueue("break_down", by_id=None)

    with caplog.at_level(logging.ERROR, "benchmarks.jobs"):
        work_off_the_queue()

    job.refresh_from_db()
    assert (job.state, job.attempt) == (Job.State.FAILED, 1)
    assert "nothing was changed" in job.problem_en
    assert "es wurde nichts geändert" in job.problem_de
    assert "foresaw" not in job.problem_en
    assert "a fault that nobody foresaw" in caplog.text
    assert not Source.objects.exists()


def test_a_passing_fault_is_tried_three_times_and_then_given_up() -> None:
    job = enqueue("run_out_of_disk", by_id=None)

    work_off_the_queue()

    job.refresh_from_db()
    assert (job.state, job.attempt, job.setbacks) == (Job.State.FAILED, 3, 3)
    assert "several attempts" in job.problem_en
    assert not Source.objects.exists()


def test_an_end_that_cannot_be_written_down_is_left_to_the_sweep(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_database(lease: Lease) -> Job:
        raise OperationalError("no database")

    job = enqueue("refuse", by_id=None)

    with monkeypatch.context() as patch, caplog.at_level(logging.INFO, "benchmarks.jobs"):
        patch.setattr(Lease, "row", no_database)
        work_off_the_queue()
    job.refresh_from_db()
    state_before_the_sweep = job.state
    abandon(job)
    sweep()
    work_off_the_queue()

    job.refresh_from_db()
    assert "not recorded (no database)" in caplog.text
    assert state_before_the_sweep == Job.State.RUNNING
    assert (job.state, job.attempt, job.setbacks) == (Job.State.FAILED, 2, 1)


def test_one_line_in_the_log_tells_how_a_job_ended(caplog: pytest.LogCaptureFixture) -> None:
    job = enqueue("write_rows", by_id=None, arguments=TEN_ROWS)

    with caplog.at_level(logging.INFO, "benchmarks.jobs"):
        work_off_the_queue()

    [line] = [record.getMessage() for record in caplog.records if record.name == "benchmarks.jobs"]
    assert line.startswith(f"job #{job.pk} write_rows, attempt 1: succeeded after ")
    assert line.endswith(" s, 10 rows")


def test_a_waiting_job_is_cancelled_at_once_and_never_done() -> None:
    user = User.objects.create_user("analyst")
    job = enqueue("write_rows", by_id=None, arguments=TEN_ROWS)

    cancel(job.pk, by_id=user.pk)
    work_off_the_queue()

    job.refresh_from_db()
    assert (job.state, job.cancelled_by, job.attempt) == (Job.State.CANCELLED, user, 0)
    assert job_handlers.rows_written() == 0


def test_a_finished_job_stays_as_it_is_when_cancelled() -> None:
    job = enqueue("write_rows", by_id=None, arguments=TEN_ROWS)
    work_off_the_queue()

    after = cancel(job.pk, by_id=None)

    assert (after.state, after.cancel_requested) == (Job.State.SUCCEEDED, False)


def test_a_job_of_a_killed_worker_is_done_by_the_next_one() -> None:
    job = enqueue("write_rows", by_id=None, arguments=TEN_ROWS)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    claim(job.pk, worker="killed")
    abandon(job)

    swept = sweep()
    work_off_the_queue()

    job.refresh_from_db()
    assert swept == Swept(abandoned=1, lost=0)
    assert (job.state, job.attempt, job.setbacks) == (Job.State.SUCCEEDED, 2, 1)
    assert job_handlers.rows_written() == 10


def test_the_task_of_a_killed_worker_does_not_run_for_ever() -> None:
    job = enqueue("write_rows", by_id=None, arguments=TEN_ROWS)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    claim(job.pk, worker="killed")
    abandon(job)

    sweep()

    assert not DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).exists()


def test_a_living_worker_keeps_its_job_in_a_sweep() -> None:
    job = enqueue("write_rows", by_id=None, arguments=TEN_ROWS)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    lease = claim(job.pk, worker="living")

    swept = sweep()

    assert swept == Swept(abandoned=0, lost=0)
    assert lease is not None
    with transaction.atomic():
        assert lease.guard() == job


def test_a_job_whose_worker_was_killed_three_times_is_given_up() -> None:
    job = enqueue("write_rows", by_id=None, arguments=TEN_ROWS)

    for _attempt in range(3):
        assert claim(job.pk, worker="killed")
        abandon(job)
        sweep()

    job.refresh_from_db()
    assert (job.state, job.attempt, job.setbacks) == (Job.State.FAILED, 3, 3)
    assert "Nach mehreren Versuchen aufgegeben" in job.problem_de


def test_a_cancelled_job_of_a_killed_worker_is_not_tried_again() -> None:
    job = enqueue("write_rows", by_id=None, arguments=TEN_ROWS)
    claim(job.pk, worker="killed")
    cancel(job.pk, by_id=None)
    abandon(job)

    sweep()

    job.refresh_from_db()
    assert (job.state, job.attempt) == (Job.State.CANCELLED, 1)


def test_a_job_whose_task_was_lost_gets_another_task() -> None:
    job = enqueue("write_rows", by_id=None, arguments=TEN_ROWS)
    DBTaskResult.objects.all().delete()

    swept = sweep()
    swept_again = sweep()
    work_off_the_queue()

    job.refresh_from_db()
    assert (swept, swept_again) == (Swept(abandoned=0, lost=1), Swept(abandoned=0, lost=0))
    assert job.state == Job.State.SUCCEEDED


def test_a_job_whose_task_was_taken_but_never_begun_gets_another_task() -> None:
    job = enqueue("write_rows", by_id=None, arguments=TEN_ROWS)
    just_taken = {"status": TaskResultStatus.RUNNING, "started_at": Now()}
    long_ago = {**just_taken, "started_at": Now() - timedelta(seconds=31)}

    DBTaskResult.objects.update(**just_taken)
    swept_at_once = sweep()
    DBTaskResult.objects.update(**long_ago)
    swept_later = sweep()

    assert (swept_at_once.lost, swept_later.lost) == (0, 1)
    work_off_the_queue()
    job.refresh_from_db()
    assert job.state == Job.State.SUCCEEDED


def test_tasks_are_forgotten_after_a_day() -> None:
    enqueue("write_rows", by_id=None, arguments=TEN_ROWS)
    work_off_the_queue()

    sweep()
    kept = DBTaskResult.objects.count()
    DBTaskResult.objects.update(started_at=Now() - timedelta(days=1, seconds=1))
    sweep()

    assert (kept, DBTaskResult.objects.count()) == (1, 0)


NOT_ALLOWED = {
    "job_has_a_lease_just_while_it_runs": [
        {"state": "running"},
        {"leased_by": "somebody"},
        {"lease_until": Now()},
        {"heartbeat_at": Now()},
    ],
    "job_has_an_end_once_it_is_finished": [
        {"state": "succeeded"},
        {"state": "paused"},
        {"finished_at": Now()},
    ],
    "job_has_a_start_once_it_was_claimed": [{"attempt": 1}, {"started_at": Now()}],
    "job_says_why_it_failed": [
        {"state": "failed", "finished_at": Now()},
        {"state": "failed", "finished_at": Now(), "problem_en": "Why"},
        {"problem_de": "Warum", "problem_en": "Why"},
    ],
    "job_in_the_queue_is_cancelled_at_once": [{"cancel_requested": True}],
    "job_has_at_most_one_setback_per_attempt": [{"setbacks": 1}],
}


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [(name, fields) for name, cases in NOT_ALLOWED.items() for fields in cases],
)
def test_the_database_refuses_a_job_that_contradicts_itself(
    constraint: str, fields: dict[str, object]
) -> None:
    job = enqueue("write_rows", by_id=None, arguments=TEN_ROWS)

    with pytest.raises(IntegrityError, match=constraint):
        Job.objects.filter(pk=job.pk).update(**fields)


def test_rate_and_time_left_follow_from_the_rows_done_since_the_start() -> None:
    job = enqueue("write_rows", by_id=None, arguments=TEN_ROWS)
    claim(job.pk, worker="living")
    Job.objects.update(
        started_at=Now() - timedelta(seconds=20),
        heartbeat_at=Now() - timedelta(seconds=10),
        rows_done=4_000,
        rows_total=10_000,
    )

    job.refresh_from_db()

    assert job.rows_per_second == pytest.approx(400)
    assert job.time_left is not None
    assert job.time_left.total_seconds() == pytest.approx(15)


def test_time_left_is_unknown_before_the_first_row_and_without_a_number_of_rows() -> None:
    waiting = enqueue("write_rows", by_id=None, arguments=TEN_ROWS)
    started = enqueue("refuse", by_id=None)
    claim(started.pk, worker="living")
    Job.objects.filter(pk=started.pk).update(rows_done=10)

    started.refresh_from_db()

    assert (waiting.rows_per_second, waiting.time_left) == (None, None)
    assert started.time_left is None
