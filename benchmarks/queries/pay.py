"""What one release says of an occupation in a country, or in one of its hubs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter

from django.db.models import Q

from benchmarks.keeping import kept
from benchmarks.models import (
    Assumption,
    Contrast,
    Country,
    Estimate,
    Hub,
    Occupation,
    Release,
    Seniority,
    Suppression,
)
from benchmarks.queries.figures import Pay, Step, shown, shown_step
from benchmarks.queries.index import TOLD_OF_WHOLE_COUNTRIES, CountryPay, countries_of
from benchmarks.queries.levels import Level, choose
from benchmarks.queries.sources import SourceUse, sources_of

STILL_CURRENT = 2
"""A level whose newest figure is more than so many years behind its country's is history alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeniorityPay:
    """One level; `pay` is None where there is no figure.

    `is_of_country`: a hub says nothing of the level, and the figure is of the whole country.
    `step` is against `step_from`, the next lower level with samples, in the whole country.
    """

    seniority: Seniority
    pay: Pay | None
    is_of_country: bool = False
    step: Step | None = None
    step_from: Seniority | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HubPay:
    """`pay` is of the newest year with a figure there, None where no year has one.

    `step` is against the whole country, like with like.
    """

    hub: Hub
    pay: Pay | None
    step: Step | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPay:
    """`pay` is None where the year has no figure."""

    year: int
    pay: Pay | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaySummary:
    """All that one release says of an occupation in a country, or in one of its hubs.

    `level` is what `latest` describes: the place asked for, or the next broader level where that
    has no figure; then `withheld` says why, and is None where there was no sample at all. `latest`
    is of the newest year with samples, `projection` of the year after it; both None where no level
    has a figure. `by_year` runs from the newest year with samples to the oldest, without gaps, at
    that level. `by_seniority` is of the year of `latest`, from entry to executive; empty where
    nobody's level is known. `by_hub` holds every hub of the country with a sample, by code.
    `current` has the newest figure of every level, as it may stand for today. `by_level` are the
    estimates themselves, empty where they were read for several markets at once.
    """

    occupation: Occupation
    country: Country
    hub: Hub | None
    release_number: int
    released_at: datetime
    level: Level | None
    withheld: Suppression | None
    latest: Pay | None
    projection: Pay | None
    whole_country: Pay | None
    by_year: list[YearPay]
    by_seniority: list[SeniorityPay]
    by_hub: list[HubPay]
    assumptions: list[Assumption]
    sources: list[SourceUse]
    current: Mapping[Level, Pay]
    by_level: Mapping[Level, Sequence[Estimate]] = field(default_factory=dict, repr=False)

    @property
    def is_broader(self) -> bool:
        """Whether the figures shown are of a broader level than the one asked for."""
        return self.level is not None and self.level != Level(hub=self.hub)


def read_pay(
    *, occupation: Occupation, country: Country, hub: Hub | None, release: Release
) -> PaySummary:
    """What a market pays, in four queries while nothing changes."""
    estimates = Estimate.objects.filter(
        _here(country, hub), release=release, occupation=occupation
    ).select_related("hub")
    return _summary(list(estimates), occupation, country, hub, release)


def read_pay_and_elsewhere(
    *, occupation: Occupation, country: Country, hub: Hub | None, release: Release
) -> tuple[PaySummary, list[CountryPay]]:
    """The whole of a market page: the same, and what other countries pay; in four queries too."""
    wanted = _here(country, hub) | TOLD_OF_WHOLE_COUNTRIES
    found = Estimate.objects.filter(wanted, release=release, occupation=occupation)
    here: list[Estimate] = []
    newest_there: dict[int, Estimate] = {}
    for one in found.select_related("hub", "country"):
        former = newest_there.get(one.country_id)
        if one.country_id == country.pk:
            here.append(one)
        elif former is None or one.year > former.year:
            newest_there[one.country_id] = one
    pay = _summary(here, occupation, country, hub, release)
    return pay, countries_of(newest_there.values(), occupation)


def _here(country: Country, hub: Hub | None) -> Q:
    """All levels of the country and of the hub; of other hubs the pay of all levels together."""
    return Q(country=country) & (Q(hub=None) | Q(seniority="") | Q(hub=hub))


def _summary(
    estimates: list[Estimate],
    occupation: Occupation,
    country: Country,
    hub: Hub | None,
    release: Release,
) -> PaySummary:
    by_level = levels_of(estimates)
    contrasts = Contrast.objects.filter(release=release, occupation=occupation, country=country)
    summary = summary_of(
        by_level, list(contrasts), occupation=occupation, country=country, hub=hub, release=release
    )
    told = by_level[summary.level] if summary.level else []
    return replace(
        summary,
        assumptions=_assumptions(occupation, country),
        sources=sources_of(told, release),
        by_level=by_level,
    )


