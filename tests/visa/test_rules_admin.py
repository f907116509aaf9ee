"""Rules in the admin: drafts written as outlines, tried, handed in, and decided on by another."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.forms import model_to_dict
from django.test import Client
from django.urls import reverse

from benchmarks.moments import Moment
from config.roles import bring_roles_up_to_date
from tests.visa.rows import (
    ALWAYS,
    make_citation,
    make_condition,
    make_fact,
    make_route,
    make_rule,
    make_title,
)
from visa.admin.outline_moves import shifted
from visa.models import Condition, RuleVersion
from visa.outline_checks import COLUMNS, SHAPES
from visa.submitting import submit_draft

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
TODAY, YEAR_2027 = date(2026, 11, 23), date(2027, 1, 1)
STYLE = Path(__file__).parents[2] / "static" / "admin-laufbahn.css"

type Draft = RuleVersion


def user_of(role: str, name: str) -> User:
    bring_roles_up_to_date()
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(user.groups.model.objects.get(name=role))
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(view: str, *args: int) -> str:
    return reverse(f"admin:visa_ruleversion_{view}", args=args)


@pytest.fixture
def ann() -> User:
    return user_of("editor", "ann")


@pytest.fixture
def ben() -> User:
    return user_of("editor", "ben")


@pytest.fixture
def in_force() -> RuleVersion:
    """All of: a job by evidence, and what the authority decides."""
    rule = make_rule(make_route(make_title()))
    make_condition(rule, position=1, operator="all", key="whole", text_de="", text_en="")
    make_condition(rule, position=2, depth=1, operator="evidence", key="job", fact=_job())
    make_condition(rule, position=3, depth=1)
    RuleVersion.objects.filter(pk=rule.pk).update(known_from=ALWAYS)
    return RuleVersion.objects.get(pk=rule.pk)


def _job() -> object:
    return make_fact("job", "yes_no")


@pytest.fixture
def draft(in_force: RuleVersion, ann: User) -> Draft:
    client_of(ann).post(address("copy", in_force.pk), {"valid_from": "2027-01-01"})
    return RuleVersion.objects.get(valid_from=YEAR_2027)


def typed(draft: Draft, **overrides: object) -> dict[str, object]:
    """The form as it stands; `line2_key` overrides a field of the second line."""
    rows = list(draft.conditions.order_by("position"))
    answers: dict[str, object] = {
        "valid_from": "2027-01-01",
        "citation": draft.citation_id,
        "conditions-TOTAL_FORMS": len(rows),
        "conditions-INITIAL_FORMS": len(rows),
    }
    for index, row in enumerate(rows):
        fields = model_to_dict(row) | {"place": row.position * 10, "rule": draft.pk}
        fields["choices"] = ",".join(row.choices)
        answers |= {
            f"conditions-{index}-{name}": "" if value is None else value
            for name, value in fields.items()
        }
    for name, value in overrides.items():
        line, _, field = name.partition("_")
        answers[f"conditions-{int(line.removeprefix('line')) - 1}-{field}"] = value
    return answers


def new_line(index: int, **fields: object) -> dict[str, object]:
    prefix = f"conditions-{index}-"
    common = {"depth": 1, "operator": "authority", "changeable_by": "nobody", "place": ""}
    return {"conditions-TOTAL_FORMS": index + 1} | {
        prefix + name: value for name, value in (common | fields).items()
    }


def outline(rule: RuleVersion) -> list[tuple[int, str]]:
    return list(rule.conditions.order_by("position").values_list("depth", "key"))


def test_a_new_version_begins_as_a_copy_and_is_a_draft(
    draft: Draft, in_force: RuleVersion, ann: User
) -> None:
    assert outline(draft) == outline(in_force) == [(0, "whole"), (1, "job"), (1, "judged")]
    assert (draft.is_editable, draft.proposed_by) == (True, ann)
    assert list(RuleVersion.objects.standing()) == [in_force]


@pytest.mark.parametrize("day", ["", "31.02.2027", "soon"])
def test_a_copy_without_a_day_is_refused_beside_the_field(
    in_force: RuleVersion, ann: User, day: str
) -> None:
    page = client_of(ann).post(address("copy", in_force.pk), {"valid_from": day})

    assert "errorlist" in page.text
    assert RuleVersion.objects.count() == 1


def test_lines_stand_in_the_order_of_their_places(draft: Draft, ann: User) -> None:
    answers = typed(draft, line3_place=15) | new_line(
        3, key="new", text_de="Neu", text_en="New", citation=make_citation().pk
    )

    client_of(ann).post(address("change", draft.pk), answers)

    assert outline(draft) == [(0, "whole"), (1, "judged"), (1, "job"), (1, "new")]


def test_a_line_can_be_deleted(draft: Draft, ann: User) -> None:
    client_of(ann).post(address("change", draft.pk), typed(draft, line2_DELETE="on"))

    assert outline(draft) == [(0, "whole"), (1, "judged")]


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        ("down:conditions-1", [(0, "whole"), (1, "judged"), (1, "job")]),
        ("up:conditions-2", [(0, "whole"), (1, "judged"), (1, "job")]),
        ("up:conditions-1", [(0, "whole"), (1, "job"), (1, "judged")]),
        ("right:conditions-2", [(0, "whole"), (1, "job"), (2, "judged")]),
        ("left:conditions-1", [(0, "whole"), (0, "job"), (1, "judged")]),
        ("left:conditions-0", [(0, "whole"), (1, "job"), (1, "judged")]),
        ("away:conditions-0", [(0, "whole"), (1, "job"), (1, "judged")]),
        ("up:nowhere", [(0, "whole"), (1, "job"), (1, "judged")]),
    ],
)
def test_the_arrows_move_a_line(
    draft: Draft, ann: User, move: str, expected: list[tuple[int, str]]
) -> None:
    client_of(ann).post(address("change", draft.pk), typed(draft) | {"_shift": move})

    assert outline(draft) == expected


def test_a_line_moves_with_all_that_stands_below_it() -> None:
    rows = [
        Condition(depth=depth, key=key)
        for depth, key in [(0, "a"), (1, "b"), (2, "b1"), (1, "c"), (2, "c1"), (2, "c2")]
    ]

    up = shifted(rows, 3, "up")
    down = shifted(rows, 1, "down")
    last = shifted(rows, 3, "down")

    assert [row.key for row in up] == ["a", "c", "c1", "c2", "b", "b1"]
    assert [row.key for row in down] == ["a", "c", "c1", "c2", "b", "b1"]
    assert [row.key for row in last] == [row.key for row in rows]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "needs indented lines below it"), ("de", "fehlen eingerückte Zeilen")],
)
def test_faults_of_a_draft_stand_beside_their_line_in_the_editors_language(
    draft: Draft, ann: User, language: str, sentence: str
) -> None:
    client = client_of(ann)
    client.post(address("change", draft.pk), typed(draft, line3_operator="any_of"))

    page = client.get(address("change", draft.pk), headers={"accept-language": language}).text

    assert sentence in page[page.index('id="conditions-2"') : page.index("conditions-empty")]


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [
        ({"line2_key": ""}, "Line 2: the key is missing."),
        ({"line3_key": "job"}, "was used before"),
        ({"line2_text_de": ""}, "needs a text in German and in English"),
        ({"line2_text_en": ""}, "needs a text in German and in English"),
        ({"line2_citation": ""}, "needs a citation"),
        ({"line2_citation": "999999"}, "Select a valid choice"),
        ({"line2_depth": "-1"}, "greater than or equal to 0"),
        ({"line2_operator": "guess"}, "Select a valid choice"),
        ({"line2_place": "first"}, "Enter a number"),
    ],
)
def test_what_cannot_be_stored_is_refused_beside_its_field(
    draft: Draft, ann: User, overrides: dict[str, object], sentence: str
) -> None:
    response = client_of(ann).post(address("change", draft.pk), typed(draft, **overrides))

    assert response.status_code == 200
    assert sentence in response.text
    assert outline(draft) == [(0, "whole"), (1, "job"), (1, "judged")]


def test_what_an_operator_makes_no_use_of_is_emptied(draft: Draft, ann: User) -> None:
    client_of(ann).post(
        address("change", draft.pk), typed(draft, line2_operator="authority", line2_number="5")
    )

    row = draft.conditions.get(key="job")
    assert (row.fact, row.number) == (None, None)


def test_a_rule_is_law_once_a_second_person_approved_what_was_handed_in(
    draft: Draft, in_force: RuleVersion, ann: User, ben: User
) -> None:
    client_of(ann).post(address("change", draft.pk), typed(draft) | {"_submit": "1"})
    before = list(RuleVersion.objects.standing().in_force(YEAR_2027))
    page = client_of(ben).get(address("change", draft.pk)).text
    client_of(ben).post(address("approve", draft.pk))

    assert before == [in_force]
    assert address("approve", draft.pk) in page
    assert RuleVersion.objects.standing().in_force(YEAR_2027).get() == draft
    former = RuleVersion.objects.standing().in_force(date(2026, 12, 31)).get()
    assert former.valid_to == YEAR_2027


def test_the_proposer_cannot_approve_and_is_told_why(draft: Draft, ann: User) -> None:
    submit_draft(draft, by=ann, at=Moment.now().known_at)
    client = client_of(ann)

    page = client.get(address("change", draft.pk)).text
    client.post(address("approve", draft.pk))

    assert "You proposed this yourself" in page
    assert address("approve", draft.pk) not in page
    assert not RuleVersion.objects.standing().filter(pk=draft.pk).exists()


def test_a_draft_that_nobody_handed_in_is_not_approved(draft: Draft, ben: User) -> None:
    answer = client_of(ben).post(address("approve", draft.pk), follow=True)

    assert "its editor has to hand it in first" in answer.text
    assert not RuleVersion.objects.standing().filter(pk=draft.pk).exists()


def test_a_draft_with_faults_is_not_handed_in(draft: Draft, ann: User) -> None:
    answers = typed(draft, line3_depth=3) | {"_submit": "1"}

    answer = client_of(ann).post(address("change", draft.pk), answers, follow=True)

    assert "indented by 3" in answer.text
    draft.refresh_from_db()
    assert draft.is_editable


def test_a_declined_rule_is_a_draft_again_and_shows_the_reason(
    draft: Draft, ann: User, ben: User
) -> None:
    submit_draft(draft, by=ann, at=Moment.now().known_at)

    client_of(ben).post(address("decline", draft.pk), {"because": "§ 19f is missing"})
    page = client_of(ann).get(address("change", draft.pk)).text

    assert "§ 19f is missing" in page
    assert 'name="conditions-0-key"' in page


def test_what_was_handed_in_is_not_edited_until_it_is_taken_back(draft: Draft, ann: User) -> None:
    submit_draft(draft, by=ann, at=Moment.now().known_at)
    client = client_of(ann)

    refused = client.post(address("change", draft.pk), typed(draft, line2_key="other"))
    client.post(address("reopen", draft.pk))
    client.post(address("change", draft.pk), typed(draft, line2_key="other"))

    assert refused.status_code == 403
    assert outline(draft)[1] == (1, "other")


def test_approved_rules_are_neither_edited_nor_deleted(in_force: RuleVersion, ann: User) -> None:
    client = client_of(ann)

    page = client.get(address("change", in_force.pk)).text
    answers = [
        client.post(address("change", in_force.pk), typed(in_force, line2_key="other")),
        client.post(address("delete", in_force.pk), {"post": "yes"}),
        client.post(address("withdraw", in_force.pk)),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert 'name="conditions-0-key"' not in page
    assert "judged" in page
    assert outline(in_force) == [(0, "whole"), (1, "job"), (1, "judged")]


def test_a_draft_can_be_deleted(draft: Draft, ann: User) -> None:
    client_of(ann).post(address("withdraw", draft.pk))

    assert not RuleVersion.objects.filter(pk=draft.pk).exists()


def test_trying_lists_the_cases_of_the_title_before_and_after(
    draft: Draft, ann: User, scenario_folder: Callable[[str], None]
) -> None:
    scenario_folder("""
