"""Writes the smallest xls files: BIFF8 records in an OLE container of 512-byte sectors."""

import struct
from collections.abc import Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_DATE_STYLE = 1  # index of the second XF record, number format 14


class Day(float):
    """A day's serial number, to be written with a date format."""


class Failed(int):
    """The code of an error that a cell shows: 7 is #DIV/0!."""


def xls(
    rows: Sequence[Sequence[object]],
    *,
    name: str = "Data",
    sheet_kind: int = 0,
    before_sheets: bytes = b"",
) -> bytes:
    """A workbook of one sheet; ``before_sheets`` are records put before the list of sheets."""
    return ole(["Workbook"], _workbook(rows, name, sheet_kind, before_sheets))


def ole(names: Sequence[str], content: bytes) -> bytes:
    """An OLE file with the given streams, of which the first one has the content."""
    if len(content) < 4096:  # shorter streams live in a structure of their own
        content = content.ljust(4096, b"\0")
    sectors = -(-len(content) // _SECTOR)
    entries = b"".join(
        _entry(name, 2, start=2 if not index else _END, size=0 if index else len(content))
        for index, name in enumerate(names)
    )
    directory = _entry("Root Entry", 5, child=1, start=_END, size=0) + entries
    assert len(directory) <= _SECTOR
    chain = [*range(3, 2 + sectors), _END]
    fat = struct.pack("<128L", *([_FAT, _END, *chain] + [_FREE] * 128)[:128])
    header = struct.pack(
        "<8s16x5H6x9L",
        bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109L", 0, *[_FREE] * 108)
    return header + fat + directory.ljust(_SECTOR, b"\0") + content.ljust(sectors * _SECTOR, b"\0")


def _entry(name: str, kind: int, *, start: int, size: int, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    right = _FREE
    return struct.pack(
        "<64sH2B3L16x4x16x3L", text, len(text) + 2, kind, 1, _FREE, right, child, start, size, 0
    )


def _workbook(
    rows: Sequence[Sequence[object]], name: str, sheet_kind: int, before_sheets: bytes
) -> bytes:
    styles = b"".join(_record(0xE0, struct.pack("<HH16x", 0, form)) for form in (0, 14))
    opening = _record(0x809, struct.pack("<2H12x", 0x600, 5)) + _record(0x42, b"\xb0\x04")
    opening += styles + before_sheets
    sheet_name = struct.pack("<BB", len(name), 0) + name.encode("latin-1")
    length = len(opening) + 4 + 6 + len(sheet_name) + 4
    bound = _record(0x85, struct.pack("<LBB", length, 0, sheet_kind) + sheet_name)
    return opening + bound + _record(0xA, b"") + _sheet(rows)


def _sheet(rows: Sequence[Sequence[object]]) -> bytes:
    cells = b"".join(
        _cell(number, column, value)
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
    )
    width = max(map(len, rows), default=0)
    extent = _record(0x200, struct.pack("<2L3H", 0, len(rows), 0, width, 0))
    return _record(0x809, struct.pack("<2H12x", 0x600, 0x10)) + extent + cells + _record(0xA, b"")


def _cell(row: int, column: int, value: object) -> bytes:
    if value is None:
        return b""
    if isinstance(value, Failed):
        return _record(0x205, struct.pack("<3H2B", row, column, 0, value, 1))
    if isinstance(value, int | float):
        style = _DATE_STYLE if isinstance(value, Day) else 0
        return _record(0x203, struct.pack("<3Hd", row, column, style, value))
    text = str(value)
    return _record(
        0x204, struct.pack("<3HHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
    )


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<2H", kind, len(content)) + content
