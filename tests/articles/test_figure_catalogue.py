"""Figures are found by words, in either language."""

from datetime import UTC, date, datetime

import pytest

from articles.figures.catalogue import find, search
from articles.figures.figure import State
from articles.figures.keys import STATS
from articles.figures.reading import read_figures
from articles.knowledge import Knowledge
from articles.writing.content import Topic
from benchmarks.models import Country, Hub, Occupation, OccupationAlias
from benchmarks.moments import Moment
from tests.factories import (
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_release,
    make_suppressed_estimate,
    publish,
)
from visa.models import Parameter

pytestmark = pytest.mark.django_db

NOW = Moment(on=date(2026, 11, 23), known_at=datetime(2026, 11, 23, 9, tzinfo=UTC), is_now=False)


@pytest.fixture(autouse=True)
def market() -> tuple[Occupation, Country, Hub]:
    occupation, germany = make_occupation(), make_country()
    munich = make_hub(germany, name_de="München", name_en="Munich")
    OccupationAlias.objects.create(text="KI-Entwickler:in", occupation=occupation)
    release = make_release()
    make_estimate(release, occupation, germany)
    make_estimate(release, occupation, germany, hub=munich)
    make_estimate(release, occupation, germany, seniority="senior", recent_n=63)
    make_suppressed_estimate(release, occupation, germany, seniority="lead")
    publish(release)
    Parameter.objects.create(
        key="de.blue-card.salary.shortage",
        name_de="Blaue Karte EU: niedrigere Gehaltsgrenze",
        name_en="EU Blue Card: lower salary threshold",
        country=germany,
        unit="money",
        currency="EUR",
        per="year",
    )
    return occupation, germany, munich


def found(words: str, topic: Topic | None = None) -> list[str]:
    return list(find(words, topic=topic or Topic(), known=Knowledge(NOW)))


@pytest.mark.parametrize(
    "words",
    [
        "niedrigere Gehaltsgrenze",
        "lower threshold",
        "engpass",
        "blue-card shortage",
        "visa.de.blue-card.salary.shortage",
        "GRENZE blaue",
    ],
)
def test_a_legal_figure_is_found_by_words_of_either_language(words: str) -> None:
    assert found(words) == ["visa.de.blue-card.salary.shortage"]


@pytest.mark.parametrize("words", ["münchen", "Muenchen", "munchen", "munich typisch"])
def test_umlauts_may_be_typed_in_any_way(words: str) -> None:
    assert "salary.machine-learning-engineer.de.de-munich.typical" in found(words)


def test_an_occupation_is_found_by_what_people_call_it() -> None:
    assert found("ki-entwickler median") == [
        "salary.machine-learning-engineer.de.median",
        "salary.machine-learning-engineer.de.de-munich.median",
        "salary.machine-learning-engineer.de.senior.median",
    ]


def test_words_that_fit_nothing_find_nothing() -> None:
    assert found("quastenflosser") == []
    assert found("\0 [[ % _ ' \" \\") == []


def test_every_figure_that_is_told_is_found_and_resolves() -> None:
    keys = found("")

    place = "machine-learning-engineer.de"
    assert {f"salary.{place}.{stat}" for stat in STATS} <= set(keys)
    assert {f"salary.{place}.senior.{stat}" for stat in STATS} <= set(keys)
    assert {f"share.{place}.senior", f"data.{place}.to", "data.release"} <= set(keys)
    assert set(found("")) >= {
        f"visa.{key}" for key in Parameter.objects.values_list("key", flat=True)
    }
    book = read_figures(keys, topic=Topic(), moment=NOW)
    assert State.UNKNOWN not in {figure.state for figure in book.figures.values()}
    assert len(keys) == len(set(keys))


def test_a_group_that_is_hidden_is_not_offered() -> None:
    assert not [key for key in found("") if ".lead." in key]


def test_figures_of_the_topic_come_first_and_need_no_place() -> None:
    topic = Topic(occupation="machine-learning-engineer", country="DE")

    keys = found("median", topic)
    assert keys[:2] == ["salary.median", "salary.senior.median"]
    assert "salary.machine-learning-engineer.de.median" in keys
    first = search("typisch", topic=topic, moment=NOW, limit=1)[0]
    assert first.address == "salary.machine-learning-engineer.de.typical"
    assert first.value == 80_000


@pytest.mark.parametrize("words", ["", "machine", "median", "senior p90"])
def test_any_part_of_what_is_found_is_the_part_of_the_whole(words: str) -> None:
    """Keys are made where they are looked at: no page may repeat or lose one."""
    keys = find(words, topic=Topic(), known=Knowledge(NOW))
    whole = list(keys)

    assert len(keys) == len(whole) > 0
    for size in (1, 7, 40):
        pages = [keys[start : start + size] for start in range(0, len(keys), size)]
        assert [key for page in pages for key in page] == whole
    assert [keys[place] for place in range(-len(keys), len(keys))] == whole * 2
    assert keys[::-1] == whole[::-1]
    with pytest.raises(IndexError):
        keys[len(keys)]
