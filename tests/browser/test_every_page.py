"""Every kind of page in a real browser: accessible by day and night, light, still, without scripts.

The kinds come from the resolver: one that is added is looked at here by itself.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import faults_in_both_schemes, load
from tests.public_site import fill_the_site, kinds_of_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

MOST_BYTES = 60_000


@pytest.fixture
def paths(chromium: Browser, tmp_path: Path) -> Iterator[list[str]]:
    """One page of every kind in both languages."""
    with override_settings(MEDIA_ROOT=tmp_path):
        fill_the_site()
        yield [path for kind in kinds_of_page() for path in kind.paths()]


@pytest.mark.parametrize("language", ["de", "en"])  # so that two workers share the longest test
def test_pages_are_accessible_by_day_and_night_and_fit_their_window(
    chromium: Browser, live_server: LiveServer, paths: list[str], language: str
) -> None:
    ours = [path for path in paths if path.startswith(f"/{language}/")]

    assert len(ours) == len(paths) / 2
    assert faults_in_both_schemes(chromium, live_server.url, ours) == {}


def test_pages_are_light_still_and_ask_nobody_else(
    chromium: Browser, live_server: LiveServer, paths: list[str]
) -> None:
    found: dict[tuple[str, str], object] = {}
    context = chromium.new_context()
    page = context.new_page()
    for path in paths:
        loaded = load(page, live_server.url + path)
        others = [url for url in loaded.urls if not url.startswith((live_server.url, "data:"))]
        if others:
            found[path, "asks others"] = others
        if loaded.size > MOST_BYTES and not has_pictures(page):
            found[path, "bytes"] = loaded.size
        if loaded.shift:
            found[path, "moves by"] = loaded.shift
    cookies = context.cookies()
    context.close()

    assert found == {}
    assert cookies == []


def has_pictures(page: Page) -> bool:
    """Of editors: a page weighs what its pictures weigh."""
    return page.locator("main img").count() > 0


def test_pages_are_whole_without_scripts(
    chromium: Browser, live_server: LiveServer, paths: list[str]
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    empty = []
    for path in paths:
        page.goto(live_server.url + path)
        if len(page.locator("main").inner_text()) < 100 or not page.locator("h1").is_visible():
            empty.append(path)
    context.close()

    assert empty == []


def test_forms_answer_without_scripts(
    chromium: Browser, live_server: LiveServer, paths: list[str]
) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    forms = (searched, compared, offered, checked)
    silent = [form.__name__ for form in forms if not form(page, live_server.url)]
    cookies = context.cookies()
    context.close()

    assert silent == []
    assert cookies == []


def searched(page: Page, site: str) -> bool:
    page.goto(f"{site}/en/search/")
    page.locator("main [name=q]").fill("engineer")
    page.locator("main form button").click()
    return page.locator("main").get_by_role("link", name="AI Engineer").count() > 0


def compared(page: Page, site: str) -> bool:
    page.goto(f"{site}/en/salary/compare/")
    for group, place in (("Group 1", "DE"), ("Group 2", "de-munich")):
        fields = page.get_by_role("group", name=group)
        fields.get_by_label("Occupation").select_option("ai-engineer")
        fields.get_by_label("Place").select_option(place)
    page.get_by_role("button", name="Compare").click()
    return page.locator("tbody tr").count() == 2


def offered(page: Page, site: str) -> bool:
    page.goto(f"{site}/en/salary/ai-engineer/germany/")
    page.get_by_label("Gross per year in EUR").fill("90,000")
    page.get_by_role("button", name="Compare").click()
    return page.locator(".answer").is_visible()


def checked(page: Page, site: str) -> bool:
    page.goto(f"{site}/en/visa/eu-blue-card/check/")
    page.locator("[name=degree]").select_option("yes")
    page.locator(".questions button").click()
    return page.locator(".verdict").first.is_visible()
