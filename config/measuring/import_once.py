"""One import in a process of its own, from upload to accepted samples, as a worker does it."""

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import django
from django.conf import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """What one import took; `parser_peak_mib` is that of the process that reads workbooks."""

    batch_id: int
    accepted: int
    seconds: float
    cpu_seconds: float
    peak_mib: float
    parser_peak_mib: float


def import_in_child(path: Path, *, database: str, uploads: str) -> ImportRun:
    """Import a file in a fresh process, so that the peak of its memory is that of one import.

    Raises CalledProcessError; why stands on standard error.
    """
    answer = subprocess.run(  # noqa: S603 (our own words only)
        [sys.executable, "-m", __name__, database, uploads, str(path)],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        check=True,
    )
    return ImportRun(**json.loads(answer.stdout))


def import_file(path: Path) -> ImportRun:
    """Keep the file, let the job read it, accept what it staged."""
    from django.core.files import File
    from django.utils import timezone

    from benchmarks.background_imports import WantedImport, ask_for_import
    from benchmarks.importing import accept
    from benchmarks.leases import claim
    from benchmarks.models import ImportBatch, Source
    from benchmarks.tasks import work
    from benchmarks.uploads import keep
    from config.measuring.processes import MemoryWatch, cpu_seconds
    from config.measuring.survey_file import MAPPING

    source = Source.objects.get(slug="ai-jobs-net")
    started, used = time.perf_counter(), cpu_seconds()
    with MemoryWatch() as memory:
        with path.open("rb") as content:
            file = keep(File(content), path.name)
        wanted = WantedImport(file=file, source_id=source.pk, mapping=MAPPING)
        lease = claim(ask_for_import(wanted, by_id=None).pk, worker="measured")
        if lease is None:
            raise RuntimeError("another worker has taken the measured import")
        work(lease)
        batch = ImportBatch.objects.get(pk=lease.row_id or 0)
        batch = accept(batch, by_id=None, at=timezone.now())
    return ImportRun(
        batch_id=batch.pk,
        accepted=batch.rows_accepted,
        seconds=time.perf_counter() - started,
        cpu_seconds=cpu_seconds() - used,
        peak_mib=memory.own_mib,
        parser_peak_mib=memory.children_mib,
    )


def main(database: str, uploads: str, path: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.db import connection
    from django.test.utils import override_settings

    from config.measuring.scratch import storages_in

    connection.settings_dict["NAME"] = database
    connection.settings_dict["OPTIONS"].pop("pool", None)
    with override_settings(STORAGES=storages_in(uploads)):
        print(json.dumps(asdict(import_file(Path(path)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
