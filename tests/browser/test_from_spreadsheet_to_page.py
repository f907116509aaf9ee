"""The main job once, end to end: a spreadsheet goes in, a release comes out, a visitor reads it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from config.roles import bring_roles_up_to_date
from tests.shipped_tables import bring_in_reference

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


def survey() -> str:
    """Thirty answers of this year around 80.000 €, and one that names no occupation of ours."""
    year = timezone.localdate().year
    answers = [
        f"{title};{80_000 + 1_000 * step:,} €;Senior;{year}".replace(",", ".")
        for step in range(-7, 8)
        for title in ("Machine Learning Engineer", "ML Engineer (m/w/d)")
    ]
    return "\n".join(["Beruf;Gehalt;Stufe;Jahr", *answers, f"Drachenbändiger;50.000 €;;{year}", ""])


@pytest.fixture
def analyst() -> User:
    bring_in_reference()
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
def test_an_analyst_imports_and_releases_and_a_visitor_reads_typical_pay(
    page: Page, live_server: LiveServer, analyst: User, tmp_path: Path
) -> None:
    (tmp_path / "survey.csv").write_text(survey(), encoding="utf-8")
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
    page.get_by_text("Read it by a ready mapping instead").click()
    page.get_by_role("button", name="Read and show what would happen").click()

    expect(page.locator("#content")).to_contain_text("Drachenbändiger")
    page.get_by_role("button", name="Work out what accepting would change").click()
    page.get_by_role("link", name="What this job works on").click(timeout=60_000)
    expect(page.locator(".effects")).to_contain_text("There is no release yet")
    page.get_by_role("button", name="Accept", exact=True).click()

    page.goto(f"{live_server.url}/admin/benchmarks/release/")
    page.get_by_label("Note beside the release").fill("First of the test")
    page.get_by_role("button", name="Prepare the next release").click()
    page.get_by_role("link", name="What this job works on").click(timeout=60_000)
    expect(page.locator("#content")).to_contain_text("30 samples")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist")).to_contain_text("R1 is in effect")

    page.context.clear_cookies()
    page.goto(market)
    expect(page.locator("main")).to_contain_text("€80,000")
    assert page.context.cookies() == []

    page.get_by_role("link", name="Deutsch").click()
    expect(page.locator("main")).to_contain_text("80.000\N{NO-BREAK SPACE}€")
