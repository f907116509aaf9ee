"""Jobs from outside: asked for, cancelled, and taken up again when a killed worker left them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from benchmarks.job_kinds import KINDS
from benchmarks.mapping_json import Json
from benchmarks.models import Job
from benchmarks.models.jobs import JobQuerySet
from benchmarks.tasks import run_job, send, set_back

ONE_LIVING_JOB = "job_is_the_only_living_one_of_its_subject"

TASK_IS_LOST_AFTER = timedelta(seconds=30)
"""A task may be taken from the queue this long before its job is claimed, which takes moments."""

TASKS_ARE_KEPT_FOR = timedelta(days=1)


class AlreadyUnderWay(Exception):
    """The same is being done already, by `job`."""

    def __init__(self, job: Job) -> None:
        super().__init__(f"{job} is under way")
        self.job = job


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What one sweep found."""

    abandoned: int
    lost: int


def enqueue(
    kind: str,
    *,
    by_id: int | None,
    subject: str = "",
    row_id: int | None = None,
    arguments: Mapping[str, Json] | None = None,
) -> Job:
    """Ask for a job, in the caller's transaction if there is one: it starts after the commit.

    `subject` names what must not be done twice at the same time, such as the hash of a file.
    Raises AlreadyUnderWay while the kind works on this subject, KeyError for an unknown kind.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    while True:
        try:
            with transaction.atomic():
                job = Job.objects.create(
                    kind=kind,
                    subject=subject,
                    row_id=row_id,
                    arguments=dict(arguments or {}),
                    requested_by_id=by_id,
                )
                send(job)
        except IntegrityError as error:
            if ONE_LIVING_JOB not in str(error):
                raise
            if living := Job.objects.living().filter(kind=kind, subject=subject).first():
                raise AlreadyUnderWay(living) from error
        else:
            return job


@transaction.atomic
def cancel(job_id: int, *, by_id: int | None) -> Job:
    """End a waiting job at once, ask a running one to end, leave a finished one as it is."""
    job = Job.objects.select_for_update(no_key=True).get(pk=job_id)
    if not job.is_living or job.cancel_requested:
        return job
    job.cancel_requested, job.cancelled_by_id = True, by_id
    if job.state == Job.State.QUEUED:
        job.end(Job.State.CANCELLED)
    job.save()
    return job


@transaction.atomic
def sweep() -> Swept:
    """Take up what killed workers left; any number of processes may sweep at the same time."""
    abandoned = list(Job.objects.abandoned().locked())
    _running_tasks(abandoned).update(
        status=TaskResultStatus.FAILED,
        finished_at=Now(),
        exception_class_path="benchmarks.leases.LeaseLost",
    )
    for job in abandoned:
        set_back(job)
    lost = list(_without_task().locked())
    for job in lost:
        send(job)
    DBTaskResult.objects.filter(
        task_path=run_job.module_path, started_at__lt=Now() - TASKS_ARE_KEPT_FOR
    ).delete()
    return Swept(abandoned=len(abandoned), lost=len(lost))


def _without_task() -> JobQuerySet:
    """Waiting jobs that no task in the queue carries any more."""
    alive = Q(status=TaskResultStatus.READY) | Q(
        status=TaskResultStatus.RUNNING, started_at__gt=Now() - TASK_IS_LOST_AFTER
    )
    carrier = DBTaskResult.objects.filter(alive, id=OuterRef("task_id"))
    return Job.objects.filter(~Exists(carrier), state=Job.State.QUEUED)


def _running_tasks(jobs: list[Job]) -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(
        id__in=[job.task_id for job in jobs], status=TaskResultStatus.RUNNING
    )
