"""Every public page, in both languages, as a stranger without cookies or scripts gets it."""

import re
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from articles.urls import WORDS, pages
from tests.factories import (
    make_assumption,
    make_contrast,
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_projection,
    make_rate,
    make_release,
    make_source,
    make_suppressed_estimate,
    publish,
)
from tests.html_reader import read_html

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

# The slugs of each kind of page in German and English; a new kind has to be added here.
PAGES: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("home", (), ()),
    ("method", (), ()),
    ("releases", (), ()),
    ("comparison", (), ()),
    ("sources", (), ()),
    ("changes", (), ()),
    ("imprint", (), ()),
    ("privacy", (), ()),
    ("accessibility", (), ()),
    ("places", (), ()),
    ("place_detail", ("deutschland",), ("germany",)),
    ("salary_index", (), ()),
    ("occupation_detail", ("ki-entwickler",), ("ai-engineer",)),
    ("market_detail", ("ki-entwickler", "deutschland"), ("ai-engineer", "germany")),
    (
        "market_detail",
        ("ki-entwickler", "deutschland", "muenchen"),
        ("ai-engineer", "germany", "munich"),
    ),
]
GERMAN = [reverse(f"de:{view}", args=german) for view, german, _english in PAGES]
ENGLISH = [reverse(f"en:{view}", args=english) for view, _german, english in PAGES]
every_page = pytest.mark.parametrize("path", GERMAN + ENGLISH)
every_pair = pytest.mark.parametrize(
    ("german", "english"), list(zip(GERMAN, ENGLISH, strict=True)), ids=GERMAN
)


@pytest.fixture
def occupation_and_places() -> None:
    """AI engineers in Germany and Munich; without a sample so far."""
    make_rate(make_source())
    make_occupation(name_de="KI-Entwickler:in", name_en="AI Engineer")
    make_hub(make_country(), name_de="München", name_en="Munich")


@pytest.fixture
def world() -> None:
    """The same with samples, released on 1 March 2025; of Austria there are too few."""
    source = make_source()
    make_rate(source)
    occupation = make_occupation(name_de="KI-Entwickler:in", name_en="AI Engineer")
    germany = make_country()
    release = make_release(source=source, number=7)
    make_estimate(release, occupation, germany)
    make_estimate(release, occupation, germany, year=2023)
    make_projection(release, occupation, germany)
    make_estimate(release, occupation, germany, seniority="senior", grade="C")
    make_estimate(release, occupation, germany, seniority="mid")
    make_contrast(release, occupation, germany)
    make_assumption(germany)
    munich = make_hub(germany, name_de="München", name_en="Munich")
    make_estimate(release, occupation, germany, hub=munich)
    austria = make_country(code="AT", name_de="Österreich", name_en="Austria")
    make_suppressed_estimate(release, occupation, austria)
    publish(release, at=datetime(2025, 3, 1, 12, tzinfo=UTC))


def test_every_kind_of_page_is_tested_here() -> None:
    assert {pattern.name for pattern in pages(WORDS["de"])} == {view for view, *_slugs in PAGES}


@pytest.mark.usefixtures("world")
@every_page
def test_a_page_is_whole_and_speaks_its_language(client: Client, path: str) -> None:
    response = client.get(path)
    page = read_html(response.content)

    assert response.status_code == 200
    assert page.language == path[1:3] == response.headers["Content-Language"]
    assert page.headings.count(1) == 1
    assert page.headings[0] == 1
    assert all(
        lower - upper <= 1 for upper, lower in zip(page.headings, page.headings[1:], strict=False)
    )
    assert page.title.endswith(" · Laufbahn")
    assert len(page.ids) == len(set(page.ids))
    assert page.robots == ""


@pytest.mark.usefixtures("world")
@every_page
def test_a_page_needs_no_cookie_no_script_and_nobody_else(client: Client, path: str) -> None:
    response = client.get(path, headers={"cookie": "sessionid=anything"})
    page = read_html(response.content)

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert page.scripts == 0
    assert page.inline_styles == 0
    assert page.loaded == ["/static/favicon.svg", "/static/site.css"]


