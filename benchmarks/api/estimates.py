"""All figures of a release as lists, for programs that take many."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from benchmarks.api.asking import AsOf, country_of, occupation_of, one_of, release_of
from benchmarks.api.errors import ErrorOut
from benchmarks.api.schemas import PayOut, ReleaseOut, StepOut
from benchmarks.models import Contrast, Estimate, Hub, Seniority, Suppression
from benchmarks.moments import Moment
from benchmarks.queries import EstimateFilter, contrasts_of, estimates_of
from benchmarks.queries.figures import shown, shown_step

router = Router()

Asked = Annotated[str | None, Query(description="Code or English slug.")]
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]
Number = Annotated[
    int | None,
    Query(ge=1, le=1_000_000_000, description="Of a release that had been published by the day."),
]
Year = Annotated[int | None, Query(ge=1900, le=2200)]


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
    found = release_of(moment, release)
    rows = estimates_of(found, _filter(occupation, country, hub, seniority, year))
    return EstimatesOut(
        as_of=moment.on,
        release=ReleaseOut.from_orm(found),
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
    found = release_of(moment, release)
    rows = contrasts_of(found, _filter(occupation, country, hub, seniority, None))
    return ContrastsOut(
        as_of=moment.on,
        release=ReleaseOut.from_orm(found),
        count=rows.count(),
        items=[_contrast_out(one) for one in rows[offset : offset + limit]],
    )


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
    place = country_of(country) if country else None
    hubs = Hub.objects.filter(country=place) if place else Hub.objects.all()
    return EstimateFilter(
        occupation=occupation_of(occupation) if occupation else None,
        country=place,
        hub=one_of("hub", hubs, hub, hub) if hub else None,
        seniority=seniority,
        year=year,
    )
