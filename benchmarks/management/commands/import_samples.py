"""Imports a spreadsheet of salary samples, through the same code as the admin."""

from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from benchmarks.importing import AlreadyImported, accept, stage
from benchmarks.mapping_json import Json, load_json
from benchmarks.models import ImportBatch, Source
from benchmarks.preview import preview
from benchmarks.preview_text import preview_lines
from benchmarks.reading.problems import ReadingError, refusal
from benchmarks.uploads import keep


class Command(BaseCommand):
    help = (
        "Reads a spreadsheet by a mapping and prints what an import would do. With --accept it "
        "counts at once, else it waits in the admin. The same file a second time changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="slug of the source")
        parser.add_argument("--mapping", required=True, type=Path, help="a JSON file")
        parser.add_argument("--accept", action="store_true", help="let the samples count")

    def handle(self, *args: object, **options: object) -> None:
        try:
            batch = self._stage(
                Path(str(options["file"])), str(options["source"]), Path(str(options["mapping"]))
            )
            self.stdout.write("\n".join(preview_lines(preview(batch))))
        except AlreadyImported as known:
            self.stdout.write(known.problem.sentence("en"))
            batch = known.batch
        except ReadingError as error:
            raise CommandError(error.problem.sentence("en")) from error
        if batch.state == ImportBatch.State.STAGED and options["accept"]:
            accept(batch, by_id=None, at=timezone.now())
            self.stdout.write(f"Accepted: import {batch.pk} counts from the next release on.")
        elif batch.state == ImportBatch.State.STAGED:
            self.stdout.write("Nothing counts yet: accept it in the admin, or with --accept.")

    def _stage(self, file: Path, slug: str, mapping: Path) -> ImportBatch:
        source = Source.objects.filter(slug=slug).first()
        if source is None:
            known = ", ".join(Source.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no source “{slug}”. There are: {known or 'none yet'}.")
        try:
            rules = _json(mapping)
            with file.open("rb") as content:
                kept = keep(File(content), file.name)
        except OSError as error:
            raise CommandError(f"“{error.filename}” can’t be read: {error.strerror}.") from error
        return stage(kept, source=source, mapping=rules, by_id=None, at=timezone.now())


def _json(mapping: Path) -> Json:
    try:
        return load_json(mapping.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise refusal("mapping-not-text") from error
