"""Every address around versions, for every role: generated from the list of addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from articles.models import Article, Comment, PreviewLink, Publication, Review, Version
from articles.publishing.preview_links import create_link
from articles.publishing.publications import publish
from articles.publishing.remarks import remark
from articles.publishing.reviewing import request_review
from config.roles import bring_roles_up_to_date
from tests.articles.editorial import person, rewrite, written

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Desk:
    """An article with everything around it that an address can name."""

    article: Article
    version: Version
    publication: Publication
    remark: Comment
    link: PreviewLink


READ, WRITE, REVIEW, PUBLISH, TRANSLATE = (
    {"view_article"},
    {"change_article"},
    {"review_article"},
    {"publish_article"},
    {"add_article"},
)
EITHER = WRITE | REVIEW
# Of each address: what it names, which right opens it (one of them is enough), and what is sent.
GIVEN: dict[str, tuple[Callable[[Desk], int], set[str], dict[str, str] | None]] = {
    "versions": (lambda desk: desk.article.pk, READ, None),
    "withdraw": (lambda desk: desk.article.pk, PUBLISH, {}),
    "end": (lambda desk: desk.article.pk, PUBLISH, {}),
    "confirm": (lambda desk: desk.article.pk, EITHER, {"next_review_on": "2099-01-01"}),
    "restore": (lambda desk: desk.version.pk, WRITE, {}),
    "hand_in": (lambda desk: desk.version.pk, WRITE, {}),
    "decide": (lambda desk: desk.version.pk, REVIEW, {"verdict": "approved"}),
    "publish": (lambda desk: desk.version.pk, PUBLISH, {"when": "now"}),
    "cancel": (lambda desk: desk.publication.pk, PUBLISH, {}),
    "compare": (lambda desk: desk.version.pk, READ, None),
    "preview": (lambda desk: desk.version.pk, READ, None),
    "preview_link": (lambda desk: desk.version.pk, EITHER, {"days": "3"}),
    "revoke_link": (lambda desk: desk.link.pk, EITHER, {}),
    "remarks": (lambda desk: desk.article.pk, READ, None),
    "remark": (lambda desk: desk.version.pk, EITHER, {"text": "Woher?"}),
    "answer": (lambda desk: desk.remark.pk, EITHER, {"text": "Daher."}),
    "resolve": (lambda desk: desk.remark.pk, EITHER, {}),
    "reopen": (lambda desk: desk.remark.pk, EITHER, {}),
    "translations": (lambda desk: desk.article.pk, READ, None),
    "translate": (lambda desk: desk.article.pk, TRANSLATE, {"language": "en"}),
    "follow": (lambda desk: desk.article.pk, WRITE, {"number": "1"}),
    "change": (lambda desk: desk.version.pk, READ, None),
    "history": (lambda desk: desk.version.pk, READ, None),
}
NOT_OURS = {"changelist", "add", "delete"}
"""Stock addresses: nobody adds or deletes a version, the list has a test of its own below."""
ELSEWHERE = {"mend", "hints"}
"""Addresses of the checks, which their own tests visit."""
STOCK = {"change", "history"}
"""Addresses of the admin's own, which lead to our screens."""
RIGHTS = sorted(READ | WRITE | REVIEW | PUBLISH | TRANSLATE)
ROLES = ("analyst", "editor", "reviewer", "offers")


@pytest.fixture
def desk() -> Desk:
    ada, now = person("ada"), timezone.now()
    version = written("<p>Eins</p>", by=ada)
    publish(version, by=ada, at=now - DAY)
    draft = rewrite(version, "<p>Geheimer Entwurf</p>", by=ada)
    request_review(draft, by=ada, at=now)
    coming = publish(draft, by=ada, at=now, live_from=now + DAY)
    return Desk(
        article=draft.article,
        version=draft,
        publication=coming,
        remark=remark(draft, "Woher?", by=ada, at=now),
        link=create_link(draft, by=ada, at=now, days=7),
    )


def names_of_addresses() -> list[str]:
    patterns = admin.site.get_model_admin(Version).get_urls()
    names = [one.name for one in patterns if isinstance(one, URLPattern) and one.name]
    return [name.removeprefix("articles_version_") for name in names]


