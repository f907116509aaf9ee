"""Pages of figures in a real browser: accessible, whole at every width, numbers never broken."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from benchmarks.models import Country, Occupation
from tests.browser.looking import faults_in_both_schemes
from tests.factories import make_estimate, make_projection, make_release, make_source, publish
from tests.shipped_tables import bring_in_law
from tests.written import go_live, write

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

SHORTAGE = "visa.de.blue-card.salary.shortage"
MARKET = "machine-learning-engineer.de"
PAGES = [
    "/en/figures/?q=threshold",
    f"/en/figures/{SHORTAGE}/?as_of=2027-01-01",
    "/de/zahlen/visa.de.opportunity-card.livelihood/",
    f"/en/figures/salary.{MARKET}.typical/",
    f"/de/zahlen/salary.{MARKET}.p90/",
    "/de/zahlen/visa.de.blau/",
]
"""What test_every_page doesn't see: an answer, a day to come, other units, pay, one there isn't."""


@pytest.fixture
def figures() -> None:
    bring_in_law()
    occupation = Occupation.objects.get(code="machine-learning-engineer")
    germany = Country.objects.get(code="DE")
    release = make_release(source=make_source())
    for year, typical in ((2024, 80_000), (2023, 78_000)):
        make_estimate(release, occupation, germany, year=year, typical=typical, p90=typical * 1.5)
    make_projection(release, occupation, germany)
    publish(release)
    text = f"<p>{'From year to year ' * 12}[[{SHORTAGE}]] {'is asked for ' * 12}[[{SHORTAGE}]].</p>"
    go_live(write(("prose", {"html": text}), slug="cites"))


@pytest.mark.usefixtures("figures")
def test_pages_of_figures_are_accessible_and_fit_their_window(
    chromium: Browser, live_server: LiveServer
) -> None:
    assert faults_in_both_schemes(chromium, live_server.url, PAGES) == {}


@pytest.mark.usefixtures("figures")
def test_a_reader_goes_from_a_number_to_its_page_without_scripts(
    chromium: Browser, live_server: LiveServer
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/career/cites/?as_of=2026-06-01")

    page.locator("a.figure").first.click()

    assert page.url == f"{live_server.url}/en/figures/{SHORTAGE}/?as_of=2026-06-01"
    assert page.locator(".headline-figure").inner_text() == "€45,934.20"
    page.get_by_role("link", name="share for the lower salary threshold").click()
    assert page.locator(".headline-figure").inner_text() == "45.3%"
    context.close()


@pytest.mark.usefixtures("figures")
def test_a_number_never_breaks_across_lines(chromium: Browser, live_server: LiveServer) -> None:
    page = chromium.new_page()
    page.goto(f"{live_server.url}/en/career/cites/")

    for width in range(320, 700, 20):
        page.set_viewport_size({"width": width, "height": 800})
        lines = page.locator("a.figure").evaluate_all(
            "links => links.map(link => link.getClientRects().length)"
        )
        assert set(lines) == {1}, width
    page.close()
