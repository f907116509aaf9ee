"""Two editors bring a figure of next year into force, and the public page follows by itself."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from config.roles import bring_roles_up_to_date
from tests.shipped_tables import bring_in_law
from visa.models import Parameter, ParameterValue, RuleVersion

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.ignore_template_errors,
]

PASSWORD = "correct horse battery staple"
CLOCK = datetime(2026, 11, 23, 12, tzinfo=UTC)
BLUE_CARD = "/de/visum/blaue-karte-eu/?as_of=2027-01-01"
# A round number that nobody published: half of it and 45.3 percent are easily told apart.
TEST_BASE, HALF_OF_IT, LOWER = "104000", "52.000\xa0€", "47.112\xa0€"


@pytest.fixture
def law() -> None:
    bring_in_law()


@pytest.fixture
def editors() -> None:
    bring_roles_up_to_date()
    for name in ("ann", "ben"):
        user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name="editor"))


def log_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/admin/login/?next=/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def propose_test_base(page: Page, site: str) -> None:
    base = Parameter.objects.get(key="de.pension.ceiling")
    page.goto(f"{site}/admin/visa/parameter/{base.pk}/change/")
    page.get_by_role("link", name="Propose the next value").click()
    page.get_by_label("Amount:", exact=True).fill(TEST_BASE)
    page.get_by_label("German note").fill("Testdaten")
    page.get_by_label("English note").fill("test data")
    page.get_by_role("button", name="Propose").click()
    expect(page.locator(".field-citation .errorlist")).to_be_visible()
    page.locator(".field-citation .select2-selection").click()
    page.locator(".select2-search__field").last.fill("Anlage 2 SGB VI")
    page.get_by_role("option", name="Anlage 2 SGB VI").first.click()
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_text("It goes live once a second person has approved it")).to_be_visible()


@pytest.mark.usefixtures("law", "editors")
def test_a_base_of_next_year_changes_every_page_once_a_second_editor_approved_it(
    page: Page, chromium: Browser, live_server: LiveServer
) -> None:
    site = live_server.url
    visitor = chromium.new_context(locale="de-DE").new_page()

    log_in(page, site, "ann")
    propose_test_base(page, site)
    expect(page.get_by_text("You proposed this yourself")).to_be_visible()
    visitor.goto(site + BLUE_CARD)
    expect(visitor.get_by_text("noch nicht veröffentlicht").first).to_be_visible()
    assert HALF_OF_IT not in visitor.content().replace("&nbsp;", "\xa0")

    page.context.clear_cookies()
    log_in(page, site, "ben")
    page.get_by_role("link", name="Contribution assessment ceiling").first.click()
    expect(page.get_by_text("€52,000")).to_be_visible()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Approved: pages and checks use it")).to_be_visible()

    visitor.goto(site + BLUE_CARD)
    shown = visitor.content().replace("&nbsp;", "\xa0")
    assert HALF_OF_IT in shown
    assert LOWER in shown
    assert "noch nicht veröffentlicht" not in visitor.inner_text("main")
    value = ParameterValue.objects.get(parameter__key="de.pension.ceiling", note_en="test data")
    assert value.valid_to == date(2028, 1, 1)
    visitor.context.close()


@pytest.mark.usefixtures("law", "editors")
def test_a_rule_is_written_tried_and_approved(page: Page, live_server: LiveServer) -> None:
    site = live_server.url
    former = RuleVersion.objects.standing().get(route__key="de.blue-card.general", valid_to=None)

    log_in(page, site, "ann")
    page.goto(f"{site}/admin/visa/ruleversion/{former.pk}/change/")
    page.get_by_label("First day of the new version").fill("2027-01-01")
    page.get_by_role("button", name="Copy into a draft").click()
    line = page.locator("#conditions-4")
    expect(line.locator(".fieldBox.field-parameter")).to_be_visible()
    expect(line.locator(".fieldBox.field-group")).to_be_hidden()
    line.get_by_role("button", name="Up").click()
    expect(page.locator("#conditions-3 .inline_label")).to_contain_text("salary")
    page.locator("#conditions-1 .fieldBox.field-operator select").select_option("authority")
    expect(page.locator("#conditions-1 .fieldBox.field-fact")).to_be_hidden()
    page.get_by_role("button", name="Save and try it").click()
    expect(page.get_by_text("With another verdict:").first).to_be_visible()
    page.get_by_role("button", name="Hand it in").click()

    page.context.clear_cookies()
    log_in(page, site, "ben")
    page.get_by_role("link", name="EU Blue Card: General route").click()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Approved: pages and checks use it")).to_be_visible()

    standing = RuleVersion.objects.standing().filter(route=former.route)
    assert [one.valid_from for one in standing.order_by("valid_from")][-2:] == [
        date(2023, 11, 18),
        date(2027, 1, 1),
    ]
