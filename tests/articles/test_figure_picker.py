"""What “Insert figure” offers editors: figures of their page first, with today's value."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from benchmarks.models import Country, Occupation
from tests.factories import make_country, make_estimate, make_occupation, make_release, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def market() -> tuple[Occupation, Country]:
    occupation, germany = make_occupation(), make_country()
    release = make_release()
    make_estimate(release, occupation, germany)
    publish(release)
    return occupation, germany


def editor(*permissions: str) -> Client:
    user = User.objects.create_user("ed", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def test_the_picker_answers_with_today_and_how_to_cite(
    market: tuple[Occupation, Country],
) -> None:
    occupation, germany = market
    given = {"q": "typical", "occupation": occupation.pk, "country": germany.pk, "hub": ""}

    answer = editor("view_article").get(reverse("admin:articles_figures"), given).json()

    assert answer["figures"][0] == {
        "key": "salary.typical",
        "reference": "[[salary.typical]]",
        "name": "Typical pay: Machine Learning Engineer, Germany",
        "value": "€80,000",
        "exact": "80000",
        "unit": "EUR",
        "state": "known",
        "is_relative": True,
        "options": ["range", "month", "year", "per", "signed", "whole", "bare", "source"],
        "href": "/en/figures/salary.machine-learning-engineer.de.typical/",
    }
    assert {"month", "range"} <= {option["name"] for option in answer["options"]}


@pytest.mark.parametrize("given", ["x", "-1", "999999999", "9" * 30, "1.5"])
def test_a_topic_that_there_is_not_is_no_topic(given: str) -> None:
    response = editor("view_article").get(
        reverse("admin:articles_figures"), {"q": "typical", "occupation": given, "country": given}
    )

    assert response.status_code == 200


def test_the_picker_is_for_those_who_see_articles() -> None:
    address = reverse("admin:articles_figures")

    assert Client().get(address).status_code == 302
    assert editor().get(address).status_code == 403
