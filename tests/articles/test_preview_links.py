"""Drafts in frames and under signed links: for whom, how long, and with which headers."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from articles.models import PreviewLink, Version
from articles.publishing.preview_links import create_link, path_of, revoke, token_of
from tests.articles.editorial import person, rewrite, written

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
CANARY = "Kanarienvogelwort"


@pytest.fixture
def draft() -> Version:
    return written(f"<p>{CANARY}</p>", by=person("ada"))


def link_to(version: Version, *, days: int = 7, made: timedelta = timedelta()) -> PreviewLink:
    return create_link(version, by=version.saved_by, at=timezone.now() - made, days=days)


def reader(name: str, *rights: str, is_staff: bool = True) -> Client:
    user = User.objects.create_user(name, is_staff=is_staff)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="articles", codename__in=rights)
    )
    client = Client()
    client.force_login(user)
    return client


def test_a_link_shows_its_version_to_anybody_and_to_nobody_else(draft: Version, client: Client):
    response = client.get(path_of(link_to(draft)))

    page = response.content.decode()
    assert response.status_code == 200
    assert CANARY in page
    assert "Fassung 1" in page
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Frame-Options"] == "DENY"
    assert 'name="robots" content="noindex"' in page
    assert "canonical" not in page
    assert response.cookies == {}


def test_a_link_stays_with_its_version_whatever_is_written_since(draft: Version, client: Client):
    link = link_to(draft)
    rewrite(draft, "<p>Anderes</p>", by=draft.saved_by)

    page = client.get(path_of(link)).content.decode()

    assert CANARY in page
    assert "Anderes" not in page


@pytest.mark.parametrize(("made", "status"), [(6.99, 200), (7, 410), (700, 410)])
def test_a_link_ends(draft: Version, client: Client, made: float, status: int):
    link = link_to(draft, made=made * DAY)

    response = client.get(path_of(link))

    assert response.status_code == status
    assert (CANARY in response.content.decode()) is (status == 200)
    assert response["Cache-Control"] == "private, no-store"


def test_a_revoked_link_ends_at_once(draft: Version, client: Client):
    link = link_to(draft)
    revoke(link, at=timezone.now())

    response = client.get(path_of(link))

    assert response.status_code == 410
    assert CANARY not in response.content.decode()
    assert "gilt nicht mehr" in response.content.decode()


def test_no_link_outlives_two_months(draft: Version):
    link = link_to(draft, days=10_000)

    assert link.expires_at <= timezone.now() + 60 * DAY


def test_tokens_that_we_never_signed_open_nothing(draft: Version, client: Client):
    token = token_of(link_to(draft))
    other = rewrite(draft, "<p>Anderes</p>", by=draft.saved_by)
    link = link_to(other)
    named = f"{link.pk}-{draft.pk}"
    forged = [
        token[:-1],
        token.upper(),
        f"x{token}",
        token.partition(".")[0],
        f"{named}.{token.partition('.')[2]}",
        Signer(sep=".").sign(named),
        "a.b",
        "…",
    ]

    for one in forged:
        response = client.get(f"/de/vorschau/{one}/")
        assert (response.status_code, one) == (404, one)
        assert CANARY not in response.content.decode()
        assert response["Cache-Control"] == "private, no-store"


def test_a_link_opens_in_the_language_of_its_page_alone(draft: Version, client: Client):
    german = path_of(link_to(draft))

    response = client.get(german.replace("/de/vorschau/", "/en/preview/"))

    assert response.status_code == 404
    assert CANARY not in response.content.decode()


def test_an_unreadable_day_is_one_sentence(draft: Version, client: Client):
    response = client.get(path_of(link_to(draft)), {"as_of": "Freitag"})

    assert response.status_code == 400
    assert CANARY not in response.content.decode()


def test_a_link_takes_no_other_method(draft: Version, client: Client):
    assert client.post(path_of(link_to(draft))).status_code == 405


def framed(version: Version) -> str:
    return f"/de/vorschau/fassung/{version.pk}/"


def test_the_framed_preview_may_stand_in_our_frame_and_no_other(draft: Version):
    response = reader("ben", "view_article").get(framed(draft))

    assert CANARY in response.content.decode()
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"


def test_the_framed_preview_tells_others_nothing(draft: Version, client: Client):
    strangers = [
        client,
        reader("visitor", "view_article", is_staff=False),
        reader("analyst"),
        reader("offers", "view_picture"),
    ]

    for one in strangers:
        response = one.get(framed(draft))
        assert response.status_code == 404
        assert CANARY not in response.content.decode()


def test_a_frame_of_what_there_is_not_is_the_same_404(client: Client, draft: Version):
    nothing = client.get(f"/de/vorschau/fassung/{draft.pk + 1}/")
    hidden = client.get(framed(draft))

    assert nothing.status_code == hidden.status_code == 404


def test_ordinary_pages_stay_unframed(client: Client):
    response = client.get("/de/methode/")

    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
