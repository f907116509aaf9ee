"""The JSON of benchmarks: the same figures as on the pages, from the same dataclasses."""

from collections import defaultdict
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Annotated

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import Field, Path, Query, Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from benchmarks.models import (
    Contrast,
    Country,
    Estimate,
    Grade,
    Hub,
    Occupation,
    Release,
    Seniority,
    SourceKind,
    Suppression,
)
from benchmarks.moments import Moment
from benchmarks.offers import Standing, plausible, stand
from benchmarks.queries import (
    EstimateFilter,
    IndexEntry,
    Level,
    contrasts_of,
    estimates_of,
    read_index,
    read_pay,
    releases_by,
)
from benchmarks.queries.figures import shown, shown_step
from benchmarks.queries.levels import choose

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


class NoRange(LookupError):
    """No level of the market has a range of people to stand in."""


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
    """Gross per year in the country's currency, rounded; null is what isn't told."""

    year: int
    is_projection: bool
    currency: str
    grade: Grade = Field(description="A to D; at D there is a range and no single figure.")
    typical: Decimal | None = Field(description="The estimated middle of all in the group.")
    typical_low: Decimal = Field(description="Low end of its 80 % interval.")
    typical_high: Decimal = Field(description="High end of its 80 % interval.")
    half_width: int = Field(description="The longer half of that interval, in per cent.")
    p10: Decimal | None = Field(description="Eight in ten people earn from here to `p90`.")
    p25: Decimal | None
    p75: Decimal | None
    p90: Decimal | None
    range_is_measured: bool = Field(description="Whether `p10` to `p90` are measured or modelled.")
    rounded_to: Decimal = Field(description="All amounts but `median` are multiples of it.")
    n: int | None = Field(description="Samples of the year; null below five.")
    median: Decimal | None = Field(description="The median of the year's samples.")
    recent_n: int = Field(description="Samples of the three years up to it.")
    effective_n: int | None
    source_count: int | None
    observed_from: date | None
    observed_to: date | None
    kinds: list[SourceKind]


class StepOut(Schema):
    """How much more one group earns than another, in per cent, with its 80 % interval."""

    percent: Decimal
    low: Decimal
    high: Decimal
    is_clear: bool = Field(description="False: no clear difference.")


class LevelOut(Schema):
    """A part of a market; null takes in all hubs, or all levels."""

    hub: HubOut | None
    seniority: Seniority | None


class YearOut(Schema):
    year: int
    pay: PayOut | None


class SeniorityOut(Schema):
    seniority: Seniority
    pay: PayOut | None
    is_of_country: bool = Field(description="The hub is silent: the figure is of its country.")
    step: StepOut | None = Field(description="Against `step_from`, in the whole country.")
    step_from: Seniority | None


class HubPayOut(Schema):
    hub: HubOut
    pay: PayOut | None
    step: StepOut | None = Field(description="Against the whole country, like with like.")


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


class AssumptionOut(Schema):
    """A factor that somebody states and nobody measured; no figure contains it."""

    hub: HubOut | None
    seniority: str
    factor: Decimal
    reason_de: str
    reason_en: str
    source_url: str
    checked_on: date


class MarketOut(Schema):
    """What an occupation pays in a place; a `pay` is null where there is no figure."""

    as_of: date
    release: ReleaseOut
    occupation: OccupationOut
    country: CountryOut
    hub: HubOut | None
    level: LevelOut | None = Field(description="What `latest` describes: maybe a broader level.")
    is_broader: bool
    withheld: Suppression | None = Field(description="Why the place has no figure of its own.")
    latest: PayOut | None = Field(description="The newest year with samples, at `level`.")
    projection: PayOut | None = Field(description="The year after it.")
    whole_country: PayOut | None = Field(description="The newest of the country, all hubs.")
    by_year: list[YearOut] = Field(description="At `level`.")
    by_seniority: list[SeniorityOut] = Field(description="In the year of `latest`.")
    by_hub: list[HubPayOut] = Field(description="Each in its newest year with a figure.")
    assumptions: list[AssumptionOut]
    sources: list[SourceUseOut]


