"""Guides as visitors read them: whole, dated, in order, at one address at a time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from articles.loading.accounts import REVIEWER
from articles.models import Article
from articles.publishing.publications import withdraw
from tests.factories import make_occupation
from tests.html_reader import Seen, read_html
from tests.written import WRITTEN, go_live, live_guide, make_job, person, rewrite, write

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

PATH = "/en/career/what-it-is-like/"
DAY = timedelta(days=1)
PROSE = ("prose", {"html": "<h2>Work</h2><p>Text.</p><h3>More</h3><p>And more.</p>"})


def seen(client: Client, path: str = PATH) -> Seen:
    response = client.get(path)
    assert response.status_code == 200, path
    return read_html(response.content)


def test_a_guide_is_whole_and_says_who_wrote_it_and_when(client: Client):
    live_guide(PROSE, next_review_on=datetime(2027, 1, 5, tzinfo=UTC).date())

    page = seen(client)

    assert page.language == "en"
    assert page.title == "What it is like · Laufbahn"
    assert page.headings == [1, 2, 3, 2]
    assert len(page.ids) == len(set(page.ids))
    assert page.canonical == settings.SITE_URL + PATH
    assert page.robots == ""
    for words in (
        "By Ada Example",
        "Published 5\N{NO-BREAK SPACE}January 2026",
        "Reviewed by Bea Example",
        "Next check 5\N{NO-BREAK SPACE}January 2027",
        "1 minute to read",
        "First published",
    ):
        assert words in page.text


def test_a_guide_asks_nobody_else_and_runs_nothing(client: Client):
    live_guide(PROSE)

    response = client.get(PATH)
    page = read_html(response.content)

    assert not response.cookies
    assert page.inline_styles == 0
    assert page.scripts == 0
    assert page.loaded == ["/static/favicon.svg", "/static/site.css"]


def test_its_headings_are_its_table_of_contents(client: Client):
    live_guide(
        PROSE,
        ("checklist", {"heading": "Work", "items": ["Do"]}),
        ("steps", {"heading": "Ways", "items": [{"title": "First", "text": "Go."}]}),
    )

    page = seen(client)

    assert [link for link in page.links if link.startswith("#")][1:4] == [
        "#work",
        "#work-2",
        "#ways",
    ]
    assert {"work", "work-2", "ways", "first"} <= set(page.ids)


def test_saving_and_scheduling_leave_what_visitors_read(client: Client):
    article = live_guide(("prose", {"html": "<p>One</p>"}))
    rewrite(article, ("prose", {"html": "<p>Two</p>"}))

    text = seen(client).text

    assert "One" in text
    assert "Two" not in text


def test_changes_that_are_news_stand_in_the_public_log(client: Client):
    article = live_guide(("prose", {"html": "<p>One</p>"}))
    for number, is_minor in ((2, False), (3, True)):
        version = rewrite(article, ("prose", {"html": f"<p>{number}</p>"}))
        at = WRITTEN + number * DAY
        go_live(version, at=at, note=f"Note {number}", is_minor=is_minor)

    text = seen(client).text

    assert "7\N{NO-BREAK SPACE}January 2026: Note 2" in text
    assert "Note 3" not in text
    assert "Changed 7\N{NO-BREAK SPACE}January 2026" in text


def test_a_former_address_leads_to_the_present_one_at_once(client: Client):
    article = live_guide(PROSE)
    for number, slug in ((1, "second"), (2, "third")):
        article.slug = slug
        article.save()
        go_live(rewrite(article, PROSE), at=WRITTEN + number * DAY)

    for former in ("what-it-is-like", "second"):
        response = client.get(f"/en/career/{former}/")
        assert response.status_code == 301
        assert response.headers["Location"] == "/en/career/third/"
    assert client.get("/en/career/third/").status_code == 200


def test_a_former_address_keeps_the_day(client: Client):
    article = live_guide(PROSE)
    article.slug = "second"
    article.save()
    go_live(rewrite(article, PROSE), at=WRITTEN + DAY)

    later = client.get(f"{PATH}?as_of=2026-02-01")
    then = client.get(f"{PATH}?as_of=2026-01-05")

    assert later.headers["Location"] == "/en/career/second/?as_of=2026-02-01"
    assert then.status_code == 200


def test_a_withdrawn_page_is_gone_and_helps_on(client: Client):
    article = live_guide(PROSE, heading="Secret heading")
    live_guide(PROSE, heading="Another", slug="another")
    withdraw(article, at=WRITTEN + DAY)

    response = client.get(PATH)
    page = read_html(response.content)

    assert response.status_code == 410
    assert page.robots == "noindex"
    assert "/en/career/another/" in page.links
    assert "Secret heading" not in page.text
    assert client.get(f"{PATH}?as_of=2026-01-05").status_code == 200


def test_a_withdrawn_page_leads_to_its_successor_through_others(client: Client):
    first = live_guide(PROSE)
    second = live_guide(PROSE, slug="second")
    third = live_guide(PROSE, slug="third")
    withdraw(first, at=WRITTEN + DAY, successor=second)
    withdraw(second, at=WRITTEN + DAY, successor=third)

    response = client.get(PATH)

    assert (response.status_code, response.headers["Location"]) == (301, "/en/career/third/")


def test_successors_in_a_circle_are_gone(client: Client):
    first = live_guide(PROSE)
    second = live_guide(PROSE, slug="second")
    withdraw(first, at=WRITTEN + DAY, successor=second)
    withdraw(second, at=WRITTEN + DAY)
    Article.objects.filter(pk=second.pk).update(successor=first)

    assert client.get(PATH).status_code == 410


@pytest.mark.parametrize("path", ["/en/career/nothing/", "/de/karriere/what-it-is-like/"])
def test_what_never_was_there_is_not_found(client: Client, path: str):
    live_guide(PROSE)

    assert client.get(path).status_code == 404


def test_what_is_scheduled_was_never_there(client: Client):
    go_live(write(PROSE), live_from=datetime(2999, 1, 1, tzinfo=UTC))

    assert client.get(PATH).status_code == 404
    assert client.get(f"{PATH}?as_of=2999-12-31").status_code in {400, 404}
    assert client.get(f"{PATH}?as_of=2099-12-31").status_code == 404


def test_languages_name_only_live_translations(client: Client):
    english = live_guide(PROSE)
    alone = seen(client)
    live_guide(PROSE, language="de", slug="wie-es-ist", heading="Wie es ist", original=english)

    both = [seen(client), seen(client, "/de/karriere/wie-es-ist/")]

    urls = {
        "en": f"{settings.SITE_URL}{PATH}",
        "de": f"{settings.SITE_URL}/de/karriere/wie-es-ist/",
    }
    assert alone.alternates == {"en": urls["en"]}
    assert "/de/karriere/" in alone.links
    assert [page.alternates for page in both] == [urls, urls]


def test_a_translation_says_when_its_original_went_on(client: Client):
    english = live_guide(PROSE)
    live_guide(PROSE, language="de", slug="wie-es-ist", original=english)
    before = seen(client, "/de/karriere/wie-es-ist/").text
    go_live(rewrite(english, ("prose", {"html": "<p>New</p>"})), at=WRITTEN + DAY)

    after = seen(client, "/de/karriere/wie-es-ist/").text

    assert "Übersetzung" not in before
    assert "Das Original wurde am 6.\N{NO-BREAK SPACE}Januar 2026 geändert" in after


def test_another_day_says_so_and_leads_on_to_that_day(client: Client):
    live_guide(
        ("prose", {"html": '<p><a href="/en/salary/">Pay</a></p>'}),
        ("cards", {"items": [{"title": "On", "text": "", "link": "/en/method/"}]}),
    )

    page = seen(client, f"{PATH}?as_of=2026-02-01")

    assert page.robots == "noindex"
    assert page.canonical == settings.SITE_URL + PATH
    assert {"/en/salary/?as_of=2026-02-01", "/en/method/?as_of=2026-02-01"} <= set(page.links)


def test_the_index_has_what_is_live_and_home_the_newest(client: Client):
    live_guide(PROSE)
    live_guide(PROSE, slug="later", heading="Later", at=WRITTEN + DAY)
    write(PROSE, slug="draft", heading="A draft")

    index, home = seen(client, "/en/career/"), seen(client, "/en/")

    assert index.text.index("Later") < index.text.index("What it is like")
    assert "A draft" not in index.text
    assert "/en/career/later/" in home.links
    assert seen(client, "/de/karriere/").headings == [1]


def data_of(client: Client, path: str = PATH) -> list[dict[str, Any]]:
    """Without the trail, which every page has."""
    return [one for one in seen(client, path).data if one["@type"] != "BreadcrumbList"]


def test_programs_read_the_same_author_dates_and_answers(client: Client):
    live_guide(
        ("faq", {"items": [{"question": "Is it </script> safe?", "answer": "Yes.\n\nIt is."}]}),
    )

    article, questions = data_of(client)

    assert article["author"] == {"@type": "Person", "name": "Ada Example"}
    assert article["datePublished"] == WRITTEN.isoformat()
    assert article["description"] == "A first answer."
    assert questions["mainEntity"][0]["name"] == "Is it </script> safe?"
    assert questions["mainEntity"][0]["acceptedAnswer"]["text"] == "Yes.\n\nIt is."


def test_adverts_are_of_the_pages_occupation_and_paid_ones_marked(client: Client):
    engineer = make_occupation(name_en="Model engineer")
    other = make_occupation(name_en="Baker")
    make_job(is_paid=True).occupations.set([engineer])
    make_job(reference="2", title="Baker wanted").occupations.set([other])
    make_job(reference="3", title="Ingenieurin", language="de").occupations.set([engineer])
    gone = datetime(2026, 2, 1, tzinfo=UTC).date()
    make_job(reference="4", title="Gone by now", valid_to=gone).occupations.set([engineer])
    live_guide(("jobs", {"heading": "Open", "limit": 5}), occupation=engineer)

    page = seen(client)
    html = client.get(PATH).content.decode()
    in_january = seen(client, f"{PATH}?as_of=2026-01-31").text

    assert "Advertisement Works · Berlin, Munich" in page.text
    assert 'rel="sponsored nofollow noopener"' in html
    for title in ("Baker wanted", "Ingenieurin", "Gone by now"):
        assert title not in page.text
    assert "Gone by now" in in_january


def test_bold_typed_as_in_markdown_is_bold(client: Client):
    live_guide(("takeaways", {"heading": "Short", "items": ["Learn **React** first"]}))

    html = client.get(PATH).content.decode()

    assert "**" not in html
    assert "<strong>React</strong>" in html


def test_a_reviewer_without_a_name_is_not_shown_by_their_account(client: Client):
    bea = person("bea")
    bea.first_name = bea.last_name = ""
    bea.save()
    live_guide(PROSE)

    assert "bea" not in client.get(PATH).content.decode()


def test_checks_of_the_software_are_not_passed_off_as_a_reviewer(client: Client):
    live_guide(PROSE)
    bea = person("bea")
    bea.username = REVIEWER.username
    bea.save()

    html = client.get(PATH).content.decode()

    assert "no person yet" in html
    assert bea.get_full_name() not in html
    assert '"reviewedBy"' not in html


def test_an_amount_in_a_description_stays_in_one_piece(client: Client):
    live_guide(PROSE, description="At least 5\N{NO-BREAK SPACE}km.\n  Gross.")

    html = client.get(PATH).content.decode()

    assert 'content="At least 5\N{NO-BREAK SPACE}km. Gross."' in html
