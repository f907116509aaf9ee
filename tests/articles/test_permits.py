"""What pay and law say of each other on a market page."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoDbBlocker

from articles.knowledge import Knowledge
from articles.permits import Clearing, PermitOutlook, offer_sentences, permit_outlooks
from benchmarks.models import Country, Grade, Occupation, Release, Seniority
from benchmarks.moments import Moment
from benchmarks.queries import read_pay
from tests.factories import make_estimate, make_release, publish
from tests.visa.shipped import shipped

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),
]

MARKET = "/de/gehalt/machine-learning-engineer/deutschland/"


@pytest.fixture(scope="module", autouse=True)
def law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), shipped():
        yield


@pytest.fixture
def market() -> tuple[Occupation, Country]:
    return Occupation.objects.get(code="machine-learning-engineer"), Country.objects.get(code="DE")


def outlooks(
    market: tuple[Occupation, Country], day: str = "2026-11-23"
) -> dict[str, PermitOutlook]:
    occupation, country = market
    moment = Moment.asked_for(day)
    release = Release.objects.in_effect(moment)
    pay = (
        read_pay(occupation=occupation, country=country, hub=None, release=release)
        if release
        else None
    )
    found = permit_outlooks(
        occupation=occupation, country=country, pay=pay, knowledge=Knowledge(moment)
    )
    return {one.name: one for one in found}


def floors(outlook: PermitOutlook) -> dict[str, Decimal | None]:
    return {floor.address.key: floor.amount for floor in outlook.floors}


def test_the_floors_are_the_law_of_the_day(market: tuple[Occupation, Country]):
    with translation.override("en"):
        now, before = outlooks(market), outlooks(market, "2025-12-31")

    assert floors(now["EU Blue Card"]) == {
        "visa.de.blue-card.salary.general": Decimal("50700.00"),
        "visa.de.blue-card.salary.shortage": Decimal("45934.20"),
    }
    assert floors(before["EU Blue Card"])["visa.de.blue-card.salary.shortage"] == Decimal(
        "43759.80"
    )


def test_a_floor_does_not_repeat_the_title_that_it_stands_under(
    market: tuple[Occupation, Country],
):
    with translation.override("de"):
        found = outlooks(market)
        labels = {name: [floor.label for floor in one.floors] for name, one in found.items()}

    assert labels["Blaue Karte EU"] == ["Allgemeine Gehaltsgrenze", "Niedrigere Gehaltsgrenze"]
    assert "Berufserfahrene nach § 6 BeschV: Mindestgehalt" in [*labels.values()][-1]


def test_a_floor_that_is_not_published_says_so(market: tuple[Occupation, Country]):
    with translation.override("de"):
        ahead = outlooks(market, "2027-06-01")
        printed = {floor.printed for one in ahead.values() for floor in one.floors}

    assert "noch nicht veröffentlicht" in printed


def test_an_offer_clears_one_floor_and_misses_the_other(market: tuple[Occupation, Country]):
    with translation.override("de"):
        card = outlooks(market)["Blaue Karte EU"]
        said = offer_sentences(Decimal(49_300), [card])

    assert any("übertrifft" in one and "45.934,20" in one and "7,3" in one for one in said)
    assert any("verfehlt" in one and "50.700" in one and "2,8" in one for one in said)


def estimates(market: tuple[Occupation, Country], **overrides: object) -> None:
    occupation, country = market
    release = make_release()
    make_estimate(release=release, occupation=occupation, country=country, **overrides)
    make_estimate(
        release=release,
        occupation=occupation,
        country=country,
        seniority=Seniority.ENTRY,
        typical=Decimal(42_000),
        typical_low=Decimal(40_000),
        typical_high=Decimal(44_000),
        p10=Decimal(36_000),
        p25=Decimal(40_000),
        p75=Decimal(48_000),
        p90=Decimal(53_000),
    )
    publish(release)


def test_levels_clear_miss_or_stay_open_by_their_interval(market: tuple[Occupation, Country]):
    estimates(market)

    with translation.override("en"):
        (shortage,) = [
            floor
            for floor in outlooks(market)["EU Blue Card"].floors
            if floor.address.key.endswith("shortage")
        ]

    assert shortage.levels == [(Seniority.ENTRY, Clearing.MISSES)]
    # By the line through P10 and P25, 4.3 to 7.1 % earn less; rounded outwards, 8 at most.
    assert shortage.share == "at least 92% of people"


def test_a_modelled_range_tells_no_share(market: tuple[Occupation, Country]):
    estimates(market, grade=Grade.D, range_is_measured=False)

    shares = {floor.share for one in outlooks(market).values() for floor in one.floors}

    assert shares == {""}


def test_without_figures_the_law_stands_alone(market: tuple[Occupation, Country], client: Client):
    text = client.get(MARKET).text

    assert "45.934,20" in text
    assert "zu wenige Daten" in text


def test_the_page_tells_an_offer_which_floors_it_clears(
    market: tuple[Occupation, Country], client: Client, monkeypatch: pytest.MonkeyPatch
):
    estimates(market)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))

    text = client.post(f"{MARKET}angebot/", {"amount": "49.300"}).text

    assert "übertrifft „" in text
    assert "7,3\N{NO-BREAK SPACE}%" in text
    assert "2,8\N{NO-BREAK SPACE}%" in text


def test_a_country_without_titles_has_no_such_part(client: Client):
    occupation = Occupation.objects.get(code="machine-learning-engineer")
    spain = Country.objects.get(code="ES")
    release = make_release()
    make_estimate(release=release, occupation=occupation, country=spain)
    publish(release)

    assert 'id="permits"' not in client.get("/de/gehalt/machine-learning-engineer/spanien/").text
