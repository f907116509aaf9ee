"""What changed from one version of an article to another, block by block; pure.

Blocks are known by their numbers, which stay the same through all versions of an article.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from articles.comparing.aligning import Pair, WordedLine, kept_in_order, paired
from articles.comparing.lines import Line, lines_of
from articles.comparing.words import Print, Segment, Word, compare_words, words_of
from articles.writing.content import Block, Content


class Fate(StrEnum):
    """What became of a line or a block."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """One line; `former_role` is empty where it is still what it was."""

    role: str
    fate: Fate
    segments: tuple[Segment, ...]
    former_role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockChange:
    """One block; places count from 1, None on the side that doesn't have it."""

    number: int
    kind: str
    fate: Fate
    lines: tuple[LineChange, ...]
    place_before: int | None
    place_after: int | None
    is_moved: bool = False

    @property
    def is_touched(self) -> bool:
        return self.is_moved or self.fate is not Fate.SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure that both versions cite and that reads differently on the two days."""

    cited: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All of both versions; `fields` are what an article has besides blocks."""

    fields: tuple[LineChange, ...]
    blocks: tuple[BlockChange, ...]
    figures: tuple[FigureChange, ...]

    @property
    def changed_fields(self) -> list[LineChange]:
        return [line for line in self.fields if line.fate is not Fate.SAME]

    @property
    def touched(self) -> list[BlockChange]:
        return [block for block in self.blocks if block.is_touched]

    @property
    def is_empty(self) -> bool:
        return not self.changed_fields and not self.touched


@dataclass(frozen=True, slots=True)
class Side:
    """A version, and how its figures read on its day."""

    content: Content
    printed: Print


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A block of one side: where it stands, from 1, and what it says."""

    block: Block
    place: int
    lines: tuple[WordedLine, ...]


def compare(before: Side, after: Side) -> Comparison:
    old, new = _placed(before), _placed(after)
    stayed = kept_in_order([old[number].place for number in new if number in old])
    blocks = tuple(
        _block_change(old.get(number), new.get(number), stayed)
        for number in _reading_order(list(old), list(new))
    )
    fields_before, fields_after = (
        worded(field_lines(side.content), side.printed) for side in (before, after)
    )
    return Comparison(
        fields=tuple(map(_change, zip(fields_before, fields_after, strict=True))),
        blocks=blocks,
        figures=_figures(
            [fields_before, *(one.lines for one in old.values())],
            [fields_after, *(one.lines for one in new.values())],
        ),
    )


def _placed(side: Side) -> dict[int, _Placed]:
    return {
        block.number: _Placed(block=block, place=place, lines=worded(lines_of(block), side.printed))
        for place, block in enumerate(side.content.blocks, start=1)
    }


def _block_change(one: _Placed | None, other: _Placed | None, stayed: set[int]) -> BlockChange:
    here = other or one
    assert here is not None  # noqa: S101  # a number comes from one of the sides
    lines = changes(one.lines if one else (), other.lines if other else ())
    return BlockChange(
        number=here.block.number,
        kind=here.block.kind,
        fate=_fate(one, other, lines),
        lines=lines,
        place_before=one.place if one else None,
        place_after=other.place if other else None,
        is_moved=bool(one and other and one.place not in stayed),
    )


def field_lines(content: Content) -> list[Line]:
    """What an article has besides blocks, always in the same order, empty ones too."""
    topic = content.topic
    values = {
        "heading": content.heading,
        "slug": content.slug,
        "lead": content.lead,
        "description": content.description,
        "author": content.author,
        "occupation": topic.occupation,
        "country": topic.country,
        "hub": topic.hub,
        "residence-title": topic.title,
    }
    return [Line(role=role, text=" ".join(text.split())) for role, text in values.items()]


def worded(lines: Sequence[Line], printed: Print) -> tuple[WordedLine, ...]:
    return tuple(WordedLine(role=line.role, words=words_of(line.text, printed)) for line in lines)


def changes(before: Sequence[WordedLine], after: Sequence[WordedLine]) -> tuple[LineChange, ...]:
    return tuple(_change(pair) for pair in paired(before, after))


def _change(pair: Pair) -> LineChange:
    one, other = pair
    line = other or one
    assert line is not None  # noqa: S101  # a pair has at least one side
    segments = compare_words(one.words if one else (), other.words if other else ())
    if one is None or other is None:
        fate = Fate.ADDED if one is None else Fate.REMOVED
        return LineChange(role=line.role, fate=fate, segments=segments)
    is_same = one == other
    return LineChange(
        role=other.role,
        former_role=one.role if one.role != other.role else "",
        fate=Fate.SAME if is_same else Fate.CHANGED,
        segments=segments,
    )


def _fate(one: _Placed | None, other: _Placed | None, lines: Sequence[LineChange]) -> Fate:
    if one is None:
        return Fate.ADDED
    if other is None:
        return Fate.REMOVED
    return Fate.SAME if all(line.fate is Fate.SAME for line in lines) else Fate.CHANGED


def _reading_order(before: Sequence[int], after: Sequence[int]) -> list[int]:
    """As the later version has them; what went stands behind what it stood behind."""
    order, here = list(after), set(after)
    anchor: int | None = None
    for number in before:
        if number not in here:
            order.insert(0 if anchor is None else order.index(anchor) + 1, number)
        anchor = number
    return order


type _Groups = Sequence[Sequence[WordedLine]]


def _figures(before: _Groups, after: _Groups) -> tuple[FigureChange, ...]:
    old = {word.cited: word.text for word in _cited(before)}
    new = {word.cited: word.text for word in _cited(after)}
    return tuple(
        FigureChange(cited=cited, before=old[cited], after=new[cited])
        for cited in new
        if cited in old and old[cited] != new[cited]
    )


def _cited(groups: _Groups) -> Iterator[Word]:
    return (word for lines in groups for line in lines for word in line.words if word.cited)
