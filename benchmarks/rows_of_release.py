"""A release's estimates as rows of the database: rounded, described or silent."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import NamedTuple

from benchmarks import models
from benchmarks.estimating import grades
from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.disclosure import Backing, Place, backing
from benchmarks.estimating.estimates import Estimate, Estimates
from benchmarks.estimating.observations import NONE
from benchmarks.estimating.own_samples import OwnSamples, own_samples
from benchmarks.models import Seniority, Source, Suppression
from benchmarks.observed import Observed

EPOCH = date(1970, 1, 1)
CENT = Decimal("0.01")
SENIORITIES = Seniority.values


class Entry(NamedTuple):
    """One cell and year: where it stands in the tables, and what is estimated of it.

    The estimate is None where fewer than five people stand behind it: nothing is said of them.
    """

    cell: int
    year: int
    place: Place
    is_projection: bool
    n: int
    estimate: Estimate | None

    @property
    def backing(self) -> Backing:
        if self.estimate is not None:
            return backing(self.estimate)
        return Backing(
            place=self.place, n=self.n, sources=0, employers=0, named_share=0.0, largest_share=0.0
        )


class EstimateRow(NamedTuple):
    """The fields of `models.Estimate` as COPY takes them, JSON as text.

    Without the cost of a model: a release has very many.
    """

    occupation_id: int
    country_id: int
    hub_id: int | None
    seniority: str
    year: int
    is_projection: bool
    suppression: str
    grade: str = ""
    typical: Decimal | None = None
    typical_low: Decimal | None = None
    typical_high: Decimal | None = None
    p10: Decimal | None = None
    p25: Decimal | None = None
    p75: Decimal | None = None
    p90: Decimal | None = None
    range_is_measured: bool = False
    n: int | None = None
    median: Decimal | None = None
    recent_n: int | None = None
    effective_n: Decimal | None = None
    source_count: int | None = None
    observed_from: date | None = None
    observed_to: date | None = None
    provenance: str = "[]"


class Rows:
    """Turns entries into rows of the database."""

    def __init__(self, estimated: Estimates, observed: Observed) -> None:
        self._last = estimated.last
        self._own: OwnSamples = own_samples(
            estimated.cells,
            estimated.fit.groups,
            observed.observations,
            day=observed.day,
            provenance=observed.provenance,
        )
        self._median = self._own.median.tolist()
        slugs = dict(Source.objects.values_list("pk", "slug"))
        origins = [
            {"source": slugs[origin.source_id], "kind": origin.kind}
            for origin in observed.provenances
        ]
        self._provenance = cache(
            lambda bits: json.dumps([one for code, one in enumerate(origins) if bits >> code & 1])
        )

    def row(
        self, entry: Entry, grade: grades.Grade | None, hidden: Suppression | None
    ) -> EstimateRow:
        if hidden is None and grade is not None and entry.estimate is not None:
            return self._described(entry, entry.estimate, grade)
        country, occupation, hub, seniority = entry.place.key
        return EstimateRow(
            occupation_id=occupation,
            country_id=country,
            hub_id=None if hub == NONE else hub,
            seniority=_seniority(seniority),
            year=entry.place.year,
            is_projection=entry.is_projection,
            suppression=hidden or "",
        )

    def _described(self, entry: Entry, one: Estimate, grade: grades.Grade) -> EstimateRow:
        country, occupation, hub, seniority = entry.place.key
        own, seen = self._own, (entry.cell, min(entry.year, int(self._last[entry.cell])))
        speaks = one.n >= grades.SMALLEST_OWN
        return EstimateRow(
            occupation_id=occupation,
            country_id=country,
            hub_id=None if hub == NONE else hub,
            seniority=_seniority(seniority),
            year=entry.place.year,
            is_projection=entry.is_projection,
            suppression="",
            grade=grade.value,
            typical=cents(one.typical),
            typical_low=cents(one.low),
            typical_high=cents(one.high),
            p10=cents(one.p10),
            p25=cents(one.p25),
            p75=cents(one.p75),
            p90=cents(one.p90),
            range_is_measured=one.own_range,
            recent_n=one.recent_n,
            effective_n=Decimal(repr(round(one.recent_n_effective, 1))),
            source_count=one.sources,
            n=one.n if speaks else None,
            median=cents(self._median[entry.cell][entry.year]) if speaks else None,
            observed_from=_date(int(own.first_day[seen])),
            observed_to=_date(int(own.last_day[seen])),
            provenance=self._provenance(int(own.provenance[seen])),
        )


def _seniority(code: int) -> str:
    return "" if code == NONE else SENIORITIES[code]


@cache
def _date(day: int) -> date:
    return EPOCH + timedelta(days=day)


def carried_over(before: models.Estimate) -> EstimateRow:
    """The same figures in another release."""
    row = EstimateRow(**{name: getattr(before, name) for name in EstimateRow._fields})
    return row._replace(provenance=json.dumps(before.provenance))


def figures_before(previous: models.Release | None) -> Mapping[Place, models.Estimate]:
    """What the release in effect shows, by cell and year."""
    if previous is None:
        return {}
    return {
        Place(key=_key_of(row), year=row.year): row
        for row in previous.estimates.filter(suppression="").iterator()
    }


def _key_of(row: models.Estimate) -> CellKey:
    return CellKey(
        country=row.country_id,
        occupation=row.occupation_id,
        hub=NONE if row.hub_id is None else row.hub_id,
        seniority=SENIORITIES.index(row.seniority) if row.seniority else NONE,
    )


def cents(amount: float) -> Decimal:
    return Decimal(repr(amount)).quantize(CENT, ROUND_HALF_EVEN)
