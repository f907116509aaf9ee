"""How a case is held against the rules: each expectation by itself, right and wrong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.visa.law import LAW, NOTICE, TODAY, text
from visa import terms
from visa.citations import Text
from visa.facts import ChangeableBy
from visa.outcomes import Outcome
from visa.scenario_files import Expectation, Scenario
from visa.scenarios import run
from visa.terms import Relation, Term
from visa.titles import Entitlement, Route, Rule, Title

FLOOR = terms.Compare(
    key="floor",
    text=text("floor"),
    fact="salary",
    relation=Relation.AT_LEAST,
    parameter="low",
    citation=NOTICE,
    changeable_by=ChangeableBy.EMPLOYER,
)
IT = terms.InGroup(key="it", text=text("IT"), fact="isco", group="it", citation=NOTICE)
PENSION = terms.Evidence(key="pension", text=text("pension"), fact="pension", citation=NOTICE)


def title(key: str, *routes: Term) -> Title:
    return Title(
        key=key,
        country="DE",
        name=text(key),
        slug=text(key),
        short=text(key),
        entitlement=Entitlement.SHALL,
        routes=tuple(
            Route(
                key=f"{key}.{number}",
                name=text("route"),
                summary=Text("", ""),
                rule=Rule(term=term, citation=NOTICE, valid_from=date(2020, 1, 1), valid_to=None),
            )
            for number, term in enumerate(routes, 1)
        ),
    )


def both(*children: Term) -> Term:
    return terms.All(key="all", text=text("all"), children=children)


TITLES = [title("card", both(FLOOR, IT), PENSION), title("other", IT)]
CASE = Scenario(
    name="case",
    title="card",
    route=None,
    as_of=TODAY,
    facts={"salary": "45934.19", "isco": "2512", "pension": "no"},
    expect=Expectation(
        verdict=Outcome.NOT_MET,
        decisive=("floor", "pension"),
        citation=("§ 18g Abs. 1 AufenthG",),
        missing=(),
        changes=({"other": "other"}, {"salary": "45934.20"}),
    ),
    source="made up",
)


def expecting(**expected: object) -> Scenario:
    return replace(CASE, expect=replace(CASE.expect, **expected))


def test_a_case_that_comes_out_as_expected_has_no_mismatch() -> None:
    assert run(CASE, TITLES, LAW) == []
    assert run(replace(CASE, route="card.1"), TITLES, LAW)[0].what == "decisive"


@pytest.mark.parametrize(
    ("expected", "what", "found"),
    [
        ({"verdict": Outcome.MET}, "verdict", "not_met"),
        ({"route": "card.2"}, "route", "card.1"),
        ({"decisive": ("floor",)}, "decisive", "floor, pension"),
        ({"citation": ("§ 1 AufenthG",)}, "citation", "§ 18g Abs. 1 AufenthG"),
        ({"missing": ("pension",)}, "missing", "none"),
        ({"changes": ()}, "changes", "other: other | salary: 45934.20"),
        ({"changes": ({"salary": "50000"},)}, "changes", "other: other"),
    ],
)
def test_each_expectation_is_checked(expected: dict[str, object], what: str, found: str) -> None:
    (mismatch,) = run(expecting(**expected), TITLES, LAW)

    assert (mismatch.what, mismatch.found) == (what, found)
    assert str(mismatch).startswith(f"case: {what} should be ")


def test_what_is_not_expected_is_not_checked() -> None:
    nothing = Expectation(verdict=Outcome.NOT_MET)

    assert run(replace(CASE, expect=nothing), TITLES, LAW) == []


def test_the_route_that_opens_the_title_gives_the_reasons() -> None:
    opened = replace(
        CASE,
        facts={"pension": "yes"},
        expect=Expectation(verdict=Outcome.MET, route="card.2", decisive=("pension",), missing=()),
    )

    assert run(opened, TITLES, LAW) == []


def test_faults_of_the_case_itself_are_told() -> None:
    assert run(replace(CASE, facts={"salary": "fifty"}), TITLES, LAW)[0].what == "facts.salary"
    assert run(replace(CASE, title="none"), TITLES, LAW)[0].what == "title"
    assert run(replace(CASE, route="card.3"), TITLES, LAW)[0].what == "title"


def test_amounts_are_compared_with_their_cents() -> None:
    short = replace(CASE, facts={**CASE.facts, "salary": str(Decimal("45934.1"))})

    assert run(short, TITLES, LAW) == []
