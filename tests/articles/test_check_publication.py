"""A whole version is checked against the law in force, its topic's figures and the site."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from articles.checking.findings import Finding
from articles.checking.publication import check_publication
from articles.models import Article, Block, Version
from articles.writing.saving import save_version
from benchmarks.models import Country, Occupation
from benchmarks.moments import Moment
from tests.factories import make_estimate, make_release, publish
from tests.visa.shipped import LOADED_AT, shipped
from visa.models import ResidenceTitle

pytestmark = pytest.mark.django_db
TODAY = Moment(on=date(2026, 11, 23), known_at=LOADED_AT, is_now=True)
SHORTAGE = "visa.de.blue-card.salary.shortage"


@pytest.fixture(scope="module", autouse=True)
def law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), shipped():
        yield


def written(*blocks: tuple[str, dict[str, object]], **overrides: object) -> Version:
    ada = User.objects.create_user("ada")
    fields = {
        "kind": "guide",
        "language": "de",
        "heading": "Beruf",
        "slug": "beruf",
        "lead": "Worum es geht.",
        "author": "Ada",
        "owner": ada,
    }
    article = Article.objects.create(**(fields | overrides))
    for kind, data in blocks:
        Block.objects.create(parent=article, kind=kind, data=data)
    return save_version(article, by=ada, at=LOADED_AT)


def prose(html: str) -> tuple[str, dict[str, object]]:
    return ("prose", {"html": html})


def found(version: Version, moment: Moment = TODAY) -> dict[str, Finding]:
    with translation.override("en"):
        return {one.code: one for one in check_publication(version, moment)}


def replacements(version: Version) -> list[str | None]:
    return [
        one.replacement for one in check_publication(version, TODAY) if one.code == "typed-figure"
    ]


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("45.934,20 €", f"[[{SHORTAGE}]]"),
        ("€45,934.20", f"[[{SHORTAGE}]]"),
        ("45934,20 EUR", f"[[{SHORTAGE}]]"),
        ("45.934 €", f"[[{SHORTAGE}]]"),
        ("3.827,85 €", f"[[{SHORTAGE} | month]]"),
        ("101.400 €", "[[visa.de.pension.ceiling]]"),
        ("50.700 €", "[[visa.de.blue-card.salary.general]]"),
        ("55.770 €", "[[visa.de.older-workers.salary]]"),
        ("45,3 %", "[[visa.de.blue-card.percentage.lower]]"),
    ],
)
def test_every_legal_figure_in_force_is_known_when_typed(typed: str, reference: str) -> None:
    version = written(prose(f"<p>Mindestens {typed} brutto.</p>"))

    assert reference in replacements(version)


def test_last_years_figure_is_named_as_such() -> None:
    version = written(prose("<p>Mindestens 43.759,80 € brutto.</p>"))

    assert "until 31\xa0December 2025" in found(version)["typed-past-figure"].sentence


def test_a_cited_figure_that_ends_is_warned_of_on_the_days_after_alone() -> None:
    version = written(prose(f"<p>Mindestens [[{SHORTAGE}]] brutto.</p>"))
    next_year = Moment(on=date(2027, 1, 1), known_at=LOADED_AT, is_now=False)

    assert "no-value" not in found(version)
    assert "1\xa0January 2027" in found(version, next_year)["no-value"].sentence


def test_pay_of_the_pages_own_topic_is_known_as_it_is_printed() -> None:
    occupation = Occupation.objects.get(code="machine-learning-engineer")
    germany = Country.objects.get(code="DE")
    release = make_release()
    make_estimate(release, occupation, germany, typical="80000", typical_low="76000")
    publish(release)
    about = {"occupation": occupation, "country": germany}

    on_topic = written(prose("<p>Üblich sind 80.000 € im Jahr.</p>"), **about)

    assert "[[salary.typical]]" in replacements(on_topic)


def test_a_fee_is_the_laws_on_a_page_about_a_title_alone() -> None:
    title = ResidenceTitle.objects.get(key="de.blue-card")
    fee = prose("<p>Das nationale Visum kostet 75 €.</p>")

    assert replacements(written(fee, kind="visa", title=title)) == ["[[visa.de.visa.fee]]"]


def test_links_pictures_and_the_other_language_are_looked_up() -> None:
    version = written(
        prose('<p><a href="/de/nirgendwo/">der Weg</a></p>'),
        ("image", {"picture": 12, "caption": ""}),
    )

    codes = found(version)

    assert codes["link-nowhere"].blocks
    assert codes["no-picture"].blocks
    assert "no-translation" in codes


def test_an_editor_reads_german_sentences_in_a_german_admin() -> None:
    version = written(prose("<p>TODO</p>"))

    with translation.override("de"):
        sentences = [one.sentence for one in check_publication(version, TODAY)]

    assert "„TODO“ ist noch zu erledigen." in sentences


def test_ten_times_the_text_takes_as_many_queries() -> None:
    html = f"<p>Mindestens [[{SHORTAGE}]], nicht 101.400 €.</p>"
    version = written(prose(html))
    check_publication(version, TODAY)  # the law is at hand from then on
    with CaptureQueriesContext(connection) as once:
        check_publication(version, TODAY)
    for _ in range(9):
        Block.objects.create(parent=version.article, kind="prose", data={"html": html})
    longer = save_version(version.article, by=version.saved_by, at=LOADED_AT)
    with CaptureQueriesContext(connection) as ten_times:
        check_publication(longer, TODAY)

    assert len(ten_times) == len(once) <= 12
