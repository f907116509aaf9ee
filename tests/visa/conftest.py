"""The law that ships with the product, read once for all tests of it."""

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.visa.published import Published, read_published
from tests.visa.shipped import shipped


@pytest.fixture(scope="session")
def published(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Published:
    """Loaded into the database, read from it, and rolled back."""
    with django_db_blocker.unblock(), shipped():
        return read_published()
