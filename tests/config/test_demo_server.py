"""How the demo hands over to the server that answers requests."""

import copy
import os
from collections.abc import Iterator

import pytest
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from pytest_django import DjangoDbBlocker, Settings

from config.management.commands import demo


@pytest.fixture
def pooled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The alias of a second way to the test database, by a pool."""
    settings = copy.deepcopy(connections["default"].settings_dict)
    settings["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 2}
    connections.settings["pooled"] = settings
    with django_db_blocker.unblock():
        yield "pooled"
    if left := DatabaseWrapper._connection_pools.pop("pooled", None):
        left.close()
    del connections["pooled"]
    del connections.settings["pooled"]


def test_the_server_is_forked_without_a_pool_whose_threads_stay_behind(
    pooled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connections[pooled].ensure_connection()
    at_the_fork: list[object] = []

    class Forking:
        def __init__(self, *_: object, **__: object) -> None: ...

        def serve(self) -> None:
            at_the_fork.append((connections[pooled].connection, pooled in _pools()))

    monkeypatch.setattr(demo, "Granian", Forking)
    assert pooled in _pools()

    demo.serve(8000)

    assert at_the_fork == [(None, False)]


def test_addresses_name_the_port_that_the_demo_serves_on(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.SITE_URL = "http://127.0.0.1:8000"
    monkeypatch.setenv("SITE_URL", "to be restored")
    monkeypatch.delenv("SITE_URL")

    demo._live_at("http://127.0.0.1:8151")

    assert settings.SITE_URL == os.environ["SITE_URL"] == "http://127.0.0.1:8151"


def test_a_stated_address_stays(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.SITE_URL = "https://laufbahn.example"
    monkeypatch.setenv("SITE_URL", "https://laufbahn.example")

    demo._live_at("http://127.0.0.1:8151")

    assert settings.SITE_URL == os.environ["SITE_URL"] == "https://laufbahn.example"


def _pools() -> dict[str, object]:
    return DatabaseWrapper._connection_pools
