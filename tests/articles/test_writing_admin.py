"""The form that pages are written in: what is kept, what is refused with a sentence."""

import json
from datetime import date
from html import unescape

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Version
from articles.writing.joining import waiting
from articles.writing.saving import latest_version
from benchmarks.models import Country, Hub
from tests.articles.filled_forms import (
    Fields,
    address_of_form,
    filled,
    opened,
    send,
    undrawn,
    with_block,
)
from tests.written import go_live, write

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def ada() -> Client:
    return logged_in("ada")


@pytest.fixture
def ben() -> Client:
    return logged_in("ben")


def logged_in(name: str) -> Client:
    user = User.objects.filter(username=name).first() or User(username=name)
    user.is_staff = user.is_superuser = True
    user.first_name = name.title()
    user.save()
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def said(response: object) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))  # type: ignore[attr-defined]


def problems(response: object) -> str:
    context = response.context  # type: ignore[attr-defined]
    return unescape(" ".join(str(problem) for problem in context["errors"]))


def new_page(client: Client, **fields: object) -> Fields:
    return {**opened(client), "heading": "Job", "slug": "job", **fields}


# --- What is kept


def test_a_new_page_is_the_first_version_and_nothing_is_live(ada: Client) -> None:
    fields = with_block(ada, new_page(ada), "prose", 10, html="<p>One</p>")

    response = send(ada, fields)

    version = Version.objects.get()
    assert (version.number, version.saved_by.username) == (1, "ada")
    assert [block.data for block in version.as_content().blocks] == [{"html": "<p>One</p>"}]
    assert said(response) == "Saved as version 1. Nothing of this page is live."


def test_saving_says_what_visitors_go_on_reading(ada: Client) -> None:
    live = write(("prose", {"html": "<p>One</p>"}))
    go_live(live)
    fields = opened(ada, live.article_id)

    response = send(ada, {**fields, "heading": "Another"}, live.article_id)

    assert "Saved as version 2. Visitors read version 1, live since" in said(response)


def test_saving_without_a_change_makes_no_version(ada: Client) -> None:
    version = write(
        ("prose", {"html": "<p>One</p>"}),
        ("faq", {"heading": "", "items": [{"question": "q", "answer": "a"}]}),
        ("table", {"caption": "c", "columns": ["a", "b"], "rows": [["1", "[[x.y | range]]"]]}),
        ("checklist", {"heading": "h", "items": ["one", "two"]}),
        ("pay", {"occupation": "", "country": "", "hub": ""}),
        ("jobs", {"heading": "", "limit": 5}),
    )

    drawn = filled(ada.get(address_of_form(version.article_id)))
    response = send(ada, drawn, version.article_id)

    assert "Nothing to save: version 1 says it already." in said(response)
    assert Version.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        (
            "prose",
            {"html": '<p onclick="x">One<script>x</script></p>'},
            {"html": "<p>One</p>"},
        ),
        (
            "quote",
            {"text": "Hi", "attribution": "A", "url": "", "language": "fr", "translation": "Ho"},
            {"text": "Hi", "attribution": "A", "url": "", "language": "fr", "translation": "Ho"},
        ),
        (
            "takeaways",
            {"heading": "", "items": "- one\n\n  two "},
            {"heading": "", "items": ["one", "two"]},
        ),
        (
            "table",
            {"caption": "c", "table": "a | b\n---|---\n1 | [[x.y | range]]\n"},
            {"caption": "c", "columns": ["a", "b"], "rows": [["1", "[[x.y | range]]"]]},
        ),
        (
            "table",
            {"caption": "c", "table": "a\tb\n1\t2"},
            {"caption": "c", "columns": ["a", "b"], "rows": [["1", "2"]]},
        ),
        (
            "faq",
            {"heading": "F", "items": json.dumps([{"question": " q ", "answer": "a"}, {}])},
            {"heading": "F", "items": [{"question": "q", "answer": "a"}]},
        ),
        (
            "cards",
            {"heading": "", "items": json.dumps([{"title": "t", "link": "/en/career/x/"}])},
            {"heading": "", "items": [{"title": "t", "text": "", "link": "/en/career/x/"}]},
        ),
        (
            "sources",
            {
                "items": json.dumps(
                    [{"title": "t", "publisher": "p", "url": "https://x.example", "is_opinion": 1}]
                )
            },
            {
                "items": [
                    {
                        "title": "t",
                        "publisher": "p",
                        "url": "https://x.example",
                        "accessed_on": "",
                    }
                ]
            },
        ),
        (
            "figure",
            {"key": "[[salary.typical]]", "label": ""},
            {"key": "salary.typical", "label": ""},
        ),
        ("offers", {"placement": ""}, {"placement": ""}),
        ("jobs", {"heading": "", "limit": "3"}, {"heading": "", "limit": 3}),
    ],
)
def test_what_is_filled_in_is_kept_as_agreed(
    ada: Client, kind: str, written: dict[str, object], kept: dict[str, object]
) -> None:
    response = send(ada, with_block(ada, new_page(ada), kind, 10, **written))

    assert response.status_code == 302, problems(response)
    block = Version.objects.get().as_content().blocks[0]
    assert (block.kind, block.data) == (kind, kept)


