"""Guides in a real browser: accessible with every kind of block, whole at every width, silent."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from benchmarks.models import Country, Occupation
from tests.rich_guide import CARD, KINDS, blocks_of, make_market
from tests.written import drawn_picture, live_guide
from visa.loading import load_law
from visa.models import ResidenceTitle

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

PAGES = [
    "/en/career/",
    "/de/karriere/",
    "/en/career/rich/",
    "/de/karriere/reich/",
    "/en/career/rich/?as_of=2026-11-15",
    "/en/visa/eu-blue-card/ai-engineer/",
    "/en/visa/eu-blue-card/ai-engineer/rules/",
    "/de/karriere/nichts/",
]
BEGAN = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def guides(chromium: Browser, tmp_path: Path) -> Iterator[None]:
    """A guide with every kind of block, its translation, and a visa guide of the same blocks."""
    with override_settings(MEDIA_ROOT=tmp_path):
        call_command("load_reference", stdout=StringIO())
        load_law(at=datetime(2026, 11, 1, tzinfo=UTC))
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
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_guides_are_accessible(chromium: Browser, live_server: LiveServer, scheme: str) -> None:
    # The policy forbids the script that axe is; nothing else of the page changes without it.
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
    page, axe = context.new_page(), Axe()
    violations = {}
    for path in PAGES:
        page.goto(live_server.url + path)
        violations[path] = [
            f"{one['id']}: {one['nodes'][0]['html']}" for one in axe.run(page)["violations"]
        ]
    context.close()

    assert violations == {path: [] for path in PAGES}


@pytest.mark.usefixtures("guides")
def test_no_guide_is_wider_than_its_window(chromium: Browser, live_server: LiveServer) -> None:
    too_wide = []
    for width in (320, 360, 768, 1280, 1920):
        context = chromium.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        for path in PAGES:
            page.goto(live_server.url + path)
            root = page.locator("html")
            if root.evaluate("root => root.scrollWidth > root.clientWidth"):
                too_wide.append((width, path))
        context.close()

    assert too_wide == []


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
