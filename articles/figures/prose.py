"""Walks through cleaned HTML: texts are handed over, headings get ids, links keep the day; pure."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit, urlunsplit

from articles.figures.references import REFERENCE
from benchmarks.spelling import slug_of

HEADINGS = ("h2", "h3")
VOID = ("br", "hr", "img")
OF_THE_PAGE = ("main", "content", "top", "contents")
"""Ids that pages give to parts of their own."""

type Write = Callable[[str, bool], str]
"""From a text and whether links may stand there, to its HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of prose: its level, the id that leads to it, and its words with figures."""

    level: int
    id: str
    text: str


@dataclass(slots=True)
class HeadingIds:
    """Gives every heading of a page an id of its own; `headings` is the table of contents.

    An id comes from the words, not from the figures among them: those change with the day, and a
    link to the heading shall not.
    """

    taken: set[str] = field(default_factory=lambda: set(OF_THE_PAGE))
    headings: list[Heading] = field(default_factory=list)

    def add(self, level: int, written: str, text: str) -> str:
        base = slug_of(REFERENCE.sub(" ", written))[:60].strip("-") or "section"
        number, given = 1, base
        while given in self.taken:
            number += 1
            given = f"{base}-{number}"
        self.taken.add(given)
        self.headings.append(Heading(level=level, id=given, text=text))
        return given

    def note(self, anchor: str, text: str) -> None:
        """A heading of the second level that has its id already."""
        self.headings.append(Heading(level=2, id=anchor, text=text))


def with_texts(
    html: str, write: Write, ids: HeadingIds, *, plain: Callable[[str], str], as_of: date | None
) -> str:
    """The HTML with every text replaced by what `write` makes of it."""
    walk = _Walk(write, ids, plain, as_of)
    walk.feed(html)
    walk.close()
    return walk.result()


class _Walk(HTMLParser):
    def __init__(
        self, write: Write, ids: HeadingIds, plain: Callable[[str], str], as_of: date | None
    ) -> None:
        super().__init__(convert_charrefs=True)
        self._write, self._ids, self._plain, self._as_of = write, ids, plain, as_of
        self._out: list[str] = []
        self._inside: list[str] = []
        self._heading: tuple[int, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._inside.append(tag)
        if tag in HEADINGS:
            self._heading = (len(self._out), [])
        named = {name: value or "" for name, value in attrs}
        if tag == "a" and self._as_of and "href" in named:
            named["href"] = on_the_day(named["href"], self._as_of)
        written = "".join(f' {name}="{escape(value)}"' for name, value in named.items())
        self._out.append(f"<{tag}{written}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside and self._inside.pop() != tag:
                pass
        if tag in HEADINGS and self._heading:
            place, words = self._heading
            self._heading = None
            written = "".join(words)
            given = self._ids.add(int(tag[1]), written, " ".join(self._plain(written).split()))
            self._out[place] = f'<{tag} id="{escape(given)}">'
        self._out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._heading:
            self._heading[1].append(data)
        may_link = not _any(("a", "code"), self._inside)
        self._out.append(self._write(data, may_link))

    def result(self) -> str:
        return "".join(self._out)


def on_the_day(href: str, day: date) -> str:
    """A link within our own site, so that it speaks of the same day; any other as it is."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or "as_of=" in parts.query:
        return href
    query = "&".join(filter(None, (parts.query, urlencode({"as_of": day.isoformat()}))))
    return urlunsplit(parts._replace(query=query))


def _any(wanted: Collection[str], inside: Collection[str]) -> bool:
    return any(tag in inside for tag in wanted)
