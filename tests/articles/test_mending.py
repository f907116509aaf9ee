"""What checks propose is taken over by a click, as a version; hints come while one writes."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from articles.checking.findings import Finding
from articles.checking.publication import check_publication
from articles.models import Article, Block, Version
from articles.writing.mending import CannotMend, mend_version, mended
from articles.writing.saving import latest_version, save_version
from benchmarks.moments import Moment
from config.roles import bring_roles_up_to_date
from tests.visa.shipped import shipped

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
LOWER = "[[visa.de.blue-card.salary.shortage]]"
TYPED = "<p>Ab 45.934,20 € und 3.827,85 € im Monat, **wirklich**.</p>"


@pytest.fixture(scope="module", autouse=True)
def law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), shipped():
        yield


@pytest.fixture
def ed() -> User:
    return staff("editor", "ed")


def staff(role: str, name: str) -> User:
    bring_roles_up_to_date()
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def written(by: User, html: str = TYPED) -> Version:
    article = Article.objects.create(
        kind="guide", language="de", heading="Beruf", slug="beruf", owner=by
    )
    Block.objects.create(parent=article, kind="prose", data={"html": html})
    return save_version(article, by=by, at=timezone.now())


def proposals(version: Version) -> list[Finding]:
    found = check_publication(version, Moment.now())
    return [one for one in found if one.replacement is not None]


def html_of(version: Version | None) -> str:
    assert version is not None
    return str(version.as_content().blocks[0].data["html"])


def client_of(user: User) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    return client


def test_all_proposals_of_a_text_are_taken_over_at_once(ed: User) -> None:
    version = written(ed)

    newer = mend_version(
        version, [one.handle for one in proposals(version)], by=ed, moment=Moment.now()
    )

    assert newer.number == 2
    assert html_of(newer) == (
        f"<p>Ab {LOWER} und [[visa.de.blue-card.salary.shortage | month]] im Monat, "
        "<strong>wirklich</strong>.</p>"
    )
    assert newer.article.blocks.get().data == {"html": html_of(newer)}


def test_one_click_replaces_one_and_says_what_it_did(ed: User) -> None:
    version = written(ed)
    (first, *_others) = proposals(version)
    address = reverse("admin:articles_version_mend", args=[version.pk])

    page = client_of(ed).post(address, {"handle": first.handle}, follow=True).text

    assert html_of(latest_version(version.article)).startswith(f"<p>Ab {LOWER} und 3.827,85 €")
    assert "Saved as version 2: “45.934,20 €” became [[" in page


def test_what_somebody_changed_since_is_not_mended(ed: User) -> None:
    version = written(ed)
    handle = proposals(version)[0].handle
    version.article.blocks.update(data={"html": "<p>Anders</p>"})
    newest = save_version(version.article, by=ed, at=timezone.now())

    with pytest.raises(CannotMend, match="newer version"):
        mend_version(version, [handle], by=ed, moment=Moment.now())
    with pytest.raises(CannotMend, match="nothing to replace"):
        mend_version(newest, [handle], by=ed, moment=Moment.now())


def test_of_two_proposals_that_overlap_one_is_taken(ed: User) -> None:
    version = written(ed, "<p>**45.934,20 €**</p>")
    both = proposals(version)

    assert len(both) == 2
    assert str(mended(version.as_content(), both).blocks[0].data["html"]) in {
        f"<p>**{LOWER}**</p>",
        "<p><strong>45.934,20 €</strong></p>",
    }


def test_who_may_not_write_can_not_mend(ed: User) -> None:
    version = written(ed)
    rita = staff("reviewer", "rita")
    address = reverse("admin:articles_version_mend", args=[version.pk])

    response = client_of(rita).post(address, {"handle": proposals(version)[0].handle})

    assert response.status_code == 403
    assert latest_version(version.article) == version


@pytest.mark.parametrize(
    ("text", "is_html"),
    [("Ab 45.934,20 € im Jahr", ""), ("<p>Ab €45,934.20 im Jahr</p>", "1")],
)
def test_a_typed_figure_is_offered_as_a_reference_while_somebody_writes(
    ed: User, text: str, is_html: str
) -> None:
    version = written(ed, "<p>Text</p>")
    sent = {"text": text, "is_html": is_html, "article": version.article_id}

    answer = client_of(ed).post(reverse("admin:articles_version_hints"), sent)

    (hint,) = answer.json()["findings"]
    assert hint["replacement"] == LOWER
    assert hint["quote"] in text
    assert hint["level"] == "blocks"
    assert "no-store" in answer.headers["Cache-Control"]


def test_hints_are_given_on_a_page_that_isnt_saved_yet_and_wait_for_sources(ed: User) -> None:
    sent = {"text": "41 % und [[", "language": "en"}

    answer = client_of(ed).post(reverse("admin:articles_version_hints"), sent)

    assert answer.json() == {"findings": []}


def test_hints_are_for_who_sees_articles(ed: User) -> None:
    ana = staff("analyst", "ana")

    response = client_of(ana).post(reverse("admin:articles_version_hints"), {"text": "45.934,20 €"})

    assert response.status_code == 403
