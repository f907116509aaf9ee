"""The JSON of benchmarks: the figures of the pages, for programs of others."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from benchmarks.models import Seniority
from tests.factories import (
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_release,
    make_source,
    make_suppressed_estimate,
    publish,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

ROOT = "/api/v1/benchmarks"


@pytest.fixture
def market() -> None:
    """Machine learning engineers in Germany and Berlin, released at noon on 1 March 2025."""
    occupation, germany = make_occupation(), make_country()
    make_country(code="AT", name_de="Österreich", name_en="Austria")
    release = make_release(source=make_source(), number=7)
    make_estimate(release, occupation, germany, median=Decimal("80231.17"))
    make_suppressed_estimate(release, occupation, germany, year=2025)
    make_estimate(release, occupation, germany, seniority=Seniority.SENIOR, p10=None, p90=None)
    make_estimate(release, occupation, germany, hub=make_hub(germany))
    publish(release, at=datetime(2025, 3, 1, 12, tzinfo=UTC))


def get(client: Client, path: str, **headers: str) -> Any:  # JSON has any shape
    return client.get(f"{ROOT}{path}", headers=headers).json()


@pytest.mark.usefixtures("market")
def test_a_market_has_amounts_as_strings_rounded_as_on_its_page(client: Client) -> None:
    body = get(client, "/machine-learning-engineer/DE?as_of=2025-03-02")

    assert body["as_of"] == "2025-03-02"
    assert body["release"] == {"number": 7, "released_at": "2025-03-01T12:00:00Z"}
    assert (body["occupation"]["code"], body["country"]["code"]) == (
        "machine-learning-engineer",
        "DE",
    )
    assert body["hub"] is None
    assert body["latest"] == {
        "year": 2024,
        "currency": "EUR",
        "n": 40,
        "median": "80000",
        "p10": "52000",
        "p25": "66000",
        "p75": "95000",
        "p90": "120000",
        "typical_low": "76000",
        "typical_high": "84000",
        "rounded_to": "1000",
        "observed_from": "2024-01-01",
        "observed_to": "2024-09-15",
        "kinds": ["survey"],
    }


@pytest.mark.usefixtures("market")
def test_what_is_not_described_is_null_and_never_left_out(client: Client) -> None:
    body = get(client, "/machine-learning-engineer/DE")

    years = {one["year"]: one["pay"] for one in body["by_year"]}
    levels = {one["seniority"]: one["pay"] for one in body["by_seniority"]}
    assert years[2025] is None
    assert years[2024]["n"] == 40
    assert levels["entry"] is None
    assert (levels["senior"]["p25"], levels["senior"]["p10"]) == ("66000", None)


@pytest.mark.usefixtures("market")
def test_a_market_names_its_sources_and_licences(client: Client) -> None:
    (use,) = get(client, "/machine-learning-engineer/DE")["sources"]

    assert use["kinds"] == ["survey"]
    assert use["source"]["publisher"] == "Institute for Pay"
    assert use["source"]["licence"] == "CC0 1.0"


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("country", ["DE", "de", "germany"])
@pytest.mark.parametrize("hub", ["de-berlin", "berlin"])
def test_codes_and_english_slugs_name_the_same_place(
    client: Client, country: str, hub: str
) -> None:
    body = get(client, f"/machine-learning-engineer/{country}/{hub}")

    assert (body["country"]["code"], body["hub"]["code"]) == ("DE", "de-berlin")
    assert body["latest"]["year"] == 2024


@pytest.mark.usefixtures("market")
def test_a_code_wins_over_another_ones_slug(client: Client) -> None:
    make_occupation(code="data-scientist", name_en="Statistician")
    make_occupation(code="data-scientist-2", name_en="Data Scientist")

    body = get(client, "/data-scientist/DE")

    assert body["occupation"]["name_en"] == "Statistician"


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    ("path", "code", "field"),
    [
        ("/nobody/DE", "unknown_occupation", "occupation"),
        ("/machine-learning-engineer/XX", "unknown_country", "country"),
        ("/machine-learning-engineer/deutschland", "unknown_country", "country"),
        ("/machine-learning-engineer/DE/bonn", "unknown_hub", "hub"),
        ("/machine-learning-engineer/AT/berlin", "unknown_hub", "hub"),
        ("/machine-learning-engineer/DE?as_of=2025-02-28", "no_release", None),
        ("/machine-learning-engineer/DE/", "unknown_address", None),
        ("", "unknown_address", None),
    ],
)
def test_what_is_not_there_is_named(
    client: Client, path: str, code: str, field: str | None
) -> None:
    response = client.get(f"{ROOT}{path}")

    assert response.status_code == 404
    assert (response.json()["error"]["code"], response.json()["error"]["field"]) == (code, field)


@pytest.mark.parametrize(
    ("path", "code", "field"),
    [
        ("/occupations?as_of=yesterday", "unreadable_day", "as_of"),
        ("/countries?as_of=2025-02-29", "unreadable_day", "as_of"),
        ("/a/b?as_of=20250301", "unreadable_day", "as_of"),
        ("/occupations?limit=0", "invalid_parameter", "limit"),
        ("/occupations?limit=101", "invalid_parameter", "limit"),
        ("/countries?offset=-1", "invalid_parameter", "offset"),
        ("/countries?limit=ten", "invalid_parameter", "limit"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(
    client: Client, path: str, code: str, field: str
) -> None:
    response = client.get(f"{ROOT}{path}")

    assert response.status_code == 422
    assert (response.json()["error"]["code"], response.json()["error"]["field"]) == (code, field)


@pytest.mark.usefixtures("market")
def test_messages_are_sentences_in_the_callers_language(client: Client) -> None:
    german = get(client, "/nobody/DE", accept_language="de-AT,de;q=0.9")
    english = get(client, "/nobody/DE", accept_language="fr")

    assert german["error"]["message"] == (
        "Kein Beruf hat das Kürzel oder den englischen Slug „nobody“."
    )
    assert english["error"]["message"] == "No occupation has the code or English slug “nobody”."


@pytest.mark.usefixtures("market")
def test_lists_say_where_figures_are(client: Client) -> None:
    occupations, countries = get(client, "/occupations"), get(client, "/countries")

    assert occupations["count"] == 1
    assert occupations["items"][0]["countries"] == ["DE"]
    assert [(one["code"], one["occupations"]) for one in countries["items"]] == [
        ("AT", []),
        ("DE", ["machine-learning-engineer"]),
    ]
    assert [hub["code"] for hub in countries["items"][1]["hubs"]] == ["de-berlin"]


def test_lists_come_in_slices_by_code(client: Client) -> None:
    for name in ("Delta", "Alpha", "Charlie", "Bravo"):
        make_occupation(name_en=name)

    body = get(client, "/occupations?limit=2&offset=1")

    assert body["count"] == 4
    assert [one["code"] for one in body["items"]] == ["bravo", "charlie"]


def test_lists_are_there_before_the_first_release(client: Client) -> None:
    make_occupation()

    (listed,) = get(client, "/occupations")["items"]

    assert (listed["code"], listed["countries"]) == ("machine-learning-engineer", [])


@pytest.mark.usefixtures("market")
def test_an_answer_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    path = f"{ROOT}/machine-learning-engineer/DE"
    first = client.get(path)

    again = client.get(path, headers={"if-none-match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.usefixtures("market")
def test_head_has_the_headers_of_get_and_writing_is_refused(client: Client) -> None:
    path = f"{ROOT}/machine-learning-engineer/DE"

    head, post = client.head(path), client.post(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == client.get(path).headers["ETag"]
    assert post.status_code == 405
    assert post.headers["Allow"] == "GET"
    assert post.json()["error"]["code"] == "method_not_allowed"


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("path", ["/machine-learning-engineer/DE", "/nobody/DE", "/countries"])
def test_pages_of_other_sites_may_read_it_without_a_cookie(client: Client, path: str) -> None:
    response = client.get(f"{ROOT}{path}")

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies


def test_the_description_names_every_address_and_the_shape_of_errors(client: Client) -> None:
    schema = client.get("/api/v1/openapi.json").json()

    assert set(schema["paths"]) == {
        f"{ROOT}/occupations",
        f"{ROOT}/countries",
        f"{ROOT}/{{occupation}}/{{country}}",
        f"{ROOT}/{{occupation}}/{{country}}/{{hub}}",
    }
    responses = schema["paths"][f"{ROOT}/{{occupation}}/{{country}}"]["get"]["responses"]
    assert set(responses) == {"200", "404", "422"}
    amount = schema["components"]["schemas"]["PayOut"]["properties"]["median"]
    assert amount["type"] == "string"
