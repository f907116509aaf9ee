"""What may be asked, and the rows that it names."""

from typing import Annotated

from django.db.models import Q, QuerySet
from ninja import Path, Query
from pydantic import WithJsonSchema

from benchmarks.api.errors import NoRelease, Unknown
from benchmarks.models import Country, Hub, Occupation, Release
from benchmarks.moments import Moment
from benchmarks.queries import releases_by

Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
AsOf = Annotated[
    Day | None,
    Query(description="The day to look back to, YYYY-MM-DD, from 2000 on; today by default."),
]
Code = Annotated[str, Path(description="Code or English slug.")]


def occupation_of(asked_for: str) -> Occupation:
    return one_of("occupation", Occupation.objects.all(), asked_for, asked_for)


def country_of(asked_for: str) -> Country:
    return one_of("country", Country.objects.all(), asked_for.upper(), asked_for)


def hub_of(country: Country, asked_for: str) -> Hub:
    return one_of("hub", Hub.objects.filter(country=country), asked_for, asked_for)


def release_of(moment: Moment, number: int | None = None) -> Release:
    """The release in effect, or the one of that number if it had been published by then."""
    if number is None:
        release = Release.objects.in_effect(moment)
    else:
        release = releases_by(moment.known_at).filter(number=number).first()
    if release is None:
        raise NoRelease(moment.on, number)
    return release


def one_of[T: (Country, Hub, Occupation)](noun: str, among: QuerySet[T], code: str, slug: str) -> T:
    """The row of that code, else of that English slug; raises Unknown."""
    if "\0" in slug:  # the database takes no such text
        raise Unknown(noun, slug)
    found = {one.code: one for one in among.filter(Q(code=code) | Q(slug_en=slug))}
    if not found:
        raise Unknown(noun, slug)
    return found.get(code) or next(iter(found.values()))
