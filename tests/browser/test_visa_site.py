"""Residence titles in a real browser: accessible, whole at every width, a check without scripts."""

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import faults_in_both_schemes, violations
from tests.shipped_tables import bring_in_law

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

PAGES = [
    "/en/visa/eu-blue-card/?origin=IN",
    "/en/visa/eu-blue-card/machine-learning-engineer/",
    "/de/visum/chancenkarte/",
    "/de/visum/blaue-karte-eu/?as_of=2027-01-01",
]
"""What test_every_page doesn't see: titles without articles, points, an origin, a day to come."""


@pytest.fixture
def law() -> None:
    bring_in_law()


@pytest.mark.usefixtures("law")
def test_visa_pages_are_accessible_and_fit_their_window(
    chromium: Browser, live_server: LiveServer
) -> None:
    assert faults_in_both_schemes(chromium, live_server.url, PAGES) == {}


@pytest.mark.usefixtures("law")
def test_a_case_is_checked_without_scripts_or_cookies(
    chromium: Browser, live_server: LiveServer
) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="de-DE")
    page = context.new_page()
    page.goto(f"{live_server.url}/de/visum/blaue-karte-eu/")
    page.get_by_role("link", name="Meinen Fall prüfen").click()
    fill(page, "45.934,19")
    one_cent_short = page.locator(".verdict").inner_text()
    fill(page, "45.934,20")
    enough = page.locator(".verdict").inner_text()
    cookies = context.cookies()
    context.close()

    assert "45.934,20\N{NO-BREAK SPACE}€ statt 45.934,19\N{NO-BREAK SPACE}€" in one_cent_short
    assert "Alle Bedingungen von „Engpassberuf“ sind erfüllt." in enough
    assert page.url.endswith("/check/")
    assert cookies == []


def fill(page: Page, salary: str) -> None:
    page.get_by_label("Tag des Antrags").fill("2026-11-23")
    for name, answer in {
        "degree": "yes",
        "offer": "six-months",
        "job-fits": "yes",
        "refusal-grounds": "no",
    }.items():
        page.locator(f"[name={name}]").select_option(answer)
    page.locator("[name=degree-on]").fill("2015-05-05")
    page.locator("[name=occupation]").fill("2512")
    page.locator("[name=salary]").fill(salary)
    page.locator(".questions button").click()


@pytest.mark.usefixtures("law")
def test_what_is_wrong_stands_beside_its_field_accessibly(
    chromium: Browser, live_server: LiveServer
) -> None:
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/visa/compare/")
    page.locator("[name=salary]").fill("fifty")
    page.locator("[name=degree]").select_option("yes")
    page.locator(".questions button").click()
    broken = violations(page)
    beside = page.locator("#q-salary-help").inner_text()
    context.close()

    assert broken == []
    assert "not a number" in beside
