"""Texts as readers meet them: paragraphs, list items, headings, cells, with their links; pure.

Every letter knows where it stands in the stored text, so that what is found can be replaced there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from articles.writing.content import Content, Place, Text

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset({"p", "li", "blockquote", "td", "th", "pre", "figcaption", "dt", "dd"})
_STRONGER = frozenset({"li", "td", "th", "blockquote", "dt", "dd"})
"""Blocks that name what is in them, even where a paragraph stands between."""
_REFERENCE = re.compile(r"\[\[[^\[\]]*\]\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link; its words are those between `start` and `end` of its passage."""

    href: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph, item or heading. `tag` is empty where the field isn't HTML.

    `group` tells apart the lists and tables of a page: the items of one have the same.
    `code` are the stretches set as code, where signs stand for themselves.
    """

    place: Place
    tag: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    group: tuple[object, ...] = ()
    links: tuple[Link, ...] = ()
    code: tuple[tuple[int, int], ...] = ()

    @property
    def is_html(self) -> bool:
        return bool(self.tag)

    @property
    def is_heading(self) -> bool:
        return self.tag in HEADINGS or self.place.path == ("heading",)

    @property
    def prose(self) -> str:
        """The text with references, addresses and code blotted out, letter for letter."""
        blotted = _REFERENCE.sub(lambda found: "\N{BLACK SQUARE}" * len(found[0]), self.text)
        for start, end in self.code:
            blotted = blotted[:start] + " " * (end - start) + blotted[end:]
        return blotted

    def link_text(self, link: Link) -> str:
        return " ".join(self.text[link.start : link.end].split())

    def stored(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the passage stands in the stored text."""
        return self.starts[start], self.ends[end - 1]

    def is_unbroken(self, start: int, end: int) -> bool:
        """Whether no tag stands within the stretch, so that other words can take its place."""
        return all(self.ends[one] == self.starts[one + 1] for one in range(start, end - 1))


def passages_of(content: Content) -> tuple[Passage, ...]:
    """All passages from the top of the page to its end, empty headings included."""
    return tuple(passage for text in content.texts() for passage in passages_in(text))


def passages_in(text: Text) -> Iterator[Passage]:
    if text.is_html:
        reader = _Reader(text)
        reader.feed(text.text)
        reader.close()
        reader.end_passage()
        yield from reader.found
        return
    start = 0
    for line in text.text.split("\n"):
        if line.strip():
            yield Passage(
                place=text.place,
                tag="",
                text=line,
                starts=tuple(range(start, start + len(line))),
                ends=tuple(range(start + 1, start + len(line) + 1)),
                group=_group(text.place),
            )
        start += len(line) + 1


def _group(place: Place) -> tuple[object, ...]:
    """The items of a list in a block belong together, and so do the cells of a column."""
    if place.path[:1] == ("items",):
        return (place.block, *(part for part in place.path if isinstance(part, str)))
    if place.path[:1] == ("rows",):
        return (place.block, "rows", place.path[-1])
    return ()


@dataclass
class _Open:
    """The passage that is being read."""

    letters: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)
    href: str | None = None
    href_start: int = 0
    code_start: int | None = None


class _Reader(HTMLParser):
    """Splits HTML at its block elements."""

    def __init__(self, text: Text) -> None:
        super().__init__(convert_charrefs=False)
        self.source = text
        self.found: list[Passage] = []
        self.now = _Open()
        self.blocks: list[str] = []
        self.lists = 0
        self.open_lists: list[int] = []
        self.line_starts = [0, *(end.end() for end in re.finditer("\n", text.text))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS or tag in HEADINGS:
            self.end_passage()
            self.blocks.append(tag)
        elif tag in {"ul", "ol", "table"}:
            self.end_passage()
            self.lists += 1
            self.open_lists.append(self.lists)
        elif tag == "a":
            self.now.href = dict(attrs).get("href") or ""
            self.now.href_start = len(self.now.letters)
        elif tag == "code":
            self.now.code_start = len(self.now.letters)
        elif tag == "br":
            self._add("\n", len(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS or tag in HEADINGS:
            self.end_passage(is_closed=True)
            if tag in self.blocks:
                while self.blocks.pop() != tag:
                    pass
        elif tag in {"ul", "ol", "table"} and self.open_lists:
            self.end_passage()
            self.open_lists.pop()
        elif tag == "a":
            self._end_link()
        elif tag == "code" and self.now.code_start is not None:
            self.now.code.append((self.now.code_start, len(self.now.letters)))
            self.now.code_start = None

    def handle_data(self, data: str) -> None:
        position = self._position()
        self.now.letters.extend(data)
        self.now.starts.extend(range(position, position + len(data)))
        self.now.ends.extend(range(position + 1, position + len(data) + 1))

    def handle_entityref(self, name: str) -> None:
        self._add_escaped(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._add_escaped(f"&#{name}")

    def end_passage(self, *, is_closed: bool = False) -> None:
        """Keep what was read since the last block began; a heading also where it is empty."""
        self._end_link()
        now, self.now = self.now, _Open()
        text = "".join(now.letters)
        tag = self._tag()
        is_empty_heading = is_closed and tag in HEADINGS
        if not (text.strip() or is_empty_heading or now.links):
            return
        self.found.append(
            Passage(
                place=self.source.place,
                tag=tag,
                text=text,
                starts=tuple(now.starts),
                ends=tuple(now.ends),
                group=(self.source.place.block, self.open_lists[-1]) if self.open_lists else (),
                links=tuple(now.links),
                code=tuple(now.code),
            )
        )

    def _tag(self) -> str:
        strong = [tag for tag in self.blocks if tag in _STRONGER]
        return strong[-1] if strong else self.blocks[-1] if self.blocks else "p"

    def _add_escaped(self, name: str) -> None:
        after = self._position() + len(name)
        is_closed = self.source.text[after : after + 1] == ";"
        self._add(unescape(f"{name};"), len(name) + is_closed)

    def _add(self, letters: str, width: int) -> None:
        """Letters that one stretch of the source stands for."""
        position = self._position()
        self.now.letters.extend(letters)
        self.now.starts.extend([position] * len(letters))
        self.now.ends.extend([position + width] * len(letters))

    def _end_link(self) -> None:
        if self.now.href is not None:
            start, end = self.now.href_start, len(self.now.letters)
            self.now.links.append(Link(href=self.now.href, start=start, end=end))
            self.now.href = None

    def _position(self) -> int:
        line, column = self.getpos()
        return self.line_starts[line - 1] + column
