"""Estimates and contrasts of a release as lists, for programs that take many."""

from dataclasses import dataclass

from django.db.models import QuerySet

from benchmarks.models import Contrast, Country, Estimate, Hub, Occupation, Release, Seniority


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateFilter:
    """What a list is narrowed to; None leaves a field open."""

    occupation: Occupation | None = None
    country: Country | None = None
    hub: Hub | None = None
    seniority: Seniority | None = None
    year: int | None = None


def estimates_of(release: Release, wanted: EstimateFilter) -> QuerySet[Estimate]:
    """In the order in which the release was made."""
    chosen = _narrowed(Estimate.objects.filter(release=release), wanted)
    if wanted.year is not None:
        chosen = chosen.filter(year=wanted.year)
    return chosen.select_related("occupation", "country", "hub").order_by("pk")


def contrasts_of(release: Release, wanted: EstimateFilter) -> QuerySet[Contrast]:
    chosen = _narrowed(Contrast.objects.filter(release=release), wanted)
    return chosen.select_related("occupation", "country", "hub").order_by("pk")


def _narrowed[T: (Estimate, Contrast)](rows: QuerySet[T], wanted: EstimateFilter) -> QuerySet[T]:
    if wanted.occupation:
        rows = rows.filter(occupation=wanted.occupation)
    if wanted.country:
        rows = rows.filter(country=wanted.country)
    if wanted.hub:
        rows = rows.filter(hub=wanted.hub)
    if wanted.seniority:
        rows = rows.filter(seniority=wanted.seniority)
    return rows
