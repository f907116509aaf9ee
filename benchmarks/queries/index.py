"""Where there are figures: occupations, countries and places of a release."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from benchmarks.models import Country, Estimate, Hub, Occupation, Release
from benchmarks.queries.figures import Pay, shown


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
    estimates = newest_of_whole_countries(release).filter(occupation=occupation)
    return countries_of(estimates.select_related("country"), occupation)


def countries_of(estimates: Iterable[Estimate], occupation: Occupation) -> list[CountryPay]:
    """The same of estimates that were read with their countries, the newest of each."""
    entries = [
        CountryPay(occupation=occupation, country=one.country, pay=pay)
        for one in estimates
        if (pay := shown(one, one.country.currency))
    ]
    return sorted(entries, key=lambda entry: entry.country.code)


def read_index(*, release: Release) -> list[IndexEntry]:
    """Every occupation in every country with a figure, by their codes."""
    occupations = Occupation.objects.in_bulk()
    countries = Country.objects.in_bulk()
    newest = newest_of_whole_countries(release)
    columns = ("occupation_id", "country_id", "year", "recent_n")
    entries = [
        IndexEntry(
            occupation=occupations[occupation], country=countries[country], year=year, n=n or 0
        )
        for occupation, country, year, n in newest.values_list(*columns)
    ]
    return sorted(entries, key=lambda entry: (entry.occupation.code, entry.country.code))


def read_places(*, release: Release) -> list[Hub]:
    """The hubs of which the release knows any sample, with their countries, by code."""
    used = Estimate.objects.filter(release=release, hub__isnull=False)
    hubs = Hub.objects.filter(pk__in=used.order_by().values("hub")).select_related("country")
    return list(hubs.order_by("code"))


def read_years(*, release: Release) -> list[int]:
    """Every year that any group has a figure of, projections aside, the newest first."""
    told = Estimate.objects.filter(release=release, suppression="", is_projection=False)
    return list(told.order_by("-year").values_list("year", flat=True).distinct())


def newest_of_whole_countries(release: Release) -> QuerySet[Estimate]:
    """One estimate per occupation and country: all levels, the newest year with a figure."""
    return (
        Estimate.objects.filter(
            release=release, hub=None, seniority="", suppression="", is_projection=False
        )
        .order_by("occupation_id", "country_id", "-year")
        .distinct("occupation_id", "country_id")
    )
