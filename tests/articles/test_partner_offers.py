"""Partner offers: told apart from advice by construction, counted without knowing anybody."""

import re
from datetime import date, timedelta
from threading import Thread

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from articles.models import Article, Block, ExternalLink, OfferClicks, PartnerOffer
from articles.offering import counting
from articles.offering.choosing import in_turn, read_offers
from articles.publishing.publications import publish
from articles.writing.content import Topic
from articles.writing.saving import save_version
from benchmarks.moments import Moment
from tests.factories import make_country, make_occupation

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),
]

READER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
NOTICE = {"de": "Werbung: Partner bezahlen", "en": "Advertising: partners pay"}
LABEL = {"de": ">Anzeige<", "en": ">Advertisement<"}


def offer(**overrides: object) -> PartnerOffer:
    today = timezone.localdate()
    fields = {
        "reference": "cloud-course",
        "partner": "Beispielakademie",
        "title": "Kurs",
        "text": "Ein Kurs.",
        "language": "de",
        "url": "https://partner.example/course?via=laufbahn",
        "valid_from": today - timedelta(days=1),
        "valid_to": today + timedelta(days=30),
    }
    return PartnerOffer.objects.create(**(fields | overrides))


def guide(language: str, kinds: list[tuple[str, dict]]) -> str:
    """A live guide of these blocks; its address."""
    ada, _new = User.objects.get_or_create(username="ada")
    article = Article.objects.create(
        kind="guide", language=language, heading="Beruf", slug="beruf", owner=ada
    )
    for place, (kind, data) in enumerate(kinds):
        Block.objects.create(parent=article, kind=kind, data=data, ordering=place)
    then = timezone.now() - timedelta(hours=1)
    publish(save_version(article, by=ada, at=then), by=ada, at=then)
    return f"/{language}/{'karriere' if language == 'de' else 'career'}/beruf/"


def shown(topic: Topic | None = None, language: str = "de", placement: str = "") -> list[str]:
    found = read_offers(
        topic=topic or Topic(), language=language, placement=placement, moment=Moment.now()
    )
    return [one.path for one in found]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_notice_stands_before_the_first_offer_wherever_the_block_is_moved(
    client: Client, language: str, place: int
):
    offer(language=language)
    kinds: list[tuple[str, dict]] = [
        ("prose", {"html": "<p>Eins</p>"}),
        ("prose", {"html": "<p>Zwei</p>"}),
    ]
    kinds.insert(place, ("offers", {"placement": ""}))

    text = client.get(guide(language, kinds)).text

    assert text.index(NOTICE[language]) < text.index(LABEL[language])
    assert text.index(LABEL[language]) < text.index("/go/cloud-course/")


def test_every_link_to_a_partner_is_labelled_and_marked_for_machines(client: Client):
    offer()
    offer(reference="other", title="Anderes")

    text = client.get(guide("de", [("offers", {"placement": ""})])).text

    links = re.findall(r'<a href="/go/[^>]*>', text)
    assert len(links) == 2
    assert all('rel="sponsored nofollow noopener"' in link for link in links)
    assert text.count(LABEL["de"]) == 2
    assert "partner.example" not in text


def test_no_template_but_one_leads_to_a_partner():
    from django.conf import settings

    leading = [
        path.name
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        if "offer.path" in path.read_text() or "/go/" in path.read_text()
    ]

    assert leading == ["offers.html"]
    component = (settings.BASE_DIR / "templates/components/offers.html").read_text()
    assert component.index("disclosure") < component.index("{% for offer")


def test_a_market_page_shows_offers_for_its_occupation_and_country(client: Client):
    occupation, germany = make_occupation(), make_country()
    elsewhere = make_country(code="AT", name_de="Österreich", name_en="Austria")
    here, abroad = offer(), offer(reference="abroad")
    here.countries.add(germany)
    here.occupations.add(occupation)
    abroad.countries.add(elsewhere)

    text = client.get("/de/gehalt/machine-learning-engineer/deutschland/").text

    assert "/go/cloud-course/" in text
    assert "/go/abroad/" not in text


