"""What looks at pages finds what is wrong with one: a blind look would pass them all."""

import pytest
from playwright.sync_api import Page

from tests.browser.looking import COLOURS, too_narrow, violations

pytestmark = pytest.mark.browser

FAULTY = """<!doctype html><html lang="en"><title>Faulty</title><main><h1>Faulty</h1>
<img src="data:,"><p style="color: #ccc; background: #fff; width: 700px">Pale and wide.</p>"""


def test_a_faulty_page_is_found_to_be_so(page: Page) -> None:
    page.set_content(FAULTY)

    assert {one["id"] for one in violations(page)} == {"image-alt", "color-contrast"}
    assert [one["id"] for one in violations(page, COLOURS)] == ["color-contrast"]
    assert too_narrow(page) == [320, 360]
