"""Keeps spreadsheets as they came: named by their content, never served, swept when unused."""

import gzip
import hashlib
import shutil
import tempfile
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePath
from typing import IO, cast

from django.core.files import File
from django.core.files.storage import storages
from django.db.models import Q

from benchmarks.models import ImportBatch, Job
from benchmarks.reading.limits import MIB, Limits
from benchmarks.reading.problems import refusal

LONGEST_NAME = 150
UNUSED_FOR = timedelta(days=1)
"""An upload that became no import may be one whose form is still open; after a day it is not."""

_GZIP = b"\x1f\x8b"
_BLOCK = MIB


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """An upload in the store: where it lies, what it is called, and the hash of its content."""

    stored_as: str
    name: str
    sha256: str


def keep(content: File[bytes], name: str) -> KeptFile:
    """Store an upload; the same content twice is stored once."""
    digest = hashlib.sha256()
    content.seek(0)
    while block := content.read(_BLOCK):
        digest.update(block)
    sha256 = digest.hexdigest()
    stored_as = f"{sha256[:2]}/{sha256}"
    store = storages["uploads"]
    if not store.exists(stored_as):
        content.seek(0)
        stored_as = store.save(stored_as, content)
    return KeptFile(stored_as=stored_as, name=clean_name(name), sha256=sha256)


def is_kept(file: KeptFile) -> bool:
    """Whether the file still lies in the store."""
    return storages["uploads"].exists(file.stored_as)


def clean_name(name: str) -> str:
    """What a file is called, without folders and without signs that a screen can't show."""
    last = PurePath(name.replace("\\", "/")).name
    shown = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in last)
    stem = " ".join(shown.split())
    return stem if len(stem) <= LONGEST_NAME else f"{stem[: LONGEST_NAME - 20]}…{stem[-19:]}"


@contextmanager
def readable(file: KeptFile, limits: Limits) -> Iterator[Path]:
    """A path at which the readers can open the file, unpacked where it is gzip.

    Raises ReadingError where it unpacks to more than is allowed, or not at all.
    """
    store = storages["uploads"]
    with store.open(file.stored_as) as stored, tempfile.TemporaryDirectory() as folder:
        is_packed = stored.read(len(_GZIP)) == _GZIP
        stored.seek(0)
        copy = Path(folder) / "file"
        if is_packed:
            _unpack(cast(IO[bytes], stored), copy, limits)
            yield copy
            return
        try:
            yield Path(store.path(file.stored_as))
        except NotImplementedError:  # a store on other machines
            with copy.open("wb") as target:
                shutil.copyfileobj(stored, target, _BLOCK)
            yield copy


def sweep_unused(now: datetime) -> None:
    """Delete uploads that became no import within a day, and that no job is to read."""
    store = storages["uploads"]
    used = set(ImportBatch.objects.values_list("file", flat=True))
    asked_for = Job.objects.filter(
        Q(state__in=Job.LIVING_STATES) | Q(requested_at__gt=now - UNUSED_FOR)
    )
    used |= set(asked_for.values_list("arguments__file__stored_as", flat=True))
    folders, _files = store.listdir("") if store.exists("") else ([], [])
    for folder in folders:
        for name in store.listdir(folder)[1]:
            stored_as = f"{folder}/{name}"
            if stored_as not in used and store.get_modified_time(stored_as) < now - UNUSED_FOR:
                store.delete(stored_as)


def _unpack(packed: IO[bytes], copy: Path, limits: Limits) -> None:
    written = 0
    try:
        with gzip.open(packed) as content, copy.open("wb") as target:
            while block := content.read(_BLOCK):
                written += len(block)
                if written > limits.text_bytes:
                    limit = limits.text_bytes // MIB
                    raise refusal("unpacks-too-large", limit=limit)
                target.write(block)
    except (EOFError, OSError, zlib.error) as error:
        raise refusal("looks-like-archive") from error
