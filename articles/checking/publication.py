"""Checks a version as it would go live: what the checks need is read once, before any of them."""

from dataclasses import replace
from functools import partial

from articles.addresses import language_here
from articles.checking.checks import check
from articles.checking.findings import Finding
from articles.checking.known import read_known
from articles.checking.linking import addresses
from articles.checking.page import LinkFault, Page
from articles.example_market import example_topic
from articles.figures.rendering import book_of, plain
from articles.linking.external import read_external_faults
from articles.linking.internal import read_internal_faults
from articles.models import Article, Picture, Version
from articles.offering.choosing import live_offers
from articles.publishing.translating import missing_languages
from articles.writing.content import Content
from benchmarks.moments import Moment


def check_publication(version: Version, moment: Moment) -> list[Finding]:
    """What is wrong with the version on the moment's day, in the language of who asks."""
    return check(read_page(version.as_content(), version.article, moment))


def read_page(content: Content, article: Article, moment: Moment) -> Page:
    """The content with everything around it that checks look at.

    What many markets shall say is looked at on one of them.
    """
    if article.kind == Article.Kind.MARKET:
        content = replace(content, topic=example_topic(content.topic, moment))
    book = book_of(content, moment)
    return Page(
        content=content,
        language=article.language,
        said_in=language_here(),
        on=moment.on,
        figures=book,
        kind=article.kind,
        known=read_known(content.topic, moment),
        pictures=_pictures(content, article.language),
        links=_links(content),
        sold=_sold(article, moment),
        has_translation=not missing_languages(article),
        printed=partial(plain, book=book, language=article.language),
    )


def _pictures(content: Content, language: str) -> dict[int, str]:
    """What each picture shows, in the language of the page; nothing where it only decorates."""
    chosen = [block.data.get("picture") for block in content.blocks if block.kind == "image"]
    numbers = [one for one in chosen if isinstance(one, int)]
    rows = Picture.objects.filter(pk__in=numbers) if numbers else []
    return {row.pk: "" if row.is_decorative else getattr(row, f"alt_{language}") for row in rows}


def _sold(article: Article, moment: Moment) -> dict[str, str]:
    """Names of what live offers in the page's language sell, with their partners."""
    offers = live_offers(moment).filter(language=article.language).exclude(sells=[])
    return {name: offer.partner for offer in offers for name in offer.sells}


def _links(content: Content) -> dict[str, LinkFault]:
    found = addresses(content)
    return {**read_internal_faults(found), **read_external_faults(found, language_here())}
