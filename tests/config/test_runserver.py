"""Tests of config/management/commands/runserver.py: the development server keeps a worker."""

from io import StringIO

import pytest
from django.core.management import call_command, get_commands
from django.core.management.commands.runserver import Command as Runserver

from config.management.commands import runserver


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is started, in order; a server that binds its port and ends at once."""
    found: list[str] = []
    monkeypatch.setattr(
        Runserver, "inner_run", lambda command, *args, **options: command.on_bind(8000)
    )
    monkeypatch.setattr(Runserver, "on_bind", lambda command, port: found.append("server"))
    monkeypatch.setattr(runserver, "keep_worker_running", lambda: found.append("worker"))
    return found


def test_ours_is_the_development_server_of_the_project() -> None:
    assert get_commands()["runserver"] == "config"


def test_the_development_server_runs_a_worker_once_it_has_its_port(started: list[str]) -> None:
    call_command("runserver", "--noreload", stdout=StringIO())

    assert started == ["server", "worker"]


def test_the_development_server_can_do_without_a_worker(started: list[str]) -> None:
    call_command("runserver", "--noreload", "--no-worker", stdout=StringIO())

    assert started == ["server"]
