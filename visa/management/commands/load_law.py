"""Brings the law that ships with the product into the database."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError

from benchmarks.moments import Moment
from visa.law_files import LawFileError
from visa.loading import load_law


class Command(BaseCommand):
    help = (
        "Loads sources, figures, rules and guidance from visa/reference, whole or not at all. A "
        "second run changes nothing, and what editors changed stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--update",
            action="store_true",
            help="let rows that came with the product follow the files where they differ",
        )

    def handle(self, *args: object, update: bool, **options: object) -> None:
        try:
            load = load_law(at=Moment.now().known_at, update=update)
        except (LawFileError, IntegrityError) as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        for table, counts in load.tally.items():
            said = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))
            self.stdout.write(f"{table}: {said}")
