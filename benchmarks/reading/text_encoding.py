"""Finds out how a text file is encoded, by reading all of it, and what its text has suffered."""

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading.limits import KIB, MIB
from benchmarks.reading.problems import Problem, problem, refusal

CHUNK = MIB
_BUFFER = MIB // 4
_HEAD = 64 * KIB  # bytes that show whether every second one is NUL, as in UTF-16
_SAMPLE = 64 * KIB  # bytes of lines with accents that are compared in each encoding

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1252": "Windows-1252",
    "latin-1": "ISO-8859-1",
    "iso8859-15": "ISO-8859-15",
    "mac-roman": "Mac Roman",
    "cp850": "DOS 850",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1254": "Windows-1254",
    "cp932": "Shift-JIS",
}
"""Encodings by Python's name that can be chosen, with the names that people know them by."""

# In order of preference where two fit a file equally well.
_GUESSABLE = ("cp1252", "iso8859-15", "mac-roman", "cp850", "cp1250", "cp1251", "cp932")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1f]")
_ASCII = bytes(range(128))
_SUFFERED = {
    "control-characters": re.compile(rb"\xc2[\x80-\x9f]"),
    "lost-characters": re.compile(rb"\xef\xbf\xbd"),
    "doubly-encoded": re.compile(rb"\xc3\x83(?:\xc2[\xa0-\xbf]|\xc5[\x92-\xb8])"),
}
"""Signs in UTF-8 of text that was decoded wrongly before it came here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFacts:
    """How a text file is encoded, and where its text begins, after any byte order mark."""

    encoding: str
    text_from: int
    lines: int
    notes: tuple[Problem, ...]


def inspect_text(path: Path, chosen: str | None = None) -> TextFacts:
    """Reads the whole file once, and again where it is not UTF-8; memory stays flat.

    Raises ReadingError when the file contains NUL, is UTF-8 with broken places, or cannot be read
    in the chosen encoding.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    marked, text_from = _byte_order_mark(head)
    if chosen is not None:
        if chosen not in ENCODINGS:
            raise refusal("unknown-encoding", encoding=chosen, encodings=", ".join(ENCODINGS))
        return _read_strictly(path, chosen, text_from if marked == chosen else 0)
    if marked:
        return _read_strictly(path, marked, text_from)
    if wide := _wide_encoding(head):
        return _guessed(_read_strictly(path, wide, 0))
    try:
        return _read_through(path, "utf-8", 0)
    except _Undecodable as broken:
        if _is_mostly_utf8(path):
            raise refusal("broken-utf-8", line=broken.line) from broken
    return _guessed(_read_guessed(path))


@contextmanager
def open_text(path: Path, facts: TextFacts) -> Iterator[io.TextIOWrapper]:
    """The file's text from its beginning, line ends as they are."""
    with path.open("rb", buffering=_BUFFER) as raw:
        raw.seek(facts.text_from)
        with io.TextIOWrapper(raw, encoding=facts.encoding, newline="") as text:
            yield text


class _Undecodable(Exception):
    """A line cannot be decoded; ``line`` is 1-based."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _byte_order_mark(head: bytes) -> tuple[str, int]:
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding, len(mark)
    return "", 0


def _wide_encoding(head: bytes) -> str:
    """UTF-16 without a mark: nearly every second byte of Western text is NUL."""
    pairs = len(head) // 2
    first, second = head[0::2].count(0), head[1::2].count(0)
    for encoding, many, few in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        if many > pairs * 0.3 and few < pairs * 0.05:
            text = head[: 2 * pairs].decode(encoding, "replace")
            return "" if _CONTROLS.search(text) else encoding
    return ""


def _read_strictly(path: Path, encoding: str, text_from: int) -> TextFacts:
    try:
        return _read_through(path, encoding, text_from)
    except _Undecodable as broken:
        name = ENCODINGS[encoding]
        raise refusal("wrong-encoding", line=broken.line, encoding=name) from broken


def _read_through(path: Path, encoding: str, text_from: int) -> TextFacts:
    """Decodes all of the file strictly, counts its lines and notes what its text has suffered."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    lines = returns = 0
    notes: dict[str, Problem] = {}
    for chunk, is_last in _chunks(path, text_from):
        try:
            text = decoder.decode(chunk, is_last)
        except UnicodeDecodeError as error:
            line = lines + _line_ends(error.object[: error.start], encoding) + 1
            raise _Undecodable(max(line, 1)) from error
        if "\0" in text:
            raise refusal("nul-bytes", line=lines + text[: text.index("\0")].count("\n") + 1)
        if not text.isascii():
            _note_damage(text, lines, notes)
        lines += text.count("\n")
        returns += text.count("\r")
    return TextFacts(
        encoding=encoding,
        text_from=text_from,
        lines=(lines or returns) + 1,
        notes=tuple(notes.values()),
    )


