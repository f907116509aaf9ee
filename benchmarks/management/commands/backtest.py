"""Forecasts past years from the years before them, and scores the method against simple rules."""

import json

from django.core.management.base import BaseCommand, CommandError, CommandParser

from benchmarks.estimating.backtest import Report, Score, backtest
from benchmarks.figures_of_release import release_settings
from benchmarks.models import Country
from benchmarks.observed import read_observed


class Command(BaseCommand):
    help = (
        "Back-tests the estimates on all accepted samples: each year is forecast from the years "
        "before it. Errors are in per cent, by the cell's own number of samples."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the whole report as JSON")

    def handle(self, *args: object, json: bool, **options: object) -> None:
        observed = read_observed()
        if not len(observed):
            raise CommandError("There are no accepted samples.")
        report = backtest(observed.observations, release_settings())
        self.stdout.write(as_json(report) if json else as_table(report))


def as_json(report: Report) -> str:
    found = report.as_json()
    codes = dict(Country.objects.values_list("pk", "code"))
    for score in found["by_country"]:  # type: ignore[attr-defined]  # a list of scores
        score["label"] = codes[int(score["label"])]
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_table(report: Report) -> str:
    heading = (
        f"{'':>8} {'cells':>6} {'ours':>6} {'floor':>6} {'mean':>6} {'median':>7} {'+4 %':>6} "
        f"{'80 %':>6} {'IS':>6} {'P10-90':>7}"
    )
    blocks = [
        [report.pooled, report.with_own_samples, report.thin],
        report.by_size,
        report.by_year,
        report.by_grade,
    ]
    return "\n\n".join("\n".join([heading, *map(_line, block)]) for block in blocks)


def _line(score: Score) -> str:
    rivals = {rival.rule: rival.error for rival in score.rivals}
    return (
        f"{score.label:>8} {score.cells:>6} {_number(score.error):>6} {_number(score.floor):>6} "
        f"{_number(rivals['raw_mean']):>6} {_number(rivals['raw_median']):>7} "
        f"{_number(rivals['last_year']):>6} {_percent(score.coverage):>6} "
        f"{_number(score.interval_score):>6} {_percent(score.people_coverage):>7}"
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.0f} %"
