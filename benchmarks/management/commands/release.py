"""Makes a release of all accepted samples and publishes it."""

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from benchmarks.models import Estimate
from benchmarks.releasing import NothingToRelease, prepare_release, publish_release


class Command(BaseCommand):
    help = (
        "Describes every occupation × country × hub × seniority × year with accepted samples and "
        "publishes the result as the next numbered release, in one transaction."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--draft", action="store_true", help="prepare without publishing")
        parser.add_argument("--note", default="", help="shown beside the release")

    def handle(self, *args: object, draft: bool, note: str, **options: object) -> None:
        now = timezone.now()
        try:
            with transaction.atomic():
                release = prepare_release(by_id=None, note=note, at=now)
                if not draft:
                    publish_release(release, at=now, by_id=None)
                    release.refresh_from_db()
        except NothingToRelease as reason:
            self.stdout.write(f"Nothing to release: {reason}")
            return
        groups = Estimate.objects.filter(release=release)
        described = groups.filter(suppression="").count()
        self.stdout.write(
            f"Release {release.number} ({release.get_state_display()}): {release.samples} samples, "
            f"{described} groups described, {groups.count() - described} suppressed."
        )
