"""What a release says, from what was observed: estimated, graded, hidden where it must be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np

from benchmarks import models
from benchmarks.estimating import disclosure, grades
from benchmarks.estimating.backtest import report
from benchmarks.estimating.calibration import calibrate
from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.consistency import Contradiction, Kind
from benchmarks.estimating.contrasts import Contrast, Dimension, contrasts
from benchmarks.estimating.disclosure import Place
from benchmarks.estimating.estimates import Estimates
from benchmarks.estimating.estimation import estimate
from benchmarks.estimating.groups import gather
from benchmarks.estimating.no_cycles import without_cycle_search
from benchmarks.estimating.observations import NONE
from benchmarks.estimating.one_core import on_one_core
from benchmarks.estimating.rolling_origin import TARGET_NEEDS, roll
from benchmarks.estimating.settings import Settings
from benchmarks.models import Country, Release, Suppression
from benchmarks.observed import Observed, currency_rates
from benchmarks.rows_of_release import (
    SENIORITIES,
    Entry,
    EstimateRow,
    Rows,
    carried_over,
    figures_before,
)
from benchmarks.wage_growth import expected_growth
from benchmarks.withheld_figures import is_carried_over, withhold_contradictions


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The rows of a release, not yet tied to it, its back-test, and what contradicted itself.

    The estimates are made into rows as they are taken: all at once would be as large as the data.
    """

    estimates: Iterator[EstimateRow]
    contrasts: Sequence[models.Contrast]
    backtest: dict[str, object]
    contradictions: Sequence[Contradiction]


@on_one_core
@without_cycle_search
def figures_of(observed: Observed, *, previous: Release | None, at: datetime) -> Figures:
    """Everything that a release of these samples says on the day `at`.

    `previous` is the release in effect: a figure whose samples changed by a few since keeps what it
    said there, since the two together would speak of those few.
    """
    settings = release_settings()
    gathered = gather(observed.observations)
    origins = roll(observed.observations, settings, gathered=gathered)
    calibration = calibrate(settings.calibration.shock, origins)
    start = origins[-1].found if origins else None
    taught = replace(settings, calibration=calibration, start=start)
    estimated = estimate(observed.observations, taught, gathered=gathered)
    rows = Rows(estimated, observed)
    entries = _entries(estimated)
    kept = figures_before(previous)
    steps = list(contrasts(estimated, needs=grades.SMALLEST_OWN))
    graded = _grades(entries, estimated, at)
    hidden = _hidden(entries, graded, kept)
    wrong = withhold_contradictions(entries, steps, hidden, kept)
    return Figures(
        estimates=(
            carried_over(kept[entry.place])
            if is_carried_over(entry.place, hidden, kept)
            else rows.row(entry, graded.get(entry.place), hidden.get(entry.place))
            for entry in entries
        ),
        contrasts=_contrast_rows(steps, wrong, entries, hidden),
        backtest=report(origins, settings, TARGET_NEEDS).as_json(),
        contradictions=wrong,
    )


def release_settings() -> Settings:
    """What is assumed before the samples are read."""
    countries = Country.objects.all()
    return Settings(
        growth=expected_growth({one.pk: one.code for one in countries}),
        rates=currency_rates({one.pk: one.currency for one in countries}),
    )


def _entries(estimated: Estimates) -> list[Entry]:
    """Every cell and year that is spoken of, in order, with an estimate where enough people are."""
    cell, year = np.nonzero(estimated.wanted)
    last = estimated.last[cell]
    n = estimated.support.recent_n[cell, np.minimum(year, last)].astype(np.int64)
    keys = estimated.cells.keys()
    enough = n >= grades.SMALLEST_OWN
    estimates = estimated.among(cell[enough], year[enough])
    columns = (cell, year, year > last, n, enough)
    return [
        Entry(
            cell=cell,
            year=year,
            place=Place(key=keys[cell], year=estimated.cells.first_year + year),
            is_projection=is_projection,
            n=n,
            estimate=next(estimates) if enough else None,
        )
        for cell, year, is_projection, n, enough in zip(
            *(column.tolist() for column in columns), strict=True
        )
    ]


def _grades(
    entries: Iterable[Entry], estimated: Estimates, at: datetime
) -> dict[Place, grades.Grade | None]:
    """Years before a country's newest are history: their samples aged until the year's own end."""
    now = 12 * at.year + at.month
    graded: dict[Place, grades.Grade | None] = {}
    described = [(entry, entry.estimate) for entry in entries if entry.estimate is not None]
    sizes = {entry.place: one.recent_n_effective for entry, one in described}
    for entry, one in described:
        broader = (Place(key=key, year=one.year) for key in grades.broader(one.key))
        parent_n = max((sizes.get(place, 0.0) for place in broader), default=0.0)
        is_history = entry.year < int(estimated.last[entry.cell])
        month = min(now, 12 * one.year + 12) if is_history else now
        graded[entry.place] = grades.grade(
            grades.criteria(one, parent_n=parent_n, as_of_month=month)
        )
    return graded


def _hidden(
    entries: Iterable[Entry],
    graded: Mapping[Place, grades.Grade | None],
    kept: Mapping[Place, models.Estimate],
) -> dict[Place, Suppression]:
    before = {place: row.recent_n or 0 for place, row in kept.items()}
    reasons = disclosure.suppressed([entry.backing for entry in entries], before)
    hidden = {place: Suppression(reason.value) for place, reason in reasons.items()}
    for place, grade in graded.items():
        if grade is None:
            hidden.setdefault(place, Suppression.NO_GRADE)
    return hidden


def _contrast_rows(
    steps: Iterable[Contrast],
    wrong: Iterable[Contradiction],
    entries: Iterable[Entry],
    hidden: Mapping[Place, Suppression],
) -> list[models.Contrast]:
    """Steps between neighbouring levels and of hubs, of groups that are large enough and shown."""
    shown = {entry.place.key for entry in entries if entry.place not in hidden}
    doubted = {one.key for one in wrong if one.kind == Kind.CONTRAST}
    clear = shown - doubted
    publishable = [
        step
        for step in steps
        if min(step.n, step.n_against) >= grades.SMALLEST_OWN and _key_of_step(step) in clear
    ]
    nearest = _nearest_levels(publishable)
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
        if step.against is None or nearest[_level_below(step)] == step.code
    ]


def _key_of_step(step: Contrast) -> CellKey:
    is_hub = step.dimension == Dimension.HUB
    return CellKey(
        country=step.country,
        occupation=step.occupation,
        hub=step.code if is_hub else NONE,
        seniority=NONE if is_hub else step.code,
    )


def _nearest_levels(steps: Iterable[Contrast]) -> dict[tuple[int, int, int], int]:
    """For each level of a market, the next higher one that has a step from it."""
    nearest: dict[tuple[int, int, int], int] = {}
    for step in steps:
        if step.against is not None:
            below = _level_below(step)
            nearest[below] = min(step.code, nearest.get(below, step.code))
    return nearest


def _level_below(step: Contrast) -> tuple[int, int, int]:
    return (step.country, step.occupation, NONE if step.against is None else step.against)


def _ratio(ratio: float) -> Decimal:
    return Decimal(repr(ratio)).quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
