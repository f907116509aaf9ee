"""The public site in a real browser: accessible, whole at every width, silent in the console."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from benchmarks.models import Seniority
from tests.browser.looking import faults_in_both_schemes, violations
from tests.factories import (
    make_assumption,
    make_contrast,
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_projection,
    make_rate,
    make_release,
    make_source,
    make_suppressed_estimate,
    publish,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

MARKET = "/de/gehalt/business-intelligence-entwickler"
GROUP = "business-intelligence-developer"
PAGES = [
    "/de/gehalt/",
    f"{MARKET}/",
    f"{MARKET}/deutschland/",
    f"{MARKET}/oesterreich/",
    f"{MARKET}/ungarn/",
    f"/en/salary/{GROUP}/germany/frankfurt-am-main/",
    f"/en/salary/{GROUP}/germany/?as_of=2025-04-01",
    f"/en/salary/{GROUP}/germany/?as_of=2020-01-01",
    f"/en/salary/compare/?g={GROUP}.DE&g={GROUP}.HU",
    f"/de/gehalt/vergleich/?g={GROUP}.DE&g={GROUP}.de-frankfurt-am-main",
    "/de/suche/?q=entwickler",
    "/de/nichts/",
    "/en/?as_of=nonsense",
]
"""What test_every_page doesn't see: long words, large amounts, few samples, none, days, answers."""


@pytest.fixture
def market(chromium: Browser) -> None:
    """A market with every table, from thirty samples and from five, and a place without."""
    source = make_source(attribution_de="Wie gewünscht genannt", attribution_en="As wanted")
    make_rate(source)
    occupation = make_occupation(
        name_de="Business-Intelligence-Entwickler:in",
        name_en="Business Intelligence Developer",
        family="data",
        summary_de="Ein Satz.",
        summary_en="A sentence.",
    )
    germany = make_country()
    hungary = make_country(code="HU", currency="HUF", name_de="Ungarn", name_en="Hungary")
    austria = make_country(code="AT", name_de="Österreich", name_en="Austria")
    hubs = [make_hub(germany, name_en=name) for name in ("Frankfurt am Main", "Ulm", "Jena")]
    release = make_release(source=source)
    few = {"grade": "D", "n": 5, "range_is_measured": False}
    advert = [{"source": "pay-survey", "kind": "advert"}]
    make_estimate(release, occupation, germany)
    make_estimate(release, occupation, germany, year=2022, provenance=advert, **few)
    names = ("p10", "p25", "typical_low", "typical", "typical_high", "p75", "p90")
    millions = zip(names, (15, 20, 22, 24, 26, 30, 40), strict=True)
    in_forints = {name: Decimal(amount * 1_000_000) for name, amount in millions}
    make_estimate(release, occupation, hungary, n=None, median=None, **in_forints)
    make_estimate(release, occupation, hungary, year=2023, n=None, median=None, **in_forints)
    make_projection(release, occupation, germany)
    make_contrast(release, occupation, germany)
    make_contrast(release, occupation, germany, hub=hubs[0])
    make_assumption(germany)
    make_suppressed_estimate(release, occupation, austria)
    make_estimate(release, occupation, germany, hub=hubs[0])
    make_estimate(release, occupation, germany, hub=hubs[1], year=2022, **few)
    make_suppressed_estimate(release, occupation, germany, hub=hubs[2])
    make_estimate(release, occupation, germany, seniority=Seniority.SENIOR)
    make_estimate(release, occupation, germany, seniority=Seniority.MID, **few)
    publish(release, at=datetime(2025, 3, 1, 12, tzinfo=UTC))


@pytest.mark.usefixtures("market")
def test_pages_are_accessible_and_fit_their_window(
    chromium: Browser, live_server: LiveServer
) -> None:
    assert faults_in_both_schemes(chromium, live_server.url, PAGES) == {}


@pytest.mark.usefixtures("market")
def test_a_visitor_finds_a_salary_by_keyboard_and_changes_the_language(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/en/")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.textContent")
    page.get_by_role("link", name="Business Intelligence Developer").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Germany").click()
    english = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Deutsch", exact=True).click()

    assert skip == "Skip to content"
    assert "Business Intelligence Developer" in english
    assert page.url.endswith("/de/gehalt/business-intelligence-entwickler/deutschland/")
    assert page.locator(".headline-figure").inner_text() == "80.000\N{NO-BREAK SPACE}€"


@pytest.mark.usefixtures("market")
def test_every_mark_of_a_chart_is_drawn_inside_it(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/de/gehalt/business-intelligence-entwickler/deutschland/")

    outside = page.evaluate(
        """() => [...document.querySelectorAll(
            'svg.bar rect, svg.bar circle, .lane rect, .axis text, .history circle, .history text')]
            .filter(mark => {
                const inner = mark.getBoundingClientRect();
                const outer = mark.ownerSVGElement.getBoundingClientRect();
                return inner.left < outer.left - 1 || inner.right > outer.right + 1;
            }).length"""
    )

    assert page.locator("svg.bar").count() >= 5
    assert outside == 0


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_offer_is_answered_without_a_script_and_accessibly(
    chromium: Browser, live_server: LiveServer, scheme: str
) -> None:
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/salary/business-intelligence-developer/germany/")
    page.get_by_label("Gross per year in EUR").fill("120.684")
    page.get_by_role("button", name="Compare").click()
    problem = page.locator("#offer-problem").inner_text()
    of_problem = violations(page)
    page.get_by_label("Gross per year in EUR").fill("120,684")
    page.get_by_role("button", name="Compare").click()
    answer = page.locator(".answer").inner_text()
    of_answer = violations(page)
    cookies = context.cookies()
    context.close()

    assert "can be read in two ways" in problem
    assert "people in this group earn less" in answer
    assert (of_problem, of_answer, cookies) == ([], [], [])


@pytest.mark.usefixtures("market")
def test_a_visitor_compares_two_places_and_keeps_the_address(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/en/salary/compare/")
    for group, place in (("Group 1", "DE"), ("Group 2", "de-frankfurt-am-main")):
        fields = page.get_by_role("group", name=group)
        fields.get_by_label("Occupation").select_option("business-intelligence-developer")
        fields.get_by_label("Place").select_option(place)
    page.get_by_role("button", name="Compare").click()

    assert page.url.endswith(
        "?g=business-intelligence-developer.DE"
        "&g=business-intelligence-developer.de-frankfurt-am-main"
    )
    assert page.locator("tbody tr").count() == 2


def test_the_documentation_of_the_api_works_under_our_policy(
    page: Page, live_server: LiveServer
) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))

    page.goto(f"{live_server.url}/api/v1/docs")
    page.get_by_text("/api/v1/benchmarks/occupations").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.locator(".live-responses-table .response").wait_for()

    assert page.locator("tr.response .response-col_status").first.inner_text() == "200"
    assert {url.split("/", 3)[2] for url in requests if url.startswith("http")} == {
        live_server.url.removeprefix("http://")
    }
