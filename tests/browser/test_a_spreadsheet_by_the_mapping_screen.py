"""A spreadsheet that nobody prepared goes in: upload, columns, words, preview, accept."""

from pathlib import Path

import pytest
from django.conf import settings as project
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from benchmarks.models import ImportBatch, SalarySample
from tests.benchmarks.job_queue import work_off_the_queue
from tests.browser.looking import violations
from tests.browser.test_spreadsheets_in_the_admin import analyst
from tests.shipped_tables import bring_in_reference

__all__ = ["analyst"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.ignore_template_errors,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

BESIDE = project.BASE_DIR.parent / "shared" / "data"
SURVEY = "IT Salary Survey: IT Salary Survey for Germany and Europe 2018–2020"
FIRST = [
    "Timestamp;Berufsbezeichnung;Bruttogehalt (€);Stadt;Ihr Level",
    "14.12.2023;Softwareentwickler (m/w/d);65.000,00 €;München;Senior",
    "15.12.2023;Data Scientist;58.500,00 €;Köln;Junior",
    "16.12.2023;Data Scientist;72.000,00 €;Berlin, Deutschland;Guru",
    "17.12.2023;Datenknecht;61.000,00 €;Berlin;Senior",
    "18.12.2023;Data Scientist;5.100,00 €;Berlin;Senior",
]
NEXT = [  # other names, another sign between cells, other words
    "Zeitstempel\tBeruf\tJahresbruttogehalt in EUR\tStadt\tLevel",
    "14.12.2024\tData Scientist\t66.000,00\tHamburg\tGuru",
    "15.12.2024\tDatenknecht\t59.500\tBerlin\tPrincipal",
]


@pytest.fixture(autouse=True)
def reference(transactional_db: None) -> None:
    bring_in_reference()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    first, following = tmp_path / "first.csv", tmp_path / "second.txt"
    first.write_bytes("\r\n".join(FIRST).encode("cp1252"))
    following.write_bytes("\r\n".join(NEXT).encode("utf-16"))
    return first, following


def look_at_columns(page: Page, site: str, file: Path, source: str = SURVEY) -> None:
    page.goto(f"{site}/admin/benchmarks/importbatch/add/")
    page.locator("input[name=file]").set_input_files(file)
    page.locator("select[name=source]").select_option(label=source)
    page.get_by_role("button", name="Next: look at the columns").click()
    expect(page.get_by_role("heading", name="Map the columns")).to_be_visible()


def read(page: Page, site: str) -> ImportBatch:
    """Press the one button, let a worker read, and open the preview."""
    page.get_by_role("button", name="Read and show what would happen").click()
    page.wait_for_url("**/reading/**")
    work_off_the_queue()
    batch = ImportBatch.objects.latest("pk")
    page.goto(f"{site}/admin/benchmarks/importbatch/{batch.pk}/change/")
    return batch


def accept(page: Page, batch: ImportBatch) -> None:
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Accepted")
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.ACCEPTED


def test_a_first_wave_needs_a_few_answers_and_the_next_one_none(
    analyst: Page, live_server: LiveServer, files: tuple[Path, Path]
) -> None:
    site, (first, following) = live_server.url, files

    look_at_columns(analyst, site, first)
    expect(analyst.locator(".missing .mapped")).to_have_count(2)
    analyst.get_by_role("button", name="Read and show what would happen").click()
    expect(analyst.locator(".messagelist")).to_contain_text(
        "Please answer: Kind of source, Employment."
    )
    analyst.locator("[name=source_kind-constant]").select_option("survey")
    analyst.locator("[name=employment-constant]").select_option("full_time")
    expect(analyst.locator(".value-map .open")).to_contain_text("Guru")
    analyst.locator("[name='seniority-is:Guru']").select_option("lead")
    batch = read(analyst, site)

    counts = (batch.rows_accepted, batch.rows_quarantined, batch.rows_refused)
    assert counts == (3, 1, 1)
    analyst.locator(".reason[data-kind=refused] summary").click()
    analyst.get_by_role("link", name="Say what these words stand for").click()
    expect(analyst.locator(".queue tbody tr")).to_have_count(1)
    analyst.locator("[name='other:datenknecht']").select_option(label="Data Engineer")
    analyst.get_by_role("button", name="Save the answers").click()
    expect(analyst.locator(".messagelist")).to_contain_text("1 word settled.")
    analyst.get_by_role("button", name="Read again").click()
    analyst.wait_for_url("**/reading/**")
    work_off_the_queue()
    batch = ImportBatch.objects.latest("pk")
    analyst.goto(f"{site}/admin/benchmarks/importbatch/{batch.pk}/change/")
    accept(analyst, batch)

    look_at_columns(analyst, site, following)
    expect(analyst.locator(".missing")).to_have_count(0)
    expect(analyst.locator(".wave")).to_contain_text("Bruttogehalt (€) → Jahresbruttogehalt in EUR")
    expect(analyst.locator(".value-map .open")).to_have_count(0)
    batch = read(analyst, site)
    assert (batch.rows_accepted, batch.findings["reasons"]) == (2, [])
    accept(analyst, batch)

    samples = SalarySample.objects.filter(batch=batch).order_by("row_number")
    assert [
        (one.occupation.code, one.seniority, str(one.yearly_pay), one.observed_on.isoformat())
        for one in samples.select_related("occupation")
    ] == [
        ("data-scientist", "lead", "66000.00", "2024-12-14"),
        ("data-engineer", "lead", "59500.00", "2024-12-15"),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_screens_are_accessible_and_stay_within_their_width(
    chromium: Browser,
    analyst: Page,
    live_server: LiveServer,
    files: tuple[Path, Path],
    scheme: str,
    width: int,
) -> None:
    # The policy forbids the script that axe is; nothing else of the page changes without it.
    context = chromium.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
        bypass_csp=True,
        storage_state=analyst.context.storage_state(),
    )
    page, found = context.new_page(), {}
    site = live_server.url
    page.goto(f"{site}/admin/benchmarks/importbatch/add/")
    found["upload"] = faults(page)
    look_at_columns(page, site, files[0])
    page.locator(".more-fields > summary").click()
    found["mapping"] = faults(page)
    page.locator("[name=source_kind-constant]").select_option("survey")
    page.locator("[name=employment-constant]").select_option("full_time")
    read(page, site)
    page.goto(f"{site}/admin/benchmarks/unlistedword/queue/title/")
    found["queue"] = faults(page)
    context.close()

    assert {name: lines for name, lines in found.items() if lines} == {}


def faults(page: Page) -> list[str]:
    """What axe finds, and whether the page has to be scrolled sideways."""
    lines = [f"{one['id']}: {one['nodes'][0]['html']}" for one in violations(page)]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        lines.append("wider than the window")
    return lines


WAVES = {
    # Of each real wave: the answers that its first reader gave, and the least usable share.
    "it_salary_survey_eu_2018.csv": (
        {"currency": "EUR", "source_kind": "survey", "employment": "full_time"},
        0.8,
    ),
    "it_salary_survey_eu_2019.csv": ({}, 0.85),
    "it_salary_survey_eu_2020.csv": ({}, 0.85),
}


@pytest.mark.skipif(not BESIDE.exists(), reason="the real waves may not be shipped")
def test_three_real_waves_with_three_headers_need_answers_once(
    analyst: Page, live_server: LiveServer
) -> None:
    for name, (answers, least) in WAVES.items():
        look_at_columns(analyst, live_server.url, BESIDE / name)
        expect(analyst.locator(".missing .mapped")).to_have_count(len(answers))
        for field, answer in answers.items():
            control = analyst.locator(f"[name={field}-constant]")
            if control.evaluate("one => one.tagName") == "SELECT":
                control.select_option(answer)
            else:
                control.fill(answer)
        batch = read(analyst, live_server.url)
        assert batch.rows_accepted / batch.rows_total >= least, name
        accept(analyst, batch)
