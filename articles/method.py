"""The stored back-test of a release as the tables of the method page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from articles.sheets import Cell, Sheet
from benchmarks.estimating.rivals import Verdict

RULES = ("raw_mean", "raw_median", "last_year")
RIVAL_PARTS = (
    "cells",
    "years",
    "error",
    "our_error",
    "gain",
    "gain_noise",
    "gain_reach",
    "verdict",
)
RIVAL_COLUMNS = tuple(f"{rule}_{part}" for rule in RULES for part in RIVAL_PARTS)
COLUMNS = (
    *("group", "cells", "error", "bias", "floor", "coverage", "coverage_of_measured"),
    *("interval_score", "people", "people_coverage", *RIVAL_COLUMNS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A simple rule's error beside ours on the cells where it says anything, in per cent.

    `verdict` is a `Verdict`, or None where the forecasts are of one year. Releases until method 2.7
    hold neither `years` nor `gain_reach` nor a verdict: they took cells of a year for independent.
    """

    cells: int
    years: int | None
    error: Decimal | None
    our_error: Decimal | None
    gain: Decimal | None
    gain_noise: Decimal | None
    gain_reach: Decimal | None
    verdict: str | None

    @property
    def is_better(self) -> bool:
        return self.verdict == Verdict.BETTER

    @property
    def is_worse(self) -> bool:
        return self.verdict == Verdict.WORSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a set of forecasts went; errors in per cent, coverages as shares."""

    label: str
    cells: int
    error: Decimal | None
    bias: Decimal | None
    floor: Decimal | None
    coverage: Decimal | None
    coverage_of_measured: Decimal | None
    interval_score: Decimal | None
    people: int
    people_coverage: Decimal | None
    rivals: list[Rival]

    @property
    def is_compared(self) -> bool:
        """Whether any simple rule says something here, and in how many years is known."""
        return any(rival.cells and rival.years is not None for rival in self.rivals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """What a release's back-test found, pooled and apart."""

    needs: int
    first_year: int
    last_year: int
    shock_sd: Decimal
    pooled: Score
    thin: Score
    by_size: list[Score]
    by_year: list[Score]
    by_country: list[Score]
    by_grade: list[Score]

    @property
    def compared(self) -> list[Score]:
        """All forecasts, then each size that a simple rule says anything of."""
        return [score for score in (self.pooled, *self.by_size) if score.is_compared]


def read_backtest(
    stored: Mapping[str, object] | None, countries: Mapping[int, str]
) -> Backtest | None:
    """None where none is stored, or where it found no year to forecast.

    `countries` names them by the number that the back-test keeps; the largest come first.
    """
    if not stored or not stored.get("years"):
        return None
    years = [int(_exact(year)) for year in _list(stored["years"])]
    return Backtest(
        needs=int(_exact(stored["needs"])),
        first_year=min(years),
        last_year=max(years),
        shock_sd=_exact(stored["shock_sd"]) * 100,
        pooled=_score(stored["pooled"], _("all")),
        thin=_score(stored["thin"]),
        by_size=[_score(one) for one in _list(stored["by_size"]) if _cells(one)],
        by_year=[_score(one) for one in _list(stored["by_year"]) if _cells(one)],
        by_country=sorted(
            (
                _score(one, countries.get(int(str(_entry(one)["label"])), "–"))
                for one in _list(stored["by_country"])
                if _cells(one)
            ),
            key=lambda score: (-score.cells, score.label),
        ),
        by_grade=[_score(one) for one in _list(stored["by_grade"]) if _cells(one)],
    )


def score_sheet(name: str, scores: Sequence[Score]) -> Sheet:
    return Sheet(name=name, columns=COLUMNS, rows=[list(_row(score)) for score in scores])


def _row(score: Score) -> Iterable[Cell]:
    yield from (score.label, score.cells, score.error, score.bias, score.floor, score.coverage)
    yield from (score.coverage_of_measured, score.interval_score)
    yield from (score.people, score.people_coverage)
    for rival in score.rivals:
        yield from (rival.cells, rival.years, rival.error, rival.our_error)
        yield from (rival.gain, rival.gain_noise, rival.gain_reach, rival.verdict)


def _score(found: object, label: str = "") -> Score:
    entry = _entry(found)
    rivals = {str(one["rule"]): one for one in map(_entry, _list(entry["rivals"]))}
    return Score(
        label=label or str(entry["label"]).replace("-", "\N{EN DASH}"),
        cells=_cells(entry),
        error=_number(entry["error"]),
        bias=_number(entry["bias"]),
        floor=_number(entry["floor"]),
        coverage=_number(entry["coverage"], 3),
        coverage_of_measured=_number(entry["coverage_of_measured"], 3),
        interval_score=_number(entry["interval_score"]),
        people=int(_exact(entry["people"])),
        people_coverage=_number(entry["people_coverage"], 3),
        rivals=[_rival(rivals[rule]) for rule in RULES],
    )


def _rival(entry: Mapping[str, object]) -> Rival:
    years, verdict = entry.get("years"), entry.get("verdict")
    return Rival(
        cells=_cells(entry),
        years=None if years is None else int(_exact(years)),
        error=_number(entry["error"]),
        our_error=_number(entry["our_error"]),
        gain=_number(entry["gain"]),
        gain_noise=_number(entry["gain_noise"]),
        gain_reach=_number(entry.get("gain_reach")),
        verdict=None if verdict is None else str(verdict),
    )


def _cells(found: object) -> int:
    return int(_exact(_entry(found)["cells"]))


def _number(value: object, digits: int = 1) -> Decimal | None:
    if value is None:
        return None
    return _exact(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _exact(value: object) -> Decimal:
    return Decimal(str(value))


def _entry(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"A stored back-test has an object here, not {value!r}.")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"A stored back-test has a list here, not {value!r}.")
    return value
