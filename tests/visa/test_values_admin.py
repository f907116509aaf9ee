"""Legal figures in the admin: their list, history, proposals, and the second person's decision."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from benchmarks.moments import Moment
from config.roles import bring_roles_up_to_date
from tests.visa.rows import (
    make_citation,
    make_condition,
    make_fact,
    make_parameter,
    make_percentage,
    make_route,
    make_rule,
    make_title,
    make_value,
)
from visa.enacting import propose_value
from visa.models import FactChoice, Parameter, ParameterValue, Source
from visa.queries import read_values

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """23 November 2026, whenever the tests run."""
    now = Moment.now()
    fixed = Moment(on=TODAY, known_at=now.known_at, is_now=True)
    monkeypatch.setattr(Moment, "now", classmethod(lambda cls: fixed))


def user_of(role: str, name: str) -> User:
    bring_roles_up_to_date()
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(user.groups.model.objects.get(name=role))
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ann() -> User:
    return user_of("editor", "ann")


@pytest.fixture
def ben() -> User:
    return user_of("editor", "ben")


@pytest.fixture
def base() -> Parameter:
    """101,400 in 2026, and half of it as a threshold."""
    base = make_parameter()
    make_value(base)
    share = make_percentage()
    make_value(share, amount=Decimal(50), valid_to=None)
    threshold = make_parameter("de.threshold", cadence="ad_hoc")
    make_value(threshold, amount=None, percentage=share, base=base, valid_to=None)
    return base


@pytest.fixture
def proposal(base: Parameter, ann: User) -> ParameterValue:
    value = ParameterValue(
        parameter=base,
        amount=Decimal(105_000),
        valid_from=date(2027, 1, 1),
        citation=make_citation(),
    )
    return propose_value(value, by=ann)


def address(view: str, *args: int) -> str:
    return reverse(f"admin:visa_parametervalue_{view}", args=args)


def typed(parameter: Parameter, **overrides: object) -> dict[str, object]:
    return {
        "parameter": parameter.pk,
        "amount": "105000",
        "divisor": "1",
        "valid_from": "2027-01-01",
        "status": "in_force",
        "citation": make_citation().pk,
    } | overrides


def live_amount(key: str = "de.base") -> Decimal | None:
    value = read_values(Moment.now().known_at).value_on(key, date(2027, 1, 1))
    return value.in_cents() if value else None


def test_the_list_tells_what_holds_today_and_how_soon_it_ends(base: Parameter, ann: User) -> None:
    page = client_of(ann).get(reverse("admin:visa_parameter_changelist")).text

    assert "€101,400" in page
    assert "€50,700" in page
    assert page.count("ends in 39 days") == 2
    assert "until further notice" in page


@pytest.mark.parametrize(
    ("days", "count"), [("60", 2), ("30", 0), ("past", 0), ("soon", 3), ("9" * 99, 3)]
)
def test_the_list_can_be_cut_to_what_ends_soon(
    base: Parameter, ann: User, days: str, count: int
) -> None:
    page = client_of(ann).get(reverse("admin:visa_parameter_changelist"), {"ends": days}).text

    assert f"{count} legal figure" in page


def test_the_history_shows_who_proposed_and_what_formulas_give(
    proposal: ParameterValue, ann: User
) -> None:
    client = client_of(ann)
    of_base = client.get(reverse("admin:visa_parameter_change", args=[proposal.parameter_id])).text
    threshold = Parameter.objects.get(key="de.threshold")
    of_threshold = client.get(reverse("admin:visa_parameter_change", args=[threshold.pk])).text

    assert "awaiting approval" in of_base
    assert "proposed by ann" in of_base
    assert "de.threshold (en)" in of_base
    assert "de.share (en) × de.base (en)" in of_threshold
    assert "€50,700" in of_threshold


def test_a_proposal_ends_on_the_next_first_of_january_and_is_not_live(
    base: Parameter, ann: User
) -> None:
    client_of(ann).post(address("add"), typed(base))

    value = ParameterValue.objects.awaiting_approval().get()
    assert (value.valid_to, value.proposed_by) == (date(2028, 1, 1), ann)
    assert live_amount() is None


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [
        ({"amount": ""}, "Give an amount, or a percentage and its base."),
        ({"amount": "fifty"}, "Enter a number."),
        ({"amount": "-1"}, "An amount is not negative."),
        ({"amount": "9" * 40}, "Ensure that there are no more than 16 digits"),
        ({"published_amount": "5"}, "This stands beside a formula only"),
        ({"divisor": "0"}, "Nothing can be divided by 0."),
        ({"valid_to": "2027-01-01"}, "This is not after the first day."),
        ({"valid_from": "31.02.2027"}, "Enter a valid date."),
        ({"citation": ""}, "This field is required."),
        ({"base": "itself"}, "Give an amount or a formula, not both."),
        ({"amount": "", "base": "itself"}, "A formula takes both"),
        ({"amount": "", "base": "itself", "percentage": "share"}, "no formula of itself"),
        ({"amount": "", "base": "share", "percentage": "share"}, "counted otherwise"),
        ({"amount": "", "base": "other", "percentage": "other"}, "This figure is not in percent."),
        (
            {
                "amount": "",
                "base": "other",
                "percentage": "share",
                "valid_from": "2026-01-01",
                "published_amount": "50700.01",
            },
            "but 50700.01 was published",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    base: Parameter, ann: User, overrides: dict[str, object], sentence: str
) -> None:
    other = make_parameter("de.other")
    make_value(other)
    keys = {"itself": base.pk, "share": Parameter.objects.get(key="de.share").pk, "other": other.pk}
    answers = {name: keys.get(str(value), value) for name, value in overrides.items()}

    response = client_of(ann).post(address("add"), typed(base, **answers))

    assert response.status_code == 200
    assert sentence in response.text
    assert not ParameterValue.objects.awaiting_approval().exists()


def test_before_the_decision_it_shows_every_figure_that_would_change(
    proposal: ParameterValue, ben: User
) -> None:
    page = client_of(ben).get(address("change", proposal.pk)).text

    assert "not yet published" in page
    assert "€105,000" in page
    assert "€52,500" in page
    assert live_amount() is None


def test_a_second_person_approves_and_it_is_live(proposal: ParameterValue, ben: User) -> None:
    client_of(ben).post(address("approve", proposal.pk))

    assert live_amount() == Decimal("105000.00")
    assert live_amount("de.threshold") == Decimal("52500.00")


def test_the_proposer_is_told_why_they_cannot_approve(proposal: ParameterValue, ann: User) -> None:
    client = client_of(ann)
    page = client.get(address("change", proposal.pk)).text
    answer = client.post(address("approve", proposal.pk), follow=True).text

    assert "You proposed this yourself" in page
    assert address("approve", proposal.pk) not in page
    assert "You proposed this yourself" in answer
    assert live_amount() is None


def test_declining_takes_a_reason_which_the_history_keeps(
    proposal: ParameterValue, ann: User, ben: User
) -> None:
    client = client_of(ben)
    refused = client.post(address("decline", proposal.pk), {"because": " "})
    client.post(address("decline", proposal.pk), {"because": "A typo in the gazette"})
    history = client_of(ann).get(
        reverse("admin:visa_parameter_change", args=[proposal.parameter_id])
    )

    assert "Please say why you decline it" in refused.text
    assert "A typo in the gazette" in history.text
    assert live_amount() is None


def test_own_proposals_alone_can_be_taken_back(
    proposal: ParameterValue, ann: User, ben: User
) -> None:
    by_other = client_of(ben).post(address("withdraw", proposal.pk))
    left = ParameterValue.objects.filter(pk=proposal.pk).exists()
    client_of(ann).post(address("withdraw", proposal.pk))

    assert (by_other.status_code, left) == (403, True)
    assert not ParameterValue.objects.filter(pk=proposal.pk).exists()


def test_approved_values_are_neither_edited_nor_deleted(base: Parameter, ann: User) -> None:
    value = ParameterValue.objects.get(parameter=base)
    client = client_of(ann)

    page = client.get(address("change", value.pk)).text
    client.post(address("change", value.pk), typed(base, amount="1"))
    deleted = client.post(address("delete", value.pk), {"post": "yes"})

    value.refresh_from_db()
    assert value.amount == Decimal(101_400)
    assert deleted.status_code == 403
    assert 'name="amount"' not in page


def test_a_check_against_the_source_is_noted(base: Parameter, ann: User) -> None:
    value = ParameterValue.objects.get(parameter=base)

    client_of(ann).post(address("confirm", value.pk))

    value.refresh_from_db()
    assert value.verified_on == TODAY


def test_a_figure_with_values_keeps_its_unit_and_key(base: Parameter, ann: User) -> None:
    page = client_of(ann).get(reverse("admin:visa_parameter_change", args=[base.pk])).text

    assert 'name="name_de"' in page
    assert 'name="unit"' not in page
    assert 'name="key"' not in page


def test_what_others_rest_on_is_not_deleted_and_a_page_says_so(base: Parameter, ann: User) -> None:
    source = Source.objects.get()

    response = client_of(ann).post(
        reverse("admin:visa_source_delete", args=[source.pk]), {"post": "yes"}
    )

    assert "protected" in response.text
    assert Source.objects.filter(pk=source.pk).exists()


def test_an_answer_that_rules_count_stays(ann: User) -> None:
    fact = make_fact("offer", "choice")
    for number, key in enumerate(["open-ended", "shorter"]):
        FactChoice.objects.create(fact=fact, key=key, name_de=key, name_en=key, position=number)
    rule = make_rule(make_route(make_title()))
    make_condition(rule, operator="one_of", fact=fact, choices=["open-ended"])
    used, unused = fact.choices.order_by("position")
    answers: dict[str, object] = {
        "question_de": "Was?",
        "question_en": "What?",
        "position": 1,
        "choices-TOTAL_FORMS": 2,
        "choices-INITIAL_FORMS": 2,
    }
    for index, choice in enumerate([used, unused]):
        prefix = f"choices-{index}-"
        fields = {"id": choice.pk, "fact": fact.pk, "key": choice.key, "position": index}
        fields |= {"name_de": "x", "name_en": "x"}
        answers |= {prefix + name: value for name, value in fields.items()}
    client, address = client_of(ann), reverse("admin:visa_fact_change", args=[fact.pk])

    refused = client.post(address, answers | {"choices-0-DELETE": "on"})
    renamed = client.post(address, answers | {"choices-0-key": "other"})
    client.post(address, answers | {"choices-1-DELETE": "on"})

    sentence = "Rules count the answer “open-ended”"
    assert sentence in refused.text
    assert sentence in renamed.text
    assert list(fact.choices.values_list("key", flat=True)) == ["open-ended"]


def test_a_question_in_use_keeps_its_kind(ann: User) -> None:
    fact = make_fact("job", "yes_no")
    make_condition(make_rule(make_route(make_title())), operator="evidence", fact=fact)

    page = client_of(ann).get(reverse("admin:visa_fact_change", args=[fact.pk])).text

    assert 'name="question_de"' in page
    assert 'name="kind"' not in page


TABLES = (
    *("source", "citation", "parameter", "parametervalue", "codegroup", "fact"),
    *("residencetitle", "route", "guidance", "occupationcode"),
)


@pytest.mark.parametrize("table", TABLES)
def test_editors_see_every_table_and_analysts_none(table: str) -> None:
    make_rule(make_route(make_title()))
    address = reverse(f"admin:visa_{table}_changelist")

    by_editor = client_of(user_of("editor", "eva")).get(address)
    by_analyst = client_of(user_of("analyst", "adam")).get(address)

    assert (by_editor.status_code, by_analyst.status_code) == (200, 403)


@pytest.mark.parametrize("view", ["approve", "decline", "withdraw", "confirm"])
def test_analysts_decide_on_nothing(proposal: ParameterValue, view: str) -> None:
    response = client_of(user_of("analyst", "adam")).post(
        address(view, proposal.pk), {"because": "no"}
    )

    assert response.status_code == 403
    assert ParameterValue.objects.awaiting_approval().exists()


@pytest.mark.parametrize("view", ["approve", "decline", "withdraw", "confirm"])
def test_looking_decides_on_nothing(proposal: ParameterValue, ben: User, view: str) -> None:
    assert client_of(ben).get(address(view, proposal.pk)).status_code == 405
