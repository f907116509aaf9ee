"""What holds of every rule that ships: its sources, its edges, and what it never does."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.visa.probes import answers_at_the_edges, cases, years_before
from tests.visa.published import Published, PublishedRule
from tests.visa.test_engine_properties import turned_round
from visa import terms
from visa.changes import NewAnswer, OtherRule, Suggestion, applied
from visa.eligibility import evaluate
from visa.explaining import explain
from visa.facts import Answer, Case, FactKind, Salary
from visa.outcomes import Outcome
from visa.results import Law
from visa.smallest_changes import smallest_changes
from visa.terms import Term, walk
from visa.title_changes import RulesOfRoute, title_changes
from visa.titles import evaluate_title
from visa.values import CENT, Per, Unit, Value

pytestmark = pytest.mark.django_db  # the law is read from there
DAY = timedelta(days=1)
TODAY = date(2026, 11, 23)
ORDER = (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.AUTHORITY, Outcome.MET)


def leaves(term: Term) -> Iterator[Term]:
    return (one for one in walk(term) if not isinstance(one, terms.Group))


def many_cases(rule: PublishedRule, law: Law, on: date, count: int) -> Iterator[Case]:
    return cases(answers_at_the_edges(rule.rule.term, law, on), count, seed=11)


def test_every_leaf_cites_the_law_and_speaks_both_languages(published: Published) -> None:
    for rule in published.rules():
        for leaf in leaves(rule.rule.term):
            assert leaf.citation is not None, f"{rule.name}, {leaf.key}"
            assert leaf.citation.url, f"{rule.name}, {leaf.key}"
            assert leaf.text, f"{rule.name}, {leaf.key}"


def test_every_result_is_explained_in_both_languages(published: Published) -> None:
    for rule in published.rules():
        for on in rule.days(published.law):
            for case in many_cases(rule, published.law, on, 8):
                result = evaluate(rule.rule.term, case, published.law, on)
                for one in explain(result, published.law).all():
                    assert one.sentence.de.endswith((".", "?")), one.sentence
                    assert one.sentence.en.endswith((".", "?")), one.sentence
                    assert "Ihre Angabe" not in one.sentence.de


# Edges, worked out without the engine


def test_money_turns_at_the_cent_on_every_day(published: Published) -> None:
    compared = 0
    for rule, leaf, on in _leaves_on_days(published, terms.Compare):
        assert isinstance(leaf, terms.Compare)
        assert leaf.relation is terms.Relation.AT_LEAST
        value = published.law.values.value_on(leaf.parameter, on)
        for step, expected in ((-1, Outcome.NOT_MET), (0, Outcome.MET), (1, Outcome.MET)):
            for salary in _salaries(value, step) if value else (Salary(Decimal(10**7)),):
                outcome = evaluate(leaf, Case({leaf.fact: salary}), published.law, on).outcome
                assert outcome is (expected if value else Outcome.UNKNOWN), (rule.name, on, salary)
                compared += 1
    assert compared > 500


def _salaries(value: Value, step: int) -> Iterator[Salary]:
    """In the law's own unit; a legal amount per year is a cent a year to either side."""
    assert value.parameter.unit is Unit.MONEY
    amount = value.published or value.in_cents()
    if value.parameter.per is Per.MONTH:
        times = value.parameter.instalments
        yield Salary(amount + step * CENT, Per.MONTH, times)
        yield Salary(amount * times + step * CENT)
        return
    yield Salary(amount + step * CENT)


def test_ages_turn_on_the_birthday(published: Published) -> None:
    """On a 29 February those born on 28 February have had theirs, those of 1 March have not."""
    for rule, leaf, on in _leaves_on_days(published, terms.Age):
        assert isinstance(leaf, terms.Age)
        older = leaf.years + (leaf.relation is terms.Relation.AT_MOST)
        last = years_before(on, older) - (DAY if (on.month, on.day) == (2, 29) else 0 * DAY)
        expected = {last: Outcome.NOT_MET, last + DAY: Outcome.MET}
        for born, outcome in expected.items():
            case = Case({leaf.fact: born})
            assert evaluate(leaf, case, published.law, on).outcome is outcome, (rule.name, on)


def test_three_years_since_the_degree_end_with_their_last_day(published: Published) -> None:
    found = 0
    for rule, leaf, on in _leaves_on_days(published, terms.Within):
        assert isinstance(leaf, terms.Within)
        assert leaf.unit is terms.CalendarUnit.YEARS
        last = years_before(on, leaf.length)
        for event, outcome in (
            (last, Outcome.MET),
            (last - DAY, Outcome.NOT_MET),
            (on, Outcome.MET),
            (on + DAY, Outcome.NOT_MET),
        ):
            case = Case({leaf.fact: event})
            assert evaluate(leaf, case, published.law, on).outcome is outcome, (rule.name, on)
            found += 1
    assert found


