"""An editor writes a guide, cites figures by the picker, and loses nothing to a colleague."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Version
from articles.writing.joining import waiting
from config.roles import bring_roles_up_to_date
from tests.shipped_tables import bring_in_law
from tests.written import write

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.ignore_template_errors,
]

PASSWORD = "correct horse battery staple"
CLOCK = datetime(2026, 11, 23, 12, tzinfo=UTC)
SHORTAGE = "visa.de.blue-card.salary.shortage"


@pytest.fixture
def editors() -> None:
    bring_roles_up_to_date()
    for name in ("ann", "ben"):
        user = User.objects.create_user(
            name, password=PASSWORD, is_staff=True, first_name=name.title()
        )
        user.groups.add(Group.objects.get(name="editor"))


@pytest.fixture
def law() -> None:
    bring_in_law()


def log_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/admin/login/?next=/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


BLOCKS = ".order-machine > .inline-related:not(.empty-form)"


def add(page: Page, kind: str) -> Locator:
    """One block more at the end of the page; its fields."""
    before = ids(page)
    page.locator(".order-machine-insert-target.last").click()
    page.locator(".plugin-buttons .plugin-button-title").get_by_text(kind, exact=True).click()
    expect(page.locator(BLOCKS)).to_have_count(len(before) + 1)
    [added] = ids(page) - before
    return page.locator(f"#{added}")


def ids(page: Page) -> set[str]:
    return {block.get_attribute("id") or "" for block in page.locator(BLOCKS).all()}


def fill(block: Locator, **fields: str) -> None:
    for name, text in fields.items():
        block.locator(f"[name$='-{name}']").fill(text)


def fill_items(block: Locator, *texts: str) -> None:
    """Fields of the only item that a new list has."""
    fields = block.locator(
        ".django_json_schema_editor [data-schemapath] :is(input, textarea):visible"
    )
    for number, text in enumerate(texts):
        fields.nth(number).fill(text)


def insert_figure(page: Page, field: Locator, words: str) -> None:
    """By the keyboard alone, once the dialog is open."""
    field.get_by_role("button", name="Insert figure").last.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").fill(words)
    chosen = dialog.locator(f"[role=option][data-key='{SHORTAGE}']")
    expect(chosen).to_contain_text("€")
    for _step in range(20):
        if chosen.get_attribute("aria-selected"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()


@pytest.mark.usefixtures("law", "editors")
def test_a_guide_with_ten_kinds_of_block_and_three_figures(
    page: Page, live_server: LiveServer
) -> None:
    log_in(page, live_server.url, "ann")
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.locator("#id_heading").fill("What does an ML engineer do?")
    page.keyboard.press("Tab")
    expect(page.locator("#id_slug")).to_have_value("what-does-an-ml-engineer-do")
    page.locator("#id_lead").fill("At least ")
    insert_figure(page, page.locator(".field-lead"), "blue card shortage")

    prose = add(page, "Running text")
    prose.locator(".tiptap").click()
    page.keyboard.type("The Blue Card takes ")
    insert_figure(page, prose, "blue card shortage")
    page.keyboard.type(" a year.")
    fill(add(page, "Quote"), text="Hello", attribution="Ada")
    fill(add(page, "Key takeaways"), items="one\ntwo")
    fill(add(page, "Table"), caption="Pay", table="who | what\nall | much")
    faq = add(page, "Questions and answers")
    fill_items(faq, "How much?", "Not less than ")
    insert_figure(page, faq, "shortage blue")
    fill(add(page, "Checklist"), items="passport")
    fill_items(add(page, "Steps"), "Apply", "At the mission.")
    fill_items(add(page, "Cards"), "Data scientist", "A sibling.", "/en/career/data-scientist/")
    add(page, "Pay")
    fill_items(
        add(page, "Sources"), "Residence Act", "Ministry", "https://www.gesetze-im-internet.de/"
    )
    page.get_by_role("button", name="Save and continue editing").first.click()

    expect(page.get_by_text("Saved as version 1.")).to_be_visible()
    content = Version.objects.get().as_content()
    assert [block.kind for block in content.blocks] == [
        *("prose", "quote", "takeaways", "table", "faq"),
        *("checklist", "steps", "cards", "pay", "sources"),
    ]
    assert content.lead == f"At least [[{SHORTAGE}]]"
    assert content.blocks[0].data["html"] == f"<p>The Blue Card takes [[{SHORTAGE}]] a year.</p>"
    assert Version.objects.get().keys == [SHORTAGE]
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.get_by_text("Nothing to save")).to_be_visible()


@pytest.mark.usefixtures("editors")
def test_two_browsers_save_the_same_draft_and_nothing_is_lost(
    page: Page, chromium: Browser, complaints: list[str], live_server: LiveServer
) -> None:
    site = live_server.url
    article = write(
        ("prose", {"html": "<p>First.</p><p>Second.</p>"}),
        ("checklist", {"heading": "To do", "items": ["one"]}),
    ).article
    form = f"{site}/admin/articles/article/{article.pk}/change/"
    other = chromium.new_context(locale="en-GB").new_page()
    other.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
    log_in(page, site, "ann")
    log_in(other, site, "ben")
    page.goto(form)
    other.goto(form)
    expect(other.get_by_text("Ann has had this open since")).to_be_visible()

    page.locator("#id_heading").fill("Hers")
    page.locator("[name$='-0-items']").fill("one\nhers")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.get_by_text("Saved as version 2.")).to_be_visible()
    other.locator("#id_heading").fill("His")
    other.locator(".tiptap > p").last.click()
    other.keyboard.press("End")
    other.keyboard.type(" His too.")
    other.get_by_role("button", name="Save and continue editing").first.click()

    expect(other.get_by_text("nothing is lost")).to_be_visible()
    expect(other.get_by_role("heading", name="Joined by itself")).to_be_visible()
    other.get_by_label("what I write below").check()
    other.get_by_label("What shall stand here").fill("Hers and his")
    other.get_by_role("button", name="Save joined").click()

    expect(other.get_by_text("Joined as version 4.")).to_be_visible()
    content = Version.objects.get(article=article, number=4).as_content()
    assert content.heading == "Hers and his"
    assert content.blocks[0].data["html"] == "<p>First.</p><p>Second. His too.</p>"
    assert content.blocks[1].data["items"] == ["one", "hers"]
    assert not waiting(article).exists()
    other.context.close()
