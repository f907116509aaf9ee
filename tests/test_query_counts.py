"""Pages and lists take the same few queries for one row as for twenty."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.models import Hub, Seniority
from tests.factories import (
    make_assumption,
    make_contrast,
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_release,
    make_source,
    publish,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

# What each address costs while nothing changes; twelve is the bar for any page. "State" is whether
# anything has changed since a process read what it keeps: law, skills, publications, lists.
ALLOWED = {
    "/de/": 3,  # release, state, a few figures of one country
    "/de/gehalt/": 2,
    "/de/gehalt/berufnull/": 3,  # occupation, release, countries with pay
    "/de/gehalt/berufnull/laender.csv": 3,
    # country, occupation, release; estimates here and elsewhere, contrasts, sources; state; titles
    # that ask for a salary. Words that cite other places than the page's own add two.
    "/de/gehalt/berufnull/landnull/": 8,
    "/de/gehalt/berufnull/landnull/stadtnull/": 8,
    "/de/gehalt/berufnull/landnull/staedte.json": 7,
    # release, state, the groups
    "/de/gehalt/vergleich/?g=berufnull.AA&g=berufnull.aa-stadtnull": 3,
    "/de/orte/": 2,  # release, state
    "/de/orte/landnull/": 4,  # country, release, state, residence titles
    "/de/methode/": 2,
    # release, forecasts, their outcomes; publications twice, figures
    "/de/methode/ausgaben/": 4,
    "/de/quellen/": 3,
    "/api/v1/benchmarks/occupations": 3,
    "/api/v1/benchmarks/countries": 4,
    "/api/v1/benchmarks/releases": 2,
    "/api/v1/benchmarks/estimates": 3,  # release, count, rows
    "/api/v1/benchmarks/contrasts": 3,
    "/api/v1/benchmarks/berufnull/landnull": 8,  # as its page
    "/api/v1/benchmarks/berufnull/landnull/stadtnull": 9,  # the country and the hub apart
    "/healthz": 0,
    "/robots.txt": 0,
}
NUMBERS = ["null", *(f"n{number}" for number in range(1, 20))]


@pytest.fixture(params=[1, 20], ids=["1 row", "20 rows"])
def rows(request: pytest.FixtureRequest) -> None:
    """So many occupations, countries, hubs, years and sources."""
    names = NUMBERS[: request.param]
    release = make_release()
    for name in names:
        release.batches.add(*make_release(source=make_source(slug=name)).batches.all())
    countries = [
        make_country(code=f"A{chr(ord('A') + number)}", name_en=f"Land{name}")
        for number, name in enumerate(names)
    ]
    occupations = [make_occupation(name_en=f"Beruf{name}") for name in names]
    for country in countries:
        make_estimate(release, occupations[0], country)
    for occupation in occupations[1:]:
        make_estimate(release, occupation, countries[0])
    for number, name in enumerate(names):
        hub = make_hub(countries[0], name_en=f"Stadt{name}")
        make_estimate(release, occupations[0], countries[0], hub=hub)
        make_estimate(release, occupations[0], countries[0], year=2023 - number)
    for level in list(Seniority)[: request.param]:
        make_estimate(release, occupations[0], countries[0], seniority=level)
    for hub in Hub.objects.all():
        make_contrast(release, occupations[0], countries[0], hub=hub)
        make_assumption(countries[0], hub=hub, seniority="")
    publish(release)


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(("path", "allowed"), ALLOWED.items())
def test_an_address_costs_no_more_queries_with_more_rows(
    client: Client, path: str, allowed: int
) -> None:
    client.get(path)  # what a process keeps while nothing changes is at hand from then on
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)

    assert response.status_code == 200
    assert len(queries) == allowed <= 12
