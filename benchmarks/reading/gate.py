"""Judges a workbook before any parser builds it: container, XML, true extent of its sheets."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from benchmarks.reading import ods_scan, xls_scan, xlsx_scan
from benchmarks.reading.file_kind import FileKind, kind_of_archive, refuse_unless_xls
from benchmarks.reading.limits import MIB, Limits
from benchmarks.reading.ole_file import OleFile
from benchmarks.reading.problems import refusal
from benchmarks.reading.sheet_facts import SheetFacts
from benchmarks.reading.xml_guard import GuardedParser, looks_like_xml
from benchmarks.reading.zip_parts import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookFacts:
    """A workbook that may be read, as the gate's own scan counted it."""

    kind: FileKind
    sheets: tuple[SheetFacts, ...]
    has_external_links: bool = False


def inspect_workbook(path: Path, kind: FileKind, limits: Limits) -> WorkbookFacts:
    """The facts of a zip or OLE workbook; raises ReadingError for whatever must not be read.

    Memory stays flat: of archives nothing is held but the directory and the cell being counted,
    of OLE files, whose sectors lie in any order, two copies of at most ``workbook_bytes``.
    """
    size = path.stat().st_size
    if size > limits.workbook_bytes:
        raise refusal(
            "file-too-large", size=f"{size / MIB:.1f}", limit=limits.workbook_bytes // MIB
        )
    with path.open("rb") as file:
        deadline = time.monotonic() + limits.seconds
        if kind is FileKind.XLS:
            return _inspect_ole(file, limits, deadline)
        return _inspect_archive(file, limits, deadline)


def _inspect_ole(file: BinaryIO, limits: Limits, deadline: float) -> WorkbookFacts:
    container = OleFile(file.read())
    refuse_unless_xls(container.names)
    sheets = xls_scan.scan_sheets(container, limits, deadline)
    return WorkbookFacts(kind=FileKind.XLS, sheets=sheets)


def _inspect_archive(file: BinaryIO, limits: Limits, deadline: float) -> WorkbookFacts:
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