def test_every_address_has_its_rights_stated_here():
    assert set(names_of_addresses()) - NOT_OURS - ELSEWHERE == set(GIVEN)


def visit(client: Client, name: str, desk: Desk, *, by_wrong_method: bool = False) -> int:
    named, _rights, sent = GIVEN[name]
    address = reverse(f"admin:articles_version_{name}", args=[named(desk)])
    if (sent is None) is not by_wrong_method:
        return client.get(address).status_code
    return client.post(address, sent or {}).status_code


def client_with(*rights: str) -> Client:
    user = User.objects.create_user(f"somebody with {rights}", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="articles", codename__in=rights)
    )
    client = Client()
    client.force_login(user)
    return client


def all_there_is() -> list[object]:
    """Everything that a button could have changed."""
    return [
        *Version.objects.values_list("pk", "is_aside").order_by("pk"),
        *Publication.objects.values_list("pk", "live_from", "live_until").order_by("pk"),
        *Review.objects.values_list("pk", "verdict").order_by("pk"),
        *Comment.objects.values_list("pk", "text", "resolved_at").order_by("pk"),
        *PreviewLink.objects.values_list("pk", "revoked_at").order_by("pk"),
        *Article.objects.values_list("pk", "next_review_on", "successor", "follows").order_by("pk"),
    ]


@pytest.mark.parametrize("name", GIVEN)
def test_a_right_opens_an_address_and_its_lack_closes_it(name: str, desk: Desk):
    needed = GIVEN[name][1]
    everything_else = [right for right in RIGHTS if right not in needed]
    lacking = client_with() if needed == READ else client_with(*everything_else)
    before = all_there_is()

    status = visit(lacking, name, desk)

    assert status == 403
    assert all_there_is() == before


@pytest.mark.parametrize("name", GIVEN)
def test_each_of_the_rights_is_enough_with_reading(name: str, desk: Desk):
    for right in GIVEN[name][1]:
        assert visit(client_with("view_article", right), name, desk) != 403


@pytest.mark.parametrize("name", [name for name, given in GIVEN.items() if given[1] != READ])
def test_a_right_without_reading_the_article_opens_nothing(name: str, desk: Desk):
    rights = GIVEN[name][1] - WRITE  # who may change may read, as everywhere in the admin
    before = all_there_is()

    assert visit(client_with(*rights), name, desk) == 403
    assert all_there_is() == before


@pytest.mark.parametrize("name", GIVEN)
def test_who_is_not_logged_in_is_asked_to(name: str, desk: Desk):
    before = all_there_is()

    status = visit(Client(), name, desk)

    assert status == 302
    assert all_there_is() == before


@pytest.mark.parametrize("name", [name for name in GIVEN if name not in STOCK])
def test_buttons_want_post_and_screens_want_get(name: str, desk: Desk):
    status = visit(client_with(*RIGHTS), name, desk, by_wrong_method=True)

    assert status == 405


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", GIVEN)
def test_each_role_opens_what_its_rights_say(role: str, name: str, desk: Desk):
    bring_roles_up_to_date()
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    named = GIVEN[name][1]

    status = visit(client, name, desk)

    is_open = user.has_perm("articles.view_article") and any(
        user.has_perm(f"articles.{right}") for right in named
    )
    assert (status == 403) is not is_open


@pytest.mark.parametrize(
    ("role", "sees"), [("analyst", False), ("editor", True), ("offers", False)]
)
def test_the_list_of_versions_is_for_those_who_read_articles(role: str, sees: bool, desk: Desk):
    bring_roles_up_to_date()
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)

    response = client.get(reverse("admin:articles_version_changelist"))

    assert response.status_code == (200 if sees else 403)
    for name in ("add", "delete"):
        pk = [] if name == "add" else [desk.version.pk]
        assert client.get(reverse(f"admin:articles_version_{name}", args=pk)).status_code == 403


def test_no_screen_is_kept_by_anything_on_the_way(desk: Desk):
    client = client_with(*RIGHTS)

    for name, (named, _rights, sent) in GIVEN.items():
        if sent is None and name != "history":
            response = client.get(reverse(f"admin:articles_version_{name}", args=[named(desk)]))
            assert "no-store" in response["Cache-Control"], name
