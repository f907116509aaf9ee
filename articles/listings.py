"""What has data: by occupation for the home page, by country for the page of countries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from articles.addresses import Address
from articles.frames import Link
from articles.tables import sort_key
from benchmarks.models import Country, Occupation
from benchmarks.queries import IndexEntry

SHOWN_COUNTRIES = 4
"""So many countries stand beside an occupation at home; its own page has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationEntry:
    """An occupation, the countries with most samples of it, and how many more there are."""

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
    name: str
    anchor: str
    occupations: list[Link]


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
    pairs = [(entry.occupation, entry.country) for entry in entries]
    return Extent(
        occupations=len({occupation for occupation, _country in pairs}),
        countries=len({country for _occupation, country in pairs}),
    )


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
    of_occupation: dict[Occupation, list[IndexEntry]] = defaultdict(list)
    for entry in entries:
        of_occupation[entry.occupation].append(entry)
    occupations = sorted(of_occupation, key=sort_key)
    return [
        FamilySection(
            name=str(family.label),
            anchor=family.value,
            occupations=[
                _occupation_entry(one, of_occupation[one], as_of)
                for one in occupations
                if one.family == family
            ],
        )
        for family in Occupation.Family
        if any(one.family == family for one in occupations)
    ]


def by_country(entries: Sequence[IndexEntry], as_of: date | None) -> list[CountrySection]:
    """Countries by name, in each the occupations by name."""
    of_country: dict[Country, list[IndexEntry]] = defaultdict(list)
    place = {one: n for n, one in enumerate(sorted({e.occupation for e in entries}, key=sort_key))}
    for entry in sorted(entries, key=lambda entry: place[entry.occupation]):
        of_country[entry.country].append(entry)
    return [
        CountrySection(
            name=country.name,
            anchor=country.code.lower(),
            occupations=[
                _market_link(entry, entry.occupation.name, as_of) for entry in of_country[country]
            ],
        )
        for country in sorted(of_country, key=sort_key)
    ]


def _occupation_entry(
    occupation: Occupation, entries: list[IndexEntry], as_of: date | None
) -> OccupationEntry:
    most = sorted(entries, key=lambda entry: (-entry.n, entry.country.code))[:SHOWN_COUNTRIES]
    address = Address(view="occupation_detail", occupation=occupation, as_of=as_of)
    return OccupationEntry(
        link=Link(text=occupation.name, href=address.get_absolute_url()),
        countries=[
            _market_link(entry, entry.country.name, as_of)
            for entry in sorted(most, key=lambda entry: sort_key(entry.country))
        ],
        more=len(entries) - len(most),
    )


def _market_link(entry: IndexEntry, text: str, as_of: date | None) -> Link:
    address = Address(
        view="market_detail", occupation=entry.occupation, country=entry.country, as_of=as_of
    )
    return Link(text=text, href=address.get_absolute_url())
