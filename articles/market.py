"""One reading of a market: what its page and everything else made from it shows."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse

from articles.addresses import Address, named_day
from articles.knowledge import Knowledge
from articles.permits import PermitOutlook, permit_outlooks
from articles.writing.content import Topic
from benchmarks.models import Country, Hub, Occupation
from benchmarks.queries import (
    CountryPay,
    Group,
    OccupationSkills,
    PaySummary,
    read_pay_and_elsewhere,
    read_skills,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """One occupation in one place, as known at one moment.

    `on` is the day that the page speaks of, `as_of` the same where the visitor named it. `pay` is
    None where nothing had been released by then; `elsewhere` holds the other countries with a
    figure, by code; `permits` the country's residence titles that ask for a salary; `skills` is
    None where no source was read on them.
    """

    occupation: Occupation
    country: Country
    hub: Hub | None
    on: date
    as_of: date | None
    pay: PaySummary | None
    elsewhere: list[CountryPay]
    permits: list[PermitOutlook] = field(default_factory=list)
    skills: OccupationSkills | None = None

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
    def topic(self) -> Topic:
        """What figures relative to the page are about."""
        return Topic(
            occupation=self.occupation.code,
            country=self.country.code,
            hub=self.hub.code if self.hub else "",
        )

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
    knowledge: Knowledge,
    only_pay: bool = False,
) -> Market:
    """With `only_pay` without what stands beside the pay on the page: permits and skills."""
    release, moment = knowledge.release, knowledge.moment
    pay: PaySummary | None = None
    elsewhere: list[CountryPay] = []
    if release:
        pay, elsewhere = read_pay_and_elsewhere(
            occupation=occupation, country=country, hub=hub, release=release
        )
    market = Market(
        occupation=occupation,
        country=country,
        hub=hub,
        on=moment.on,
        as_of=named_day(moment),
        pay=pay,
        elsewhere=elsewhere,
    )
    return market if only_pay else _with_what_stands_beside(market, knowledge)


def _with_what_stands_beside(market: Market, knowledge: Knowledge) -> Market:
    return replace(
        market,
        permits=permit_outlooks(
            occupation=market.occupation,
            country=market.country,
            pay=market.pay,
            knowledge=knowledge,
        ),
        skills=read_skills(occupation=market.occupation),
    )
