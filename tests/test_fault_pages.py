"""Pages of what went wrong: one sentence, and a way on from there."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.test import Client, override_settings

from articles.search import make_index
from articles.views import faults
from benchmarks.moments import Moment
from tests.factories import make_country, make_estimate, make_occupation, make_release, publish
from tests.html_reader import Seen, read_html

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

GERMAN_MARKET = "/de/gehalt/ki-entwickler/deutschland/"


@pytest.fixture
def index() -> None:
    release = make_release()
    occupation = make_occupation(name_de="KI-Entwickler:in", name_en="AI Engineer")
    make_estimate(release, occupation, make_country())
    publish(release)
    make_index(Moment.now())


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A site of which home and the comparison raise, and the log-in of the admin too."""

    def fault(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("articles.views.pages._index", fault)
    monkeypatch.setattr("django.contrib.auth.views.LoginView.get_context_data", fault)
    monkeypatch.setattr("articles.views.offers.Moment.now", fault)
    return Client(raise_request_exception=False)


def seen(client: Client, path: str, status: int, **headers: str) -> Seen:
    response = client.get(path, headers=headers)
    assert response.status_code == status
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    page = read_html(response.content)
    assert page.robots == "noindex"
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert page.scripts + page.inline_styles == 0
    return page


# 404


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/de/gehalt/ki-entwikler/deutschland/", GERMAN_MARKET),
        ("/de/gehalt/ki-entwickler/deutschlant/", GERMAN_MARKET),
        ("/en/salary/ai-enginer/", "/en/salary/ai-engineer/"),
        ("/en/metod/", "/en/method/"),
    ],
)
def test_an_address_that_is_nearly_right_leads_to_the_right_one(
    client: Client, path: str, near: str
) -> None:
    page = seen(client, path, 404)

    assert near in page.links
    assert ("Meinten Sie" if path.startswith("/de/") else "Did you mean") in page.text


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    "path", ["/de/zzqx/", "/wp-login.php", "/media/none.jpg", "/de//", "/fr/ai/"]
)
def test_what_comes_near_nothing_has_the_search_alone(client: Client, path: str) -> None:
    page = seen(client, path, 404)

    assert "Did you mean" not in page.text
    assert "Meinten Sie" not in page.text
    assert any(link.endswith(("/de/", "/en/")) for link in page.links)


def test_without_a_database_the_page_stands(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(faults, "nearest", down)

    assert "Seite nicht gefunden" in seen(client, "/de/gehalt/nichts/", 404).text


# 500


@pytest.mark.parametrize(
    ("path", "accepted", "language", "back"),
    [
        ("/de/", "en", "de", "/de/"),
        ("/en/", "de", "en", "/en/"),
        ("/go/offer/", "de-AT,en", "de", "/de/"),
        ("/go/offer/", "fr", "en", "/en/"),
        ("/admin/login/", "de", "de", "/admin/"),
        ("/admin/login/", "en", "en", "/admin/"),
    ],
)
def test_a_fault_of_ours_has_a_page_that_nothing_can_break(
    broken: Client,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    accepted: str,
    language: str,
    back: str,
) -> None:
    monkeypatch.setattr("django.template.base.Template.render", None)

    page = seen(broken, path, 500, **{"accept-language": accepted})

    assert page.language == language
    assert back in page.links
    sentences = {
        "de": "Der Fehler liegt bei uns, nicht bei Ihnen.",
        "en": "The fault is ours, not yours.",
    }
    assert sentences[language] in page.text
    assert page.loaded == ["/static/favicon.svg", "/static/site.css"]


def test_a_fault_is_not_kept_and_sets_no_cookie(broken: Client) -> None:
    response = broken.get("/de/")

    assert not response.cookies
    assert response.headers["Content-Language"] == "de"


# 403 and 400


def test_who_may_not_see_a_page_of_the_admin_is_told_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(User.objects.create_user("ada", is_staff=True))

    page = seen(client, "/admin/articles/article/", 403, **{"accept-language": "de"})

    assert "Diese Seite steht Ihrem Konto nicht offen." in page.text
    assert "/admin/" in page.links


def test_an_address_of_the_admin_that_is_none_leads_back_to_it(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root"))

    page = seen(client, "/admin/nothing/", 404, **{"accept-language": "en"})

    assert "Back to the administration" in page.text


def test_a_form_without_its_cookie_gets_one_sentence() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/admin/login/", headers={"accept-language": "de"})
    page = read_html(response.content)

    assert response.status_code == 403
    assert "Bitte erlauben Sie Cookies für diese Website" in page.text
    assert page.inline_styles == 0


def test_visitors_forms_need_no_such_cookie() -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post("/de/visum/vergleich/", {}).status_code == 200


@override_settings(ALLOWED_HOSTS=["site.example"])
def test_an_unreadable_request_gets_one_sentence(client: Client) -> None:
    response = client.get("/de/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "Diese Adresse lässt sich nicht lesen." in response.text


def test_the_api_answers_refusals_as_data(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionDenied

    monkeypatch.setattr("benchmarks.models.Release.objects.in_effect", refuse)

    response = client.get("/api/v1/benchmarks/countries")

    assert response.status_code == 403
    assert response.json()["error"]["code"] == "forbidden"
