"""Reads that answer a page's question: what a job pays in a place, as released by a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from benchmarks.models import Country, Estimate, Hub, Occupation, Release, Seniority, Source
from benchmarks.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """What one group earned in one year: gross per year, in `currency`.

    `p25`/`p75` and `p10`/`p90` are None where the group is too small to show its spread;
    `typical_low`/`typical_high` is the 80 % interval of the median.
    """

    year: int
    currency: str
    n: int
    median: Decimal
    p10: Decimal | None
    p25: Decimal | None
    p75: Decimal | None
    p90: Decimal | None
    typical_low: Decimal | None
    typical_high: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeniorityPay:
    """`pay` is None where fewer than five samples were observed in that year."""

    seniority: Seniority
    pay: Pay | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HubPay:
    """`pay` is None where fewer than five samples were observed in that year."""

    hub: Hub
    pay: Pay | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPay:
    """`pay` is None where fewer than five samples were observed in that year."""

    year: int
    pay: Pay | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaySummary:
    """All that one release says of an occupation in a country, or in one of its hubs.

    `latest` is the newest year with enough samples; None where no year has. The tables by
    seniority and by hub are of that same year.
    """

    occupation: Occupation
    country: Country
    hub: Hub | None
    release_number: int
    released_at: datetime
    latest: Pay | None
    observed_from: date | None
    observed_to: date | None
    by_year: list[YearPay]
    by_seniority: list[SeniorityPay]
    by_hub: list[HubPay]
    sources: list[Source]
