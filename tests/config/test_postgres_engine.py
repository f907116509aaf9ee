"""Django on the embedded server: no effect before a query, and no request lost to a restart."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from psycopg_pool import ConnectionPool

from config.postgres import pool
from config.postgres.server import Server
from tests.config.embedded import PROJECT, temporary_folder, temporary_server

# A site of several threads, that is, of several pooled connections which are idle between requests.
SITE = """
import json, os, sys, threading, time
import django; django.setup()
from django.db import connection
connection.settings_dict["OPTIONS"]["pool"]["timeout"] = 30  # for slow machines

def request(together=None):
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            if together:
                together.wait()
            return cursor.fetchone() == (1,)
    except Exception as error:
        return str(error)
    finally:
        connection.close()

def fill_pool(connections=6):
    together = threading.Barrier(connections)
    threads = [threading.Thread(target=request, args=[together]) for _ in range(connections)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return connection.pool.get_stats()["pool_available"]

def kill():
    os.kill(connection.server.pid(), 9)
    while connection.server.answers():
        time.sleep(0.01)

def restart():
    connection.server.stop()
    connection.server.ensure_running()
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with temporary_server() as server:
        yield server


def in_django(server: Server, code: str, **environment: str) -> object:
    """The value printed as JSON by code that runs in the project, on the server."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{SITE}\n{code}"],
        cwd=PROJECT,
        env=kept
        | {
            "DATA_DIR": str(server.place.directory.parent),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def manage(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env=kept | {"DATA_DIR": str(folder)} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_first_query_brings_up_server_and_database(server):
    code = """
first = request()
with connection.cursor() as cursor:
    cursor.execute("SELECT current_database()")
    print(json.dumps([first, cursor.fetchone()[0]]))
"""

    assert in_django(server, code) == [True, "laufbahn"]


def test_the_first_request_after_a_kill_is_answered(server):
    code = "idle = fill_pool(); kill(); print(json.dumps([idle, request(), request()]))"

    assert in_django(server, code) == [6, True, True]


def test_the_first_request_after_a_restart_is_answered(server):
    code = "idle = fill_pool(); restart(); print(json.dumps([idle, request(), request()]))"

    assert in_django(server, code) == [6, True, True]


def test_requests_of_many_threads_right_after_a_kill_are_answered(server):
    code = """
fill_pool(); kill()
answers = []
threads = [threading.Thread(target=lambda: answers.append(request())) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(json.dumps(answers))
"""

    assert in_django(server, code) == [True] * 16


def test_without_a_pool_a_killed_server_is_replaced_too(server):
    code = """
connection.settings_dict["OPTIONS"].pop("pool")
request(); kill(); print(json.dumps([connection.pool, request()]))
"""

    assert in_django(server, code) == [None, True]


def test_a_server_that_cannot_start_is_named_in_the_error_of_the_first_request(tmp_path):
    (tmp_path / "file").touch()
    code = "print(json.dumps(request()))"
    with temporary_server() as server:
        server.place.directory.parent.mkdir(exist_ok=True)

        error = in_django(server, code, DATA_DIR=str(tmp_path / "file"))

    assert "PostgreSQL can't be started" in str(error)
    assert "DATABASE_URL" in str(error)


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


def test_check_touches_no_database():
    with temporary_folder() as folder:
        result = manage(folder / "data", "check")

        assert result.returncode == 0, result.stderr
        assert not (folder / "data").exists()


def test_the_command_starts_describes_and_stops_the_server():
    with temporary_server() as server:
        folder = server.place.directory.parent

        before = manage(folder, "postgres", "status")
        started = manage(folder, "postgres", "start")
        status = manage(folder, "postgres", "status")
        url = manage(folder, "postgres", "url")
        pid = server.pid()
        stopped = manage(folder, "postgres", "stop")

        assert before.returncode == 3
        assert before.stdout.startswith("PostgreSQL is not running.")
        assert started.returncode == 0, started.stderr
        assert status.stdout == started.stdout
        assert f"runs as process {pid}." in status.stdout
        assert str(server.place.data) in status.stdout
        assert url.stdout.strip() == server.url("laufbahn")
        assert stopped.stdout == "Stopped.\n"
        assert not server.answers()


def test_the_command_leaves_a_named_server_alone(tmp_path):
    result = manage(tmp_path, "postgres", "stop", DATABASE_URL="postgresql://127.0.0.1:1/other")

    assert result.returncode == 1
    assert "DATABASE_URL names a server" in result.stderr


def test_the_shell_of_the_database_is_the_one_that_came_with_the_server(server):
    folder = server.place.directory.parent

    result = manage(folder, "dbshell", "--", "-Atc", "SELECT current_database()")

    assert (result.stdout, result.stderr) == ("laufbahn\n", "")
