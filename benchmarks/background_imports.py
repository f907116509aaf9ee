"""Spreadsheets that are read in the background: asked for, and read by the handler of the job."""

from dataclasses import asdict, dataclass
from typing import Self

from django.contrib.admin.models import ADDITION, LogEntry
from django.db.models import Q, QuerySet
from django.utils import timezone

from benchmarks.importing import stage, state_in_both_languages, undo
from benchmarks.job_problems import JobFailed
from benchmarks.jobs import enqueue
from benchmarks.leases import Lease
from benchmarks.mapping_json import Json
from benchmarks.models import ImportBatch, Job, Source
from benchmarks.reading.problems import refusal
from benchmarks.uploads import KeptFile, is_kept

KIND = "stage_import"
_STAGED = Q(state=ImportBatch.State.STAGED)
_ACCEPTED = Q(state=ImportBatch.State.ACCEPTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedImport:
    """A kept file and how to read it; `replacing_id` is the staged import whose place it takes.

    `undoing_id` is the accepted one that counts no longer once it is read, since a file counts
    once. Its rows stay: after discarding the new reading it can be redone.
    """

    file: KeptFile
    source_id: int
    mapping: Json
    replacing_id: int | None = None
    undoing_id: int | None = None

    @classmethod
    def of(cls, job: Job) -> Self:
        arguments = dict(job.arguments)
        return cls(file=KeptFile(**arguments.pop("file")), **arguments)

    @classmethod
    def again(cls, batch: ImportBatch) -> Self:
        """The file of an import by its own mapping, with the aliases of now.

        Raises ReadingError for an import that neither waits nor counts.
        """
        if batch.state not in (ImportBatch.State.STAGED, ImportBatch.State.ACCEPTED):
            raise refusal("import-changed-meanwhile", **state_in_both_languages(batch))
        counts = batch.state == ImportBatch.State.ACCEPTED
        return cls(
            file=KeptFile(
                stored_as=str(batch.file.name), name=batch.file_name, sha256=batch.sha256
            ),
            source_id=batch.source_id,
            mapping=batch.mapping,
            replacing_id=None if counts else batch.pk,
            undoing_id=batch.pk if counts else None,
        )

    @property
    def subject(self) -> str:
        return f"{self.source_id}:{self.file.sha256}"

    def replaced(self) -> ImportBatch | None:
        """The import to replace, if it still is one of this file that nobody has decided."""
        return self._same_file().filter(_STAGED, pk=self.replacing_id or 0).first()

    def undone(self) -> ImportBatch | None:
        """The import to undo, if it still counts."""
        return self._same_file().filter(_ACCEPTED, pk=self.undoing_id or 0).first()

    def already_there(self) -> ImportBatch | None:
        """The living import of the same file and source, unless it is to make room."""
        return (
            (self._same_file() & ImportBatch.objects.living())
            .exclude(_STAGED, pk=self.replacing_id or 0)
            .exclude(_ACCEPTED, pk=self.undoing_id or 0)
            .first()
        )

    def _same_file(self) -> QuerySet[ImportBatch]:
        return ImportBatch.objects.filter(source_id=self.source_id, sha256=self.file.sha256)


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
    now = timezone.now()
    if counting := wanted.undone():
        undo(counting, by_id=job.requested_by_id, at=now)
    batch = stage(
        wanted.file,
        source=source,
        mapping=wanted.mapping,
        by_id=job.requested_by_id,
        at=now,
        replacing=wanted.replaced(),
        progress=lease.beat,
    )
    lease.row_id = batch.pk
    if job.requested_by_id:
        LogEntry.objects.log_actions(
            job.requested_by_id, [batch], ADDITION, batch.file_name, single_object=True
        )
