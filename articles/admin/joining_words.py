"""What two people changed, as their readers see it: whose it is, and word by word what."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.admin.joining_form import Names
from articles.admin.publishing_words import kind_name, role_name
from articles.comparing.comparison import LineChange, changes, worded
from articles.comparing.lines import Line, lines_of
from articles.writing.content import Block, Json
from articles.writing.merging import CODES, ORDER, TABLE, Change, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """One change: where, by whom, and both sides against what they had before them."""

    change: Change
    where: str
    who: str
    theirs: tuple[LineChange, ...]
    mine: tuple[LineChange, ...]
    joined: tuple[LineChange, ...]


def shown(change: Change, names: Names) -> ShownChange:
    return ShownChange(
        change=change,
        where=_where(change),
        who={Side.THEIRS: names.them, Side.MINE: names.you, Side.BOTH: " + ".join(names)}[
            change.by
        ],
        theirs=_against_base(change, change.theirs),
        mine=_against_base(change, change.mine),
        joined=_against_base(change, change.value),
    )


def _where(change: Change) -> str:
    """`Questions and answers: heading`; of the page's own fields just `heading`."""
    if change.field == ORDER:
        return _("order of the blocks")
    part = {CODES: _("what it is about"), TABLE: _("table"), "html": "", "topic": _("topic")}.get(
        change.field, role_name(change.field)
    )
    if change.block is None:
        return part[:1].upper() + part[1:]
    return ": ".join(word for word in (kind_name(change.kind), part) if word)


def _against_base(change: Change, value: Json) -> tuple[LineChange, ...]:
    before, after = (worded(_lines(change, side), _as_cited) for side in (change.base, value))
    return changes(before, after)


def _lines(change: Change, value: Json) -> tuple[Line, ...]:
    if value is None or change.field == ORDER:
        return ()
    is_whole = change.field == "" or change.field in {CODES, TABLE, "topic"}
    data = value if is_whole and isinstance(value, dict) else {change.field: value}
    return lines_of(Block(number=0, kind=change.kind, data=data))


def _as_cited(reference: str) -> str:
    return reference
