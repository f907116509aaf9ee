"""The law that ships with the product, loaded into the database for a module's tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO

from django.core.management import call_command
from django.db import transaction

from visa.loading import Load, load_law

LOADED_AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@contextmanager
def shipped(at: datetime = LOADED_AT) -> Iterator[Load]:
    """Reference tables and visa/reference, known from `at` on, taken back at the end."""
    with transaction.atomic():
        call_command("load_reference", stdout=StringIO())
        yield load_law(at=at)
        transaction.set_rollback(True)
