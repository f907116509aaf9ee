"""Brings the guides that ship with the product into the database and live."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.loading.accounts import AccountTaken
from articles.loading.guides import load_guides
from benchmarks.moments import Moment
from visa.law_files import LawFileError


class Command(BaseCommand):
    help = (
        "Loads and publishes the articles of articles/content, whole or not at all. A second run "
        "changes nothing, and what editors changed stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--update",
            action="store_true",
            help="let articles that nobody has saved since follow their files",
        )
        parser.add_argument(
            "--owner", default="", help="username of who keeps new articles right and is told"
        )

    def handle(self, *args: object, update: bool, owner: str, **options: object) -> None:
        try:
            load = load_guides(moment=Moment.now(), owner=_person(owner), update=update)
        except (LawFileError, AccountTaken) as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        except ValidationError as error:
            raise CommandError(f"Nothing was loaded. {' '.join(error.messages)}") from error
        said = ", ".join(f"{number} {what}" for what, number in sorted(load.tally.items()))
        self.stdout.write(f"articles: {said}")


def _person(username: str) -> User | None:
    if not username:
        return None
    person = User.objects.filter(username=username).first()
    if person is None:
        raise CommandError(f"There is no account {username!r} to own the articles.")
    return person
