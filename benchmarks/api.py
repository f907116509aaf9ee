"""The JSON of benchmarks: the same figures as on the pages, from the same dataclasses."""

from collections import defaultdict
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Annotated

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from benchmarks.models import Country, Hub, Occupation, Release, Seniority, SourceKind
from benchmarks.moments import Moment
from benchmarks.queries import IndexEntry, read_index, read_pay

router = Router(tags=["Benchmarks"])


class Unknown(LookupError):
    """No `noun` (occupation, country, hub) bears the code or slug that was asked for."""

    def __init__(self, noun: str, asked_for: str) -> None:
        super().__init__(noun, asked_for)
        self.noun = noun
        self.asked_for = asked_for


class NoRelease(LookupError):
    """Nothing had been released by the end of that day."""

    def __init__(self, on: date) -> None:
        super().__init__(on)
        self.on = on


class ErrorDetail(Schema):
    code: str = Field(description="Stays; rely on it.")
    message: str = Field(description="One sentence for a person, in German or English.")
    field: str | None = Field(description="The parameter that it is about.")


class ErrorOut(Schema):
    """The shape of every error."""

    error: ErrorDetail


class NamedOut(Schema):
    """A thing with a code that stays; names and slugs may be improved."""

    code: str
    name_de: str
    name_en: str
    slug_de: str
    slug_en: str


class HubOut(NamedOut):
    pass


class CountryOut(NamedOut):
    currency: str = Field(description="ISO 4217")


class OccupationOut(NamedOut):
    family: str
    isco08: str = Field(description="ISCO-08 unit group")


class CountryListed(CountryOut):
    hubs: list[HubOut]
    occupations: list[str] = Field(description="Codes of the occupations with figures.")


class OccupationListed(OccupationOut):
    countries: list[str] = Field(description="Codes of the countries with figures.")


class ReleaseOut(Schema):
    number: int
    released_at: datetime


class PayOut(Schema):
    """Gross per year in the country's currency; a percentile is null where n is too small."""

    year: int
    currency: str
    n: int
    median: Decimal
    p10: Decimal | None
    p25: Decimal | None
    p75: Decimal | None
    p90: Decimal | None
    typical_low: Decimal | None = Field(description="Low end of the median's 80 % interval.")
    typical_high: Decimal | None = Field(description="High end of the median's 80 % interval.")
    rounded_to: Decimal = Field(description="All amounts are multiples of it.")
    observed_from: date
    observed_to: date
    kinds: list[SourceKind]


class YearOut(Schema):
    year: int
    pay: PayOut | None


class SeniorityOut(Schema):
    seniority: Seniority
    pay: PayOut | None


class HubPayOut(Schema):
    hub: HubOut
    pay: PayOut | None


class SourceOut(Schema):
    slug: str
    publisher: str
    title: str
    url: str
    licence: str
    licence_url: str


class SourceUseOut(Schema):
    source: SourceOut
    kinds: list[SourceKind]


class MarketOut(Schema):
    """What an occupation pays in a place; every `pay` is null below five samples."""

    as_of: date
    release: ReleaseOut
    occupation: OccupationOut
    country: CountryOut
    hub: HubOut | None
    latest: PayOut | None = Field(description="The newest year with enough samples.")
    whole_country: PayOut | None = Field(description="The newest of the country, all hubs.")
    by_year: list[YearOut]
    by_seniority: list[SeniorityOut] = Field(description="In the year of `latest`.")
    by_hub: list[HubPayOut] = Field(description="Each in its newest year with enough samples.")
    sources: list[SourceUseOut]


class Slice(LimitOffsetPagination):
    """`?limit=` of at most a hundred rows, from `?offset=` on."""

    class Input(Schema):
        limit: int = Field(100, ge=1, le=100)
        offset: int = Field(0, ge=0)


AsOf = Annotated[
    str | None,
    Query(
        description="The day to look back to, YYYY-MM-DD; today by default.",
        format="date",
    ),
]
Code = Annotated[str, Path(description="Code or English slug.")]


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


@router.get("/{occupation}/{country}", response={200: MarketOut, 404: ErrorOut, 422: ErrorOut})
def market(request: HttpRequest, occupation: Code, country: Code, as_of: AsOf = None) -> MarketOut:
    """What an occupation pays in a country."""
    return _market(occupation, country, None, as_of)


@router.get(
    "/{occupation}/{country}/{hub}", response={200: MarketOut, 404: ErrorOut, 422: ErrorOut}
)
def hub_market(
    request: HttpRequest, occupation: Code, country: Code, hub: Code, as_of: AsOf = None
) -> MarketOut:
    """What an occupation pays in one hub of a country."""
    return _market(occupation, country, hub, as_of)


def _market(occupation: str, country: str, hub: str | None, as_of: str | None) -> MarketOut:
    moment = Moment.asked_for(as_of)
    place = _find("country", Country.objects.all(), country.upper(), country)
    pay = read_pay(
        occupation=_find("occupation", Occupation.objects.all(), occupation, occupation),
        country=place,
        hub=_find("hub", Hub.objects.filter(country=place), hub, hub) if hub else None,
        release=_release(moment),
    )
    shared = {field.name: getattr(pay, field.name) for field in fields(pay)}
    release = ReleaseOut(number=pay.release_number, released_at=pay.released_at)
    return MarketOut.model_validate(shared | {"as_of": moment.on, "release": release})


def _index(as_of: str | None) -> list[IndexEntry]:
    """Empty where nothing had been released: the list is of what exists, with or without pay."""
    release = Release.objects.in_effect(Moment.asked_for(as_of))
    return read_index(release=release) if release else []


def _release(moment: Moment) -> Release:
    release = Release.objects.in_effect(moment)
    if release is None:
        raise NoRelease(moment.on)
    return release


def _find[T: (Country, Hub, Occupation)](noun: str, among: QuerySet[T], code: str, slug: str) -> T:
    """The row of that code, else of that English slug; raises Unknown."""
    found = {one.code: one for one in among.filter(Q(code=code) | Q(slug_en=slug))}
    if not found:
        raise Unknown(noun, slug)
    return found.get(code) or next(iter(found.values()))
