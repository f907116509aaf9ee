"""A database and a store for uploads that exist for one measurement."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.db.backends.base.base import NO_DB_ALIAS
from django.test.utils import override_settings

PREFIX = "laufbahn_measure_"


@contextmanager
def scratch_database() -> Iterator[None]:
    """Migrated, with the reference tables, and dropped at the end; nothing else is touched.

    Its name is its own, so that two measurements can go on at the same time.
    """
    connection.close()
    settings = connection.settings_dict
    # A pool would hold on to the database that the site uses.
    settings["OPTIONS"].pop("pool", None)
    settings["TEST"]["NAME"] = PREFIX + secrets.token_hex(4)
    site_database = settings["NAME"]
    drop_left_over()
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with (
            tempfile.TemporaryDirectory() as uploads,
            override_settings(STORAGES=storages_in(uploads)),
        ):
            call_command("load_reference", stdout=Silence())
            yield
    finally:
        connection.creation.destroy_test_db(site_database, verbosity=0)


def drop_left_over() -> None:
    """Drop what killed measurements left; a database that somebody is connected to is in use."""
    default = connections["default"]
    server = default.__class__({**default.settings_dict, "NAME": None}, alias=NO_DB_ALIAS)
    with closing(server), server.cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) AND NOT EXISTS"
            " (SELECT FROM pg_stat_activity WHERE datid = pg_database.oid)",
            [PREFIX],
        )
        for (name,) in cursor.fetchall():
            with suppress(OperationalError):  # in use by now
                cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")


def storages_in(uploads: str) -> dict[str, object]:
    """The setting for a store of uploads in another folder."""
    from django.conf import settings

    local = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": uploads, "base_url": None},
    }
    return settings.STORAGES | {"uploads": local}


class Silence:
    """Where a command may write that nobody listens to."""

    def write(self, text: str) -> None:
        pass
