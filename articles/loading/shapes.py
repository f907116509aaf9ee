"""What a file may say in a block of each kind, and how that is read."""

import re
from collections.abc import Callable, Collection, Mapping
from itertools import zip_longest
from types import MappingProxyType

from articles.writing.conditions import GRADES, SLOT, Need
from articles.writing.content import Json
from articles.writing.kinds import Kind, MarketPart
from articles.writing.prose import clean
from visa.law_files import Entry

type Reader = Callable[[Entry, str], Json]
type Shape = Mapping[str, Reader]

LANGUAGES = ("de", "en")
EMPTY: Json = ""
_AROUND_BLOCKS = re.compile(r" *(</?(?:p|h2|h3|ul|ol|li|blockquote)>|<br>) *")


def read_block(entry: Entry, *, on_markets: bool = False) -> tuple[Kind, dict[str, Json]]:
    """The kind and the data of one block. Raises LawFileError where a field is missing, empty,
    unknown or of another shape.

    Those of market pages may have conditions, and one that is `never` shown needs nothing else.
    """
    shapes = {**SHAPES, **OF_MARKETS} if on_markets else SHAPES
    written = entry.text("kind")
    kind = next((kind for kind in shapes if kind == written), None)
    if kind is None:
        raise entry.error(f"kind {written!r} should be one of {', '.join(shapes)}")
    if not on_markets:
        return kind, _fields(entry, shapes[kind])
    is_left_out = Need.NEVER in entry.words("needs")
    return kind, _fields(entry, CONDITIONS if is_left_out else {**shapes[kind], **CONDITIONS})


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


def one_of(choices: Collection[str]) -> Reader:
    def read(entry: Entry, name: str) -> Json:
        code = entry.text(name)
        if code not in choices:
            raise entry.error(f"{name} {code!r} should be one of {', '.join(choices)}")
        return code

    return read


def any_of(choices: Collection[str]) -> Reader:
    def read(entry: Entry, name: str) -> Json:
        codes = entry.words(name)
        if unknown := [code for code in codes if code not in choices]:
            raise entry.error(f"{name} {unknown[0]!r} should be one of {', '.join(choices)}")
        return codes or EMPTY

    return read


def codes_if_any(entry: Entry, name: str) -> Json:
    return entry.words(name) or EMPTY


def count_if_any(entry: Entry, name: str) -> Json:
    count = entry.whole_or_none(name)
    if count is not None and count < 1:
        raise entry.error(f"{name} should be 1 or more")
    return EMPTY if count is None else count


def slot(entry: Entry, name: str) -> Json:
    written = entry.text(name, "")
    if written and not SLOT.fullmatch(written):
        raise entry.error(f"{name} {written!r} should be small letters, digits and hyphens")
    return written


def grade_if_any(entry: Entry, name: str) -> Json:
    return one_of(GRADES)(entry, name) if name in entry.data else EMPTY


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

CONDITIONS: dict[str, Reader] = {
    "slot": slot,
    "needs": any_of(tuple(Need)),
    "min_n": count_if_any,
    "worst_grade": grade_if_any,
    "only_countries": codes_if_any,
    "only_occupations": codes_if_any,
}

OF_MARKETS: Mapping[Kind, Shape] = MappingProxyType(
    {
        Kind.PART: {"part": one_of(tuple(MarketPart))},
        Kind.OFFERS: {"placement": optional},
    }
)
"""What only market pages have; of offers a file says where they stand, not which."""
