"""Guides in a real browser: accessible with every kind of block, whole at every width, silent."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from benchmarks.models import Country, Occupation
from tests.browser.looking import faults_in_both_schemes
from tests.rich_guide import CARD, KINDS, blocks_of, make_market
from tests.shipped_tables import bring_in_law
from tests.written import drawn_picture, live_guide
from visa.models import ResidenceTitle

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

PAGES = ["/en/career/rich/?as_of=2026-11-15", "/de/karriere/nichts/"]
"""What test_every_page doesn't see: a guide as it was on another day, and one that there isn't."""
BEGAN = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def guides(chromium: Browser, tmp_path: Path) -> Iterator[None]:
    """A guide with every kind of block, its translation, and a visa guide of the same blocks."""
    with override_settings(MEDIA_ROOT=tmp_path):
        bring_in_law()
        make_market()
        blocks = blocks_of(len(KINDS), [drawn_picture()])
        topic = {
            "occupation": Occupation.objects.get(code="ai-engineer"),
            "country": Country.objects.get(code="DE"),
        }
        english = live_guide(*blocks, slug="rich", at=BEGAN, **topic)
        live_guide(*blocks, slug="reich", language="de", original=english, at=BEGAN, **topic)
        title = ResidenceTitle.objects.get(key=CARD)
        live_guide(*blocks, kind="visa", slug="card", title=title, at=BEGAN, **topic)
        yield


@pytest.mark.usefixtures("guides")
def test_guides_are_accessible_and_fit_their_window(
    chromium: Browser, live_server: LiveServer
) -> None:
    assert faults_in_both_schemes(chromium, live_server.url, PAGES) == {}


@pytest.mark.usefixtures("guides")
def test_a_reader_jumps_to_a_part_and_on_to_a_figure(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/career/rich/")
    page.get_by_role("navigation", name="On this page").get_by_role("link").nth(1).click()
    anchor = page.url.partition("#")[2]
    place = page.locator(f"[id='{anchor}']").bounding_box()
    page.locator(".body a.figure").first.click()

    assert place is not None
    assert 0 <= place["y"] < 900
    assert "/en/figures/" in page.url
