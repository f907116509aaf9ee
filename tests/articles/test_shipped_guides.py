"""The guides that ship: every figure and link leads somewhere, both languages say the same, no
sentence is borrowed, and the checks that editors see find nothing that blocks.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytest_django.plugin import DjangoDbBlocker

from articles.checking.findings import Level
from articles.figures.figure import State
from articles.figures.references import keys_of, references_in
from articles.figures.rendering import book_of, plain, resolved
from articles.loading.files import ArticleFile
from articles.models import Article
from articles.queries import live_of
from articles.writing.content import Content
from benchmarks.moments import Moment
from tests.articles import shipped_words
from tests.articles.shipped_words import (
    FILES,
    GUIDES,
    NOW,
    PAIRS,
    SEEDS,
    findings,
    links_of,
    name_of,
    runs_of,
    shingles,
)
from tests.visa.shipped import LOADED_AT

every_file = pytest.mark.parametrize("file", FILES, ids=name_of)
every_guide = pytest.mark.parametrize("file", GUIDES, ids=name_of)
every_pair = pytest.mark.parametrize(("original", "translated"), PAIRS, ids=name_of)


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), shipped_words.site():
        yield


@every_guide
@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_every_figure_has_a_value_on_the_day_of_shipping(file: ArticleFile):
    book = book_of(file.content, NOW)
    states = {
        reference.written: resolved(reference, book).state
        for text in file.content.texts()
        for reference in references_in(text.text)
    }

    assert states
    assert {written for written, state in states.items() if state != State.KNOWN} == set()


@every_guide
@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_law_that_ends_with_the_year_reads_not_yet_published_in_the_next(file: ArticleFile):
    """No figure of the former year passes for one in force, in any sentence."""
    next_year = Moment(on=datetime(2027, 1, 1, tzinfo=UTC).date(), known_at=LOADED_AT, is_now=False)
    book = book_of(file.content, next_year)
    not_yet = {"de": "noch nicht veröffentlicht", "en": "not yet published"}[file.language]

    ended = [
        plain(reference.written, book, file.language)
        for text in file.content.texts()
        for reference in references_in(text.text)
        if any(".salary." in key and key.startswith("visa.") for key in reference.keys)
    ]
    assert ended
    assert all(said.startswith(not_yet) for said in ended)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", ["guide", "visa"])
@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_the_checks_of_publication_find_nothing_to_mend(kind: str, language: str):
    articles = list(Article.objects.filter(kind=kind, language=language))
    assert articles
    for article in articles:
        found = [one for one in findings(article) if one.level != Level.HINT]

        assert [(one.code, one.quote) for one in found] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_every_guide_is_live_in_both_languages():
    guides = Article.objects.exclude(kind=Article.Kind.MARKET)
    live = [article for article in guides if live_of(article, NOW)]

    assert len(live) == len(GUIDES)
    assert Counter(article.language for article in live) == {
        "de": len(GUIDES) // 2,
        "en": len(GUIDES) // 2,
    }


@every_pair
def test_both_languages_have_the_same_structure(original: ArticleFile, translated: ArticleFile):
    def outline(content: Content) -> list[tuple[object, ...]]:
        return [
            (
                block.kind,
                len(block.data.get("items", ())),
                re.findall(r"<(?:h2|h3|p|li)>", str(block.data.get("html", ""))),
                len(block.data.get("rows", ())),
            )
            for block in content.blocks
        ]

    assert outline(original.content) == outline(translated.content)
    assert original.content.topic == translated.content.topic


@every_pair
def test_both_languages_cite_the_same_figures_block_by_block(
    original: ArticleFile, translated: ArticleFile
):
    def cited(content: Content) -> dict[int | None, Counter[str]]:
        found: dict[int | None, Counter[str]] = {}
        for text in content.texts():
            written = (reference.written for reference in references_in(text.text))
            found.setdefault(text.place.block, Counter()).update(written)
        return found

    assert cited(original.content) == cited(translated.content)


@every_pair
def test_both_languages_rest_on_the_same_sources(original: ArticleFile, translated: ArticleFile):
    def elsewhere(content: Content) -> list[str]:
        return [link for link in links_of(content.blocks) if link.startswith("http")]

    assert elsewhere(original.content) == elsewhere(translated.content)


@every_guide
def test_every_source_linked_in_the_text_is_listed_at_the_end(file: ArticleFile):
    *blocks, last = file.content.blocks
    listed = {str(item["url"]) for item in last.data["items"]}
    linked = set(links_of(tuple(blocks)))
    # A tool to be used is no source of a claim.
    tools = {"https://anabin.kmk.org/"}

    assert last.kind == "sources"
    assert {link for link in linked if link.startswith("http")} - listed - tools == set()


@every_guide
def test_links_within_the_site_stay_in_the_language_of_the_page(file: ArticleFile):
    within = [link for link in links_of(file.content.blocks) if link.startswith("/")]

    assert within
    assert {link.split("/")[1] for link in within} == {file.language}


@every_guide
def test_amounts_of_money_in_euros_are_cited_and_never_typed(file: ArticleFile):
    typed = [
        text.text
        for text in file.content.texts()
        if re.search(r"€ ?\d|\d ?€|\d Euro\b|EUR \d", text.text)
    ]

    assert typed == []
    assert keys_of(file.content)


@every_file
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the pages taken apart are not beside the project")
def test_no_sentence_is_borrowed_from_the_pages_taken_apart(file: ArticleFile):
    seeds = [path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")]
    borrowed = {run for seed in seeds for run in runs_of(seed)}

    assert borrowed
    assert {" ".join(run) for run in shingles(file.content) & borrowed} == set()
