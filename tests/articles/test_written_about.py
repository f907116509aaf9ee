"""What is written about a market: live at the moment, in the language of its page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.queries import read_written
from articles.writing.content import Topic
from benchmarks.models import Country, Occupation
from benchmarks.moments import Moment
from tests.factories import make_country, make_occupation
from tests.written import WRITTEN, go_live, live_guide, write

pytestmark = pytest.mark.django_db

MOST = 4
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def market() -> tuple[Occupation, Country]:
    return make_occupation(name_en="AI Engineer"), make_country()


def titles(
    market: tuple[Occupation, Country], at: datetime = NOW, language: str = "en"
) -> list[str]:
    occupation, country = market
    moment = Moment(on=at.date(), known_at=at, is_now=True)
    topic = Topic(occupation=occupation.code, country=country.code)
    found = read_written(topic, language=language, moment=moment, guides=MOST)
    return [live.content.heading for live in found.guides]


def test_guides_of_the_country_come_before_those_of_none(market: tuple[Occupation, Country]):
    occupation, country = market
    live_guide(slug="a", heading="Here", occupation=occupation, country=country)
    later = WRITTEN + timedelta(days=1)
    live_guide(slug="b", heading="Anywhere", occupation=occupation, at=later)

    assert titles(market) == ["Here", "Anywhere"]


def test_what_is_about_something_else_stays_away(market: tuple[Occupation, Country]):
    occupation, _country = market
    austria = make_country(code="AT", name_en="Austria")
    live_guide(slug="a", heading="There", occupation=occupation, country=austria)
    live_guide(slug="b", heading="Another", occupation=make_occupation(name_en="Baker"))
    live_guide(slug="c", heading="Nobody's")
    live_guide(slug="d", heading="Hier", language="de", occupation=occupation)

    assert titles(market) == []
    assert titles(market, language="de") == ["Hier"]


def test_only_what_is_live_at_the_moment_is_told(market: tuple[Occupation, Country]):
    occupation, _country = market
    write(slug="draft", heading="Draft", occupation=occupation)
    ending = write(slug="ends", heading="Ends", occupation=occupation)
    ends = WRITTEN + timedelta(days=10)
    go_live(ending, live_until=ends)
    coming = write(slug="comes", heading="Comes", occupation=occupation)
    go_live(coming, live_from=ends)

    assert titles(market, ends - timedelta(seconds=1)) == ["Ends"]
    assert titles(market, ends) == ["Comes"]


def test_words_of_market_pages_are_layers_and_no_guides(market: tuple[Occupation, Country]):
    occupation, country = market
    elsewhere = make_country(code="AT", name_en="Austria")
    page = {"kind": "market", "language": "en"}
    live_guide(slug="own", heading="Own", occupation=occupation, country=country, **page)
    live_guide(slug="all", heading="All", **page)
    live_guide(slug="land", heading="Land", country=country, **page)
    live_guide(slug="other", heading="Other", country=elsewhere, **page)
    live_guide(slug="alle", heading="Alle", kind="market", language="de")
    moment = Moment(on=NOW.date(), known_at=NOW, is_now=True)
    topic = Topic(occupation=occupation.code, country=country.code)

    found = read_written(topic, language="en", moment=moment, guides=MOST)

    assert [live.content.heading for live in found.layers] == ["All", "Land", "Own"]
    assert found.guides == []


def test_many_take_no_more_queries_than_one(market: tuple[Occupation, Country]):
    occupation, country = market
    for number in range(20):
        live_guide(slug=f"g{number}", heading="Pays", occupation=occupation, country=country)
        with CaptureQueriesContext(connection) as first:
            titles(market)
        with CaptureQueriesContext(connection) as queries:
            found = titles(market)
        assert len(first) == 3  # the state of the data; what is published; the texts
        assert len(queries) == 1  # the state

    assert found == ["Pays"] * MOST
