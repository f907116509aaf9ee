"""What an occupation pays in a country or a hub, as JSON: the figures of its market page.

The page itself is made of more than figures: its address stands where articles are.
"""

from dataclasses import fields
from datetime import date
from decimal import Decimal

from ninja import Field, Schema

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
from benchmarks.queries import OccupationSkills, PaySummary


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

    @classmethod
    def fields_of(
        cls, pay: PaySummary, skills: OccupationSkills | None, *, on: date
    ) -> dict[str, object]:
        """What there is to say of the market, by the names of these fields."""
        shared = {field.name: getattr(pay, field.name) for field in fields(pay)}
        release = ReleaseOut(number=pay.release_number, released_at=pay.released_at)
        own = {"as_of": on, "release": release, "is_broader": pay.is_broader, "skills": skills}
        return shared | own
