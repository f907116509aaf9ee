"""What was published when, what each release changed, and how last year's forecasts came true."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import QuerySet

from benchmarks.models import Country, Estimate, Occupation, Release, ReleasePublication
from benchmarks.moments import Moment
from benchmarks.queries.figures import Pay, shown

LAST_PUBLICATIONS = 20

type MarketKey = tuple[int, int]
"""Occupation and country, by their primary keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A release taking effect, and what it changed in the newest figures of whole countries.

    `came`, `went` and `moved` count markets against the release before: with a figure for the first
    time, without one again, and with another figure, as printed, for the same year. They are None
    for the first publication.
    """

    number: int
    effective_from: datetime
    samples: int
    method_version: str
    note: str
    reason: str
    markets: int
    came: int | None
    went: int | None
    moved: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A market whose printed figure for one year is another than in the release before."""

    occupation: Occupation
    country: Country
    before: Pay
    after: Pay


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What an earlier release forecast for a year, and what the samples of the year then said."""

    occupation: Occupation
    country: Country
    release_number: int
    forecast: Pay
    came_true: Pay
    is_inside: bool


def releases_by(instant: datetime) -> QuerySet[Release]:
    """Every release that had taken effect by then, be it in effect still or not."""
    known = ReleasePublication.objects.filter(effective_from__lte=instant)
    return Release.objects.filter(pk__in=known.values("release"))


def read_publications(*, moment: Moment) -> list[Publication]:
    """The last publications by that moment, the newest first."""
    rows = list(
        ReleasePublication.objects.filter(effective_from__lte=moment.known_at)
        .select_related("release")
        .order_by("-effective_from")[: LAST_PUBLICATIONS + 1]
    )
    markets = _newest_by_release({row.release_id for row in rows})
    publications = [
        _publication(row, markets.get(row.release_id, {}), markets.get(before.release_id, {}))
        for row, before in pairwise(rows)
    ]
    if rows and len(rows) <= LAST_PUBLICATIONS:
        publications.append(_publication(rows[-1], markets.get(rows[-1].release_id, {}), None))
    return publications


def read_revisions(*, moment: Moment) -> list[Revision]:
    """Markets that the last publication changed, by the codes of occupation and country."""
    rows = ReleasePublication.objects.filter(effective_from__lte=moment.known_at)
    releases = list(rows.order_by("-effective_from").values_list("release_id", flat=True)[:2])
    if len(releases) < 2:
        return []
    markets = _newest_by_release(set(releases))
    after, before = (markets.get(release, {}) for release in releases)
    occupations, countries = Occupation.objects.in_bulk(), Country.objects.in_bulk()
    revisions = [
        Revision(
            occupation=occupations[key[0]],
            country=countries[key[1]],
            before=before[key],
            after=pay,
        )
        for key, pay in after.items()
        if key in before and _has_moved(before[key], pay)
    ]
    return sorted(revisions, key=lambda one: (one.occupation.code, one.country.code))


def read_forecasts(*, release: Release) -> list[Forecast]:
    """Forecasts of earlier releases for the newest years that the release describes."""
    earlier = Release.objects.filter(released_at__lt=release.released_at).exclude(pk=release.pk)
    outcomes = {
        (one.occupation_id, one.country_id): one
        for one in _newest(Estimate.objects.filter(release=release))
    }
    forecasts = (
        _whole_countries(Estimate.objects.filter(release__in=earlier, is_projection=True))
        .order_by("occupation_id", "country_id", "year", "-release__number")
        .distinct("occupation_id", "country_id", "year")
        .select_related("occupation", "country", "release")
    )
    return [
        found
        for one in forecasts
        if (outcome := outcomes.get((one.occupation_id, one.country_id)))
        and outcome.year == one.year
        and (found := _forecast(one, outcome))
    ]


def _forecast(forecast: Estimate, outcome: Estimate) -> Forecast | None:
    currency = forecast.country.currency
    said, came_true = shown(forecast, currency), shown(outcome, currency)
    low, high, typical = forecast.typical_low, forecast.typical_high, outcome.typical
    if not said or not came_true or low is None or high is None or typical is None:
        return None
    return Forecast(
        occupation=forecast.occupation,
        country=forecast.country,
        release_number=forecast.release.number,
        forecast=said,
        came_true=came_true,
        is_inside=low <= typical <= high,
    )


def _publication(
    row: ReleasePublication, now: dict[MarketKey, Pay], before: dict[MarketKey, Pay] | None
) -> Publication:
    release = row.release
    is_first = before is None
    before = before or {}
    moved = sum(_has_moved(before[key], pay) for key, pay in now.items() if key in before)
    return Publication(
        number=release.number,
        effective_from=row.effective_from,
        samples=release.samples,
        method_version=release.method_version,
        note=release.note,
        reason=row.reason,
        markets=len(now),
        came=None if is_first else len(now.keys() - before.keys()),
        went=None if is_first else len(before.keys() - now.keys()),
        moved=None if is_first else moved,
    )


def _has_moved(before: Pay, after: Pay) -> bool:
    """Whether the figure of the same year reads differently."""
    return before.year == after.year and (
        before.typical,
        before.typical_low,
        before.typical_high,
    ) != (
        after.typical,
        after.typical_low,
        after.typical_high,
    )


def _newest_by_release(releases: Iterable[int]) -> dict[int, dict[MarketKey, Pay]]:
    found: dict[int, dict[MarketKey, Pay]] = {}
    for one in _newest(Estimate.objects.filter(release__in=releases)):
        pay = shown(one, one.country.currency)
        if pay:
            found.setdefault(one.release_id, {})[one.occupation_id, one.country_id] = pay
    return found


def _newest(estimates: QuerySet[Estimate]) -> QuerySet[Estimate]:
    """Of each release and whole country the newest year with a figure."""
    market = ("release_id", "occupation_id", "country_id")
    observed = _whole_countries(estimates.filter(is_projection=False))
    return observed.order_by(*market, "-year").distinct(*market).select_related("country")


def _whole_countries(estimates: QuerySet[Estimate]) -> QuerySet[Estimate]:
    return estimates.filter(hub=None, seniority="", suppression="")
