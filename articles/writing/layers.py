"""The words of a market page, out of layers from the general to the special; pure.

The layers are live articles about more and more of what the page is about. A block that has the
slot of one below replaces it in its place; `never` leaves it out. Any other is added behind the
block that it follows in its own article, at the end of the words where it follows none.
"""

from collections.abc import Iterable, Sequence

from articles.writing.conditions import MarketFacts, fits, is_never, slot_of
from articles.writing.content import Block, Content, Topic
from articles.writing.kinds import Kind, MarketPart
from articles.writing.source_lists import in_one_list

OFFERS_AFTER = MarketPart.COUNTRIES
"""Where offers stand on a page that nobody wrote words for."""


def speaks_for(layer: Topic, market: Topic) -> bool:
    """Whether an article about `layer` has something to say about the market."""
    named = (layer.occupation, layer.country, layer.hub)
    here = (market.occupation, market.country, market.hub)
    return all(one in ("", other) for one, other in zip(named, here, strict=True))


def how_special(layer: Topic) -> tuple[int, int]:
    """The greater, the later: an occupation says more than a place, and a hub than its country."""
    return bool(layer.occupation), bool(layer.country) + bool(layer.hub)


def built_in() -> Content:
    """What a page has while there is no blueprint; each block's slot is the name of its part."""
    blocks: list[Block] = []
    for part in MarketPart:
        blocks.append(_part(part))
        if part == OFFERS_AFTER:
            offers = {"slot": "offers", "placement": "market"}
            blocks.append(Block(number=0, kind=Kind.OFFERS, data=offers))
    return Content(heading="", slug="", blocks=tuple(blocks))


def page_of(layers: Sequence[Content], facts: MarketFacts) -> list[Block]:
    """The blocks of the page in their order; `layers` from the most general on.

    Typical pay and sources are on every page, whatever is written: where no block says so, first
    and last. No part stands twice, and there is one list of what the words rest on.
    """
    has_blueprint = any(how_special(layer.topic) == (0, 0) for layer in layers)
    page = merged(layers if has_blueprint else [built_in(), *layers], facts)
    named = [block.data.get("part") for block in page]
    if MarketPart.HEADLINE not in named:
        page.insert(0, _part(MarketPart.HEADLINE))
    if MarketPart.SOURCES not in named:
        page.append(_part(MarketPart.SOURCES))
    return in_one_list(_each_part_once(page))


def merged(layers: Iterable[Content], facts: MarketFacts) -> list[Block]:
    """The layers' blocks alone.

    Of several blocks of one layer that have the same slot the first one that fits counts. One that
    doesn't fit replaces nothing.
    """
    page: list[Block] = []
    for layer in layers:
        page = _with_layer(page, _fitting(layer.blocks, facts))
    return [block for block in page if not is_never(block.data)]


def _part(part: MarketPart) -> Block:
    return Block(number=0, kind=Kind.PART, data={"slot": part.value, "part": part.value})


def _each_part_once(page: Iterable[Block]) -> list[Block]:
    found, seen = [], set()
    for block in page:
        part = block.data.get("part") if block.kind == Kind.PART else None
        if part is None or part not in seen:
            found.append(block)
            seen.add(part)
    return found


def _fitting(blocks: Iterable[Block], facts: MarketFacts) -> list[Block]:
    """Those that stand on this page, each slot once."""
    taken: set[str] = set()
    found = []
    for block in blocks:
        slot = slot_of(block.data)
        if slot not in taken and fits(block.data, facts):
            found.append(block)
            taken |= {slot} - {""}
    return found


def _with_layer(page: Sequence[Block], layer: Iterable[Block]) -> list[Block]:
    joined = [*page]
    before: int | None = None
    for block in layer:
        place = _place_of(slot_of(block.data), page)
        if place is None:
            at = _end_of_words(joined) if before is None else before + 1
            joined.insert(at, block)
        else:
            at = joined.index(page[place])
            joined[at] = block
        before = at
    return joined


def _place_of(slot: str, page: Iterable[Block]) -> int | None:
    """Where a block of that slot stands below."""
    places = (place for place, block in enumerate(page) if slot_of(block.data) == slot)
    return next(places, None) if slot else None


def _end_of_words(page: Sequence[Block]) -> int:
    """Behind the last block that somebody wrote: tables and sources may follow it."""
    places = (place for place, block in enumerate(page, start=1) if block.kind != Kind.PART)
    return max(places, default=len(page))
