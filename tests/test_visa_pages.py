"""Pages of residence titles: the law of their day, and a check that keeps nothing."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from tests.visa.shipped import shipped

pytestmark = pytest.mark.django_db

BLUE_CARD = {"de": "/de/visum/blaue-karte-eu/", "en": "/en/visa/eu-blue-card/"}
MET = {
    "degree": "yes",
    "degree-on": "2015-05-05",
    "offer": "six-months",
    "job-fits": "yes",
    "occupation": "2512",
    "refusal-grounds": "no",
}


@pytest.fixture(scope="module", autouse=True)
def law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The law that ships, once for all pages: nothing here writes."""
    with django_db_blocker.unblock(), shipped():
        yield


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return re.sub(r"\s+", " ", response.content.decode()).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2025-12-31", "43.759,80 €"),
        ("2026-01-01", "45.934,20 €"),
        ("2023-11-17", "45.552 €"),
        ("2023-11-18", "39.682,80 €"),
        ("2027-01-01", "noch nicht veröffentlicht (bis 31. Dezember 2026: 45.934,20 €)"),
    ],
)
def test_a_page_shows_the_figure_of_its_day(client: Client, day: str, shown: str) -> None:
    page = text_of(client, f"{BLUE_CARD['de']}?as_of={day}")

    facts = page.partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert shown in facts


@pytest.mark.parametrize("path", [*BLUE_CARD.values(), "/de/visum/", "/en/visa/"])
def test_pages_keep_their_structure(client: Client, path: str) -> None:
    page = text_of(client, path)

    assert page.count("<h1") == 1
    assert "[[" not in page
    assert "None" not in page


def test_figures_of_law_are_written_as_the_language_writes_them(client: Client) -> None:
    assert "€45,934.20" in text_of(client, BLUE_CARD["en"])
    assert "45.934,20 €" in text_of(client, BLUE_CARD["de"])


def test_two_thirds_are_written_as_a_fraction(client: Client) -> None:
    assert "2/3 × 82.800 €" in text_of(client, BLUE_CARD["de"])


def test_documents_of_an_origin_come_when_they_are_asked_for(client: Client) -> None:
    everywhere = text_of(client, BLUE_CARD["en"])
    india = text_of(client, f"{BLUE_CARD['en']}?origin=IN")

    assert "(India)" not in everywhere
    assert "(India)" in india
    assert '<meta name="robots" content="noindex">' in india


def test_an_occupation_says_what_hangs_on_its_class(client: Client) -> None:
    page = text_of(client, f"{BLUE_CARD['en']}machine-learning-engineer/")

    assert "ISCO-08 2512" in page
    assert "ISCO-08 212" in page
    assert "the class is not in the group that this route names" in page


@pytest.mark.parametrize(
    "path",
    [
        "/de/visum/gibt-es-nicht/",
        "/en/visa/blaue-karte-eu/",
        "/de/visum/blaue-karte-eu/gibt-es-nicht/",
        "/de/visum/blaue-karte-eu/gibt-es-nicht/check/",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


# The check


def check(client: Client, answers: dict[str, str], language: str = "en") -> str:
    response = client.post(f"{BLUE_CARD[language]}check/", answers)
    assert response.headers["Cache-Control"] == "no-store"
    return re.sub(r"\s+", " ", response.content.decode()).replace("\xa0", " ")


def test_a_salary_one_cent_short_needs_one_cent(client: Client) -> None:
    page = check(client, MET | {"salary": "45,934.19", "on": "2026-11-23"})

    assert "With these answers no route is open." in page
    assert "€45,934.20 instead of €45,934.19, so €0.01 more" in page


def test_a_salary_at_the_threshold_is_enough(client: Client) -> None:
    page = check(client, MET | {"salary": "45.934,20", "on": "2026-11-23"}, "de")

    assert "Alle Bedingungen von „Engpassberuf“ sind erfüllt." in page


def test_pay_is_read_as_the_language_writes_it(client: Client) -> None:
    assert "so €" in check(client, MET | {"salary": "3,000", "salary.per": "month"})
    german = check(client, MET | {"salary": "3.827,85", "salary.per": "month"}, "de")
    assert "Alle Bedingungen von „Engpassberuf“ sind erfüllt." in german


def test_the_day_of_application_chooses_the_law(client: Client) -> None:
    former = check(client, MET | {"salary": "43759.80", "on": "2025-12-31"})
    later = check(client, MET | {"salary": "43759.80", "on": "2026-01-01"})
    unpublished = check(client, MET | {"salary": "99999", "on": "2027-01-01"})

    assert "Every condition of “Shortage occupation” is met." in former
    assert "no route is open" in later
    assert "not yet published" in unpublished.lower()


def test_only_what_can_still_turn_it_is_asked(client: Client) -> None:
    empty = client.get(f"{BLUE_CARD['en']}check/").content.decode()
    page = check(client, {"salary": "20000"})

    assert 'name="degree-on"' in empty
    assert 'name="degree-on"' not in page
    assert "questions no longer matter" in page


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"salary": "fifty"}, "is not a number"),
        ({"salary": "-3"}, "100 million"),
        ({"degree-on": "2026-02-31"}, "There is no such day"),
        ({"occupation": "25x"}, "one to four digits"),
        ({"degree": "perhaps"}, "yes or no"),
        ({"salary": "9" * 5000}, "too long"),
        ({"occupation": "\x00"}, "one to four digits"),
        ({"on": "yesterday"}, "Please give the day as a date"),
    ],
)
def test_what_cannot_be_read_has_its_sentence_beside_the_field(
    client: Client, answers: dict[str, str], sentence: str
) -> None:
    response = client.post(f"{BLUE_CARD['en']}check/", answers)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_all_titles_are_compared_for_one_person(client: Client) -> None:
    """Aged 47 with 48,000 € and a degree, in group 25: the Blue Card is open, § 18b is not."""
    answers = MET | {
        "salary": "48000",
        "born": "1979-01-01",
        "pension": "no",
        "held-before": "no",
        "qualified-job": "yes",
        "training": "no",
        "on": "2026-11-23",
    }
    response = client.post("/en/visa/compare/", answers)
    page = re.sub(r"\s+", " ", response.content.decode()).replace("\xa0", " ")
    found = re.findall(r'<section class="verdict verdict-(\w+)".*?<h2[^>]*>(.*?)</h2>', page)
    of_title = {name: outcome for outcome, name in found}

    assert response.status_code == 200
    assert page.count('class="verdict ') == 7
    assert of_title["EU Blue Card"] == "met"
    assert of_title["Residence permit for skilled workers"] == "not_met"
    assert "§ 18 Abs. 2 Nr. 5 AufenthG" in page


