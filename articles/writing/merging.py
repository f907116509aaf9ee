"""Joining two people's versions of one page, block by block and field by field; pure.

Both began from `base`; `theirs` was saved first, `mine` was set aside. What only one of them
changed is joined without asking, within a text by its paragraphs. Where both changed the same, it
is a conflict: somebody has to choose, and sees both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from articles.writing.content import Block, Content, Json, content_of
from articles.writing.kinds import Kind, field_kind
from articles.writing.pieces import elements, join

CODES = "codes"
"""Fields that name something are taken from one side: a city belongs to its country."""

TABLE = "table"
"""Columns and rows of a table, which have to fit each other."""

ORDER = "order"
"""In which order the blocks stand that both sides kept."""

ONE_LINE = frozenset({"heading", "slug", "author", "description", "caption", "attribution"})


class Side(StrEnum):
    """Whose text is taken in a conflict; `BOTH` is the joined text, or what was written there."""

    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Choice:
    side: Side
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field of the page (`block` None) or of a block that at least one side changed.

    `field` is empty for a block as a whole, which is None on the side that deleted it. `value` is
    what the joined page holds; `by` is who changed it. `both` is what says all that either side
    wrote, None where that makes no sense.
    """

    block: int | None
    kind: str
    field: str
    base: Json
    theirs: Json
    mine: Json
    value: Json
    by: Side
    both: Json = None
    is_conflict: bool = False

    @property
    def key(self) -> str:
        return f"{self.block or 'page'}-{self.field or 'block'}"

    @property
    def is_html(self) -> bool:
        return field_kind(self.kind, self.field).is_html


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """The joined page; in a conflict that nobody decided it holds both, or else theirs."""

    content: Content
    changes: tuple[Change, ...]

    @property
    def conflicts(self) -> list[Change]:
        return [change for change in self.changes if change.is_conflict]


def merge(
    base: Content, theirs: Content, mine: Content, choices: Mapping[str, Choice] | None = None
) -> Merge:
    """Three-way; `choices` decide conflicts, by their keys."""
    work = _Work(choices or {})
    page = _join_fields(work, None, "", *(_page_fields(side) for side in (base, theirs, mine)))
    blocks = {
        number: block
        for number in dict.fromkeys(block.number for block in (*theirs.blocks, *mine.blocks))
        if (block := _join_block(work, *(side.block(number) for side in (base, theirs, mine))))
    }
    order = _order(
        work, *([block.number for block in side.blocks] for side in (base, theirs, mine))
    )
    stored = {**theirs.as_json(), **page, "blocks": []}
    content = replace(
        content_of(stored), blocks=tuple(blocks[number] for number in order if number in blocks)
    )
    return Merge(content=content, changes=tuple(work.changes))


class _Work:
    """Joins field after field, and keeps what it changed."""

    def __init__(self, choices: Mapping[str, Choice]) -> None:
        self.choices = choices
        self.changes: list[Change] = []

    def join(
        self, block: int | None, kind: str, field: str, base: Json, theirs: Json, mine: Json
    ) -> Json:
        """The joined value of one field; in a conflict, as was chosen."""
        if base == theirs == mine:
            return base
        by = Side.THEIRS if mine == base else Side.MINE if theirs == base else Side.BOTH
        joined, clashes = _join_values(kind, field, base, theirs, mine)
        change = Change(
            block=block,
            kind=kind,
            field=field,
            base=base,
            theirs=theirs,
            mine=mine,
            value=joined,
            by=by,
            both=joined if clashes else None,
            is_conflict=clashes,
        )
        if clashes:
            change = replace(change, value=_chosen(self.choices.get(change.key), change))
        self.changes.append(change)
        return change.value


def _chosen(choice: Choice | None, change: Change) -> Json:
    """Undecided, nothing goes: it holds both, or what of a deleted block the other side wrote."""
    if choice and choice.side is Side.MINE:
        return change.mine
    if choice and choice.side is Side.THEIRS:
        return change.theirs
    if choice and choice.text is not None:
        return choice.text
    return next(
        (side for side in (change.both, change.theirs, change.mine) if side is not None), None
    )


