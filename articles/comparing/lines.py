"""A block as the lines that its readers see, each with the part that it plays; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from articles.writing.content import Block, Json
from articles.writing.kinds import HTML

READING_ORDER = (
    *("heading", "key", "title", "caption", "question", "columns"),
    *("html", "text", "answer", "rows", "items", "attribution"),
)
"""Stored fields come in an order of the database's own; readers meet them in this one."""

_LINE_TAGS = {
    "p": "paragraph",
    "h2": "heading-2",
    "h3": "heading-3",
    "li": "list-item",
    "blockquote": "quotation",
    "pre": "code",
}
_INLINE_MARKS = {"strong": "*", "b": "*", "em": "_", "i": "_", "code": "`"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line; `role` is the name of its field, or what it is in running text."""

    role: str
    text: str


def lines_of(block: Block) -> tuple[Line, ...]:
    """All that the block says, codes and addresses too, empty fields left out."""
    return tuple(_of_fields(block.kind, block.data))


def html_lines(html: str) -> tuple[Line, ...]:
    """Running text line by line, its structure in words: headings, items, emphasis, links."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.finished()


def _of_fields(kind: str, data: Mapping[str, Json]) -> Iterator[Line]:
    for name in sorted(data, key=_reading_order):
        yield from _of_field(kind, name, data[name])


def _of_field(kind: str, name: str, value: Json) -> Iterator[Line]:
    if isinstance(value, str):
        if (kind, name) in HTML:
            yield from html_lines(value)
        else:
            yield from (Line(role=name, text=line.strip()) for line in value.split("\n") if line)
    elif isinstance(value, Mapping):
        yield from _of_fields(kind, value)
    elif isinstance(value, Sequence):
        if name == "columns":
            yield _row(name, value)
        else:
            for one in value:
                if isinstance(one, Sequence) and not isinstance(one, str):
                    yield _row(name, one)
                else:
                    yield from _of_field(kind, name, one)
    elif value is not None and value is not False:
        yield Line(role=name, text="✓" if value is True else str(value))


def _row(name: str, cells: Sequence[Json]) -> Line:
    return Line(role=name, text=" | ".join(str(cell) for cell in cells))


def _reading_order(name: str) -> tuple[int, str]:
    known = name in READING_ORDER
    return (READING_ORDER.index(name) if known else len(READING_ORDER), name)


class _Reader(HTMLParser):
    """Collects lines; whatever tags there are, no text is lost."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[Line] = []
        self._open: list[str] = []
        self._text: list[str] = []
        self._hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LINE_TAGS:
            self._end_line()
            self._open.append(_LINE_TAGS[tag])
        elif tag in {"br", "hr", "ul", "ol"}:
            self._end_line()
        elif tag == "a":
            self._hrefs.append(dict(attrs).get("href") or "")
        else:
            self._text.append(_INLINE_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINE_TAGS:
            self._end_line()
            if self._open and self._open[-1] == _LINE_TAGS[tag]:
                self._open.pop()
        elif tag == "a" and self._hrefs:
            if href := self._hrefs.pop():
                self._text.append(f" (→ {href})")
        else:
            self._text.append(_INLINE_MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def finished(self) -> tuple[Line, ...]:
        self._end_line()
        return tuple(self._lines)

    def _end_line(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if text:
            self._lines.append(Line(role=self._role(), text=text))

    def _role(self) -> str:
        """An item or a quotation is told from the paragraphs that editors wrap it in."""
        telling = [role for role in self._open if role != "paragraph"]
        return telling[-1] if telling else "paragraph"
