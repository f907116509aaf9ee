"""The words of market pages that ship: on every kind of market both languages say the same, cite
figures that are there, and list the sources of what they say, no others.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pytest_django.plugin import DjangoDbBlocker

from articles.checking.findings import Level
from articles.figures.figure import State
from articles.figures.references import references_in
from articles.figures.rendering import book_of, resolved
from articles.loading.files import ArticleFile
from articles.models import Article
from articles.queries import live_of
from articles.writing.conditions import MarketFacts, Need
from articles.writing.content import Block, Topic
from articles.writing.kinds import CONDITIONS
from articles.writing.layers import page_of, speaks_for
from benchmarks.moments import Moment
from tests.articles import shipped_words
from tests.articles.shipped_words import MARKETS, NOW, findings, links_of, name_of, words_of
from tests.visa.shipped import LOADED_AT

PLACES = ["DE", "US", "FR", "CH", "NO", "JP"]
OCCUPATIONS = ["machine-learning-engineer", "data-scientist", "software-engineer", "bi-analyst"]
RICH = frozenset(Need) - {Need.NEVER}
BROADER = frozenset({Need.FIGURE, Need.SINGLE_FIGURE, Need.TITLES, Need.SKILLS, Need.HISTORY})

every_file = pytest.mark.parametrize("file", MARKETS, ids=name_of)
every_language = pytest.mark.parametrize("language", ["de", "en"])
every_place = pytest.mark.parametrize("country", PLACES)
every_occupation = pytest.mark.parametrize("occupation", OCCUPATIONS)


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), shipped_words.site():
        yield


def page(
    language: str,
    *,
    country: str = "DE",
    occupation: str = "bi-analyst",
    has: frozenset[Need] = RICH,
) -> list[Block]:
    topic = Topic(occupation=occupation, country=country)
    layers = [
        file.content
        for file in MARKETS
        if file.language == language and speaks_for(file.content.topic, topic)
    ]
    layers.sort(key=lambda content: bool(content.topic.occupation))
    facts = MarketFacts(
        occupation=occupation, country=country, has=has, recent_n=40 if has else None, grade="B"
    )
    return page_of(layers, facts)


def slots(blocks: list[Block]) -> list[str]:
    return [str(block.data.get("slot")) for block in blocks]


def count_words(blocks: list[Block]) -> int:
    shown = [block for block in blocks if block.kind != "sources"]
    return sum(len(words_of(str(value))) for block in shown for value in block.data.values())


@every_file
@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_the_checks_of_publication_find_nothing_to_mend(file: ArticleFile):
    article = Article.objects.get(kind=file.kind, language=file.language, slug=file.content.slug)
    found = [one for one in findings(article) if one.level != Level.HINT]

    assert live_of(article, NOW)
    assert [(one.code, one.quote) for one in found] == []


@every_file
@pytest.mark.parametrize("on", [date(2026, 11, 23), date(2027, 1, 2)])
@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_every_figure_is_there_on_a_market_with_data(file: ArticleFile, on: date):
    moment = Moment(on=on, known_at=LOADED_AT, is_now=on == NOW.on)
    topic = Topic(occupation=file.content.topic.occupation or "data-scientist", country="DE")
    content = replace(file.content, topic=topic)
    book = book_of(content, moment)

    missing = {
        reference.written
        for text in content.texts()
        for reference in references_in(text.text)
        if resolved(reference, book).state is not State.KNOWN
    }

    assert missing == set()


@every_place
@every_occupation
def test_both_languages_say_the_same_in_the_same_places(country: str, occupation: str):
    def outline(language: str) -> list[tuple[object, ...]]:
        return [
            (
                block.kind,
                *(block.data.get(name) for name in sorted(CONDITIONS)),
                len(block.data.get("items", ())),
                re.findall(r"<(?:h2|h3|p|li)>", str(block.data.get("html", ""))),
            )
            for block in page(language, country=country, occupation=occupation)
        ]

    assert outline("de") == outline("en")


@every_language
@every_place
@every_occupation
def test_a_page_lists_the_sources_of_what_it_says_and_no_others(
    language: str, country: str, occupation: str
):
    blocks = page(language, country=country, occupation=occupation)
    lists = [block for block in blocks if block.kind == "sources"]
    rest = tuple(block for block in blocks if block not in lists)
    listed = [str(item["url"]) for one in lists for item in one.data["items"]]
    linked = {link for link in links_of(rest) if link.startswith("http")}

    assert len(lists) == 1
    assert len(listed) == len(set(listed))
    assert set(listed) == linked


@every_language
def test_no_american_statistics_stand_on_a_german_page(language: str):
    german = str([block.data for block in page(language, country="DE")])
    american = str([block.data for block in page(language, country="US")])

    assert "Labor Statistics" not in german
    assert "Labor Statistics" in american
    assert "Bundesagentur" not in american


@every_language
def test_what_living_costs_is_said_only_where_a_source_tells_it(language: str):
    told = {country: "living" in slots(page(language, country=country)) for country in PLACES}

    assert told == {"DE": True, "US": False, "FR": True, "CH": True, "NO": False, "JP": False}


@every_language
def test_a_market_without_a_figure_of_its_own_says_so_and_gives_no_figures_to_argue_with(
    language: str,
):
    blocks = page(language, has=BROADER)
    cited = references_in(str([block.data for block in blocks]))

    assert [reference.written for reference in cited] == []
    assert {"reading", "negotiation"} <= set(slots(blocks))


@every_language
def test_a_market_without_any_figure_is_short(language: str):
    rich, empty = page(language), page(language, has=frozenset())

    assert not {"reading", "offer", "levels", "checklist", "ai", "growth"} & set(slots(empty))
    assert {"headline", "negotiation", "playbook"} <= set(slots(empty))
    assert count_words(empty) < 0.3 * count_words(rich)


@every_language
@every_place
def test_offers_stand_apart_from_advice(language: str, country: str):
    order = slots(page(language, country=country, occupation="machine-learning-engineer"))

    assert order.index("growth") < order.index("faq") < order.index("offers")


@every_file
def test_links_within_the_site_stay_in_the_language_of_the_page(file: ArticleFile):
    within = [link for link in links_of(file.content.blocks) if link.startswith("/")]

    assert {link.split("/")[1] for link in within} <= {file.language}


@every_file
def test_no_pay_is_typed(file: ArticleFile):
    typed = [
        text.text
        for text in file.content.texts()
        if re.search(r"[€$£] ?\d|\d ?[€$£]|\d (?:Euro|Dollar)\b|\b(?:EUR|USD|CHF) \d", text.text)
    ]

    assert typed == []
