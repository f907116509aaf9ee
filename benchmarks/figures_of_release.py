"""What a release says, from what was observed: estimated, graded, hidden where it must be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np

from benchmarks import models
from benchmarks.estimating import disclosure, grades
from benchmarks.estimating.backtest import report
from benchmarks.estimating.calibration import calibrate
from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.consistency import Contradiction, Figure, Kind, contradictions
from benchmarks.estimating.contrasts import Contrast, Dimension, contrasts
from benchmarks.estimating.disclosure import Place
from benchmarks.estimating.estimates import Estimate, Estimates
from benchmarks.estimating.estimation import estimate
from benchmarks.estimating.observations import NONE
from benchmarks.estimating.one_core import on_one_core
from benchmarks.estimating.own_samples import OwnSamples, own_samples
from benchmarks.estimating.rolling_origin import TARGET_NEEDS, roll
from benchmarks.estimating.settings import Settings
from benchmarks.models import FIGURES, Country, Release, Seniority, Source, Suppression
from benchmarks.observed import Observed, currency_rates

EPOCH = date(1970, 1, 1)
CENT = Decimal("0.01")
SENIORITIES = Seniority.values


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The rows of a release, not yet tied to it, its back-test, and what contradicted itself."""

    estimates: Sequence[models.Estimate]
    contrasts: Sequence[models.Contrast]
    backtest: dict[str, object]
    contradictions: Sequence[Contradiction]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One cell and year: where it stands in the tables, and what is estimated of it."""

    cell: int
    year: int
    estimate: Estimate

    @property
    def place(self) -> Place:
        return Place(key=self.estimate.key, year=self.estimate.year)


@on_one_core
def figures_of(observed: Observed, *, previous: Release | None, at: datetime) -> Figures:
    """Everything that a release of these samples says on the day `at`.

    `previous` is the release in effect: a figure whose samples changed by a few since keeps what it
    said there, since the two together would speak of those few.
    """
    settings = release_settings()
    origins = roll(observed.observations, settings)
    calibration = calibrate(settings.calibration.shock, origins)
    start = origins[-1].variances if origins else None
    taught = replace(settings, calibration=calibration, start=start)
    estimated = estimate(observed.observations, taught)
    entries = [
        _Entry(cell=cell, year=year, estimate=estimated.at(cell, year))
        for cell, year in np.argwhere(estimated.wanted).tolist()
    ]
    kept = _figures_before(previous)
    steps = list(contrasts(estimated))
    graded = _grades(entries, estimated, at)
    hidden = _hidden(entries, graded, kept)
    wrong = _withhold_contradictions(entries, steps, hidden)
    rows = _Rows(estimated, observed)
    return Figures(
        estimates=[
            rows.carried_over(kept[entry.place])
            if hidden.get(entry.place) == Suppression.SMALL_CHANGE and entry.place in kept
            else rows.row(entry, graded[entry.place], hidden.get(entry.place))
            for entry in entries
        ],
        contrasts=_contrast_rows(steps, wrong, entries, hidden),
        backtest=report(origins, settings, TARGET_NEEDS).as_json(),
        contradictions=wrong,
    )


def release_settings() -> Settings:
    """What is assumed before the samples are read."""
    return Settings(rates=currency_rates(dict(Country.objects.values_list("pk", "currency"))))


def _figures_before(previous: Release | None) -> Mapping[Place, models.Estimate]:
    """What the release in effect shows, by cell and year."""
    if previous is None:
        return {}
    return {
        Place(key=_key_of(row), year=row.year): row
        for row in previous.estimates.filter(suppression="")
    }


def _key_of(row: models.Estimate) -> CellKey:
    return CellKey(
        country=row.country_id,
        occupation=row.occupation_id,
        hub=NONE if row.hub_id is None else row.hub_id,
        seniority=SENIORITIES.index(row.seniority) if row.seniority else NONE,
    )


def _grades(
    entries: Iterable[_Entry], estimated: Estimates, at: datetime
) -> dict[Place, grades.Grade | None]:
    """Years before a country's newest are history: their samples aged until the year's own end."""
    sizes = {entry.place: entry.estimate.recent_n_effective for entry in entries}
    now = 12 * at.year + at.month

    def grade(entry: _Entry) -> grades.Grade | None:
        broader = (
            Place(key=key, year=entry.estimate.year) for key in grades.broader(entry.estimate.key)
        )
        parent_n = max((sizes.get(place, 0.0) for place in broader), default=0.0)
        is_history = entry.year < int(estimated.last[entry.cell])
        month = min(now, 12 * entry.estimate.year + 12) if is_history else now
        criteria = grades.criteria(entry.estimate, parent_n=parent_n, as_of_month=month)
        return grades.grade(criteria)

    return {entry.place: grade(entry) for entry in entries}


def _hidden(
    entries: Iterable[_Entry],
    graded: Mapping[Place, grades.Grade | None],
    kept: Mapping[Place, models.Estimate],
) -> dict[Place, Suppression]:
    before = {place: row.recent_n or 0 for place, row in kept.items()}
    reasons = disclosure.suppressed(
        [disclosure.backing(entry.estimate) for entry in entries], before
    )
    hidden = {place: Suppression(reason.value) for place, reason in reasons.items()}
    for place, grade in graded.items():
        if grade is None:
            hidden.setdefault(place, Suppression.NO_GRADE)
    return hidden


def _withhold_contradictions(
    entries: Sequence[_Entry], steps: Sequence[Contrast], hidden: dict[Place, Suppression]
) -> list[Contradiction]:
    """Hide figures that can't be true beside the others, until the rest agree; tell which."""
    told: list[Contradiction] = []
    while True:
        shown = [_figure(entry) for entry in entries if entry.place not in hidden]
        wrong = contradictions(shown, [] if told else steps)
        told += wrong
        news = {Place(key=one.key, year=one.year) for one in wrong if one.kind != Kind.CONTRAST}
        if not news:
            return told
        hidden |= dict.fromkeys(news, Suppression.CONTRADICTORY)