class EstimateOut(Schema):
    occupation: str
    country: str
    hub: str | None
    seniority: Seniority | None
    year: int
    withheld: Suppression | None
    pay: PayOut | None


class ContrastOut(Schema):
    """A level against the next lower one, or a hub against its whole country."""

    occupation: str
    country: str
    hub: str | None
    seniority: Seniority | None
    against: Seniority | None
    step: StepOut


class EstimatesOut(Schema):
    as_of: date
    release: ReleaseOut
    count: int
    items: list[EstimateOut]


class ContrastsOut(Schema):
    as_of: date
    release: ReleaseOut
    count: int
    items: list[ContrastOut]


class ReleaseListed(ReleaseOut):
    method_version: str
    samples: int
    input_hash: str = Field(description="SHA-256 of the samples: the same ones, the same figures.")
    note: str


class OfferIn(Schema):
    """Stored nowhere."""

    amount: Annotated[Decimal, Field(max_digits=14, decimal_places=2)] = Field(
        description="Gross per year in the country's currency, as `80000` or `80000.50`."
    )
    hub: str | None = Field(None, description="Code or English slug.")
    seniority: Seniority | None = None


class PositionOut(Schema):
    """Where an offer stands among the people of `level`."""

    as_of: date
    level: LevelOut = Field(description="What was asked for, or the next broader level.")
    is_broader: bool
    standing: Standing = Field(description="To the range of eight in ten people.")
    share_low: int | None = Field(
        description="At least so many per cent earn less; 5 means 5 or fewer. Null at grade D."
    )
    share_high: int | None = Field(description="At most so many; 95 means 95 or more.")
    pay: PayOut


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
Asked = Annotated[str | None, Query(description="Code or English slug.")]
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]
Number = Annotated[
    int | None,
    Query(ge=1, le=1_000_000_000, description="Of a release that had been published by the day."),
]
Year = Annotated[int | None, Query(ge=1900, le=2200)]


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


@router.get("/estimates", response={200: EstimatesOut, 404: ErrorOut, 422: ErrorOut})
def estimates(
    request: HttpRequest,
    occupation: Asked = None,
    country: Asked = None,
    hub: Asked = None,
    seniority: Seniority | None = None,
    year: Year = None,
    release: Number = None,
    limit: Limit = 200,
    offset: Offset = 0,
    as_of: AsOf = None,
) -> EstimatesOut:
    """Every group and year of a release; a group that is withheld says why, and nothing else."""
    moment = Moment.asked_for(as_of)
    found = _release(moment, release)
    rows = estimates_of(found, _filter(occupation, country, hub, seniority, year))
    return EstimatesOut(
        as_of=moment.on,
        release=_release_out(found),
        count=rows.count(),
        items=[_estimate_out(one) for one in rows[offset : offset + limit]],
    )


@router.get("/contrasts", response={200: ContrastsOut, 404: ErrorOut, 422: ErrorOut})
def contrasts(
    request: HttpRequest,
    occupation: Asked = None,
    country: Asked = None,
    hub: Asked = None,
    seniority: Seniority | None = None,
    release: Number = None,
    limit: Limit = 200,
    offset: Offset = 0,
    as_of: AsOf = None,
) -> ContrastsOut:
    """Every step between levels and between a hub and its country."""
    moment = Moment.asked_for(as_of)
    found = _release(moment, release)
    rows = contrasts_of(found, _filter(occupation, country, hub, seniority, None))
    return ContrastsOut(
        as_of=moment.on,
        release=_release_out(found),
        count=rows.count(),
        items=[_contrast_out(one) for one in rows[offset : offset + limit]],
    )


