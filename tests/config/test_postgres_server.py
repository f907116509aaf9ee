"""The embedded server comes up whatever a crash, a race or a strange folder left in its way."""

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from config.postgres import programs
from config.postgres.account import ServerError, account_for
from config.postgres.place import Place
from config.postgres.server import Server
from tests.config.embedded import ask, finish, kill, python, temporary_server, wait_until


@pytest.fixture
def server() -> Iterator[Server]:
    with temporary_server() as server:
        yield server


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    """One server for the tests that only look at it."""
    with temporary_server() as server:
        server.ensure_running()
        yield server


def test_four_processes_that_start_at_once_share_one_server(server):
    code = """
server.ensure_running()
server.ensure_database("laufbahn")
print(server.pid())
"""

    pids = [finish(process) for process in [python(code, server.place.directory) for _ in range(4)]]

    assert pids == [str(server.pid())] * 4
    assert ask(server, "SELECT current_database()", database="laufbahn") == [("laufbahn",)]


@pytest.mark.parametrize(
    "subfolder",
    [
        "mit Leerzeichen, 'Anführung', \"$HOME\" und `Ü`/postgres",
        "/".join(["ein-langer-ordnername"] * 12),
    ],
    ids=["blanks and quotes", "longer than a socket's path may be"],
)
def test_any_folder_name_will_do(subfolder):
    with temporary_server(subfolder=subfolder) as server:
        server.ensure_running()

        assert ask(server, "SHOW data_directory") == [(str(server.place.data),)]


def test_only_the_socket_is_open_and_only_to_its_account(running):
    assert ask(running, "SHOW listen_addresses") == [("",)]
    assert running.place.socket_folder.stat().st_mode & 0o777 == 0o700
    assert running.place.data.stat().st_mode & 0o777 == 0o700


def test_commits_are_durable(running):
    assert ask(running, "SHOW fsync") == [("on",)]
    assert ask(running, "SHOW synchronous_commit") == [("on",)]


def test_german_letters_are_letters(running):
    ask(running, "CREATE EXTENSION pg_trgm")

    assert ask(running, "SELECT lower('ÄÖÜ'), 'ß' ~ '\\w'") == [("äöü", True)]
    assert ask(running, "SELECT to_tsvector('german', 'Öffentliche')::text") == [("'offent':1",)]
    # Trigrams of "ärä": "  ä", " är", "ärä", "rä "; without the letter ä there would be two.
    assert ask(running, "SELECT cardinality(show_trgm('Ärä'))") == [(4,)]


def test_a_missing_database_is_made_once_and_kept(running):
    running.ensure_database('Löhne und "Gehälter"')
    ask(running, "CREATE TABLE pay ()", database='Löhne und "Gehälter"')

    running.ensure_database('Löhne und "Gehälter"')

    assert ask(running, "SELECT count(*) FROM pay", database='Löhne und "Gehälter"') == [(0,)]


def test_data_outlives_a_stop(server):
    server.ensure_running()
    ask(server, "CREATE TABLE pay AS SELECT 48000 AS amount")

    assert server.stop()
    assert not server.answers()
    assert not server.stop()
    server.ensure_running()

    assert ask(server, "SELECT amount FROM pay") == [(48000,)]


def test_a_killed_server_is_replaced_and_nothing_committed_is_lost(server):
    server.ensure_running()
    ask(server, "CREATE TABLE pay AS SELECT 48000 AS amount")
    killed = server.pid()

    kill(killed)
    server.ensure_running()

    assert server.pid() != killed
    assert ask(server, "SELECT amount FROM pay") == [(48000,)]


def test_nobody_starts_on_data_that_a_process_of_the_killed_server_still_works_on(server):
    server.ensure_running()
    backends = []

    def work_for_hours() -> None:
        with suppress(psycopg.OperationalError), psycopg.connect(server.conninfo("postgres")) as c:
            backends.append(c.info.backend_pid)
            c.execute("SELECT count(md5(n::text)) FROM generate_series(1, 9000000000) AS n")

    worker = threading.Thread(target=work_for_hours)
    worker.start()
    is_working = "SELECT 1 FROM pg_stat_activity WHERE pid = {} AND state = 'active'"
    wait_until(lambda: backends and ask(server, is_working.format(backends[0])))

    kill(server.pid())
    wait_until(lambda: not server.answers())

    assert server.is_held()
    kill(backends[0])
    worker.join()
    server.ensure_running()
    assert server.answers()


