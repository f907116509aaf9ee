"""What several articles rest on, as the one list of sources of the page they make up; pure."""

from collections.abc import Sequence
from dataclasses import replace

from articles.writing.content import Block, Json
from articles.writing.kinds import Kind


def in_one_list(blocks: Sequence[Block]) -> list[Block]:
    """The lists of sources as one, where the last of them stands; each address once."""
    lists = [block for block in blocks if block.kind == Kind.SOURCES]
    if len(lists) < 2:
        return [*blocks]
    *_others, last = lists
    joined = replace(last, data={**last.data, "items": _items(lists)})
    kept = (block for block in blocks if block.kind != Kind.SOURCES or block is last)
    return [joined if block is last else block for block in kept]


def _items(lists: Sequence[Block]) -> list[Json]:
    found: dict[str, Json] = {}
    for block in lists:
        items = block.data.get("items")
        for item in items if isinstance(items, list) else []:
            key = str(item.get("url") or item.get("title")) if isinstance(item, dict) else str(item)
            found.setdefault(key, item)
    return list(found.values())
