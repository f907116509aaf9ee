"""What is still asked, and what no longer is."""

from datetime import date
from decimal import Decimal

from tests.visa.law import LAW, NEW_YEAR, TODAY, text
from visa import terms
from visa.eligibility import evaluate
from visa.facts import Answer, Case, Salary
from visa.questions import next_fact, open_facts, settled_facts
from visa.results import Result
from visa.terms import Relation, Term

FLOOR = terms.Compare(
    key="floor", text=text("floor"), fact="salary", relation=Relation.AT_LEAST, parameter="low"
)
IT = terms.InGroup(key="it", text=text("IT"), fact="isco", group="it")
RICH, POOR = Salary(Decimal(60000)), Salary(Decimal(10000))


def yes(fact: str) -> terms.Evidence:
    return terms.Evidence(key=fact, text=text(fact), fact=fact)


def group(kind: type[terms.Group], *children: Term, **more: object) -> Term:
    return kind(key=kind.__name__, text=text("group"), children=children, **more)


def worth(points: str, leaf: Term) -> terms.Points:
    return terms.Points(
        key=f"p-{leaf.key}", text=text(leaf.key), children=(leaf,), points=Decimal(points)
    )


def result(term: Term, on: date = TODAY, **answers: Answer) -> Result:
    return evaluate(term, Case(answers), LAW, on)


ROUTES = group(
    terms.AnyOf, group(terms.All, FLOOR, yes("degree")), group(terms.All, IT, yes("works"))
)


def test_everything_is_open_at_first_in_the_order_of_the_rule() -> None:
    assert open_facts(result(ROUTES)) == ["salary", "degree", "isco", "works"]
    assert next_fact(result(ROUTES)) == "salary"


def test_a_route_that_is_closed_asks_for_nothing_more() -> None:
    assert open_facts(result(ROUTES, salary=POOR)) == ["isco", "works"]
    assert settled_facts(result(ROUTES, salary=POOR)) == ["salary", "degree"]


def test_what_is_decided_asks_for_nothing_more() -> None:
    met = result(ROUTES, salary=RICH, degree=True)

    assert open_facts(met) == []
    assert next_fact(met) is None
    assert settled_facts(met) == ["isco", "works"]


def test_a_code_of_few_digits_is_asked_for_again() -> None:
    assert next_fact(result(ROUTES, salary=POOR, isco="2")) == "isco"


def test_nobody_is_asked_for_a_value_that_is_not_published() -> None:
    assert open_facts(result(FLOOR, NEW_YEAR[2027])) == []
    assert open_facts(result(ROUTES, NEW_YEAR[2027])) == ["degree", "isco", "works"]


def test_several_rules_are_asked_for_together() -> None:
    other = group(terms.All, yes("degree"), yes("sponsor"))

    assert open_facts(result(ROUTES, salary=POOR), result(other)) == [
        "isco",
        "works",
        "degree",
        "sponsor",
    ]
    assert settled_facts(result(ROUTES, salary=POOR), result(other)) == ["salary"]


def test_only_points_that_can_reach_the_minimum_are_asked_for() -> None:
    score = group(
        terms.Score,
        worth("3", yes("a")),
        worth("2", yes("b")),
        worth("0.5", yes("c")),
        minimum=Decimal(5),
    )

    # 3 of a; b alone decides, as half a point brings neither 3 nor 5 over the minimum
    assert open_facts(result(score, a=True)) == ["b"]
    assert open_facts(result(score, a=False)) == []


def test_tiers_below_the_one_reached_are_not_asked_for() -> None:
    tiers = group(terms.Highest, worth("2", yes("high")), worth("1", yes("low")))
    score = group(terms.Score, tiers, worth("1", yes("other")), minimum=Decimal(3))

    assert open_facts(result(score)) == ["high", "other"]
    assert open_facts(result(score, high=True)) == ["other"]


def test_a_cap_ends_what_is_asked_for() -> None:
    years = terms.PointsPer(
        key="y", text=text("y"), fact="years", points=Decimal(2), unit=Decimal(1)
    )
    capped = terms.Capped(key="c", text=text("c"), children=(years,), most=Decimal(4))

    def score(minimum: int) -> Term:
        return group(terms.Score, capped, worth("1", yes("a")), minimum=Decimal(minimum))

    assert open_facts(result(score(5))) == ["years", "a"]
    assert open_facts(result(score(4))) == ["years"]
    assert open_facts(result(score(6))) == []


def test_what_the_authority_decides_leaves_nothing_to_ask() -> None:
    authority = terms.AuthorityDecides(key="d", text=text("d"))

    assert open_facts(result(group(terms.All, authority, yes("a")), a=True)) == []
    assert open_facts(result(group(terms.All, authority, yes("a")))) == ["a"]