def test_a_city_brings_its_country(ada: Client) -> None:
    country = Country.objects.create(
        code="DE",
        currency="EUR",
        plausible_from=1,
        plausible_to=9,
        name_de="D",
        name_en="G",
        slug_de="d",
        slug_en="g",
    )
    Hub.objects.create(
        code="de-berlin", country=country, name_de="B", name_en="B", slug_de="b", slug_en="b"
    )
    block = {"occupation": "", "country": "", "hub": "de-berlin"}

    send(ada, with_block(ada, new_page(ada), "pay", 10, **block))

    assert Version.objects.get().as_content().blocks[0].data == {**block, "country": "DE"}


# --- What is refused


@pytest.mark.parametrize(
    ("kind", "written", "sentence"),
    [
        ("prose", {"html": "<p></p>"}, "This field is required."),
        ("table", {"caption": "c", "table": "a | b\n1 | 2\n1"}, "Row 2 has 1 cells"),
        ("table", {"caption": "c", "table": "a | b"}, "a line below"),
        ("faq", {"items": json.dumps([{"question": "q"}])}, "Question 1: “Answer” is missing."),
        ("faq", {"items": "no list"}, "This list can't be read"),
        ("faq", {"items": '{"a": 1}'}, "This list can't be read"),
        ("faq", {"items": "[]"}, "This field is required."),
        (
            "cards",
            {"items": json.dumps([{"title": "t", "link": "javascript:alert(1)"}])},
            "“Leads to” can't be “javascript:alert(1)”",
        ),
        (
            "sources",
            {"items": json.dumps([{"title": "t", "publisher": "p", "accessed_on": "May"}])},
            "“Read on” can't be “May”",
        ),
        ("figure", {"key": "45.934,20"}, "can't be a figure"),
        ("quote", {"text": "Hi", "attribution": "A", "language": "fr"}, "Please translate it"),
        ("image", {"picture": "99"}, "not one of the available choices"),
        ("pay", {"occupation": "no-such"}, "not one of the available choices"),
        ("jobs", {"limit": "0"}, "greater than or equal to 1"),
    ],
)
def test_what_cannot_stand_is_refused_with_a_sentence(
    ada: Client, kind: str, written: dict[str, object], sentence: str
) -> None:
    with undrawn():
        response = send(ada, with_block(ada, new_page(ada), kind, 10, **written))

    assert response.status_code == 200
    assert sentence in problems(response)
    assert not Version.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"slug": "Job!"}, "valid"),
        ({"slug": "job--two"}, "single hyphens"),
        ({"slug": "compare"}, "an address of the site itself"),
        ({"slug": "what-it-is-like"}, "has this address already"),
        ({"original": "1"}, "The original is in the other language."),
    ],
)
def test_an_address_has_to_be_one(ada: Client, fields: dict[str, str], sentence: str) -> None:
    article = write(("prose", {"html": "<p>One</p>"})).article
    if "original" in fields:
        fields = {"original": str(article.pk)}

    with undrawn():
        response = send(ada, {**new_page(ada), "language": "en", **fields})

    assert response.status_code == 200
    assert sentence in problems(response)


