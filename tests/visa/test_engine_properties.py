"""What holds of every rule, even of rules that nobody would write."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.visa.law import LAW, TODAY
from tests.visa.random_rules import ANSWERS, rules, some_answers
from visa import terms
from visa.change_sentences import change_words
from visa.changes import applied
from visa.eligibility import evaluate
from visa.explaining import decisive, explain
from visa.facts import Case
from visa.outcomes import Outcome
from visa.questions import open_facts, settled_facts
from visa.smallest_changes import UnchangedRule, smallest_changes
from visa.terms import Group, Term, facts_of

DECIDED = (Outcome.MET, Outcome.NOT_MET)
many = settings(max_examples=120, deadline=None)


def outcome(term: Term, case: Case, on: date = TODAY) -> Outcome:
    return evaluate(term, case, LAW, on).outcome


@many
@given(rules(), some_answers, st.data())
def test_a_further_answer_never_turns_what_is_decided(
    rule: Term, case: Case, data: st.DataObject
) -> None:
    before = outcome(rule, case)
    for fact in facts_of(rule):
        if case.get(fact) is None:
            case = case.with_answer(fact, data.draw(ANSWERS[fact]))
            if before in DECIDED:
                assert outcome(rule, case) is before


@many
@given(rules(), some_answers)
def test_the_order_of_parts_does_not_matter(rule: Term, case: Case) -> None:
    assert outcome(turned_round(rule), case) is outcome(rule, case)


def turned_round(term: Term) -> Term:
    """All children in the opposite order; a requirement stays before its exceptions."""
    if not isinstance(term, Group):
        return term
    children = tuple(turned_round(child) for child in term.children)
    first = children[:1] if isinstance(term, terms.Unless) else ()
    return replace(term, children=(*first, *reversed(children[len(first) :])))


@many
@given(rules(), some_answers)
def test_every_part_is_explained_in_both_languages(rule: Term, case: Case) -> None:
    for one in explain(evaluate(rule, case, LAW, TODAY), LAW).all():
        assert one.sentence
        for words in (one.sentence.de, one.sentence.en):
            assert words[0].isupper() or words[0].isdigit()
            assert words.endswith((".", "?"))
            assert not set("{}[]") & set(words)
            assert "None" not in words.removeprefix("None of these")
            assert "Infinity" not in words


@many
@given(rules(), some_answers)
def test_what_decides_is_enough_to_decide(rule: Term, case: Case) -> None:
    result = evaluate(rule, case, LAW, TODAY)
    needed = {fact for leaf in decisive(result) for fact in facts_of(leaf.term)}
    only_these = Case({key: case.answers[key] for key in case.answers if key in needed})

    if result.outcome in DECIDED:
        assert outcome(rule, only_these) is result.outcome


@many
@given(rules(), some_answers, st.data())
def test_what_is_not_asked_for_would_not_decide(
    rule: Term, case: Case, data: st.DataObject
) -> None:
    result = evaluate(rule, case, LAW, TODAY)
    asked = open_facts(result)
    for fact in facts_of(rule):
        if fact not in asked and case.get(fact) is None:
            case = case.with_answer(fact, data.draw(ANSWERS[fact]))

    assert outcome(rule, case) is result.outcome
    assert not set(asked) & set(settled_facts(result))


@many
@given(rules(), st.fixed_dictionaries(ANSWERS).map(Case))
def test_whoever_answered_everything_is_asked_for_a_longer_code_at_most(
    rule: Term, case: Case
) -> None:
    assert open_facts(evaluate(rule, case, LAW, TODAY)) in ([], ["isco"])


@settings(max_examples=200, deadline=None)
@given(rules(), st.fixed_dictionaries(ANSWERS).map(Case))
def test_every_suggested_change_does_what_it_says(rule: Term, case: Case) -> None:
    for one in smallest_changes(UnchangedRule(rule), case, LAW, TODAY):
        assert outcome(rule, applied(case, one.changes), one.on) is one.outcome
        assert one.outcome in (Outcome.MET, Outcome.AUTHORITY)
        assert 1 <= len(one.changes) <= 3
        assert all(change_words(change, case, LAW) for change in one.changes)
        answers = applied(case, one.changes).answers
        for fact in ("born", "degree", "work"):
            assert answers[fact] == case.answers[fact]
