"""Kept pages: who gets one, when it ends, and what happens while the database is down."""

import gzip
import threading
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from benchmarks.models import Country
from config.pages import generations as generations_module
from config.pages.application import FinishedPages
from config.pages.bodies import Body
from config.pages.generations import Generations
from config.pages.keys import page_key, raw_key
from config.pages.store import Disk, Memory
from tests.factories import make_country

LONG = b"<p>A page</p>" * 100


def environ(path: str = "/de/", query: str = "", **more: str) -> dict[str, str]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "localhost",
        **more,
    }


def key(path: str = "/de/", query: str = "", **more: str) -> str | None:
    return page_key(
        environ(path, query, **more), is_ours=lambda host: host == "localhost", only_https=False
    )


class Fixed:
    """Generations whose token a test sets."""

    def __init__(self) -> None:
        self.token = "one"
        self.is_known = True

    def now(self) -> str:
        return self.token

    look = now

    def watch(self) -> None:
        pass


class Inner:
    """The application within: counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.status = "200 OK"
        self.headers = [("Content-Type", "text/html; charset=utf-8")]
        self.content = LONG
        self.meanwhile = lambda: None

    def __call__(self, environ: dict[str, str], start_response: object) -> Iterable[bytes]:
        self.asked += 1
        self.meanwhile()
        start_response(self.status, list(self.headers))  # type: ignore[operator]
        return [self.content]


class Site:
    def __init__(self, disk: Disk | None = None) -> None:
        self.inner = Inner()
        self.generations = Fixed()
        self.pages = FinishedPages(
            self.inner,
            generations=self.generations,  # type: ignore[arg-type]
            memory=Memory(10**6),
            disk=disk,
            is_ours=lambda host: host == "localhost",
            only_https=False,
        )

    def get(self, path: str = "/de/", query: str = "", **more: str) -> tuple[str, dict, bytes]:
        started: list[object] = []
        content = b"".join(
            self.pages(environ(path, query, **more), lambda *given: started.extend(given))
        )
        return str(started[0]), dict(started[1]), content  # type: ignore[call-overload]


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.mark.parametrize(
    "more",
    [
        {"HTTP_COOKIE": "sessionid=1"},
        {"HTTP_AUTHORIZATION": "Bearer 1"},
        {"REQUEST_METHOD": "POST"},
    ],
)
def test_whoever_may_see_more_than_a_visitor_gets_no_kept_page(site: Site, more: dict[str, str]):
    site.get()
    site.get(**more)

    assert site.inner.asked == 2
    assert raw_key(environ(**more)) is None


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/admin/", ""),
        ("/api/v1/figures", ""),
        ("/de/suche/", "q=x"),
        ("/de/", "utm=1"),
        ("/de/", "as_of=" + "9" * 400),
    ],
)
def test_what_is_no_page_or_asks_for_more_is_answered_afresh(path: str, query: str):
    assert key(path, query) is None


def test_a_foreign_host_is_answered_by_django():
    assert key(HTTP_HOST="evil.example") is None


def test_plain_http_behind_tls_is_answered_by_django():
    asked = environ()
    assert page_key(asked, is_ours=lambda _host: True, only_https=True) is None


def test_parts_of_a_query_in_another_order_are_the_same_page():
    assert key(query="origin=IN&as_of=2026-01-01") == key(query="as_of=2026-01-01&origin=IN")


def test_groups_of_a_comparison_keep_their_order():
    assert key(query="g=a&g=b") != key(query="g=b&g=a")


def test_a_page_is_made_once_and_sent_plain_or_compressed(site: Site):
    _status, headers, plain = site.get()
    _status, headers_zipped, zipped = site.get(HTTP_ACCEPT_ENCODING="br, gzip")

    assert site.inner.asked == 1
    assert gzip.decompress(zipped) == plain == LONG
    assert headers["ETag"] != headers_zipped["ETag"]
    assert headers_zipped["Content-Length"] == str(len(zipped))


def test_an_image_is_kept_and_never_compressed_again(site: Site):
    site.inner.headers = [("Content-Type", "image/png")]

    site.get("/de/bild.png")
    _status, headers, content = site.get("/de/bild.png", HTTP_ACCEPT_ENCODING="gzip")

    assert site.inner.asked == 1
    assert headers["ETag"]
    assert "Content-Encoding" not in headers
    assert content == LONG


def test_a_browser_that_has_the_page_is_told_so(site: Site):
    _status, headers, _content = site.get()

    status, again, content = site.get(HTTP_IF_NONE_MATCH=headers["ETag"])

    assert status == "304 Not Modified"
    assert content == b""
    assert again["ETag"] == headers["ETag"]


def test_head_gets_the_headers_alone(site: Site):
    _status, headers, content = site.get(REQUEST_METHOD="HEAD")

    assert content == b""
    assert headers["Content-Length"] == str(len(LONG))


def test_a_change_makes_the_page_anew(site: Site):
    site.get()
    site.generations.token = "two"
    site.inner.content = b"another"

    assert site.get()[2] == b"another"


def test_a_page_made_while_something_changed_is_sent_and_not_kept(site: Site):
    def change() -> None:
        site.generations.token += "+"

    site.inner.meanwhile = change
    site.get()
    site.inner.meanwhile = lambda: None
    site.get()
    site.get()

    assert site.inner.asked == 2


@pytest.mark.parametrize(
    "header",
    [("Set-Cookie", "a=1"), ("Cache-Control", "no-store"), ("Cache-Control", "private")],
)
def test_what_is_meant_for_one_person_is_not_kept(site: Site, header: tuple[str, str]):
    site.inner.headers.append(header)
    site.get()
    site.get()

    assert site.inner.asked == 2


@pytest.mark.parametrize("status", ["404 Not Found", "302 Found", "500 Internal Server Error"])
def test_only_found_pages_are_kept(site: Site, status: str):
    site.inner.status = status
    site.get()

    assert site.get()[0] == status
    assert site.inner.asked == 2


def test_while_the_database_is_down_the_last_page_stands(site: Site):
    site.get()
    site.generations.token = "two"
    site.generations.is_known = False
    site.inner.status = "500 Internal Server Error"

    assert site.get()[::2] == ("200 OK", LONG)


def test_a_page_that_fails_to_be_made_anew_is_sent_as_it_was(site: Site):
    site.get()
    site.generations.token = "two"
    site.inner.status = "503 Service Unavailable"

    assert site.get()[::2] == ("200 OK", LONG)


def test_one_process_finds_what_another_made(tmp_path: Path):
    one, other = Site(Disk(tmp_path, 10**6)), Site(Disk(tmp_path, 10**6))

    first = one.get()
    second = other.get()

    assert second == first
    assert other.inner.asked == 0


def test_a_broken_file_is_as_if_there_were_none(tmp_path: Path):
    site = Site(Disk(tmp_path, 10**6))
    for file in (tmp_path / name for name in ("a", "b")):
        file.write_bytes(b"[")
    site.get()
    for file in tmp_path.iterdir():
        file.write_bytes(b"\x00{}\n")

    assert Site(Disk(tmp_path, 10**6)).get()[2] == LONG


def test_many_who_ask_at_once_wait_for_one(site: Site):
    gate = threading.Event()
    site.inner.meanwhile = lambda: gate.wait(10)
    threads = [threading.Thread(target=site.get) for _ in range(8)]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join()

    assert site.inner.asked == 1


def test_memory_stays_within_its_bytes_and_keeps_what_is_asked_for():
    memory = Memory(5_000)
    for number in range(100):
        body = Body.of("one", [], b"x" * 400)
        memory.put(number, body)
        wanted = memory.get(0)
        assert wanted is not None
        wanted.was_used = True

    kept = [number for number in range(100) if memory.get(number)]
    assert len(kept) * 400 <= 5_000
    assert 99 in kept


def test_disk_stays_within_its_bytes(tmp_path: Path):
    disk = Disk(tmp_path, 20_000)
    for number in range(200):
        disk.put(str(number), Body.of("one", [], b"x" * 400))

    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 20_000
    assert disk.get("199") is not None


# --- what the database says


@pytest.mark.django_db(transaction=True)
def test_a_committed_write_changes_the_token_and_a_rolled_back_one_does_not():
    looked = Generations(())
    before = looked.look()

    with transaction.atomic():
        make_country()
        transaction.set_rollback(True)
    unchanged = looked.look()
    make_country()

    assert unchanged == before
    assert looked.look() != before


@pytest.mark.django_db(transaction=True)
def test_raw_sql_counts_too():
    make_country()
    looked = Generations(())
    before = looked.look()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE benchmarks_country SET name_en = 'Elsewhere'")

    assert looked.look() != before


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_began_first_and_commits_last_is_noticed():
    looked = Generations(())
    began, may_commit = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with transaction.atomic():
            make_country()
            began.set()
            may_commit.wait(10)
        connection.close()

    thread = threading.Thread(target=slow_writer)
    thread.start()
    began.wait(10)
    make_country(code="AT", name_de="Österreich", name_en="Austria")
    between = looked.look()
    may_commit.set()
    thread.join()

    assert looked.look() != between
    assert Country.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_token_ends_at_the_next_publication(monkeypatch: pytest.MonkeyPatch):
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    clock = {"now": noon}
    monkeypatch.setattr(timezone, "now", lambda: clock["now"])
    monkeypatch.setattr(generations_module.time, "monotonic", lambda: clock["now"].timestamp())
    friday = noon + timedelta(hours=1)
    looked = Generations((lambda after: friday if after < friday else None,))
    before = looked.now() or looked.look()

    clock["now"] = friday - timedelta(seconds=1)
    still = looked.now()
    clock["now"] = friday

    assert still == before
    assert looked.now() != before


@pytest.mark.django_db(transaction=True)
def test_the_token_ends_at_midnight_in_berlin(monkeypatch: pytest.MonkeyPatch):
    clock = {"now": datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)}
    monkeypatch.setattr(timezone, "now", lambda: clock["now"])
    monkeypatch.setattr(generations_module.time, "monotonic", lambda: clock["now"].timestamp())
    looked = Generations(())
    before = looked.look()

    clock["now"] = datetime(2026, 12, 31, 23, 0, 0, tzinfo=UTC)

    assert looked.now() != before


@pytest.mark.django_db(transaction=True)
def test_a_silent_database_leaves_the_token(monkeypatch: pytest.MonkeyPatch):
    looked = Generations(())
    before = looked.look()

    def down(_begun: float) -> None:
        raise DatabaseError("down")

    monkeypatch.setattr(looked, "_look_up", down)

    assert looked.look() == before
    assert not looked.is_known


UNSHOWN = {
    *("benchmarks_occupationalias", "benchmarks_countryalias", "benchmarks_hubalias"),
    *("benchmarks_importbatch", "benchmarks_importevent", "benchmarks_job"),
    *("benchmarks_unlistedword", "benchmarks_salarysample", "benchmarks_comparedrows"),
    *("benchmarks_quarantinedecision", "benchmarks_setasiderow"),
    *("articles_block", "articles_version", "articles_comment"),
    *("articles_previewlink", "articles_presence", "articles_offerclicks"),
    *("articles_searchentry", "articles_searchstate"),
}
"""Tables that no kept page reads: samples and imports, drafts, what editors say among themselves,
and the index of the search, which is asked afresh each time."""


@pytest.mark.django_db
def test_every_table_that_pages_read_is_watched():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'config_note_change'"
        )
        watched = {table for (table,) in cursor.fetchall()}
    tables = {
        model._meta.db_table
        for app in ("articles", "benchmarks", "visa")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not model._meta.proxy
    }

    assert watched == tables - UNSHOWN
