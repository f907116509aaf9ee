"""Where an offer stands, as the market page answers it: nothing is stored, nothing is passed on."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from articles import wording
from articles.addresses import language_here
from articles.charts import Strip, strip
from articles.market import Market
from articles.permits import offer_sentences
from benchmarks import formats
from benchmarks.models import Hub, Seniority
from benchmarks.offers import Position, Standing, UnreadableOffer, read_offer, stand
from benchmarks.queries import Level, Pay
from benchmarks.queries.levels import choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option of a form."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAnswer:
    """Where the offer stands among the people of `level`, in words and on their strip."""

    amount: str
    level: str
    is_broader: bool
    pay: Pay
    strip: Strip
    sentences: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferForm:
    """The form as it was sent or as it stands empty; one of `problem` and `answer` may be there."""

    amount: str
    currency: str
    example: str
    seniorities: list[Choice]
    hubs: list[Choice]
    problem: str = ""
    answer: OfferAnswer | None = None


def offer_form(market: Market, sent: Mapping[str, str] | None = None) -> OfferForm | None:
    """None where no level of the market has a range of people to stand in."""
    if not market.pay or not _ranges(market):
        return None
    sent = sent or {}
    text = sent.get("amount", "")
    hub = _hub(market, sent.get("hub", market.hub.code if market.hub else ""))
    seniority = sent.get("seniority", "")
    problem, answer = "", None
    if sent:
        try:
            level = Level(hub=hub, seniority=Seniority(seniority) if seniority else None)
            answer = _answer(market, level, read_offer(text, market.country, language_here()))
        except UnreadableOffer as unreadable:
            problem = str(unreadable)
        except ValueError:
            problem = _("Please choose a level of experience from the list.")
    return OfferForm(
        amount=text,
        currency=market.country.currency,
        example=wording.money(Decimal(65_000), market.country.currency),
        seniorities=[
            Choice(value=one.value, label=str(one.label), is_chosen=one.value == seniority)
            for one in Seniority
        ],
        hubs=[
            Choice(value=one.hub.code, label=one.hub.name, is_chosen=one.hub == hub)
            for one in market.pay.by_hub
        ],
        problem=problem,
        answer=answer,
    )


def _ranges(market: Market) -> dict[Level, Pay]:
    current = market.pay.current if market.pay else {}
    return {level: pay for level, pay in current.items() if pay.p10 is not None}


def _hub(market: Market, code: str) -> Hub | None:
    """A hub that this market doesn't list is taken for the whole country."""
    hubs = market.pay.by_hub if market.pay else []
    return next((one.hub for one in hubs if one.hub.code == code), None)


def _answer(market: Market, wanted: Level, offer: Decimal) -> OfferAnswer | None:
    ranges = _ranges(market)
    level = choose(wanted, ranges)
    if level is None:
        raise UnreadableOffer(_("There is no range of pay to compare with."))
    pay = ranges[level]
    position = stand(offer, pay)
    if position is None:
        raise UnreadableOffer(_("There is no range of pay to compare with."))
    return OfferAnswer(
        amount=wording.money(offer, pay.currency),
        level=wording.level_name(level, market.country),
        is_broader=level != wanted,
        pay=pay,
        strip=strip(pay, offer),
        sentences=[*sentences(position, pay), *offer_sentences(offer, market.permits)],
    )


def sentences(position: Position, pay: Pay) -> list[str]:
    """Where an offer stands, and how sure that is."""
    people = wording.span(pay.p10, pay.p90, pay.currency)
    said = {
        Standing.BELOW: _("It lies below the range of eight in ten people, %(people)s."),
        Standing.WITHIN: _("It lies within the range of eight in ten people, %(people)s."),
        Standing.ABOVE: _("It lies above the range of eight in ten people, %(people)s."),
    }[position.standing] % {"people": people}
    low, high = position.share_low, position.share_high
    if low is None or high is None:
        modelled = _(
            "The range is modelled from broader groups, so that nothing finer can be said."
        )
        return [said, modelled]
    return [_band(low, high), said]


def _band(low: int, high: int) -> str:
    shares = {
        "low": formats.percent(Decimal(low) / 100, language_here()),
        "high": formats.percent(Decimal(high) / 100, language_here()),
    }
    if low <= 5 and high >= 95:
        return _("How many people earn less can’t be told: the figures are too uncertain.")
    if low <= 5:
        return _("At most %(high)s of people in this group earn less.") % shares
    if high >= 95:
        return _("At least %(low)s of people in this group earn less.") % shares
    if low == high:
        return _("About %(low)s of people in this group earn less.") % shares
    return _("Between %(low)s and %(high)s of people in this group earn less.") % shares
