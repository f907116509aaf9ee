"""Django on the embedded server: no effect before a query, and no request lost to a restart."""

import copy
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections
from psycopg_pool import ConnectionPool

from config.management.commands import postgres as command
from config.postgres import pool
from config.postgres.base import DatabaseWrapper
from config.postgres.server import Server
from tests.config.embedded import (
    PROJECT,
    kill,
    temporary_folder,
    temporary_server,
    wait_until,
    workers,
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with temporary_server() as server:
        yield server


def is_gone(server: Server) -> bool:
    """Killed with all that worked for it: a backend outlives its postmaster for a moment."""
    return not server.answers() and not workers(server)


class Site:
    """A site of several threads on one server, each with a connection of its own."""

    def __init__(self, pool_options: dict[str, int] | bool) -> None:
        changes = {"NAME": "laufbahn", "PASSWORD": "", "CONN_HEALTH_CHECKS": True}
        settings = copy.deepcopy(connections["default"].settings_dict) | changes
        settings |= {"ENGINE": "config.postgres", "OPTIONS": {"pool": pool_options}}
        connections.settings["embedded"] = settings

    def connection(self) -> DatabaseWrapper:
        return connections["embedded"]

    def request(self, together: threading.Barrier | None = None) -> str:
        """The name of the database that answers."""
        connection = self.connection()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_database()")
                if together:
                    together.wait()
                return cursor.fetchone()[0]
        finally:
            connection.close()

    def requests(self, number: int, *, together: threading.Barrier | None = None) -> list[str]:
        answers = []
        threads = [
            threading.Thread(target=lambda: answers.append(self.request(together)))
            for _ in range(number)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def leave_idle(self, number: int) -> None:
        """Open at least so many connections at once and return them to the pool."""
        self.requests(number, together=threading.Barrier(number))
        # A pool that is asked faster than it connects opens one more.
        assert self.connection().pool.get_stats()["pool_available"] >= number


@pytest.fixture
def on_server(server, settings, django_db_blocker) -> Iterator[None]:
    settings.EMBEDDED_POSTGRES_DIR = server.place.directory
    with django_db_blocker.unblock():
        yield
    if opened := DatabaseWrapper._connection_pools.pop("embedded", None):
        opened.close()
    del connections["embedded"]
    del connections.settings["embedded"]
    DatabaseWrapper.known_databases.clear()


@pytest.fixture
def site(on_server) -> Site:
    return Site({"min_size": 1, "max_size": 8, "timeout": 30})  # seconds, for slow machines


def test_the_first_query_brings_up_server_and_database(site, server):
    assert site.request() == "laufbahn"
    assert server.answers()


def test_a_pool_may_be_asked_for_without_options(on_server):
    assert Site(True).request() == "laufbahn"


def test_the_first_request_after_a_kill_is_answered(site, server):
    site.leave_idle(6)
    kill(server.pid())
    wait_until(lambda: is_gone(server))

    assert site.request() == "laufbahn"


def test_the_first_request_after_a_restart_is_answered(site, server):
    site.leave_idle(6)
    server.stop()
    server.ensure_running()

    assert site.request() == "laufbahn"


def test_a_request_is_answered_while_the_killed_server_still_seems_to_live(
    site, server, monkeypatch
):
    site.leave_idle(6)
    kill(server.pid())
    wait_until(lambda: is_gone(server))
    monkeypatch.setattr(Server, "is_held", lambda self: True)

    assert site.request() == "laufbahn"


def test_requests_of_many_threads_right_after_a_kill_are_answered(site, server):
    site.leave_idle(6)
    kill(server.pid())
    wait_until(lambda: is_gone(server))

    assert site.requests(16) == ["laufbahn"] * 16


def test_without_a_pool_a_killed_server_is_replaced_too(on_server, server):
    site = Site(False)
    site.request()
    kill(server.pid())

    assert site.request() == "laufbahn"


def test_a_server_that_cannot_start_is_named_in_the_error_of_the_first_request(
    site, settings, tmp_path
):
    (tmp_path / "file").touch()
    settings.EMBEDDED_POSTGRES_DIR = tmp_path / "file" / "postgres"

    with pytest.raises(OperationalError, match=r"PostgreSQL can't be started in .*DATABASE_URL"):
        site.request()


def test_a_later_request_too_is_told_why_the_server_does_not_come_back(site, server):
    site.leave_idle(2)
    server.stop()
    settings_file = server.place.data / "postgresql.conf"
    before = settings_file.read_text()
    settings_file.write_text(f"{before}\nwork_mem = 'a lot'\n")

    try:
        with pytest.raises(OperationalError, match="stopped at its start"):
            site.request()
    finally:
        settings_file.write_text(before)


@pytest.mark.parametrize("idle", [1, 8])
def test_a_pool_on_any_server_replaces_all_dead_connections_at_once(server, idle):
    server.ensure_running()
    # The pool's own check would need 0 + 1 + 2 + 4 + 8 + 16 seconds to come to the last of eight.
    options = {"min_size": idle, "max_size": 8, "timeout": 20, "check": pool.check}
    with ConnectionPool(server.conninfo("postgres"), open=True, **options) as connections:
        connections.wait()
        server.stop()
        server.ensure_running()

        with connections.connection() as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_healthy_pool_keeps_its_connections(server):
    server.ensure_running()
    with ConnectionPool(
        server.conninfo("postgres"), min_size=2, open=True, check=pool.check
    ) as connections:
        connections.wait()
        with connections.connection() as connection:
            before = connection.info.backend_pid
        with ExitStack() as stack:
            both = [stack.enter_context(connections.connection()) for _ in range(2)]

            assert before in {connection.info.backend_pid for connection in both}


def manage(*arguments: str, data_dir: object) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env=kept | {"DATA_DIR": str(data_dir)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_check_touches_no_database():
    with temporary_folder() as folder:
        result = manage("check", data_dir=folder / "data")

        assert result.returncode == 0, result.stderr
        assert not (folder / "data").exists()


def test_the_shell_of_the_database_is_the_one_that_came_with_the_server(server):
    query = "SELECT current_database()"

    result = manage("dbshell", "--", "-Atc", query, data_dir=server.place.directory.parent)

    assert (result.stdout, result.stderr) == ("laufbahn\n", "")


def run_command(verb: str) -> str:
    out = StringIO()
    call_command("postgres", verb, stdout=out)
    return out.getvalue()


def test_the_command_starts_describes_and_stops_the_server(site, server, monkeypatch):
    monkeypatch.setattr(command, "connections", {"default": site.connection()})
    server.stop()

    with pytest.raises(SystemExit) as exit_before:
        run_command("status")
    started = run_command("start")
    pid = server.pid()

    assert exit_before.value.code == 3
    assert f"runs as process {pid}.\n" in started
    assert str(server.place.data) in started
    assert run_command("status") == started
    assert run_command("url").strip() == server.url("laufbahn")
    assert run_command("stop") == "Stopped.\n"
    assert run_command("stop") == "It was not running.\n"


def test_the_command_tells_in_a_sentence_what_went_wrong(site, server, monkeypatch):
    monkeypatch.setattr(command, "connections", {"default": site.connection()})
    server.ensure_running()
    recorded = server.place.pid_file.read_text()
    server.place.pid_file.write_text("")

    with pytest.raises(CommandError, match=r"has lost .*postmaster\.pid"):
        run_command("stop")

    server.place.pid_file.write_text(recorded)


def test_the_command_leaves_a_named_server_alone(monkeypatch):
    monkeypatch.setattr(command, "connections", {"default": object()})

    with pytest.raises(CommandError, match="DATABASE_URL names a server"):
        run_command("stop")
