"""Market pages out of layers: one blueprint, own words, parts that nobody can lose."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, PartnerOffer
from articles.publishing.publications import withdraw
from benchmarks.models import Country, Grade, Occupation, Release
from benchmarks.queries import read_index
from benchmarks.queries.moved import read_hub_markets
from config.pages.changes import next_publication
from config.pages.generations import Generations
from tests.factories import (
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_projection,
    make_release,
    make_skill,
    make_source,
    make_suppressed_estimate,
    publish,
)
from tests.html_reader import read_html
from tests.written import WRITTEN, Data, go_live, live_guide, rewrite, write

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),
]

GERMANY = "/en/salary/machine-learning-engineer/germany/"
BERLIN = f"{GERMANY}berlin/"
AUSTRIA = "/en/salary/machine-learning-engineer/austria/"
ENGINEER = "/en/salary/ai-engineer/germany/"
PARTS = ("headline", "offer", "levels", "cities", "years", "countries", "sources")
NOTICE = "Advertising: partners pay"


@pytest.fixture(autouse=True)
def release() -> Release:
    """Two occupations in Germany, with Berlin; of Austria a range alone, without a projection."""
    germany, austria = make_country(), make_country(code="AT", name_en="Austria")
    machine, engineer = make_occupation(), make_occupation(name_en="AI engineer")
    found = make_release(source=make_source())
    make_estimate(found, machine, germany)
    make_estimate(found, machine, germany, year=2023)
    make_estimate(found, machine, germany, seniority="senior")
    make_projection(found, machine, germany)
    make_estimate(found, machine, germany, hub=make_hub(germany, name_en="Berlin"))
    make_estimate(found, machine, austria, grade=Grade.D, n=None, median=None, recent_n=7)
    make_estimate(found, engineer, germany)
    return publish(found)


def words(text: str, slot: str = "", **conditions: object) -> tuple[str, Data]:
    return "prose", {"html": f"<p>{text}</p>", "slot": slot, **conditions}


def part(name: str, **conditions: object) -> tuple[str, Data]:
    return "part", {"part": name, "slot": name, **conditions}


def layer(*blocks: tuple[str, Data], at: datetime = WRITTEN, **overrides: object) -> Article:
    fields = {"kind": "market", "slug": "salary-page", "lead": ""}
    return live_guide(*blocks, at=at, **(fields | overrides))


def of(code: str, **overrides: object) -> dict[str, object]:
    """Own words of an occupation or a country, by its code or slug."""
    if len(code) == 2:
        return {
            "country": Country.objects.get(code=code),
            "slug": f"own-{code}".lower(),
        } | overrides
    return {"occupation": Occupation.objects.get(slug_en=code), "slug": f"own-{code}"} | overrides


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.text


def ids(html: str) -> list[str]:
    return re.findall(r'<h2 [^>]*id="([a-z-]+)"', html)


def test_without_a_blueprint_every_part_is_there_in_its_order(client: Client) -> None:
    assert ids(text_of(client, GERMANY)) == [
        *("typical", "offer-heading", "seniority", "hubs", "years", "countries", "sources")
    ]


def test_a_blueprint_puts_words_between_the_parts_of_every_market(client: Client) -> None:
    layer(part("headline"), words("Read this."), part("levels"), part("sources"))

    for path in (GERMANY, BERLIN, ENGINEER):
        html = text_of(client, path)
        assert html.index('id="typical"') < html.index("Read this.") < html.index('id="sources"')
    assert "Read this." not in text_of(
        client, GERMANY.replace("/en/salary/", "/de/gehalt/").replace("germany", "deutschland")
    )


def test_own_words_replace_add_and_leave_out(client: Client) -> None:
    layer(
        part("headline"),
        words("Demand anywhere.", "demand"),
        words("Advice.", "advice"),
        part("sources"),
    )
    layer(words("Demand in Germany.", "demand"), words("Only here."), **of("DE"))
    layer(words("Demand for AI.", "demand"), part("advice", needs=["never"]), **of("ai-engineer"))

    germany, engineer = text_of(client, GERMANY), text_of(client, ENGINEER)
    austria = text_of(client, AUSTRIA)

    assert "Demand in Germany." in germany
    assert "Demand anywhere." not in germany
    assert germany.index("Demand in") < germany.index("Only here.") < germany.index("Advice.")
    assert "Demand for AI." in engineer
    assert "Demand in Germany." not in engineer
    assert "Advice." not in engineer
    assert "Only here." in engineer
    assert "Demand anywhere." in austria
    assert "Only here." not in austria


def test_own_words_speak_without_a_blueprint_too(client: Client) -> None:
    layer(words("Only here."), **of("DE"))

    assert "Only here." in text_of(client, GERMANY)
    assert 'id="typical"' in text_of(client, GERMANY)


@pytest.mark.parametrize(
    ("conditions", "germany", "austria"),
    [
        ({}, True, True),
        ({"needs": ["figure"]}, True, True),
        ({"needs": ["single-figure"]}, True, False),
        ({"needs": ["projection"]}, True, False),
        ({"needs": ["levels"]}, True, False),
        ({"needs": ["cities"]}, True, False),
        ({"needs": ["history"]}, True, False),
        ({"needs": ["skills"]}, False, False),
        ({"needs": ["titles"]}, False, False),
        ({"min_n": 8}, True, False),
        ({"worst_grade": "C"}, True, False),
        ({"only_countries": ["AT"]}, False, True),
        ({"only_occupations": ["ai-engineer"]}, False, False),
    ],
)
def test_a_condition_keeps_a_block_off_the_pages_that_do_not_meet_it(
    client: Client, conditions: dict[str, object], germany: bool, austria: bool
) -> None:
    layer(words("Said here.", **conditions))

    assert ("Said here." in text_of(client, GERMANY)) is germany
    assert ("Said here." in text_of(client, AUSTRIA)) is austria


def test_a_page_that_shows_a_broader_level_has_no_figure_of_its_own(
    client: Client, release: Release
) -> None:
    germany = Country.objects.get(code="DE")
    machine = Occupation.objects.get(slug_en="machine-learning-engineer")
    later = make_release(source=make_source(slug="another"))
    make_estimate(later, machine, germany)
    make_suppressed_estimate(later, machine, germany, hub=make_hub(germany, name_en="Munich"))
    publish(later, at=datetime(2025, 4, 1, tzinfo=UTC))
    layer(words("Of this place.", needs=["own-figure"]))

    assert "Of this place." in text_of(client, GERMANY)
    assert "Of this place." not in text_of(client, f"{GERMANY}munich/")


def test_skills_are_a_part_and_a_condition(client: Client) -> None:
    make_skill(Occupation.objects.get(slug_en="machine-learning-engineer"))
    layer(words("Skills matter.", needs=["skills"]), part("skills"))

    assert 'id="skills"' in text_of(client, GERMANY)
    assert "Skills matter." in text_of(client, GERMANY)
    assert "Skills matter." not in text_of(client, ENGINEER)


def test_figures_in_words_are_those_of_the_page(client: Client) -> None:
    layer(words("About [[salary.typical]] in [[salary.year]]."))

    assert re.search(r"About <a [^>]*>€80,000</a> in <a [^>]*>2024</a>\.", text_of(client, GERMANY))
    assert re.search(r"About <a [^>]*>€7\d,000.€?8\d,000</a>", text_of(client, AUSTRIA))


def test_what_cites_a_figure_that_is_not_there_is_left_out_by_itself(client: Client) -> None:
    layer(
        words("The median is [[salary.median]]."),
        ("faq", {
            "heading": "Asked",
            "items": [
                {"question": "How much?", "answer": "In [[salary.year]]."},
                {"question": "And next year?", "answer": "About [[salary.projection]]."},
            ],
        }),
        ("checklist", {"heading": "To do", "items": ["Ask for [[salary.median]]."]}),
        ("figure", {"key": "salary.median", "label": "Middle"}),
    )  # fmt: skip

    germany, austria = text_of(client, GERMANY), text_of(client, AUSTRIA)

    for said in ("The median is", "And next year?", "To do", "Middle", "How much?"):
        assert said in germany
    for silent in ("The median is", "And next year?", "To do", "Middle", "not yet published"):
        assert silent not in austria
    assert "How much?" in austria


def test_a_lead_is_shown_where_it_has_its_figures(client: Client) -> None:
    layer(words("Words."), lead="It was [[salary.median]] once.")

    assert "once." in text_of(client, GERMANY)
    assert "once." not in text_of(client, AUSTRIA)


def test_headline_and_sources_come_back_where_a_blueprint_leaves_them_out(client: Client) -> None:
    layer(words("All there is."), part("headline", needs=["never"]))

    html = text_of(client, GERMANY)

    assert ids(html) == ["typical", "sources"]
    assert html.index('id="typical"') < html.index("All there is.") < html.index('id="sources"')


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_the_notice_stands_before_the_first_offer_wherever_editors_move_it(
    client: Client, place: int
) -> None:
    today = timezone.localdate()
    PartnerOffer.objects.create(
        reference="course",
        partner="Academy",
        title="A course",
        text="Taught.",
        language="en",
        url="https://partner.example/",
        valid_from=today - timedelta(days=1),
        valid_to=today + timedelta(days=9),
    )
    blocks = [part("headline"), words("Words."), part("sources")]
    blocks.insert(place, ("offers", {"placement": "market"}))
    layer(*blocks)

    html = text_of(client, GERMANY)

    assert html.count("/go/course/") == html.count(">Advertisement<") == 1
    assert html.index(NOTICE) < html.index("/go/course/")
    if place == 0:
        assert html.index(NOTICE) < html.index('id="typical"')


def test_offers_have_one_template_and_it_has_the_notice() -> None:
    folder = Path(settings.BASE_DIR) / "templates"
    showing = [
        path
        for path in folder.rglob("*.html")
        if "/go/" in path.read_text() or "offer.path" in path.read_text()
    ]

    assert [path.relative_to(folder).as_posix() for path in showing] == ["components/offers.html"]


def test_a_market_without_any_figure_says_so_in_place_of_the_headline(client: Client) -> None:
    make_country(code="FR", name_en="France")
    layer(part("headline"), words("Words."), part("levels"), part("sources"))

    html = text_of(client, "/en/salary/machine-learning-engineer/france/")

    assert 'id="typical"' not in html
    assert 'id="sources"' not in html
    assert "Words." in html


def test_a_page_shows_the_words_of_its_day(client: Client) -> None:
    article = layer(words("First words."), at=datetime(2026, 2, 1, tzinfo=UTC))
    later = datetime(2026, 3, 1, tzinfo=UTC)
    go_live(rewrite(article, words("Second words."), at=later), at=later)

    assert "First words." not in text_of(client, f"{GERMANY}?as_of=2026-01-15")
    assert "First words." in text_of(client, f"{GERMANY}?as_of=2026-02-15")
    assert "Second words." in text_of(client, GERMANY)

    withdraw(article, at=datetime(2026, 4, 1, tzinfo=UTC))

    assert "Second words." not in text_of(client, GERMANY)
    assert 'id="typical"' in text_of(client, GERMANY)


def test_a_draft_and_a_scheduled_page_are_not_shown(client: Client) -> None:
    write(words("Draft words."), kind="market", slug="draft")
    go_live(
        write(words("Later words."), kind="market", slug="later"),
        live_from=timezone.now() + timedelta(days=1),
    )

    html = text_of(client, GERMANY)

    assert "Draft words." not in html
    assert "Later words." not in html


def test_sources_of_words_and_of_figures_have_names_of_their_own(client: Client) -> None:
    cited = ("sources", {"items": [{"title": "A study", "publisher": "An institute"}]})
    layer(part("headline"), words("Words."), part("sources"), cited)

    html = text_of(client, GERMANY)

    assert html.count("Sources of the figures") == 1
    assert "Sources of the text" in html


def test_the_page_has_one_h1_and_no_id_twice(client: Client) -> None:
    heading = "<h2>Sources</h2><h3>Offer</h3><p>Words.</p>"
    layer(("prose", {"html": heading}), part("headline"), part("headline"), part("sources"))

    html = text_of(client, GERMANY)
    found = re.findall(r'\bid="([^"]+)"', html)

    assert len(found) == len(set(found))
    assert html.count("<h1") == 1
    assert read_html(html.encode())


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_of_many_layers_and_blocks_takes_at_most_twelve_queries(
    client: Client, count: int
) -> None:
    kinds = [
        words(f"Words {n}: [[salary.typical]], [[salary.senior.typical]].") for n in range(count)
    ]
    layer(*kinds, *(part(name) for name in PARTS), ("offers", {"placement": "market"}))
    layer(*kinds, **of("DE"))
    layer(*kinds, **of("machine-learning-engineer"))

    for path in (GERMANY, BERLIN):
        text_of(client, path)  # what a process keeps while nothing changes is at hand from then on
        with CaptureQueriesContext(connection) as queries:
            text_of(client, path)
        assert len(queries) <= 12, [query["sql"][:90] for query in queries]


def test_every_market_with_a_figure_has_its_page_in_both_languages(
    client: Client, release: Release
) -> None:
    layer(words("Said."))
    places = client.get("/sitemap-markets.xml").text
    listed = re.findall(r"<loc>([^<]+/(?:salary|gehalt)/[^<]+)</loc>", places)
    pages = {url.removeprefix(settings.SITE_URL) for url in listed}

    expected = {
        f"/{language}/{word}/{entry.occupation.slug_in(language)}/{entry.country.slug_in(language)}/"
        for entry in read_index(release=release)
        for language, word in (("de", "gehalt"), ("en", "salary"))
    } | {
        f"/{language}/{word}/{row.slug_in(language)}/{hub.country.slug_in(language)}/"
        f"{hub.slug_in(language)}/"
        for row, hub in read_hub_markets(release=release)
        for language, word in (("de", "gehalt"), ("en", "salary"))
    }

    assert len(expected) == 8
    assert expected <= pages
    for path in expected:
        assert client.get(path).status_code == 200


def test_the_sitemap_dates_a_page_by_the_words_that_speak_for_it(client: Client) -> None:
    def dates() -> dict[str, str]:
        xml = client.get("/sitemap-markets.xml").text
        found = re.findall(r"<loc>([^<]+)</loc><lastmod>(\d{4}-\d\d-\d\d)", xml)
        return {url.removeprefix(settings.SITE_URL): day for url, day in found}

    before = dates()
    article = layer(words("Said."), **of("DE"))
    after = dates()
    later = datetime(2026, 5, 1, tzinfo=UTC)
    go_live(rewrite(article, words("Spelt."), at=later), at=later, is_minor=True)

    assert before[GERMANY] == before[AUSTRIA] == "2025-03-01"
    assert (after[GERMANY], after[BERLIN], after[AUSTRIA]) == (
        *("2026-01-05", "2026-01-05", "2025-03-01"),
    )
    assert dates() == after


@pytest.mark.django_db(transaction=True)
def test_kept_pages_end_with_a_publication_of_words_and_at_the_instant_of_a_later_one() -> None:
    looked = Generations(())
    before = looked.look()
    layer(words("Said."))
    later = timezone.now() + timedelta(hours=3)
    germany = Country.objects.get(code="DE")
    go_live(write(words("More."), kind="market", slug="more", country=germany), live_from=later)

    assert looked.look() != before
    assert next_publication(timezone.now()) == later


def test_the_table_of_contents_names_every_heading_as_the_page_has_it(client: Client) -> None:
    """Parts bring their headings in templates of their own."""
    make_skill(Occupation.objects.get(slug_en="machine-learning-engineer"))
    page = client.get(GERMANY).text

    contents, body = page.split('<nav class="contents"')[1].split("</nav>", 1)
    listed = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', contents)

    assert listed == re.findall(r'<h2 id="([^"]+)">([^<]+)</h2>', body)
    assert {"seniority", "hubs", "years", "skills", "sources"} <= {anchor for anchor, _ in listed}


def test_the_api_says_what_the_page_says(client: Client) -> None:
    machine = Occupation.objects.get(slug_en="machine-learning-engineer")
    live_guide(slug="guide", heading="A guide", occupation=machine)
    layer(
        part("levels"),
        words("About [[salary.typical]]."),
        words("The median is [[salary.median]]."),
    )
    path = f"/api/v1/benchmarks/{machine.code}"

    germany, austria = client.get(f"{path}/DE").json(), client.get(f"{path}/AT").json()

    assert germany["url"] == f"{settings.SITE_URL}{GERMANY}"
    assert germany["guides"] == [
        {"title": "A guide", "url": f"{settings.SITE_URL}/en/career/guide/"}
    ]
    assert [one["data"].get("part") or one["kind"] for one in germany["blocks"]] == [
        *("headline", "levels", "prose", "prose", "sources"),
    ]
    assert "€80,000" in germany["blocks"][2]["data"]["html"]
    assert [one["kind"] for one in austria["blocks"]] == ["part", "part", "prose", "part"]
    assert (
        client.get(f"{path}/DE?language=de")
        .json()["url"]
        .startswith(f"{settings.SITE_URL}/de/gehalt/")
    )
    assert client.get(f"{path}/DE?language=fr").status_code == 422
