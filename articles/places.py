"""Countries and cities that have figures, and what occupations pay in the cities of one country."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from articles import wording
from articles.addresses import Address, language_here
from articles.frames import Link
from articles.tables import sort_key
from benchmarks.models import Country, Hub
from benchmarks.queries.places import CountryExtent, OccupationPay
from visa.queries.names import TitleName


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLink:
    """A place with how many occupations have a figure there."""

    link: Link
    occupations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryEntry:
    place: PlaceLink
    cities: list[PlaceLink]


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLink:
    """The page of an occupation in a city, with its typical pay or the range of it."""

    link: Link
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    name: str
    anchor: str
    pays: list[PayLink]


def by_place(extents: Iterable[CountryExtent], as_of: date | None) -> list[CountryEntry]:
    """Countries by name, in each its cities by name."""
    return [
        CountryEntry(
            place=_place(one.country.name, one.occupations, one.country, as_of),
            cities=[
                _place(
                    city.hub.name, city.occupations, one.country, as_of, anchor=_anchor(city.hub)
                )
                for city in sorted(one.hubs, key=lambda city: sort_key(city.hub))
            ],
        )
        for one in sorted(extents, key=lambda one: sort_key(one.country))
    ]


def cities_of(entries: Iterable[OccupationPay], country: Country, as_of: date | None) -> list[City]:
    """The cities by name, in each the occupations by name."""
    of_hub: dict[Hub, list[OccupationPay]] = defaultdict(list)
    for one in sorted(entries, key=lambda one: sort_key(one.occupation)):
        if one.hub:
            of_hub[one.hub].append(one)
    return [
        City(
            name=hub.name,
            anchor=_anchor(hub),
            pays=[_pay(one, country, as_of) for one in of_hub[hub]],
        )
        for hub in sorted(of_hub, key=sort_key)
    ]


def titles_of(names: Iterable[TitleName], as_of: date | None) -> list[Link]:
    """The pages of a country's residence titles."""
    return [
        Link(
            text=one.name.in_language(language_here()),
            href=Address(view="visa_detail", title=one.slug, as_of=as_of).get_absolute_url(),
        )
        for one in names
    ]


def _place(
    name: str, occupations: int, country: Country, as_of: date | None, *, anchor: str = ""
) -> PlaceLink:
    url = Address(view="place_detail", country=country, as_of=as_of).get_absolute_url()
    link = Link(text=name, href=f"{url}#{anchor}" if anchor else url)
    return PlaceLink(link=link, occupations=occupations)


def _pay(one: OccupationPay, country: Country, as_of: date | None) -> PayLink:
    address = Address(
        view="market_detail", occupation=one.occupation, country=country, hub=one.hub, as_of=as_of
    )
    link = Link(text=one.occupation.name, href=address.get_absolute_url())
    return PayLink(link=link, amount=wording.amount(one.pay))


def _anchor(hub: Hub) -> str:
    """The same in both languages, and no id of anything else on the page."""
    return hub.code
