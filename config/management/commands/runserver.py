"""Django's development server with a worker beside it, so that imports are read here too."""

from django.core.management.base import CommandParser
from whitenoise.runserver_nostatic.management.commands.runserver import Command as PlainRunserver

from benchmarks.worker import keep_worker_running


class Command(PlainRunserver):
    help = "Serves the site for development, and runs a worker that ends and reloads with it."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--no-worker", action="store_true", help="serve pages only")

    def inner_run(self, *args: object, no_worker: bool = False, **options: object) -> None:
        """What the reloader starts anew after each change of the code."""
        self.has_worker = not no_worker
        super().inner_run(*args, **options)

    def on_bind(self, server_port: int) -> None:
        """The port is ours: a server that can't have it must not leave a worker behind."""
        super().on_bind(server_port)
        if self.has_worker:
            keep_worker_running()
