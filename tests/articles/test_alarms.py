"""Owners are told 60, 30 and 7 days before a cited figure ends, and when a review is due."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from pytest_django.plugin import DjangoDbBlocker

from articles.alarms import PageAlarm, read_page_alarms
from articles.models import Article, Block, Publication, Version
from articles.publishing.confirming import confirm
from articles.writing.saving import save_version
from benchmarks.moments import Moment
from tests.visa.shipped import LOADED_AT, shipped
from visa.enacting import approve_value, propose_value
from visa.models import Parameter, ParameterValue

pytestmark = pytest.mark.django_db
LOWER = "visa.de.blue-card.salary.shortage"
END = date(2027, 1, 1)
"""The first day without a value: the one of 2026 ends, and that of 2027 isn't published."""


@pytest.fixture(scope="module", autouse=True)
def law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), shipped():
        yield


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada")


def on(day: date) -> Moment:
    return Moment(on=day, known_at=LOADED_AT + timedelta(hours=2), is_now=False)


def live(html: str, *, owner: User, **overrides: object) -> Version:
    fields = {"kind": "guide", "language": "de", "heading": "Beruf", "slug": "beruf"}
    fields |= {"next_review_on": date(2028, 1, 1), "owner": owner}
    article = Article.objects.create(**(fields | overrides))
    Block.objects.create(parent=article, kind="prose", data={"html": html})
    version = save_version(article, by=owner, at=LOADED_AT)
    Publication.objects.create(
        article=article,
        version=version,
        live_from=LOADED_AT,
        published_by=owner,
        published_at=LOADED_AT,
    )
    return version


def figures(moment: Moment) -> list[PageAlarm]:
    return [one for one in read_page_alarms(moment) if one.kind == "figure"]


def reviews(moment: Moment) -> list[PageAlarm]:
    return [one for one in read_page_alarms(moment) if one.kind == "review"]


@pytest.mark.parametrize(
    ("days", "level"),
    [(61, None), (60, "60"), (31, "60"), (30, "30"), (8, "30"), (7, "7"), (1, "7")],
)
def test_a_figure_that_ends_is_told_of_60_30_and_7_days_before(
    ada: User, days: int, level: str | None
) -> None:
    live(f"<p>Ab [[{LOWER}]]</p>", owner=ada)

    found = figures(on(END - timedelta(days=days)))

    assert [one.level for one in found] == ([level] if level else [])


def test_the_sentence_names_the_figure_and_its_last_day(ada: User) -> None:
    live(f"<p>Ab [[{LOWER}]]</p>", owner=ada)

    (alarm,) = figures(on(END - timedelta(days=7)))

    assert alarm.article.owner == ada
    assert alarm.sentence.de == (
        "Blaue Karte EU: niedrigere Gehaltsgrenze: gilt nur noch bis 31.\xa0Dezember 2026 "
        "(7 Tage), ein Nachfolger fehlt"
    )


def test_after_its_end_a_figure_has_no_value(ada: User) -> None:
    live(f"<p>Ab [[{LOWER}]]</p>", owner=ada)

    (alarm,) = figures(on(END))

    assert (alarm.level, alarm.is_urgent) == ("past", True)
    assert "not yet published" in alarm.sentence.en


def test_a_follower_silences_the_alarm(ada: User) -> None:
    live("<p>Ab [[visa.de.pension.ceiling]]</p>", owner=ada)
    base = Parameter.objects.get(key="de.pension.ceiling")
    now = ParameterValue.objects.get(parameter=base, valid_from=date(2026, 1, 1))
    value = ParameterValue(
        parameter=base, amount=Decimal(104_000), valid_from=END, citation=now.citation
    )
    propose_value(value, by=ada)
    ben = User.objects.create_user("ben")
    before = figures(on(END - timedelta(days=7)))

    approve_value(value, by=ben, at=LOADED_AT + timedelta(hours=1))

    assert len(before) == 1
    assert figures(on(END - timedelta(days=7))) == []


def test_figures_that_end_together_make_one_alarm_for_their_page(ada: User) -> None:
    live(f"<p>[[{LOWER}]] und [[visa.de.blue-card.salary.general]]</p>", owner=ada)

    (alarm,) = figures(on(END - timedelta(days=7)))

    assert len(alarm.names) == 2


def test_a_key_without_a_figure_and_pay_without_a_release_are_told(ada: User) -> None:
    live("<p>[[visa.nowhere]] [[salary.machine-learning-engineer.de.typical]]</p>", owner=ada)

    sentences = {one.sentence.en for one in figures(on(date(2026, 6, 1)))}

    assert any("no such figure" in one for one in sentences)
    assert any("not yet published" in one or "no such figure" in one for one in sentences)


@pytest.mark.parametrize(
    ("days", "level"), [(31, None), (30, "30"), (7, "7"), (0, "past"), (-5, "past")]
)
def test_a_review_is_told_of_before_it_is_due_and_after(
    ada: User, days: int, level: str | None
) -> None:
    due = date(2026, 6, 30)
    live("<p>Text</p>", owner=ada, next_review_on=due)

    found = reviews(on(due - timedelta(days=days)))

    assert [one.level for one in found] == ([level] if level else [])


def test_a_page_that_nobody_plans_to_review_is_told_of(ada: User) -> None:
    live("<p>Text</p>", owner=ada, next_review_on=None)

    assert [one.sentence.en for one in reviews(on(date(2026, 6, 1)))] == ["no review is planned"]


def test_checked_still_right_silences_the_review_and_not_a_missing_value(ada: User) -> None:
    version = live(f"<p>Ab [[{LOWER}]]</p>", owner=ada, next_review_on=date(2027, 1, 2))
    day = date(2027, 1, 2)
    before = {one.kind for one in read_page_alarms(on(day))}

    confirm(
        version.article,
        by=ada,
        at=LOADED_AT + timedelta(minutes=1),
        next_review_on=date(2027, 7, 1),
    )

    assert before == {"figure", "review"}
    assert {one.kind for one in read_page_alarms(on(day))} == {"figure"}


def test_pages_that_are_not_live_alarm_nobody(ada: User) -> None:
    version = live("<p>[[visa.nowhere]]</p>", owner=ada, next_review_on=None)
    Publication.objects.filter(version=version).update(live_until=LOADED_AT + timedelta(minutes=1))

    assert read_page_alarms(on(date(2026, 6, 1))) == []


def test_the_command_lists_by_owner_and_fails_where_it_is_urgent(ada: User) -> None:
    live("<p>[[visa.nowhere]]</p>", owner=ada)
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("page_alarms", language="de", stdout=out)
    other = StringIO()
    call_command("page_alarms", owner="somebody", stdout=other)

    assert out.getvalue().startswith(
        "ada:\n    [past] Beruf (de): visa.nowhere: gibt es nicht mehr"
    )
    assert other.getvalue() == "There is nothing to do on any page.\n"
