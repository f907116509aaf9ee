"""Partner offers on a page: the notice comes with them, so that no order of blocks loses it."""

from dataclasses import dataclass

from articles.blocks.page import Page
from articles.blocks.stored import text_in
from articles.offering.choosing import Offer
from articles.writing.content import Data


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    offers: list[Offer]


def offers(data: Data, page: Page) -> Offers | None:
    found = page.reads.offers.get(text_in(data, "placement"), [])
    return Offers(offers=found) if found else None
