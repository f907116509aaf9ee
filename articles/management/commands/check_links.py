"""Asks the sites that live pages link to whether their pages are still there."""

from django.core.management.base import BaseCommand, CommandParser

from articles.linking.external import broken_links, check_due
from articles.linking.problems import in_words
from benchmarks.moments import Moment

LANGUAGE = "en"


class Command(BaseCommand):
    help = (
        "Asks every address elsewhere that a live or scheduled page links to and that is due: a "
        "good one each week, a failing one after one hour, two, four. Lists what failed twice. "
        "Run it from cron, daily or more often."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="ask all, due or not")

    def handle(self, *args: object, **options: object) -> None:
        tally = check_due(Moment.now().known_at, all_of_them=bool(options["all"]))
        linked = "1 address" if tally.linked == 1 else f"{tally.linked} addresses"
        self.stdout.write(
            f"{linked} linked, {tally.checked} asked, {tally.failed} without an answer"
        )
        for link in broken_links():
            self.stdout.write(f"{link.url}: {in_words(link.problem, LANGUAGE)}")