@router.post(
    "/{occupation}/{country}/position",
    response={200: PositionOut, 404: ErrorOut, 422: ErrorOut},
)
def position(
    request: HttpRequest,
    response: HttpResponse,
    occupation: Code,
    country: Code,
    offer: OfferIn,
    as_of: AsOf = None,
) -> PositionOut:
    """Where an offer stands; nothing is stored, and the answer is not to be either."""
    moment = Moment.asked_for(as_of)
    place = _country(country)
    amount = plausible(offer.amount, place, get_language() or "en")
    hub = _hub(place, offer.hub) if offer.hub else None
    pay = read_pay(
        occupation=_occupation(occupation), country=place, hub=hub, release=_release(moment)
    )
    wanted = Level(hub=hub, seniority=offer.seniority)
    ranges = {level: one for level, one in pay.current.items() if one.p10 is not None}
    level = choose(wanted, ranges)
    found = stand(amount, ranges[level]) if level else None
    if level is None or found is None:
        raise NoRange
    response.headers["Cache-Control"] = "no-store"
    return PositionOut(
        as_of=moment.on,
        level=LevelOut.from_orm(level),
        is_broader=level != wanted,
        standing=found.standing,
        share_low=found.share_low,
        share_high=found.share_high,
        pay=PayOut.from_orm(ranges[level]),
    )


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
    place = _country(country)
    pay = read_pay(
        occupation=_occupation(occupation),
        country=place,
        hub=_hub(place, hub) if hub else None,
        release=_release(moment),
    )
    shared = {field.name: getattr(pay, field.name) for field in fields(pay)}
    release = ReleaseOut(number=pay.release_number, released_at=pay.released_at)
    own = {"as_of": moment.on, "release": release, "is_broader": pay.is_broader}
    return MarketOut.model_validate(shared | own)


def _estimate_out(one: Estimate) -> EstimateOut:
    pay = shown(one, one.country.currency)
    return EstimateOut(
        occupation=one.occupation.code,
        country=one.country.code,
        hub=one.hub.code if one.hub else None,
        seniority=Seniority(one.seniority) if one.seniority else None,
        year=one.year,
        withheld=Suppression(one.suppression) if one.suppression else None,
        pay=PayOut.from_orm(pay) if pay else None,
    )


def _contrast_out(one: Contrast) -> ContrastOut:
    return ContrastOut(
        occupation=one.occupation.code,
        country=one.country.code,
        hub=one.hub.code if one.hub else None,
        seniority=Seniority(one.seniority) if one.seniority else None,
        against=Seniority(one.against) if one.against else None,
        step=StepOut.from_orm(shown_step(one)),
    )


def _filter(
    occupation: str | None,
    country: str | None,
    hub: str | None,
    seniority: Seniority | None,
    year: int | None,
) -> EstimateFilter:
    place = _country(country) if country else None
    hubs = Hub.objects.filter(country=place) if place else Hub.objects.all()
    return EstimateFilter(
        occupation=_occupation(occupation) if occupation else None,
        country=place,
        hub=_find("hub", hubs, hub, hub) if hub else None,
        seniority=seniority,
        year=year,
    )


def _occupation(asked_for: str) -> Occupation:
    return _find("occupation", Occupation.objects.all(), asked_for, asked_for)


def _country(asked_for: str) -> Country:
    return _find("country", Country.objects.all(), asked_for.upper(), asked_for)


def _hub(country: Country, asked_for: str) -> Hub:
    return _find("hub", Hub.objects.filter(country=country), asked_for, asked_for)


def _release_out(release: Release) -> ReleaseOut:
    return ReleaseOut.from_orm(release)


def _index(as_of: str | None) -> list[IndexEntry]:
    """Empty where nothing had been released: the list is of what exists, with or without pay."""
    release = Release.objects.in_effect(Moment.asked_for(as_of))
    return read_index(release=release) if release else []


def _release(moment: Moment, number: int | None = None) -> Release:
    """The release in effect, or the one of that number if it had been published by then."""
    if number is None:
        release = Release.objects.in_effect(moment)
    else:
        release = releases_by(moment.known_at).filter(number=number).first()
    if release is None:
        raise NoRelease(moment.on)
    return release


def _find[T: (Country, Hub, Occupation)](noun: str, among: QuerySet[T], code: str, slug: str) -> T:
    """The row of that code, else of that English slug; raises Unknown."""
    found = {one.code: one for one in among.filter(Q(code=code) | Q(slug_en=slug))}
    if not found:
        raise Unknown(noun, slug)
    return found.get(code) or next(iter(found.values()))
