"""The guides that ship: every figure and link leads somewhere, both languages say the same, no
sentence is borrowed, and the checks that editors see find nothing that blocks.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from articles.checking.findings import Finding, Level
from articles.checking.publication import check_publication
from articles.figures.figure import State
from articles.figures.references import keys_of, references_in
from articles.figures.rendering import book_of, plain, resolved
from articles.loading.files import ArticleFile, read_files
from articles.loading.guides import FOLDER, load_guides
from articles.models import Article
from articles.queries import live_of
from articles.writing.content import Content
from benchmarks.models import Country, Occupation
from benchmarks.moments import Moment
from tests.factories import make_estimate, make_release, make_source, publish
from tests.visa.shipped import LOADED_AT, shipped

FILES = read_files(FOLDER)
PAIRS = [(original, file) for file in FILES for original in FILES if file.original == original.stem]
NOW = Moment(on=LOADED_AT.date(), known_at=LOADED_AT, is_now=True)
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
SHINGLE = 8
"""So many words in a row that are the same as elsewhere are a copy."""

every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
every_pair = pytest.mark.parametrize(("original", "translated"), PAIRS, ids=lambda file: file.stem)


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Law, a release with figures for every market that guides link to, and the guides."""
    with django_db_blocker.unblock(), shipped():
        release = make_release(source=make_source())
        germany = Country.objects.get(code="DE")
        for occupation in Occupation.objects.filter(slug_en__in=linked_occupations()):
            make_estimate(release, occupation, germany)
        publish(release, LOADED_AT - timedelta(days=1))
        load_guides(moment=NOW)
        yield


def linked_occupations() -> set[str]:
    """English slugs of the occupations whose pages the guides lead to."""
    paths = (link for file in FILES for link in links_of(file.content))
    return {path.split("/")[3] for path in paths if path.startswith("/en/salary/")}


def links_of(content: Content) -> list[str]:
    """Every address in prose, cards, quotes and sources, in order."""
    written = str([block.data for block in content.blocks])
    return re.findall(r"(?:href=\"|'(?:url|link)': [\"'])([^\"']+)", written)


def words_of(text: str) -> list[str]:
    bare = re.sub(r"<[^>]+>|\[\[[^\]]*\]\]", " ", text)
    return re.findall(r"\w+", bare.lower())


def shingles(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)}


def findings(article: Article) -> list[Finding]:
    version = article.versions.get()
    with translation.override("en"):
        return check_publication(version, NOW)


@every_file
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


@every_file
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
    for article in Article.objects.filter(kind=kind, language=language):
        found = [one for one in findings(article) if one.level != Level.HINT]

        assert [(one.code, one.quote) for one in found] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_every_guide_is_live_in_both_languages():
    live = [article for article in Article.objects.all() if live_of(article, NOW)]

    assert len(live) == len(FILES)
    assert Counter(article.language for article in live) == {
        "de": len(FILES) // 2,
        "en": len(FILES) // 2,
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
        return [link for link in links_of(content) if link.startswith("http")]

    assert elsewhere(original.content) == elsewhere(translated.content)


@every_file
def test_every_source_linked_in_the_text_is_listed_at_the_end(file: ArticleFile):
    *blocks, last = file.content.blocks
    listed = {str(item["url"]) for item in last.data["items"]}
    linked = set(links_of(Content(heading="", slug="", blocks=tuple(blocks))))
    # A tool to be used is no source of a claim.
    tools = {"https://anabin.kmk.org/"}

    assert last.kind == "sources"
    assert {link for link in linked if link.startswith("http")} - listed - tools == set()


@every_file
def test_links_within_the_site_stay_in_the_language_of_the_page(file: ArticleFile):
    within = [link for link in links_of(file.content) if link.startswith("/")]

    assert within
    assert {link.split("/")[1] for link in within} == {file.language}


@every_file
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
    seeds = [words_of(path.read_text(encoding="utf-8")) for path in SEEDS.glob("*.txt")]
    borrowed = {shingle for words in seeds for shingle in shingles(words)}

    ours = {shingle for text in file.content.texts() for shingle in shingles(words_of(text.text))}

    assert borrowed
    assert {" ".join(shingle) for shingle in ours & borrowed} == set()