@pytest.mark.parametrize(
    ("on", "born", "degree_on"),
    [
        ("2100-12-31", "1900-02-28", "2100-12-31"),
        ("2000-01-01", "2099-01-01", "1900-01-01"),
        ("2026-11-23", "1904-02-29", "2024-02-29"),
    ],
)
def test_no_date_is_too_odd_for_an_answer(
    client: Client, on: str, born: str, degree_on: str
) -> None:
    answers = {"born": born, "degree-on": degree_on, "salary": "1", "on": on}

    assert client.post("/en/visa/compare/", answers).status_code == 200


def test_a_check_leaves_no_answer_in_an_address(client: Client) -> None:
    page = check(client, MET | {"salary": "45934.20"})

    assert not re.search(r'(href|action)="[^"]*45934', page)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/de/visum/", 10),
        ("/de/visum/blaue-karte-eu/", 12),
        ("/de/visum/blaue-karte-eu/machine-learning-engineer/", 12),
        ("/de/visum/blaue-karte-eu/check/", 10),
        ("/de/visum/vergleich/", 10),
    ],
)
def test_pages_take_few_queries(client: Client, path: str, most: int) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200

    assert len(queries) <= most, [query["sql"][:90] for query in queries]


# The same as JSON


def test_the_api_reads_figures_of_a_day(client: Client) -> None:
    path = "/api/v1/visa/parameters/de.blue-card.salary.shortage"

    now = client.get(f"{path}?as_of=2026-06-01").json()
    ahead = client.get(f"{path}?as_of=2027-01-01").json()

    assert now["value"]["amount"] == "45934.20"
    assert now["value"]["formula"] == "45.3% × €101,400"
    assert ahead["state"] == "unpublished"
    assert ahead["value"] is None
    assert ahead["last"]["amount"] == "45934.20"


def test_the_api_checks_a_case_and_says_why(client: Client) -> None:
    sent = {key: value for key, value in MET.items() if key not in ("offer",)}
    answer = client.post(
        "/api/v1/visa/titles/de.blue-card/check?as_of=2026-11-23",
        {"answers": sent | {"offer": MET["offer"], "salary": "45934.19"}},
        content_type="application/json",
    )

    assert answer.status_code == 200
    found = answer.json()
    assert found["outcome"] == "not_met"
    assert found["changes"][0]["steps"][0]["en"].endswith("so €0.01 more.")
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_example_of_the_description_is_an_answer_that_can_be_sent(client: Client) -> None:
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]

    examples = schemas["CaseIn"]["properties"]["answers"]["examples"]
    assert examples
    for answers in examples:
        answer = client.post(
            "/api/v1/visa/check", {"answers": answers}, content_type="application/json"
        )
        assert answer.status_code == 200


def test_numbers_may_be_sent_as_numbers_and_keep_their_cents(client: Client) -> None:
    body = '{"answers": {"salary": 45934.19, "occupation": 2512}}'
    answer = client.post("/api/v1/visa/check", body, content_type="application/json")

    assert answer.status_code == 200
    assert "€45,934.19 misses €45,934.20 by €0.01." in answer.json()[0]["routes"][1]["result"][
        "children"
    ][4]["sentence"]["en"].replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/api/v1/visa/titles/none/check", {"answers": {}}, 404, "unknown_key"),
        ("/api/v1/visa/check", {"answers": {"salary": "fifty"}}, 422, "unreadable_answer"),
        ("/api/v1/visa/check", {"answers": {"shoe": 44}}, 422, "unreadable_answer"),
        ("/api/v1/visa/check", {"answers": []}, 422, "invalid_parameter"),
        ("/api/v1/visa/check?as_of=yesterday", {"answers": {}}, 422, "unreadable_day"),
    ],
)
def test_the_api_says_what_is_wrong(
    client: Client, path: str, body: dict[str, object], status: int, code: str
) -> None:
    response = client.post(path, body, content_type="application/json")

    assert response.status_code == status
    assert response.json()["error"]["code"] == code


@pytest.mark.parametrize("name", ["titles", "parameters", "facts", "groups"])
def test_the_api_lists_what_there_is(client: Client, name: str) -> None:
    response = client.get(f"/api/v1/visa/{name}?limit=3")

    assert response.status_code == 200
    assert response.json()["count"] >= 1
