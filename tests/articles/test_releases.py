"""The page of releases says what is withheld since figures contradict each other, and no more."""

import pytest
from django.test import Client

from benchmarks.models import Suppression
from tests.factories import (
    make_contradiction,
    make_country,
    make_estimate,
    make_occupation,
    make_release,
    make_suppressed_estimate,
    publish,
)
from tests.html_reader import read_html

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

PAGE = "/en/method/releases/"
MARKET = "/en/salary/machine-learning-engineer/germany/"


@pytest.fixture
def contradiction() -> None:
    """All together contradict their seven seniors, so that they are withheld."""
    occupation, germany = make_occupation(), make_country()
    release = make_release(contradictions=[make_contradiction(occupation, germany)])
    make_suppressed_estimate(
        release, occupation, germany, suppression=Suppression.CONTRADICTORY.value
    )
    make_estimate(release, occupation, germany, year=2023)  # 80,000
    publish(release)


@pytest.mark.usefixtures("contradiction")
def test_a_withheld_contradiction_is_listed_by_kind_and_without_its_numbers(
    client: Client,
) -> None:
    text = read_html(client.get(PAGE).content).text

    assert "Machine Learning Engineer, Germany 2024" in text
    assert "the remaining people would have to earn an impossible amount" in text
    assert "48275" not in text.replace(",", "")


@pytest.mark.usefixtures("contradiction")
def test_the_list_is_a_file_that_gives_no_numbers_either(client: Client) -> None:
    rows = client.get(f"{PAGE}contradictions.json").json()["rows"]

    assert rows == [
        {
            "occupation": "machine-learning-engineer",
            "country": "DE",
            "hub": None,
            "seniority": None,
            "year": 2024,
            "contradiction": "impossible_rest",
        }
    ]


@pytest.mark.usefixtures("contradiction")
def test_a_figure_that_contradicts_others_says_so_and_nothing_else(client: Client) -> None:
    items = client.get("/api/v1/benchmarks/estimates?year=2024").json()["items"]
    years = client.get(f"{MARKET}years.json").json()["rows"]

    assert [(one["withheld"], one["pay"]) for one in items] == [("contradictory", None)]
    assert [(row["group"], row["typical"]) for row in years] == [("2023", "80000"), ("2024", None)]


def test_a_release_without_contradictions_says_so(client: Client) -> None:
    publish(make_release())

    text = read_html(client.get(PAGE).content).text

    assert "In the release in effect no figures contradict each other." in text
