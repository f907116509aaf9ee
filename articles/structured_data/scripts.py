"""What is said of a page to programs, and the element that it stands in."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

type Json = str | bool | int | float | Sequence["Json"] | Mapping[str, "Json"]

SITE = "Laufbahn"
_ESCAPES = str.maketrans({"<": r"\u003C", ">": r"\u003E", "&": r"\u0026"})
"""So that no text can end the element that it stands in."""


def described(kind: str, **said: Json) -> dict[str, Json]:
    """A thing with what is known of it: empty texts and lists are left out."""
    return {"@type": kind, **{name: one for name, one in said.items() if one not in ("", [], {})}}


def number(amount: Decimal) -> int | float:
    """As JSON writes numbers: whole ones without a point."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def site() -> Json:
    return described("Organization", name=SITE, url=settings.SITE_URL)


def script(data: Mapping[str, Json]) -> SafeString:
    """As an element of data, which browsers never run."""
    whole = {"@context": "https://schema.org", **data}
    text = json.dumps(whole, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 # escaped
