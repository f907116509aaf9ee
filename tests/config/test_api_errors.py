"""Whatever is wrong with a question to the API: one shape, one sentence, never a fault of ours."""

import pytest
from django.test import Client

from tests.factories import make_country, make_estimate, make_occupation, make_release, publish

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

ROOT = "/api/v1/benchmarks"
POSITION = f"{ROOT}/machine-learning-engineer/DE/position"


@pytest.fixture(autouse=True)
def market() -> None:
    release = make_release()
    make_estimate(release, make_occupation(), make_country())
    publish(release)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/occupations?limit=0", "limit wants a number of at least 1."),
        ("/occupations?limit=101", "limit wants a number of at most 100."),
        ("/occupations?limit=ten", "limit wants a whole number."),
        ("/releases?offset=" + "9" * 30, "offset wants a number of at most 1000000000."),
        ("/estimates?year=" + "9" * 30, "year wants a number of at most 2200."),
        (
            "/estimates?seniority=chief",
            "seniority wants one of: entry, mid, senior, lead, executive.",
        ),
    ],
)
def test_a_parameter_says_what_it_wants(client: Client, path: str, message: str) -> None:
    response = client.get(f"{ROOT}{path}")

    assert response.status_code == 422
    assert response.json()["error"]["message"] == message


def test_words_that_are_too_long_hear_how_long_they_may_be(client: Client) -> None:
    response = client.get("/api/v1/figures?q=" + "x" * 201)

    assert response.status_code == 422
    assert response.json()["error"]["message"] == "q takes at most 200 characters."


@pytest.mark.parametrize("path", ["/api/", "/api/v1", "/api/v1/", "/api/v2/benchmarks"])
def test_an_address_that_is_none_is_answered_in_json(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert response.json()["error"]["code"] == "unknown_address"


@pytest.mark.parametrize(
    "path",
    ["/estimates?hub=%00", "/contrasts?occupation=%00", "/a%00/DE", "/a/%00", "/a/DE/%00"],
)
def test_a_name_that_no_database_can_hold_is_unknown(client: Client, path: str) -> None:
    response = client.get(f"{ROOT}{path}")

    assert response.status_code == 404
    assert response.json()["error"]["code"].startswith("unknown_")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ('{"amount":', 400, "unreadable_body"),
        ("\0", 400, "unreadable_body"),
        ("[" * 100_000, 400, "unreadable_body"),
        ("1" * 10_000_000, 413, "too_much"),
        ("", 400, "unreadable_body"),
        ("[]", 422, "invalid_parameter"),
        ('{"amount": true}', 422, "invalid_parameter"),
        ('{"amount": "80000", "hub": "\\u0000"}', 404, "unknown_hub"),
        ('{"amount": "80000", "hub": "\\ud800"}', 400, "unreadable_body"),
        ('{"amount": "80000", "\\udfff": 1}', 400, "unreadable_body"),
    ],
    ids=[
        "half",
        "zero byte",
        "deep",
        "10 MB",
        "empty",
        "list",
        "wrong type",
        "zero byte inside",
        "half a character",
        "half a character as name",
    ],
)
def test_a_body_that_cannot_be_used_is_refused_in_the_one_shape(
    client: Client, body: str, status: int, code: str
) -> None:
    response = client.post(POSITION, body, content_type="application/json")

    assert response.status_code == status
    assert response.json()["error"]["code"] == code
    assert response.json()["error"]["message"].endswith(".")


def test_a_sentence_is_german_for_those_who_ask_for_it(client: Client) -> None:
    response = client.post(
        POSITION, "{", content_type="application/json", headers={"accept-language": "de"}
    )

    assert response.json()["error"]["message"] == "Der Inhalt dieser Anfrage muss JSON sein."


def test_a_page_of_another_site_may_post_an_offer(client: Client) -> None:
    response = client.options(
        POSITION,
        headers={
            "origin": "https://elsewhere.example",
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        },
    )

    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]
