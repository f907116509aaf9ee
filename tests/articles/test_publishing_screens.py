"""The screens of publishing: what they do, what they refuse, and in which words."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from articles.models import Article, Block, Comment, Publication, Review, Version
from articles.publishing.publications import publish
from articles.writing.saving import save_version
from tests.articles.editorial import CITED, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
DAY = timedelta(days=1)
LINES = "<p>Ein ganzer Satz über den Beruf, wie ihn niemand beanstandet.</p>"
EDITOR = ("view_article", "add_article", "change_article", "publish_article")
REVIEWER = ("view_article", "review_article", "publish_article")


def staff(name: str, *rights: str) -> User:
    user = User.objects.create_user(name, is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="articles", codename__in=rights)
    )
    return user


def at_work(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def ada() -> User:
    return staff("ada", *EDITOR)


@pytest.fixture
def bea() -> User:
    return staff("bea", *REVIEWER)


def saved(by: User, text: str = LINES, **overrides: object) -> Version:
    fields = {
        "kind": "guide",
        "language": "de",
        "heading": "Beruf",
        "slug": "beruf",
        "lead": "Was der Beruf verlangt und was er gibt.",
        "author": "Ada",
        "owner": by,
    }
    article = Article.objects.create(**(fields | overrides))
    Block.objects.create(parent=article, kind="prose", data={"html": text}, ordering=10)
    return save_version(article, by=by, at=timezone.now() - DAY)


def url(name: str, pk: int) -> str:
    parts = {
        "history": f"of/{pk}/",
        "withdraw": f"of/{pk}/withdraw/",
        "end": f"of/{pk}/end/",
        "confirm": f"of/{pk}/confirm/",
        "translations": f"of/{pk}/languages/",
        "translate": f"of/{pk}/translate/",
        "follow": f"of/{pk}/up-to-date/",
        "remarks": f"of/{pk}/remarks/",
        "cancel": f"publications/{pk}/cancel/",
    }
    return f"/admin/articles/version/{parts.get(name, f'{pk}/{name}/')}"


def read_warnings(client: Client, version: Version) -> list[str]:
    """The handles of all warnings, as the screen offers them to be ticked."""
    found = client.get(url("change", version.pk)).context["findings"]
    return [one.finding.handle for one in found if one.finding.level == "warning"]


def go(client: Client, version: Version, **given: object) -> HttpResponse:
    fields = {"when": "now", "read": read_warnings(client, version)} | given
    return client.post(url("publish", version.pk), fields)


def local(instant: object) -> str:
    return f"{timezone.localtime(instant):%Y-%m-%dT%H:%M}"


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


# From a draft to readers


def test_a_page_without_figures_goes_live_by_its_writer(ada: User):
    version = saved(ada)

    response = go(at_work(ada), version, note="Neu")

    assert response.status_code == 302
    publication = version.publications.get()
    assert (publication.note, publication.published_by) == ("Neu", ada)


def test_a_warning_has_to_be_ticked(ada: User):
    version = saved(ada, "<p>Das ist heute so.</p>")
    client = at_work(ada)
    assert read_warnings(client, version)

    refused = go(client, version, read=[])

    assert refused.status_code == 400
    assert "read the warnings" in text_of(refused)
    assert not version.publications.exists()
    assert go(client, version).status_code == 302


def test_what_checks_call_wrong_blocks_and_says_where(ada: User, bea: User):
    version = saved(ada, "<p>Mindestens [[visa.de.no-such-key]]</p>")
    at_work(ada).post(url("hand-in", version.pk), {"request": ""})
    at_work(bea).post(url("decide", version.pk), {"verdict": "approved"})

    refused = go(at_work(bea), version)

    assert refused.status_code == 400
    assert "can&#x27;t go live as it is" in text_of(refused)
    assert "visa.de.no-such-key" in text_of(refused)
    assert not version.publications.exists()


def test_law_waits_for_a_second_person_on_the_screen_and_behind_it(ada: User):
    version = saved(ada, CITED)
    client = at_work(ada)

    page = text_of(client.get(url("change", version.pk)))
    response = client.post(url("publish", version.pk), {"when": "now"})

    assert "Once a second person has approved it." in page
    assert 'id="publish"' not in page
    assert response.status_code == 400
    assert not version.publications.exists()


def test_a_review_goes_from_request_to_approval(ada: User, bea: User):
    version = saved(ada)

    at_work(ada).post(url("hand-in", version.pk), {"request": "Bitte den Anfang."})
    seen = text_of(at_work(bea).get(url("change", version.pk)))
    at_work(bea).post(url("decide", version.pk), {"verdict": "approved", "remark": "Gut."})

    assert "Bitte den Anfang." in seen
    review = version.reviews.get()
    assert (review.verdict, review.decided_by, review.remark) == ("approved", bea, "Gut.")
    assert "Approved by bea" in text_of(at_work(ada).get(url("change", version.pk)))


def test_changes_without_a_remark_are_one_sentence(ada: User, bea: User):
    version = saved(ada)
    at_work(ada).post(url("hand-in", version.pk))

    response = at_work(bea).post(url("decide", version.pk), {"verdict": "changes"})

    assert response.status_code == 400
    assert "Please say what has to change" in text_of(response)
    assert version.reviews.get().verdict == ""


def test_the_asker_takes_the_request_back(ada: User):
    version = saved(ada)
    client = at_work(ada)
    client.post(url("hand-in", version.pk))

    client.post(url("decide", version.pk), {"verdict": "withdrawn"})

    assert version.reviews.get().verdict == Review.Verdict.WITHDRAWN


def test_deciding_on_what_nobody_asked_is_one_sentence(ada: User, bea: User):
    version = saved(ada)

    response = at_work(bea).post(url("decide", version.pk), {"verdict": "approved"})

    assert response.status_code == 400
    assert "Nobody asked for a review" in text_of(response)
    assert at_work(bea).post(url("decide", version.pk), {"verdict": "maybe"}).status_code == 404


def test_a_schedule_is_berlin_time_shown_and_cancellable(ada: User):
    version = saved(ada)
    client = at_work(ada)
    friday = timezone.localtime(timezone.now() + 3 * DAY).replace(second=0, microsecond=0)

    go(client, version, when="later", live_from=local(friday))
    publication = version.publications.get()
    shown = text_of(client.get(url("change", version.pk)))
    client.post(url("cancel", publication.pk))

    assert publication.live_from == friday
    assert "is scheduled for" in shown
    assert f"{friday:%H:%M}" in shown
    assert not Publication.objects.exists()
    assert client.post(url("cancel", publication.pk)).status_code == 404


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"when": "later", "live_from": ""}, "Please say from when."),
        ({"when": "later", "live_from": "2020-01-01T09:00"}, "This instant has passed."),
        ({"when": "now", "live_from": "2099-01-01T09:00"}, "A time is given"),
        ({"when": "later", "live_from": "Friday"}, "Enter a valid date/time."),
        ({"when": "later", "live_from": "2027-03-28T02:30"}, "Berlin"),
        ({"live_until": "2020-01-01T09:00"}, "The end has to come after the beginning."),
        ({"when": "sometime"}, "Select a valid choice"),
        ({"note": "x" * 301}, "at most 300 characters"),
        ({"next_review_on": "soon"}, "Enter a valid date."),
    ],
)
def test_times_that_cannot_be_meant_are_one_sentence(
    ada: User, given: dict[str, str], sentence: str
):
    version = saved(ada)

    response = go(at_work(ada), version, **given)

    assert response.status_code == 400
    assert sentence in text_of(response)
    assert not Publication.objects.exists()


def test_publishing_names_the_next_review(ada: User):
    version = saved(ada)

    go(at_work(ada), version, next_review_on="2027-05-01")

    version.article.refresh_from_db()
    assert f"{version.article.next_review_on}" == "2027-05-01"


# What is live


def live(by: User, **overrides: object) -> Version:
    version = saved(by, **overrides)
    publish(version, by=by, at=timezone.now() - DAY / 2)
    return version


def test_a_page_expires_and_leads_on(ada: User):
    version, other = live(ada), live(ada, slug="anderer", heading="Anderer")
    until = (timezone.now() + DAY).replace(second=0, microsecond=0)

    at_work(ada).post(
        url("end", version.article_id),
        {"until": local(until), "successor": other.article_id},
    )

    assert version.publications.get().live_until == until
    version.article.refresh_from_db()
    assert version.article.successor == other.article


def test_a_page_is_withdrawn(ada: User):
    version = live(ada)
    client = at_work(ada)

    client.post(url("withdraw", version.article_id), {"successor": ""})
    again = client.post(url("withdraw", version.article_id), {"successor": ""}, follow=True)

    assert version.publications.get().live_until is not None
    assert "This page isn&#x27;t live." in text_of(again)


def test_a_successor_that_is_not_live_is_no_choice(ada: User):
    version, draft = live(ada), saved(ada, slug="entwurf", heading="Entwurf")

    response = at_work(ada).post(
        url("withdraw", version.article_id), {"successor": draft.article_id}
    )

    assert response.status_code == 400
    assert "Select a valid choice" in text_of(response)
    assert version.publications.get().live_until is None


def test_checked_still_right_sets_the_next_review(ada: User):
    version = live(ada)
    client = at_work(ada)
    past, ahead = ("2020-01-01", f"{timezone.localdate() + 90 * DAY}")

    refused = client.post(url("confirm", version.article_id), {"next_review_on": past}, follow=True)
    client.post(
        url("confirm", version.article_id), {"next_review_on": ahead, "note": "Alle Zahlen"}
    )

    assert "has to lie ahead" in text_of(refused)
    confirmation = version.article.confirmations.get()
    assert (confirmation.version, confirmation.by, confirmation.note) == (
        version,
        ada,
        "Alle Zahlen",
    )
    version.article.refresh_from_db()
    assert f"{version.article.next_review_on}" == ahead


def test_an_earlier_version_is_restored_beside_what_is_live(ada: User):
    first = live(ada)
    rewrite(first, "<p>Neuer</p>", by=ada)

    at_work(ada).post(url("restore", first.pk))

    restored = first.article.versions.get(number=3)
    assert restored.as_content() == first.as_content()
    assert first.article.blocks.get().data == {"html": LINES}
    assert restored.publications.count() == 0


def test_a_restore_whose_address_went_to_another_page_is_one_sentence(ada: User):
    first = saved(ada)
    rewrite(first, LINES, by=ada, slug="neu")
    saved(ada, heading="Anderer")

    response = at_work(ada).post(url("restore", first.pk), follow=True)

    assert "belongs to another page by now: “beruf”" in text_of(response)
    assert first.article.versions.count() == 2


def test_the_list_tells_who_when_what_and_in_which_state(ada: User):
    first = live(ada)
    article = first.article
    Block.objects.create(parent=article, kind="checklist", data={"items": ["Eins"]}, ordering=20)
    save_version(article, by=ada, at=timezone.now(), note="Liste dazu")

    page = text_of(at_work(ada).get(url("history", article.pk)))

    for said in ("Liste dazu", "1 block new", 'data-state="live"', 'data-state="saved"', "ada"):
        assert said in page


# Comparing


def test_the_comparison_starts_from_what_is_live(ada: User):
    first = live(ada, text="<p>Wer neu anfängt, fragt.</p>")
    rewrite(first, "<p>Wer spät anfängt, fragt.</p>", by=ada)
    last = rewrite(first, "<p>Wer jetzt anfängt, fragt.</p>", by=ada)

    page = at_work(ada).get(url("compare", last.pk))
    before = at_work(ada).get(url("compare", last.pk), {"with": "2"})

    assert page.context["other"] == first
    assert "<del>neu</del><ins>jetzt</ins>" in text_of(page)
    assert "<del>spät</del><ins>jetzt</ins>" in text_of(before)


@pytest.mark.parametrize(
    "query",
    [
        {"with": "99"},
        {"with": "zwei"},
        {"with": "9" * 30},
        {"with": "²"},
        {"before": "gestern", "after": "2026-02-30"},
        {"before": "0001-01-01", "after": "9999-12-31"},
    ],
)
def test_a_comparison_with_what_there_is_not_shows_what_there_is(ada: User, query: dict[str, str]):
    version = saved(ada)

    assert at_work(ada).get(url("compare", version.pk), query).status_code == 200


def test_a_version_of_another_article_cannot_be_asked_for(ada: User):
    version, other = saved(ada), saved(ada, slug="anderer", heading="Geheim")
    rewrite(other, "<p>Geheimes</p>", by=ada)

    page = at_work(ada).get(url("compare", version.pk), {"with": "2"})

    assert "Geheim" not in text_of(page)


def test_text_of_editors_is_escaped(ada: User):
    version = saved(ada, "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", lead="<b>fett</b>")
    last = rewrite(version, "<p>&lt;img src=x&gt;</p>", by=ada)

    page = text_of(at_work(ada).get(url("compare", last.pk)))

    assert "<script>alert(1)" not in page
    assert "<img src=x>" not in page


# Remarks


def test_a_remark_is_made_answered_and_resolved_at_its_block(ada: User, bea: User):
    version = saved(ada)
    block = version.as_content().blocks[0].number
    next_page = url("compare", version.pk)

    made = at_work(bea).post(
        url("remark", version.pk), {"block": block, "text": "Woher?", "next": next_page}
    )
    remark = Comment.objects.get()
    at_work(ada).post(f"/admin/articles/version/remarks/{remark.pk}/answer/", {"text": "Daher."})
    shown = text_of(at_work(ada).get(next_page))
    at_work(bea).post(f"/admin/articles/version/remarks/{remark.pk}/resolve/")

    assert made.url == next_page
    assert shown.index("Woher?") < shown.index("Daher.")
    remark.refresh_from_db()
    assert (remark.block, remark.resolved_by) == (block, bea)


def test_open_remarks_stand_on_the_preview_that_they_are_about(ada: User, bea: User):
    version = saved(ada)
    at_work(bea).post(url("remark", version.pk), {"block": "", "text": "Woher?"})
    shown = text_of(at_work(ada).get(url("preview", version.pk)))
    remark = Comment.objects.get()
    at_work(bea).post(f"/admin/articles/version/remarks/{remark.pk}/resolve/")
    settled = text_of(at_work(ada).get(url("preview", version.pk)))

    assert "Woher?" in shown
    assert "Woher?" not in settled


def test_an_answer_opens_a_resolved_remark_again(ada: User):
    version = saved(ada)
    client = at_work(ada)
    client.post(url("remark", version.pk), {"text": "Woher?"})
    remark = Comment.objects.get()
    client.post(f"/admin/articles/version/remarks/{remark.pk}/resolve/")

    client.post(f"/admin/articles/version/remarks/{remark.pk}/answer/", {"text": "Doch nicht."})

    remark.refresh_from_db()
    assert remark.resolved_at is None


@pytest.mark.parametrize(
    "given",
    [
        {"text": "  "},
        {"text": "x" * 2001},
        {"text": "a", "block": "999999"},
        {"text": "a", "block": "drei"},
        {"text": "a", "block": "9" * 40},
    ],
)
def test_a_remark_that_says_nothing_or_stands_nowhere_is_one_sentence(
    ada: User, given: dict[str, str]
):
    version = saved(ada)

    response = at_work(ada).post(url("remark", version.pk), given, follow=True)

    assert len(response.context["messages"]) == 1
    assert not Comment.objects.exists()


def test_a_remark_leads_nowhere_off_this_site(ada: User):
    version = saved(ada)

    response = at_work(ada).post(
        url("remark", version.pk), {"text": "a", "next": "https://example.org/"}
    )

    assert response.url == url("remarks", version.article_id)


def test_a_remark_on_a_block_that_went_is_still_there(ada: User):
    version = saved(ada)
    client = at_work(ada)
    block = version.as_content().blocks[0].number
    client.post(url("remark", version.pk), {"block": block, "text": "Woher?"})
    version.article.blocks.all().delete()
    save_version(version.article, by=ada, at=timezone.now())

    assert "Woher?" in text_of(client.get(url("remarks", version.article_id)))


# Languages


def test_a_translation_begins_as_a_copy_and_says_when_it_lags(ada: User):
    first = live(ada)
    client = at_work(ada)

    client.post(url("translate", first.article_id), {"language": "en"})
    english = Article.objects.get(language="en")
    fresh = text_of(client.get(url("translations", english.pk)))
    second = rewrite(first, "<p>Ganz anders.</p>", by=ada, instant=timezone.now())
    publish(second, by=ada, at=timezone.now())
    late = text_of(client.get(url("translations", english.pk)))
    client.post(url("follow", english.pk), {"number": "2"})
    caught_up = text_of(client.get(url("translations", english.pk)))

    assert english.original == first.article
    assert english.versions.get().as_content().blocks[0].data == {"html": LINES}
    assert "older than the original" not in fresh
    assert "older than the original" in late
    assert "older than the original" not in caught_up


def test_a_minor_change_of_the_original_makes_no_translation_older(ada: User):
    first = live(ada)
    client = at_work(ada)
    client.post(url("translate", first.article_id), {"language": "en"})
    english = Article.objects.get(language="en")

    second = rewrite(first, "<p>Ein Komma.</p>", by=ada)
    publish(second, by=ada, at=timezone.now(), is_minor=True)

    page = text_of(client.get(url("translations", english.pk)))
    assert "older than the original" not in page


def test_a_second_page_in_a_language_is_refused(ada: User):
    version = live(ada)
    client = at_work(ada)
    client.post(url("translate", version.article_id), {"language": "en"})

    again = client.post(url("translate", version.article_id), {"language": "en"}, follow=True)

    assert "exists in that language already" in text_of(again)
    assert Article.objects.count() == 2
    assert client.post(url("translate", version.article_id), {"language": "fr"}).status_code == 404


def test_a_translation_follows_only_its_original(ada: User):
    version = live(ada)

    for number in ("1", "eins", "9" * 20):
        response = at_work(ada).post(url("follow", version.article_id), {"number": number})
        assert response.status_code == 404
