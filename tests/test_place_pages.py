"""Places: which countries and cities have figures, and what each country's occupations pay."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
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
from tests.html_reader import read_html
from tests.visa.rows import make_condition, make_route, make_rule, make_title

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

LIVE = datetime(2025, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def world() -> None:
    """Two occupations in Germany, one of them in Munich; too few people in Austria and in Ulm."""
    release = make_release(source=make_source())
    engineer = make_occupation(name_de="KI-Entwickler:in", name_en="AI Engineer")
    analyst = make_occupation(name_de="Analyst:in", name_en="Analyst")
    germany = make_country()
    munich = make_hub(germany, name_de="München", name_en="Munich")
    make_estimate(release, engineer, germany)
    former = {"typical": 70_000, "typical_low": 68_000, "typical_high": 72_000, "year": 2023}
    make_estimate(release, engineer, germany, **former)
    make_estimate(release, engineer, germany, seniority="senior")
    make_projection(release, engineer, germany)
    make_estimate(release, analyst, germany, year=2022)
    make_estimate(release, engineer, germany, hub=munich, grade="D", n=None, median=None)
    make_suppressed_estimate(release, analyst, germany, hub=make_hub(germany, name_en="Ulm"))
    austria = make_country(code="AT", name_de="Österreich", name_en="Austria")
    make_suppressed_estimate(release, engineer, austria)
    publish(release, at=LIVE)


@pytest.mark.usefixtures("world")
def test_places_are_counted_by_occupations_with_a_figure(client: Client) -> None:
    german = read_html(client.get("/de/orte/").content)
    english = read_html(client.get("/en/places/").content)

    assert "Deutschland 2 Berufe München 1" in german.text
    assert "Germany 2 occupations Munich 1" in english.text
    for page in (german, english):
        assert "Ulm" not in page.text
        assert "Austria" not in page.text
        assert "Österreich" not in page.text
    assert {"/de/orte/deutschland/", "/de/orte/deutschland/#de-munich"} <= set(german.links)


@pytest.mark.usefixtures("world")
def test_a_country_lists_its_occupations_with_their_newest_pay(client: Client) -> None:
    page = read_html(client.get("/en/places/germany/").content)
    table = page.text.split("Cities Typical pay")[0]

    assert "AI Engineer 2024 €80,000 €76,000–84,000" in table
    assert "Analyst 2022 €80,000" in table
    assert table.index("AI Engineer 2024") < table.index("Analyst 2022")
    assert "€70,000" not in page.text
    assert "/en/salary/ai-engineer/germany/" in page.links


@pytest.mark.usefixtures("world")
def test_cities_show_a_range_where_nothing_finer_is_known(client: Client) -> None:
    page = read_html(client.get("/de/orte/deutschland/").content)
    cities = page.text.split("Typisches Gehalt, wo die Stadt")[1]

    assert "München KI-Entwickler:in 75.000–85.000\N{NO-BREAK SPACE}€" in cities
    assert "Ulm" not in page.text
    assert "de-munich" in page.ids
    assert "/de/gehalt/ki-entwickler/deutschland/muenchen/" in page.links


@pytest.mark.usefixtures("world")
def test_a_country_without_a_figure_says_so_and_is_not_indexed(client: Client) -> None:
    page = read_html(client.get("/en/places/austria/").content)

    assert "No occupation has a figure here." in page.text
    assert page.robots == "noindex"
    assert client.get("/en/places/nowhere/").status_code == 404


@pytest.mark.usefixtures("world")
def test_a_country_leads_to_the_titles_that_are_law_there(client: Client) -> None:
    rule = make_rule(make_route(make_title(name_en="Card")))
    make_title("de.later", name_en="Later", position=2)
    before = read_html(client.get("/en/places/germany/").content)
    make_condition(rule)
    rule.known_from = LIVE
    rule.save()

    page = read_html(client.get("/en/places/germany/").content)

    assert "/en/visa/de-card/" not in before.links
    assert "/en/visa/de-card/" in page.links
    assert "Later" not in page.text


@pytest.mark.usefixtures("world")
def test_before_the_release_there_is_nothing(client: Client) -> None:
    page = read_html(client.get("/en/places/germany/?as_of=2025-02-28").content)
    index = read_html(client.get("/en/places/?as_of=2025-02-28").content)

    assert "AI Engineer" not in page.text
    assert "There are no figures yet." in index.text


@pytest.mark.usefixtures("world")
def test_countries_with_figures_are_in_the_sitemap(client: Client) -> None:
    listed = client.get("/sitemap-markets.xml").text

    assert "/de/orte/deutschland/</loc>" in listed
    assert "/en/places/germany/</loc>" in listed
    assert "austria" not in listed


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize(("path", "allowed"), [("/de/orte/", 5), ("/de/orte/deutschland/", 5)])
def test_places_take_few_queries(client: Client, path: str, allowed: int, count: int) -> None:
    release, germany = make_release(), make_country()
    for number in range(count):
        occupation = make_occupation(name_en=f"Job {number}")
        make_estimate(release, occupation, germany)
        hub = make_hub(germany, name_en=f"City {number}")
        make_estimate(release, occupation, germany, hub=hub)
        country = make_country(code=f"A{chr(ord('A') + number)}", name_en=f"Land {number}")
        make_estimate(release, occupation, country)
    publish(release)

    with CaptureQueriesContext(connection) as queries:  # with those for what is kept from then on
        response = client.get(path)

    assert response.status_code == 200
    assert len(queries) == allowed
