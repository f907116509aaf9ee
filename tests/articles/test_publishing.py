"""Going live, ending and undoing, whatever else happens at the same time."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from articles.models import Slug, Version
from articles.publishing.publications import cancel, publish, set_end, withdraw
from articles.publishing.refusals import CannotPublish
from articles.queries import find_live
from articles.writing.saving import set_aside
from tests.articles.editorial import (
    CITED,
    HOUR,
    NOON,
    approve,
    at,
    live_text,
    person,
    published,
    rewrite,
    written,
)

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_a_cancelled_schedule_gives_the_former_version_back_its_own_end():
    ada = person("ada")
    first = written("<p>Eins</p>", by=ada)
    publish(first, by=ada, at=NOON, live_until=NOON + 9 * HOUR)
    second = rewrite(first, "<p>Zwei</p>", by=ada)
    coming = publish(second, by=ada, at=NOON + HOUR, live_from=NOON + 5 * HOUR)

    cancel(coming, at=NOON + 2 * HOUR)

    assert live_text(first, NOON + 9 * HOUR - SECOND) == "<p>Eins</p>"
    assert live_text(first, NOON + 9 * HOUR) is None


def test_a_cancelled_schedule_behind_the_end_of_the_former_version_opens_nothing():
    ada = person("ada")
    first = written(by=ada)
    publish(first, by=ada, at=NOON, live_until=NOON + 5 * HOUR)
    second = rewrite(first, "<p>Zwei</p>", by=ada)
    coming = publish(second, by=ada, at=NOON + HOUR, live_from=NOON + 5 * HOUR)

    cancel(coming, at=NOON + 2 * HOUR)

    assert live_text(first, NOON + 5 * HOUR) is None


def test_a_cancelled_schedule_does_not_bring_back_what_was_withdrawn_meanwhile():
    ada = person("ada")
    first = written(by=ada)
    published(first)
    second = rewrite(first, "<p>Zwei</p>", by=ada)
    coming = publish(second, by=ada, at=NOON + HOUR, live_from=NOON + 5 * HOUR)
    withdraw(first.article, at=NOON + 2 * HOUR)

    cancel(coming, at=NOON + 3 * HOUR)

    assert live_text(first, NOON + 6 * HOUR) is None


def test_cancelling_twice_is_one_sentence():
    ada = person("ada")
    coming = publish(written(by=ada), by=ada, at=NOON, live_from=NOON + HOUR)
    cancel(coming, at=NOON)

    with pytest.raises(CannotPublish, match="cancelled"):
        cancel(coming, at=NOON)


def test_a_scheduled_version_ends_when_its_editor_said():
    ada = person("ada")
    version = written(by=ada)
    publish(version, by=ada, at=NOON, live_from=NOON + HOUR, live_until=NOON + 2 * HOUR)

    assert live_text(version, NOON + 2 * HOUR - SECOND) is not None
    assert live_text(version, NOON + 2 * HOUR) is None


def test_an_end_can_be_set_moved_and_taken_off():
    ada = person("ada")
    version = written(by=ada)
    published(version)

    set_end(version.article, until=NOON + 3 * HOUR, at=NOON + HOUR)
    assert live_text(version, NOON + 3 * HOUR) is None

    set_end(version.article, until=None, at=NOON + 2 * HOUR)
    assert live_text(version, NOON + 3 * HOUR) is not None


def test_an_end_behind_what_is_scheduled_waits_for_the_case_that_it_is_cancelled():
    ada = person("ada")
    first = written("<p>Eins</p>", by=ada)
    published(first)
    second = rewrite(first, "<p>Zwei</p>", by=ada)
    coming = publish(second, by=ada, at=NOON + HOUR, live_from=NOON + 4 * HOUR)

    set_end(first.article, until=NOON + 8 * HOUR, at=NOON + 2 * HOUR)

    assert live_text(first, NOON + 4 * HOUR) == "<p>Zwei</p>"
    cancel(coming, at=NOON + 3 * HOUR)
    assert live_text(first, NOON + 8 * HOUR - SECOND) == "<p>Eins</p>"
    assert live_text(first, NOON + 8 * HOUR) is None


def test_an_end_in_the_past_is_refused():
    version = written(by=person("ada"))
    published(version)

    with pytest.raises(CannotPublish, match="ahead"):
        set_end(version.article, until=NOON, at=NOON + HOUR)


def test_an_earlier_version_goes_live_again_with_the_approval_it_had():
    ada, bea = person("ada"), person("bea")
    first = written(CITED, by=ada)
    approve(first, by=bea, asked_by=ada)
    published(first)
    second = rewrite(first, CITED.replace("Mindestens", "Genau"), by=ada)
    approve(second, by=bea, asked_by=ada)
    published(second, instant=NOON + HOUR)

    again = publish(first, by=ada, at=NOON + 2 * HOUR)

    assert again.reviewed_by == bea
    assert live_text(first, NOON + 2 * HOUR) == CITED


def test_two_who_publish_at_once_get_one_page_and_one_sentence():
    """The second read the clock first, and waited for the first to let go of the article."""
    ada = person("ada")
    first = written(by=ada)
    second = rewrite(first, "<p>Zwei</p>", by=ada)
    published(second, instant=NOON + SECOND)

    for late in (NOON, NOON + SECOND):
        with pytest.raises(CannotPublish, match="at this instant"):
            publish(first, by=ada, at=late)
    with pytest.raises(CannotPublish, match="at this instant"):
        withdraw(first.article, at=NOON + SECOND)
    assert live_text(first, NOON + HOUR) == "<p>Zwei</p>"


def test_publishing_what_is_live_already_is_one_sentence():
    version = written(by=person("ada"))
    published(version)

    with pytest.raises(CannotPublish, match="live already"):
        published(version, instant=NOON + HOUR)


def test_what_was_set_aside_does_not_go_live():
    ada = person("ada")
    first = written(by=ada)
    aside = set_aside(first.article, first.as_content(), by=ada, at=NOON, based_on=first)

    with pytest.raises(CannotPublish, match="set aside"):
        published(aside)


def test_a_withdrawn_page_leads_to_a_page_that_is_there():
    ada = person("ada")
    old, new, draft = (
        written(by=ada, slug=slug, heading=slug.title()) for slug in ("alt", "neu", "entwurf")
    )
    published(old)
    published(new)

    with pytest.raises(CannotPublish, match="Entwurf"):
        withdraw(old.article, at=NOON + HOUR, successor=draft.article)
    with pytest.raises(CannotPublish, match="itself"):
        withdraw(old.article, at=NOON + HOUR, successor=old.article)
    withdraw(old.article, at=NOON + HOUR, successor=new.article)

    article, live = find_live(kind="guide", language="de", slug="alt", moment=at(NOON + HOUR))
    assert live is None
    assert article is not None
    assert article.successor == new.article


# Addresses


def slug_now(slug: str, instant: object) -> str | None:
    """The slug of what visitors read under a slug."""
    _article, live = find_live(kind="guide", language="de", slug=slug, moment=at(instant))
    return live.content.slug if live else None


def renamed(version: Version, slug: str, hours: int) -> Version:
    """The next version, live under another slug."""
    instant = NOON + hours * HOUR
    heading = f"Beruf {hours}"
    following = rewrite(version, "<p>x</p>", by=version.saved_by, heading=heading, slug=slug)
    published(following, instant=instant)
    return following


def test_every_former_slug_leads_to_the_present_one_without_a_chain():
    first = written(by=person("ada"), slug="a")
    published(first)
    renamed(first, "b", 1)
    renamed(first, "c", 2)

    assert [slug_now(slug, NOON + 3 * HOUR) for slug in "abc"] == ["c", "c", "c"]


def test_a_page_goes_back_to_a_slug_of_its_own():
    first = written(by=person("ada"), slug="a")
    published(first)
    renamed(first, "b", 1)
    renamed(first, "a", 2)

    assert [slug_now(slug, NOON + 3 * HOUR) for slug in "ab"] == ["a", "a"]
    assert Slug.objects.count() == 2


def test_a_former_slug_is_refused_to_another_page_and_its_draft_is_kept():
    ada = person("ada")
    first = written(by=ada, slug="a")
    published(first)
    renamed(first, "b", 1)
    other = written(by=ada, slug="a", heading="Anderer")

    with pytest.raises(CannotPublish, match="“a”"):
        published(other, instant=NOON + 2 * HOUR)

    assert slug_now("a", NOON + 3 * HOUR) == "b"
    assert not other.publications.exists()


def test_the_slug_of_a_scheduled_version_is_silent_before_its_time():
    ada = person("ada")
    first = written(by=ada, slug="a")
    published(first)
    second = rewrite(first, "<p>x</p>", by=ada, slug="b")
    publish(second, by=ada, at=NOON + HOUR, live_from=NOON + 5 * HOUR)

    assert slug_now("b", NOON + 5 * HOUR - SECOND) is None
    assert slug_now("a", NOON + 5 * HOUR - SECOND) == "a"
    assert [slug_now(slug, NOON + 5 * HOUR) for slug in "ab"] == ["b", "b"]


def test_the_slug_of_a_cancelled_version_is_free_again():
    ada = person("ada")
    first = written(by=ada, slug="a")
    published(first)
    second = rewrite(first, "<p>x</p>", by=ada, slug="b")
    cancel(publish(second, by=ada, at=NOON, live_from=NOON + HOUR), at=NOON)
    rewrite(first, "<p>x</p>", by=ada, slug="a")

    published(written(by=ada, slug="b", heading="Anderer"), instant=NOON + 2 * HOUR)

    assert slug_now("b", NOON + 2 * HOUR) == "b"


@pytest.mark.django_db(transaction=True)
def test_a_publication_waits_for_another_one_to_finish():
    """The lock on the article is what makes the checks true when the row is written."""
    version = written(by=person("ada"))

    with connection.execute_wrapper(_note(statements := [])):
        published(version)

    locked = [sql for sql in statements if "FOR UPDATE" in sql and "articles_article" in sql]
    assert statements.index(locked[0]) < min(
        number for number, sql in enumerate(statements) if "articles_publication" in sql
    )


def _note(statements: list[str]):
    def noting(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    return noting


def test_no_browser_keeps_where_a_former_address_led(client: Client):
    """It would run in circles once the page takes that address back."""
    first = written(by=person("ada"), slug="a")
    published(first)
    renamed(first, "b", 1)

    response = client.get("/de/karriere/a/")

    assert (response.status_code, response["Location"]) == (301, "/de/karriere/b/")
    assert response["Cache-Control"] == "no-cache"


def test_a_withdrawn_page_leads_on_and_no_browser_keeps_that(client: Client):
    ada = person("ada")
    old, new = (written(by=ada, slug=slug, heading=slug.title()) for slug in ("alt", "neu"))
    published(old)
    published(new)
    withdraw(old.article, at=NOON + HOUR, successor=new.article)

    response = client.get("/de/karriere/alt/")

    assert (response.status_code, response["Location"]) == (301, "/de/karriere/neu/")
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.django_db(transaction=True)
def test_two_people_who_press_the_button_together_publish_once():
    """Two connections, one article: one of them is live, the other hears why not."""
    ada = person("ada")
    versions = [first := written(by=ada), rewrite(first, "<p>Zwei</p>", by=ada)]
    together, said = Barrier(2, timeout=30), []

    def press(version: Version) -> None:
        try:
            together.wait()
            publish(version, by=ada, at=NOON)
            said.append("")
        except CannotPublish as error:
            said.append(error.messages[0])
        finally:
            connection.close()

    people = [Thread(target=press, args=[version]) for version in versions]
    for one in people:
        one.start()
    for one in people:
        one.join()

    assert sorted(bool(sentence) for sentence in said) == [False, True]
    assert "at this instant" in max(said)
    assert first.article.publications.count() == 1
