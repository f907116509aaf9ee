"""What a browser finds of pages: whether they are accessible, whole, light and quiet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from axe_core_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, Request

type Faults = dict[tuple[str, ...], str]
"""What is wrong by path and more; empty where nothing is."""

RULES = {"resultTypes": ["violations"]}
"""Only what is wrong is told in full: what is right takes as long to tell as to find."""
COLOURS = RULES | {"runOnly": ["color-contrast"]}
"""All that the night changes of a page."""
WIDTHS = (320, 360, 768, 1280, 1920)
SHIFTS = """() => new Promise(resolve => {
    let sum = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) sum += entry.value;
    }).observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
})"""


@dataclass(slots=True)
class Load:
    """What went over the wire for one page, with headers; how far its parts moved meanwhile."""

    urls: list[str] = field(default_factory=list)
    size: int = 0
    shift: float = 0.0


def faults_in_both_schemes(chromium: Browser, base: str, paths: Iterable[str]) -> Faults:
    """Rules of accessibility that pages break, and pages wider than their window."""
    found: Faults = {}
    # The policy forbids the script that axe is; nothing else of the page changes without it.
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    for path in paths:
        page.emulate_media(color_scheme="light")
        page.goto(base + path)
        for width in too_narrow(page):
            found[path, str(width)] = "wider than its window"
        for one in violations(page):
            found[path, one["id"]] = one["nodes"][0]["html"]
        page.emulate_media(color_scheme="dark")
        for one in violations(page, COLOURS):
            found[path, one["id"], "dark"] = one["nodes"][0]["html"]
    context.close()
    return found


def violations(page: Page, rules: Mapping[str, object] = RULES) -> list[dict[str, Any]]:
    """Rules of accessibility that the page breaks; the page needs a context without its policy."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run(rules).then(results => results.violations)", rules
    )
    return found


def too_narrow(page: Page) -> list[int]:
    """Widths of windows that the page doesn't fit."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.locator("html").evaluate("root => root.scrollWidth > root.clientWidth"):
            found.append(width)
    return found


def load(page: Page, url: str) -> Load:
    """Of a page that the browser has never seen."""
    found = Load()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def note_request(request: Request) -> None:
        found.urls.append(request.url)

    def note_bytes(event: Mapping[str, Any]) -> None:
        found.size += int(event["encodedDataLength"])

    page.on("request", note_request)
    session.on("Network.loadingFinished", note_bytes)
    page.goto(url)
    found.shift = float(page.evaluate(SHIFTS))
    page.remove_listener("request", note_request)
    session.detach()
    return found
