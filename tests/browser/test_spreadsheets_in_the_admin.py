"""Reference tables and error reports as an analyst meets them, under our strict policy."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from benchmarks import importing
from benchmarks.models import ImportBatch, Occupation
from benchmarks.uploads import keep
from config.roles import bring_roles_up_to_date
from tests.benchmarks.import_files import csv_of, mapping_of
from tests.browser.looking import violations
from tests.factories import make_country, make_hub, make_occupation, make_source

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.ignore_template_errors,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

HEADER = "code;family;isco08;name_de;name_en;slug_de;slug_en;summary_de;summary_en"
GOOD = "data-scientist;data;2120;Data Scientist;Data Scientist;data-scientist;data-scientist;;=1+1"
BAD = "data-analyst;nonsense;2511;Datenanalyst;Data Analyst;datenanalyst;data-analyst;;"


@pytest.fixture
def analyst(
    chromium: Browser, page: Page, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> Page:
    """A page at which an analyst is signed in."""
    settings.STORAGES = settings.STORAGES | {
        "uploads": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "uploads", "base_url": None},
        }
    }
    bring_roles_up_to_date()
    user = User.objects.create_user("analyst", is_staff=True)
    user.groups.add(Group.objects.get(name="analyst"))
    client = Client()
    client.force_login(user)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([session | {"url": live_server.url}])  # type: ignore[list-item]
    return page


def choose(page: Page, path: Path) -> None:
    page.locator("input[name=import_file]").set_input_files(path)
    page.get_by_role("button", name="Submit").click()


def test_a_table_goes_in_whole_or_not_at_all_and_comes_out_as_it_went_in(
    analyst: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    bad.write_text(f"{HEADER}\n{GOOD}\n{BAD}\n", encoding="utf-8")
    good.write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-8")

    analyst.goto(f"{live_server.url}/admin/benchmarks/occupation/")
    analyst.get_by_role("link", name="Import", exact=True).click()
    choose(analyst, bad)
    expect(analyst.locator("#faults")).to_contain_text("Nothing was written")
    expect(analyst.locator("#faults tbody tr")).to_have_count(1)
    expect(analyst.locator("#faults tbody tr")).to_contain_text("nonsense")
    assert not Occupation.objects.exists()

    choose(analyst, good)
    expect(analyst.locator("#changes")).to_contain_text("1 new, 0 changed, 0 the same.")
    assert not Occupation.objects.exists()
    analyst.get_by_role("button", name="Confirm import").click()
    expect(analyst.locator(".messagelist")).to_contain_text("1 new")
    assert Occupation.objects.get().summary_en == "=1+1"

    analyst.get_by_role("link", name="Export", exact=True).click()
    analyst.get_by_label("Format").select_option(label="XLSX")
    with analyst.expect_download() as download:
        analyst.get_by_role("button", name="Submit").click()
    download.value.save_as(tmp_path / "exported.xlsx")
    analyst.goto(f"{live_server.url}/admin/benchmarks/occupation/import/")
    choose(analyst, tmp_path / "exported.xlsx")
    expect(analyst.locator("#changes")).to_contain_text("0 new, 0 changed, 1 the same.")


def test_a_broken_file_is_one_sentence_on_the_form(
    analyst: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and then nothing that a workbook has")

    analyst.goto(f"{live_server.url}/admin/benchmarks/occupation/import/")
    choose(analyst, broken)

    expect(analyst.locator(".errorlist")).to_contain_text("The file is damaged or incomplete.")


def test_an_error_report_is_downloaded_where_the_rows_set_aside_are_shown(
    analyst: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    batch = staged()

    analyst.goto(f"{live_server.url}/admin/benchmarks/importbatch/{batch.pk}/change/")
    with analyst.expect_download() as download:
        analyst.get_by_role("link", name="CSV file").click()
    download.value.save_as(tmp_path / "report.csv")

    report = (tmp_path / "report.csv").read_text(encoding="utf-8-sig")
    assert download.value.suggested_filename == "answers error report.csv"
    assert report.splitlines()[0] == "Title;Pay;City;Gender;Laufbahn: reason;Laufbahn: row"
    assert len(report.splitlines()) == 4


def staged() -> ImportBatch:
    make_hub(make_country(plausible_from=14_000))
    make_occupation(name_de="Data Scientist", name_en="Data Scientist")
    return importing.stage(
        keep(ContentFile(csv_of()), "answers.csv"),
        source=make_source(),
        mapping=mapping_of(),
        by_id=None,
        at=timezone.now(),
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible(
    chromium: Browser, analyst: Page, live_server: LiveServer, tmp_path: Path, scheme: str
) -> None:
    staged()
    bad, changed = tmp_path / "bad.csv", tmp_path / "changed.csv"
    bad.write_text(f"{HEADER}\n{BAD}\n", encoding="utf-8")
    changed.write_text(f"{HEADER}\n{GOOD}\n{GOOD.replace('scien', 'artis')}\n", encoding="utf-8")
    # The policy forbids the script that axe is; nothing else of the page changes without it.
    context = chromium.new_context(
        color_scheme=scheme, bypass_csp=True, storage_state=analyst.context.storage_state()
    )
    page, broken = context.new_page(), {}
    for path, file in (
        ("occupation/import/", None),
        ("occupation/import/", bad),
        ("occupation/import/", changed),
        ("occupation/export/", None),
        ("salarysample/", None),
        ("estimate/export/", None),
    ):
        page.goto(f"{live_server.url}/admin/benchmarks/{path}")
        if file:
            choose(page, file)
            page.locator("#faults, #changes").wait_for()
        broken[f"{path} {file and file.name}"] = [
            f"{one['id']}: {one['nodes'][0]['html']}" for one in violations(page)
        ]
    context.close()

    assert {path: found for path, found in broken.items() if found} == {}
