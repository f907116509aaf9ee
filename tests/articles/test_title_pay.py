"""Pages of residence titles tell what occupations earn, and who clears the title's floors."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from articles.title_pay import MOST
from benchmarks.models import Country, Grade, Occupation, Release, Seniority
from benchmarks.moments import Moment
from tests.factories import make_estimate, make_release, make_suppressed_estimate, publish
from tests.html_reader import read_html
from tests.visa.shipped import shipped
from tests.written import live_guide
from visa.models import OccupationCode, ResidenceTitle
from visa.queries import read_titles
from visa.queries.floors import floors_of, read_salary_titles

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

TITLE = "/en/visa/eu-blue-card/"
DAY = "?as_of=2026-11-20"
PAGE = f"{TITLE}machine-learning-engineer/"


@pytest.fixture(scope="module", autouse=True)
def law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), shipped():
        yield


@pytest.fixture
def release() -> Release:
    return make_release()


def germany() -> Country:
    return Country.objects.get(code="DE")


def engineer() -> Occupation:
    return Occupation.objects.get(code="machine-learning-engineer")


def entry_level(release: Release) -> None:
    """Typically 42,000, from 40,000 to 44,000: below both floors of the Blue Card."""
    amounts = {"typical": 42_000, "typical_low": 40_000, "typical_high": 44_000}
    people = {"p10": 36_000, "p25": 40_000, "p75": 48_000, "p90": 53_000}
    fields = {name: Decimal(amount) for name, amount in (amounts | people).items()}
    make_estimate(release, engineer(), germany(), seniority=Seniority.ENTRY, **fields)


def text(client: Client, path: str) -> str:
    response = client.get(f"{path}{DAY}")
    assert response.status_code == 200
    return read_html(response.content).text


def test_a_page_for_an_occupation_holds_its_pay_against_each_floor(
    client: Client, release: Release
) -> None:
    make_estimate(release, engineer(), germany())
    make_estimate(release, engineer(), germany(), seniority=Seniority.SENIOR)
    entry_level(release)
    publish(release)

    page = read_html(client.get(f"{PAGE}{DAY}").content)

    assert "Pay: Machine Learning Engineer, Germany" in page.text
    assert "Typical pay 2024, gross per year: €80,000 (80% interval: €76,000–84,000)" in page.text
    # By the line through P10 and P25, 4.3 to 7.1 % earn less; rounded outwards, 8 at most.
    lower = page.text.split("Lower salary threshold €45,934.20 at")[1]
    assert lower.startswith(" least 92% of people reached: Senior; missed: Entry")
    assert f"/en/salary/machine-learning-engineer/germany/{DAY}" in page.links


def test_the_german_page_says_the_same(client: Client, release: Release) -> None:
    make_estimate(release, engineer(), germany())
    publish(release)

    page = text(client, "/de/visum/blaue-karte-eu/machine-learning-engineer/")

    assert "Gehalt: Machine Learning Engineer, Deutschland" in page
    assert "mindestens 92\N{NO-BREAK SPACE}% der Menschen" in page


def test_without_a_figure_of_all_levels_nothing_is_said(client: Client, release: Release) -> None:
    make_suppressed_estimate(release, engineer(), germany())
    make_estimate(release, engineer(), Country.objects.get(code="AT"))
    publish(release)

    assert "Pay: Machine Learning Engineer" not in text(client, PAGE)
    assert "Who earns enough" not in text(client, TITLE)


def test_a_modelled_range_tells_no_share(client: Client, release: Release) -> None:
    make_estimate(release, engineer(), germany(), grade=Grade.D, range_is_measured=False)
    publish(release)

    page = text(client, PAGE)

    assert "gross per year: €75,000–85,000." in page
    assert "too few data" in page
    assert "% of people" not in page


def test_what_is_not_released_yet_is_not_told(client: Client, release: Release) -> None:
    make_estimate(release, engineer(), germany())
    assert "Pay: Machine" not in text(client, PAGE)

    publish(release, at=datetime(2026, 11, 24, 12, tzinfo=UTC))
    assert "Pay: Machine" not in text(client, PAGE)


def test_a_title_compares_the_occupations_with_most_samples(
    client: Client, release: Release
) -> None:
    known = list(Occupation.objects.order_by("code")[: MOST + 2])
    code = OccupationCode.objects.select_related("citation").first()
    assert code is not None
    for number, occupation in enumerate(known):
        if not OccupationCode.objects.filter(occupation=occupation).exists():
            names = {"code": "2512", "name_de": "B", "name_en": "B", "position": 1}
            OccupationCode.objects.create(occupation=occupation, citation=code.citation, **names)
        make_estimate(release, occupation, germany(), recent_n=100 + number)
    publish(release)

    page = text(client, TITLE).split("Who earns enough")[1].split("Documents to bring")[0]

    shown = [one.name_en for one in known if one.name_en in page]
    assert len(shown) == MOST
    assert known[0].name_en not in page
    assert page.count("at least 92% of people") == MOST
    assert "General salary threshold: €50,700" in page


def test_a_title_that_asks_for_no_salary_compares_none(client: Client, release: Release) -> None:
    make_estimate(release, engineer(), germany())
    publish(release)

    assert "Who earns enough" not in text(client, "/en/visa/opportunity-card/")


def test_a_visa_guide_shows_the_pay_of_its_occupation(client: Client, release: Release) -> None:
    make_estimate(release, engineer(), germany())
    publish(release)
    topic = {
        "title": ResidenceTitle.objects.get(key="de.blue-card"),
        "occupation": engineer(),
        "country": germany(),
    }
    live_guide(("prose", {"html": "<h2>Pay</h2>"}), kind="visa", heading="The card", **topic)

    page = read_html(client.get(f"{PAGE}{DAY}").content)

    assert "The card" in page.text
    assert "at least 92% of people" in page.text
    assert len(page.ids) == len(set(page.ids))
    assert "at least 92% of people" in text(client, f"{PAGE}rules/")


def test_a_visa_guide_of_another_country_shows_none(client: Client, release: Release) -> None:
    austria = Country.objects.get(code="AT")
    make_estimate(release, engineer(), austria)
    publish(release)
    title = ResidenceTitle.objects.get(key="de.blue-card")
    topic = {"title": title, "occupation": engineer(), "country": austria}
    live_guide(kind="visa", heading="The card", **topic)

    page = text(client, PAGE)

    assert "The card" in page
    assert "Earn at least that" not in page


@pytest.mark.parametrize("path", [TITLE, PAGE])
@pytest.mark.parametrize("count", [1, 20])
def test_the_pages_take_few_queries(
    client: Client, release: Release, path: str, count: int
) -> None:
    for occupation in [engineer(), *Occupation.objects.exclude(pk=engineer().pk)[: count - 1]]:
        make_estimate(release, occupation, germany())
        for level in Seniority:
            make_estimate(release, occupation, germany(), seniority=level)
    publish(release)
    client.get(path)  # law is read anew only where anything has changed

    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)

    assert response.status_code == 200
    assert len(queries) <= 12, [one["sql"][:100] for one in queries]


def test_floors_read_with_the_rules_are_those_that_the_database_finds() -> None:
    moment = Moment.asked_for("2026-11-20")
    compared = 0

    for country in Country.objects.all():
        found = read_salary_titles(country=country, occupation=engineer(), moment=moment)
        by_slug = {one.slug.en: one.floors for one in found}
        for title in read_titles(moment):
            if title.country == country.code:
                assert tuple(floors_of(title)) == by_slug.get(title.slug.en, ())
                compared += bool(floors_of(title))
    assert compared > 5
