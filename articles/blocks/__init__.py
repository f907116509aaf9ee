"""Blocks as their templates need them: one small module per family of kinds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from articles.blocks import (
    jobs,
    law,
    markets,
    offers,
    panels,
    parts,
    pictures,
    pointers,
    texts,
)
from articles.blocks.page import Heading, MarketHere, Page
from articles.blocks.reading import Reads, read_for
from articles.writing.content import Block, Data
from articles.writing.kinds import Kind

__all__ = ["Heading", "MarketHere", "Page", "Reads", "Shown", "read_for", "show_blocks"]

type Show = Callable[[Data, Page], object | None]

SHOWN_BY: Mapping[Kind, Show] = {
    Kind.PROSE: texts.prose,
    Kind.QUOTE: texts.quote,
    Kind.TAKEAWAYS: texts.takeaways,
    Kind.FAQ: texts.faq,
    Kind.CHECKLIST: texts.checklist,
    Kind.STEPS: texts.steps,
    Kind.TABLE: texts.table,
    Kind.CARDS: pointers.cards,
    Kind.SOURCES: pointers.sources,
    Kind.IMAGE: pictures.image,
    Kind.FIGURE: panels.figure,
    Kind.PAY: markets.overview,
    Kind.ROADMAP: markets.roadmap,
    Kind.HUBS: markets.hubs,
    Kind.THRESHOLDS: law.threshold_table,
    Kind.ELIGIBILITY: law.eligibility,
    Kind.DOCUMENTS: law.documents,
    Kind.JOBS: jobs.jobs,
    Kind.OFFERS: offers.offers,
    Kind.PART: parts.part,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A block on its page: what its template is given as `block`."""

    number: int
    kind: Kind
    part: object

    @property
    def template(self) -> str:
        return f"blocks/{self.kind.value}.html"


def show_blocks(blocks: Iterable[Block], page: Page) -> list[Shown]:
    """In their order; one that has nothing to show on this day is left out."""
    shown = []
    for block in blocks:
        show = SHOWN_BY.get(Kind(block.kind)) if block.kind in Kind else None
        part = show(block.data, page) if show else None
        if part is not None:
            shown.append(Shown(number=block.number, kind=Kind(block.kind), part=part))
    return shown
