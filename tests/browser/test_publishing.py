"""From a draft to Friday's page: two people, a schedule, another address, and the way back."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Block, Version
from articles.writing.saving import save_version
from config.roles import bring_roles_up_to_date
from tests.shipped_tables import bring_in_law

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.ignore_template_errors,
]

PASSWORD = "correct horse battery staple"
MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
FRIDAY = "2026-11-27T09:00"  # Berlin
PINNED = "Wer eine Blaue Karte will, braucht mindestens [[visa.de.blue-card.salary.shortage]]."


class Clock:
    """The time that all of the site reads: it goes on by itself, and can be moved."""

    def __init__(self, start: datetime) -> None:
        self._moved = start - datetime.now(UTC)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._moved

    def move_to(self, instant: datetime) -> None:
        self._moved = instant - datetime.now(UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(MONDAY)
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def people() -> dict[str, User]:
    bring_roles_up_to_date()
    found = {}
    for name, role in (("ada", "editor"), ("bea", "reviewer")):
        user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        found[name] = user
    return found


@pytest.fixture
def draft(clock: Clock, people: dict[str, User]) -> Version:
    bring_in_law()
    article = Article.objects.create(
        kind="guide",
        language="de",
        heading="Die Blaue Karte in Kürze",
        slug="blaue-karte-kurz",
        lead="Was die Blaue Karte verlangt, in wenigen Sätzen.",
        author="Ada",
        owner=people["ada"],
    )
    Block.objects.create(
        parent=article, kind="prose", data={"html": f"<p>{PINNED}</p>"}, ordering=10
    )
    return save_version(article, by=people["ada"], at=clock())


def log_in(page: Page, site: str, name: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{site}/admin/login/?next=/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def open_version(page: Page, site: str, version: Version) -> None:
    page.goto(f"{site}/admin/articles/version/{version.pk}/change/")


def tick_warnings(page: Page) -> None:
    for box in page.get_by_role("checkbox", name="read").all():
        box.check()


def rewrite_in_the_form(page: Page, site: str, article: Article, **fields: str) -> None:
    page.goto(f"{site}/admin/articles/article/{article.pk}/change/")
    for name, text in fields.items():
        page.locator(f"#id_{name}").fill(text)
    page.locator("[name=_continue]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def hand_in(page: Page, site: str, version: Version) -> None:
    open_version(page, site, version)
    page.get_by_label("For the reviewer").fill("Bitte die Schwelle ansehen.")
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_text("was handed in for review")).to_be_visible()


def approve(page: Page, site: str, version: Version) -> None:
    open_version(page, site, version)
    expect(page.get_by_text("Bitte die Schwelle ansehen.")).to_be_visible()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Approved by bea")).to_be_visible()


def latest(article: Article) -> Version:
    return article.versions.order_by("-number")[0]


def test_what_a_second_person_scheduled_is_live_on_friday_and_can_be_brought_back(
    page: Page, chromium: Browser, live_server: LiveServer, clock: Clock, draft: Version
) -> None:
    site, article = live_server.url, draft.article
    visitor = chromium.new_context(locale="de-DE").new_page()

    # The writer hands it in, and can't decide on it.
    log_in(page, site, "ada")
    hand_in(page, site, draft)
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    expect(page.get_by_text("Once a second person has approved it.")).to_be_visible()

    # A second person reads it as readers will, approves, and schedules it for Friday.
    log_in(page, site, "bea")
    approve(page, site, draft)
    page.get_by_role("link", name="Preview", exact=True).first.click()
    framed = page.frame_locator("[data-width='360'] iframe")
    expect(framed.get_by_role("heading", name="Die Blaue Karte in Kürze")).to_be_visible()
    expect(framed.get_by_text("45.934,20")).to_be_visible()
    open_version(page, site, draft)
    page.get_by_label("at a time").check()
    page.get_by_label("From", exact=False).first.fill(FRIDAY)
    tick_warnings(page)
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_text("goes live on 27 November 2026, 09:00")).to_be_visible()

    # The writer goes on writing; before Friday nobody learns of the page.
    log_in(page, site, "ada")
    rewrite_in_the_form(page, site, article, heading="Die Blaue Karte, ganz anders")
    assert visitor.goto(f"{site}/de/karriere/blaue-karte-kurz/").status == 404

    # On Friday the version that was pinned is live, by the clock alone.
    clock.move_to(datetime(2026, 11, 27, 8, 0, 1, tzinfo=UTC))
    assert visitor.goto(f"{site}/de/karriere/blaue-karte-kurz/").status == 200
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Die Blaue Karte in Kürze")
    expect(visitor.get_by_text("45.934,20").first).to_be_visible()

    # Another address: the former one leads to it.
    rewrite_in_the_form(page, site, article, slug="blaue-karte")
    second = latest(article)
    hand_in(page, site, second)
    log_in(page, site, "bea")
    open_version(page, site, second)
    page.get_by_role("link", name="Compare with version 1, which is live").click()
    expect(page.locator("ins", has_text="ganz anders")).to_be_visible()
    approve(page, site, second)
    tick_warnings(page)
    page.get_by_role("button", name=f"Publish version {second.number}").click()
    expect(page.get_by_text(f"Version {second.number} is live since")).to_be_visible()
    visitor.goto(f"{site}/de/karriere/blaue-karte-kurz/")
    assert visitor.url == f"{site}/de/karriere/blaue-karte/"
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Die Blaue Karte, ganz anders")

    # Restored, the old words are live again without a second approval, under their old address.
    log_in(page, site, "ada")
    page.goto(f"{site}/admin/articles/version/of/{article.pk}/")
    page.get_by_role("row").filter(has=page.get_by_role("link", name="1", exact=True)).get_by_role(
        "button", name="Restore"
    ).click()
    expect(page.get_by_text("says again what version 1 said")).to_be_visible()
    tick_warnings(page)
    page.get_by_role("button", name="Publish version").click()
    expect(page.get_by_text("is live since")).to_be_visible()
    visitor.goto(f"{site}/de/karriere/blaue-karte/")
    assert visitor.url == f"{site}/de/karriere/blaue-karte-kurz/"
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Die Blaue Karte in Kürze")
    visitor.context.close()
