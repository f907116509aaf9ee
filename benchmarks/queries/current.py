"""What occupations pay in one country today, as pages say that are about something else."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Subquery

from benchmarks.models import Country, Estimate, Occupation, Release
from benchmarks.moments import Moment
from benchmarks.queries.figures import Pay
from benchmarks.queries.levels import Level
from benchmarks.queries.pay import current_pays, levels_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentPay:
    """The newest figure of each level of experience, cities aside; `Level()` is all of them."""

    occupation: Occupation
    country: Country
    pays: Mapping[Level, Pay]


def read_current(
    occupations: Collection[Occupation], *, country: str, moment: Moment
) -> list[CurrentPay]:
    """Those of the occupations with any figure in the country of that code; one query."""
    in_effect = Release.objects.taken_effect(moment.known_at).values("pk")[:1]
    rows = Estimate.objects.filter(
        release=Subquery(in_effect),
        occupation__in=occupations,
        country__code=country,
        hub=None,
    ).select_related("country")
    found: dict[int, list[Estimate]] = defaultdict(list)
    for row in rows:
        found[row.occupation_id].append(row)
    pays = {
        one: current_pays(levels_of(found[one.pk]), found[one.pk][0].country)
        for one in occupations
        if one.pk in found
    }
    return [
        CurrentPay(occupation=one, country=found[one.pk][0].country, pays=current)
        for one, current in pays.items()
        if current
    ]
