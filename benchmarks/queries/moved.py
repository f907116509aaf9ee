"""When the figures of each market last became others: releases that repeat them don't count."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from benchmarks.keeping import kept
from benchmarks.models import Country, Estimate, Hub, Occupation, Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """`moved_at` is when the release took effect from which on all figures are today's."""

    occupation: Occupation
    country: Country
    moved_at: datetime


# A digest of a market in each release, from the newest back to the last that differs.
_MOVES = """
WITH digests AS (
    SELECT e.occupation_id, e.country_id, r.number, r.released_at,
           md5(string_agg(
               concat_ws('|', e.hub_id, e.seniority, e.year, e.is_projection, e.suppression,
                         e.grade, e.typical, e.typical_low, e.typical_high, e.p10, e.p25, e.p75,
                         e.p90, e.median, e.n),
               ';' ORDER BY e.hub_id, e.seniority, e.year, e.is_projection)) AS digest,
           bool_or(e.hub_id IS NULL AND e.seniority = '' AND e.suppression = ''
                   AND NOT e.is_projection) AS has_figure
    FROM benchmarks_estimate e JOIN benchmarks_release r ON r.id = e.release_id
    WHERE r.number <= %(number)s AND r.released_at IS NOT NULL
    GROUP BY e.occupation_id, e.country_id, r.number, r.released_at
), now AS (
    SELECT occupation_id, country_id, digest FROM digests
    WHERE number = %(number)s AND has_figure
)
SELECT now.occupation_id, now.country_id, min(same.released_at)
FROM now
JOIN digests same USING (occupation_id, country_id)
WHERE same.digest = now.digest
  AND same.number > coalesce((
      SELECT max(other.number) FROM digests other
      WHERE (other.occupation_id, other.country_id) = (now.occupation_id, now.country_id)
        AND other.digest <> now.digest), 0)
GROUP BY now.occupation_id, now.country_id
ORDER BY now.occupation_id, now.country_id
"""


@kept
def _moves_by_release() -> dict[int, list[Move]]:
    """To compare all releases takes seconds, and each part of the sitemap asks."""
    return {}


def read_moves(*, release: Release) -> list[Move]:
    """Every market with a figure in the release, and since when it says what it says."""
    known = _moves_by_release()
    if release.pk not in known:
        known[release.pk] = _read_moves(release)
    return list(known[release.pk])


def _read_moves(release: Release) -> list[Move]:
    occupations, countries = Occupation.objects.in_bulk(), Country.objects.in_bulk()
    with connection.cursor() as cursor:
        cursor.execute(_MOVES, {"number": release.number})
        return [
            Move(occupation=occupations[occupation], country=countries[country], moved_at=moved_at)
            for occupation, country, moved_at in cursor.fetchall()
        ]


def read_hub_markets(*, release: Release) -> list[tuple[Occupation, Hub]]:
    """Every occupation and hub with a figure of the hub's own, by their codes."""
    told = Estimate.objects.filter(
        release=release, suppression="", is_projection=False, seniority="", hub__isnull=False
    )
    pairs = set(told.order_by().values_list("occupation_id", "hub_id").distinct())
    occupations = Occupation.objects.in_bulk()
    hubs = Hub.objects.select_related("country").in_bulk()
    found = [(occupations[occupation], hubs[hub]) for occupation, hub in pairs]
    return sorted(found, key=lambda pair: (pair[0].code, pair[1].code))
