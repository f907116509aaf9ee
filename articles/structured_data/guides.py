"""A page that editors wrote: who, when, its pictures, its questions with their answers."""

from django.conf import settings

from articles.blocks.pictures import Shown as Picture
from articles.blocks.texts import Parts
from articles.guides import Guide
from articles.structured_data.scripts import SITE, Json, described, site
from articles.writing.kinds import Kind


def of_guide(guide: Guide, canonical: str) -> list[dict[str, Json]]:
    """The page itself, and its questions with their answers where it has any."""
    found = [_article(guide, canonical)]
    if questions := _questions(guide):
        found.append(described("FAQPage", inLanguage=guide.language, mainEntity=questions))
    return found


def _article(guide: Guide, canonical: str) -> dict[str, Json]:
    article = described(
        "Article",
        headline=guide.title,
        description=guide.description,
        inLanguage=guide.language,
        isAccessibleForFree=True,
        publisher=site(),
        mainEntityOfPage=_web_page(guide, canonical),
        image=_images(guide),
    )
    if guide.author:
        kind = "Organization" if guide.author == SITE else "Person"
        article["author"] = {"@type": kind, "name": guide.author}
    if guide.life:
        article["datePublished"] = guide.life.published_at.isoformat()
        article["dateModified"] = guide.life.changed_at.isoformat()
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