def test_codes_of_a_group_belong_to_it_and_their_neighbours_do_not(published: Published) -> None:
    for rule, leaf, on in _leaves_on_days(published, terms.InGroup):
        assert isinstance(leaf, terms.InGroup)
        group = published.law.groups[leaf.group]
        inside = {one.prefix for one in group.prefixes if one.covers(one.prefix, on)}
        for code in (f"{number:04}" for number in range(1000, 10000)):
            expected = any(code.startswith(prefix) for prefix in inside)
            outcome = evaluate(leaf, Case({leaf.fact: code}), published.law, on).outcome
            assert (outcome is Outcome.MET) == expected, (rule.name, on, code)


def _leaves_on_days(
    published: Published, kind: type[Term]
) -> list[tuple[PublishedRule, Term, date]]:
    """Never none: a test of every leaf of a kind would pass by looking at nothing."""
    found: list[tuple[PublishedRule, Term, date]] = []
    for rule in published.rules():
        for leaf in leaves(rule.rule.term):
            if isinstance(leaf, kind):
                days = rule.days(published.law)
                leap = [date(2024, 2, 29)] if days[0] <= date(2024, 2, 29) <= days[-1] else []
                found += ((rule, leaf, on) for on in [*days, *leap])
    assert found
    return found


# Properties


def test_more_money_never_hurts(published: Published) -> None:
    law = published.law
    money = [key for key, fact in law.facts.items() if fact.kind is FactKind.MONEY]
    for rule in published.rules():
        on = rule.fullest_day(law)
        for case in many_cases(rule, law, on, 60):
            before = ORDER.index(evaluate(rule.rule.term, case, law, on).outcome)
            for fact in money:
                had = case.get(fact)
                if isinstance(had, Salary):
                    for more in (CENT, Decimal(100), Decimal(100_000)):
                        raised = Salary(had.amount + more, had.per, had.instalments)
                        richer = case.with_answer(fact, raised)
                        now = ORDER.index(evaluate(rule.rule.term, richer, law, on).outcome)
                        assert now >= before, (rule.name, case)


def test_a_further_answer_never_turns_what_is_decided(published: Published) -> None:
    law, chance = published.law, random.Random(3)
    for rule in published.rules():
        on = rule.fullest_day(law)
        edges = answers_at_the_edges(rule.rule.term, law, on)
        for case in many_cases(rule, law, on, 60):
            partial = Case({key: a for key, a in case.answers.items() if chance.random() < 0.5})
            before = evaluate(rule.rule.term, partial, law, on).outcome
            if before in (Outcome.MET, Outcome.NOT_MET):
                full = _with_further_answers(partial, edges, chance)
                assert evaluate(rule.rule.term, full, law, on).outcome is before, rule.name


def _with_further_answers(
    case: Case, edges: dict[str, list[Answer]], chance: random.Random
) -> Case:
    for fact, answers in edges.items():
        if case.get(fact) is None:
            case = case.with_answer(fact, chance.choice(answers))
    return case


def test_the_order_of_parts_does_not_matter(published: Published) -> None:
    law = published.law
    for rule in published.rules():
        on = rule.fullest_day(law)
        for case in many_cases(rule, law, on, 40):
            there = evaluate(rule.rule.term, case, law, on).outcome
            back = evaluate(turned_round(rule.rule.term), case, law, on).outcome
            assert there is back, rule.name


def test_every_suggested_change_does_what_it_says(published: Published) -> None:
    law, suggested = published.law, 0
    for rule in published.rules():
        on, route = rule.fullest_day(law), RulesOfRoute([rule.rule])
        for case in many_cases(rule, law, on, 25):
            for one in smallest_changes(route, case, law, on):
                assert_it_does_what_it_says(rule.rule.term, case, one, law)
                suggested += 1
    assert suggested > 200


def assert_it_does_what_it_says(term: Term, case: Case, one: Suggestion, law: Law) -> None:
    after = applied(case, one.changes)
    assert evaluate(term, after, law, one.on).outcome is one.outcome
    assert one.outcome in (Outcome.MET, Outcome.AUTHORITY)
    for change in one.changes:
        assert not isinstance(change, OtherRule)
        if isinstance(change, NewAnswer):
            kind = law.facts[change.fact].kind
            assert kind not in (FactKind.DATE, FactKind.SPANS)  # nobody changes their past


def test_a_title_that_is_closed_names_the_open_ones_of_its_country(published: Published) -> None:
    law, titles = published.law, published.titles_on(TODAY)
    case = Case(
        {
            "degree": True,
            "offer": "open-ended",
            "job-fits": True,
            "qualified-job": True,
            "refusal-grounds": False,
            "salary": Salary(Decimal(48000)),
            "occupation": "2512",
            "born": date(1979, 5, 3),
            "pension": False,
            "held-before": False,
            "training": False,
        }
    )
    results = {one.key: evaluate_title(one, case, law, TODAY) for one in titles}

    found = title_changes(results["de.skilled-worker"], case, law, results.values())

    assert results["de.blue-card"].outcome is Outcome.MET
    assert results["de.skilled-worker"].outcome is Outcome.NOT_MET
    assert found[0].changes == (OtherRule("de.blue-card"),)
