"""A site as large as wanted, to measure by: invented occupations with invented figures.

The countries, hubs and occupations are those that ship; every occupation comes once more for each
field of work, and every market gets the same figures times a factor of its own. Nothing of it is
ever shown to anybody.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import connection
from django.db.models import Count

from benchmarks.models import Country, Hub, Occupation, Release, Source
from benchmarks.releasing import publish_release

type Market = tuple[int, int, int | None]
"""Occupation, country and hub by their ids; no hub for the whole country."""

FIELDS = {
    "automotive": ("Automobilbau", "Automotive"),
    "banking": ("Bankwesen", "Banking"),
    "energy": ("Energiewirtschaft", "Energy"),
    "games": ("Computerspiele", "Games"),
    "insurance": ("Versicherung", "Insurance"),
    "logistics": ("Güterverkehr", "Logistics"),
    "medicine": ("Medizintechnik", "Medicine"),
    "retail": ("Handel", "Retail"),
    "space": ("Raumfahrt", "Space"),
    "telecoms": ("Fernmeldetechnik", "Telecoms"),
}
COUNTRIES, HUBS_OF_EACH = 20, 1

_MARKETS = "CREATE TEMPORARY TABLE measured (n serial, occupation int, country int, hub int)"
_INTO_MARKETS = "INSERT INTO measured (occupation, country, hub) VALUES (%s, %s, %s)"
_ESTIMATES = """
INSERT INTO benchmarks_estimate (
    release_id, occupation_id, country_id, hub_id, seniority, year, is_projection, suppression,
    grade, typical, typical_low, typical_high, p10, p25, p75, p90, range_is_measured, n, median,
    recent_n, effective_n, source_count, observed_from, observed_to, provenance)
SELECT %(release)s, occupation, country, hub, level, year, year > 2025, '',
    'B', pay, pay * .95, pay * 1.05, pay * .65, pay * .8, pay * 1.25, pay * 1.5, year <= 2025,
    CASE WHEN year <= 2025 THEN 40 END, CASE WHEN year <= 2025 THEN pay END,
    90, 80, 3, DATE '2023-01-01', make_date(least(year, 2025), 9, 15), %(provenance)s::jsonb
FROM measured m
JOIN benchmarks_country c ON c.id = m.country
CROSS JOIN (VALUES ('', 1.0), ('entry', .8), ('mid', 1.0), ('senior', 1.3), ('lead', 1.6))
    levels (level, factor)
CROSS JOIN generate_series(2022, 2026) year
CROSS JOIN LATERAL (SELECT round(
    c.plausible_from * 4 * factor * (1 + m.n %% 40 / 100.0 + (year - 2022) * .03)
    + CASE WHEN m.n %% 4 < 2 THEN %(change)s ELSE 0 END, -2) pay) figures
WHERE year <= 2025 OR level = ''
"""
_STEPS = """
INSERT INTO benchmarks_contrast (
    release_id, occupation_id, country_id, hub_id, seniority, against, ratio, low, high)
SELECT %(release)s, occupation, country, NULL, level, against, 1.25, 1.2, 1.3
FROM measured
CROSS JOIN (VALUES ('mid', 'entry'), ('senior', 'mid'), ('lead', 'senior')) s (level, against)
WHERE hub IS NULL
UNION ALL
SELECT %(release)s, occupation, country, hub, '', '', 1.08, 1.02, 1.14
FROM measured WHERE hub IS NOT NULL
"""


def make_synthetic_site(markets: int, *, now: datetime) -> None:
    """So many markets in two releases in effect; of half of them the second one says other pay."""
    with connection.cursor() as cursor:
        cursor.execute(_MARKETS)
        cursor.executemany(_INTO_MARKETS, list(islice(_markets(markets), markets)))
        for number in (1, 2):
            release = _release(number)
            facts: dict[str, int | str] = {
                "release": release.pk,
                "provenance": _provenance(),
                "change": 5_000 * number,
            }
            cursor.execute(_ESTIMATES, facts)
            cursor.execute(_STEPS, facts)
            publish_release(release, at=now - timedelta(days=100 - number), by_id=None)
        cursor.execute("DROP TABLE measured")
        cursor.execute("ANALYZE benchmarks_estimate, benchmarks_contrast")


def _markets(wanted: int) -> Iterator[Market]:
    """Occupation by occupation; in each country the whole of it before its hubs."""
    places = list(_places())
    for occupation in _occupations(-(-wanted // len(places))):
        for country, hub in places:
            yield occupation.pk, country, hub


def _places() -> Iterator[tuple[int, int | None]]:
    most = Country.objects.annotate(count=Count("hubs")).order_by("-count", "code")[:COUNTRIES]
    for country in most:
        yield country.pk, None
        for hub in Hub.objects.filter(country=country).order_by("code")[:HUBS_OF_EACH]:
            yield country.pk, hub.pk


def _occupations(wanted: int) -> list[Occupation]:
    """Those that ship, then those in a field of work."""
    shipped = list(Occupation.objects.order_by("code"))
    invented = (_in_field(one, field) for field in FIELDS for one in shipped)
    Occupation.objects.bulk_create(islice(invented, max(0, wanted - len(shipped))))
    return [*shipped, *Occupation.objects.exclude(pk__in=[one.pk for one in shipped])][:wanted]


def _in_field(occupation: Occupation, field: str) -> Occupation:
    german, english = FIELDS[field]
    return Occupation(
        code=f"{occupation.code}-{field}",
        family=occupation.family,
        isco08=occupation.isco08,
        name_de=f"{occupation.name_de} ({german})",
        name_en=f"{occupation.name_en} ({english})",
        slug_de=f"{occupation.slug_de}-{field}",
        slug_en=f"{occupation.slug_en}-{field}",
    )


def _release(number: int) -> Release:
    return Release.objects.create(
        number=number, method_version="1", input_hash=f"{number:064}", samples=1_000_000
    )


def _provenance() -> str:
    source = Source.objects.order_by("slug").first()
    return f'[{{"source": "{source.slug}", "kind": "survey"}}]' if source else "[]"
