"""What earlier releases forecast for a year, beside what the samples of the year then said."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from benchmarks.keeping import kept
from benchmarks.models import Country, Estimate, Occupation, Release
from benchmarks.queries.figures import Pay, shown

# Of each market and year the last forecast, where the release's newest year is that very year.
_PAIRS = """
    WITH forecast AS (
        SELECT DISTINCT ON (e.occupation_id, e.country_id, e.year)
               e.id, e.occupation_id, e.country_id, e.year, e.typical_low, e.typical_high
        FROM benchmarks_estimate e JOIN benchmarks_release r ON r.id = e.release_id
        WHERE r.released_at < %(released_at)s AND r.id <> %(release)s
          AND e.is_projection AND e.hub_id IS NULL AND e.seniority = '' AND e.suppression = ''
        ORDER BY e.occupation_id, e.country_id, e.year, r.number DESC
    ), outcome AS (
        SELECT DISTINCT ON (occupation_id, country_id)
               id, occupation_id, country_id, year, typical
        FROM benchmarks_estimate
        WHERE release_id = %(release)s
          AND NOT is_projection AND hub_id IS NULL AND seniority = '' AND suppression = ''
        ORDER BY occupation_id, country_id, year DESC
    )
    SELECT forecast.id, outcome.id, typical BETWEEN typical_low AND typical_high
    FROM forecast JOIN outcome USING (occupation_id, country_id, year)
    ORDER BY occupation_id, country_id, year
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What an earlier release forecast for a year, and what the samples of the year then said."""

    occupation: Occupation
    country: Country
    release_number: int
    forecast: Pay
    came_true: Pay
    is_inside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecasts:
    """How many there are, how many outcomes lie within their interval, and those asked for."""

    count: int
    inside: int
    listed: Sequence[Forecast]


@dataclass(frozen=True, slots=True)
class _Pair:
    """The ids of both estimates."""

    forecast: int
    outcome: int
    is_inside: bool


def read_forecasts(*, release: Release | None, most: int | None = None) -> Forecasts:
    """Forecasts of earlier releases for the newest years that the release describes.

    The first `most` of them by occupation and country are listed; without it, all are.
    """
    pairs = _pairs(release) if release else []
    listed = pairs[:most]
    ids = {one for pair in listed for one in (pair.forecast, pair.outcome)}
    rows = (
        Estimate.objects.select_related("occupation", "country", "release")
        .defer("release__backtest", "release__contradictions")
        .in_bulk(ids)
    )
    found = (_forecast(rows[one.forecast], rows[one.outcome], one.is_inside) for one in listed)
    return Forecasts(
        count=len(pairs),
        inside=sum(one.is_inside for one in pairs),
        listed=[one for one in found if one],
    )


@kept
def _pairs_by_release() -> dict[int, list[_Pair]]:
    """Every forecast there ever was is held against the release, and none of that changes."""
    return {}


def _pairs(release: Release) -> list[_Pair]:
    known = _pairs_by_release()
    if release.pk not in known:
        with connection.cursor() as cursor:
            cursor.execute(_PAIRS, {"release": release.pk, "released_at": release.released_at})
            known[release.pk] = [_Pair(*row) for row in cursor.fetchall()]
    return known[release.pk]


def _forecast(forecast: Estimate, outcome: Estimate, is_inside: bool) -> Forecast | None:
    currency = forecast.country.currency
    said, came_true = shown(forecast, currency), shown(outcome, currency)
    if not said or not came_true:
        return None
    return Forecast(
        occupation=forecast.occupation,
        country=forecast.country,
        release_number=forecast.release.number,
        forecast=said,
        came_true=came_true,
        is_inside=is_inside,
    )
