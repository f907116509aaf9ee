"""The law that ships with the product, in the database for a module's tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from tests.shipped_tables import LOADED_AT, bring_in_law, bring_in_reference
from visa.loading import Load, load_law


@contextmanager
def shipped() -> Iterator[None]:
    """Reference tables and visa/reference, taken back at the end."""
    with transaction.atomic():
        bring_in_law()
        yield
        transaction.set_rollback(True)


@contextmanager
def loaded(at: datetime = LOADED_AT) -> Iterator[Load]:
    """The same, read from the files row by row, with what was said of each."""
    with transaction.atomic():
        bring_in_reference()
        yield load_law(at=at)
        transaction.set_rollback(True)