def _line_ends(raw: bytes, encoding: str) -> int:
    return raw.decode(encoding, "replace").count("\n")


def _note_damage(text: str, lines: int, notes: dict[str, Problem]) -> None:
    utf8 = text.encode()
    for code, sign in _SUFFERED.items():
        if code not in notes and (found := sign.search(utf8)):
            line = lines + utf8.count(b"\n", 0, found.start()) + 1
            notes[code] = problem(code, line=line)


def _is_mostly_utf8(path: Path) -> bool:
    """Whether most bytes beyond ASCII form UTF-8: then the others are damage, not an encoding."""
    beyond_ascii = in_sequences = 0
    for chunk, _ in _chunks(path, 0):
        beyond_ascii += len(chunk.translate(None, _ASCII))
        in_sequences += sum(len(found[0]) for found in _UTF8_SEQUENCE.finditer(chunk))
    return in_sequences > beyond_ascii / 2


def _read_guessed(path: Path) -> TextFacts:
    """The file in the encoding that makes its accents stand where accents do."""
    sample = _lines_beyond_ascii(path)
    by_likelihood = sorted(_GUESSABLE, key=lambda encoding: -_likelihood(sample, encoding))
    for encoding in by_likelihood:
        try:
            return _read_through(path, encoding, 0)
        except _Undecodable:
            continue
    return _read_through(path, "latin-1", 0)


def _guessed(facts: TextFacts) -> TextFacts:
    note = problem("encoding-guessed", encoding=ENCODINGS[facts.encoding])
    return TextFacts(
        encoding=facts.encoding,
        text_from=facts.text_from,
        lines=facts.lines,
        notes=(note, *facts.notes),
    )


def _lines_beyond_ascii(path: Path) -> bytes:
    """Lines that are not plain ASCII, from the whole file, up to ``_SAMPLE`` bytes."""
    sample = bytearray()
    for chunk, _ in _chunks(path, 0):
        if not chunk.isascii():
            for line in chunk.splitlines(keepends=True):
                if not line.isascii():
                    sample += line[:KIB]
                if len(sample) > _SAMPLE:
                    return bytes(sample)
    return bytes(sample)


_UMLAUTS = set("äöü")
_ACCENTED = set("ßàâáãåæçèéêëíìîïñóòôõøœúùûÿąćęłńśźżčďěňřšťůžőűýđğış")
_CAPITALS = {letter.upper() for letter in _UMLAUTS | _ACCENTED if letter != "ß"}
_MARKS = set("€„“”‚‘’–—…§°²³·•«»\xa0£¥®©™½×")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _likelihood(sample: bytes, encoding: str) -> float:
    """How well text reads in an encoding; higher is better, only the comparison counts.

    Letters with accents stand beside letters, capitals not after small letters, marks not between
    letters, Cyrillic and Japanese in runs; control characters stand nowhere.
    """
    text = f" {sample.decode(encoding, 'replace')} "
    return sum(
        _fit(text[found.start() - 1], found[0], text[found.end()])
        for found in _BEYOND_ASCII.finditer(text)
    )


def _fit(before: str, char: str, after: str) -> float:
    if before.isupper() and after.isupper() and char.islower():
        return -1
    if char in _UMLAUTS:
        return 2 if before.isalpha() else 0.5
    if char in _ACCENTED:
        in_run = not before.isascii() and not after.isascii()
        beside_letter = before.isalpha() or after.isalpha()
        return -1 if in_run else 1 if beside_letter else 0
    if char in _CAPITALS:
        return -2 if before.islower() else 1 if after.isalpha() else 0
    if char in _MARKS:
        return -1 if before.isalpha() and after.isalpha() and char != "’" else 0.5
    if "\u0400" <= char <= "\u04ff":
        in_word = "\u0400" <= before <= "\u04ff" or "\u0400" <= after <= "\u04ff"
        capital_inside = char.isupper() and before.islower()
        return -2 if not in_word or capital_inside else 1
    if "\u3040" <= char <= "\u30ff":
        return 1.5
    if "\u4e00" <= char <= "\u9fff":
        return 0.5 if not (before.isascii() and before.isalpha()) else -1
    return -10 if char == "\ufffd" else -5 if "\x80" <= char <= "\x9f" else -1


def _chunks(path: Path, start: int) -> Iterator[tuple[bytes, bool]]:
    """The file from ``start`` on, with whether the chunk is the last; an empty file has one."""
    with path.open("rb") as file:
        file.seek(start)
        chunk = file.read(CHUNK)
        while True:
            following = file.read(CHUNK)
            yield chunk, not following
            if not following:
                return
            chunk = following
