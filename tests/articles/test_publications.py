"""Going live and ending: by time, pinned to a version, never two at once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from articles.models import Article, Block, Review, Version
from articles.publishing.publications import cancel, publish, withdraw
from articles.publishing.refusals import CannotPublish
from articles.publishing.reviewing import decide, request_review
from articles.queries import find_live, live_of
from articles.writing.saving import restore, save_version
from benchmarks.moments import Moment

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(instant: datetime) -> Moment:
    return Moment(on=instant.date(), known_at=instant, is_now=True)


def person(name: str) -> User:
    return User.objects.create_user(name)


def written(text: str = "<p>One</p>", *, by: User, **overrides: object) -> Version:
    fields = {"kind": "guide", "language": "de", "heading": "Beruf", "slug": "beruf", "owner": by}
    article = Article.objects.create(**(fields | overrides))
    Block.objects.create(parent=article, kind="prose", data={"html": text})
    return save_version(article, by=by, at=NOON)


def rewrite(version: Version, text: str, *, by: User, instant: datetime = NOON) -> Version:
    version.article.blocks.update(data={"html": text})
    return save_version(version.article, by=by, at=instant)


def live_text(version: Version, instant: datetime) -> str | None:
    live = live_of(version.article, at(instant))
    return str(live.content.blocks[0].data["html"]) if live else None


def test_saving_leaves_what_visitors_read():
    ada = person("ada")
    first = written("<p>One</p>", by=ada)
    publish(first, by=ada, at=NOON)

    rewrite(first, "<p>Two</p>", by=ada)

    assert live_text(first, NOON + HOUR) == "<p>One</p>"


def test_a_scheduled_version_is_live_from_its_instant_whatever_is_written_since():
    ada = person("ada")
    first = written("<p>One</p>", by=ada)
    publish(first, by=ada, at=NOON)
    second = rewrite(first, "<p>Two</p>", by=ada)
    publish(second, by=ada, at=NOON + HOUR, live_from=NOON + 5 * HOUR)
    rewrite(first, "<p>Three</p>", by=ada)

    assert live_text(first, NOON + 5 * HOUR - timedelta(seconds=1)) == "<p>One</p>"
    assert live_text(first, NOON + 5 * HOUR) == "<p>Two</p>"


def test_a_cancelled_schedule_lets_the_former_version_go_on():
    ada = person("ada")
    first = written("<p>One</p>", by=ada)
    publish(first, by=ada, at=NOON)
    second = rewrite(first, "<p>Two</p>", by=ada)
    coming = publish(second, by=ada, at=NOON + HOUR, live_from=NOON + 5 * HOUR)

    cancel(coming, at=NOON + 2 * HOUR)

    assert live_text(first, NOON + 6 * HOUR) == "<p>One</p>"


def test_what_is_live_already_cannot_be_cancelled():
    ada = person("ada")
    first = publish(written(by=ada), by=ada, at=NOON)

    with pytest.raises(CannotPublish):
        cancel(first, at=NOON + HOUR)


def test_a_withdrawn_page_is_gone_and_was_there():
    ada = person("ada")
    first = written(by=ada)
    publish(first, by=ada, at=NOON)

    withdraw(first.article, at=NOON + HOUR)

    assert live_text(first, NOON + HOUR) is None
    assert live_text(first, NOON + HOUR - timedelta(seconds=1)) == "<p>One</p>"


def test_a_scheduled_address_tells_nothing_before_its_time():
    ada = person("ada")
    publish(written(by=ada), by=ada, at=NOON, live_from=NOON + HOUR)

    before, after = (
        find_live(kind="guide", language="de", slug="beruf", moment=at(instant))
        for instant in (NOON + HOUR / 2, NOON + HOUR)
    )

    assert before == (None, None)
    assert after[1] is not None


def test_citing_a_figure_wants_a_second_person():
    ada, bea = person("ada"), person("bea")
    version = written("<p>[[visa.de.blue-card.salary.shortage]]</p>", by=ada)

    with pytest.raises(CannotPublish):
        publish(version, by=ada, at=NOON)
    review = request_review(version, by=ada, at=NOON)
    decide(review, Review.Verdict.APPROVED, by=bea, at=NOON)

    assert publish(version, by=ada, at=NOON).reviewed_by == bea


def test_a_restore_is_a_new_version_with_the_old_text_and_the_same_block_numbers():
    ada = person("ada")
    first = written("<p>One</p>", by=ada)
    rewrite(first, "<p>Two</p>", by=ada)

    third = restore(first, by=ada, at=NOON + HOUR, note="back")

    assert third.number == 3
    assert third.as_content() == first.as_content()
    assert first.article.blocks.get().data == {"html": "<p>One</p>"}


def test_saving_without_a_change_makes_no_version():
    ada = person("ada")
    first = written(by=ada)

    assert save_version(first.article, by=ada, at=NOON + HOUR) == first


def test_the_database_refuses_to_change_or_delete_a_version():
    version = written(by=person("ada"))

    with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(content={})
    with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic():
        version.delete()
