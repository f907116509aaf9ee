"""Fixtures of all tests: which database a test process works on."""

import uuid
from collections.abc import Iterator

import pytest
from django.db import connections
from django.test import override_settings
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.databases import Run, living, make_template

# A busy machine is no failure of a property: what is slow is measured, not asserted.
hypothesis_settings.register_profile("any machine", deadline=None)
hypothesis_settings.load_profile("any machine")


@pytest.fixture(scope="session", autouse=True)
def quick_passwords(django_test_environment: None) -> Iterator[None]:
    """A password that must resist guessing takes half a second to make, and another to check."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,
    django_db_use_migrations: bool,
) -> Iterator[None]:
    """Names the database that pytest-django then creates; nothing happens before a test wants it.

    With --reuse-db the names are pytest-django's own and stay the same: then one run at a time.
    """
    settings = connections["default"].settings_dict
    # A pool would hold on to databases that come and go, and to the one that isn't for tests.
    settings["OPTIONS"].pop("pool", None)
    given = settings["OPTIONS"].get("options", "")
    settings["OPTIONS"]["options"] = f"{given} -c synchronous_commit=off".strip()
    if django_db_keepdb:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        yield
        return
    worker = getattr(request.config, "workerinput", {})
    run = Run.of(unique_id=worker.get("testrunuid", uuid.uuid4().hex), project=settings["NAME"])
    with django_db_blocker.unblock(), living(run) as cursor:
        if worker and django_db_use_migrations:
            make_template(cursor, run)
            settings["TEST"]["TEMPLATE"] = run.template
        settings["TEST"]["NAME"] = f"{run.prefix}_{worker.get('workerid', 'alone')}"
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Ends sessions that outlive the tests: the server may not have missed a killed process yet."""
    yield
    with django_db_blocker.unblock(), connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
