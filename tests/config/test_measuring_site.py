"""The measurement of a large site: what it invents is a site, and what it prints was measured."""

import pytest
from django.test import Client
from django.utils import timezone

from articles.search import make_index, search
from benchmarks.models import Estimate, Hub, Occupation, Release
from benchmarks.moments import Moment
from benchmarks.queries import read_index
from config.measuring.site import searches, sitemaps
from config.measuring.synthetic import make_synthetic_site
from tests.factories import make_country, make_hub, make_occupation, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]


@pytest.fixture
def reference() -> None:
    make_source()
    make_occupation(name_de="Dateningenieur", name_en="Data Engineer")
    germany = make_country()
    make_hub(germany, name_de="München", name_en="Munich")
    make_country(code="AT", name_de="Österreich", name_en="Austria")


@pytest.mark.usefixtures("reference")
def test_an_invented_site_has_as_many_markets_as_were_asked_for() -> None:
    make_synthetic_site(7, now=timezone.now())

    release = Release.objects.in_effect(Moment.now())
    assert release is not None
    told = Estimate.objects.filter(release=release, seniority="", year=2025)
    assert told.count() == 7
    assert told.filter(hub=Hub.objects.get()).count() == 2
    assert Occupation.objects.count() == 3  # one, and two in a field of work
    assert len(read_index(release=release)) == 5


@pytest.mark.usefixtures("reference")
def test_its_pages_are_there_and_are_found() -> None:
    make_synthetic_site(3, now=timezone.now())
    make_index(Moment.now())

    found = search("Muenchen", language="de", moment=Moment.now())

    assert [hit.path for hit in found.hits] == ["/de/gehalt/dateningenieur/deutschland/muenchen/"]
    assert Client().get(found.hits[0].path).status_code == 200


@pytest.mark.usefixtures("reference")
def test_sitemaps_and_searches_are_measured_each() -> None:
    make_synthetic_site(3, now=timezone.now())
    make_index(Moment.now())

    index, *parts = sitemaps()
    found = {(one.language, one.kind): one for one in searches()}

    assert index.urls == len(parts)
    markets = next(part for part in parts if part.path == "/sitemap-markets.xml")
    assert markets.urls >= 6  # in two languages each, beside the lists above them
    assert found["de", "none"].found == 0
