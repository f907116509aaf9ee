"""Everything that the blocks of a page show besides their words: each table asked once for all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from articles.blocks.stored import number_in, text_in
from articles.knowledge import Knowledge
from articles.models import JobAdvert, Picture
from articles.offering.choosing import Offer, read_offers
from articles.writing.content import Block, Content, Data, Topic
from articles.writing.kinds import Kind
from benchmarks.models import Occupation
from benchmarks.moments import Moment
from benchmarks.queries import PaySummary
from benchmarks.queries.pays import MarketCodes, read_pays
from visa.queries.briefs import TitleBrief, read_briefs

ON_LAW = {Kind.THRESHOLDS, Kind.ELIGIBILITY, Kind.DOCUMENTS}
ON_PAY = {Kind.PAY, Kind.ROADMAP, Kind.HUBS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """By the codes that blocks name; what isn't there was taken away since."""

    knowledge: Knowledge
    pictures: Mapping[int, Picture]
    pays: Mapping[MarketCodes, PaySummary]
    titles: Mapping[str, TitleBrief]
    occupations: Mapping[str, Occupation]
    jobs: Sequence[JobAdvert]
    offers: Mapping[str, list[Offer]]


def read_for(
    content: Content,
    *,
    language: str,
    knowledge: Knowledge,
    at_hand: Iterable[Occupation],
    pay: PaySummary | None = None,
) -> Reads:
    """At most six queries besides those of `knowledge`, however many blocks there are.

    `pay` is that of the content's own topic, where it was read already.
    """
    blocks = content.blocks
    return Reads(
        knowledge=knowledge,
        pictures=_pictures(blocks),
        pays=_pays(content, knowledge, pay),
        titles=_titles(content, knowledge.moment),
        occupations=_occupations(content, at_hand),
        jobs=_jobs(content, language, knowledge.moment),
        offers=_offers(content, language, knowledge.moment),
    )


def market_of(data: Data, topic: Topic) -> MarketCodes | None:
    """The market that a block is about: the page's, unless it names another.

    A country or hub of its own never goes with the page's hub.
    """
    occupation = text_in(data, "occupation") or topic.occupation
    country, hub = text_in(data, "country").upper(), text_in(data, "hub")
    is_elsewhere = bool(country or hub)
    country = country or (hub[:2].upper() if hub else topic.country)
    if not occupation or not country:
        return None
    own_hub = "" if is_elsewhere else topic.hub
    return MarketCodes(occupation=occupation, country=country, hub=hub or own_hub)


def _pays(
    content: Content, knowledge: Knowledge, pay: PaySummary | None
) -> dict[MarketCodes, PaySummary]:
    found = (market_of(block.data, content.topic) for block in _of(content, ON_PAY))
    own = market_of({}, content.topic)
    at_hand = {own: pay} if own and pay else {}
    markets = {market for market in found if market} - at_hand.keys()
    if not markets or knowledge.release is None:
        return at_hand
    return at_hand | read_pays(markets, release=knowledge.release)


def _titles(content: Content, moment: Moment) -> dict[str, TitleBrief]:
    keys = {text_in(block.data, "title") or content.topic.title for block in _of(content, ON_LAW)}
    keys.discard("")
    return read_briefs(keys, moment) if keys else {}


def _occupations(content: Content, at_hand: Iterable[Occupation]) -> dict[str, Occupation]:
    """Those whose addresses blocks lead to; nothing is read where the page's own is enough."""
    known = {one.code: one for one in at_hand}
    named = {text_in(block.data, "occupation") for block in _of(content, ON_LAW)}
    missing = (named | {content.topic.occupation}) - {"", *known}
    more = Occupation.objects.filter(code__in=missing) if missing else ()
    return known | {one.code: one for one in more}


def _pictures(blocks: Iterable[Block]) -> dict[int, Picture]:
    numbers = {
        number
        for block in blocks
        if block.kind == Kind.IMAGE and (number := number_in(block.data, "picture"))
    }
    return Picture.objects.in_bulk(numbers) if numbers else {}


def _jobs(content: Content, language: str, moment: Moment) -> list[JobAdvert]:
    """Open on the day, and entered for no later one than the page may know of; newest first."""
    if not content.topic.occupation or not _of(content, {Kind.JOBS}):
        return []
    known_on = min(moment.on, timezone.localdate(moment.known_at))
    open_then = JobAdvert.objects.filter(
        language=language, valid_from__lte=known_on, valid_to__gt=moment.on
    )
    return list(
        open_then.filter(occupations__code=content.topic.occupation).order_by(
            "-valid_from", "reference"
        )
    )


def _offers(content: Content, language: str, moment: Moment) -> dict[str, list[Offer]]:
    """By placement; a page that asks for offers has one or two of them."""
    placements = {text_in(block.data, "placement") for block in _of(content, {Kind.OFFERS})}
    return {
        placement: read_offers(
            topic=content.topic, language=language, placement=placement, moment=moment
        )
        for placement in placements
    }


def _of(content: Content, kinds: set[Kind]) -> list[Block]:
    return [block for block in content.blocks if block.kind in kinds]
