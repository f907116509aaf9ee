"""What a file may say in a block of each kind, and how that is read."""

import re
from collections.abc import Callable, Mapping
from itertools import zip_longest
from types import MappingProxyType

from articles.writing.content import Json
from articles.writing.kinds import Kind
from articles.writing.prose import clean
from visa.law_files import Entry

type Reader = Callable[[Entry, str], Json]
type Shape = Mapping[str, Reader]

LANGUAGES = ("de", "en")
EMPTY: Json = ""
_AROUND_BLOCKS = re.compile(r" *(</?(?:p|h2|h3|ul|ol|li|blockquote)>|<br>) *")


def read_block(entry: Entry) -> tuple[Kind, dict[str, Json]]:
    """The kind and the data of one block. Raises LawFileError where a field is missing, empty,
    unknown or of another shape.
    """
    written = entry.text("kind")
    kind = next((kind for kind in SHAPES if kind == written), None)
    if kind is None:
        raise entry.error(f"kind {written!r} should be one of {', '.join(SHAPES)}")
    return kind, _fields(entry, SHAPES[kind])


def _fields(entry: Entry, shape: Shape) -> dict[str, Json]:
    data = {name: reader(entry, name) for name, reader in shape.items()}
    entry.finish()
    # What is empty is left out, as the forms of the admin leave it out.
    return {name: value for name, value in data.items() if value != EMPTY}


def needed(entry: Entry, name: str) -> Json:
    text = entry.text(name)
    if not text:
        raise entry.error(f"{name} is empty")
    return text


def optional(entry: Entry, name: str) -> Json:
    return entry.text(name, "")


def prose(entry: Entry, name: str) -> Json:
    """HTML of nothing but what the prose editor can write; lines may break anywhere."""
    html = _AROUND_BLOCKS.sub(r"\1", " ".join(entry.text(name).split()))
    cleaned = clean(html)
    if not cleaned:
        raise entry.error(f"{name} is empty")
    if cleaned != html:
        at = next(n for n, signs in enumerate(zip_longest(cleaned, html)) if len(set(signs)) > 1)
        raise entry.error(
            f"{name} has markup that the prose editor doesn't write, at {html[at : at + 40]!r}"
        )
    return cleaned


def texts(entry: Entry, name: str) -> Json:
    words = [word.strip() for word in entry.words(name)]
    if not words or not all(words):
        raise entry.error(f"{name} should be a list of texts, none of them empty")
    return words


def rows(entry: Entry, name: str) -> Json:
    """As many cells in each row as there are columns."""
    written = entry.data.get(name)
    entry.taken.add(name)
    width = len(entry.words("columns"))
    if not isinstance(written, list) or not written:
        raise entry.error(f"{name} should be a list of rows")
    for number, row in enumerate(written, start=1):
        if not isinstance(row, list) or not all(isinstance(cell, str) for cell in row):
            raise entry.error(f"row {number} should be a list of texts")
        if len(row) != width:
            raise entry.error(f"row {number} has {len(row)} cells, but there are {width} columns")
    return written


def whole(entry: Entry, name: str) -> Json:
    return entry.whole(name)


def day_if_any(entry: Entry, name: str) -> Json:
    """A source has no such day where nobody of ours has read it, only pages about it."""
    read_on = entry.day_or_none(name)
    return read_on.isoformat() if read_on else EMPTY


def language(entry: Entry, name: str) -> Json:
    code = entry.text(name)
    if code not in LANGUAGES:
        raise entry.error(f"{name} {code!r} should be one of {', '.join(LANGUAGES)}")
    return code


def items(shape: Shape) -> Reader:
    """A list of entries that all have this shape, at least one."""

    def read(entry: Entry, name: str) -> Json:
        found: list[Json] = [_fields(below, shape) for below in entry.entries(name)]
        if not found:
            raise entry.error(f"{name} is empty")
        return found

    return read


HEADED: Shape = MappingProxyType({"heading": needed, "items": texts})
PLACED: Shape = MappingProxyType({"occupation": optional, "country": optional, "hub": optional})

SHAPES: Mapping[Kind, Shape] = MappingProxyType(
    {
        Kind.PROSE: {"html": prose},
        Kind.QUOTE: {
            "text": needed,
            "attribution": needed,
            "url": needed,
            "language": language,
            "translation": optional,
        },
        Kind.TAKEAWAYS: HEADED,
        Kind.FAQ: {"heading": needed, "items": items({"question": needed, "answer": needed})},
        Kind.CHECKLIST: HEADED,
        Kind.STEPS: {"heading": needed, "items": items({"title": needed, "text": needed})},
        Kind.TABLE: {"caption": needed, "columns": texts, "rows": rows},
        Kind.CARDS: {
            "heading": needed,
            "items": items({"title": needed, "text": needed, "link": needed}),
        },
        Kind.FIGURE: {"key": needed, "label": optional},
        Kind.PAY: PLACED,
        Kind.ROADMAP: PLACED,
        Kind.HUBS: PLACED,
        Kind.THRESHOLDS: {"title": needed},
        Kind.ELIGIBILITY: {"title": needed, "occupation": optional},
        Kind.DOCUMENTS: {"title": needed, "origin": optional},
        Kind.JOBS: {"heading": needed, "limit": whole},
        Kind.SOURCES: {
            "items": items(
                {"title": needed, "publisher": needed, "url": needed, "accessed_on": day_if_any}
            )
        },
    }
)
"""A picture lies in the database with its rights, and offers are contracts: neither is a file's."""
