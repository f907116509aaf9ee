"""Guides as JSON say what their pages say, on the same day, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from articles.publishing.publications import withdraw
from tests.written import WRITTEN, go_live, live_guide, rewrite, write

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

ALL, ONE = "/api/v1/guides", "/api/v1/guides/en/what-it-is-like"
DAY = timedelta(days=1)


def test_a_guide_says_what_its_page_says(client: Client):
    live_guide(
        ("prose", {"html": "<h2>Work</h2><p onclick='x'>Typed: **React** [[visa.no.such]]</p>"}),
        ("takeaways", {"heading": "", "items": ["Not [[salary.typical]]"]}),
        lead="A lead.",
    )

    answer = client.get(ONE).json()

    assert answer["url"] == f"{settings.SITE_URL}/en/career/what-it-is-like/"
    assert (answer["title"], answer["lead"]) == ("What it is like", "A lead.")
    assert (answer["author"], answer["reviewer"]) == ("Ada Example", "Bea Example")
    assert [one["text"] for one in answer["sections"]] == ["Work", "In short"]
    html, items = answer["blocks"][0]["data"]["html"], answer["blocks"][1]["data"]["items"]
    assert "<strong>React</strong>" in html
    assert "onclick" not in html
    assert items == ["Not not yet published"]
    assert "[[" not in html


def test_the_day_chooses_what_was_live(client: Client):
    article = live_guide(("prose", {"html": "<p>One</p>"}))
    go_live(rewrite(article, ("prose", {"html": "<p>Two</p>"})), at=WRITTEN + 2 * DAY, note="Two")

    then, now = client.get(f"{ONE}?as_of=2026-01-06").json(), client.get(ONE).json()

    assert then["blocks"][0]["data"]["html"] == "<p>One</p>"
    assert now["blocks"][0]["data"]["html"] == "<p>Two</p>"
    assert (then["changes"], now["changes"][0]["note"]) == ([], "Two")
    assert client.get(f"{ONE}?as_of=2026-01-01").status_code == 404


def test_the_list_has_what_is_live_by_slug_and_in_parts(client: Client):
    for slug in ("b", "a", "c"):
        live_guide(("prose", {"html": "<p>x</p>"}), slug=slug)
    write(("prose", {"html": "<p>x</p>"}), slug="draft")
    go_live(
        write(("prose", {"html": "<p>x</p>"}), slug="later"),
        live_from=datetime(2999, 1, 1, tzinfo=UTC),
    )

    whole = client.get(ALL).json()
    part = client.get(f"{ALL}?limit=1&offset=1").json()

    assert [one["slug"] for one in whole["items"]] == ["a", "b", "c"]
    assert whole["count"] == 3
    assert [one["slug"] for one in part["items"]] == ["b"]
    assert client.get(f"{ALL}?language=de").json()["items"] == []


def test_an_answer_that_did_not_change_is_not_sent_again(client: Client):
    live_guide(("prose", {"html": "<p>x</p>"}))

    tag = client.get(ONE).headers["ETag"]

    assert client.get(ONE, headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/guides/en/nothing", 404),
        ("/api/v1/guides/en/nothing%00", 404),
        ("/api/v1/guides/fr/what-it-is-like", 422),
        (f"{ONE}?as_of=soon", 422),
        (f"{ALL}?limit=0", 422),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(client: Client, path: str, status: int):
    response = client.get(path)

    assert response.status_code == status
    assert response.json()["error"]["message"].endswith(".")


def test_a_withdrawn_guide_is_unknown(client: Client):
    withdraw(live_guide(("prose", {"html": "<p>x</p>"})), at=WRITTEN + DAY)

    assert client.get(ONE).status_code == 404
    assert client.get(f"{ONE}?as_of=2026-01-05").status_code == 200
