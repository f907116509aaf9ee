"""What load balancers and crawlers ask for, and errors in the shape their reader understands."""

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]


def test_a_living_process_says_so_without_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "cursor", _refuse)

    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


def test_a_process_with_its_database_is_ready(client: Client) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ready\n")
    assert "no-store" in response.headers["Cache-Control"]


def test_a_process_without_its_database_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "cursor", _refuse)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.content == b"the database does not answer\n"


def test_a_process_whose_code_knows_more_migrations_than_the_database_is_not_ready(
    client: Client,
) -> None:
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.content == b"waits for sessions.0001_initial\n"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_load_balancer_behind_the_tls_is_answered_and_not_sent_to_it(
    settings: Settings, path: str
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    client = Client()

    assert client.get(path).status_code == 200
    assert client.get("/de/").status_code == 301


def test_crawlers_are_kept_from_the_admin_alone(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.startswith("User-agent: *\nDisallow: /admin/\n")
    assert response.text.endswith(f"Sitemap: {settings.SITE_URL}/sitemap.xml\n")


def test_a_fault_of_ours_is_json_below_the_api(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.api.lists.Release", None)
    client = Client(raise_request_exception=False)

    response = client.get("/api/v1/benchmarks/occupations", headers={"accept-language": "de"})

    assert response.status_code == 500
    assert response.json() == {
        "error": {
            "code": "server_error",
            "message": "Auf unserer Seite ist etwas schiefgegangen.",
            "field": None,
        }
    }


def test_a_host_that_is_not_ours_gets_an_error_of_its_own_shape() -> None:
    page = Client().get("/de/", headers={"host": "elsewhere.example"})
    data = Client().get("/api/v1/benchmarks/countries", headers={"host": "elsewhere.example"})

    assert page.status_code == data.status_code == 400
    assert b"<h1>" in page.content
    assert data.json()["error"]["code"] == "bad_request"


def _refuse(*args: object, **kwargs: object) -> None:
    raise OperationalError("the server is gone")
