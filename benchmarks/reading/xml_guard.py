"""Feeds untrusted XML to expat in a stream: no DOCTYPE, no endless token, no endless run."""

import time
from collections.abc import Callable, Iterable
from xml.parsers import expat

from benchmarks.reading.limits import MIB
from benchmarks.reading.problems import refusal

LONGEST_TOKEN = MIB  # a tag, comment or attribute that expat would have to hold whole
_PLAIN_ENCODINGS = {None, "utf-8", "utf8", "us-ascii", "ascii"}


class GuardedParser:
    """An expat parser that refuses what no spreadsheet program writes.

    Any DOCTYPE is refused before an entity could be declared, in UTF-8 as in UTF-16. ``aside`` is
    told of comments and processing instructions. Raises ReadingError from ``feed``.
    """

    def __init__(
        self,
        deadline: float,
        *,
        start: Callable[[str, dict[str, str]], None] | None = None,
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
        aside: Callable[..., None] | None = None,
    ) -> None:
        self._expat = expat.ParserCreate()
        self._expat.StartDoctypeDeclHandler = self._refuse_doctype
        self._expat.EntityDeclHandler = self._refuse_doctype
        self._expat.XmlDeclHandler = self._note_encoding
        self._expat.StartElementHandler = start
        self._expat.EndElementHandler = end
        self._expat.CharacterDataHandler = text
        self._expat.CommentHandler = aside
        self._expat.ProcessingInstructionHandler = aside
        self._deadline = deadline
        self._encoding: str | None = None

    def feed(self, chunks: Iterable[bytes], *, must_be_sound: bool) -> None:
        """Parses one part to its end; unsound XML is passed over where nobody reads the part."""
        fed = 0
        try:
            for chunk in chunks:
                fed += len(chunk)
                self._expat.Parse(chunk, False)
                if fed - self._expat.CurrentByteIndex > LONGEST_TOKEN + len(chunk):
                    raise refusal("damaged-workbook")
                if time.monotonic() > self._deadline:
                    raise refusal("takes-too-long")
            self._expat.Parse(b"", True)
        except expat.ExpatError as damage:
            if must_be_sound:
                raise refusal("damaged-workbook") from damage
        # calamine takes every part for UTF-8 and would read other encodings as empty or as rubbish.
        if must_be_sound and self._encoding not in _PLAIN_ENCODINGS:
            raise refusal("damaged-workbook")

    def _refuse_doctype(self, *_: object) -> None:
        raise refusal("doctype")

    def _note_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._encoding = encoding.lower() if encoding else None


def local_name(name: str) -> str:
    """An element's name without its prefix."""
    return name.rpartition(":")[2]


def looks_like_xml(head: bytes) -> bool:
    """Whether a part begins as XML does, in UTF-8 or UTF-16, whatever it is called."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return text.startswith(b"<")
