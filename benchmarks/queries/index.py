"""Where there are figures: occupations, countries and places of a release."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from benchmarks.keeping import kept
from benchmarks.models import Country, Estimate, Hub, Occupation, Release
from benchmarks.queries.figures import Pay, shown

TOLD_OF_WHOLE_COUNTRIES = Q(hub=None, seniority="", suppression="", is_projection=False)
"""Figures of all levels and cities of a country together, of any year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryPay:
    """What an occupation pays in one country, in the newest year with a figure there."""

    occupation: Occupation
    country: Country
    pay: Pay


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """An occupation and a country with a figure, and on how many samples its newest one rests."""

    occupation: Occupation
    country: Country
    year: int
    n: int


def read_countries(*, occupation: Occupation, release: Release) -> list[CountryPay]:
    """Every country with a figure of the occupation, by country code."""
    estimates = _newest_of_whole_countries(release).filter(occupation=occupation)
    return countries_of(estimates.select_related("country"), occupation)


def countries_of(estimates: Iterable[Estimate], occupation: Occupation) -> list[CountryPay]:
    """The same of estimates that were read with their countries, the newest of each."""
    entries = [
        CountryPay(occupation=occupation, country=one.country, pay=pay)
        for one in estimates
        if (pay := shown(one, one.country.currency))
    ]
    return sorted(entries, key=lambda entry: entry.country.code)


@dataclass(slots=True)
class _Lists:
    """What one release has figures of, each list as soon as somebody asked for it."""

    index: list[IndexEntry] | None = None
    places: list[Hub] | None = None
    years: list[int] | None = None


@kept
def _lists_by_release() -> defaultdict[int, _Lists]:
    """Lists of a large release take seconds, and nothing but a change makes others of them."""
    return defaultdict(_Lists)


def read_index(*, release: Release) -> list[IndexEntry]:
    """Every occupation in every country with a figure, by their codes."""
    lists = _lists_by_release()[release.pk]
    if lists.index is None:
        lists.index = _read_index(release)
    return list(lists.index)


def read_places(*, release: Release) -> list[Hub]:
    """The hubs of which the release knows any sample, with their countries, by code."""
    lists = _lists_by_release()[release.pk]
    if lists.places is None:
        lists.places = _read_places(release)
    return list(lists.places)


def read_years(*, release: Release) -> list[int]:
    """Every year that any group has a figure of, projections aside, the newest first."""
    lists = _lists_by_release()[release.pk]
    if lists.years is None:
        lists.years = _read_years(release)
    return list(lists.years)


def _read_index(release: Release) -> list[IndexEntry]:
    occupations = Occupation.objects.in_bulk()
    countries = Country.objects.in_bulk()
    newest = _newest_of_whole_countries(release)
    columns = ("occupation_id", "country_id", "year", "recent_n")
    entries = [
        IndexEntry(
            occupation=occupations[occupation], country=countries[country], year=year, n=n or 0
        )
        for occupation, country, year, n in newest.values_list(*columns)
    ]
    return sorted(entries, key=lambda entry: (entry.occupation.code, entry.country.code))


def _read_places(release: Release) -> list[Hub]:
    used = Estimate.objects.filter(release=release, hub__isnull=False)
    hubs = Hub.objects.filter(pk__in=used.order_by().values("hub")).select_related("country")
    return list(hubs.order_by("code"))


def _read_years(release: Release) -> list[int]:
    told = Estimate.objects.filter(release=release, suppression="", is_projection=False)
    return list(told.order_by("-year").values_list("year", flat=True).distinct())


def _newest_of_whole_countries(release: Release) -> QuerySet[Estimate]:
    """One estimate per occupation and country: all levels, the newest year with a figure."""
    return (
        Estimate.objects.filter(TOLD_OF_WHOLE_COUNTRIES, release=release)
        .order_by("occupation_id", "country_id", "-year")
        .distinct("occupation_id", "country_id")
    )
