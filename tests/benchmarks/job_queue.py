"""The work of a worker in the process of a test, in its transaction and on its connection."""

from datetime import timedelta

from benchmarks.leases import Pace, claim
from benchmarks.models import Job
from benchmarks.tasks import attempt

QUIET = Pace(beat=timedelta(days=1))
"""A heart on another connection would not see what the test has not committed."""


def work_off_the_queue() -> None:
    """One attempt at each waiting job."""
    for job in Job.objects.filter(state=Job.State.QUEUED).order_by("pk"):
        lease = claim(job.pk, worker="test", pace=QUIET)
        assert lease
        attempt(lease)
