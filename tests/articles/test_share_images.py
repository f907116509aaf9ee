"""Images that stand for pages: every letter drawn, long names whole, nothing over the edge."""

from io import BytesIO

import pytest
from babel.numbers import get_currency_symbol
from django.test import Client
from PIL import Image, ImageChops

from articles.share_images.card import Band, Bar, Card
from articles.share_images.drawing import HEIGHT, INNER, MARGIN, WIDTH, draw
from articles.share_images.letters import BOLD, REGULAR, SEMIBOLD, fit, font, spelled, wrapped
from benchmarks.models import Country, Hub, Occupation
from tests.factories import (
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_release,
    make_source,
    make_suppressed_estimate,
    publish,
)
from tests.shipped_tables import bring_in_reference

NO_BREAK = "\N{NO-BREAK SPACE}"
BAR = Bar(
    typical=Band(start=0.4, end=0.5),
    middle=Band(start=0.2, end=0.7),
    people=Band(start=0.05, end=0.95),
)


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def is_drawn(letter: str, name: str) -> bool:
    """Whether the font has the letter; a font draws the same box for all that it lacks."""
    letters = font(name, 40)
    return bytes(letters.getmask(letter)) != bytes(letters.getmask("\uffff"))


@pytest.mark.parametrize("name", [REGULAR, SEMIBOLD, BOLD])
def test_the_font_has_the_letters_of_both_languages(name: str) -> None:
    letters = "äöüÄÖÜßéèçñøåłčžşőíáÅØ€£$§%–−…„“”‚‘’·×:+0123456789"

    assert [letter for letter in letters if not is_drawn(letter, name)] == []
    assert 0 < font(name, 40).getlength(NO_BREAK) < 12


def test_lines_end_at_blanks_and_long_hyphens_never_at_no_break_spaces() -> None:
    letters = font(REGULAR, 40)

    lines = wrapped(f"KI-Entwickler bei 80.000{NO_BREAK}€ Business-Intelligence", letters, 200)

    assert lines == ["KI-Entwickler", f"bei 80.000{NO_BREAK}€", "Business-", "Intelligence"]


def test_text_that_fits_is_as_large_as_it_can_be() -> None:
    short = fit("Data Scientist", BOLD, sizes=(64, 48), width=INNER, most=2)
    long = fit("Machine Learning Engineer " * 3, BOLD, sizes=(64, 48), width=INNER, most=2)

    assert (short.font.size, short.lines) == (64, ["Data Scientist"])
    assert long.font.size == 48


def test_a_word_that_no_line_holds_is_broken_with_a_hyphen() -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

    text = fit(word, BOLD, sizes=(64, 42), width=INNER, most=3)

    assert "".join(line.rstrip("-") for line in text.lines) == word
    assert all(text.font.getlength(line) <= INNER for line in text.lines)


def test_what_is_too_long_ends_at_a_word_with_an_ellipsis() -> None:
    text = fit("Viele Wörter " * 60, REGULAR, sizes=(32,), width=INNER, most=2)

    assert len(text.lines) == 2
    assert text.lines[-1].endswith(("Viele …", "Wörter …"))
    assert all(text.font.getlength(line) <= INNER for line in text.lines)


@pytest.mark.parametrize("figure", ["", "1.000.000–12.000.000 HUF"])
def test_nothing_is_drawn_over_the_edge(figure: str) -> None:
    long = "Softwareentwicklungsingenieurswissenschaftler:in für Bildverarbeitung " * 6
    card = Card(
        kind="Gehalt, Villingen-Schwenningen (Deutschland)",
        title=long,
        figure=figure,
        words=long,
        bar=BAR if figure else None,
        legend=long,
        facts=(long,),
    )

    image = opened(draw(card)).convert("RGB")
    below_the_lanes = image.crop((0, 40, WIDTH, HEIGHT))
    paper = Image.new("RGB", below_the_lanes.size, below_the_lanes.getpixel((2, 2)))
    drawn = ImageChops.difference(below_the_lanes, paper).convert("L")
    left, _top, right, bottom = drawn.point(lambda value: 255 if value > 40 else 0).getbbox() or ()

    assert image.size == (1200, 630)
    assert left >= MARGIN - 2
    assert right <= WIDTH - MARGIN + 2
    assert bottom < HEIGHT - 60


def test_programs_read_in_the_file_what_the_image_says() -> None:
    card = Card(title="Über Gehälter", figure=f"80.000{NO_BREAK}€", facts=("Güte B", "Ausgabe 7"))

    info = opened(draw(card)).info

    assert info["Description"] == f"Über Gehälter · 80.000{NO_BREAK}€ · Güte B · Ausgabe 7"


