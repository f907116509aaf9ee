"""Leases with several connections: races, progress in an open transaction, fencing, cancelling."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult

from benchmarks import leases
from benchmarks.job_kinds import KINDS, Handler, Kind
from benchmarks.job_problems import JobFailed
from benchmarks.jobs import Swept, cancel, enqueue, sweep
from benchmarks.leases import Lease, Pace, claim
from benchmarks.models import Job, Source
from benchmarks.tasks import attempt, run_job
from tests.factories import make_source

pytestmark = pytest.mark.django_db(transaction=True)

LONG = timedelta(hours=1)
FAST = Pace(beat=timedelta(milliseconds=10))
NEVER_BEATING = Pace(beat=LONG)
PATIENCE = 20  # seconds after which a wait counts as failed


@pytest.fixture
def job_with(monkeypatch: pytest.MonkeyPatch) -> Callable[[Handler], Job]:
    """A waiting job that a function of the test does."""

    def make(handler: Handler) -> Job:
        monkeypatch.setitem(KINDS, "of_test", Kind(title="Test", handler=""))
        monkeypatch.setattr(Kind, "load", lambda kind: handler)
        return enqueue("of_test", by_id=None)

    return make


@pytest.fixture
def elsewhere() -> Iterator[Callable[..., object]]:
    """Runs a function as another process would: in a thread, on a connection of its own."""

    def run[T](function: Callable[[], T]) -> T:
        def and_close() -> T:
            try:
                return function()
            finally:
                connection.close()

        return pool.submit(and_close).result(PATIENCE)

    with ThreadPoolExecutor(2) as pool:
        yield run


def wait_until(condition: Callable[[], bool]) -> None:
    tries = threading.Event()
    for _try in range(PATIENCE * 100):
        if condition():
            return
        tries.wait(0.01)
    pytest.fail(f"did not come true within {PATIENCE} s")


def nothing(job: Job, lease: Lease) -> None:
    """A handler that is never called, because the test claims the job itself."""


def leased(job: Job, pace: Pace = FAST) -> Lease:
    lease = claim(job.pk, worker="test", pace=pace)
    assert lease is not None
    return lease


def test_of_two_workers_that_race_for_a_job_one_gets_it(
    job_with: Callable[[Handler], Job],
) -> None:
    job = job_with(nothing)
    rounds = 100
    start = threading.Barrier(2)

    def race(worker: str) -> list[bool]:
        won = []
        for _round in range(rounds):
            start.wait(PATIENCE)
            won.append(claim(job.pk, worker=worker) is not None)
            if start.wait(PATIENCE) == 0:
                Job.objects.update(
                    state="queued", leased_by="", lease_until=None, heartbeat_at=None
                )
        connection.close()
        return won

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(race, ["first", "second"])

    assert [one + other for one, other in zip(first, second, strict=True)] == [1] * rounds
    job.refresh_from_db()
    assert job.attempt == rounds


def test_of_two_sweeps_at_once_one_takes_up_an_abandoned_job(
    job_with: Callable[[Handler], Job],
) -> None:
    job = job_with(nothing)
    start = threading.Barrier(2)

    def race(_number: int) -> list[Swept]:
        found = []
        for _round in range(2):
            if start.wait(PATIENCE) == 0:
                leased(job)
                Job.objects.update(lease_until=Now() - timedelta(seconds=1))
            start.wait(PATIENCE)
            found.append(sweep())
        connection.close()
        return found

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(race, [1, 2])

    assert [a.abandoned + b.abandoned for a, b in zip(first, second, strict=True)] == [1, 1]
    assert sum(swept.lost for swept in [*first, *second]) == 0
    job.refresh_from_db()
    assert (job.state, job.setbacks) == (Job.State.QUEUED, 2)


def test_progress_is_seen_while_the_transaction_with_the_rows_is_open(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    seen = []

    def look() -> None:
        wait_until(lambda: Job.objects.get().rows_done == 3)
        seen.append((Job.objects.get().rows_total, Source.objects.count()))

    def write_three(job: Job, lease: Lease) -> None:
        make_source()
        lease.beat(3, 12)
        elsewhere(look)

    job = job_with(write_three)

    ending = attempt(leased(job))

    assert seen == [(12, 0)]
    assert (ending, Source.objects.count()) == ("succeeded", 1)


def test_the_row_that_a_handler_made_is_kept_with_the_success_of_its_job(
    job_with: Callable[[Handler], Job],
) -> None:
    def make_a_row(job: Job, lease: Lease) -> None:
        lease.row_id = make_source().pk

    job = job_with(make_a_row)

    attempt(leased(job))

    job.refresh_from_db()
    assert job.row_id == Source.objects.get().pk


def test_beating_moves_the_end_of_the_lease(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    def outlive_the_first_lease(job: Job, lease: Lease) -> None:
        first = Job.objects.values_list("lease_until", flat=True).get
        until = first()
        elsewhere(lambda: wait_until(lambda: first() > until))

    job = job_with(outlive_the_first_lease)

    assert attempt(leased(job)) == "succeeded"


def test_a_worker_that_lost_its_lease_cannot_commit(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    def lose_it() -> None:
        Job.objects.update(lease_until=Now() - timedelta(seconds=1))
        sweep()
        assert attempt(leased(Job.objects.get(), NEVER_BEATING)) == "succeeded"

    def write(job: Job, lease: Lease) -> None:
        make_source(slug=f"attempt-{job.attempt}")
        if job.attempt == 1:
            elsewhere(lose_it)

    job = job_with(write)

    ending = attempt(leased(job, NEVER_BEATING))

    assert ending == "lost to another worker"
    assert list(Source.objects.values_list("slug", flat=True)) == ["attempt-2"]
    job.refresh_from_db()
    assert (job.state, job.attempt) == (Job.State.SUCCEEDED, 2)


def test_a_worker_that_lost_its_lease_cannot_commit_while_the_next_one_works(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    def lose_it() -> None:
        Job.objects.update(lease_until=Now() - timedelta(seconds=1))
        sweep()
        leased(Job.objects.get(), NEVER_BEATING)

    def write(job: Job, lease: Lease) -> None:
        make_source()
        elsewhere(lose_it)

    job = job_with(write)

    ending = attempt(leased(job, NEVER_BEATING))

    assert (ending, Source.objects.count()) == ("lost to another worker", 0)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (Job.State.RUNNING, 2)


def test_a_worker_that_lost_its_lease_cannot_fail_the_job_of_the_next_one(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    def lose_it() -> None:
        Job.objects.update(lease_until=Now() - timedelta(seconds=1))
        sweep()
        leased(Job.objects.get(), NEVER_BEATING)

    def fail_too_late(job: Job, lease: Lease) -> None:
        elsewhere(lose_it)
        raise JobFailed(de="Die Datei ist leer.", en="The file is empty.")

    job = job_with(fail_too_late)

    ending = attempt(leased(job, NEVER_BEATING))

    job.refresh_from_db()
    assert ending == "lost to another worker"
    assert (job.state, job.attempt, job.problem_en) == (Job.State.RUNNING, 2, "")


def test_a_worker_that_cannot_reach_the_database_counts_its_lease_as_lost(
    job_with: Callable[[Handler], Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_database(lease: Lease) -> bool:
        raise OperationalError("no database")

    def work_on(job: Job, lease: Lease) -> None:
        make_source()
        wait_until(lambda: lease.beat(1) is not None)

    job = job_with(work_on)
    monkeypatch.setattr(Lease, "_extend", no_database)

    short = Pace(lease=timedelta(milliseconds=100), beat=timedelta(milliseconds=10))
    ending = attempt(leased(job, short))

    assert (ending, Source.objects.count()) == ("lost to another worker", 0)


def test_a_worker_whose_lease_ran_out_may_finish_if_nobody_took_the_job(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    def run_out(job: Job, lease: Lease) -> None:
        make_source()
        elsewhere(lambda: Job.objects.update(lease_until=Now() - timedelta(seconds=1)))

    job = job_with(run_out)

    assert attempt(leased(job, NEVER_BEATING)) == "succeeded"
    assert Source.objects.count() == 1


def test_a_sweep_leaves_a_job_alone_that_is_just_being_committed(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    swept = []

    def commit_slowly(job: Job, lease: Lease) -> None:
        elsewhere(lambda: Job.objects.update(lease_until=Now() - timedelta(seconds=1)))
        lease.guard()
        swept.append(elsewhere(sweep))

    job = job_with(commit_slowly)

    ending = attempt(leased(job, NEVER_BEATING))

    assert (ending, swept) == ("succeeded", [Swept(abandoned=0, lost=0)])


def test_a_worker_notices_at_its_next_beat_that_its_lease_is_lost(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    def lose_it() -> None:
        Job.objects.update(attempt=2)

    def work_on(job: Job, lease: Lease) -> None:
        make_source()
        elsewhere(lose_it)
        wait_until(lambda: lease.beat(1) is not None)

    job = job_with(work_on)

    assert attempt(leased(job)) == "lost to another worker"
    assert not Source.objects.exists()


def test_a_running_job_is_cancelled_at_its_next_beat(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    def work_on(job: Job, lease: Lease) -> None:
        make_source()
        elsewhere(lambda: cancel(job.pk, by_id=None))
        wait_until(lambda: lease.beat(1) is not None)

    job = job_with(work_on)

    attempt(leased(job))

    job.refresh_from_db()
    assert (job.state, job.attempt) == (Job.State.CANCELLED, 1)
    assert not Source.objects.exists()


def test_cancelling_ends_a_statement_that_runs_in_the_database(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    came_through = []

    def wait_in_the_database(job: Job, lease: Lease) -> None:
        elsewhere(lambda: cancel(job.pk, by_id=None))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(%s)", [PATIENCE])
        came_through.append(job)

    job = job_with(wait_in_the_database)

    attempt(leased(job))

    job.refresh_from_db()
    assert (job.state, came_through) == (Job.State.CANCELLED, [])


def test_a_job_is_cancelled_in_the_middle_of_a_copy(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    def copy_without_end(job: Job, lease: Lease) -> None:
        make_source()
        elsewhere(lambda: cancel(job.pk, by_id=None))
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE numbers (number integer) ON COMMIT DROP")
            with cursor.copy("COPY numbers FROM STDIN") as copy:
                while True:
                    copy.write("1\n" * 1_000)
                    lease.beat(1)

    job = job_with(copy_without_end)

    attempt(leased(job))

    job.refresh_from_db()
    assert (job.state, Source.objects.count()) == (Job.State.CANCELLED, 0)


def test_a_job_cancelled_after_its_last_beat_is_not_committed(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    def end_while_cancelled(job: Job, lease: Lease) -> None:
        make_source()
        elsewhere(lambda: cancel(job.pk, by_id=None))

    job = job_with(end_while_cancelled)

    attempt(leased(job, NEVER_BEATING))

    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert not Source.objects.exists()


def test_a_process_that_is_told_to_end_gives_its_job_back_without_a_setback(
    job_with: Callable[[Handler], Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = threading.Event()
    monkeypatch.setattr(leases, "stopping", told)

    def work_on(job: Job, lease: Lease) -> None:
        make_source()
        if job.attempt == 1:
            told.set()
            wait_until(lambda: lease.beat(1) is not None)

    job = job_with(work_on)

    attempt(leased(job))
    job.refresh_from_db()
    assert (job.state, job.setbacks, Source.objects.count()) == (Job.State.QUEUED, 0, 0)
    assert DBTaskResult.objects.ready().filter(id=job.task_id).exists()

    told.clear()
    assert attempt(leased(job)) == "succeeded"
    assert Source.objects.count() == 1


def test_a_second_signal_gives_the_job_back_at_once(job_with: Callable[[Handler], Job]) -> None:
    def exit_at_once(job: Job, lease: Lease) -> None:
        make_source()
        raise SystemExit(1)

    job = job_with(exit_at_once)

    with pytest.raises(SystemExit):
        run_job.call(job.pk)

    job.refresh_from_db()
    assert (job.state, job.setbacks, Source.objects.count()) == (Job.State.QUEUED, 0, 0)


def test_a_handler_that_hangs_loses_its_job(job_with: Callable[[Handler], Job]) -> None:
    came_through = []
    impatient = Pace(beat=timedelta(milliseconds=10), silence=timedelta(milliseconds=50))

    def hang(job: Job, lease: Lease) -> None:
        make_source()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(%s)", [PATIENCE])
        came_through.append(job)

    job = job_with(hang)

    attempt(leased(job, impatient))

    job.refresh_from_db()
    assert (job.state, job.setbacks, came_through) == (Job.State.QUEUED, 1, [])
    assert not Source.objects.exists()


def test_a_cut_connection_sets_the_job_back_and_the_next_attempt_does_it(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    def cut(process: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])

    def write(job: Job, lease: Lease) -> None:
        make_source()
        if job.attempt == 1:
            process = connection.connection.info.backend_pid
            elsewhere(lambda: cut(process))
        Source.objects.update(publisher="Institute for Wages")

    job = job_with(write)

    attempt(leased(job))
    job.refresh_from_db()
    assert (job.state, job.setbacks, Source.objects.count()) == (Job.State.QUEUED, 1, 0)

    assert attempt(leased(job)) == "succeeded"
    assert Source.objects.get().publisher == "Institute for Wages"


def test_a_heartbeat_whose_connection_was_cut_takes_another_one(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    cut = []

    def cut_the_heartbeat() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid() "
                "AND query LIKE 'UPDATE benchmarks_job SET heartbeat_at%'"
            )
            cut.append(cursor.fetchone()[0])
        return cut[-1] > 0

    def keep_working(job: Job, lease: Lease) -> None:
        elsewhere(lambda: wait_until(cut_the_heartbeat))
        lease.beat(5)
        elsewhere(lambda: wait_until(lambda: Job.objects.get().rows_done == 5))

    job = job_with(keep_working)

    assert attempt(leased(job)) == "succeeded"
    assert cut[-1] == 1


def test_an_interruption_hides_the_error_that_followed_from_it(
    job_with: Callable[[Handler], Job], elsewhere: Callable[..., object]
) -> None:
    def fail_because_of_it(job: Job, lease: Lease) -> None:
        elsewhere(lambda: cancel(job.pk, by_id=None))
        try:
            wait_until(lambda: lease.beat(1) is not None)
        except leases.Cancelled:
            raise JobFailed(de="Abgebrochen.", en="Broken off.") from None

    job = job_with(fail_because_of_it)

    attempt(leased(job))

    job.refresh_from_db()
    assert (job.state, job.problem_en) == (Job.State.CANCELLED, "")
