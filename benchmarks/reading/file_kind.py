"""What a file is, judged by its content and never by its name."""

from enum import StrEnum

from benchmarks.reading.problems import refusal


class FileKind(StrEnum):
    """The kinds that can be read."""

    CSV = "csv"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"


HEAD = 4096  # bytes that suffice to judge everything but the inside of archives

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_LOOKS_LIKE = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"RIFF", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"PAR1", "database"),
    (b"SQLite format 3\0", "database"),
    (b"{\\rtf", "document"),
    (b"\x09\x00\x04\x00", "old-excel"),
    (b"\x09\x02\x06\x00", "old-excel"),
    (b"\x09\x04\x06\x00", "old-excel"),
)
_MARKUP = (
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b"<head", "html"),
    (b"<meta", "html"),
    (b"<table", "html"),
    (b"<?xml", "xml"),
    (b"<workbook", "xml"),
    (b"<office:document", "xml"),
    (b'{"', "json"),
    (b'[{"', "json"),
    (b"mime-version:", "html"),
)


def kind_of_head(head: bytes) -> FileKind:
    """XLS for any OLE file, XLSX for any zip, CSV for what may be text; the inside is judged later.

    Raises ReadingError naming what the file looks like when it is no spreadsheet.
    """
    if not head:
        raise refusal("empty-file")
    if head.startswith(ZIP_MAGIC):
        return FileKind.XLSX
    if head.startswith(OLE_MAGIC):
        return FileKind.XLS
    for magic, what in _LOOKS_LIKE:
        if head.startswith(magic):
            raise refusal(f"looks-like-{what}")
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    compact = start.replace(b" ", b"").replace(b"\n", b"").replace(b"\r", b"")
    for opening, what in _MARKUP:
        if start.startswith(opening) or compact.startswith(opening):
            raise refusal(f"looks-like-{what}")
    return FileKind.CSV


def kind_of_archive(names: frozenset[str], mimetype: bytes, content_types: bytes) -> FileKind:
    """XLSX or ODS by the parts of a zip, names in lower case. Raises ReadingError for others."""
    is_ods = mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet")
    if is_ods and "content.xml" in names and "xl/workbook.xml" not in names:
        return FileKind.ODS
    if "xl/workbook.bin" in names:
        raise refusal("looks-like-xlsb")
    if "xl/workbook.xml" in names and "content.xml" not in names:
        if "xl/vbaproject.bin" in names or b"macroEnabled" in content_types:
            raise refusal("looks-like-macros")
        return FileKind.XLSX
    if any(name.endswith(".iwa") or name == "index.zip" for name in names):
        raise refusal("looks-like-numbers")
    if mimetype or any(name.startswith(("word/", "ppt/", "visio/")) for name in names):
        raise refusal("looks-like-document")
    if any(name.startswith("xl/") for name in names):  # a workbook laid out as nobody reads it
        raise refusal("damaged-workbook")
    raise refusal("looks-like-archive")


def refuse_unless_xls(streams: frozenset[str]) -> None:
    """Refuses an OLE file that is no plain xls: encrypted, with macros, or another program's."""
    if "EncryptedPackage" in streams:
        raise refusal("password")
    if "VBA" in streams or "_VBA_PROJECT" in streams:
        raise refusal("looks-like-macros")
    if not streams & {"Workbook", "Book"}:
        raise refusal("looks-like-document")
