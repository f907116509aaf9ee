"""What screens of publishing show of many versions, on which day, and in how many queries."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.admin.comparisons import day_of
from articles.admin.translations import beside
from articles.comparing.comparison import Side
from articles.models import Version
from articles.publishing.history import Stage, pasts
from articles.publishing.publications import publish, withdraw
from articles.publishing.reviewing import request_review
from articles.writing.content import Block, Content
from benchmarks.moments import Moment
from tests.articles.editorial import CITED, HOUR, NOON, at, person, published, rewrite, written
from tests.shipped_tables import bring_in_law

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
DAY = timedelta(days=1)


@pytest.fixture
def chief() -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.create_superuser("chief"))
    return client


@pytest.mark.parametrize("screen", ["/admin/articles/version/", "/admin/articles/version/of/{}/"])
def test_twenty_versions_take_no_more_queries_than_two(
    chief: Client, screen: str, django_assert_max_num_queries: DjangoAssertNumQueries
):
    ada = person("ada")
    first = written(by=ada)
    published(first)
    rewrite(first, "<p>2</p>", by=ada)
    address = screen.format(first.article_id)
    with django_assert_max_num_queries(60) as few:
        chief.get(address)
    for number in range(3, 21):
        version = rewrite(first, f"<p>{number}</p>", by=ada)
        request_review(version, by=ada, at=NOON)

    with django_assert_max_num_queries(len(few)):
        page = chief.get(address).content.decode()

    assert "20" in page


@pytest.mark.parametrize(
    ("state", "numbers"),
    [("live", [1]), ("scheduled", [2]), ("in-review", [3]), ("aside", []), ("x", [3, 2, 1])],
)
def test_the_list_is_narrowed_to_a_state(chief: Client, state: str, numbers: list[int]):
    ada, now = person("ada"), timezone.now()
    first = written(by=ada)
    publish(first, by=ada, at=now - DAY)
    publish(rewrite(first, "<p>2</p>", by=ada), by=ada, at=now, live_from=now + DAY)
    request_review(rewrite(first, "<p>3</p>", by=ada), by=ada, at=now)

    page = chief.get("/admin/articles/version/", {"state": state})

    shown = sorted((one.number for one in page.context["cl"].result_list), reverse=True)
    assert shown == numbers


def stages(version: Version, instant: datetime) -> tuple[Stage, ...]:
    return pasts([version], instant)[0].stages


def test_a_version_is_what_became_of_it():
    ada = person("ada")
    version = written(by=ada)
    assert stages(version, NOON) == (Stage.SAVED,)

    request_review(version, by=ada, at=NOON)
    assert stages(version, NOON) == (Stage.IN_REVIEW,)

    publish(version, by=ada, at=NOON, live_from=NOON + HOUR)
    assert Stage.SCHEDULED in stages(version, NOON)
    assert Stage.LIVE in stages(version, NOON + HOUR)

    withdraw(version.article, at=NOON + 2 * HOUR)
    assert Stage.WAS_LIVE in stages(version, NOON + 2 * HOUR)


def test_figures_of_a_side_are_those_of_the_day_on_which_readers_meet_it():
    ada = person("ada")
    first, moment = written(by=ada), at(NOON + 10 * DAY)
    published(first)
    second = rewrite(first, "<p>2</p>", by=ada)
    publish(second, by=ada, at=NOON + 5 * DAY)
    third = rewrite(first, "<p>3</p>", by=ada)
    fourth = rewrite(first, "<p>4</p>", by=ada)
    publish(fourth, by=ada, at=NOON + 10 * DAY, live_from=NOON + 14 * DAY)

    days = [day_of(one, moment) for one in (first, second, third, fourth)]

    today = NOON.date() + 10 * DAY
    assert days == [NOON.date() + 5 * DAY, today, today, NOON.date() + 14 * DAY]


def test_the_comparison_prints_figures_of_both_days(chief: Client):
    """The lower threshold of the Blue Card, 45.3 per cent of the ceiling: 2025 and 2026."""
    bring_in_law()
    version = written(CITED, by=person("ada"))

    page = chief.get(
        f"/admin/articles/version/{version.pk}/compare/",
        {"before": f"{date(2025, 6, 1)}", "after": f"{date(2026, 6, 1)}"},
    ).content.decode()

    shown = page.replace("\xa0", " ").replace("&nbsp;", " ")
    assert ">43.759,80 €</del>" in shown
    assert ">45.934,20 €</ins>" in shown
    assert "Figures that read differently" in page


def side(*kinds: str) -> Side:
    blocks = tuple(
        Block(number=number, kind=kind, data={"heading": f"{kind} {number}"})
        for number, kind in enumerate(kinds, start=1)
    )
    return Side(Content(heading="x", slug="x", blocks=blocks), str)


def test_a_block_that_moved_on_one_side_still_stands_beside_its_like():
    rows = beside(side("checklist", "prose", "faq"), side("prose", "faq", "checklist", "quote"))

    pairs = [(row.left[0][1] if row.left else "", row.right[0][1]) for row in rows[5:]]
    assert pairs == [
        ("checklist 1", "checklist 3"),
        ("prose 2", "prose 1"),
        ("faq 3", "faq 2"),
        ("", "quote 4"),
    ]


def test_a_moment_of_the_clock_is_enough_for_a_day_that_is_today():
    now = Moment.now()
    version = written(by=person("ada"))

    assert day_of(version, now) == now.on