@pytest.mark.usefixtures("world")
@every_page
def test_a_page_forbids_whatever_it_does_not_need(client: Client, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.usefixtures("world")
@every_pair
def test_languages_name_each_other(client: Client, german: str, english: str) -> None:
    pages_seen = [read_html(client.get(path).content) for path in (german, english)]

    expected = {"de": settings.SITE_URL + german, "en": settings.SITE_URL + english}
    assert [page.alternates for page in pages_seen] == [expected, expected]
    assert [page.canonical for page in pages_seen] == list(expected.values())
    assert english in pages_seen[0].links
    assert german in pages_seen[1].links


@pytest.mark.usefixtures("world")
@every_page
def test_every_link_leads_somewhere(client: Client, path: str) -> None:
    links = read_html(client.get(path).content).links
    inside = {link for link in links if link.startswith("/")}

    broken = [link for link in inside if client.get(link).status_code != 200]

    assert len(inside) > 5
    assert broken == []


@pytest.mark.usefixtures("world")
@every_page
def test_a_page_can_be_asked_for_but_not_written_to(client: Client, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


@pytest.mark.usefixtures("occupation_and_places")
@every_page
def test_a_page_stands_before_there_is_any_release(client: Client, path: str) -> None:
    response = client.get(path)
    page = read_html(response.content)

    assert response.status_code == 200
    assert page.headings.count(1) == 1
    about_figures = ("ki-entwickler", "ai-engineer", "orte/deutschland", "places/germany")
    is_about_figures = any(words in path for words in about_figures)
    assert page.robots == ("noindex" if is_about_figures else "")


@pytest.mark.usefixtures("world")
@every_page
def test_a_page_of_another_day_says_so_and_leads_on_to_that_day(client: Client, path: str) -> None:
    page = read_html(client.get(f"{path}?as_of=2025-04-01").content)

    written = (
        "1.\N{NO-BREAK SPACE}April 2025"
        if page.language == "de"
        else "1\N{NO-BREAK SPACE}April 2025"
    )
    assert written in page.text
    assert page.robots == "noindex"
    assert page.canonical == settings.SITE_URL + path
    links = [link.partition("#")[0] for link in page.links]
    own = [link for link in links if re.match(r"/(de|en)/", link)]
    assert [link for link in own if not link.endswith("as_of=2025-04-01")] == [path]


@pytest.mark.usefixtures("world")
@every_page
def test_a_page_of_a_day_before_the_first_release_shows_no_figure(
    client: Client, path: str
) -> None:
    response = client.get(f"{path}?as_of=2025-02-28")

    assert response.status_code == 200
    assert "80.000" not in response.content.decode()
    assert "80,000" not in response.content.decode()


@pytest.mark.usefixtures("world")
@every_page
@pytest.mark.parametrize("day", ["yesterday", "2025-02-30", "2025-2-3", "20250203", "1999-12-31"])
def test_an_unreadable_day_gets_one_sentence(client: Client, path: str, day: str) -> None:
    response = client.get(path, {"as_of": day})
    page = read_html(response.content)

    sentences = {
        "de": "as_of erwartet einen Tag zwischen 2000 und 2100 in der Form 2026-01-31.",
        "en": "as_of wants a day between 2000 and 2100, written as 2026-01-31.",
    }
    assert response.status_code == 400
    assert sentences[path[1:3]] in page.text
    assert page.robots == "noindex"


@pytest.mark.usefixtures("world")
def test_the_market_page_says_what_its_figure_rests_on(client: Client) -> None:
    german = read_html(client.get("/de/gehalt/ki-entwickler/deutschland/").content).text
    english = read_html(client.get("/en/salary/ai-engineer/germany/").content).text

    for text in (
        "Typisches Gehalt 2024, brutto pro Jahr: Deutschland insgesamt 80.000\N{NO-BREAK SPACE}€",
        "mit 80 % Sicherheit bei 76.000–84.000\N{NO-BREAK SPACE}€",
        "Güte B, gut. Das 80-%-Intervall reicht bis zu 5\N{NO-BREAK SPACE}% nach jeder Seite.",
        "Grundlage sind 90 effektive Angaben aus drei Jahren aus 3 Quellen.",
        "Mittlere Hälfte der Personen, gemessen 66.000–95.000\N{NO-BREAK SPACE}€",
        "Acht von zehn Personen, gemessen 52.000–120.000\N{NO-BREAK SPACE}€",
        "Neueste Angabe September 2024",
        "Projektion 2025, 80 % 75.000–95.000\N{NO-BREAK SPACE}€",
        "Gerundet auf 1.000\N{NO-BREAK SPACE}€",
        "Ausgabe\N{NO-BREAK SPACE}7 1.\N{NO-BREAK SPACE}März 2025",
        "+25\N{NO-BREAK SPACE}% (80 %: +15\N{NO-BREAK SPACE}% bis +40\N{NO-BREAK SPACE}%)",
        "Annahmen, nicht gemessen",
        "Tarifvertrag der Branche",
        "Institute for Pay: Pay survey (Befragung von Beschäftigten)",
        "Lizenz: CC0 1.0",
    ):
        assert text in german
    for text in (
        "Typical pay 2024, gross per year: Germany overall €80,000",
        "lies in €76,000–84,000 with 80% confidence",
        "Grade B, good.",
        "Eight in ten people, measured €52,000–120,000",
        "+25% (80%: +15% to +40%) from “Professional”",
        "Release 7 1\N{NO-BREAK SPACE}March 2025",
        "Licence: CC0 1.0",
    ):
        assert text in english


def headline(client: Client, **overrides: object) -> str:
    """The English text of a market whose whole country has such an estimate."""
    release = make_release(source=make_source())
    occupation, germany = make_occupation(name_en="AI Engineer"), make_country()
    make_estimate(release, occupation, germany, **overrides)
    publish(release)
    return read_html(client.get("/en/salary/ai-engineer/germany/").content).text


def test_grade_c_shows_its_interval_first(client: Client) -> None:
    text = headline(client, grade="C")

    assert "Germany overall €75,000–85,000 The middle" in text
    assert "most likely near €80,000" in text


def test_grade_d_shows_a_range_alone_and_what_it_is_modelled_from(client: Client) -> None:
    text = headline(client, grade="D", n=None, median=None)

    assert "Germany overall €75,000–85,000 The middle" in text
    assert "It is modelled from other occupations in Germany and other years." in text
    axis = "€60,000 €80,000 €100,000"
    assert axis in text
    assert "€80,000" not in text.split(axis)[0]


@pytest.mark.usefixtures("world")
def test_a_place_of_four_samples_has_no_figure_and_says_why(client: Client) -> None:
    text = read_html(client.get("/en/salary/ai-engineer/austria/").content).text

    assert "Austria has no figure of its own: fewer than five samples." in text
    assert "€" not in text.split("In other countries")[0]


def test_a_hub_without_a_figure_shows_its_country_by_name(client: Client) -> None:
    release = make_release(source=make_source())
    occupation, germany = make_occupation(name_en="AI Engineer"), make_country()
    make_estimate(release, occupation, germany)
    berlin = make_hub(germany)
    make_suppressed_estimate(release, occupation, germany, hub=berlin, suppression="no_grade")
    publish(release)

    text = read_html(client.get("/en/salary/ai-engineer/germany/berlin/").content).text

    assert "Berlin has no figure of its own: too uncertain for a figure." in text
    assert "the next broader level: Germany overall." in text
    assert "gross per year: Germany overall €80,000" in text


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    "path",
    [
        "/de/gehalt/KI-Entwickler/deutschland/",
        "/de/gehalt/ki-entwickler/Deutschland/",
        "/de/gehalt/ai-engineer/deutschland/",
        "/de/gehalt/ki-entwickler/germany/",
        "/de/gehalt/ki-entwickler/oesterreich/muenchen/",
        "/de/salary/ki-entwickler/deutschland/",
        "/en/salary/nobody/",
        "/en/salary/ai-engineer/germany/munich/more/",
        "/fr/",
        "/nothing",
        "/styleguide/",
    ],
)
def test_an_address_of_nothing_is_not_found_in_the_pages_language(
    client: Client, path: str
) -> None:
    response = client.get(path, headers={"accept-language": "de"})
    page = read_html(response.content)

    assert response.status_code == 404
    assert page.language == ("en" if path.startswith("/en/") else "de")
    assert ("Page not found" if page.language == "en" else "Seite nicht gefunden") in page.title
    assert page.robots == "noindex"
    assert page.canonical == ""
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.usefixtures("world")
def test_a_missing_last_slash_is_added(client: Client) -> None:
    response = client.get("/de/gehalt/ki-entwickler/deutschland")

    assert response.status_code == 301
    assert response.headers["Location"] == "/de/gehalt/ki-entwickler/deutschland/"


@pytest.mark.parametrize(
    ("accepted", "home"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "/de/"),
        ("en-US,en;q=0.9,de;q=0.8", "/en/"),
        ("fr;q=0.9,en;q=0.8,de;q=0.7", "/en/"),
        ("de;q=0.1,en;q=0.2", "/en/"),
        ("fr,it", "/de/"),
        ("de;q=0,en;q=0.5", "/en/"),
        ("den,en", "/en/"),
        ("*", "/de/"),
        ("", "/de/"),
        ("; q=x,,", "/de/"),
    ],
)
def test_the_root_leads_to_the_browsers_language(client: Client, accepted: str, home: str) -> None:
    response = client.get("/", headers={"accept-language": accepted})

    assert (response.status_code, response.headers["Location"]) == (302, home)
    assert response.headers["Vary"] == "Accept-Language"


