"""Spreadsheets that are read in the background: asked for, and read by the handler of the job."""

from dataclasses import asdict, dataclass
from typing import Self

from django.contrib.admin.models import ADDITION, LogEntry
from django.utils import timezone

from benchmarks.importing import stage
from benchmarks.job_problems import JobFailed
from benchmarks.jobs import enqueue
from benchmarks.leases import Lease
from benchmarks.mapping_json import Json
from benchmarks.models import ImportBatch, Job, Source
from benchmarks.reading.problems import refusal
from benchmarks.uploads import KeptFile, is_kept

KIND = "stage_import"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedImport:
    """A kept file and how to read it; `replacing_id` is the staged import whose place it takes."""

    file: KeptFile
    source_id: int
    mapping: Json
    replacing_id: int | None = None

    @classmethod
    def of(cls, job: Job) -> Self:
        arguments = dict(job.arguments)
        return cls(file=KeptFile(**arguments.pop("file")), **arguments)

    @property
    def subject(self) -> str:
        return f"{self.source_id}:{self.file.sha256}"

    def replaced(self) -> ImportBatch | None:
        """The import to replace, if it still is one of this file that nobody has decided."""
        return ImportBatch.objects.filter(
            pk=self.replacing_id or 0,
            state=ImportBatch.State.STAGED,
            source_id=self.source_id,
            sha256=self.file.sha256,
        ).first()

    def already_there(self) -> ImportBatch | None:
        """The living import of the same file and source, unless it is the one to replace."""
        return (
            ImportBatch.objects.living()
            .filter(source_id=self.source_id, sha256=self.file.sha256)
            .exclude(pk=self.replacing_id or 0, state=ImportBatch.State.STAGED)
            .first()
        )


def ask_for_import(wanted: WantedImport, *, by_id: int | None) -> Job:
    """Let a worker read the file. Raises AlreadyUnderWay while one reads it for this source."""
    return enqueue(KIND, by_id=by_id, subject=wanted.subject, arguments=asdict(wanted))


def stage_import_job(job: Job, lease: Lease) -> None:
    """Stage the file; a person looks at the preview and decides."""
    wanted = WantedImport.of(job)
    source = Source.objects.filter(pk=wanted.source_id).first()
    if source is None:
        raise JobFailed(
            de="Die Quelle der Datei wurde inzwischen gelöscht.",
            en="The source of the file has been deleted meanwhile.",
        )
    if not is_kept(wanted.file):
        raise refusal("upload-gone")
    batch = stage(
        wanted.file,
        source=source,
        mapping=wanted.mapping,
        by_id=job.requested_by_id,
        at=timezone.now(),
        replacing=wanted.replaced(),
        progress=lease.beat,
    )
    lease.row_id = batch.pk
    if job.requested_by_id:
        LogEntry.objects.log_actions(
            job.requested_by_id, [batch], ADDITION, batch.file_name, single_object=True
        )
