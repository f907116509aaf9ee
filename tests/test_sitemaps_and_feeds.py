"""What search engines and feed readers are told: only what is live, with the day it changed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.publishing.publications import publish as go_live
from articles.publishing.publications import withdraw
from articles.writing.saving import save_version
from benchmarks.models import Country, Occupation
from tests.factories import make_country, make_estimate, make_occupation, make_release, publish

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),
]

SITE = "http://127.0.0.1:8000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = datetime(2025, 3, 1, 12, tzinfo=UTC)
SECOND = datetime(2025, 6, 1, 12, tzinfo=UTC)


def entries(client: Client, section: str) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(client.get(f"/sitemap-{section}.xml").content)  # noqa: S314
    return {str(url.findtext(f"{MAP}loc")): url for url in root}


def lastmod(url: ElementTree.Element) -> str:
    return str(url.findtext(f"{MAP}lastmod"))[:10]


@pytest.fixture
def markets() -> tuple[Occupation, list[Country]]:
    occupation = make_occupation()
    countries = [make_country(), make_country(code="AT", name_de="Österreich", name_en="Austria")]
    release = make_release()
    for country in countries:
        make_estimate(release=release, occupation=occupation, country=country)
    publish(release, at=FIRST)
    return occupation, countries


def guide(writer: User, language: str = "de", **overrides: object) -> Article:
    fields = {
        "kind": "guide",
        "language": language,
        "heading": "Beruf",
        "slug": f"beruf-{language}",
    }
    article = Article.objects.create(**(fields | {"owner": writer} | overrides))
    then = timezone.now() - timedelta(days=1)
    go_live(save_version(article, by=writer, at=then), by=writer, at=then)
    return article


def test_the_index_names_every_section_and_robots_name_the_index(client: Client):
    index = client.get("/sitemap.xml").text

    for section in ("pages", "markets", "titles", "guides"):
        assert f"{SITE}/sitemap-{section}.xml" in index
    assert f"Sitemap: {SITE}/sitemap.xml" in client.get("/robots.txt").text


def test_a_market_is_listed_once_a_language_and_names_both(
    client: Client, markets: tuple[Occupation, list[Country]]
):
    found = entries(client, "markets")

    url = found[f"{SITE}/de/gehalt/machine-learning-engineer/deutschland/"]
    linked = {link.get("hreflang"): link.get("href") for link in url if link.get("hreflang")}
    assert linked == {
        "de": f"{SITE}/de/gehalt/machine-learning-engineer/deutschland/",
        "en": f"{SITE}/en/salary/machine-learning-engineer/germany/",
    }
    assert f"{SITE}/en/salary/machine-learning-engineer/germany/" in found


def test_a_release_that_repeats_a_market_leaves_the_day_it_changed(
    client: Client, markets: tuple[Occupation, list[Country]]
):
    occupation, (germany, austria) = markets
    release = make_release()
    make_estimate(release=release, occupation=occupation, country=germany)
    make_estimate(release=release, occupation=occupation, country=austria, typical=Decimal(81_000))
    publish(release, at=SECOND)

    found = entries(client, "markets")

    path = f"{SITE}/en/salary/machine-learning-engineer"
    assert lastmod(found[f"{path}/germany/"]) == "2025-03-01"
    assert lastmod(found[f"{path}/austria/"]) == "2025-06-01"
    assert lastmod(found[f"{path}/"]) == "2025-06-01"


def test_every_listed_page_answers(client: Client, markets: tuple[Occupation, list[Country]]):
    guide(User.objects.create_user("ada"))

    listed = [url for section in ("pages", "markets", "guides") for url in entries(client, section)]

    assert listed
    for url in listed:
        assert client.get(url.removeprefix(SITE)).status_code == 200, url


def test_a_guide_without_translation_names_one_language(client: Client):
    guide(User.objects.create_user("ada"))

    ((path, url),) = entries(client, "guides").items()

    assert path == f"{SITE}/de/karriere/beruf-de/"
    assert [link.get("hreflang") for link in url if link.get("hreflang")] == ["de"]


def test_a_guide_and_its_translation_name_each_other(client: Client):
    ada = User.objects.create_user("ada")
    guide(ada, "en", original=guide(ada))

    found = entries(client, "guides")

    assert set(found) == {f"{SITE}/de/karriere/beruf-de/", f"{SITE}/en/career/beruf-en/"}


def test_what_was_withdrawn_is_in_no_map_and_no_feed(client: Client):
    article = guide(User.objects.create_user("ada"))
    withdraw(article, at=timezone.now())

    assert entries(client, "guides") == {}
    assert "beruf-de" not in client.get("/de/atom.xml").text


def test_the_feed_has_the_live_pages_of_its_language(client: Client):
    ada = User.objects.create_user("ada")
    article = guide(ada, heading="Ein Beruf", author="Ada L.", lead="Kurz gesagt.")
    guide(ada, "en", heading="A job")

    response = client.get("/de/atom.xml")

    assert response.headers["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Ein Beruf"
    assert entry.findtext(f"{ATOM}summary") == "Kurz gesagt."
    assert entry.findtext(f"{ATOM}id") == f"{SITE}/#article-{article.pk}"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{SITE}/de/karriere/beruf-de/"


def test_every_page_names_the_feed_of_its_language(client: Client):
    assert 'type="application/atom+xml" href="/en/atom.xml"' in client.get("/en/").text