def test_what_was_typed_is_shown_again_beside_each_refusal(ada: Client) -> None:
    page = with_block(ada, new_page(ada, heading=""), "checklist", 10, items="one\ntwo")

    response = send(ada, with_block(ada, page, "jobs", 20, limit="0"))

    shown = filled(response)
    assert [value for name, value in shown.items() if name.endswith("-0-items")] == ["one\ntwo"]
    drawn = unescape(response.content.decode())
    assert "one\ntwo</textarea>" in drawn
    assert "This field is required." in drawn
    assert "greater than or equal to 1" in drawn


def test_a_page_of_somebody_who_left_can_still_be_saved(ada: Client) -> None:
    article = write(
        ("prose", {"html": "<p>One</p>"}), owner=User.objects.create_user("gone")
    ).article

    response = send(ada, {**opened(ada, article.pk), "heading": "New"}, article.pk)

    assert "Saved as version 2." in said(response)


# --- Two people


def test_two_saves_on_one_version_lose_nothing(ada: Client, ben: Client) -> None:
    first = write(("prose", {"html": "<p>One</p>"}), ("checklist", {"items": ["a"]}))
    article = first.article
    hers, his = opened(ada, article.pk), opened(ben, article.pk)

    send(ada, {**hers, "blocks-0-html": "<p>Hers</p>"}, article.pk)
    his = with_block(ben, his, "prose", 30, html="<p>His</p>")
    response = send(ben, his, article.pk)

    aside = waiting(article).get()
    url = reverse("admin:articles_article_join", args=[article.pk, aside.number])
    assert response.headers["Location"] == url
    assert said(response) == ""
    assert ben.get(url).status_code == 200

    response = ben.post(url, {"latest": 2})

    assert response.status_code == 302
    blocks = [block.data for block in latest(article).as_content().blocks]
    assert blocks == [
        {"html": "<p>Hers</p>"},
        {"items": ["a"]},
        {"html": "<p>His</p>"},
    ]
    assert not waiting(article).exists()


def test_a_form_with_errors_on_an_older_version_leaves_the_latest(ada: Client, ben: Client) -> None:
    article = write(("prose", {"html": "<p>One</p>"})).article
    his = opened(ben, article.pk)
    hers = with_block(ada, opened(ada, article.pk), "prose", 20, html="<p>Two</p>")
    send(ada, hers, article.pk)

    response = send(ben, {**his, "heading": "", "blocks-0-html": "<p>His</p>"}, article.pk)

    assert response.status_code == 200
    assert "<p>His</p>" in response.content.decode().replace("&lt;", "<").replace("&gt;", ">")
    assert [block.data["html"] for block in article.blocks.all()] == ["<p>One</p>", "<p>Two</p>"]
    again = {**filled(response), "heading": "Now"}
    assert again["opened_on"] == "1"
    send(ben, again, article.pk)
    assert waiting(article).get().as_content().heading == "Now"


