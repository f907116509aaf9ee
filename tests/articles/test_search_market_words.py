"""Market pages are found by what editors wrote for them, and not by what all of them say."""

import pytest

from articles.search import make_index, search
from benchmarks.models import Country, Occupation
from benchmarks.moments import Moment
from tests.factories import (
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_release,
    publish,
)
from tests.written import Data, live_guide

pytestmark = pytest.mark.django_db

GERMAN = "/en/salary/machine-learning-engineer/germany/"
BERLIN = f"{GERMAN}berlin/"
AUSTRIAN = "/en/salary/machine-learning-engineer/austria/"
NURSES = "/en/salary/nurse/germany/"


@pytest.fixture
def engineer() -> Occupation:
    """Machine learning engineers in Germany, Berlin and Austria, and nurses in Germany."""
    machine, germany = make_occupation(), make_country()
    berlin = make_hub(germany)
    nurse = make_occupation(
        code="nurse", name_en="Nurse", name_de="Pflegekraft", slug_en="nurse", slug_de="pflegekraft"
    )
    austria = make_country(code="AT", name_en="Austria", slug_en="austria", slug_de="oesterreich")
    release = make_release()
    make_estimate(release, machine, germany)
    make_estimate(release, machine, germany, hub=berlin)
    make_estimate(release, machine, austria)
    make_estimate(release, nurse, germany)
    publish(release)
    return machine


@pytest.fixture
def germany(engineer: Occupation) -> Country:
    return Country.objects.get(code="DE")


def words(text: str, *, slug: str = "words", lead: str = "", **about: object) -> None:
    block: tuple[str, Data] = ("prose", {"html": f"<p>{text}</p>"})
    live_guide(block, kind="market", slug=slug, lead=lead, **about)


def found(typed: str) -> set[str]:
    make_index(Moment.now())
    return {hit.path for hit in search(typed, language="en", moment=Moment.now()).hits}


def test_a_page_is_found_by_the_words_of_its_occupation_and_country(
    engineer: Occupation, germany: Country
):
    words("Zeppelins pay well", occupation=engineer, country=germany)

    assert found("zeppelin") == {GERMAN, BERLIN}


def test_words_on_an_occupation_are_on_all_its_pages_and_no_others(engineer: Occupation):
    words("Zeppelins pay well", occupation=engineer)

    assert found("zeppelin") == {GERMAN, BERLIN, AUSTRIAN}


def test_nothing_is_found_by_the_words_of_every_page(engineer: Occupation):
    words("Zeppelins pay well")

    assert found("zeppelin") == set()


def test_the_lead_that_is_shown_counts(engineer: Occupation, germany: Country):
    words("One", slug="general", lead="On zeppelins.", occupation=engineer)
    words("Two", slug="special", lead="On airships.", occupation=engineer, country=germany)

    assert found("zeppelin") == {AUSTRIAN}
    assert found("airship") == {GERMAN, BERLIN}


def test_what_special_words_replace_or_leave_out_is_not_found(
    engineer: Occupation, germany: Country
):
    general: tuple[str, Data] = ("prose", {"html": "<p>Zeppelins</p>", "slot": "demand"})
    special: tuple[str, Data] = ("prose", {"html": "<p>Airships</p>", "slot": "demand"})
    live_guide(general, kind="market", slug="general", occupation=engineer)
    live_guide(special, kind="market", slug="special", occupation=engineer, country=germany)

    assert found("zeppelin") == {AUSTRIAN}


def test_a_block_for_other_countries_is_not_found(engineer: Occupation):
    block: tuple[str, Data] = (
        "prose",
        {"html": "<p>Zeppelins</p>", "needs": ["figure"], "only_countries": ["AT"]},
    )
    live_guide(block, kind="market", occupation=engineer)

    assert found("zeppelin") == {AUSTRIAN}


def test_a_block_that_not_every_page_may_have_is_not_looked_into(engineer: Occupation):
    block: tuple[str, Data] = ("prose", {"html": "<p>Zeppelins</p>", "needs": ["projection"]})
    live_guide(block, kind="market", occupation=engineer)

    assert found("zeppelin") == set()


def test_a_figure_in_the_words_is_no_word(engineer: Occupation):
    words("Zeppelins bring **[[salary.typical]]** a year", occupation=engineer)
    make_index(Moment.now())

    hits = search("zeppelin", language="en", moment=Moment.now()).hits

    assert {hit.path for hit in hits} == {GERMAN, BERLIN, AUSTRIAN}
    assert all("Zeppelins</mark> bring … a year" in hit.snippet for hit in hits)
