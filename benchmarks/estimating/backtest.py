"""The back-test as a table: what a sceptical reader needs to judge the method by."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from benchmarks.estimating import METHOD_VERSION
from benchmarks.estimating.calibration import calibrate
from benchmarks.estimating.grades import Grade
from benchmarks.estimating.observations import Observations, Reals
from benchmarks.estimating.rivals import Rival, compare
from benchmarks.estimating.rolling_origin import TARGET_NEEDS, roll
from benchmarks.estimating.scores import covered, interval_scores, mean_or_none, percentage_errors
from benchmarks.estimating.settings import CONFIDENCE, Settings, Z
from benchmarks.estimating.trials import Origin, Trial

SIZES = ((0, 0), (1, 2), (3, 4), (5, 9), (10, 19), (20, 49), (50, None))
THIN = (1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a set of trials went; errors, bias and scores in per cent, coverages from 0 to 1.

    `error` is the mean absolute error of the forecast, and `floor` what it would be for a forecast
    that knew the truth, since the measured median of a few people has noise of its own. `coverage`
    is the share of medians inside the 80 % interval, allowing for that noise: the interval speaks
    of typical pay, not of the median of eight people. `coverage_of_measured` doesn't allow for it.
    `interval_score` is in per cent of pay; `people_coverage` is the share of the target
    year's samples between the forecast P10 and P90.
    """

    label: str
    cells: int
    error: float | None
    bias: float | None
    floor: float | None
    coverage: float | None
    coverage_of_measured: float | None
    interval_score: float | None
    people: int
    people_coverage: float | None
    rivals: tuple[Rival, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A back-test: pooled, by size of the cell's own sample, by target year, country
    and grade (“–” for cells that would have shown no number).

    `shock_sd` is the calibrated sd of a year's common shock and `shock_degrees` the number of years
    that it rests on, its prior included.
    """

    method_version: str
    needs: int
    years: tuple[int, ...]
    pooled: Score
    with_own_samples: Score
    thin: Score
    by_size: tuple[Score, ...]
    by_year: tuple[Score, ...]
    by_country: tuple[Score, ...]
    by_grade: tuple[Score, ...]
    shock_sd: float
    shock_degrees: float

    def as_json(self) -> dict[str, object]:
        """The report as plain numbers, texts, lists and None."""
        return asdict(self)


def backtest(
    observations: Observations, settings: Settings | None = None, *, needs: int = TARGET_NEEDS
) -> Report:
    """Forecast every year that can be, and score it."""
    settings = settings or Settings()
    return report(roll(observations, settings, needs=needs), settings, needs)


def report(origins: Sequence[Origin], settings: Settings, needs: int) -> Report:
    """Score the trials of a rolling origin."""
    trials = [trial for origin in origins for trial in origin.trials]
    shock = calibrate(settings.calibration.shock, origins).shock

    def scored(label: str, chosen: Callable[[Trial], bool]) -> Score:
        return score(label, [trial for trial in trials if chosen(trial)])

    return Report(
        method_version=METHOD_VERSION,
        needs=needs,
        years=tuple(origin.year for origin in origins),
        pooled=score("all", trials),
        with_own_samples=scored("1+", lambda trial: trial.own_n > 0),
        thin=scored(_size_label(*THIN), lambda trial: _within(trial.own_n, *THIN)),
        by_size=tuple(
            score(_size_label(*size), [trial for trial in trials if _within(trial.own_n, *size)])
            for size in SIZES
        ),
        by_year=tuple(score(str(origin.year), origin.trials) for origin in origins),
        by_country=tuple(
            score(str(country), [trial for trial in trials if trial.key.country == country])
            for country in sorted({trial.key.country for trial in trials})
        ),
        by_grade=tuple(
            score(
                grade.value if grade else "–",
                [trial for trial in trials if trial.grade == grade],
            )
            for grade in (*Grade, None)
        ),
        shock_sd=shock.sd,
        shock_degrees=shock.degrees,
    )


def score(label: str, trials: Sequence[Trial]) -> Score:
    """All figures of one row of the table; those without a cell to rest on are None."""
    outcome, ours = _column(trials, "outcome"), _column(trials, "typical")
    low = np.log([trial.interval.low for trial in trials])
    high = np.log([trial.interval.high for trial in trials])
    noise = _column(trials, "noise")
    year = np.array([trial.year for trial in trials], dtype=np.int64)
    error = percentage_errors(ours, outcome)
    allowance = np.sqrt(((high - low) / 2) ** 2 + (Z * noise) ** 2) - (high - low) / 2
    target = np.log(outcome)
    people = sum(trial.people for trial in trials)
    return Score(
        label=label,
        cells=len(trials),
        error=mean_or_none(error),
        bias=mean_or_none(100 * np.log(ours / outcome)),
        floor=mean_or_none(100 * np.sqrt(2 / np.pi) * noise),
        coverage=mean_or_none(
            covered(low - allowance, high + allowance, target).astype(np.float64)
        ),
        coverage_of_measured=mean_or_none(covered(low, high, target).astype(np.float64)),
        interval_score=mean_or_none(100 * interval_scores(low, high, target, CONFIDENCE)),
        people=people,
        people_coverage=sum(trial.inside for trial in trials) / people if people else None,
        rivals=tuple(
            compare(rule, percentage_errors(_column(trials, rule), outcome), error, year)
            for rule in ("raw_mean", "raw_median", "last_year")
        ),
    )


def _column(trials: Sequence[Trial], name: str) -> Reals:
    values = [getattr(trial, name) for trial in trials]
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _within(n: int, low: int, high: int | None) -> bool:
    return low <= n and (high is None or n <= high)


def _size_label(low: int, high: int | None) -> str:
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}-{high}"
