"""Visa guides stand where the generated page of their title stood; its rules stay in reach."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from articles.models import Article
from articles.publishing.publications import withdraw
from benchmarks.models import Occupation
from tests.html_reader import Seen, read_html
from tests.visa.shipped import shipped
from tests.written import WRITTEN, live_guide
from visa.models import ResidenceTitle

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

PATH = "/en/visa/eu-blue-card/machine-learning-engineer/"
GERMAN = "/de/visum/blaue-karte-eu/machine-learning-engineer/"


@pytest.fixture(scope="module", autouse=True)
def law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The law that ships, once for all pages."""
    with django_db_blocker.unblock(), shipped():
        yield


def live_visa_guide(occupation: str = "machine-learning-engineer", **overrides: object) -> Article:
    fields = {
        "kind": "visa",
        "slug": "blue-card",
        "heading": "The card and you",
        "title": ResidenceTitle.objects.get(key="de.blue-card"),
        "occupation": Occupation.objects.filter(code=occupation).first(),
    }
    return live_guide(("prose", {"html": "<h2>Ways</h2>"}), **(fields | overrides))


def seen(client: Client, path: str = PATH) -> Seen:
    response = client.get(path)
    assert response.status_code == 200, path
    return read_html(response.content)


def test_a_guide_takes_the_place_of_the_generated_page(client: Client):
    before = seen(client)
    live_visa_guide()

    page = seen(client)

    assert "The card and you" not in before.text
    assert "The card and you" in page.text
    assert "not legal advice" in page.text
    assert page.canonical == settings.SITE_URL + PATH
    assert {f"{PATH}check/", f"{PATH}rules/"} <= set(page.links)
    assert "Figures and when they hold" in seen(client, f"{PATH}rules/").text
    assert client.get(f"{PATH}check/").status_code == 200


def test_only_its_own_address_and_language_change(client: Client):
    live_visa_guide()

    for path in (GERMAN, "/en/visa/eu-blue-card/", "/en/visa/eu-blue-card/data-scientist/"):
        assert "The card and you" not in seen(client, path).text
    assert seen(client).alternates.keys() == {"de", "en"}


def test_a_guide_without_an_occupation_stands_at_its_title(client: Client):
    live_visa_guide(occupation="")

    assert "The card and you" in seen(client, "/en/visa/eu-blue-card/").text
    assert "The card and you" not in seen(client).text


def test_an_occupation_whose_class_is_unknown_has_the_guide_in_one_language(client: Client):
    baker = Occupation.objects.create(
        code="baker",
        family="software",
        isco08="7512",
        name_de="Bäcker",
        name_en="Baker",
        slug_de="baecker",
        slug_en="baker",
    )
    live_visa_guide(occupation=baker.code)

    page = seen(client, "/en/visa/eu-blue-card/baker/")

    assert page.alternates.keys() == {"en"}
    assert client.get("/de/visum/blaue-karte-eu/baecker/").status_code == 404
    assert "/de/visum/" in page.links


def test_a_withdrawn_guide_gives_its_place_back(client: Client):
    article = live_visa_guide()

    withdraw(article, at=WRITTEN.replace(hour=10))

    assert "The card and you" not in seen(client).text


def test_the_address_of_rules_leads_back_where_no_guide_is(client: Client):
    response = client.get(f"{PATH}rules/?as_of=2026-02-01")

    assert (response.status_code, response.headers["Location"]) == (302, f"{PATH}?as_of=2026-02-01")


def test_what_is_being_written_on_another_topic_does_not_move_it(client: Client):
    article = live_visa_guide()
    article.occupation = Occupation.objects.get(code="data-scientist")
    article.save()

    page = seen(client)

    assert page.canonical == settings.SITE_URL + PATH
    assert "The card and you" not in seen(client, "/en/visa/eu-blue-card/data-scientist/").text
