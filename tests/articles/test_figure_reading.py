"""Figures as a page cites them, read from law and release in a fixed number of queries."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from articles.figures.figure import FigureBook, State
from articles.figures.reading import read_figures
from articles.figures.rendering import plain
from articles.writing.content import Topic
from benchmarks.models import Country, Estimate, Hub, Occupation
from benchmarks.moments import Moment
from benchmarks.queries import read_pay
from tests.factories import (
    make_estimate,
    make_projection,
    make_release,
    make_suppressed_estimate,
    publish,
)
from tests.visa.shipped import LOADED_AT, shipped

pytestmark = pytest.mark.django_db

SHORTAGE = "visa.de.blue-card.salary.shortage"
MUNICH = Topic(occupation="machine-learning-engineer", country="DE", hub="de-munich")
GERMANY = Topic(occupation="machine-learning-engineer", country="DE")


@pytest.fixture(scope="module", autouse=True)
def law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), shipped():
        yield


def on(day: date) -> Moment:
    return Moment(on=day, known_at=LOADED_AT, is_now=False)


NOW = on(date(2026, 11, 23))


@pytest.fixture
def market() -> tuple[Occupation, Country, Hub]:
    """ML engineers: 80,000 in Germany, 90,000 for its seniors, a coarse range in Munich."""
    occupation = Occupation.objects.get(code="machine-learning-engineer")
    germany = Country.objects.get(code="DE")
    munich = Hub.objects.get(code="de-munich")
    release = make_release()
    make_estimate(release, occupation, germany, p10=52_000, p25=66_000)
    make_estimate(release, occupation, germany, year=2023, typical=78_000, median=78_000)
    make_projection(release, occupation, germany)
    make_estimate(
        *(release, occupation, germany),
        seniority="senior",
        typical=90_000,
        typical_low=86_000,
        typical_high=95_000,
        p75=100_000,
        recent_n=63,
    )
    make_suppressed_estimate(release, occupation, germany, seniority="lead")
    rough = {"typical_low": Decimal(62_000), "typical_high": Decimal(98_000)}
    make_estimate(release, occupation, germany, hub=munich, grade="D", **rough)
    publish(release, datetime(2026, 3, 1, 12, tzinfo=UTC))
    return occupation, germany, munich


def text(key: str, topic: Topic = GERMANY, moment: Moment = NOW, language: str = "de") -> str:
    book = read_figures([key.partition(" ")[0]], topic=topic, moment=moment)
    return plain(f"[[{key}]]", book, language).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2023, 11, 17), "45.552 €"),
        (date(2023, 11, 18), "39.682,80 €"),
        (date(2025, 12, 31), "43.759,80 €"),
        (date(2026, 1, 1), "45.934,20 €"),
        (date(2027, 1, 1), "noch nicht veröffentlicht (bis 31. Dezember 2026: 45.934,20 €)"),
    ],
)
def test_a_legal_figure_is_that_of_the_day(day: date, shown: str) -> None:
    assert text(SHORTAGE, moment=on(day)) == shown


def test_a_legal_figure_tells_its_validity_origin_and_formula() -> None:
    figure = read_figures([SHORTAGE], topic=Topic(), moment=NOW).figures[SHORTAGE]

    assert (figure.valid_from, figure.valid_to) == (date(2026, 1, 1), date(2027, 1, 1))
    assert figure.inputs == ("visa.de.blue-card.percentage.lower", "visa.de.pension.ceiling")
    assert figure.origins[0].url.startswith("https://")
    assert not figure.is_estimate


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("salary.typical", "80.000 €"),
        ("salary.machine-learning-engineer.de.typical", "80.000 €"),
        ("salary.typical | range", "76.000–84.000 €"),
        ("salary.low", "76.000 €"),
        ("salary.p10", "52.000 €"),
        ("salary.n", "40"),
        ("salary.year", "2024"),
        (
            "salary.projection",
            "85.000 €",
        ),  # 83.000 at grade C: steps of at least a thirtieth, 5.000
        ("salary.senior.typical", "90.000 €"),
        ("salary.lead.typical", "zu wenige Daten"),
        ("salary.mid.typical", "zu wenige Daten"),
        ("share.senior", "70 %"),  # 63 of 90
        ("share.lead", "zu wenige Daten"),
        ("data.to", "September 2024"),
        ("data.from", "2022"),
        ("data.samples", "90"),
        ("data.sources", "3"),
        ("data.released-at", "1. März 2026"),
    ],
)
@pytest.mark.usefixtures("market")
def test_a_figure_of_a_market_is_that_of_its_page(key: str, shown: str) -> None:
    assert text(key) == shown


@pytest.mark.usefixtures("market")
def test_a_group_that_has_a_range_alone_prints_the_range() -> None:
    assert text("salary.typical", MUNICH) == "60.000–100.000 €"
    assert text("salary.senior.typical", MUNICH) == "zu wenige Daten"


def test_prose_and_market_page_never_differ(market: tuple[Occupation, Country, Hub]) -> None:
    occupation, germany, _munich = market
    release = Estimate.objects.latest("pk").release
    page = read_pay(occupation=occupation, country=germany, hub=None, release=release)
    levels = {one.seniority.value: one.pay for one in page.by_seniority}
    keys = ["salary.typical", "salary.projection", "salary.senior.typical", "salary.senior.p75"]

    book = read_figures(keys, topic=GERMANY, moment=NOW).figures

    assert page.latest
    assert page.projection
    senior = levels["senior"]
    assert senior
    assert [book[key].value for key in keys] == [
        *(page.latest.typical, page.projection.typical, senior.typical, senior.p75)
    ]


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    "key",
    [
        *("visa.de.nothing", "salary.nobody.de.typical", "salary.mean", "nothing", "a.b"),
        "salary.machine-learning-engineer.xx.typical",
        "salary.machine-learning-engineer.de.de-nowhere.typical",
        "visa.\0",
        "salary.\0.de.typical",
    ],
)
def test_a_key_that_names_nothing_is_unknown(key: str) -> None:
    book = read_figures([key], topic=GERMANY, moment=NOW)

    assert book.figures[key].state is State.UNKNOWN
    assert book.of(key) is None


@pytest.mark.usefixtures("market")
def test_a_market_without_samples_has_too_few_data() -> None:
    assert text("salary.machine-learning-engineer.at.typical") == "zu wenige Daten"


@pytest.mark.usefixtures("market")
def test_before_the_first_release_nothing_is_published() -> None:
    before = Moment(on=date(2026, 2, 1), known_at=datetime(2026, 2, 1, tzinfo=UTC), is_now=False)

    assert text("salary.typical", moment=before) == "noch nicht veröffentlicht"
    assert text("data.release", moment=before, language="en") == "not yet published"


def test_a_relative_key_needs_a_topic() -> None:
    assert read_figures(["salary.typical"], topic=Topic(), moment=NOW).of("salary.typical") is None


def cited(count: int) -> list[str]:
    codes = list(Occupation.objects.order_by("code").values_list("code", flat=True)[:count])
    return [f"salary.{code}.{country}.typical" for code in codes for country in ("de", "at")]


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("count", [1, 20])
def test_all_figures_of_a_page_take_four_queries(count: int) -> None:
    keys = [SHORTAGE, "visa.de.blue-card.salary.general", "salary.senior.p10", *cited(count)]
    read_figures(keys, topic=MUNICH, moment=NOW)  # the law is at hand from then on

    with CaptureQueriesContext(connection) as queries:
        book = read_figures(keys, topic=MUNICH, moment=NOW)

    assert len(queries) == 4
    assert State.UNKNOWN not in {figure.state for figure in book.figures.values()}


def test_a_page_without_figures_asks_nothing() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert read_figures([], topic=GERMANY, moment=NOW) == FigureBook({}, NOW.on)

    assert len(queries) == 0