@pytest.mark.parametrize(
    "overrides",
    [
        {"valid_to": timezone.localdate()},
        {"valid_from": timezone.localdate() + timedelta(days=1)},
        {"language": "en"},
        {"placement": "elsewhere"},
    ],
)
def test_what_does_not_fit_is_not_shown(overrides: dict[str, object]):
    offer(**overrides)

    assert shown() == []


def test_an_offer_whose_address_is_dead_vanishes_by_itself():
    dead = offer()
    ExternalLink.objects.create(url=dead.url, failures=3)

    assert shown() == []


def test_higher_priority_first_and_equal_ones_take_turns_by_day():
    offers = [offer(reference=f"offer-{n}") for n in range(4)]
    first = offer(reference="first", priority=5)
    days = [date(2026, 11, 1) + timedelta(days=n) for n in range(60)]

    orders = [in_turn([*offers, first], on=day, page="x") for day in days]

    assert all(order[0] == first for order in orders)
    assert {order[1].reference for order in orders} == {one.reference for one in offers}
    assert orders[0] == in_turn([first, *offers[::-1]], on=days[0], page="x")


def test_a_click_is_counted_for_its_page_and_day_and_leads_on(client: Client):
    offer()

    for _ in range(2):
        response = client.get(
            "/go/cloud-course/",
            headers=READER | {"Referer": "http://testserver/de/gehalt/?as_of=x"},
        )

    assert response.status_code == 302
    assert response.headers["Location"] == "https://partner.example/course?via=laufbahn"
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    row = OfferClicks.objects.get()
    assert (row.page, row.on, row.count) == ("/de/gehalt/", timezone.localdate(), 2)


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Googlebot/2.1"},
        {"User-Agent": "curl/8.1"},
        {"User-Agent": ""},
        READER | {"Sec-Purpose": "prefetch;prerender"},
        READER | {"Purpose": "prefetch"},
        READER | {"X-Moz": "prefetch"},
    ],
)
def test_machines_and_prefetching_are_led_on_and_not_counted(
    client: Client, headers: dict[str, str]
):
    offer()

    assert client.get("/go/cloud-course/", headers=headers).status_code == 302
    assert not OfferClicks.objects.exists()


def test_head_is_not_counted(client: Client):
    offer()

    assert client.head("/go/cloud-course/", headers=READER).status_code == 302
    assert not OfferClicks.objects.exists()


@pytest.mark.parametrize(
    "referer",
    ["https://evil.example/de/", "http://testserver/none/", "http://testserver" + "/x" * 999],
)
def test_a_page_that_is_none_of_ours_is_not_kept(client: Client, referer: str):
    offer()
    client.get("/go/cloud-course/", headers=READER | {"Referer": referer})

    assert OfferClicks.objects.get().page == ""


def test_the_reader_goes_on_where_counting_fails(client: Client, monkeypatch: pytest.MonkeyPatch):
    offer()
    monkeypatch.setattr(counting, "_COUNT", "SELECT 1/0 WHERE %s + %s = %s")

    assert client.get("/go/cloud-course/", headers=READER).status_code == 302


def test_an_offer_that_ended_says_so(client: Client):
    offer(valid_to=timezone.localdate())

    response = client.get("/go/cloud-course/", headers=READER)

    assert response.status_code == 410
    assert not OfferClicks.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_clicks_at_the_same_time_are_all_counted():
    partner = offer()
    today = timezone.localdate()

    def follow() -> None:
        for _ in range(250):
            counting.count_click(partner, page="/de/", on=today)
        connection.close()

    threads = [Thread(target=follow) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert OfferClicks.objects.get().count == 1_000


def test_an_offer_leads_to_the_web_alone():
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        offer(url="javascript:alert(1)")
