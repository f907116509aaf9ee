"""The groups that a release tells figures of, and which of them a word may mean."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q

from benchmarks.keeping import kept
from benchmarks.models import Estimate, OccupationAlias, Release
from benchmarks.queries.cited import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldGroup:
    """A group with a figure in any year; names in German and in English, hub and level may lack."""

    cell: Cell
    occupation: tuple[str, str]
    country: tuple[str, str]
    hub: tuple[str, str]


def read_meant(words: Collection[str]) -> Mapping[str, Collection[str]]:
    """By word, the codes of occupations that somebody calls so: `ml`, `ki-entwickler`."""
    if not words:
        return {}
    wanted = Q(pk__in=[])
    for word in words:
        wanted |= Q(plain_text__contains=word)
    codes: dict[str, set[str]] = defaultdict(set)
    rows = OccupationAlias.objects.filter(wanted).values_list("plain_text", "occupation__code")
    for text, code in rows:
        for word in words:
            if f" {word}" in f" {text}":
                codes[word].add(code)
    return codes


@kept
def _told_by_release() -> dict[int, list[ToldGroup]]:
    """A large release tells tens of thousands, and nothing but a change makes others of them."""
    return {}


def read_told(*, release: Release) -> list[ToldGroup]:
    """By codes, whole countries before their hubs and all levels before each."""
    told = _told_by_release()
    if release.pk not in told:
        told[release.pk] = _read_told(release)
    return told[release.pk]


def _read_told(release: Release) -> list[ToldGroup]:
    rows = (
        Estimate.objects.filter(release=release, suppression="", is_projection=False)
        .order_by("occupation__code", "country__code", "hub__code", "seniority")
        .values_list(
            *("occupation__code", "country__code", "hub__code", "seniority"),
            *("occupation__name_de", "occupation__name_en"),
            *("country__name_de", "country__name_en", "hub__name_de", "hub__name_en"),
        )
        .distinct()
    )
    groups = [
        ToldGroup(
            cell=Cell(occupation=row[0], country=row[1], hub=row[2] or "", seniority=row[3] or ""),
            occupation=(row[4], row[5]),
            country=(row[6], row[7]),
            hub=(row[8] or "", row[9] or ""),
        )
        for row in rows
    ]
    return sorted(
        groups,
        key=lambda one: (
            one.cell.occupation,
            one.cell.country,
            one.cell.hub,
            one.cell.seniority,
        ),
    )