- {name: In 2027, title: de.card, as_of: 2027-01-01, facts: {job: yes},
   expect: {verdict: authority}, source: a test}
- {name: Elsewhere, title: de.other, as_of: 2027-01-01, expect: {verdict: met}, source: a test}
""")
    draft.conditions.filter(key="judged").delete()

    page = client_of(ann).get(address("try", draft.pk)).text

    assert "In 2027" in page
    assert "Elsewhere" not in page
    assert "the authority decides" in page
    assert "expected: the authority decides" in page
    draft.refresh_from_db()
    assert draft.is_editable


def test_trying_a_draft_with_faults_says_what_is_wrong(draft: Draft, ann: User) -> None:
    draft.conditions.update(depth=1)

    page = client_of(ann).get(address("try", draft.pk)).text

    assert "the first line must not be indented" in page


@pytest.fixture
def scenario_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    from visa import scenario_files
    from visa.admin import rehearsals

    def write(cases: str) -> None:
        (tmp_path / "cases.yaml").write_text(cases, encoding="utf-8")
        read = scenario_files.read_folder
        monkeypatch.setattr(rehearsals, "read_folder", lambda: read(tmp_path))

    return write


def test_a_route_without_a_rule_gets_its_first_draft(ann: User) -> None:
    route = make_route(make_title())

    client_of(ann).post(
        address("add"),
        {"route": route.pk, "valid_from": "2027-01-01", "citation": make_citation().pk},
    )

    rule = RuleVersion.objects.get()
    assert (rule.proposed_by, rule.is_editable) == (ann, True)


@pytest.mark.parametrize("view", ["submit", "reopen", "withdraw", "copy", "approve", "decline"])
def test_analysts_have_no_hand_in_rules(draft: Draft, view: str) -> None:
    client = client_of(user_of("analyst", "adam"))

    answers = [
        client.post(address(view, draft.pk), {"because": "no", "valid_from": "2028-01-01"}),
        client.get(address("changelist")),
        client.get(address("change", draft.pk)),
        client.get(address("try", draft.pk)),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
    assert RuleVersion.objects.filter(pk=draft.pk, known_from=None).exists()


def test_a_card_shows_just_the_fields_of_its_operator() -> None:
    """The style sheet hides what visa/outline_checks.py says an operator makes no use of."""
    style = STYLE.read_text(encoding="utf-8")
    pattern = r"option:is\(([^)]*)\):checked\)\) \.fieldBox\.field-(\w+):not"
    shown = {
        column: set(re.findall(r'"(\w+)"', values)) for values, column in re.findall(pattern, style)
    }

    assert shown == {
        column: {
            str(operator)
            for operator, shape in SHAPES.items()
            if column in (*shape.needs, *shape.may, *shape.either)
        }
        for column in COLUMNS
    }
