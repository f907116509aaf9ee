"""What there is: occupations, countries, releases."""

from collections import defaultdict
from operator import attrgetter

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from benchmarks.api.asking import AsOf
from benchmarks.api.errors import ErrorOut
from benchmarks.api.schemas import CountryOut, HubOut, OccupationOut, ReleaseOut
from benchmarks.models import Country, Occupation, Release
from benchmarks.moments import Moment
from benchmarks.queries import IndexEntry, read_index, releases_by

router = Router()


class CountryListed(CountryOut):
    hubs: list[HubOut]
    occupations: list[str] = Field(description="Codes of the occupations with figures.")


class OccupationListed(OccupationOut):
    countries: list[str] = Field(description="Codes of the countries with figures.")


class ReleaseListed(ReleaseOut):
    method_version: str
    samples: int
    input_hash: str = Field(description="SHA-256 of the samples: the same ones, the same figures.")
    note: str


class Slice(LimitOffsetPagination):
    """`?limit=` of at most a hundred rows, from `?offset=` on."""

    class Input(Schema):
        limit: int = Field(100, ge=1, le=100)
        offset: int = Field(0, ge=0, le=1_000_000_000)


@router.get("/occupations", response={200: list[OccupationListed], 422: ErrorOut})
@paginate(Slice)
def occupations(request: HttpRequest, as_of: AsOf = None) -> list[OccupationListed]:
    """All occupations, by code, and the countries where each has figures."""
    countries: dict[int, list[str]] = defaultdict(list)
    for entry in _index(as_of):
        countries[entry.occupation.pk].append(entry.country.code)
    return [
        OccupationListed(**OccupationOut.from_orm(one).model_dump(), countries=countries[one.pk])
        for one in Occupation.objects.order_by("code")
    ]


@router.get("/countries", response={200: list[CountryListed], 422: ErrorOut})
@paginate(Slice)
def countries(request: HttpRequest, as_of: AsOf = None) -> list[CountryListed]:
    """All countries, by code, with their hubs and the occupations that have figures there."""
    occupations: dict[int, list[str]] = defaultdict(list)
    for entry in _index(as_of):
        occupations[entry.country.pk].append(entry.occupation.code)
    return [
        CountryListed(
            **CountryOut.from_orm(one).model_dump(),
            hubs=[HubOut.from_orm(hub) for hub in sorted(one.hubs.all(), key=attrgetter("code"))],
            occupations=occupations[one.pk],
        )
        for one in Country.objects.order_by("code").prefetch_related("hubs")
    ]


@router.get("/releases", response={200: list[ReleaseListed], 422: ErrorOut})
@paginate(Slice)
def releases(request: HttpRequest, as_of: AsOf = None) -> QuerySet[Release]:
    """All releases that had taken effect by the day, the newest first."""
    return releases_by(Moment.asked_for(as_of).known_at).order_by("-number")


def _index(as_of: str | None) -> list[IndexEntry]:
    """Empty where nothing had been released: the list is of what exists, with or without pay."""
    release = Release.objects.in_effect(Moment.asked_for(as_of))
    return read_index(release=release) if release else []
