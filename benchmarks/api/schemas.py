"""What several answers have in common: names, a release, a group with its figures."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Field, Schema

from benchmarks.models import Grade, Seniority, SourceKind


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
