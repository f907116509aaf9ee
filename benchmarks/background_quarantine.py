"""Decisions on rows in quarantine, at once where the file is small, else in the background."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Self

from django.db.models import QuerySet
from django.utils import timezone

from benchmarks.importing import Progress
from benchmarks.jobs import enqueue
from benchmarks.leases import Lease
from benchmarks.models import ImportBatch, Job, QuarantineDecision, SetAsideRow
from benchmarks.quarantine import decide_rows, rows_of_group, undo_decision

KIND = "decide_quarantine"
AT_ONCE = 20_000
"""Rows of a file that are read again within a second; for more, nobody should wait on a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedDecision:
    """What a person decides of a group in quarantine; `row_numbers` are those ticked, None all.

    With `undone_id` it is the decision to undo, and nothing else is said.
    """

    code: str = ""
    readings: Sequence[str] = ()
    row_numbers: Sequence[int] | None = None
    take_as: str = ""
    why: str = ""
    undone_id: int | None = None

    @classmethod
    def of(cls, job: Job) -> Self:
        return cls(**job.arguments)

    def rows(self, batch: ImportBatch) -> QuerySet[SetAsideRow]:
        """Those that still wait."""
        group = rows_of_group(batch, self.code, self.readings)
        return group if self.row_numbers is None else group.filter(row_number__in=self.row_numbers)

    def carry_out(
        self,
        batch: ImportBatch,
        *,
        by_id: int | None,
        at: datetime,
        progress: Progress | None = None,
    ) -> QuarantineDecision:
        """Raises ReadingError where it can't be done, after which nothing has changed."""
        if self.undone_id:
            decision = batch.decisions.get(pk=self.undone_id)
            return undo_decision(decision, by_id=by_id, at=at)
        return decide_rows(
            batch,
            self.rows(batch),
            self.take_as,
            by_id=by_id,
            at=at,
            why=self.why,
            progress=progress,
        )


def ask_for_decision(batch: ImportBatch, wanted: WantedDecision, *, by_id: int | None) -> Job:
    """Let a worker carry it out. Raises AlreadyUnderWay while one works on this quarantine."""
    return enqueue(
        KIND, by_id=by_id, subject=str(batch.pk), row_id=batch.pk, arguments=asdict(wanted)
    )


def decide_quarantine_job(job: Job, lease: Lease) -> None:
    """Carry out the decision in one step, which can be undone as one."""
    WantedDecision.of(job).carry_out(
        ImportBatch.objects.get(pk=int(job.subject)),
        by_id=job.requested_by_id,
        at=timezone.now(),
        progress=lease.beat,
    )