def test_a_conflict_wants_a_choice(ada: Client, ben: Client) -> None:
    article = write(("prose", {"html": "<p>One</p>"})).article
    hers, his = opened(ada, article.pk), opened(ben, article.pk)
    send(ada, {**hers, "heading": "Hers", "blocks-0-html": "<p>Hers</p>"}, article.pk)
    send(ben, {**his, "heading": "His", "blocks-0-html": "<p>His</p>"}, article.pk)
    number = article.blocks.get().pk
    url = reverse("admin:articles_article_join", args=[article.pk, 3])

    refused = ben.post(url, {"latest": 2})
    choices = {"side-page-heading": "mine", f"side-{number}-html": "both"}
    text = {f"text-{number}-html": "<p>Hers</p><p>His</p><script>x</script>"}
    joined = ben.post(url, {"latest": 2, **choices, **text})

    assert "Please choose." in refused.content.decode()
    assert joined.status_code == 302
    content = latest(article).as_content()
    assert (content.heading, content.blocks[0].data["html"]) == ("His", "<p>Hers</p><p>His</p>")


@pytest.mark.parametrize("number", ["", "x", "-1", "99999999999999999999"])
def test_a_tampered_join_is_no_error_of_ours(ada: Client, ben: Client, number: str) -> None:
    article = write(("prose", {"html": "<p>One</p>"})).article
    hers, his = opened(ada, article.pk), opened(ben, article.pk)
    send(ada, {**hers, "heading": "Hers"}, article.pk)
    send(ben, {**his, "lead": "His"}, article.pk)
    url = reverse("admin:articles_article_join", args=[article.pk, 3])

    assert ben.post(url, {"latest": number}).status_code == 200
    assert send(ben, {**his, "opened_on": number, "lead": "Again"}, article.pk).status_code in {
        200,
        302,
    }
    assert waiting(article).exists()


def test_a_version_set_aside_is_listed_until_done_without(ada: Client, ben: Client) -> None:
    article = write(("prose", {"html": "<p>One</p>"})).article
    hers, his = opened(ada, article.pk), opened(ben, article.pk)
    send(ada, {**hers, "heading": "Hers"}, article.pk)
    send(ben, {**his, "heading": "His"}, article.pk)
    change = reverse("admin:articles_article_change", args=[article.pk])
    dismiss = reverse("admin:articles_article_dismiss", args=[article.pk, 3])

    assert "Join it in" in ada.get(change).content.decode()
    assert ada.get(dismiss).status_code == 405
    ada.post(dismiss)

    assert "Join it in" not in ada.get(change).content.decode()
    assert Article.objects.get(pk=article.pk).heading == "Hers"


def test_what_a_form_did_not_change_it_does_not_set_back(ada: Client) -> None:
    article = write(("prose", {"html": "<p>One</p>"})).article
    fields = opened(ada, article.pk)
    Article.objects.filter(pk=article.pk).update(next_review_on=date(2027, 5, 1))

    send(ada, {**fields, "heading": "New"}, article.pk)

    article.refresh_from_db()
    assert (article.heading, article.next_review_on) == ("New", date(2027, 5, 1))


def latest(article: Article) -> Version:
    version = latest_version(article)
    assert version
    return version


# --- Who else is there


def test_the_form_says_who_has_it_open(ada: Client, ben: Client) -> None:
    article = write(("prose", {"html": "<p>One</p>"})).article
    url = reverse("admin:articles_article_presence", args=[article.pk])
    opened(ada, article.pk)

    answer = ben.post(url, {"opened_on": "1"}).json()
    assert len(answer["sentences"]) == 1
    assert answer["sentences"][0].startswith("Ada")
    assert "has had this open since" in answer["sentences"][0]

    ada.post(url, {"gone": "1"})
    assert ben.post(url, {"opened_on": "1"}).json() == {"sentences": []}
    ahead = ben.post(url, {"opened_on": "0"}).json()["sentences"]
    assert ahead == ["Ada saved version 1: what you both write will be joined."]


# --- Who may


def reader(*rights: str) -> Client:
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)
    return client


