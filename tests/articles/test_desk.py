"""The admin's first page: what needs its reader today, and nothing that isn't theirs."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from articles.desk import Desk, read_desk
from articles.models import Article, Comment, ExternalLink, Publication, Review, Version
from articles.publishing.reviewing import decide, request_review
from articles.writing.saving import save_version
from benchmarks.models import Job, SetAsideRow
from benchmarks.moments import Moment
from config.roles import bring_roles_up_to_date
from tests.factories import make_batch, make_release, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
NOW = timezone.now()
DAY = timedelta(days=1)


def staff(role: str, name: str = "") -> User:
    bring_roles_up_to_date()
    user = User.objects.create_user(name or role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def ed() -> User:
    return staff("editor", "ed")


@pytest.fixture
def rita() -> User:
    return staff("reviewer", "rita")


def page(slug: str, owner: User, **overrides: object) -> Version:
    fields = {"kind": "guide", "language": "en", "heading": slug.title(), "slug": slug}
    fields |= {"owner": owner, "next_review_on": (NOW + 300 * DAY).date()}
    article = Article.objects.create(**(fields | overrides))
    return save_version(article, by=owner, at=NOW)


def live(
    version: Version, since: datetime, until: datetime | None = None, *, by: User
) -> Publication:
    return Publication.objects.create(
        article=version.article,
        version=version,
        live_from=since,
        live_until=until,
        published_by=by,
        published_at=NOW,
    )


def desk(user: User) -> Desk:
    found = read_desk(User.objects.get(pk=user.pk), Moment.now())
    assert found is not None
    return found


def lines(user: User, code: str) -> list[str]:
    with translation.override("en"):
        trays = {tray.code: tray for tray in desk(user).trays}
    return [line.text for line in trays[code].lines] if code in trays else []


def test_a_review_lies_on_the_desks_of_others_than_its_writer(ed: User, rita: User) -> None:
    request_review(page("one", ed), by=ed, at=NOW)

    assert lines(rita, "reviews") == ["One"]
    assert lines(ed, "reviews") == []


def test_what_came_back_lies_there_until_it_is_handed_in_again(ed: User, rita: User) -> None:
    version = page("one", ed)
    review = request_review(version, by=ed, at=NOW)
    decide(review, Review.Verdict.CHANGES, by=rita, at=NOW, remark="Too long.")
    came_back = lines(ed, "returned")

    Article.objects.update(heading="Shorter")
    request_review(save_version(version.article, by=ed, at=NOW), by=ed, at=NOW)

    assert came_back == ["One"]
    assert lines(ed, "returned") == []
    assert lines(rita, "reviews") == ["Shorter"]


def test_remarks_of_others_on_own_pages_lie_there_until_they_are_settled(
    ed: User, rita: User
) -> None:
    version = page("one", ed)
    for person in (ed, rita):
        Comment.objects.create(
            article=version.article, version=version, text="Really?", by=person, at=NOW
        )

    assert lines(ed, "remarks") == ["One"]
    Comment.objects.update(resolved_at=NOW, resolved_by=ed)
    assert lines(ed, "remarks") == []


def test_what_begins_or_ends_within_a_week_is_in_its_order(ed: User) -> None:
    live(page("ends", ed), NOW - DAY, NOW + 3 * DAY, by=ed)
    live(page("begins", ed), NOW + 2 * DAY, by=ed)
    live(page("later", ed), NOW + 8 * DAY, by=ed)
    replaced = page("replaced", ed)
    live(replaced, NOW - DAY, NOW + DAY, by=ed)
    live(replaced, NOW + DAY, by=ed)

    with translation.override("en"):
        (week,) = (tray for tray in desk(ed).trays if tray.code == "week")

    assert [(line.text, line.label) for line in week.lines] == [
        ("Replaced", "goes live"),
        ("Begins", "goes live"),
        ("Ends", "ends"),
    ]


def test_a_page_due_for_review_lies_before_its_owner_and_who_publishes(
    ed: User, rita: User
) -> None:
    live(page("due", ed, next_review_on=(NOW - DAY).date()), NOW - DAY, by=ed)

    assert lines(ed, "due") == ["Due"]
    assert lines(rita, "due") == ["Due"]


def test_a_link_that_failed_once_is_no_news_yet(ed: User) -> None:
    ExternalLink.objects.create(url="https://a.example/", failures=1, problem="404")
    ExternalLink.objects.create(url="https://b.example/", failures=2, problem="404")

    assert lines(ed, "links") == ["https://b.example/"]


def fill_analysts_desk() -> None:
    batch = make_batch(make_source(), state="staged", file_name="survey.csv")
    make_release()
    Job.objects.create(
        kind="import", state="failed", finished_at=NOW, problem_de="Weg.", problem_en="Gone."
    )
    for number, title in enumerate(["Zauberer", "zauberer", "Hexe"], start=1):
        SetAsideRow.objects.create(
            batch=batch,
            row_number=number,
            decision="refused",
            code="unknown-title",
            values={"value": title},
        )


def test_an_analyst_finds_imports_failures_unknown_titles_and_drafts() -> None:
    ana = staff("analyst", "ana")
    fill_analysts_desk()

    with translation.override("en"):
        counts = {tray.code: tray.count for tray in desk(ana).trays}

    assert counts == {"imports": 1, "jobs": 1, "words": 2, "releases": 1}
    assert lines(ana, "imports") == ["survey.csv"]


def test_nobody_finds_what_they_may_not_do_anything_about(ed: User) -> None:
    fill_analysts_desk()
    request_review(page("one", ed), by=ed, at=NOW)

    offers = staff("offers")

    assert {tray.code for tray in desk(ed).trays} == set()
    assert read_desk(offers, Moment.now()) is None


def test_an_empty_desk_says_so_and_names_its_trays(ed: User) -> None:
    client = Client(headers={"Accept-Language": "de"})
    client.force_login(ed)

    text = client.get("/admin/").text

    assert "Heute wartet nichts auf Sie" in text
    assert "Kaputte Links" in text


def test_the_first_page_leads_to_every_line(ed: User, rita: User) -> None:
    version = page("one", ed)
    request_review(version, by=ed, at=NOW)
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(rita)

    text = client.get("/admin/").text

    assert "1 thing needs you" in text
    assert f'href="/admin/articles/version/{version.pk}/change/"' in text


def test_a_full_desk_takes_as_many_queries_as_a_small_one(ed: User) -> None:
    boss = User.objects.create_superuser("boss")
    fill_analysts_desk()

    def fill(name: str) -> None:
        version = page(name, ed)
        live(version, NOW - DAY, by=ed)
        other = page(f"{name}-2", ed)
        request_review(other, by=ed, at=NOW)
        Comment.objects.create(article=version.article, version=version, text="?", by=boss, at=NOW)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read_desk(boss, Moment.now())
        return len(captured)

    fill("one")
    small = queries()
    for number in range(10):
        fill(f"more-{number}")

    assert queries() == small <= 12
