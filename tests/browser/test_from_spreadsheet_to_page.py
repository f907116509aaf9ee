"""The main job once, end to end: a spreadsheet goes in, a release comes out, a visitor reads it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from config.roles import bring_roles_up_to_date

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "correct horse battery staple"
MAPPING = {
    "version": 1,
    "name": "the test's own survey",
    "fields": {
        "title": {"column": "Beruf"},
        "pay": {"column": "Gehalt", "format": "de"},
        "currency": {"constant": "EUR"},
        "period": {"constant": "year"},
        "country": {"constant": "DE"},
        "seniority": {"column": "Stufe", "values": {"Junior": "entry", "Senior": "senior"}},
        "observed_on": {"column": "Jahr"},
        "source_kind": {"constant": "survey"},
        "employment": {"constant": "full_time"},
    },
}
# The median of the seven is 80.000 €; the eighth names no occupation of ours.
ROWS = """Beruf;Gehalt;Stufe;Jahr
Machine Learning Engineer;60.000 €;Junior;2026
Machine Learning Engineer;65.000 €;Junior;2026
ML Engineer;70.000 €;Senior;2026
Machine Learning Engineer (m/w/d);80.000 €;Senior;2026
Machine Learning Engineer;90.000 €;Senior;2026
Machine Learning Engineer;100.000 €;Senior;2026
Machine Learning Engineer;120.684 €;Senior;2026
Drachenbändiger;50.000 €;Senior;2026
"""


@pytest.fixture
def analyst() -> User:
    call_command("load_reference", verbosity=0)
    bring_roles_up_to_date()
    user = User.objects.create_user("analyst", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="analyst"))
    return user


@pytest.fixture
def worker(live_server: LiveServer) -> Iterator[None]:
    """A worker of its own process on the database of the test, as a site has one beside it."""
    database = connection.settings_dict["NAME"]
    process = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.job_worker", database])
    yield
    process.kill()
    process.wait()


@pytest.mark.usefixtures("worker")
def test_an_analyst_imports_and_releases_and_a_visitor_reads_the_median(
    page: Page, live_server: LiveServer, analyst: User, tmp_path: Path
) -> None:
    (tmp_path / "survey.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "mapping.json").write_text(json.dumps(MAPPING), encoding="utf-8")
    market = f"{live_server.url}/en/salary/machine-learning-engineer/germany/"

    page.goto(market)
    expect(page.locator("main")).not_to_contain_text("€80,000")

    page.goto(f"{live_server.url}/admin/benchmarks/importbatch/add/")
    page.get_by_label("Username").fill("analyst")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    page.locator("input[name=file]").set_input_files(tmp_path / "survey.csv")
    page.locator("select[name=source]").select_option(
        label="aijobs.net: AI, ML and Data Science Salary Index 2020–2025"
    )
    page.locator("input[name=mapping_file]").set_input_files(tmp_path / "mapping.json")
    page.get_by_role("button", name="Read and show what would happen").click()

    expect(page.locator("#content")).to_contain_text("Drachenbändiger")
    page.get_by_role("button", name="Accept").click()

    page.goto(f"{live_server.url}/admin/benchmarks/release/")
    page.get_by_label("Note beside the release").fill("First of the test")
    page.get_by_role("button", name="Make and publish").click()
    expect(page.locator(".messagelist")).to_contain_text("7 samples")

    page.context.clear_cookies()
    page.goto(market)
    expect(page.locator("main")).to_contain_text("€80,000")
    assert page.context.cookies() == []

    page.get_by_role("link", name="Deutsch").click()
    expect(page.locator("main")).to_contain_text("80.000\N{NO-BREAK SPACE}€")
