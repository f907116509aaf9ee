"""A key that was changed leaves its former name behind: what cites it goes on."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client

from articles.figures.figure import State
from articles.figures.reading import read_figures
from articles.models import FormerCode
from articles.writing.content import Topic
from benchmarks.models import Hub, Occupation
from benchmarks.moments import Moment
from tests.factories import (
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_release,
    publish,
)
from visa.models import Parameter

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

NOW = Moment(on=date(2026, 11, 23), known_at=datetime(2026, 11, 23, 9, tzinfo=UTC), is_now=False)
OLD = "salary.machine-learning-engineer.de.typical"
NEW = "salary.ml-engineer.de.typical"


@pytest.fixture(autouse=True)
def market() -> None:
    occupation, germany = make_occupation(), make_country()
    release = make_release()
    make_estimate(release, occupation, germany)
    make_estimate(release, occupation, germany, hub=make_hub(germany), typical=Decimal(82_000))
    publish(release)
    Parameter.objects.create(
        key="de.threshold",
        name_de="Grenze",
        name_en="threshold",
        country=germany,
        unit="money",
        currency="EUR",
    )


def state(key: str, topic: Topic | None = None) -> State:
    return read_figures([key], topic=topic or Topic(), moment=NOW).figures[key].state


def test_an_occupation_that_was_renamed_is_found_by_both_codes() -> None:
    Occupation.objects.update(code="ml-engineer")

    book = read_figures([OLD, NEW], topic=Topic(), moment=NOW)

    assert book.figures[OLD].value == book.figures[NEW].value == 80_000
    assert (book.figures[OLD].key, book.figures[OLD].address) == (OLD, NEW)


def test_whoever_renames_it_the_database_notes_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE benchmarks_hub SET code = 'de-capital'")
        cursor.execute("UPDATE visa_parameter SET key = 'de.limit'")

    assert state("salary.machine-learning-engineer.de.de-berlin.typical") is State.KNOWN
    assert state("visa.de.threshold") is State.UNPUBLISHED
    assert state("visa.de.other") is State.UNKNOWN


def test_a_topic_that_a_version_pins_is_found_by_its_former_code() -> None:
    Occupation.objects.update(code="ml-engineer")
    topic = Topic(occupation="machine-learning-engineer", country="DE", hub="de-berlin")

    assert state("salary.typical", topic) is State.KNOWN


def test_renaming_twice_leads_from_the_first_code_to_the_last() -> None:
    Occupation.objects.update(code="ml-engineer")
    Occupation.objects.update(code="ai-engineer")

    assert state(OLD) is State.KNOWN
    assert state(NEW) is State.KNOWN


def test_a_code_in_use_again_is_no_former_one() -> None:
    Occupation.objects.update(code="ml-engineer")
    Occupation.objects.update(code="machine-learning-engineer")

    assert list(FormerCode.objects.values_list("former", flat=True)) == ["ml-engineer"]
    assert state(OLD) is State.KNOWN


def test_a_code_given_to_another_leads_to_that_one() -> None:
    Occupation.objects.update(code="ml-engineer")
    other = make_occupation(
        name_en="Machine Learning Engineer II", code="machine-learning-engineer"
    )
    Occupation.objects.filter(pk=other.pk).update(name_en="Other")

    figure = read_figures([OLD], topic=Topic(), moment=NOW).figures[OLD]

    assert figure.state is State.SUPPRESSED
    assert "Other" in figure.name.en


def test_a_change_of_anything_else_is_no_renaming() -> None:
    Occupation.objects.update(name_en="ML engineer")
    Hub.objects.update(code="de-berlin")

    assert FormerCode.objects.count() == 0


def test_the_page_of_a_former_key_leads_on_for_good(client: Client) -> None:
    Occupation.objects.update(code="ml-engineer")

    response = client.get(f"/de/zahlen/{OLD}/?as_of=2026-03-01")

    assert response.status_code == 301
    assert response["Location"] == f"/de/zahlen/{NEW}/?as_of=2026-03-01"
    assert client.get(f"/api/v1/figures/{OLD}").json()["key"] == NEW
