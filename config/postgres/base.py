"""Django's PostgreSQL engine on a server that it starts itself when a connection is wanted."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base, client

from config.postgres import programs
from config.postgres.place import Place
from config.postgres.pool import check
from config.postgres.server import PORT, SUPERUSER, Server


def configured_server() -> Server:
    return Server(Place(Path(settings.EMBEDDED_POSTGRES_DIR).resolve()))


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell` with the psql that came with the server."""

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        arguments, environment = super().settings_to_cmd_args_env(settings_dict, parameters)
        return [str(programs.installed() / "psql"), *arguments[1:]], environment

    def runshell(self, parameters: Iterable[str]) -> None:
        self.connection.ensure_connection()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient
    known_databases: ClassVar[set[str]] = set()  # by this process

    # Any: Django's settings of one database, a mapping of mixed values.
    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        server = configured_server()

        def start_server() -> str:
            server.ensure_running()
            return ""

        settings_dict |= {"HOST": str(server.place.socket_folder), "PORT": PORT, "USER": SUPERUSER}
        if pool := settings_dict["OPTIONS"].get("pool"):
            # The pool opens connections in threads of its own and asks this for each of them.
            pool = {} if pool is True else pool
            settings_dict["OPTIONS"]["pool"] = {"check": check, **pool, "conninfo": start_server}
        super().__init__(settings_dict, alias)
        self.server = server

    def get_connection_params(self) -> dict[str, Any]:
        with self.wrap_database_errors:  # Django asks for these outside of it too
            self._ensure_server()
        return super().get_connection_params()

    def _ensure_server(self) -> None:
        name = self.settings_dict["NAME"]
        is_new = name is not None and name not in self.known_databases
        is_pooled = self.alias != NO_DB_ALIAS and self.settings_dict["OPTIONS"].get("pool")
        # Each request comes by here: with a pool it asks the lock, in microseconds, not the server.
        if is_new or not (is_pooled and self.server.is_held()):
            self.server.ensure_running()
        if is_new:
            self.server.ensure_database(name)
            self.known_databases.add(name)