def _figure(entry: _Entry) -> Figure:
    one = entry.estimate
    return Figure(
        key=one.key,
        year=one.year,
        is_projection=one.is_projection,
        n=one.recent_n,
        typical=one.typical,
        low=one.low,
        high=one.high,
        people=(one.p10, one.p25, one.p75, one.p90),
    )


class _Rows:
    """Turns entries into rows of the database."""

    def __init__(self, estimated: Estimates, observed: Observed) -> None:
        self._estimated = estimated
        self._own: OwnSamples = own_samples(
            estimated.cells,
            estimated.fit.groups,
            observed.observations,
            day=observed.day,
            provenance=observed.provenance,
        )
        self._provenances = observed.provenances
        self._slugs = dict(Source.objects.values_list("pk", "slug"))

    def row(
        self, entry: _Entry, grade: grades.Grade | None, hidden: Suppression | None
    ) -> models.Estimate:
        one = entry.estimate
        row = models.Estimate(
            occupation_id=one.key.occupation,
            country_id=one.key.country,
            hub_id=None if one.key.hub == NONE else one.key.hub,
            seniority="" if one.key.seniority == NONE else SENIORITIES[one.key.seniority],
            year=one.year,
            is_projection=one.is_projection,
            suppression=hidden or "",
        )
        if hidden is None and grade is not None:
            self._describe(row, entry, grade)
        return row

    def carried_over(self, before: models.Estimate) -> models.Estimate:
        """The same figures in another release."""
        names = [
            *("occupation_id", "country_id", "hub_id", "seniority", "year", "is_projection"),
            *("grade", "range_is_measured", "provenance", *FIGURES),
        ]
        return models.Estimate(**{name: getattr(before, name) for name in names})

    def _describe(self, row: models.Estimate, entry: _Entry, grade: grades.Grade) -> None:
        one, own = entry.estimate, self._own
        seen = min(entry.year, int(self._estimated.last[entry.cell]))
        row.grade = grade.value
        row.typical, row.typical_low, row.typical_high = map(
            cents, (one.typical, one.low, one.high)
        )
        row.p10, row.p25, row.p75, row.p90 = map(cents, (one.p10, one.p25, one.p75, one.p90))
        row.range_is_measured = one.own_range
        row.recent_n = one.recent_n
        row.effective_n = Decimal(repr(round(one.recent_n_effective, 1)))
        row.source_count = one.sources
        if one.n >= grades.SMALLEST_OWN:
            row.n = one.n
            row.median = cents(float(own.median[entry.cell, entry.year]))
        row.observed_from = EPOCH + timedelta(days=int(own.first_day[entry.cell, seen]))
        row.observed_to = EPOCH + timedelta(days=int(own.last_day[entry.cell, seen]))
        row.provenance = self._provenance(int(own.provenance[entry.cell, seen]))

    def _provenance(self, bits: int) -> list[dict[str, str]]:
        return [
            {"source": self._slugs[origin.source_id], "kind": origin.kind}
            for code, origin in enumerate(self._provenances)
            if bits >> code & 1
        ]


def _contrast_rows(
    steps: Iterable[Contrast],
    wrong: Iterable[Contradiction],
    entries: Iterable[_Entry],
    hidden: Mapping[Place, Suppression],
) -> list[models.Contrast]:
    """Steps between neighbouring levels and of hubs, of groups that are large enough and shown."""
    shown = {entry.estimate.key for entry in entries if entry.place not in hidden}
    doubted = {one.key for one in wrong if one.kind == Kind.CONTRAST}
    publishable = [
        step
        for step in steps
        if min(step.n, step.n_against) >= grades.SMALLEST_OWN
        and _key_of_step(step) in shown - doubted
    ]
    return [
        models.Contrast(
            occupation_id=step.occupation,
            country_id=step.country,
            hub_id=step.code if step.dimension == Dimension.HUB else None,
            seniority=SENIORITIES[step.code] if step.against is not None else "",
            against=SENIORITIES[step.against] if step.against is not None else "",
            ratio=_ratio(step.ratio),
            low=_ratio(step.low),
            high=_ratio(step.high),
        )
        for step in publishable
        if step.against is None or _are_neighbours(step, publishable)
    ]


def _key_of_step(step: Contrast) -> CellKey:
    is_hub = step.dimension == Dimension.HUB
    return CellKey(
        country=step.country,
        occupation=step.occupation,
        hub=step.code if is_hub else NONE,
        seniority=NONE if is_hub else step.code,
    )


def _are_neighbours(step: Contrast, steps: Iterable[Contrast]) -> bool:
    """Whether no other level of the market with a step of its own lies between the two."""
    return not any(
        other.against == step.against
        and (other.country, other.occupation) == (step.country, step.occupation)
        and other.dimension == step.dimension
        and other.code < step.code
        for other in steps
    )


def cents(amount: float) -> Decimal:
    return Decimal(repr(amount)).quantize(CENT, ROUND_HALF_EVEN)


def _ratio(ratio: float) -> Decimal:
    return Decimal(repr(ratio)).quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
