"""Lists what owners of pages must see to, so that cron can mail it."""

import sys

from django.core.management.base import BaseCommand, CommandParser

from articles.alarms import read_page_alarms
from benchmarks.moments import Moment

NOTHING = {"de": "Auf keiner Seite ist etwas zu tun.", "en": "There is nothing to do on any page."}


class Command(BaseCommand):
    help = (
        "Lists, by owner, live pages that cite a figure without a value or one that ends within 60 "
        "days, and pages whose review is due. Ends with exit code 1 where something is due within "
        "7 days. Cron mails what it prints; there is no other mail."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", choices=["de", "en"], default="en")
        parser.add_argument("--owner", help="only pages of the account with this name")

    def handle(
        self, *args: object, language: str, owner: str | None = None, **options: object
    ) -> None:
        alarms = [
            one
            for one in read_page_alarms(Moment.now())
            if owner in (None, one.article.owner.get_username())
        ]
        for name in sorted({one.article.owner.get_username() for one in alarms}):
            self.stdout.write(f"{name}:")
            for one in alarms:
                if one.article.owner.get_username() == name:
                    said = one.sentence.in_language(language)
                    self.stdout.write(f"    [{one.level}] {one.article}: {said}")
        if not alarms:
            self.stdout.write(NOTHING[language])
        if any(one.is_urgent for one in alarms):
            sys.exit(1)
