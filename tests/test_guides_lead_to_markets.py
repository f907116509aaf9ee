"""A guide leads to the pay of what it is about, where there is any."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from benchmarks.models import Country, Hub, Occupation
from tests.factories import (
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_release,
    publish,
)
from tests.html_reader import read_html
from tests.written import live_guide

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

PATH = "/en/career/what-it-is-like/"
MARKET = "/en/salary/ai-engineer/germany/"


@pytest.fixture
def munich() -> Hub:
    """With figures of AI engineers there and in the whole country."""
    release, germany = make_release(), make_country()
    hub = make_hub(germany, name_de="München", name_en="Munich")
    engineer = make_occupation(name_en="AI Engineer")
    make_estimate(release, engineer, germany)
    make_estimate(release, engineer, germany, hub=hub)
    publish(release, at=datetime(2026, 1, 10, tzinfo=UTC))
    return hub


def links(client: Client, path: str = PATH) -> list[str]:
    return read_html(client.get(path).content).links


def engineer() -> Occupation:
    return Occupation.objects.get(code="ai-engineer")


def test_a_guide_on_an_occupation_leads_to_its_market(client: Client, munich: Hub):
    live_guide(occupation=engineer(), country=munich.country)

    page = read_html(client.get(PATH).content)

    assert MARKET in page.links
    assert "Pay: AI Engineer, Germany" in page.text
    assert f"{MARKET}?as_of=2026-02-01" in links(client, f"{PATH}?as_of=2026-02-01")


def test_a_guide_on_a_city_leads_to_its_page(client: Client, munich: Hub):
    live_guide(occupation=engineer(), country=munich.country, hub=munich)

    assert f"{MARKET}munich/" in links(client)


def test_where_there_is_no_figure_nothing_is_led_to(client: Client, munich: Hub):
    topic = {"occupation": make_occupation(name_en="Baker"), "country": munich.country}
    live_guide(**topic)

    assert not any("/en/salary/baker/" in link for link in links(client))


def test_before_the_release_it_leads_nowhere(client: Client, munich: Hub):
    live_guide(occupation=engineer(), country=Country.objects.get())

    assert f"{MARKET}?as_of=2026-01-06" not in links(client, f"{PATH}?as_of=2026-01-06")


def test_a_guide_on_nothing_of_the_kind_leads_to_no_market(client: Client, munich: Hub):
    live_guide(occupation=engineer())

    assert MARKET not in links(client)
