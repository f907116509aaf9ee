"""Every case of visa/scenarios comes out as its lawyer expects."""

import pytest

from tests.visa.published import Published
from visa.scenario_files import Scenario, read_folder
from visa.scenarios import run

pytestmark = pytest.mark.django_db  # the law is read from there
SCENARIOS = read_folder()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_the_case_comes_out_as_expected(scenario: Scenario, published: Published) -> None:
    mismatches = run(scenario, published.titles_on(scenario.as_of), published.law)

    assert list(map(str, mismatches)) == []


def test_there_are_cases_for_every_title_and_route(published: Published) -> None:
    looked_at = {one.route or one.title for one in SCENARIOS}
    looked_at |= {one.expect.route for one in SCENARIOS if one.expect.route}
    routes = {rule.route for rule in published.rules()}

    assert routes - looked_at == set()
    assert len(SCENARIOS) >= 60
    assert len({one.name for one in SCENARIOS}) == len(SCENARIOS)
