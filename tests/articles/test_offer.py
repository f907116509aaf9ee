"""Where an offer stands: on the page, in words, and nowhere else."""

from decimal import Decimal

import pytest
from django.test import Client

from benchmarks.offers import UnreadableOffer, read_offer
from tests.factories import (
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_release,
    make_source,
    publish,
)
from tests.html_reader import read_html

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

GERMAN = "/de/gehalt/machine-learning-engineer/deutschland/angebot/"
ENGLISH = "/en/salary/machine-learning-engineer/germany/offer/"


@pytest.fixture
def market() -> None:
    occupation, germany = make_occupation(), make_country()
    release = make_release(source=make_source())
    make_estimate(release, occupation, germany)
    make_estimate(release, occupation, germany, seniority="senior", grade="D")
    make_estimate(release, occupation, germany, hub=make_hub(germany))
    publish(release)


def ask(client: Client, path: str, amount: str, **others: str) -> str:
    return read_html(client.post(path, {"amount": amount, **others}).content).text


@pytest.mark.usefixtures("market")
def test_an_offer_gets_a_band_in_words(client: Client) -> None:
    text = ask(client, ENGLISH, "80,000")

    # 80,000 is the middle, which may lie at 76,000 to 84,000: the band holds one half.
    assert "€80,000, Germany overall, 2024 Between 42% and 58% of people" in text
    assert "It lies within the range of eight in ten people, €52,000–120,000." in text


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    ("amount", "sentence"),
    [("30000", "below"), ("52000", "within"), ("120000", "within"), ("121000", "above")],
)
def test_a_group_of_grade_d_says_below_within_or_above_alone(
    client: Client, amount: str, sentence: str
) -> None:
    text = ask(client, ENGLISH, amount, seniority="senior", hub="")

    # The country of grade B stands where its level is a modelled range.
    assert f"It lies {sentence} the range of eight in ten people" in text


@pytest.mark.usefixtures("market")
def test_the_answer_is_kept_by_nobody(client: Client) -> None:
    response = client.post(GERMAN, {"amount": "80.000"})

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "80.000" not in response.request["PATH_INFO"]
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.usefixtures("market")
def test_nobody_needs_a_token_of_ours(client: Client) -> None:
    assert Client(enforce_csrf_checks=True).post(GERMAN, {"amount": "80000"}).status_code == 200


@pytest.mark.usefixtures("market")
def test_the_address_alone_leads_to_the_market(client: Client) -> None:
    response = client.get(GERMAN)

    assert (response.status_code, response.headers["Location"]) == (
        302,
        "/de/gehalt/machine-learning-engineer/deutschland/#offer",
    )


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    "amount",
    [
        *("", " ", "fifty", "-3", "0", "1" + "0" * 20, "NaN", "inf", "1e9", "70-80k", "£70,000"),
        *("12", "<script>", "x" * 10_000, "\x00", "１２００００", "6.500 € pro Monat"),
    ],
)
@pytest.mark.parametrize("path", [GERMAN, ENGLISH])
def test_bad_input_gets_a_sentence_beside_the_field(client: Client, path: str, amount: str) -> None:
    response = client.post(path, {"amount": amount})
    page = response.content.decode()

    assert response.status_code == 200
    assert 'id="offer-problem"' in page
    assert 'aria-invalid="true"' in page
    assert 'class="answer"' not in page
    assert "<script>" not in page  # scripts of data have a type


@pytest.mark.usefixtures("market")
def test_a_choice_that_is_not_on_the_list_is_no_trace(client: Client) -> None:
    text = ask(client, ENGLISH, "80000", seniority="chief", hub="nowhere")

    assert "Please choose a level of experience from the list." in text


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("120.684", "de", 120_684),
        ("120.684,50 €", "de", Decimal("120684.5")),
        ("120684", "de", 120_684),
        ("80k", "de", 80_000),
        ("120,684", "en", 120_684),
        ("€120,684.50", "en", Decimal("120684.5")),
    ],
)
def test_each_language_writes_numbers_its_own_way(
    text: str, language: str, amount: Decimal
) -> None:
    assert read_offer(text, make_country(), language) == amount


@pytest.mark.parametrize(("text", "language"), [("120,684", "de"), ("120.684", "en")])
def test_the_other_languages_separator_is_never_misread(text: str, language: str) -> None:
    with pytest.raises(UnreadableOffer):
        read_offer(text, make_country(), language)
