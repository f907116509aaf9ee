"""The JSON of benchmarks: the figures of the pages, for programs of others."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from benchmarks.models import Seniority
from tests.factories import (
    make_contrast,
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_projection,
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
    make_estimate(release, occupation, germany, typical=Decimal("80231.17"))
    make_projection(release, occupation, germany)
    make_contrast(release, occupation, germany)
    make_suppressed_estimate(release, occupation, germany, year=2023)
    make_estimate(release, occupation, germany, seniority=Seniority.SENIOR, grade="D")
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
        "is_projection": False,
        "grade": "B",
        "typical": "80000",
        "typical_low": "76000",
        "typical_high": "84000",
        "half_width": 6,
        "p10": "52000",
        "p25": "66000",
        "p75": "95000",
        "p90": "120000",
        "range_is_measured": True,
        "rounded_to": "1000",
        "n": 40,
        "median": "82000",
        "recent_n": 90,
        "effective_n": 90,
        "source_count": 3,
        "observed_from": "2022-01-01",
        "observed_to": "2024-09-15",
        "kinds": ["survey"],
    }


@pytest.mark.usefixtures("market")
def test_what_is_not_described_is_null_and_never_left_out(client: Client) -> None:
    body = get(client, "/machine-learning-engineer/DE")

    years = {one["year"]: one["pay"] for one in body["by_year"]}
    levels = {one["seniority"]: one["pay"] for one in body["by_seniority"]}
    assert years[2023] is None
    assert years[2024]["n"] == 40
    assert levels["entry"] is None
    assert (levels["senior"]["typical"], levels["senior"]["p10"]) == (None, "50000")


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
        ("/a/b?as_of=2025-W09-6", "unreadable_day", "as_of"),
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
    assert post.json()["error"]["code"] == "method_not_allowed"
    assert post.headers["Allow"] == "GET, HEAD"


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("path", ["/machine-learning-engineer/DE", "/nobody/DE", "/countries"])
def test_pages_of_other_sites_may_read_it_without_a_cookie(client: Client, path: str) -> None:
    response = client.get(f"{ROOT}{path}")

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies


def test_the_description_names_every_address_and_the_shape_of_errors(client: Client) -> None:
    schema = client.get("/api/v1/openapi.json").json()

    assert {path for path in schema["paths"] if path.startswith(f"{ROOT}/")} == {
        f"{ROOT}/occupations",
        f"{ROOT}/countries",
        f"{ROOT}/releases",
        f"{ROOT}/estimates",
        f"{ROOT}/contrasts",
        f"{ROOT}/{{occupation}}/{{country}}/position",
        f"{ROOT}/{{occupation}}/{{country}}",
        f"{ROOT}/{{occupation}}/{{country}}/{{hub}}",
    }
    responses = schema["paths"][f"{ROOT}/{{occupation}}/{{country}}"]["get"]["responses"]
    assert set(responses) == {"200", "404", "422"}
    amount = schema["components"]["schemas"]["PayOut"]["properties"]["typical_low"]
    assert amount["type"] == "string"


@pytest.mark.usefixtures("market")
def test_estimates_are_listed_with_what_is_withheld_and_why(client: Client) -> None:
    body = get(client, "/estimates")

    assert body["count"] == len(body["items"]) == 5
    (silent,) = (one for one in body["items"] if one["pay"] is None)
    assert (silent["year"], silent["withheld"]) == (2023, "few_samples")
    (ahead,) = (one for one in body["items"] if one["pay"] and one["pay"]["is_projection"])
    assert (ahead["year"], ahead["pay"]["n"], ahead["pay"]["median"]) == (2025, None, None)


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("occupation=machine-learning-engineer&country=germany", 5),
        ("country=AT", 0),
        ("hub=de-berlin", 1),
        ("country=DE&hub=berlin", 1),
        ("seniority=senior", 1),
        ("year=2024", 3),
        ("year=2024&seniority=senior", 1),
        ("release=7", 5),
    ],
)
def test_estimates_are_narrowed(client: Client, query: str, count: int) -> None:
    assert get(client, f"/estimates?{query}")["count"] == count


@pytest.mark.usefixtures("market")
def test_estimates_come_in_pages_that_do_not_overlap(client: Client) -> None:
    pages = [get(client, f"/estimates?limit=2&offset={offset}")["items"] for offset in (0, 2, 4, 6)]

    whole = [item for page in pages for item in page]
    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert whole == get(client, "/estimates")["items"]


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ("limit=201", 422, "limit"),
        ("limit=0", 422, "limit"),
        ("offset=-1", 422, "offset"),
        ("offset=99999999999999999999", 422, "offset"),
        ("year=two", 422, "year"),
        ("seniority=chief", 422, "seniority"),
        ("occupation=nobody", 404, "occupation"),
        ("country=AT&hub=berlin", 404, "hub"),
        ("release=8", 404, "release"),
        ("as_of=2025-02-28", 404, None),
    ],
)
def test_a_filter_that_cannot_be_used_is_named(
    client: Client, query: str, status: int, field: str | None
) -> None:
    response = client.get(f"{ROOT}/estimates?{query}")

    assert (response.status_code, response.json()["error"]["field"]) == (status, field)


@pytest.mark.usefixtures("market")
def test_a_draft_can_not_be_asked_for(client: Client) -> None:
    make_release(number=8)

    asked = client.get(f"{ROOT}/estimates?release=8&as_of=2025-03-02")
    assert asked.status_code == 404
    assert asked.json()["error"]["message"] == (
        "No release 8 had been published by 2\N{NO-BREAK SPACE}March 2025."
    )
    assert [one["number"] for one in get(client, "/releases")["items"]] == [7]


@pytest.mark.usefixtures("market")
def test_contrasts_are_per_cents_with_their_interval(client: Client) -> None:
    (one,) = get(client, "/contrasts")["items"]

    assert (one["seniority"], one["against"], one["hub"]) == ("senior", "mid", None)
    assert one["step"] == {"percent": "25", "low": "15", "high": "40", "is_clear": True}


def ask(client: Client, body: object, place: str = "DE") -> Any:  # JSON has any shape
    path = f"{ROOT}/machine-learning-engineer/{place}/position"
    return client.post(path, body, content_type="application/json")


@pytest.mark.usefixtures("market")
def test_an_offer_is_placed_and_forgotten(client: Client) -> None:
    response = ask(client, {"amount": "80000"})
    body = response.json()

    # 80,000 is the typical pay, which may be 76,000 to 84,000: a band around one half.
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert body["standing"] == "within"
    assert body["share_low"] < 50 < body["share_high"]
    assert (body["level"], body["is_broader"]) == ({"hub": None, "seniority": None}, False)


@pytest.mark.usefixtures("market")
def test_an_offer_to_a_group_without_a_range_is_placed_in_the_next_broader_one(
    client: Client,
) -> None:
    body = ask(client, {"amount": "80000", "seniority": "entry", "hub": "berlin"}).json()

    assert (body["level"]["seniority"], body["is_broader"]) == (None, True)


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    "body",
    [
        {"amount": "fifty"},
        {"amount": "-3"},
        {"amount": "100000000000000000000"},
        {"amount": "NaN"},
        {"amount": "Infinity"},
        {"amount": ""},
        {"amount": None},
        {"amount": "80.000,50"},
        {"amount": "5"},
        {},
    ],
)
def test_an_amount_that_is_none_gets_one_sentence(client: Client, body: object) -> None:
    response = ask(client, body)

    assert response.status_code == 422
    assert response.json()["error"]["field"] == "amount"
    assert response.json()["error"]["message"].endswith(".")


@pytest.mark.usefixtures("market")
def test_a_place_without_a_range_says_so(client: Client) -> None:
    response = ask(client, {"amount": "80000"}, "AT")

    assert (response.status_code, response.json()["error"]["code"]) == (404, "no_range")


@pytest.mark.usefixtures("market")
def test_a_position_can_only_be_posted(client: Client) -> None:
    response = client.get(f"{ROOT}/machine-learning-engineer/DE/position")

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
