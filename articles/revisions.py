"""What releases changed, and last year's forecasts beside what came true, as rows of tables."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles import wording
from articles.sheets import Sheet
from benchmarks.queries import Forecast, Publication, Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A market with two figures of one year; `is_inside` of a forecast alone."""

    name: str
    year: int
    before: str
    before_interval: str
    after: str
    after_interval: str
    is_inside: bool = False


def revision_rows(revisions: Iterable[Revision]) -> list[ChangeRow]:
    return [
        ChangeRow(
            name=f"{one.occupation.name}, {one.country.name}",
            year=one.after.year,
            before=wording.amount(one.before),
            before_interval=wording.interval(one.before),
            after=wording.amount(one.after),
            after_interval=wording.interval(one.after),
        )
        for one in revisions
    ]


def forecast_rows(forecasts: Iterable[Forecast]) -> list[ChangeRow]:
    return [
        ChangeRow(
            name=f"{one.occupation.name}, {one.country.name}",
            year=one.forecast.year,
            before=wording.amount(one.forecast),
            before_interval=wording.interval(one.forecast),
            after=wording.amount(one.came_true),
            after_interval=wording.interval(one.came_true),
            is_inside=one.is_inside,
        )
        for one in forecasts
    ]


def publication_sheet(name: str, publications: Iterable[Publication]) -> Sheet:
    columns = ("release", "effective_from", "samples", "method_version", "markets")
    rows = [
        (
            *(one.number, one.effective_from.isoformat(), one.samples, one.method_version),
            *(one.markets, one.came, one.went, one.moved, one.note, one.reason),
        )
        for one in publications
    ]
    more = ("came", "went", "moved", "note", "reason")
    return Sheet(name=name, columns=(*columns, *more), rows=rows)


def revision_sheet(name: str, revisions: Iterable[Revision]) -> Sheet:
    parts = ("typical", "typical_low", "typical_high")
    columns = ("occupation", "country", "year", "currency")
    rows = [
        (
            *(one.occupation.code, one.country.code, one.after.year, one.after.currency),
            *(one.before.typical, one.before.typical_low, one.before.typical_high),
            *(one.after.typical, one.after.typical_low, one.after.typical_high),
        )
        for one in revisions
    ]
    both = [f"{side}_{part}" for side in ("before", "after") for part in parts]
    return Sheet(name=name, columns=(*columns, *both), rows=rows)


def forecast_sheet(name: str, forecasts: Iterable[Forecast]) -> Sheet:
    columns = (
        *("occupation", "country", "year", "currency", "release", "forecast", "forecast_low"),
        *("forecast_high", "came_true", "came_true_low", "came_true_high", "is_inside"),
    )
    rows = [
        (
            *(one.occupation.code, one.country.code, one.forecast.year, one.forecast.currency),
            one.release_number,
            *(one.forecast.typical, one.forecast.typical_low, one.forecast.typical_high),
            *(one.came_true.typical, one.came_true.typical_low, one.came_true.typical_high),
            one.is_inside,
        )
        for one in forecasts
    ]
    return Sheet(name=name, columns=columns, rows=rows)
