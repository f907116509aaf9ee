"""The articles that ship, and what tests ask of their words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.utils import translation

from articles.checking.findings import Finding
from articles.checking.publication import check_publication
from articles.loading.files import ArticleFile, read_files
from articles.loading.guides import FOLDER, load_guides
from articles.models import Article
from articles.writing.content import Block, Content
from benchmarks.models import Country, Occupation
from benchmarks.moments import Moment
from tests.factories import make_estimate, make_release, make_source, publish
from tests.visa.shipped import LOADED_AT, shipped

FILES = read_files(FOLDER)
MARKETS = [file for file in FILES if file.kind == Article.Kind.MARKET]
GUIDES = [file for file in FILES if file not in MARKETS]
PAIRS = [(original, file) for file in FILES for original in FILES if file.original == original.stem]
NOW = Moment(on=LOADED_AT.date(), known_at=LOADED_AT, is_now=True)
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
SHINGLE = 8
"""So many words in a row that are the same as elsewhere are a copy."""


@contextmanager
def site() -> Iterator[None]:
    """Law, a release with figures for every market that guides link to, and the articles."""
    with shipped():
        release = make_release(source=make_source())
        germany = Country.objects.get(code="DE")
        named = {file.content.topic.occupation for file in MARKETS}
        for occupation in Occupation.objects.all():
            if occupation.slug_en in linked_occupations() or occupation.code in named:
                make_estimate(release, occupation, germany)
        publish(release, LOADED_AT - timedelta(days=1))
        load_guides(moment=NOW)
        yield


def name_of(file: ArticleFile) -> str:
    return file.stem


def linked_occupations() -> set[str]:
    """English slugs of the occupations whose pages the guides lead to."""
    paths = (link for file in FILES for link in links_of(file.content.blocks))
    return {path.split("/")[3] for path in paths if path.startswith("/en/salary/")}


def links_of(blocks: tuple[Block, ...]) -> list[str]:
    """Every address in prose, cards, quotes and sources, in order."""
    written = str([block.data for block in blocks])
    return re.findall(r"(?:href=\"|'(?:url|link)': [\"'])([^\"']+)", written)


def words_of(text: str) -> list[str]:
    bare = re.sub(r"<[^>]+>|\[\[[^\]]*\]\]", " ", text)
    return re.findall(r"\w+", bare.lower())


def shingles(content: Content) -> set[tuple[str, ...]]:
    """Every so many words in a row, in any text of the article."""
    return {run for text in content.texts() for run in runs_of(text.text)}


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    words = words_of(text)
    return (tuple(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1))


def findings(article: Article) -> list[Finding]:
    version = article.versions.get()
    with translation.override("en"):
        return check_publication(version, NOW)
