"""Links of our own site are asked of the site; others in the background, and never inwards."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from urllib.parse import SplitResult, urlsplit

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import translation

from articles.linking import fetching
from articles.linking.external import BROKEN_AFTER, check_due, keep_list, read_external_faults
from articles.linking.fetching import Response, Unreachable, check_address
from articles.linking.internal import is_elsewhere, read_internal_faults
from articles.models import Article, Block, ExternalLink, Version
from articles.publishing.publications import publish, withdraw
from articles.writing.saving import save_version

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def public(host: str, port: int) -> list[str]:
    return ["93.184.215.14"]


class Web:
    """Answers from a table of addresses; remembers who was asked."""

    def __init__(self, **answers: Response) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str]] = []

    def __call__(self, method: str, url: SplitResult, number: str, seconds: float) -> Response:
        self.asked.append((method, url.geturl()))
        name = (url.hostname or "").partition(".")[0]
        return self.answers.get(f"{name}_{method.lower()}", self.answers.get(name, Response(200)))


def problem(address: str, web: Web | None = None, resolve: fetching.Resolve = public) -> str:
    try:
        check_address(address, resolve=resolve, asked=web or Web())
    except Unreachable as error:
        return error.problem
    return ""


# --- fetching


def test_a_page_that_answers_is_fine_and_is_asked_by_head_alone() -> None:
    web = Web()

    assert problem("https://a.example/x?y=1", web) == ""
    assert web.asked == [("HEAD", "https://a.example/x?y=1")]


def test_who_refuses_head_is_asked_by_get() -> None:
    assert problem("https://a.example/", Web(a_head=Response(405), a_get=Response(200))) == ""
    assert problem("https://a.example/", Web(a_head=Response(404), a_get=Response(404))) == "404"


@pytest.mark.parametrize("status", [401, 403, 429, 503])
def test_a_site_that_shuts_out_programs_is_there_for_readers(status: int) -> None:
    assert problem("https://a.example/", Web(a=Response(status))) == ""


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "10.0.0.8", "192.168.1.1", "172.16.3.4", "169.254.169.254", "0.0.0.1"),
        *("::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::a9fe:a9fe"),
        *("2002:7f00:1::", "224.0.0.1", "100.64.0.1", "::"),
    ],
)
def test_nothing_within_a_private_network_is_asked(number: str) -> None:
    web = Web()

    assert problem("http://inner.example/", web, lambda host, port: [number]) == "private"
    assert problem("http://both.example/", web, lambda host, port: ["8.8.8.8", number]) == "private"
    assert web.asked == []


def test_a_redirect_is_held_to_the_same_rules() -> None:
    def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "inner.example" else public(host, port)

    web = Web(a=Response(302, "http://inner.example/secret"), b=Response(301, "file:///etc/passwd"))

    assert problem("https://a.example/", web, resolve) == "private"
    assert problem("https://b.example/", web, resolve) == "address"
    assert problem("https://c.example/", Web(c=Response(302, "/")), resolve) == "redirects"


@pytest.mark.parametrize(
    "address",
    [
        *("ftp://a.example/", "file:///etc/passwd", "gopher://a.example/", "https:///nohost"),
        *("http://user:word@a.example/", "http://a.example:22/", "http://a.example:x/", "http://["),
    ],
)
def test_other_schemes_ports_and_passwords_are_no_addresses(address: str) -> None:
    assert problem(address) == "address"


def test_a_name_that_there_is_not_and_a_call_that_fails_are_told_apart() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror

    def slow(method: str, url: SplitResult, number: str, seconds: float) -> Response:
        raise TimeoutError

    def torn(method: str, url: SplitResult, number: str, seconds: float) -> Response:
        raise ConnectionResetError

    assert problem("https://a.example/", resolve=unknown) == "host"
    with pytest.raises(Unreachable, match="timeout"):
        check_address("https://a.example/", resolve=public, asked=slow)
    with pytest.raises(Unreachable, match="connection"):
        check_address("https://a.example/", resolve=public, asked=torn)


@contextmanager
def server(answer: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """One call on loopback, for the part that speaks to sockets."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            caller, _address = listening.accept()
            with caller:
                heard.append(caller.recv(65_536))
                caller.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1], heard
        thread.join()


def test_the_call_goes_to_the_number_that_was_checked_and_names_the_host() -> None:
    with server(b"HTTP/1.1 302 Found\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n") as (
        port,
        heard,
    ):
        url = urlsplit(f"http://a.example:{port}/ä b?q=ü")

        response = fetching.ask("HEAD", url, "127.0.0.1", 5)

    assert response == Response(302, "/new")
    assert heard[0].startswith(b"HEAD /%C3%A4%20b?q=%C3%BC HTTP/1.1\r\nHost: a.example:")


