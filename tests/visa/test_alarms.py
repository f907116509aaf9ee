"""Editors are warned 60, 30 and 7 days before law ends: on the admin's first page and by cron."""

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from benchmarks.moments import Moment
from config.roles import bring_roles_up_to_date
from tests.visa.rows import (
    NOON,
    make_citation,
    make_condition,
    make_parameter,
    make_route,
    make_rule,
    make_title,
    make_value,
)
from visa.alarms import read_alarms
from visa.enacting import propose_value
from visa.models import ParameterValue, RuleVersion

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
END = date(2027, 1, 1)


def at(days_before: int) -> Moment:
    """So many days before the value of 2026 has no follower."""
    return Moment(on=END - timedelta(days=days_before), known_at=NOON, is_now=True)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Moment, "now", classmethod(lambda cls: at(39)))


def user_of(role: str, name: str) -> User:
    bring_roles_up_to_date()
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(user.groups.model.objects.get(name=role))
    return user


@pytest.mark.parametrize(
    ("days", "level"),
    [(60, "60"), (31, "60"), (30, "30"), (8, "30"), (7, "7"), (1, "7"), (0, "past"), (-9, "past")],
)
def test_the_level_is_the_least_that_is_reached(days: int, level: str) -> None:
    make_value(make_parameter())

    (alarm,) = read_alarms(at(days))

    assert (alarm.level, alarm.is_urgent) == (level, days <= 7)


def test_nothing_is_said_61_days_before_nor_a_year_later() -> None:
    make_value(make_parameter())

    assert read_alarms(at(61)) == []
    assert read_alarms(at(-365)) == []


@pytest.mark.parametrize(
    ("days", "german", "english"),
    [
        (
            39,
            "endet in 39 Tagen: ab 1.\xa0Januar 2027 gilt nichts mehr",
            "ends in 39 days: nothing holds from 1\xa0January 2027 on",
        ),
        (
            1,
            "endet heute: ab 1.\xa0Januar 2027 gilt nichts mehr",
            "ends today: nothing holds from 1\xa0January 2027 on",
        ),
        (
            0,
            "beendet: seit 1.\xa0Januar 2027 gilt nichts",
            "ended: nothing has held since 1\xa0January 2027",
        ),
    ],
)
def test_an_end_is_told_in_both_languages(days: int, german: str, english: str) -> None:
    make_value(make_parameter())

    (alarm,) = read_alarms(at(days))

    assert (alarm.sentence.de, alarm.sentence.en) == (german, english)


def test_what_ends_on_one_day_is_told_together_rules_too() -> None:
    make_value(make_parameter())
    rule = make_rule(make_route(make_title()), valid_to=END)
    make_condition(rule)
    RuleVersion.objects.filter(pk=rule.pk).update(known_from=NOON)

    (alarm,) = read_alarms(at(30))

    assert [one.key for one in alarm.subjects] == ["de.base", "de.card.general"]


def test_a_stretch_without_a_value_is_told() -> None:
    base = make_parameter()
    make_value(base, valid_from=date(2024, 1, 1), valid_to=date(2025, 1, 1))
    make_value(base, valid_to=None)

    (alarm,) = read_alarms(at(39))

    assert alarm.level == "hole"
    assert alarm.sentence.en == "nothing holds from 1\xa0January 2025 to 31\xa0December 2025"
    assert not alarm.is_urgent


@pytest.mark.parametrize(("days", "code"), [(8, 0), (7, 1), (0, 1)])
def test_the_command_fails_when_something_ends_within_7_days(
    monkeypatch: pytest.MonkeyPatch, days: int, code: int
) -> None:
    make_value(make_parameter())
    monkeypatch.setattr(Moment, "now", classmethod(lambda cls: at(days)))
    said = StringIO()

    def ended_with() -> int:
        try:
            call_command("visa_expiries", stdout=said)
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    assert ended_with() == code
    assert "de.base: de.base (en)" in said.getvalue()


def test_the_command_says_so_when_nothing_ends(clock: None) -> None:
    said = StringIO()

    call_command("visa_expiries", language="de", stdout=said)

    assert said.getvalue() == "Nichts endet in den nächsten 60 Tagen.\n"


def test_the_first_page_tells_editors_what_ends_and_what_awaits_approval(clock: None) -> None:
    base = make_parameter()
    make_value(base)
    ann, ben = user_of("editor", "ann"), user_of("editor", "ben")
    value = ParameterValue(
        parameter=base, amount=Decimal(105_000), valid_from=END, citation=make_citation()
    )
    propose_value(value, by=ann)

    pages = {}
    for user in (ann, ben):
        client = Client()
        client.force_login(user)
        pages[user.username] = client.get(reverse("admin:index")).text

    assert all("ends in 39 days" in page for page in pages.values())
    assert reverse("admin:visa_parameter_change", args=[base.pk]) in pages["ann"]
    assert "your own: somebody else has to approve it" in pages["ann"]
    assert "proposed by ann" in pages["ben"]


def test_the_first_page_tells_analysts_nothing_of_law(clock: None) -> None:
    make_value(make_parameter())
    client = Client()
    client.force_login(user_of("analyst", "adam"))

    assert "ends in 39 days" not in client.get(reverse("admin:index")).text


@pytest.mark.parametrize("figures", [1, 20])
def test_the_first_page_costs_the_same_however_much_ends(
    clock: None, figures: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(figures):
        make_value(make_parameter(f"de.base-{number}"))
    client = Client()
    client.force_login(user_of("editor", "ann"))

    # Who asks, the desk of all rooms (tests/articles/test_desk.py), and the law below it.
    with django_assert_max_num_queries(17):
        client.get(reverse("admin:index"))