def test_who_may_only_read_changes_nothing(ada: Client) -> None:
    article = write(("prose", {"html": "<p>One</p>"})).article
    fields = opened(ada, article.pk)
    client = reader("view_article")

    assert (
        client.get(reverse("admin:articles_article_change", args=[article.pk])).status_code == 200
    )
    assert send(client, {**fields, "heading": "No"}, article.pk).status_code == 403
    presence = reverse("admin:articles_article_presence", args=[article.pk])
    join = reverse("admin:articles_article_join", args=[article.pk, 1])
    assert client.post(presence).status_code == 403
    assert client.get(join).status_code == 403
    assert client.post(f"{join}dismiss/").status_code == 403


def test_blocks_of_another_page_are_out_of_reach(ada: Client) -> None:
    other = write(("prose", {"html": "<p>Other</p>"}), slug="other").article
    article = write(("prose", {"html": "<p>One</p>"})).article
    fields = opened(ada, article.pk)
    fields["blocks-0-id"] = other.blocks.get().pk
    fields["blocks-0-html"] = "<p>Stolen</p>"

    send(ada, fields, article.pk)

    assert other.blocks.get().data == {"html": "<p>Other</p>"}


def test_copying_blocks_by_hand_made_requests_does_nothing(ada: Client) -> None:
    other = write(("prose", {"html": "<p>Other</p>"}), slug="other").article
    article = write(("prose", {"html": "<p>One</p>"})).article
    clone = f"articles.block:{other.blocks.get().pk}"

    send(
        ada,
        {**opened(ada, article.pk), "_clone": clone, "_clone_region": "main", "_clone_ordering": 9},
        article.pk,
    )

    assert (other.blocks.count(), article.blocks.count()) == (1, 1)


# --- What it costs, and what a browser may do


def test_the_form_costs_as_many_queries_with_sixty_blocks_as_with_two(ada: Client) -> None:
    pair = [("prose", {"html": "<p>One</p>"}), ("pay", {"country": ""})]
    few, many = write(*pair).article, write(*pair * 30, slug="many").article

    counts = []
    for article in (few, many):
        with CaptureQueriesContext(connection) as queries:
            ada.get(reverse("admin:articles_article_change", args=[article.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30


def test_the_list_costs_as_many_queries_with_twenty_pages_as_with_one(
    ada: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        go_live(write(("prose", {"html": "<p>One</p>"}), slug=f"page-{number}"))

    with django_assert_max_num_queries(9):
        response = ada.get(reverse("admin:articles_article_changelist"))
    assert response.content.decode().count('data-state="live"') == 20


@pytest.mark.parametrize(
    ("state", "shown"),
    [("live", 1), ("ahead", 0), ("not-live", 1), ("in-review", 0), ("scheduled", 0), ("x", 2)],
)
def test_the_list_is_filtered_by_state(ada: Client, state: str, shown: int) -> None:
    go_live(write(("prose", {"html": "<p>One</p>"})))
    write(("prose", {"html": "<p>One</p>"}), slug="draft")

    response = ada.get(reverse("admin:articles_article_changelist"), {"state": state})

    assert response.context["cl"].result_count == shown


def policy_of(client: Client, url: str) -> str:
    return client.get(url).headers["Content-Security-Policy"]


def test_styles_may_be_inline_on_forms_of_pages_alone_and_scripts_nowhere(ada: Client) -> None:
    article = write(("prose", {"html": "<p>One</p>"})).article
    change = policy_of(ada, reverse("admin:articles_article_change", args=[article.pk]))
    listed = policy_of(ada, reverse("admin:articles_article_changelist"))

    assert "style-src 'self' 'unsafe-inline'" in change
    assert change.count("unsafe-inline") == 1
    assert "unsafe" not in listed
    script = next(part for part in change.split("; ") if part.startswith("script-src"))
    assert script.startswith("script-src 'self' 'nonce-")


def test_the_import_map_bears_the_nonce(ada: Client) -> None:
    response = ada.get(reverse("admin:articles_article_add"))

    nonce = response.headers["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
    page = response.content.decode()
    assert page.count('type="importmap"') == 1
    assert f'<script type="importmap" nonce="{nonce}">' in page