# --- our own addresses


def written(slug: str, html: str, *, by: User) -> Version:
    article = Article.objects.create(
        kind="guide", language="de", heading=slug, slug=slug, owner=by, author="Ada"
    )
    Block.objects.create(parent=article, kind="prose", data={"html": html})
    return save_version(article, by=by, at=NOON)


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada")


def codes(*addresses: str) -> dict[str, str]:
    return {address: fault.code for address, fault in read_internal_faults(addresses).items()}


@pytest.mark.django_db
def test_pages_of_our_site_are_known_by_asking_for_them() -> None:
    assert codes("/de/quellen/", "/de/gehalt/", "#gehalt", "mailto:a@b.example") == {}
    assert codes("/de/nirgendwo/", "/de/gehalt/niemand/") == {
        "/de/nirgendwo/": "link-nowhere",
        "/de/gehalt/niemand/": "link-nowhere",
    }


@pytest.mark.django_db
def test_our_own_address_in_full_is_ours_and_another_isnt(settings: object) -> None:
    settings.SITE_URL = "https://laufbahn.example"

    assert codes("https://laufbahn.example/de/nirgendwo/")
    assert is_elsewhere("https://other.example/de/")
    assert not is_elsewhere("https://laufbahn.example/de/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//evil.example/", "quellen/", "data:text/html,x", "http://["],
)
def test_what_no_reader_can_follow_blocks(address: str) -> None:
    assert codes(address) == {address: "link-not-safe"}


# --- addresses elsewhere


@pytest.mark.django_db
def test_the_list_follows_what_is_live_or_will_be(ada: User) -> None:
    links = '<p><a href="https://a.example/x#part">A</a> <a href="/de/">wir</a></p>'
    live, coming, draft = (written(slug, links, by=ada) for slug in ("eins", "zwei", "drei"))
    other = '<p><a href="https://b.example/">B</a></p>'
    coming.article.blocks.update(data={"html": other})
    coming = save_version(coming.article, by=ada, at=NOON)
    draft.article.blocks.update(data={"html": '<p><a href="https://c.example/">C</a></p>'})
    publish(live, by=ada, at=NOON)
    publish(coming, by=ada, at=NOON, live_from=NOON + HOUR)

    assert keep_list(NOON) == 2
    assert set(ExternalLink.objects.values_list("url", flat=True)) == {
        "https://a.example/x",
        "https://b.example/",
    }

    withdraw(live.article, at=NOON + HOUR)
    assert keep_list(NOON + 2 * HOUR) == 1


@pytest.mark.django_db
def test_a_link_is_broken_from_its_second_failure_and_asked_again_ever_more_rarely(
    ada: User,
) -> None:
    version = written("eins", '<p><a href="https://a.example/#x">A</a></p>', by=ada)
    publish(version, by=ada, at=NOON)
    calls: list[datetime] = []

    def look(at: datetime, *, fails: bool) -> None:
        def check(address: str) -> None:
            calls.append(at)
            if fails:
                raise Unreachable("404")

        check_due(at, check=check)

    look(NOON, fails=True)
    assert read_external_faults(["https://a.example/#x"], "en") == {}
    look(NOON + HOUR / 2, fails=True)  # not due
    look(NOON + HOUR, fails=True)
    fault = read_external_faults(["https://a.example/#x"], "en")["https://a.example/#x"]
    look(NOON + 2 * HOUR, fails=False)  # not due: two hours after the second failure
    look(NOON + 3 * HOUR, fails=False)
    look(NOON + 4 * HOUR, fails=False)  # good for a week

    assert BROKEN_AFTER == 2
    assert calls == [NOON, NOON + HOUR, NOON + 3 * HOUR]
    assert (fault.code, fault.detail) == ("link-broken", "There is no such page (404).")
    row = ExternalLink.objects.get()
    assert (row.failures, row.problem, row.answered_at) == (0, "", NOON + 3 * HOUR)


@pytest.mark.django_db
def test_the_command_says_what_it_found(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(address: str) -> None:
        raise Unreachable("410")

    monkeypatch.setattr("articles.linking.external.check_address", gone)
    version = written("eins", '<p><a href="https://a.example/">A</a></p>', by=ada)
    publish(version, by=ada, at=NOON)
    outputs = []
    for _round in range(2):
        out = StringIO()
        with translation.override("de"):
            call_command("check_links", all=True, stdout=out)
        outputs.append(out.getvalue())

    assert "1 address linked, 1 asked, 1 without an answer" in outputs[0]
    assert "a.example" not in outputs[0]
    assert "https://a.example/: The page was removed (410)." in outputs[1]