@pytest.mark.parametrize("content", ["", "12", "zwölf\n/tmp\n"])
def test_a_damaged_pid_file_is_no_hindrance(server, content):
    server.ensure_running()
    server.stop()
    server.place.pid_file.write_text(content)

    server.ensure_running()

    assert server.answers()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc for zombies")
@pytest.mark.parametrize("command", ["sleep 600", "true"], ids=["a stranger", "a zombie"])
def test_a_pid_file_that_names_another_living_process_is_no_hindrance(server, command):
    server.ensure_running()
    recorded = server.place.pid_file.read_text()
    server.stop()
    account = account_for(server.place.data)
    with subprocess.Popen(command.split(), user=account.uid) as other:
        if command == "true":
            wait_until(lambda: " Z " in Path(f"/proc/{other.pid}/stat").read_text())
        lines = [str(other.pid), *recorded.splitlines()[1:]]
        server.place.pid_file.write_text("\n".join(lines) + "\n")

        server.ensure_running()

        assert server.answers()
        assert other.returncode is None
        other.kill()


def test_a_start_killed_during_initdb_is_made_good(server):
    starter = python("server.ensure_running()", server.place.directory)
    wait_until((server.place.home / "data-unfinished" / "base").exists)

    starter.kill()
    starter.communicate()
    server.ensure_running()

    assert server.answers()
    assert not (server.place.home / "data-unfinished").exists()


def test_what_a_power_cut_left_of_initdb_is_thrown_away(server):
    unfinished = server.place.home / "data-unfinished" / "base"
    unfinished.mkdir(parents=True)

    server.ensure_running()

    assert server.answers()
    assert not unfinished.parent.exists()


def test_a_server_whose_data_was_deleted_is_not_mistaken_for_ours(server):
    server.ensure_running()
    ghost = server.pid()
    server.place.data.rename(server.place.home / "deleted")
    server.place.lock.unlink()

    server.ensure_running()

    assert server.pid() not in {ghost, None}
    assert ask(server, "SHOW data_directory") == [(str(server.place.data),)]
    kill(ghost)


def test_it_outlives_its_starter_and_keeps_no_pipe_of_it_open(server):
    starter = python("server.ensure_running(); print(os.getpid())", server.place.directory)

    group = int(finish(starter))  # returns, though the server goes on

    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGHUP)
    pid = server.pid()
    assert pid is not None
    assert os.getsid(pid) != group
    assert server.answers()


def test_a_server_that_ends_at_once_says_why_and_where_its_log_is(server):
    server.ensure_running()
    server.stop()
    with (server.place.data / "postgresql.conf").open("a") as settings:
        settings.write("work_mem = 'a lot'\n")

    with pytest.raises(ServerError, match=r"server\.log") as failure:
        server.ensure_running()

    assert "FATAL" in str(failure.value)
    assert "\n" not in str(failure.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    server = Server(Place(tmp_path / "file" / "postgres"))

    with pytest.raises(ServerError, match=r"file/postgres.* Set DATA_DIR") as failure:
        server.ensure_running()

    assert "\n" not in str(failure.value)


def test_a_machine_without_programs_is_told_about_database_url(server, monkeypatch):
    monkeypatch.setattr(programs, "find_spec", lambda name: None)

    with pytest.raises(ServerError, match="DATABASE_URL"):
        server.ensure_running()


def test_a_copied_pointer_does_not_lead_to_the_database_of_the_original(server):
    server.place.directory.mkdir()
    (server.place.directory / "location").symlink_to("/var/lib/laufbahn/0123456789abcdef")

    with pytest.raises(ServerError, match="moved or copied"):
        server.ensure_running()

    (server.place.directory / "location").unlink()
