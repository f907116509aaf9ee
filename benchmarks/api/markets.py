"""The whole of a market page: what an occupation pays in a country or a hub."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from benchmarks.api.asking import AsOf, Code, country_of, hub_of, occupation_of, release_of
from benchmarks.api.errors import ErrorOut
from benchmarks.api.schemas import (
    CountryOut,
    HubOut,
    LevelOut,
    OccupationOut,
    PayOut,
    ReleaseOut,
    StepOut,
)
from benchmarks.models import Seniority, SourceKind, Suppression
from benchmarks.moments import Moment
from benchmarks.queries import read_pay, read_skills

router = Router()


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


class SkillSourceOut(Schema):
    publisher: str
    title: str
    url: str
    read_on: date = Field(description="The day the source was read.")


class SkillOut(Schema):
    """A skill or certificate that the source names for the occupation, no claim about its pay."""

    name_de: str
    name_en: str
    note_de: str
    note_en: str
    source: SkillSourceOut


class SkillsOut(Schema):
    skills: list[SkillOut]
    certificates: list[SkillOut]
    reviewed_on: date | None = Field(description="The oldest review; null while one is missing.")


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
    skills: SkillsOut | None = Field(description="Null where no source names any.")


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
    place = country_of(country)
    kind_of_work = occupation_of(occupation)
    pay = read_pay(
        occupation=kind_of_work,
        country=place,
        hub=hub_of(place, hub) if hub else None,
        release=release_of(moment),
    )
    shared = {field.name: getattr(pay, field.name) for field in fields(pay)}
    release = ReleaseOut(number=pay.release_number, released_at=pay.released_at)
    own = {
        "as_of": moment.on,
        "release": release,
        "is_broader": pay.is_broader,
        "skills": read_skills(occupation=kind_of_work),
    }
    return MarketOut.model_validate(shared | own)
