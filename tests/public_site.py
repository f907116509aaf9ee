"""A site with something on every kind of page, and the addresses of all kinds from the resolver."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.urls import URLPattern, URLResolver, get_resolver

from articles.loading.guides import load_guides
from articles.search import make_index
from benchmarks.models import Country, ExchangeRate, Hub, Occupation, Source
from benchmarks.moments import Moment
from tests.factories import make_rate
from tests.rich_guide import CARD, KINDS, blocks_of, make_market
from tests.shipped_tables import LOADED_AT, bring_in_law
from tests.written import drawn_picture, live_guide
from visa.models import ResidenceTitle

BEGAN = datetime(2026, 11, 1, tzinfo=UTC)
OCCUPATION, COUNTRY, HUB = "ai-engineer", "DE", "de-munich"
FIGURE = "visa.de.blue-card.salary.shortage"
ASKED = {"figure_formula": f"?f=visa.de.blue-card.salary.general+-+{FIGURE}"}
"""What follows the path of a kind that is nothing without it."""
NO_PAGES = ("feed", "market_offer", "preview_framed", "preview_link")
"""A feed, where a form is sent, and what isn't live; files and images are known by their names."""
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to write the address of a kind of page, in both languages."""

    name: str
    german: str
    english: str

    def __str__(self) -> str:
        return f"{self.name} {'/'.join(PARAMETER.findall(self.english))}".strip()

    def paths(self) -> tuple[str, str]:
        """Of a page that `fill_the_site` has something for."""
        return self._filled("de", self.german), self._filled("en", self.english)

    def _filled(self, language: str, pattern: str) -> str:
        known = _known(language)
        missing = [name for name in PARAMETER.findall(pattern) if name not in known]
        assert not missing, f"{pattern}: say in `_known` what {missing} may be"
        path = PARAMETER.sub(lambda found: known[found[1]], pattern)
        return f"/{language}/{path}{ASKED.get(self.name, '')}"


def kinds_of_page() -> list[Kind]:
    """Every kind that visitors can reach: one that is added is here by itself."""
    german, english = (list(_patterns(language)) for language in ("de", "en"))
    assert [name for name, _pattern in german] == [name for name, _pattern in english]
    return [
        Kind(name, pattern, other)
        for (name, pattern), (_name, other) in zip(german, english, strict=True)
        if not name.endswith(("_file", "_image")) and name not in NO_PAGES
    ]


def fill_the_site() -> None:
    """Guides with every kind of block in both languages, for careers and for a title; a market.

    Beside them what ships: law, reference tables, guides, and the words of market pages.
    """
    bring_in_law()
    make_market()
    load_guides(moment=Moment(on=LOADED_AT.date(), known_at=LOADED_AT, is_now=True))
    if not ExchangeRate.objects.exists():
        make_rate(Source.objects.first())
    blocks = blocks_of(len(KINDS), [drawn_picture()])
    job = Occupation.objects.get(code=OCCUPATION)
    topic = {"country": Country.objects.get(code=COUNTRY)}
    title = {"kind": "visa", "title": ResidenceTitle.objects.get(key=CARD)}
    _in_both_languages(blocks, slug="rich", heading="Rich in blocks", occupation=job, **topic)
    _in_both_languages(blocks, slug="card", heading="The card", **title, **topic)
    _in_both_languages(
        blocks, slug="card-job", heading="The card for the job", occupation=job, **title, **topic
    )
    make_index(Moment.now())


def _in_both_languages(blocks: list[tuple[str, dict[str, object]]], **fields: object) -> None:
    heading = fields.pop("heading")
    english = live_guide(
        *blocks, at=BEGAN, heading=heading, lead=f"{heading}, in a sentence.", **fields
    )
    german = {"language": "de", "original": english, "heading": f"{heading} auf Deutsch"}
    live_guide(*blocks, at=BEGAN, lead=f"{heading}, ein Satz.", **german, **fields)


def _known(language: str) -> dict[str, str]:
    """What a parameter of an address stands for."""
    title = ResidenceTitle.objects.get(key=CARD)
    return {
        "occupation": Occupation.objects.get(code=OCCUPATION).slug_in(language),
        "country": Country.objects.get(code=COUNTRY).slug_in(language),
        "hub": Hub.objects.get(code=HUB).slug_in(language),
        "title": title.slug_de if language == "de" else title.slug_en,
        "slug": "rich",
        "key": FIGURE,
    }


def _patterns(language: str) -> Iterator[tuple[str, str]]:
    for one in _all(get_resolver().url_patterns):
        if isinstance(one, URLResolver) and one.namespace == language:
            for page in one.url_patterns:
                assert isinstance(page, URLPattern)
                yield page.name or "", str(page.pattern)


def _all(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
    for one in found:
        yield one
        if isinstance(one, URLResolver) and not one.namespace:
            yield from _all(one.url_patterns)
