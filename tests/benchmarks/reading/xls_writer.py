"""Writes the smallest xls files: BIFF8 records in an OLE container of 512-byte sectors."""

import struct
from collections.abc import Sequence

_SECTOR = 512
_FREE, _END, _FAT, _LIST = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
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
    more_records: bytes = b"",
) -> bytes:
    """A workbook of one sheet, with more records before the list of sheets and in the sheet."""
    stream = _workbook(rows, name, sheet_kind, before_sheets, more_records)
    return ole(["Workbook"], stream)


def small_xls(rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook below 4096 bytes in the container's stream of 64-byte sectors."""
    content = _workbook(rows, "Data", 0, b"", b"")
    pieces = -(-len(content) // 64)
    assert pieces <= 128
    sectors = -(-pieces // 8)
    directory = _entry("Root Entry", 5, child=1, start=3, size=pieces * 64)
    directory += _entry("Workbook", 2, start=0, size=len(content))
    big = [_FAT, _END, _END, *range(4, 3 + sectors), _END]
    small = [*range(1, pieces), _END]
    fat, mini_fat = (_table(numbers) for numbers in (big, small))
    body = content.ljust(sectors * _SECTOR, b"\0")
    return _header(mini_fat=2) + fat + directory.ljust(_SECTOR, b"\0") + mini_fat + body


def ole(names: Sequence[str], content: bytes) -> bytes:
    """An OLE file with the given streams, of which the first one has the content."""
    content = content.ljust(4096, b"\0")  # shorter streams live in a structure of their own
    sectors = -(-len(content) // _SECTOR)
    tables = -(-(sectors + 2) // 126)  # a little more than needed for their own sectors
    lists = -(-max(tables - 109, 0) // 127)
    directory_at = tables + lists
    entries = b"".join(
        _entry(
            name, 2, start=_END if index else directory_at + 1, size=0 if index else len(content)
        )
        for index, name in enumerate(names)
    )
    directory = _entry("Root Entry", 5, child=1, start=_END, size=0) + entries
    assert len(directory) <= _SECTOR
    following = [*range(directory_at + 2, directory_at + 1 + sectors), _END]
    chains = [_FAT] * tables + [_LIST] * lists + [_END] + following
    fat = b"".join(_table(chains[at : at + 128]) for at in range(0, tables * 128, 128))
    further = b"".join(_list_of_tables(number, tables, lists) for number in range(lists))
    body = content.ljust(sectors * _SECTOR, b"\0")
    header = _header(directory=directory_at, tables=tables, lists=lists)
    return header + fat + further + directory.ljust(_SECTOR, b"\0") + body


def _list_of_tables(number: int, tables: int, lists: int) -> bytes:
    """A sector of places of tables beyond the header's 109, with the place of the next such."""
    first = 109 + 127 * number
    places = [*range(first, min(first + 127, tables))] + [_FREE] * 127
    following = tables + number + 1 if number + 1 < lists else _END
    return struct.pack("<128L", *places[:127], following)


def _header(*, directory: int = 1, tables: int = 1, lists: int = 0, mini_fat: int = _END) -> bytes:
    """The file's first 512 bytes: the tables of sectors come first, then their further list."""
    header = struct.pack(
        "<8s16x5H6x9L",
        bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6,
        0, tables, directory, 0, 4096, mini_fat, int(mini_fat != _END),
        tables if lists else _END, lists,
    )  # fmt: skip
    places = [*range(min(tables, 109))] + [_FREE] * 109
    return header + struct.pack("<109L", *places[:109])


def _table(numbers: Sequence[int]) -> bytes:
    return struct.pack("<128L", *([*numbers] + [_FREE] * 128)[:128])


def _entry(name: str, kind: int, *, start: int, size: int, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    right = _FREE
    return struct.pack(
        "<64sH2B3L16x4x16x3L", text, len(text) + 2, kind, 1, _FREE, right, child, start, size, 0
    )


def _workbook(
    rows: Sequence[Sequence[object]],
    name: str,
    sheet_kind: int,
    before_sheets: bytes,
    more_records: bytes,
) -> bytes:
    styles = b"".join(record(0xE0, struct.pack("<HH16x", 0, form)) for form in (0, 14))
    opening = record(0x809, struct.pack("<2H12x", 0x600, 5)) + record(0x42, b"\xb0\x04")
    opening += styles + before_sheets
    is_wide = not name.isascii()
    letters = name.encode("utf-16-le" if is_wide else "latin-1")
    sheet_name = struct.pack("<BB", len(name), is_wide) + letters
    length = len(opening) + 4 + 6 + len(sheet_name) + 4
    bound = record(0x85, struct.pack("<LBB", length, 0, sheet_kind) + sheet_name)
    return opening + bound + record(0xA, b"") + _sheet(rows, more_records)


def _sheet(rows: Sequence[Sequence[object]], more_records: bytes) -> bytes:
    cells = b"".join(
        _cell(number, column, value)
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
    )
    width = max(map(len, rows), default=0)
    extent = record(0x200, struct.pack("<2L3H", 0, len(rows), 0, width, 0))
    opening = record(0x809, struct.pack("<2H12x", 0x600, 0x10)) + extent
    return opening + cells + more_records + record(0xA, b"")


def _cell(row: int, column: int, value: object) -> bytes:
    if value is None:
        return b""
    if isinstance(value, Failed):
        return record(0x205, struct.pack("<3H2B", row, column, 0, value, 1))
    if isinstance(value, int | float):
        style = _DATE_STYLE if isinstance(value, Day) else 0
        return record(0x203, struct.pack("<3Hd", row, column, style, value))
    text = str(value)
    return record(
        0x204, struct.pack("<3HHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
    )


def record(kind: int, content: bytes) -> bytes:
    """One BIFF record."""
    return struct.pack("<2H", kind, len(content)) + content
