"""What a site of thousands of market pages costs: its sitemaps, its search and its lists."""

import re
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from articles.models import SearchEntry
from articles.search import make_index, search
from benchmarks.models import Release
from benchmarks.moments import Moment
from benchmarks.queries import read_index
from config.measuring.pages import PageCost, page_cost
from config.measuring.scratch import Silence, scratch_database
from config.measuring.synthetic import make_synthetic_site
from config.settling import settle

LISTS = (
    *("home", "salary_index", "places", "comparison", "figure_index"),
    *("changes", "releases", "method"),
)
ASKED = 20  # times each search is made
_URL = re.compile(rb"<loc>([^<]+)</loc>")

# Umlauts are those of places that the invented site has.
SEARCHES = {
    "de": {
        "stem": ("Entwicklern", "Gehälter", "Datenbanken", "Zahlen der Architekten"),
        "umlaut": ("Österreich", "Oesterreich", "Osterreich", "Rumanien"),
        "typo": ("Sofwareentwickler", "Deutschlnd", "Dta Scientist", "Versichrung"),
        "many": ("data", "engineer berlin", "entwickler", "in"),
        "none": ("Quantenklempner", "xyzzy", "qqq www zzz", "1234567"),
    },
    "en": {
        "stem": ("developers", "salaries", "engineering", "architects"),
        "umlaut": ("Gdańsk", "Gdansk", "Österreich", "Oesterreich"),
        "typo": ("Sofware developer", "Germny", "machne learning", "scientst"),
        "many": ("data", "engineer germany", "developer", "a"),
        "none": ("quantum plumber", "xyzzy", "qqq www zzz", "1234567"),
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapCost:
    path: str
    seconds: float
    urls: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchCost:
    """Of one kind of word in one language; `found` is the least that any of the words found."""

    language: str
    kind: str
    p50: float
    p95: float
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How long it took to fill the database and to make the index of the search."""

    filled_in: float
    indexed_in: float
    entries: int


@contextmanager
def invented_site(markets: int) -> Iterator[Making]:
    """In a database of its own: the shipped law and guides and so many invented markets."""
    with scratch_database():
        begun = time.perf_counter()
        call_command("load_law", stdout=Silence())
        make_synthetic_site(markets, now=Moment.now().known_at)
        call_command("load_guides", stdout=Silence())
        filled_at = time.perf_counter()
        make_index(Moment.now())
        indexed_at = time.perf_counter()
        settle()  # as the server does
        yield Making(
            filled_in=filled_at - begun,
            indexed_in=indexed_at - filled_at,
            entries=SearchEntry.objects.count(),
        )


def growing_pages() -> Iterator[PageCost]:
    """Pages that hold more the more markets there are, and one market of them."""
    release = Release.objects.in_effect(Moment.now())
    first = read_index(release=release)[0] if release else None
    views: list[tuple[str, *tuple[str, ...]]] = [(view,) for view in LISTS]
    if first:
        occupation, country = first.occupation.slug_de, first.country.slug_de
        views += [("occupation_detail", occupation), ("market_detail", occupation, country)]
        views += [("place_detail", country)]
    for view, *slugs in views:
        yield page_cost(f"de:{view}", reverse(f"de:{view}", args=slugs))
    yield page_cost("de:search", f"{reverse('de:search')}?q=data")


def sitemaps() -> Iterator[SitemapCost]:
    """The index and every part that it names."""
    index, parts = _sitemap("/sitemap.xml")
    yield index
    for part in parts:
        yield _sitemap(part)[0]


def _sitemap(path: str) -> tuple[SitemapCost, list[str]]:
    client = Client(headers={"host": "127.0.0.1"})
    begun = time.perf_counter()
    content = client.get(path).content
    seconds = time.perf_counter() - begun
    found = [re.sub(r"^https?://[^/]+", "", url.decode()) for url in _URL.findall(content)]
    cost = SitemapCost(path=path, seconds=seconds, urls=len(found), size=len(content))
    return cost, found


def searches() -> Iterator[SearchCost]:
    for language, kinds in SEARCHES.items():
        for kind, words in kinds.items():
            times: list[float] = []
            found = [_search(one, language, times) for one in words for _ in range(ASKED)]
            yield SearchCost(
                language=language,
                kind=kind,
                p50=statistics.median(times),
                p95=statistics.quantiles(times, n=20)[-1],
                found=min(found),
            )


def _search(words: str, language: str, times: list[float]) -> int:
    moment = Moment.now()
    begun = time.perf_counter()
    results = search(words, language=language, moment=moment)
    times.append(1000 * (time.perf_counter() - begun))
    return results.total or len(results.suggestions)
