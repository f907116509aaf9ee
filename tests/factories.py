"""Rows for tests: plain functions, valid by default, every field open to be overridden."""

import hashlib
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from benchmarks.models import (
    Assumption,
    Contrast,
    Country,
    Estimate,
    ExchangeRate,
    Grade,
    Hub,
    ImportBatch,
    Occupation,
    OccupationSkill,
    Release,
    SalarySample,
    Seniority,
    Source,
    SourceKind,
    Suppression,
)
from benchmarks.releasing import publish_release
from benchmarks.spelling import slug_of

_numbers = count(1)


def make_country(**overrides: object) -> Country:
    """Germany; another by `code` and names, whose slugs follow."""
    names = _names("Deutschland", "Germany", overrides)
    fields = {
        "code": "DE",
        "currency": "EUR",
        "plausible_from": Decimal(15_000),
        "plausible_to": Decimal(400_000),
    }
    return Country.objects.create(**(fields | names | overrides))


def make_hub(country: Country, **overrides: object) -> Hub:
    names = _names("Berlin", "Berlin", overrides)
    fields = {"country": country, "code": f"{country.code.lower()}-{names['slug_en']}"}
    return Hub.objects.create(**(fields | names | overrides))


def make_occupation(**overrides: object) -> Occupation:
    names = _names("Machine Learning Engineer", "Machine Learning Engineer", overrides)
    fields = {"code": names["slug_en"], "family": Occupation.Family.AI, "isco08": "2519"}
    return Occupation.objects.create(**(fields | names | overrides))


def make_skill(occupation: Occupation, **overrides: object) -> OccupationSkill:
    """Python, named by a source that was read and not reviewed yet."""
    name = overrides.get("name_en", "Python")
    fields = {
        "kind": OccupationSkill.Kind.SKILL,
        "name_de": name,
        "name_en": name,
        "source_publisher": "Institute for Work",
        "source_title": "Software in adverts",
        "source_url": "https://work.example/software",
        "read_on": date(2026, 11, 23),
    }
    return OccupationSkill.objects.create(occupation=occupation, **(fields | overrides))


def make_source(**overrides: object) -> Source:
    fields = {
        "slug": "pay-survey",
        "publisher": "Institute for Pay",
        "title": "Pay survey",
        "url": "https://survey.example/",
        "licence": "CC0 1.0",
        "licence_url": "https://creativecommons.org/publicdomain/zero/1.0/",
    }
    return Source.objects.create(**(fields | overrides))


def make_rate(source: Source, **overrides: object) -> ExchangeRate:
    fields = {
        "currency": "CHF",
        "year": 2024,
        "units_per_euro": Decimal("0.9526"),
        "first_day": date(2024, 1, 2),
        "last_day": date(2024, 12, 31),
        "days": 256,
        "source": source,
    }
    return ExchangeRate.objects.create(**(fields | overrides))


def make_batch(source: Source, **overrides: object) -> ImportBatch:
    """An accepted import without a row; its hash is its own."""
    number = next(_numbers)
    fields = {
        "source": source,
        "file": f"batch-{number}.csv",
        "file_name": f"batch-{number}.csv",
        "sha256": hashlib.sha256(str(number).encode()).hexdigest(),
        "mapping": {},
        "state": ImportBatch.State.ACCEPTED,
    }
    return ImportBatch.objects.create(**(fields | overrides))


def make_sample(
    batch: ImportBatch, occupation: Occupation, country: Country, **overrides: object
) -> SalarySample:
    """A senior of 2024 with 80,000 a year; each is an observation of its own."""
    number = next(_numbers)
    fields = {
        "batch": batch,
        "row_number": number,
        "occupation": occupation,
        "country": country,
        "seniority": Seniority.SENIOR,
        "source_kind": SourceKind.SURVEY,
        "observed_on": date(2024, 6, 1),
        "amount": Decimal(80_000),
        "currency": country.currency,
        "period": SalarySample.Period.YEAR,
        "yearly_pay": Decimal(80_000),
        "fingerprint": uuid.UUID(int=number),
    }
    return SalarySample.objects.create(**(fields | overrides))


def make_release(*, source: Source | None = None, **overrides: object) -> Release:
    """A draft, since a published release takes no estimates; `publish` puts it into effect."""
    number = next(_numbers)
    fields = {
        "number": number,
        "method_version": "1",
        "input_hash": hashlib.sha256(str(number).encode()).hexdigest(),
        "samples": 234,
    }
    release = Release.objects.create(**(fields | overrides))
    if source:
        release.batches.add(make_batch(source))
    return release


