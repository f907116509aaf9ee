"""A database and a store for uploads that exist for one measurement."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings

NAME = "laufbahn_measure"


@contextmanager
def scratch_database() -> Iterator[None]:
    """Migrated, with the reference tables, and dropped at the end; nothing else is touched."""
    connection.close()
    settings = connection.settings_dict
    # A pool would hold on to the database that the site uses.
    settings["OPTIONS"].pop("pool", None)
    settings["TEST"]["NAME"] = NAME
    site_database = settings["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with (
            tempfile.TemporaryDirectory() as uploads,
            override_settings(STORAGES=storages_in(uploads)),
        ):
            call_command("load_reference", stdout=_Silence())
            yield
    finally:
        connection.creation.destroy_test_db(site_database, verbosity=0)


def storages_in(uploads: str) -> dict[str, object]:
    """The setting for a store of uploads in another folder."""
    from django.conf import settings

    local = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": uploads, "base_url": None},
    }
    return settings.STORAGES | {"uploads": local}


class _Silence:
    def write(self, text: str) -> None:
        pass
