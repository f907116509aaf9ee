"""The whole content of an article at one instant, as versions keep it; pure.

Stored as JSON with a schema number, so that a version of any age can be read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from articles.writing.kinds import field_kind

SCHEMA = 1

type Json = str | int | float | bool | Sequence["Json"] | Mapping[str, "Json"] | None
type Data = Mapping[str, Json]


class UnreadableContent(ValueError):
    """A version of a schema that this program doesn't know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a page is about, by codes that stay; figures relative to the page start from it.

    `title` is the key of a residence title. Empty where the page isn't about one.
    """

    occupation: str = ""
    country: str = ""
    hub: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block; `number` stays the same through all versions of its article."""

    number: int
    kind: str
    data: Data

    def with_text(self, path: tuple[str | int, ...], text: str) -> "Block":
        """The same block with another text at the end of the path."""
        name, *rest = path
        return replace(self, data={**self.data, str(name): _with(self.data[str(name)], rest, text)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text stands: a field of the article (`block` None), or of one of its blocks.

    `path` names the field and the items in it: `("html",)`, `("items", 2, "answer")`.
    """

    block: int | None
    kind: str
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that readers see, with where it stands."""

    place: Place
    text: str
    is_html: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything of an article that a version pins."""

    heading: str
    slug: str
    lead: str = ""
    description: str = ""
    author: str = ""
    topic: Topic = field(default_factory=Topic)
    blocks: tuple[Block, ...] = ()

    def texts(self) -> Iterator[Text]:
        """Every text that readers see, from the top of the page to its end."""
        for name in ("heading", "lead", "description"):
            place = Place(block=None, kind="", path=(name,))
            if text := getattr(self, name):
                yield Text(place=place, text=text, is_html=False)
        for block in self.blocks:
            yield from texts_of(block)

    def with_text(self, place: Place, text: str) -> "Content":
        """The same content with another text at that place."""
        if place.block is None:
            return content_of({**self.as_json(), str(place.path[0]): text})
        blocks = tuple(
            block.with_text(place.path, text) if block.number == place.block else block
            for block in self.blocks
        )
        return replace(self, blocks=blocks)

    def block(self, number: int) -> Block | None:
        return next((block for block in self.blocks if block.number == number), None)

    def as_json(self) -> dict[str, Json]:
        topic = self.topic
        return {
            "schema": SCHEMA,
            "heading": self.heading,
            "slug": self.slug,
            "lead": self.lead,
            "description": self.description,
            "author": self.author,
            "topic": {
                "occupation": topic.occupation,
                "country": topic.country,
                "hub": topic.hub,
                "title": topic.title,
            },
            "blocks": [
                {"number": block.number, "kind": block.kind, "data": block.data}
                for block in self.blocks
            ],
        }


def texts_of(block: Block) -> Iterator[Text]:
    """The texts of one block, in the order of their fields."""

    def walk(value: Json, path: tuple[str | int, ...]) -> Iterator[Text]:
        if isinstance(value, str):
            name = next(str(part) for part in reversed(path) if isinstance(part, str))
            kind = field_kind(block.kind, name)
            if value and kind.is_text:
                place = Place(block=block.number, kind=block.kind, path=path)
                yield Text(place=place, text=value, is_html=kind.is_html)
        elif isinstance(value, Mapping):
            for name, inner in value.items():
                yield from walk(inner, (*path, name))
        elif isinstance(value, Sequence):
            for number, inner in enumerate(value):
                yield from walk(inner, (*path, number))

    yield from walk(block.data, ())


def content_of(stored: Mapping[str, Json]) -> Content:
    """Stored content as it was; raises UnreadableContent for a schema of another program."""
    if stored.get("schema") != SCHEMA:
        raise UnreadableContent(f"schema {stored.get('schema')!r}")
    known = dict(stored)
    del known["schema"]
    topic, blocks = known.pop("topic"), known.pop("blocks")
    if not isinstance(topic, Mapping) or not isinstance(blocks, list):
        raise UnreadableContent("topic or blocks")
    return Content(
        **{name: str(value) for name, value in known.items()},
        topic=Topic(**{name: str(value) for name, value in topic.items()}),
        blocks=tuple(Block(**block) for block in blocks),
    )


def _with(value: Json, path: Sequence[str | int], text: str) -> Json:
    """A copy of nested JSON with another text at the end of the path."""
    if not path:
        return text
    first, rest = path[0], path[1:]
    if isinstance(value, Mapping) and isinstance(first, str):
        return {**value, first: _with(value[first], rest, text)}
    if isinstance(value, Sequence) and not isinstance(value, str) and isinstance(first, int):
        return [_with(one, rest, text) if n == first else one for n, one in enumerate(value)]
    raise KeyError(path)
