"""Judges a workbook before any parser builds it: container, XML, true extent of its sheets."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from benchmarks.reading import ods_scan, xlsx_scan
from benchmarks.reading.file_kind import FileKind, kind_of_archive, refuse_unless_xls
from benchmarks.reading.limits import MIB, Limits
from benchmarks.reading.problems import refusal
from benchmarks.reading.sheet_facts import SheetFacts
from benchmarks.reading.xml_guard import GuardedParser, looks_like_xml
from benchmarks.reading.zip_parts import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookFacts:
    """A workbook that may be read, as the gate's own scan counted it.

    ``sheets`` is empty for xls, whose records only the parser understands.
    """

    kind: FileKind
    sheets: tuple[SheetFacts, ...] = ()
    has_external_links: bool = False


def inspect_workbook(path: Path, kind: FileKind, limits: Limits) -> WorkbookFacts:
    """The facts of a zip or OLE workbook; raises ReadingError for whatever must not be read.

    Memory stays flat: nothing is held but the parts' directory and the cell being counted.
    """
    size = path.stat().st_size
    if size > limits.workbook_bytes:
        raise refusal(
            "file-too-large", size=f"{size / MIB:.1f}", limit=limits.workbook_bytes // MIB
        )
    with path.open("rb") as file:
        if kind is FileKind.XLS:
            refuse_unless_xls(file.read())
            return WorkbookFacts(kind=kind)
        return _inspect_archive(file, limits)


def _inspect_archive(file: BinaryIO, limits: Limits) -> WorkbookFacts:
    deadline = time.monotonic() + limits.seconds
    archive = Archive(file, limits)
    kind = kind_of_archive(
        frozenset(archive.parts),
        mimetype=_head(archive, "mimetype"),
        content_types=_head(archive, "[content_types].xml"),
    )
    for name in archive.parts:
        if looks_like_xml(_head(archive, name)):
            GuardedParser(deadline).feed(archive.chunks(name), must_be_sound=False)
    scan_sheets = ods_scan.scan_sheets if kind is FileKind.ODS else xlsx_scan.scan_sheets
    return WorkbookFacts(
        kind=kind,
        sheets=scan_sheets(archive, limits, deadline),
        has_external_links=any(name.startswith("xl/externallinks/") for name in archive.parts),
    )


def _head(archive: Archive, name: str) -> bytes:
    return next(archive.chunks(name), b"") if name in archive.parts else b""
