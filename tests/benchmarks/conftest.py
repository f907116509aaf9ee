"""Fixtures for tests of imports."""

from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django import Settings

from benchmarks.models import Source
from tests.factories import make_country, make_hub, make_occupation, make_source


@pytest.fixture
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """A store for uploads of this test's own."""
    folder = tmp_path / "uploads"
    settings.STORAGES = settings.STORAGES | {
        "uploads": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": folder, "base_url": None},
        }
    }
    return folder


@pytest.fixture
def source(db: None, uploads: Path) -> Source:
    """A source, with Germany, Berlin and data scientists to match its rows with."""
    make_hub(make_country(plausible_from=Decimal(14_000)))
    make_occupation(name_de="Data Scientist", name_en="Data Scientist")
    return make_source()
