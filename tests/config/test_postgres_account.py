"""As root the server runs under an unprivileged account, in folders which that account reaches."""

import os
import pwd
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.postgres import place, programs
from config.postgres.account import ServerError, account_for, can
from tests.config.embedded import ask, finish, python, temporary_folder, temporary_server

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root to act as other accounts")


@pytest.fixture
def elsewhere(monkeypatch) -> Iterator[Path]:
    """In place of /var/lib/laufbahn."""
    with temporary_folder() as folder:
        monkeypatch.setattr(place, "ELSEWHERE", folder / "laufbahn")
        yield folder / "laufbahn"


def permissions(path: Path) -> list[tuple[str, int, int, int]]:
    stats = [(folder, folder.stat()) for folder in [path, *path.parents]]
    return [(str(folder), stat.st_mode, stat.st_uid, stat.st_gid) for folder, stat in stats]


def owner_of_process(pid: int | None) -> str:
    return pwd.getpwuid(Path(f"/proc/{pid}").stat().st_uid).pw_name


@as_root
def test_as_root_the_server_is_not_root():
    with temporary_server() as server:
        server.ensure_running()

        assert owner_of_process(server.pid()) in {"postgres", "nobody"}


@as_root
def test_beneath_a_closed_folder_the_data_goes_elsewhere_and_nothing_is_opened(elsewhere):
    with temporary_server(mode=0o700) as server:
        parent = server.place.directory.parent
        before = permissions(parent)

        server.ensure_running()

        assert permissions(parent) == before
        assert server.place.data.is_relative_to(elsewhere)
        assert (server.place.directory / "location").resolve() == server.place.home
        assert ask(server, "SHOW data_directory") == [(str(server.place.data),)]


@as_root
def test_data_elsewhere_is_found_again(elsewhere):
    with temporary_server(mode=0o700) as server:
        server.ensure_running()
        ask(server, "CREATE TABLE pay AS SELECT 48000 AS amount")
        server.stop()

        server.ensure_running()

        assert ask(server, "SELECT amount FROM pay") == [(48000,)]


@as_root
def test_an_open_folder_keeps_its_data_and_its_parents_their_permissions():
    with temporary_server(subfolder="a/b/postgres") as server:
        before = permissions(server.place.directory.parents[2])

        server.ensure_running()

        assert server.place.data == server.place.directory / "data"
        assert permissions(server.place.directory.parents[2]) == before


@as_root
def test_programs_in_a_closed_folder_are_copied_and_left_as_they_are(monkeypatch):
    with temporary_folder(mode=0o700) as packages, temporary_server() as server:
        for part in programs.NEEDED:
            shutil.copytree(programs.installed().parents[2] / part, packages / part)
        monkeypatch.setattr(programs, "installed", lambda: packages / programs.BIN)
        before = permissions(packages / programs.BIN / "postgres")

        server.ensure_running()

        running = Path(f"/proc/{server.pid()}/exe").readlink()
        assert running.is_relative_to(server.place.home)
        assert permissions(packages / programs.BIN / "postgres") == before
        ask(server, "CREATE EXTENSION pg_trgm")  # its library is within reach too


@as_root
def test_the_copy_of_an_older_version_makes_room(monkeypatch):
    with temporary_folder(mode=0o700) as packages, temporary_server() as server:
        for part in programs.NEEDED:
            shutil.copytree(programs.installed().parents[2] / part, packages / part)
        monkeypatch.setattr(programs, "installed", lambda: packages / programs.BIN)
        former = server.place.directory / "programs-1.0"
        former.mkdir(parents=True)

        server.ensure_running()

        assert not former.exists()


@as_root
def test_root_starts_the_server_under_the_account_that_owns_the_data():
    with temporary_server() as server:
        server.ensure_running()
        server.stop()
        nobody = pwd.getpwnam("nobody")
        for path in [server.place.data, *server.place.data.rglob("*")]:
            os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)

        server.ensure_running()

        assert owner_of_process(server.pid()) == "nobody"


@as_root
def test_data_that_root_owns_is_refused_in_words():
    with temporary_server() as server:
        server.place.data.mkdir(parents=True)

        with pytest.raises(ServerError, match="belongs to root"):
            server.ensure_running()


@as_root
def test_an_ordinary_account_starts_and_stops_its_own_server():
    nobody = account_for(Path("/nonexistent"))
    if not can(["/bin/sh", "-c", 'cd "$0"', programs.installed()], nobody):
        pytest.skip("the programs lie in a folder that only root can enter")
    with temporary_folder() as folder:
        os.chown(folder, nobody.uid, nobody.gid)
        code = f"""
os.setgroups([]); os.setgid({nobody.gid}); os.setuid({nobody.uid})
server.ensure_running()
server.ensure_database("laufbahn")
print(os.geteuid(), server.place.data.stat().st_uid, server.stop())
"""

        printed = finish(python(code, folder / "postgres"))

        assert printed == f"{nobody.uid} {nobody.uid} True"


@as_root
def test_an_ordinary_account_is_told_whose_data_it_is():
    nobody = account_for(Path("/nonexistent"))
    with temporary_server() as server:
        server.ensure_running()
        os.chown(server.place.data, 4_242_424, -1)
        code = f"""
from config.postgres.account import ServerError
os.setgroups([]); os.setgid({nobody.gid}); os.setuid({nobody.uid})
try:
    server.ensure_running()
except ServerError as error:
    print(error)
"""

        printed = finish(python(code, server.place.directory))

        os.chown(server.place.data, nobody.uid, -1)
        assert "belongs to user 4242424" in printed
        assert "DATABASE_URL" in printed


def test_a_machine_without_an_unprivileged_account_is_told_so(monkeypatch, tmp_path):
    def unknown(name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("pwd.getpwnam", unknown)

    with pytest.raises(ServerError, match="refuses to run as root"):
        account_for(tmp_path / "data")
