"""One reading of a market: what its page and everything else made from it shows."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse

from articles.addresses import Address, language_here, named_day
from articles.knowledge import Knowledge
from articles.offering.choosing import Offer, read_offers
from articles.permits import PermitOutlook, permit_outlooks
from articles.writing.content import Topic
from benchmarks.models import Country, Hub, Occupation
from benchmarks.moments import Moment
from benchmarks.queries import CountryPay, Group, PaySummary, read_countries, read_pay


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """One occupation in one place, as known at one moment.

    `on` is the day that the page speaks of, `as_of` the same where the visitor named it. `pay` is
    None where nothing had been released by then; `elsewhere` holds the other countries with a
    figure, by code; `permits` the country's residence titles that ask for a salary; `offers` what
    partners pay for on this page.
    """

    occupation: Occupation
    country: Country
    hub: Hub | None
    on: date
    as_of: date | None
    pay: PaySummary | None
    elsewhere: list[CountryPay]
    permits: list[PermitOutlook] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)

    @property
    def address(self) -> Address:
        return self.address_of("market_detail", self.hub)

    @property
    def country_address(self) -> Address:
        return self.address_of("market_detail", None)

    @property
    def offer_address(self) -> Address:
        return self.address_of("market_offer", self.hub)

    @property
    def method_address(self) -> Address:
        return Address(view="method", as_of=self.as_of)

    @property
    def group(self) -> Group:
        return Group(occupation=self.occupation, country=self.country, hub=self.hub)

    @property
    def json_url(self) -> str:
        """The same figures over the API, by codes that stay."""
        codes = [one.code for one in (self.occupation, self.country, self.hub) if one]
        url = reverse("api-1:hub_market" if self.hub else "api-1:market", args=codes)
        return f"{url}?as_of={self.as_of.isoformat()}" if self.as_of else url

    @property
    def place(self) -> Country | Hub:
        return self.hub or self.country

    def at_hub(self, hub: Hub) -> Address:
        return self.address_of("market_detail", hub)

    def address_of(self, view: str, hub: Hub | None) -> Address:
        return Address(
            view=view,
            occupation=self.occupation,
            country=self.country,
            hub=hub,
            as_of=self.as_of,
        )


def read_market(
    *,
    occupation: Occupation,
    country: Country,
    hub: Hub | None,
    moment: Moment,
    only_pay: bool = False,
) -> Market:
    """With `only_pay` without what stands beside the pay on the page: permits and offers."""
    knowledge = Knowledge(moment)
    release = knowledge.release
    pay, elsewhere = None, []
    if release:
        pay = read_pay(occupation=occupation, country=country, hub=hub, release=release)
        elsewhere = read_countries(occupation=occupation, release=release)
    market = Market(
        occupation=occupation,
        country=country,
        hub=hub,
        on=moment.on,
        as_of=named_day(moment),
        pay=pay,
        elsewhere=[entry for entry in elsewhere if entry.country != country],
    )
    return market if only_pay else _with_what_stands_beside(market, knowledge)


def _with_what_stands_beside(market: Market, knowledge: Knowledge) -> Market:
    occupation, country = market.occupation, market.country
    return replace(
        market,
        permits=permit_outlooks(
            occupation=occupation, country=country, pay=market.pay, knowledge=knowledge
        ),
        offers=read_offers(
            topic=Topic(occupation=occupation.code, country=country.code),
            language=language_here(),
            placement="market",
            moment=knowledge.moment,
        ),
    )
