"""Pages as schema.org describes them, from the same figures and dates that readers see."""

import json
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from articles.blocks.pictures import Shown as Picture
from articles.blocks.texts import Parts
from articles.guides import Guide
from articles.writing.kinds import Kind

type Json = str | bool | Sequence["Json"] | Mapping[str, "Json"]

SITE = "Laufbahn"
_ESCAPES = str.maketrans({"<": r"\u003C", ">": r"\u003E", "&": r"\u0026"})
"""So that no text can end the element that it stands in."""


def of_guide(guide: Guide, canonical: str) -> list[SafeString]:
    """The page itself, and its questions with their answers where it has any."""
    found: list[Mapping[str, Json]] = [_article(guide, canonical)]
    if questions := _questions(guide):
        found.append(
            {
                "@context": "https://schema.org",
                "@type": "FAQPage",
                "inLanguage": guide.language,
                "mainEntity": questions,
            }
        )
    return [_script(one) for one in found]


def _article(guide: Guide, canonical: str) -> dict[str, Json]:
    article: dict[str, Json] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": guide.title,
        "description": guide.description,
        "inLanguage": guide.language,
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": SITE, "url": settings.SITE_URL},
        "mainEntityOfPage": _web_page(guide, canonical),
    }
    if guide.author:
        kind = "Organization" if guide.author == SITE else "Person"
        article["author"] = {"@type": kind, "name": guide.author}
    if guide.life:
        article["datePublished"] = guide.life.published_at.isoformat()
        article["dateModified"] = guide.life.changed_at.isoformat()
    if images := _images(guide):
        article["image"] = images
    return article


def _web_page(guide: Guide, canonical: str) -> dict[str, Json]:
    page: dict[str, Json] = {"@type": "WebPage", "@id": canonical}
    if guide.life and guide.life.checked_at:
        page["lastReviewed"] = guide.life.checked_at.date().isoformat()
    if guide.life and guide.life.reviewer:
        page["reviewedBy"] = {"@type": "Person", "name": guide.life.reviewer}
    return page


def _images(guide: Guide) -> list[Json]:
    return [
        f"{settings.SITE_URL}{block.part.src}"
        for block in guide.blocks
        if isinstance(block.part, Picture) and block.part.alt
    ]


def _questions(guide: Guide) -> list[Json]:
    return [
        {
            "@type": "Question",
            "name": one.heading.text,
            "acceptedAnswer": {"@type": "Answer", "text": one.text},
        }
        for block in guide.blocks
        if block.kind == Kind.FAQ and isinstance(block.part, Parts)
        for one in block.part.parts
    ]


def _script(data: Mapping[str, Json]) -> SafeString:
    """As an element of data, which browsers never run."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 # escaped
