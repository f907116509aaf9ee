"""Forecasts past years from the years before them, and scores the method against simple rules."""

import json

from django.core.management.base import BaseCommand, CommandError, CommandParser

from benchmarks.estimating.backtest import Report, backtest
from benchmarks.figures_of_release import release_settings
from benchmarks.models import Country
from benchmarks.observed import read_observed
from benchmarks.report_text import report_lines


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
        codes = dict(Country.objects.values_list("pk", "code"))
        self.stdout.write(
            as_json(report, codes) if json else "\n".join(report_lines(report, codes))
        )


def as_json(report: Report, codes: dict[int, str]) -> str:
    found = report.as_json()
    for score in found["by_country"]:  # type: ignore[attr-defined]  # a list of scores
        score["label"] = codes[int(score["label"])]
    return json.dumps(found, ensure_ascii=False, indent=2)
