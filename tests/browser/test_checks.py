"""An editor types a figure, is offered its key, takes it; a stray asterisk is mended by a click."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Block
from articles.writing.saving import latest_version, save_version
from config.roles import bring_roles_up_to_date
from tests.shipped_tables import bring_in_law

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.ignore_template_errors,
]

PASSWORD = "correct horse battery staple"
CLOCK = datetime(2026, 11, 23, 12, tzinfo=UTC)
LOWER = "[[visa.de.blue-card.salary.shortage]]"


@pytest.fixture
def article() -> Article:
    bring_in_law()
    bring_roles_up_to_date()
    ann = User.objects.create_user("ann", password=PASSWORD, is_staff=True)
    ann.groups.add(Group.objects.get(name="editor"))
    article = Article.objects.create(
        kind="guide", language="de", heading="Beruf", slug="beruf", owner=ann
    )
    Block.objects.create(parent=article, kind="prose", data={"html": "<p>Lerne **React** gut.</p>"})
    save_version(article, by=ann, at=CLOCK)
    return article


def log_in(page: Page, site: str, to: str) -> None:
    page.goto(f"{site}/admin/login/?next={to}")
    page.get_by_label("Username").fill("ann")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_a_typed_figure_becomes_a_reference_and_markup_what_was_meant(
    page: Page, live_server: LiveServer, article: Article
) -> None:
    log_in(page, live_server.url, f"/admin/articles/article/{article.pk}/change/")

    lead = page.get_by_label("Lead:")
    lead.fill("Mindestens 45.934,20 € im Jahr.")
    page.get_by_role("button", name=f"Use {LOWER}").click()
    expect(lead).to_have_value(f"Mindestens {LOWER} im Jahr.")
    expect(page.locator(".field-lead .text-hints li")).to_have_count(0)

    prose = page.locator(".tiptap:visible").first
    prose.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Oder €45,934.20.")
    page.locator(".field-html").get_by_role("button", name=f"Use {LOWER}").click()
    expect(prose).to_contain_text(f"Oder {LOWER}.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("Saved as version 2")).to_be_visible()

    version = latest_version(article)
    assert version is not None
    page.goto(f"{live_server.url}/admin/articles/version/{version.pk}/change/")
    page.get_by_role("button", name="Use React").click()
    expect(page.get_by_text("Saved as version 3")).to_be_visible()

    newest = latest_version(article)
    assert newest is not None
    assert newest.as_content().blocks[0].data["html"] == (
        f"<p>Lerne <strong>React</strong> gut. Oder {LOWER}.</p>"
    )


def test_what_was_typed_before_the_scripts_came_is_looked_at_too(
    page: Page, live_server: LiveServer, article: Article
) -> None:
    held: list[Route] = []
    page.route("**/admin-checks*.js", lambda route: held.append(route))
    log_in(page, live_server.url, f"/admin/articles/article/{article.pk}/change/")
    page.get_by_label("Lead:").fill("Mindestens 45.934,20 € im Jahr.")
    held[0].continue_()
    expect(page.get_by_role("button", name=f"Use {LOWER}")).to_be_visible()