def summary_of(
    by_level: Mapping[Level, list[Estimate]],
    contrasts: Sequence[Contrast],
    *,
    occupation: Occupation,
    country: Country,
    hub: Hub | None,
    release: Release,
) -> PaySummary:
    """From the estimates of the market; without its assumptions and sources."""
    if release.released_at is None:
        raise ValueError(f"{release} is a draft.")
    current = current_pays(by_level, country)
    level = choose(Level(hub=hub), current)
    told = by_level[level] if level else []
    latest = current[level] if level else None
    return PaySummary(
        occupation=occupation,
        country=country,
        hub=hub,
        release_number=release.number,
        released_at=release.released_at,
        level=level,
        withheld=_withheld(by_level.get(Level(hub=hub), [])),
        latest=latest,
        projection=projection_after(told, latest, country),
        whole_country=current.get(Level()),
        by_year=years_of(told, country),
        by_seniority=_by_seniority(by_level, hub, latest, country, contrasts),
        by_hub=_by_hub(by_level, country, contrasts),
        assumptions=[],
        sources=[],
        current=current,
    )


def levels_of(estimates: Iterable[Estimate]) -> dict[Level, list[Estimate]]:
    """The estimates of each level, the newest first."""
    by_level: dict[Level, list[Estimate]] = defaultdict(list)
    for one in sorted(estimates, key=attrgetter("year"), reverse=True):
        seniority = Seniority(one.seniority) if one.seniority else None
        by_level[Level(hub=one.hub, seniority=seniority)].append(one)
    return dict(by_level)


def newest(estimates: Iterable[Estimate], country: Country) -> Pay | None:
    """Of estimates from the newest year to the oldest, the first that is no forecast."""
    observed = (one for one in estimates if not one.is_projection)
    return next((pay for one in observed if (pay := shown(one, country.currency))), None)


def current_pays(by_level: Mapping[Level, list[Estimate]], country: Country) -> dict[Level, Pay]:
    years = [one.year for ones in by_level.values() for one in ones if not one.is_projection]
    return {
        level: pay
        for level, estimates in by_level.items()
        if (pay := newest(estimates, country)) and pay.year >= max(years) - STILL_CURRENT
    }


def _withheld(estimates: Iterable[Estimate]) -> Suppression | None:
    """Why the newest observed year says nothing; None where it does, or where there is no year."""
    observed = next((one for one in estimates if not one.is_projection), None)
    return Suppression(observed.suppression) if observed and observed.suppression else None


def projection_after(
    estimates: Iterable[Estimate], latest: Pay | None, country: Country
) -> Pay | None:
    """The forecast of the year after `latest`; one year ahead only."""
    return next(
        (
            shown(one, country.currency)
            for one in estimates
            if one.is_projection and latest and one.year == latest.year + 1
        ),
        None,
    )


def years_of(estimates: Iterable[Estimate], country: Country) -> list[YearPay]:
    pays = {one.year: shown(one, country.currency) for one in estimates if not one.is_projection}
    if not pays:
        return []
    years = range(max(pays), min(pays) - 1, -1)
    return [YearPay(year=year, pay=pays.get(year)) for year in years]


def _by_seniority(
    by_level: Mapping[Level, list[Estimate]],
    hub: Hub | None,
    latest: Pay | None,
    country: Country,
    contrasts: Iterable[Contrast],
) -> list[SeniorityPay]:
    """All levels, or none where not one is known."""
    if not latest or not any(level.seniority for level in by_level):
        return []
    contrast_of = {one.seniority: one for one in contrasts if one.seniority}

    def pay(level: Level) -> Pay | None:
        then = [one for one in by_level.get(level, []) if one.year == latest.year]
        return newest(then, country)

    found = []
    for seniority in Seniority:
        own = pay(Level(hub=hub, seniority=seniority))
        of_country = pay(Level(seniority=seniority)) if hub and not own else None
        contrast = contrast_of.get(seniority)
        found.append(
            SeniorityPay(
                seniority=seniority,
                pay=own or of_country,
                is_of_country=of_country is not None,
                step=shown_step(contrast) if contrast else None,
                step_from=Seniority(contrast.against) if contrast else None,
            )
        )
    return found if any(one.pay for one in found) else []


def _by_hub(
    by_level: Mapping[Level, list[Estimate]], country: Country, contrasts: Iterable[Contrast]
) -> list[HubPay]:
    contrast_of = {one.hub_id: one for one in contrasts if one.hub_id}
    hubs = [level.hub for level in by_level if level.hub and not level.seniority]
    return [
        HubPay(
            hub=hub,
            pay=newest(by_level[Level(hub=hub)], country),
            step=shown_step(contrast_of[hub.pk]) if hub.pk in contrast_of else None,
        )
        for hub in sorted(hubs, key=attrgetter("code"))
    ]


def _assumptions(occupation: Occupation, country: Country) -> list[Assumption]:
    """Factors that somebody states for the market, those of the occupation itself first."""
    return [
        one
        for one in _all_assumptions()
        if one.country_id == country.pk and one.occupation_id in (None, occupation.pk)
    ]


@kept
def _all_assumptions() -> list[Assumption]:
    """There are a handful; where nothing changed they aren't read again."""
    stated = Assumption.objects.select_related("hub")
    return list(stated.order_by("occupation_id", "hub_id", "seniority"))
