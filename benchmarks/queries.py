"""Reads that answer a page's question: what a job pays in a place, as one release says it.

Figures leave this module as they may be shown: rounded by their precision, with their sources.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter

from django.db.models import Q, QuerySet

from benchmarks.models import (
    Country,
    Estimate,
    ExchangeRate,
    Hub,
    Occupation,
    Release,
    Seniority,
    Source,
    SourceKind,
)
from benchmarks.statistics import round_interval, round_to_precision, rounding_step


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """What one group earned in one year: gross per year, in `currency`.

    `p25`/`p75` and `p10`/`p90` are None where the group is too small to show its spread;
    `typical_low`/`typical_high` is the 80 % interval of the median, None where it has none.
    All amounts are multiples of `rounded_to`, the interval rounded outwards.
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
    rounded_to: Decimal
    observed_from: date
    observed_to: date
    kinds: tuple[SourceKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeniorityPay:
    """`pay` is None where fewer than five samples were observed in that year."""

    seniority: Seniority
    pay: Pay | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HubPay:
    """`pay` is of the newest year with enough samples there; None where no year has."""

    hub: Hub
    pay: Pay | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPay:
    """`pay` is None where fewer than five samples were observed in that year."""

    year: int
    pay: Pay | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceUse:
    """A source behind the figures, and the kinds of its samples."""

    source: Source
    kinds: tuple[SourceKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaySummary:
    """All that one release says of an occupation in a country, or in one of its hubs.

    `latest` is the newest year with enough samples; None where no year has. `by_seniority` is of
    that same year, from entry to executive; empty where nobody's level is known. `by_year` runs
    from the newest year with a sample to the oldest, without gaps. `by_hub` holds every hub of the
    country with a sample, by code. `whole_country` is the country's `latest`, for a hub to be seen
    against.
    """

    occupation: Occupation
    country: Country
    hub: Hub | None
    release_number: int
    released_at: datetime
    latest: Pay | None
    whole_country: Pay | None
    by_year: list[YearPay]
    by_seniority: list[SeniorityPay]
    by_hub: list[HubPay]
    sources: list[SourceUse]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryPay:
    """What an occupation pays in one country, in the newest year with enough samples there."""

    occupation: Occupation
    country: Country
    pay: Pay


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """An occupation and a country with enough samples, and how many in their newest year."""

    occupation: Occupation
    country: Country
    year: int
    n: int


def read_pay(
    *, occupation: Occupation, country: Country, hub: Hub | None, release: Release
) -> PaySummary:
    """The whole of a market page in two queries."""
    if release.released_at is None:
        raise ValueError(f"{release} is a draft.")
    estimates = list(
        Estimate.objects.filter(release=release, occupation=occupation, country=country)
        .filter(Q(seniority="") | Q(hub=hub))
        .select_related("hub")
        .order_by("-year")
    )
    here = [one for one in estimates if one.hub == hub]
    all_levels = [one for one in here if not one.seniority]
    whole_country = [one for one in estimates if one.hub is None and not one.seniority]
    latest = _newest(all_levels, country)
    then = [one for one in here if one.seniority and latest and one.year == latest.year]
    return PaySummary(
        occupation=occupation,
        country=country,
        hub=hub,
        release_number=release.number,
        released_at=release.released_at,
        latest=latest,
        whole_country=_newest(whole_country, country),
        by_year=_by_year(all_levels, country),
        by_seniority=_by_seniority(then, country),
        by_hub=_by_hub(estimates, country),
        sources=_sources(all_levels, release),
    )


def read_countries(*, occupation: Occupation, release: Release) -> list[CountryPay]:
    """Every country with enough samples of the occupation, by country code."""
    estimates = _newest_of_whole_countries(release).filter(occupation=occupation)
    entries = [
        CountryPay(occupation=occupation, country=one.country, pay=pay)
        for one in estimates.select_related("country")
        if (pay := _pay(one, one.country))
    ]
    return sorted(entries, key=lambda entry: entry.country.code)


def read_index(*, release: Release) -> list[IndexEntry]:
    """Every occupation in every country with enough samples, by their codes."""
    occupations = Occupation.objects.in_bulk()
    countries = Country.objects.in_bulk()
    newest = _newest_of_whole_countries(release)
    columns = ("occupation_id", "country_id", "year", "n")
    entries = [
        IndexEntry(occupation=occupations[occupation], country=countries[country], year=year, n=n)
        for occupation, country, year, n in newest.values_list(*columns)
        if n is not None
    ]
    return sorted(entries, key=lambda entry: (entry.occupation.code, entry.country.code))


def read_sources(*, release: Release) -> list[Source]:
    """The sources of every sample in the release, by slug."""
    used = release.batches.order_by().values("source")
    return list(Source.objects.filter(pk__in=used).order_by("slug"))


def read_rate_sources() -> list[Source]:
    """Who published the exchange rates that amounts are converted with, by slug."""
    used = ExchangeRate.objects.order_by().values("source")
    return list(Source.objects.filter(pk__in=used).order_by("slug"))


def _newest_of_whole_countries(release: Release) -> QuerySet[Estimate]:
    """One estimate per occupation and country: all levels, the newest year with enough samples."""
    return (
        Estimate.objects.filter(release=release, hub=None, seniority="", is_suppressed=False)
        .order_by("occupation_id", "country_id", "-year")
        .distinct("occupation_id", "country_id")
    )


def _newest(estimates: Iterable[Estimate], country: Country) -> Pay | None:
    """Of estimates from the newest year to the oldest, the first with enough samples."""
    return next((pay for one in estimates if (pay := _pay(one, country))), None)


def _by_year(estimates: Iterable[Estimate], country: Country) -> list[YearPay]:
    pays = {one.year: _pay(one, country) for one in estimates}
    if not pays:
        return []
    years = range(max(pays), min(pays) - 1, -1)
    return [YearPay(year=year, pay=pays.get(year)) for year in years]


def _by_seniority(estimates: Iterable[Estimate], country: Country) -> list[SeniorityPay]:
    """All levels, or none where not one is known."""
    pays = {one.seniority: _pay(one, country) for one in estimates}
    return [SeniorityPay(seniority=level, pay=pays.get(level)) for level in Seniority if pays]


def _by_hub(estimates: Iterable[Estimate], country: Country) -> list[HubPay]:
    of_hub: dict[Hub, list[Estimate]] = {}
    for one in estimates:
        if one.hub and not one.seniority:
            of_hub.setdefault(one.hub, []).append(one)
    return [
        HubPay(hub=hub, pay=_newest(of_hub[hub], country))
        for hub in sorted(of_hub, key=attrgetter("code"))
    ]


def _sources(estimates: Iterable[Estimate], release: Release) -> list[SourceUse]:
    """The release's sources that the estimates name; all of them should one have been renamed."""
    kinds: dict[str, set[SourceKind]] = {}
    for one in estimates:
        for origin in one.provenance:
            kinds.setdefault(origin["source"], set()).add(SourceKind(origin["kind"]))
    if not kinds:
        return []
    sources = read_sources(release=release)
    named = [one for one in sources if one.slug in kinds]
    return [
        SourceUse(source=source, kinds=tuple(sorted(kinds.get(source.slug, ()))))
        for source in (named if len(named) == len(kinds) else sources)
    ]


def _pay(estimate: Estimate, country: Country) -> Pay | None:
    """The estimate as it may be shown; None where it is suppressed."""
    n, median = estimate.n, estimate.median
    observed_from, observed_to = estimate.observed_from, estimate.observed_to
    if n is None or median is None or observed_from is None or observed_to is None:
        return None
    low, high = estimate.typical_low, estimate.typical_high
    precision = _precision(median, low, high)

    def rounded(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else round_to_precision(float(amount), *precision)

    ends = round_interval(*precision) if low is not None and high is not None else (None, None)
    return Pay(
        year=estimate.year,
        currency=country.currency,
        n=n,
        median=round_to_precision(float(median), *precision),
        p10=rounded(estimate.p10),
        p25=rounded(estimate.p25),
        p75=rounded(estimate.p75),
        p90=rounded(estimate.p90),
        typical_low=ends[0],
        typical_high=ends[1],
        rounded_to=rounding_step(*precision).quantize(Decimal(1)),
        observed_from=observed_from,
        observed_to=observed_to,
        kinds=tuple(sorted({SourceKind(origin["kind"]) for origin in estimate.provenance})),
    )


def _precision(median: Decimal, low: Decimal | None, high: Decimal | None) -> tuple[float, float]:
    """The interval that decides the rounding; a median without one is taken as ± 20 %."""
    if low is None or high is None:
        return float(median) * 0.8, float(median) * 1.2
    return float(low), float(high)