def _join_values(kind: str, field: str, base: Json, theirs: Json, mine: Json) -> tuple[Json, bool]:
    """The joined value, and whether the sides clash; None where they do and can't both stand."""
    if mine == base:
        return theirs, False
    if theirs in (base, mine):
        return mine, False
    if isinstance(theirs, str) and isinstance(mine, str) and field not in ONE_LINE:
        return _join_texts(kind, field, base if isinstance(base, str) else "", theirs, mine)
    if field == ORDER:
        return None, True
    if isinstance(theirs, list) and isinstance(mine, list):
        joined = join(base if isinstance(base, list) else [], theirs, mine)
        return list(joined.pieces), joined.clashes
    if field == TABLE:
        return _join_tables(base, theirs, mine)
    return None, True


def _join_texts(kind: str, field: str, base: str, theirs: str, mine: str) -> tuple[Json, bool]:
    if field_kind(kind, field).is_html:
        joined = join(elements(base), elements(theirs), elements(mine))
        return "".join(str(piece) for piece in joined.pieces), joined.clashes
    joined = join(base.split("\n"), theirs.split("\n"), mine.split("\n"))
    return "\n".join(str(piece) for piece in joined.pieces), joined.clashes


def _join_tables(*tables: Json) -> tuple[Json, bool]:
    """Rows are joined where all three have the same columns: else they wouldn't fit each other."""
    columns: list[Json] = []
    rows: list[list[Json]] = []
    for table in tables:
        if not isinstance(table, dict) or not isinstance(table["rows"], list):
            return None, True
        columns.append(table["columns"])
        rows.append(table["rows"])
    if not columns[0] == columns[1] == columns[2]:
        return None, True
    joined = join(*rows)
    return {"columns": columns[0], "rows": list(joined.pieces)}, joined.clashes


def _join_fields(
    work: _Work,
    block: int | None,
    kind: str,
    base: Mapping[str, Json],
    theirs: Mapping[str, Json],
    mine: Mapping[str, Json],
) -> dict[str, Json]:
    return {
        name: work.join(block, kind, name, base.get(name), theirs.get(name), mine.get(name))
        for name in dict.fromkeys([*theirs, *mine, *base])
    }


def _join_block(
    work: _Work, base: Block | None, theirs: Block | None, mine: Block | None
) -> Block | None:
    """The joined block; None where it is gone."""
    there = theirs or mine
    if there is None:
        return None
    if theirs and mine:
        sides = (_fields(side) if side else {} for side in (base, theirs, mine))
        data: Json = _data(_join_fields(work, there.number, there.kind, *sides))
    else:
        datas = (side.data if side else None for side in (base, theirs, mine))
        data = work.join(there.number, there.kind, "", *datas)
    return replace(there, data=data) if isinstance(data, dict) else None


def _order(work: _Work, base: list[int], theirs: list[int], mine: list[int]) -> list[int]:
    """As in who moved blocks; what the other side added follows what it followed there."""
    common = set(base).intersection(theirs, mine)
    was, left, right = (
        [number for number in order if number in common] for order in (base, theirs, mine)
    )
    joined = work.join(None, "", ORDER, list(was), list(left), list(right))
    lead, other = (theirs, mine) if joined == left else (mine, theirs)
    order = [*lead]
    for place, number in enumerate(other):
        if number not in order:
            before = next((one for one in reversed(other[:place]) if one in order), None)
            order.insert(0 if before is None else order.index(before) + 1, number)
    return order


def _page_fields(content: Content) -> dict[str, Json]:
    fields = content.as_json()
    return {name: fields[name] for name in fields if name not in {"schema", "blocks"}}


def _fields(block: Block) -> dict[str, Json]:
    """A block's fields as they are joined: what belongs together in one."""
    data = dict(block.data)
    fields: dict[str, Json] = {}
    if block.kind == Kind.TABLE and {"columns", "rows"} <= data.keys():
        fields[TABLE] = {"columns": data.pop("columns"), "rows": data.pop("rows")}
    codes = {name: data.pop(name) for name in [*data] if not field_kind(block.kind, name).is_text}
    return {**data, **fields, **({CODES: codes} if codes else {})}


def _data(fields: Mapping[str, Json]) -> dict[str, Json]:
    """The reverse of `_fields`."""
    data: dict[str, Json] = {}
    for name, value in fields.items():
        if name in {CODES, TABLE} and isinstance(value, dict):
            data |= value
        elif value is not None:
            data[name] = value
    return data
