"""Opens a zip container as strictly as a hostile one needs, and inflates its parts in a stream."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from benchmarks.reading.limits import KIB, Limits
from benchmarks.reading.problems import refusal

CHUNK = 64 * KIB
_CENTRAL_RECORD = b"PK\x01\x02"
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")  # APPNOTE 4.3.7, 30 bytes
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file in the container: where its packed bytes lie and what they must unpack to."""

    name: str
    start: int
    end: int
    size: int
    crc: int
    deflated: bool


class Archive:
    """The parts of a zip file, every one of them proved to be what its header says.

    Nothing rests on a declared size: all parts are inflated once and counted before anybody reads
    one, so a header that lies, and bytes that lie on top of one another, never get any further.
    Raises ReadingError.
    """

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file = file
        _count_records(file, limits)
        try:
            with zipfile.ZipFile(file) as directory:
                entries = directory.infolist()
        # zipfile answers damage with a dozen kinds of error, some undocumented.
        except Exception as damage:
            raise refusal("damaged-workbook") from damage
        self.parts = self._located([entry for entry in entries if not entry.is_dir()])
        self._verify(limits)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The unpacked bytes of one part, at most ``CHUNK`` at a time."""
        return self._inflated(self.parts[name])

    def _located(self, entries: list[zipfile.ZipInfo]) -> dict[str, Part]:
        """The parts by name in lower case, in the order in which they lie in the file."""
        parts: dict[str, Part] = {}
        free_from = 0
        for entry in sorted(entries, key=lambda entry: entry.header_offset):
            _refuse_odd_entry(entry)
            part = self._locate(entry)
            overlaps = entry.header_offset < free_from
            if overlaps or part.name.lower() in parts:
                raise refusal("deceptive-archive")
            free_from = part.end
            parts[part.name.lower()] = part
        if not parts or min(entry.header_offset for entry in entries) != 0:
            raise refusal("damaged-workbook")
        return parts

    def _locate(self, entry: zipfile.ZipInfo) -> Part:
        self._file.seek(entry.header_offset)
        header = self._file.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise refusal("damaged-workbook")
        name_length, extra_length = _LOCAL_HEADER.unpack(header)[-2:]
        encoding = "utf-8" if entry.flag_bits & _UTF8_NAME else "cp437"
        if self._file.read(name_length) != entry.orig_filename.encode(encoding, "replace"):
            raise refusal("deceptive-archive")
        start = entry.header_offset + _LOCAL_HEADER.size + name_length + extra_length
        return Part(
            name=entry.filename.replace("\\", "/"),  # as some old programs write it
            start=start,
            end=start + entry.compress_size,
            size=entry.file_size,
            crc=entry.CRC,
            deflated=entry.compress_type == zipfile.ZIP_DEFLATED,
        )

    def _verify(self, limits: Limits) -> None:
        unpacked = 0
        for part in self.parts.values():
            size = crc = 0
            for chunk in self._inflated(part):
                size += len(chunk)
                if unpacked + size > limits.unpacked_bytes:
                    raise refusal("unpacks-too-large", limit=limits.unpacked_bytes // KIB**2)
                crc = zlib.crc32(chunk, crc)
            if (size, crc) != (part.size, part.crc):
                raise refusal("damaged-workbook")
            unpacked += size

    def _inflated(self, part: Part) -> Iterator[bytes]:
        if not part.deflated:
            yield from self._packed(part)
            return
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for packed in self._packed(part):
                block = stream.decompress(packed, CHUNK)
                yield block
                # A full block means that more may wait, even when all input is consumed.
                while not stream.eof and (stream.unconsumed_tail or len(block) == CHUNK):
                    block = stream.decompress(stream.unconsumed_tail, CHUNK)
                    yield block
        except zlib.error as damage:
            raise refusal("damaged-workbook") from damage
        if not stream.eof or stream.unused_data:
            raise refusal("damaged-workbook")

    def _packed(self, part: Part) -> Iterator[bytes]:
        position = part.start
        while position < part.end:
            self._file.seek(position)
            chunk = self._file.read(min(CHUNK, part.end - position))
            if not chunk:
                raise refusal("damaged-workbook")
            position += len(chunk)
            yield chunk


def _count_records(file: BinaryIO, limits: Limits) -> None:
    """Refuses a crowded directory before zipfile builds an object for each of its entries."""
    file.seek(0)
    records, carried = 0, b""
    while chunk := file.read(16 * CHUNK):
        block = carried + chunk
        records += block.count(_CENTRAL_RECORD)
        carried = block[-(len(_CENTRAL_RECORD) - 1) :]
        if records > limits.parts:
            raise refusal("too-many-parts", limit=limits.parts)


def _refuse_odd_entry(entry: zipfile.ZipInfo) -> None:
    """Nothing is ever unpacked to disk; such names only show that the file is no spreadsheet."""
    if entry.flag_bits & _ENCRYPTED:
        raise refusal("password")
    name = entry.filename.replace("\\", "/")
    climbs = ".." in name.split("/") or name.startswith("/") or name[1:2] == ":"
    if climbs or stat.S_ISLNK(entry.external_attr >> 16):
        raise refusal("deceptive-archive")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refusal("damaged-workbook")