def publish(release: Release, at: datetime = datetime(2025, 3, 1, 12, tzinfo=UTC)) -> Release:
    publish_release(release, at=at, by_id=None)
    release.refresh_from_db()
    return release


def make_estimate(
    release: Release, occupation: Occupation, country: Country, **overrides: object
) -> Estimate:
    """All levels of the whole country in 2024: typical pay 80,000 ± 4,000, 40 samples, grade B."""
    fields = {
        "year": 2024,
        "grade": Grade.B,
        "typical": Decimal(80_000),
        "typical_low": Decimal(76_000),
        "typical_high": Decimal(84_000),
        "p10": Decimal(52_000),
        "p25": Decimal(66_000),
        "p75": Decimal(95_000),
        "p90": Decimal(120_000),
        "range_is_measured": True,
        "n": 40,
        "median": Decimal(81_000),
        "recent_n": 90,
        "effective_n": Decimal(90),
        "source_count": 3,
        "observed_from": date(2022, 1, 1),
        "observed_to": date(2024, 9, 15),
        "provenance": [{"source": "pay-survey", "kind": SourceKind.SURVEY}],
    }
    place = {"release": release, "occupation": occupation, "country": country}
    return Estimate.objects.create(**(place | fields | overrides))


def make_projection(
    release: Release, occupation: Occupation, country: Country, **overrides: object
) -> Estimate:
    """What the year after 2024 may pay: 83,000, from 76,000 to 91,000."""
    fields = {
        "year": 2025,
        "is_projection": True,
        "grade": Grade.C,
        "typical": Decimal(83_000),
        "typical_low": Decimal(76_000),
        "typical_high": Decimal(91_000),
        "n": None,
        "median": None,
    }
    return make_estimate(release, occupation, country, **(fields | overrides))


def make_suppressed_estimate(
    release: Release, occupation: Occupation, country: Country, **overrides: object
) -> Estimate:
    """A group of fewer than five, which says nothing but that it exists."""
    place = {"release": release, "occupation": occupation, "country": country, "year": 2024}
    return Estimate.objects.create(**(place | {"suppression": Suppression.FEW_SAMPLES} | overrides))


def make_contrast(
    release: Release, occupation: Occupation, country: Country, **overrides: object
) -> Contrast:
    """Seniors earn 1.25 times what professionals do, 1.15 to 1.36; a hub by `hub` alone."""
    pair = {} if "hub" in overrides else {"seniority": "senior", "against": "mid"}
    fields = {"ratio": Decimal("1.25"), "low": Decimal("1.15"), "high": Decimal("1.36")}
    place = {"release": release, "occupation": occupation, "country": country}
    return Contrast.objects.create(**(place | pair | fields | overrides))


def make_assumption(country: Country, **overrides: object) -> Assumption:
    """Leads are assumed to earn half as much again, by a source that is named."""
    fields = {
        "country": country,
        "seniority": Seniority.LEAD,
        "factor": Decimal("1.5"),
        "reason_de": "Tarifvertrag der Branche",
        "reason_en": "Collective agreement of the trade",
        "source_url": "https://agreement.example/",
        "checked_on": date(2025, 2, 1),
    }
    return Assumption.objects.create(**(fields | overrides))


def _names(german: str, english: str, overrides: dict[str, object]) -> dict[str, object]:
    """Names in both languages, equal where one alone is given, and the slugs that follow."""
    name_de = str(overrides.get("name_de", overrides.get("name_en", german)))
    name_en = str(overrides.get("name_en", overrides.get("name_de", english)))
    return {
        "name_de": name_de,
        "name_en": name_en,
        "slug_de": slug_of(name_de),
        "slug_en": slug_of(name_en),
    }


def make_contradiction(
    occupation: Occupation, country: Country, **overrides: object
) -> dict[str, object]:
    """As a release stores it: nine people of 120,684 on average, seven of whom have 168,958."""
    fields = {
        "occupation": occupation.pk,
        "country": country.pk,
        "hub": -1,
        "seniority": -1,
        "kind": "impossible_rest",
        "year": 2024,
        "a": 2.0,
        "b": -48_275.0,
    }
    return fields | overrides