# As pages have them

pages = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]


@pytest.fixture
def market() -> None:
    """AI engineers in Germany and Berlin; of Austria there are too few."""
    occupation = make_occupation(name_de="KI-Entwickler:in", name_en="AI Engineer")
    germany = make_country()
    release = make_release(source=make_source(), number=7)
    make_estimate(release, occupation, germany)
    make_hub(germany)
    austria = make_country(code="AT", name_de="Österreich", name_en="Austria")
    make_suppressed_estimate(release, occupation, austria)
    publish(release)


def said(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    assert response.headers["Content-Type"] == "image/png"
    return str(opened(response.content).info["Description"])


@pytest.mark.usefixtures("market")
class TestAtAddresses:
    pytestmark = pages

    def test_a_market_says_its_interval_its_year_its_grade_and_its_samples(
        self, client: Client
    ) -> None:
        text = said(client, "/de/gehalt/ki-entwickler/deutschland/bild.png")

        for words in (
            "Gehalt, Deutschland · KI-Entwickler:in · 76.000–84.000\N{NO-BREAK SPACE}€",
            "Typisches Gehalt 2024, brutto pro Jahr: Deutschland insgesamt",
            "Acht von zehn Personen, gemessen: 52.000–120.000\N{NO-BREAK SPACE}€",
            "Güte B · Angaben aus drei Jahren: 90 · Ausgabe\N{NO-BREAK SPACE}7",
        ):
            assert words in text.replace("Ausgabe 7", "Ausgabe\N{NO-BREAK SPACE}7")

    def test_a_city_without_figures_names_the_level_that_it_shows(self, client: Client) -> None:
        text = said(client, "/en/salary/ai-engineer/germany/berlin/image.png")

        assert "Salary, Berlin (Germany) · AI Engineer · €76,000–84,000" in text
        assert "gross per year: Germany overall" in text

    def test_a_place_without_figures_says_that_there_is_none_and_why(self, client: Client) -> None:
        text = said(client, "/en/salary/ai-engineer/austria/image.png")

        assert "No figure · Austria has no figure of its own: fewer than five samples." in text
        assert "€" not in text

    def test_a_day_before_the_first_release_shows_nothing_of_later(self, client: Client) -> None:
        response = client.get("/de/gehalt/ki-entwickler/deutschland/bild.png?as_of=2025-02-28")

        assert "76.000" not in str(opened(response.content).info["Description"])
        assert response.headers["X-Robots-Tag"] == "noindex"

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("/de/gehalt/niemand/deutschland/bild.png", 404),
            ("/de/gehalt/ki-entwickler/deutschland/image.png", 404),
            ("/en/career/nothing/image.png", 404),
            ("/de/bild.png?as_of=gestern", 400),
        ],
    )
    def test_an_address_of_no_page_has_no_image(
        self, client: Client, path: str, status: int
    ) -> None:
        response = client.get(path)

        assert response.status_code == status
        assert response.headers["Content-Type"].startswith("text/html")

    def test_the_image_of_a_search_repeats_nothing_that_somebody_typed(
        self, client: Client
    ) -> None:
        assert "Nonsense" not in said(client, "/en/search/image.png?q=Nonsense")

    def test_an_image_can_only_be_asked_for(self, client: Client) -> None:
        assert client.head("/de/bild.png").status_code == 200
        assert client.post("/de/bild.png").status_code == 405


@pytest.mark.django_db
def test_the_font_has_every_letter_of_the_names_that_ship() -> None:
    bring_in_reference()
    names = [
        *Occupation.objects.values_list("name_de", "name_en"),
        *Country.objects.values_list("name_de", "name_en"),
        *Hub.objects.values_list("name_de", "name_en"),
    ]
    symbols = [
        get_currency_symbol(currency, locale)
        for currency in Country.objects.values_list("currency", flat=True)
        for locale in ("de", "en_GB")
    ]
    words = [*(name for pair in names for name in pair), *symbols]
    letters = set(spelled("".join(words)))

    assert sorted(letter for letter in letters - {" "} if not is_drawn(letter, BOLD)) == []


def test_a_sign_that_the_font_lacks_is_told_by_its_code() -> None:
    assert spelled("₪90,000–120,000") == f"ILS{NO_BREAK}90,000–120,000"
    assert spelled(f"90.000{NO_BREAK}฿") == f"90.000{NO_BREAK}THB"
