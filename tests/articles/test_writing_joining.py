"""Two people save on the same version: nothing is lost, and the two become one again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from articles.models import Article, Block, Version
from articles.writing.content import Content
from articles.writing.joining import (
    CannotJoin,
    dismiss,
    join,
    joining_of,
    keep,
    rewind,
    version_opened,
    waiting,
)
from articles.writing.merging import Choice, Side
from articles.writing.presence import beat, leave, others_at
from articles.writing.saving import latest_version, save_version
from articles.writing.snapshots import snapshot

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada")


@pytest.fixture
def bea() -> User:
    return User.objects.create_user("bea")


@pytest.fixture
def first(ada: User) -> Version:
    article = Article.objects.create(
        kind="guide", language="en", heading="Job", slug="job", owner=ada
    )
    for place, text in enumerate(["one", "two"], start=1):
        Block.objects.create(
            parent=article, kind="prose", data={"html": f"<p>{text}</p>"}, ordering=10 * place
        )
    return save_version(article, by=ada, at=NOON)


def rewrite(article: Article, old: str, new: str) -> None:
    """What a form does to the rows that it was opened on."""
    article.blocks.filter(data={"html": f"<p>{old}</p>"}).update(data={"html": f"<p>{new}</p>"})


def save_on(opened: Version, old: str, new: str, by: User) -> Version:
    """Open a form on that version, rewrite a block, save."""
    article = Article.objects.get(pk=opened.article_id)
    if opened != latest_version(article):
        rewind(article, opened)
    rewrite(article, old, new)
    return keep(article, opened=opened, by=by, at=NOON)


def page(content: Content) -> list[object]:
    return [block.data["html"] for block in content.blocks]


def test_the_second_save_is_set_aside_and_the_first_stays(
    first: Version, ada: User, bea: User
) -> None:
    second = save_on(first, "one", "ada's", ada)
    third = save_on(first, "two", "bea's", bea)

    assert (second.is_aside, third.is_aside, third.based_on) == (False, True, first)
    assert page(third.as_content()) == ["<p>one</p>", "<p>bea's</p>"]
    assert page(snapshot(first.article)) == ["<p>ada's</p>", "<p>two</p>"]
    assert latest_version(first.article) == second
    assert list(waiting(first.article)) == [third]


def test_what_each_changed_is_joined_as_the_next_version(
    first: Version, ada: User, bea: User
) -> None:
    save_on(first, "one", "ada's", ada)
    aside = save_on(first, "two", "bea's", bea)

    joined = join(aside, {}, latest=2, by=bea, at=NOON)

    assert (joined.number, joined.based_on, joined.is_aside) == (4, aside, False)
    assert page(joined.as_content()) == ["<p>ada's</p>", "<p>bea's</p>"]
    assert snapshot(first.article) == joined.as_content()
    assert list(waiting(first.article)) == []
    assert latest_version(first.article) == joined


def test_a_conflict_has_to_be_decided(first: Version, ada: User, bea: User) -> None:
    save_on(first, "one", "ada's", ada)
    aside = save_on(first, "one", "bea's", bea)
    conflict = joining_of(aside).merge.conflicts[0]

    with pytest.raises(CannotJoin):
        join(aside, {}, latest=2, by=bea, at=NOON)
    joined = join(
        aside,
        {conflict.key: Choice(Side.BOTH, "<p>ada's and bea's</p>")},
        latest=2,
        by=bea,
        at=NOON,
    )

    assert page(joined.as_content())[0] == "<p>ada's and bea's</p>"


def test_yet_another_save_in_between_is_shown_first(first: Version, ada: User, bea: User) -> None:
    second = save_on(first, "one", "ada's", ada)
    aside = save_on(first, "two", "bea's", bea)
    save_on(second, "ada's", "ada's again", ada)

    with pytest.raises(CannotJoin, match="version 4"):
        join(aside, {}, latest=2, by=bea, at=NOON)

    joined = join(aside, {}, latest=4, by=bea, at=NOON)
    assert page(joined.as_content()) == ["<p>ada's again</p>", "<p>bea's</p>"]


def test_it_is_joined_once(first: Version, ada: User, bea: User) -> None:
    save_on(first, "one", "ada's", ada)
    aside = save_on(first, "two", "bea's", bea)
    join(aside, {}, latest=2, by=bea, at=NOON)

    with pytest.raises(CannotJoin):
        join(aside, {}, latest=4, by=bea, at=NOON)


def test_one_done_without_stays_and_is_never_the_latest(
    first: Version, ada: User, bea: User
) -> None:
    second = save_on(first, "one", "ada's", ada)
    aside = save_on(first, "two", "bea's", bea)

    dismiss(aside, at=NOON)

    assert list(waiting(first.article)) == []
    assert latest_version(first.article) == second
    assert page(Version.objects.get(pk=aside.pk).as_content()) == ["<p>one</p>", "<p>bea's</p>"]


def test_both_wrote_the_same_or_one_wrote_nothing(first: Version, ada: User, bea: User) -> None:
    second = save_on(first, "one", "new", ada)

    assert save_on(first, "one", "new", bea) == second
    assert save_on(first, "one", "one", bea) == second
    assert snapshot(first.article) == second.as_content()


def test_a_block_that_was_deleted_meanwhile_comes_back_for_the_form(
    first: Version, ada: User, bea: User
) -> None:
    first.article.blocks.filter(data={"html": "<p>two</p>"}).delete()
    keep(first.article, opened=first, by=ada, at=NOON)

    aside = save_on(first, "two", "bea's", bea)

    assert [one.field for one in joining_of(aside).merge.conflicts] == [""]


def test_an_address_that_was_taken_meanwhile_is_a_sentence(
    first: Version, ada: User, bea: User
) -> None:
    save_on(first, "one", "ada's", ada)
    article = Article.objects.get(pk=first.article_id)
    rewind(article, first)
    article.slug = "taken"
    article.save()
    aside = keep(article, opened=first, by=bea, at=NOON)
    Article.objects.create(kind="guide", language="en", heading="x", slug="taken", owner=ada)

    with pytest.raises(CannotJoin, match="taken"):
        join(aside, {}, latest=2, by=bea, at=NOON)


def test_a_form_that_does_not_say_its_version_is_taken_for_the_first(
    first: Version, ada: User
) -> None:
    save_on(first, "one", "new", ada)

    assert version_opened(first.article, None) == first
    assert version_opened(first.article, 99) == first
    assert version_opened(first.article, 2) == latest_version(first.article)


def test_only_that_it_was_settled_may_be_written_on_a_version(first: Version) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=first.pk).update(is_aside=True)


# --- Who has the form open


def test_others_are_there_while_they_tell_so(first: Version, ada: User, bea: User) -> None:
    minute = timedelta(minutes=1)
    beat(first.article, ada, at=NOON)
    beat(first.article, ada, at=NOON + minute)

    seen = others_at(first.article, bea, at=NOON + 1.5 * minute).get()
    assert (seen.user, seen.opened_at) == (ada, NOON)
    assert not others_at(first.article, ada, at=NOON + 1.5 * minute).exists()
    assert not others_at(first.article, bea, at=NOON + 3 * minute).exists()

    beat(first.article, ada, at=NOON + 5 * minute)
    assert others_at(first.article, bea, at=NOON + 5 * minute).get().opened_at == NOON + 5 * minute

    leave(first.article, ada)
    assert not others_at(first.article, bea, at=NOON + 5 * minute).exists()
