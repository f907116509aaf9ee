"""What programs read of pages: the figures that stand there, no finer and no more."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

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
from tests.visa.rows import make_parameter, make_value

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

MARKET = "/en/salary/ai-engineer/germany/"


def data_of(client: Client, path: str) -> dict[str, Any]:
    """By type; the context is the same everywhere."""
    response = client.get(path)
    assert response.status_code == 200, path
    found = read_html(response.content).data
    assert {one.pop("@context") for one in found} <= {"https://schema.org"}
    return {one["@type"]: one for one in found}


@pytest.fixture
def market(request: pytest.FixtureRequest) -> None:
    """AI engineers in Germany, where Berlin has nothing of its own, and in Austria too few."""
    occupation = make_occupation(
        name_de="KI-Entwickler:in", name_en="AI Engineer", summary_en="Builds models."
    )
    germany = make_country()
    release = make_release(source=make_source(), number=7)
    make_estimate(release, occupation, germany, **getattr(request, "param", {}))
    make_hub(germany)
    austria = make_country(code="AT", name_de="Österreich", name_en="Austria")
    make_suppressed_estimate(release, occupation, austria)
    publish(release, at=datetime(2025, 3, 1, 12, tzinfo=UTC))


@pytest.mark.usefixtures("market")
def test_a_market_tells_its_middle_and_its_range(client: Client) -> None:
    occupation = data_of(client, MARKET)["Occupation"]

    assert occupation == {
        "@type": "Occupation",
        "name": "AI Engineer",
        "description": "Builds models.",
        "occupationLocation": [{"@type": "Country", "name": "Germany"}],
        "estimatedSalary": [
            {
                "@type": "MonetaryAmountDistribution",
                "name": "base",
                "currency": "EUR",
                "duration": "P1Y",
                "percentile10": 52_000,
                "percentile25": 66_000,
                "percentile75": 95_000,
                "percentile90": 120_000,
                "median": 80_000,
            }
        ],
        "mainEntityOfPage": {
            "@type": "WebPage",
            "url": settings.SITE_URL + MARKET,
            "dateModified": "2025-03-01",
        },
    }


@pytest.mark.parametrize("market", [{"grade": "D", "n": None, "median": None}], indirect=True)
@pytest.mark.usefixtures("market")
def test_where_the_page_names_no_middle_programs_read_none(client: Client) -> None:
    (pay,) = data_of(client, MARKET)["Occupation"]["estimatedSalary"]

    assert pay.keys() & {"median", "percentile25", "percentile75"} == set()


@pytest.mark.usefixtures("market")
def test_a_city_without_figures_tells_them_of_its_country(client: Client) -> None:
    occupation = data_of(client, f"{MARKET}berlin/")["Occupation"]

    assert occupation["occupationLocation"] == [{"@type": "Country", "name": "Germany"}]


@pytest.mark.usefixtures("market")
def test_a_place_without_figures_tells_none(client: Client) -> None:
    assert "Occupation" not in data_of(client, "/en/salary/ai-engineer/austria/")


@pytest.mark.usefixtures("market")
def test_a_comparison_tells_its_groups_in_order_without_quartiles(client: Client) -> None:
    path = "/en/salary/compare/?g=ai-engineer.DE&g=ai-engineer.AT"

    (only,) = data_of(client, path)["ItemList"]["itemListElement"]

    assert only["position"] == 1
    (pay,) = only["item"]["estimatedSalary"]
    assert pay["percentile10"] == 52_000
    assert "percentile25" not in pay


@pytest.mark.usefixtures("market")
def test_the_trail_is_the_one_that_readers_see(client: Client) -> None:
    steps = data_of(client, f"{MARKET}berlin/")["BreadcrumbList"]["itemListElement"]

    assert [step["name"] for step in steps] == ["Home", "AI Engineer", "Germany", "Berlin"]
    for step in steps:
        assert client.get(step["item"].removeprefix(settings.SITE_URL)).status_code == 200


@pytest.mark.usefixtures("market")
def test_the_site_names_its_search(client: Client) -> None:
    target = data_of(client, "/en/")["WebSite"]["potentialAction"]["target"]["urlTemplate"]

    page = client.get(target.removeprefix(settings.SITE_URL).format(words="engineer"))

    assert "AI Engineer" in read_html(page.content).text


@pytest.mark.usefixtures("market")
def test_data_sets_lead_to_their_files_and_sources(client: Client) -> None:
    releases = data_of(client, "/en/method/releases/")["Dataset"]
    sources = data_of(client, "/en/sources/")["Dataset"]

    assert releases["dateModified"] == "2025-03-01"
    for file in releases["distribution"]:
        answer = client.get(file["contentUrl"].removeprefix(settings.SITE_URL))
        assert answer.headers["Content-Type"].startswith(file["encodingFormat"])
    (based_on,) = sources["isBasedOn"]
    assert based_on["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_a_figure_of_the_law_tells_its_value_and_its_days(client: Client) -> None:
    make_value(make_parameter("de.base"))

    figure = data_of(client, "/en/figures/visa.de.base/?as_of=2026-06-01")["Dataset"]

    value = figure["variableMeasured"]["value"]
    page = read_html(client.get("/en/figures/visa.de.base/?as_of=2026-06-01").content)
    assert f"{value:,}" in page.text
    assert figure["temporalCoverage"].startswith("20")
    assert [one["encodingFormat"] for one in figure["distribution"]] == [
        "text/csv",
        "application/json",
    ]