def test_the_root_keeps_the_day(client: Client) -> None:
    response = client.get("/?as_of=2025-04-01", headers={"accept-language": "en"})

    assert response.headers["Location"] == "/en/?as_of=2025-04-01"


@pytest.mark.parametrize("path", ["/de/", "/en/gibt-es-nicht/"])
def test_the_page_of_a_fault_of_ours_stands_without_the_database(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.views.pages.Release", None)
    monkeypatch.setattr("articles.views.answering.Frame", None)
    client = Client(raise_request_exception=False)

    response = client.get(path)
    page = read_html(response.content)

    assert response.status_code == 500
    assert page.language == path[1:3]
    assert page.headings == [1]
    assert page.scripts + page.inline_styles == 0
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.ignore_template_errors
@override_settings(DEBUG=True)
def test_the_style_guide_shows_every_component(client: Client) -> None:
    page = read_html(client.get("/styleguide/").content)

    components = {path.name for path in (settings.BASE_DIR / "templates/components").glob("*.html")}
    in_the_frame_of_every_page = {"header.html", "footer.html", "mark.html"}
    parts_of_another = {"axis.html", "bar.html", "lane.html", "none.html", "pay_row.html"}
    parts_of_another |= {"floor_head.html", "floor_rows.html"}
    shown = set(re.findall(r"components/(\w+\.html)", page.text))
    assert shown == components - in_the_frame_of_every_page - parts_of_another
