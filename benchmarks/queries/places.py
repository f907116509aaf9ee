"""What a release says of places: how many occupations each has figures of, and which."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from benchmarks.keeping import kept
from benchmarks.models import Country, Estimate, Hub, Occupation, Release
from benchmarks.queries.figures import Pay, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class HubExtent:
    hub: Hub
    occupations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryExtent:
    """A country with how many occupations have a figure there, and in each of its hubs."""

    country: Country
    occupations: int
    hubs: Sequence[HubExtent]


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationPay:
    """What an occupation pays in the whole country or a hub, in its newest year with a figure."""

    occupation: Occupation
    hub: Hub | None
    pay: Pay


@dataclass(slots=True)
class _Places:
    """What one release says of places, each part as soon as somebody asked for it."""

    extents: list[CountryExtent] | None = None
    pays: dict[int, list[OccupationPay]] = field(default_factory=dict)


@kept
def _places_by_release() -> dict[int, _Places]:
    """Hundreds of figures stand on the page of a place, and the index counts all there are."""
    return defaultdict(_Places)


def read_extents(*, release: Release) -> list[CountryExtent]:
    """Every country with a figure, and its hubs with one, by their codes."""
    places = _places_by_release()[release.pk]
    if places.extents is None:
        places.extents = _read_extents(release)
    return list(places.extents)


def read_place(*, country: Country, release: Release) -> list[OccupationPay]:
    """Every occupation with a figure in the country or one of its hubs, by their codes."""
    pays = _places_by_release()[release.pk].pays
    if country.pk not in pays:
        pays[country.pk] = _read_place(country, release)
    return list(pays[country.pk])


def _read_extents(release: Release) -> list[CountryExtent]:
    counted = _of_all_levels(release).values("country_id", "hub_id")
    numbers = {
        (row["country_id"], row["hub_id"]): row["number"]
        for row in counted.order_by().annotate(number=Count("occupation_id", distinct=True))
    }
    countries, hubs = Country.objects.in_bulk(), Hub.objects.in_bulk()
    found = [
        CountryExtent(
            country=countries[country],
            occupations=number,
            hubs=sorted(
                (
                    HubExtent(hub=hubs[hub_id], occupations=in_hub)
                    for (of_country, hub_id), in_hub in numbers.items()
                    if of_country == country and hub_id
                ),
                key=lambda one: one.hub.code,
            ),
        )
        for (country, hub), number in numbers.items()
        if hub is None
    ]
    return sorted(found, key=lambda one: one.country.code)


def _read_place(country: Country, release: Release) -> list[OccupationPay]:
    newest = (
        _of_all_levels(release)
        .filter(country=country)
        .order_by("occupation_id", "hub_id", "-year")
        .distinct("occupation_id", "hub_id")
        .select_related("occupation", "hub")
    )
    found = [
        OccupationPay(occupation=one.occupation, hub=one.hub, pay=pay)
        for one in newest
        if (pay := shown(one, country.currency))
    ]
    return sorted(found, key=lambda one: (one.occupation.code, one.hub.code if one.hub else ""))


def _of_all_levels(release: Release) -> QuerySet[Estimate]:
    """Figures of years with samples, whatever the experience."""
    return Estimate.objects.filter(
        release=release, seniority="", suppression="", is_projection=False
    )
