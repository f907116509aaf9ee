"""The log of changes tells what became of the rules of residence titles, and drafts of none."""

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.changelog import Kind
from tests.test_changes_page import NOW, read, told
from tests.visa.rows import ALWAYS, make_citation, make_condition, make_route, make_rule, make_title
from visa.models import RuleVersion, Source

pytestmark = pytest.mark.django_db
LAST_YEAR = {"valid_from": date(2025, 1, 1), "valid_to": date(2026, 1, 1)}


def law(
    route: object,
    pinpoint: str = "§ 18g",
    says: str = "judged",
    known_from: datetime = ALWAYS,
    **rule: object,
) -> None:
    """An approved version of the route's rule; which condition it has is told by its key."""
    citation = make_citation(key=f"law.whole-{pinpoint[2:]}", pinpoint=pinpoint)
    version = make_rule(route, citation=citation, **rule)
    make_condition(version, key=says)
    RuleVersion.objects.filter(pk=version.pk).update(known_from=known_from)


@pytest.fixture
def route() -> object:
    title = make_title(name_en="Card", name_de="Karte")
    return make_route(title, name_en="Degree", name_de="Studium")


def test_a_rule_is_told_with_the_passage_that_it_rests_on_and_the_one_before(route: object):
    law(route, "§ 18b", **LAST_YEAR)
    law(route, "§ 18g")

    log = read()

    assert told(log) == [
        ("Card: Degree", "Rules: § 18g AufenthG, before that § 18b AufenthG"),
        ("Card: Degree", "Rules: § 18b AufenthG"),
    ]
    assert [day.on for day in log.days] == [date(2026, 1, 1), date(2025, 1, 1)]
    assert log.days[0].changes[0].link.href == "/en/visa/de-card/"
    assert log.days[0].changes[0].kind == Kind.LAW
    assert told(read(language="de"))[1] == ("Karte: Studium", "Regeln: § 18b AufenthG")


def test_other_conditions_of_the_same_passage_are_new_rules(route: object):
    law(route, says="then", **LAST_YEAR)
    law(route, says="now")

    assert told(read())[0] == ("Card: Degree", "New rules: § 18g AufenthG")


def test_a_version_that_says_the_same_is_no_change(route: object):
    law(route, **LAST_YEAR)
    law(route)

    assert told(read()) == [("Card: Degree", "Rules: § 18g AufenthG")]


def test_a_way_that_closes_is_told_and_after_a_gap_nothing_came_before(route: object):
    law(route, "§ 18b", valid_from=date(2024, 1, 1), valid_to=date(2025, 1, 1))
    law(route, "§ 18g")

    assert [note for _title, note in told(read())] == [
        "Rules: § 18g AufenthG",
        "This way is closed.",
        "Rules: § 18b AufenthG",
    ]


def test_rules_to_come_stand_apart_until_their_day(route: object):
    law(route, valid_from=date(2027, 1, 1))

    ahead, begun = read(), read(datetime(2027, 1, 1, tzinfo=UTC))

    assert told(ahead) == []
    assert ahead.ahead[0].changes[0].note == "Rules: § 18g AufenthG"
    assert told(begun) == [("Card: Degree", "Rules: § 18g AufenthG")]


def test_drafts_are_not_told_and_what_was_approved_only_since_then(route: object):
    make_condition(make_rule(make_route(make_title("de.draft"), "de.draft.way")))
    law(route, known_from=NOW)

    assert told(read(NOW - timedelta(seconds=1))) == []
    assert told(read(NOW)) == [("Card: Degree", "Rules: § 18g AufenthG")]


def test_a_source_without_passages_is_named_itself(route: object):
    law(route)
    Source.objects.update(title_en="Guidance")
    RuleVersion.objects.get().citation.__class__.objects.update(act="", pinpoint="")

    assert told(read()) == [("Card: Degree", "Rules: “Guidance”")]
