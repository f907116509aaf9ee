"""What has data: by occupation for the home page, by country for the page of countries."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from articles.addresses import Address, language_here
from articles.frames import Link
from articles.tables import sort_key
from benchmarks.models import Country, Named, Occupation
from benchmarks.queries import IndexEntry

SHOWN_COUNTRIES = 4
"""So many countries stand beside an occupation at home; its own page has them all."""
OWN_COUNTRY = {"de": "DE"}
"""Where most readers of a language are, by its code; English is read everywhere."""
SHOWN_OCCUPATIONS = 30
"""So many occupations stand below a country; the page of the place has them all, with their pay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationEntry:
    """An occupation, the countries with most samples of it, and how many more there are.

    The country that the page's language is at home in comes first, however few it has.
    """

    link: Link
    countries: list[Link]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySection:
    name: str
    anchor: str
    occupations: list[OccupationEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountrySection:
    """A country, the occupations with most samples there, how many more there are, its page."""

    name: str
    anchor: str
    occupations: list[Link]
    more: int
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Another list of the site, and what it is for."""

    link: Link
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much a release holds."""

    occupations: int
    countries: int


def extent(entries: Iterable[IndexEntry]) -> Extent:
    occupations, countries = set(), set()
    for entry in entries:  # a model is slow to hash, and there are thousands of them
        occupations.add(entry.occupation.pk)
        countries.add(entry.country.pk)
    return Extent(occupations=len(occupations), countries=len(countries))


def ways(as_of: date | None) -> list[Way]:
    """Where else to begin than with an occupation."""
    known = {
        "places": (_("Places"), _("Countries and cities, and what each occupation pays there.")),
        "comparison": (_("Comparison"), _("Occupations and places side by side.")),
        "visa_index": (
            _("Residence titles"),
            _("Conditions, salary floors and documents, by the law of the day."),
        ),
        "visa_comparison": (
            _("Check your case"),
            _("Which title fits; your answers are not stored."),
        ),
        "guide_index": (_("Guides"), _("What occupations are like, and how to get there.")),
        "changes": (_("Changes"), _("What is new in figures, guides and law.")),
    }
    return [
        Way(
            link=Link(text=name, href=Address(view=view, as_of=as_of).get_absolute_url()),
            text=text,
        )
        for view, (name, text) in known.items()
    ]


def by_family(entries: Iterable[IndexEntry], as_of: date | None) -> list[FamilySection]:
    """Families in their own order, occupations by name; a family without data is left out."""
    of_occupation = _grouped(entries, lambda entry: entry.occupation)
    of_family: dict[str, list[OccupationEntry]] = defaultdict(list)
    for one in _sorted_by_name(of_occupation):
        of_family[one[0].family].append(_occupation_entry(*one, as_of))
    return [
        FamilySection(name=str(one.label), anchor=one.value, occupations=of_family[one])
        for one in Occupation.Family
        if one in of_family
    ]


def by_country(entries: Iterable[IndexEntry], as_of: date | None) -> list[CountrySection]:
    """Countries by name, in each the occupations by name."""
    of_country = _grouped(entries, lambda entry: entry.country)
    return [_country(*one, as_of) for one in _sorted_by_name(of_country)]


def _country(country: Country, entries: list[IndexEntry], as_of: date | None) -> CountrySection:
    most = sorted(entries, key=lambda entry: (-entry.n, entry.occupation.code))[:SHOWN_OCCUPATIONS]
    return CountrySection(
        name=country.name,
        anchor=country.code.lower(),
        occupations=[
            _market_link(entry, entry.occupation.name, as_of)
            for entry in sorted(most, key=lambda entry: sort_key(entry.occupation))
        ],
        more=len(entries) - len(most),
        page=Address(view="place_detail", country=country, as_of=as_of).get_absolute_url(),
    )


type _Group[Thing] = tuple[Thing, list[IndexEntry]]


def _grouped[Thing: Named](
    entries: Iterable[IndexEntry], thing_of: Callable[[IndexEntry], Thing]
) -> list[_Group[Thing]]:
    found: dict[int, _Group[Thing]] = {}
    for entry in entries:
        thing = thing_of(entry)
        found.setdefault(thing.pk, (thing, []))[1].append(entry)
    return list(found.values())


def _sorted_by_name[Thing: Named](groups: list[_Group[Thing]]) -> list[_Group[Thing]]:
    return sorted(groups, key=lambda group: sort_key(group[0]))


def _occupation_entry(
    occupation: Occupation, entries: list[IndexEntry], as_of: date | None
) -> OccupationEntry:
    own = OWN_COUNTRY.get(language_here(), "")
    most = sorted(
        entries, key=lambda entry: (entry.country.code != own, -entry.n, entry.country.code)
    )[:SHOWN_COUNTRIES]
    address = Address(view="occupation_detail", occupation=occupation, as_of=as_of)
    return OccupationEntry(
        link=Link(text=occupation.name, href=address.get_absolute_url()),
        countries=[
            _market_link(entry, entry.country.name, as_of)
            for entry in sorted(
                most, key=lambda entry: (entry.country.code != own, sort_key(entry.country))
            )
        ],
        more=len(entries) - len(most),
    )


def _market_link(entry: IndexEntry, text: str, as_of: date | None) -> Link:
    address = Address(
        view="market_detail", occupation=entry.occupation, country=entry.country, as_of=as_of
    )
    return Link(text=text, href=address.get_absolute_url())
