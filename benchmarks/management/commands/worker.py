"""Works on background jobs until it is told to stop."""

import logging

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from benchmarks.worker import JobWorker, need_connections


class Command(BaseCommand):
    help = (
        "Works on imports, releases and other background jobs. Start as many as you like, on any "
        "number of hosts. SIGTERM and SIGINT give the job in hand back to the queue; a job whose "
        "worker was killed is taken up by another one within a minute."
    )

    requires_system_checks: list[str] = []  # a worker serves no URLs, and starts in half the time

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--parent", type=int, help="end when this parent process has ended")

    def handle(self, *args: object, parent: int | None, verbosity: int, **options: object) -> None:
        logging.getLogger("benchmarks.jobs").setLevel(logging.INFO if verbosity else logging.ERROR)
        logging.getLogger("django.tasks").setLevel(logging.WARNING)  # one line per job is enough
        logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # and one per missing database
        try:
            need_connections()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        worker = JobWorker(parent_pid=parent)
        worker.configure_signals()
        worker.run()
