"""What a process keeps of publications: every moment is answered from it, and no change missed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Review
from articles.queries import live_of, newest_articles, shelf
from articles.writing.content import Content
from benchmarks.keeping import one_look
from benchmarks.moments import Moment
from tests.written import go_live, live_guide, person, rewrite, write

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def at(instant: datetime) -> Moment:
    return Moment(on=instant.date(), known_at=instant, is_now=False)


def headings(moment: Moment) -> list[str]:
    found = newest_articles(moment, kind="guide", language="en", limit=9)
    return [live.content.heading for live in found]


def test_one_reading_answers_for_every_moment() -> None:
    first = write(slug="a", heading="First")
    go_live(first, at=START)
    first.article.heading = "Second"
    first.article.save()
    go_live(rewrite(first.article), at=START + 2 * DAY, live_until=START + 4 * DAY)

    days = [START - DAY, START, START + DAY, START + 2 * DAY, START + 3 * DAY, START + 4 * DAY]
    headings(at(START))
    with one_look(), CaptureQueriesContext(connection) as queries:
        seen = [headings(at(day)) for day in days]

    assert seen == [[], ["First"], ["First"], ["Second"], ["Second"], []]
    assert len(queries) == 2  # the state, and the text that wasn't at hand


def test_an_approval_counts_from_when_it_was_given() -> None:
    version = write()
    go_live(version, at=START)
    given = START + 3 * DAY
    assert live_of(version.article, at(START + 5 * DAY)) is not None

    Review.objects.create(
        version=version,
        requested_by=person("ada"),
        requested_at=START,
        verdict=Review.Verdict.APPROVED,
        decided_by=person("bob"),
        decided_at=given,
    )

    before = live_of(version.article, at(given - DAY))
    after = live_of(version.article, at(given))
    assert before is not None
    assert after is not None
    assert before.checked_at == START
    assert after.checked_at == given


def test_no_more_texts_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "TEXTS_AT_HAND", 2)
    for number in range(3):
        live_guide(slug=f"g{number}", heading=f"Guide {number}")
    kept: dict[int, tuple[object, Content]] = shelf.read_shelf()._full

    for _ in range(2):
        assert sorted(headings(at(START))) == ["Guide 0", "Guide 1", "Guide 2"]
        assert len(kept) <= 2
