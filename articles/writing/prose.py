"""What running text may be made of: the editor's buttons, and the HTML that is let through.

Both come from one list, so that nobody can write what would be taken away on saving. HTML is
cleaned when it is saved and again whenever it is shown: what is stored isn't trusted either.
"""

import re
from typing import Any

import nh3
from django_prose_editor.config import allowlist_from_extensions

SCHEMES = ["https", "http", "mailto"]
"""Where a link may lead, besides addresses of our own site."""

PROSE: dict[str, Any] = {
    "Heading": {"levels": [2, 3]},
    "Bold": True,
    "Italic": True,
    "Code": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": SCHEMES},
}
"""Extensions of the editor; the page's own heading is its h1, so prose begins with h2."""

ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start", "type"}}

_EMPTY = re.compile(r"(?:<p>(?:\s|&nbsp;|\N{NO-BREAK SPACE}|<br>)*</p>)*")
_cleaner = nh3.Cleaner(
    tags=set(allowlist_from_extensions(PROSE)["tags"]),
    attributes=ATTRIBUTES,
    url_schemes=set(SCHEMES),
    link_rel=None,
)


def clean(html: str) -> str:
    """The HTML with nothing in it but what editors can write; empty where it shows nothing."""
    cleaned = _cleaner.clean(html).strip()
    return "" if _EMPTY.fullmatch(cleaned) else cleaned
