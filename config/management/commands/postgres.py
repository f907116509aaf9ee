"""`manage.py postgres start|stop|status|url` governs the project's own PostgreSQL server."""

import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from config.postgres.account import ServerError
from config.postgres.base import DatabaseWrapper
from config.postgres.server import Server

NOT_RUNNING = 3  # the exit code that `pg_ctl status` has for it
VERBS = {
    "start": "start it unless it runs",
    "stop": "end all sessions and stop it",
    "status": "say how it is",
    "url": "print its address, as DATABASE_URL takes it",
}


class Command(BaseCommand):
    help = "Governs the project's own PostgreSQL server."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        meanings = "; ".join(f"{verb}: {meaning}" for verb, meaning in VERBS.items())
        parser.add_argument("verb", choices=VERBS, help=meanings)

    def handle(self, *args: object, verb: str, **options: object) -> None:
        connection = connections["default"]
        if not isinstance(connection, DatabaseWrapper):
            raise CommandError("DATABASE_URL names a server that isn't ours to start or stop.")
        server, database = connection.server, connection.settings_dict["NAME"]
        try:
            if verb == "start":
                server.ensure_running()
                server.ensure_database(database)
                self._tell(server)
            elif verb == "stop":
                self.stdout.write("Stopped." if server.stop() else "It was not running.")
            elif verb == "url":
                self.stdout.write(server.url(database))
            else:
                self._tell(server)
        except ServerError as error:
            raise CommandError(str(error)) from error

    def _tell(self, server: Server) -> None:
        is_running = server.answers()
        if is_running:
            self.stdout.write(f"PostgreSQL {server.version()} runs as process {server.pid()}.")
        else:
            self.stdout.write("PostgreSQL is not running.")
        place = server.place
        self.stdout.write(
            f"data    {place.data}\nsocket  {place.socket_folder}\nlog     {place.log}"
        )
        if not is_running:
            sys.exit(NOT_RUNNING)
