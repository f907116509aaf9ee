"""Reads the streams of an OLE container, as old Excel files and encrypted new ones are.

The container is a small file system; its layout is in Microsoft's [MS-CFB].
"""

import struct
from array import array
from collections.abc import Iterator

from benchmarks.reading.problems import refusal

_ENTRY = struct.Struct("<64sHB49x2L4x")  # name, its length in bytes, kind, first sector, size
_LAST = 0xFFFFFFFA  # sector numbers from here on mean "end", "free" and the like
_STREAM, _ROOT = 2, 5
_MINI_SECTOR = 64


class OleFile:
    """The streams of an OLE file by name. Raises ReadingError where chains break or loop."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._read_header()
            self._entries = {"": (_LAST, 0)} | dict(self._directory())
        except (struct.error, ValueError) as damage:
            raise refusal("damaged-workbook") from damage

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._entries) - {""}

    def stream(self, name: str) -> bytes:
        """The content of one stream."""
        start, size = self._entries[name]
        if size >= self._mini_cutoff:
            return self._chain(start)[:size]
        root_start, _ = self._entries[""]
        container = self._chain(root_start)
        table = _numbers(self._chain(self._mini_table))
        return b"".join(
            container[number * _MINI_SECTOR : (number + 1) * _MINI_SECTOR]
            for number in _followed(table, start, most=len(container) // _MINI_SECTOR + 1)
        )[:size]

    def _read_header(self) -> None:
        header = struct.unpack_from("<2H6x9L", self._content, 30)
        shift, _, _, tables, directory, _, cutoff, mini_table, _, more, _ = header
        if shift not in (9, 12):
            raise refusal("damaged-workbook")
        self._sector_size = 1 << shift
        self._sectors = len(self._content) // self._sector_size
        self._directory_start, self._mini_table, self._mini_cutoff = directory, mini_table, cutoff
        places = list(struct.unpack_from("<109L", self._content, 76))
        while more < _LAST and len(places) < min(tables, self._sectors):
            *further, more = _numbers(self._sector(more))
            places += further
        self._table = array("I")
        for place in places[: min(tables, self._sectors)]:
            self._table += _numbers(self._sector(place))

    def _directory(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Names of streams with their first sector and size; the root's name is empty."""
        listing = self._chain(self._directory_start)
        for at in range(0, len(listing) - _ENTRY.size + 1, _ENTRY.size):
            name, length, kind, start, size = _ENTRY.unpack_from(listing, at)
            if kind == _STREAM:
                yield name[: max(length - 2, 0)].decode("utf-16-le", "replace"), (start, size)
            elif kind == _ROOT:
                yield "", (start, size)

    def _chain(self, start: int) -> bytes:
        chain = _followed(self._table, start, most=self._sectors)
        return b"".join(map(self._sector, chain))

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._sector_size
        return self._content[at : at + self._sector_size]


def _followed(table: "array[int]", number: int, most: int) -> Iterator[int]:
    """The sectors of a chain in order; a chain of more than ``most`` runs in a circle."""
    for _ in range(most + 1):
        if number >= _LAST:
            return
        if number >= len(table):
            break
        yield number
        number = table[number]
    raise refusal("damaged-workbook")


def _numbers(sectors: bytes) -> "array[int]":
    return array("I", struct.unpack(f"<{len(sectors) // 4}L", sectors[: len(sectors) // 4 * 4]))
