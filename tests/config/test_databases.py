"""Runs of pytest share a server without meeting, and leave nothing behind in the end."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.postgres.server import Server
from tests.config.embedded import PROJECT, ask, kill, temporary_server, wait_until

SETTINGS = """
from config.settings import *
INSTALLED_APPS = ["config", "django.contrib.contenttypes"]
MIGRATION_MODULES = {"config": None}  # they watch tables of apps that this sample has not
"""
SAMPLE = """
import os, time
from pathlib import Path
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

NOTES = Path(os.environ["NOTES"])

@pytest.mark.parametrize("number", range(4))
@pytest.mark.django_db
def test_each_test_finds_a_migrated_table_without_the_rows_of_others(number):
    assert not ContentType.objects.filter(app_label="sample").exists()
    ContentType.objects.create(app_label="sample", model="sample")

@pytest.mark.django_db(transaction=True)
def test_a_committed_row_is_gone_afterwards():
    ContentType.objects.create(app_label="sample", model="sample")
    (NOTES / "database").write_text(connection.settings_dict["NAME"])
    (NOTES / "engine").write_text(connection.settings_dict["ENGINE"])
    while (NOTES / "wait").exists():
        time.sleep(0.01)
"""


@dataclass(frozen=True, kw_only=True)
class Run:
    """A call of pytest on the sample above, in a process of its own."""

    process: subprocess.Popen[str]
    notes: Path

    def note(self, name: str) -> str:
        path = self.notes / name
        return path.read_text() if path.exists() else ""

    def finish(self) -> None:
        out, _ = self.process.communicate(timeout=120)
        assert self.process.returncode == 0, out
        assert "5 passed" in out


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with temporary_server() as server:
        server.ensure_running()
        yield server


@pytest.fixture
def start(server, tmp_path) -> Iterator:
    (tmp_path / "sample_settings.py").write_text(SETTINGS)
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n")
    (tmp_path / "test_sample.py").write_text(SAMPLE)
    runs = []

    def start(*options: str, waits: bool = False, **environment: str) -> Run:
        notes = tmp_path / f"run{len(runs)}"
        notes.mkdir()
        if waits:
            (notes / "wait").touch()
        plain = [
            "-m",
            "pytest",
            "-q",
            "-p",
            "tests.conftest",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:schemathesis",  # takes a second and more to import, in each of these processes
            "--ds=sample_settings",
        ]
        process = subprocess.Popen(
            [sys.executable, *plain, *options, str(tmp_path / "test_sample.py")],
            cwd=PROJECT,
            env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
            | {
                "DATA_DIR": str(server.place.directory.parent),
                "NOTES": str(notes),
                "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path]),
            }
            | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        runs.append(Run(process=process, notes=notes))
        return runs[-1]

    yield start
    for run in runs:
        run.process.kill()
        run.process.communicate()


def left_in(server: Server) -> set[str]:
    rows = ask(server, "SELECT datname FROM pg_database WHERE datname LIKE 'test%'")
    return {str(name) for (name,) in rows}


def test_two_runs_at_once_use_different_databases_and_leave_none(server, start):
    parallel, alone = start("-n2"), start()

    parallel.finish()
    alone.finish()

    assert parallel.note("database").endswith(("_gw0", "_gw1"))
    assert alone.note("database").endswith("_alone")
    assert left_in(server) == set()


def test_a_run_drops_what_a_killed_run_left_and_spares_what_a_living_run_uses(server, start):
    killed, living = start(waits=True), start(waits=True)
    wait_until(lambda: killed.note("database") and living.note("database"))
    kill(killed.process.pid)
    killed.process.wait()
    assert left_in(server) == {killed.note("database"), living.note("database")}

    start().finish()

    assert left_in(server) == {living.note("database")}
    (living.notes / "wait").unlink()
    living.finish()
    assert left_in(server) == set()


def test_a_database_kept_for_reuse_is_used_again_and_made_anew_on_demand(server, start):
    for options in (["--reuse-db"], ["--reuse-db"], ["--reuse-db", "--create-db"]):
        run = start(*options)
        run.finish()

        assert run.note("database") == "test_laufbahn"
    assert left_in(server) == {"test_laufbahn"}
    ask(server, "DROP DATABASE test_laufbahn")


def test_a_server_named_in_the_environment_is_used_by_djangos_own_engine(server, start):
    run = start("-n2", DATABASE_URL=server.url("laufbahn"))

    run.finish()

    assert run.note("engine") == "django.db.backends.postgresql"
    assert left_in(server) == set()
