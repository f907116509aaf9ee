"""Imprint, privacy and accessibility say what the environment states, and nothing made up."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.operator import operator_is_named
from tests.html_reader import read_html

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

VIEWS = ("imprint", "privacy", "accessibility")
LANGUAGES = ("de", "en")
UNNAMED = {
    "de": "Der Betreiber dieser Website ist noch nicht benannt.",
    "en": "The operator of this site hasn’t been named yet.",
}
STATED = {
    "SITE_OPERATOR_NAME": "Example Works GmbH",
    "SITE_OPERATOR_REPRESENTED_BY": "Ada Example",
    "SITE_OPERATOR_ADDRESS": ["Street 1", "10115 Berlin"],
    "SITE_OPERATOR_EMAIL": "desk@example.org",
    "SITE_OPERATOR_PHONE": "+49 30 1234",
    "SITE_OPERATOR_REGISTER": "Amtsgericht Berlin, HRB 1",
    "SITE_OPERATOR_VAT_ID": "DE123456789",
    "SITE_RESPONSIBLE": ["Bea Example", "Road 2", "20095 Hamburg"],
}
UNSTATED = {
    **{name: type(value)() for name, value in STATED.items()},
    "SITE_PRIVACY_CONTACT": [],
    "SITE_LOG_DAYS": None,
}


@pytest.fixture(autouse=True)
def nobody() -> Iterator[None]:
    """No operator, whatever the environment of the tests states."""
    with override_settings(**UNSTATED):
        yield


def text(client: Client, view: str, language: str) -> str:
    return read_html(client.get(reverse(f"{language}:{view}")).content).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_without_an_operator_the_page_says_so(client: Client, view: str, language: str) -> None:
    assert UNNAMED[language] in text(client, view, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
@override_settings(**STATED)
def test_the_operator_and_how_to_reach_them_are_named(
    client: Client, view: str, language: str
) -> None:
    response = client.get(reverse(f"{language}:{view}"))
    page = read_html(response.content)

    for stated in ("Example Works GmbH", "Street 1", "10115 Berlin", "+49 30 1234"):
        assert stated in page.text
    assert "mailto:desk@example.org" in page.links
    assert UNNAMED[language] not in page.text


@override_settings(**STATED)
def test_the_imprint_names_register_number_and_who_answers_for_the_content(client: Client) -> None:
    german, english = (text(client, "imprint", language) for language in LANGUAGES)

    for page in (german, english):
        for stated in ("HRB 1", "DE123456789", "Bea Example", "20095 Hamburg"):
            assert stated in page
    assert "§\N{NO-BREAK SPACE}5 des Digitale-Dienste-Gesetzes" in german
    assert "§\N{NO-BREAK SPACE}18 Absatz\N{NO-BREAK SPACE}2 des Medienstaatsvertrags" in german
    assert "Digital Services Act" in english


def test_what_nobody_stated_has_no_heading(client: Client) -> None:
    page = text(client, "imprint", "en")

    for label in ("Register", "VAT identification number", "Responsible for the content"):
        assert label not in page


@pytest.mark.parametrize(
    ("days", "german", "english"),
    [
        (None, "hat der Betreiber noch nicht angegeben", "the operator hasn’t stated yet"),
        (0, "kein Protokoll der Besuche", "keeps no log of visits either"),
        (1, "nach spätestens 1 Tag gelöscht", "after 1 day at the latest"),
        (14, "nach spätestens 14 Tagen gelöscht", "after 14 days at the latest"),
    ],
)
def test_how_long_logs_are_kept_is_the_operators_word(
    client: Client, days: int | None, german: str, english: str
) -> None:
    with override_settings(SITE_LOG_DAYS=days):
        assert german in text(client, "privacy", "de")
        assert english in text(client, "privacy", "en")


@override_settings(SITE_PRIVACY_CONTACT=["Cleo Example", "privacy@example.org"])
def test_the_contact_for_privacy_is_named(client: Client) -> None:
    assert "Cleo Example, privacy@example.org" in text(client, "privacy", "de")


@pytest.mark.parametrize("view", ["privacy", "accessibility"])
def test_both_languages_have_the_same_parts(client: Client, view: str) -> None:
    german, english = (client.get(reverse(f"{language}:{view}")).content for language in LANGUAGES)

    for part in (b"<h2", b"<li>", b"<p>", b"https://"):
        assert german.split(b"<main")[1].count(part) == english.split(b"<main")[1].count(part), part


def test_the_privacy_page_tells_the_life_of_the_cookies_that_are_set(client: Client) -> None:
    """Of the login alone: two weeks for the session, a year against forged requests."""
    response = client.get("/admin/login/")

    assert set(response.cookies) == {"csrftoken"}
    assert 360 <= int(response.cookies["csrftoken"]["max-age"]) / 86_400 <= 366
    assert settings.SESSION_COOKIE_AGE == 14 * 86_400
    assert "nach zwei Wochen verfällt" in text(client, "privacy", "de")


@pytest.mark.parametrize("view", VIEWS)
def test_they_ask_the_database_nothing(client: Client, view: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(f"de:{view}"))

    assert len(queries) == 0


def test_the_check_before_going_public_names_what_is_not_stated() -> None:
    (warning,) = operator_is_named(None)

    assert "SITE_OPERATOR_NAME, SITE_OPERATOR_ADDRESS, SITE_OPERATOR_EMAIL" in warning.msg
    with override_settings(**STATED):
        assert operator_is_named(None) == []


def test_the_check_is_part_of_check_deploy() -> None:
    with pytest.raises(SystemCheckError, match=r"articles\.W001"):
        call_command("check", deploy=True, fail_level="WARNING")
