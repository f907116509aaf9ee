"""Lists the law that ends soon, so that cron can mail it."""

import sys

from django.core.management.base import BaseCommand, CommandParser

from benchmarks.moments import Moment
from visa.alarms import read_alarms

NOTHING = {"de": "Nichts endet in den nächsten 60 Tagen.", "en": "Nothing ends within 60 days."}


class Command(BaseCommand):
    help = (
        "Lists legal figures and rules that end within 60 days or ended already, and stretches "
        "without a value. Ends with exit code 1 where something ends within 7 days."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", choices=["de", "en"], default="en")

    def handle(self, *args: object, language: str, **options: object) -> None:
        alarms = read_alarms(Moment.now())
        for alarm in alarms:
            self.stdout.write(f"[{alarm.level}] {alarm.sentence.in_language(language)}")
            for subject in alarm.subjects:
                self.stdout.write(f"    {subject.key}: {subject.name.in_language(language)}")
        if not alarms:
            self.stdout.write(NOTHING[language])
        if any(alarm.is_urgent for alarm in alarms):
            sys.exit(1)
