"""Makes the index of the search anew."""

from django.core.management.base import BaseCommand

from articles.models import SearchEntry
from articles.search import make_index
from benchmarks.moments import Moment


class Command(BaseCommand):
    help = "Makes the index of the search anew. The site asks for that itself, with a worker."

    def handle(self, *args: object, **options: object) -> None:
        if make_index(Moment.now()):
            self.stdout.write(f"{SearchEntry.objects.count()} pages can be found.")
        else:
            self.stdout.write("Another process is making the index: nothing to do.")
