"""What is done in the background: the handlers of each kind of job."""

from django.utils import timezone

from benchmarks.effects import effects_of
from benchmarks.job_problems import JobFailed
from benchmarks.leases import Lease
from benchmarks.models import ImportBatch, Job
from benchmarks.releasing import NothingToRelease, prepare_release


def prepare_release_job(job: Job, lease: Lease) -> None:
    """Prepare the next release; a person looks at it and publishes it."""
    try:
        release = prepare_release(
            by_id=job.requested_by_id, note=str(job.arguments.get("note", "")), at=timezone.now()
        )
    except NothingToRelease as nothing:
        raise JobFailed(de=nothing.german, en=str(nothing)) from nothing
    lease.row_id = release.pk


def read_effects_job(job: Job, lease: Lease) -> None:
    """Work out what accepting a staged import would do, and keep it with the import."""
    batch = ImportBatch.objects.get(pk=int(job.subject))
    lease.row_id = batch.pk
    batch.effects = effects_of(batch, at=timezone.now()).as_json()
    batch.save(update_fields=["effects"])
