"""Groups side by side at an address that can be kept."""

import pytest
from django.test import Client

from benchmarks.models import Seniority
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
from tests.html_reader import read_html

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

PAGE = "/en/salary/compare/"
SENIOR = {"typical": 95_000, "typical_low": 91_000, "typical_high": 99_000, "p75": 105_000}


@pytest.fixture(autouse=True)
def world() -> None:
    occupation, germany = make_occupation(), make_country()
    other = make_occupation(name_en="Data Engineer")
    swiss = make_country(code="CH", currency="CHF", name_de="Schweiz", name_en="Switzerland")
    release = make_release(source=make_source())
    make_estimate(release, occupation, germany)
    make_estimate(release, occupation, germany, year=2023)
    make_estimate(release, occupation, germany, seniority=Seniority.SENIOR, **SENIOR)
    make_estimate(release, other, germany)
    make_estimate(release, occupation, swiss)
    make_suppressed_estimate(release, occupation, germany, hub=make_hub(germany))
    publish(release)


def text_of(client: Client, *codes: str) -> str:
    return read_html(client.get(PAGE, {"g": codes}).content).text


def test_a_filled_in_form_leads_to_an_address_of_codes(client: Client) -> None:
    form = {
        "occupation": ["machine-learning-engineer", "", "data-engineer", ""],
        "place": ["DE", "", "DE", ""],
        "level": ["senior", "", "", ""],
        "year": ["2023", "", "", ""],
    }

    response = client.get(PAGE, form)

    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"{PAGE}?g=machine-learning-engineer.DE.senior.2023&g=data-engineer.DE",
    )


def test_an_address_of_codes_says_the_same_in_both_languages(client: Client) -> None:
    codes = {"g": ["machine-learning-engineer.DE.2023", "data-engineer.DE"]}

    english = read_html(client.get(PAGE, codes).content)
    german = read_html(client.get("/de/gehalt/vergleich/", codes).content)

    assert "Machine Learning Engineer, Germany, 2023" in english.text
    assert "Machine Learning Engineer, Deutschland, 2023" in german.text
    assert english.robots == german.robots == "noindex"
    assert english.canonical.endswith("?g=machine-learning-engineer.DE.2023&g=data-engineer.DE")
    assert "noindex" not in read_html(client.get(PAGE).content).robots


def test_a_group_without_a_figure_falls_back_by_name(client: Client) -> None:
    text = text_of(client, "machine-learning-engineer.de-berlin", "data-engineer.DE")

    assert "Machine Learning Engineer, Berlin shown: Germany overall" in text


def test_currencies_stay_apart_and_unconverted(client: Client) -> None:
    text = text_of(client, "machine-learning-engineer.DE", "machine-learning-engineer.CH")

    assert "Gross per year in EUR" in text
    assert "Gross per year in CHF" in text
    assert "not converted and not drawn on one scale" in text


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("nobody.DE", "Please choose an occupation from the list."),
        ("machine-learning-engineer.XX", "Please choose a place from the list."),
        ("machine-learning-engineer", "Please choose a place from the list."),
        ("machine-learning-engineer.DE.two", "Please write the year in four digits"),
        ("machine-learning-engineer.DE.senior.lead", "Please write the year in four digits"),
        ("machine-learning-engineer.DE.2023.2024", "Please write the year in four digits"),
        ("machine-learning-engineer.DE\0", "Please choose a place from the list."),
        ("machine-learning-engineer.DE.٢٠٢٤", "Please write the year in four digits"),
        ("..", "Please choose an occupation from the list."),
    ],
)
def test_a_code_of_nothing_gets_a_sentence(client: Client, code: str, sentence: str) -> None:
    assert sentence in text_of(client, code)


def test_a_year_without_samples_has_no_figure(client: Client) -> None:
    text = text_of(client, "machine-learning-engineer.DE.1999", "data-engineer.DE")

    assert "No figure at any level: Machine Learning Engineer, Germany, 1999." in text


def test_a_fifth_group_is_too_many(client: Client) -> None:
    years = [f"machine-learning-engineer.DE.{year}" for year in range(2019, 2024)]

    assert "Four groups at most can be compared." in text_of(client, *years)


def test_levels_of_experience_stand_side_by_side(client: Client) -> None:
    text = text_of(client, "machine-learning-engineer.DE.senior", "machine-learning-engineer.DE")

    assert "Machine Learning Engineer, Senior, Germany" in text
    assert "€95,000" in text


def test_a_level_without_a_figure_falls_back_by_name(client: Client) -> None:
    text = text_of(client, "machine-learning-engineer.DE.entry", "data-engineer.DE")

    assert "Machine Learning Engineer, Entry, Germany shown: Germany overall" in text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"occupation": ["", ""]}, "Please choose at least two groups to compare."),
        (
            {"occupation": "data-engineer", "place": "DE"},
            "Please choose at least two groups to compare.",
        ),
        (
            {"occupation": ["data-engineer"] * 2, "place": ["DE", "DE"]},
            "Please choose groups that differ from each other.",
        ),
        (
            {"occupation": ["data-engineer"] * 2, "place": ["DE", ""]},
            "Please choose a place from the list.",
        ),
        (
            {"occupation": ["data-engineer"] * 2, "place": ["DE"] * 2, "level": ["", "chief"]},
            "Please choose a level of experience from the list.",
        ),
    ],
)
def test_a_form_that_cannot_be_compared_keeps_what_was_chosen(
    client: Client, form: dict[str, list[str]], sentence: str
) -> None:
    response = client.get(PAGE, form)

    assert response.status_code == 200
    assert sentence in read_html(response.content).text
    chosen = response.content.decode().count('<option value="data-engineer" selected>')
    assert chosen == str(form["occupation"]).count("data-engineer")
    assert response.content.decode().count('role="alert"') == 1


def test_a_file_of_something_unknown_is_refused_with_the_same_sentence(client: Client) -> None:
    codes = {"g": ["data-engineer.DE", "data-engineer.XX"]}

    response = client.get(f"{PAGE}comparison.json", codes)

    assert response.status_code == 400
    assert "Please choose a place from the list." in read_html(response.content).text


def test_the_table_is_a_file_with_levels_and_what_is_withheld(client: Client) -> None:
    codes = {"g": ["machine-learning-engineer.DE.senior", "machine-learning-engineer.de-berlin"]}

    rows = client.get(f"{PAGE}comparison.json", codes).json()["rows"]

    assert [(row["group"], row["note"], row["typical"]) for row in rows] == [
        ("Machine Learning Engineer, Senior, Germany", "", "95000"),
        ("Machine Learning Engineer, Berlin", "shown: Germany overall", "80000"),
    ]
