"""What would turn a rule that is not met; each expected change worked out by hand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from tests.visa.law import LAW, LOWER, NEW_YEAR, TODAY, text, value
from visa import terms
from visa.change_sentences import change_words
from visa.changes import NewAnswer, OtherRule, Suggestion, Wait, applied
from visa.eligibility import evaluate
from visa.facts import Answer, Case, ChangeableBy, Salary, Span
from visa.outcomes import Outcome
from visa.results import Law
from visa.smallest_changes import UnchangedRule, other_rules, smallest_changes
from visa.terms import CalendarUnit, Relation, Term
from visa.values import Per, ValueBook

BY = ChangeableBy
FLOOR = terms.Compare(
    key="floor",
    text=text("floor"),
    fact="salary",
    relation=Relation.AT_LEAST,
    parameter="low",
    changeable_by=BY.EMPLOYER,
)
IT = terms.InGroup(key="it", text=text("IT"), fact="isco", group="it", changeable_by=BY.EMPLOYER)
ADULT = terms.Age(key="age", text=text("age"), fact="born", relation=Relation.AT_LEAST, years=45)
WORK = terms.Worked(key="work", text=text("work"), fact="work", months=36, window=7)
RECENT = terms.Within(
    key="recent", text=text("recent"), fact="degree", length=3, unit=CalendarUnit.YEARS
)
EXACT = Salary(Decimal("45934.20"))


def yes(fact: str, by: ChangeableBy = BY.APPLICANT) -> terms.Evidence:
    return terms.Evidence(key=fact, text=text(fact), fact=fact, changeable_by=by)


def speaks(*choices: str) -> terms.OneOf:
    return terms.OneOf(
        key=f"german-{'-'.join(choices)}",
        text=text("German"),
        fact="german",
        choices=choices,
        changeable_by=BY.APPLICANT,
    )


def group(kind: type[terms.Group], *children: Term, **more: object) -> Term:
    return kind(key=kind.__name__, text=text("group"), children=children, **more)


def worth(points: str, leaf: Term) -> terms.Points:
    return terms.Points(
        key=f"p-{leaf.key}", text=text(leaf.key), children=(leaf,), points=Decimal(points)
    )


def suggestions(
    term: Term, on: date = TODAY, law: Law = LAW, **answers: Answer
) -> list[Suggestion]:
    """With the proof: each suggestion, applied by hand, makes the rule what it says."""
    case = Case(answers)
    found = smallest_changes(UnchangedRule(term), case, law, on)
    for one in found:
        again = evaluate(term, applied(case, one.changes), law, one.on)
        assert again.outcome is one.outcome in (Outcome.MET, Outcome.AUTHORITY)
        assert 1 <= len(one.changes) <= 3
    return found


def told(found: Iterable[Suggestion]) -> list[dict[str, Answer]]:
    """Each suggestion as its new answers by fact, and the day that it waits for."""
    return [
        {
            getattr(change, "fact", "wait"): (
                change.answer if isinstance(change, NewAnswer) else getattr(change, "until", "")
            )
            for change in one.changes
        }
        for one in found
    ]


def test_a_salary_that_is_a_cent_short_needs_a_cent() -> None:
    found = suggestions(FLOOR, salary=Salary(Decimal("45934.19")))

    assert told(found) == [{"salary": EXACT}]
    assert found[0].changes[0].size == Decimal("0.01")
    assert change_words(found[0].changes[0], Case({"salary": Salary(Decimal("45934.19"))}), LAW).en
    assert found[0].outcome is Outcome.MET


def test_pay_per_month_is_raised_in_whole_cents_of_each_instalment() -> None:
    # 45,934.20 ÷ 12 = 3,827.85; ÷ 13 = 3,533.4 → 3,533.40; ÷ 14 = 3,281.0142… → 3,281.02
    for instalments, expected in ((12, "3827.85"), (13, "3533.40"), (14, "3281.02")):
        low = Salary(Decimal(3000), Per.MONTH, instalments)
        assert told(suggestions(FLOOR, salary=low)) == [
            {"salary": Salary(Decimal(expected), Per.MONTH, instalments)}
        ]


def test_what_is_met_or_still_open_needs_no_change() -> None:
    assert suggestions(FLOOR, salary=EXACT) == []
    assert suggestions(FLOOR) == []
    assert suggestions(group(terms.All, FLOOR, yes("degree")), degree=True) == []
    assert suggestions(FLOOR, NEW_YEAR[2027], salary=Salary(Decimal(1))) == []


def test_no_promise_for_a_case_that_stays_open() -> None:
    assert suggestions(group(terms.All, FLOOR, yes("degree")), salary=Salary(Decimal(1))) == []


def test_all_is_turned_together_and_one_way_of_several_suffices() -> None:
    both = group(terms.All, FLOOR, yes("degree"))
    either = group(terms.AnyOf, FLOOR, yes("degree"))
    low = Salary(Decimal(40000))

    assert told(suggestions(both, salary=low, degree=False)) == [{"degree": True, "salary": EXACT}]
    assert told(suggestions(either, salary=low, degree=False)) == [
        {"degree": True},
        {"salary": EXACT},
    ]


def test_nobody_changes_age_past_or_what_nobody_can_change() -> None:
    past = group(
        terms.AnyOf,
        RECENT,
        yes("nationality", BY.NOBODY),
        yes("later", BY.TIME),
        terms.Worked(
            key="w", text=text("w"), fact="work", months=36, window=7, changeable_by=BY.APPLICANT
        ),
    )

    assert (
        suggestions(
            past,
            degree=date(2020, 1, 1),
            nationality=False,
            later=False,
            work=(Span(date(2024, 1, 1), date(2025, 1, 1)),),
        )
        == []
    )


def test_a_birthday_is_waited_for() -> None:
    assert told(suggestions(ADULT, born=date(1984, 2, 29))) == [{"wait": date(2029, 3, 1)}]
    assert suggestions(ADULT, born=date(2000, 2, 29)) == []  # beyond five years


def test_work_that_goes_on_is_waited_for() -> None:
    # 24 months on 23 November 2026 and going on: 36 are full on 23 November 2027
    assert told(suggestions(WORK, work=(Span(date(2024, 11, 23)),))) == [
        {"wait": date(2027, 11, 23)}
    ]
    # 12 months that end on 1 January 2018, before the window of seven years, do not count
    old = Span(date(2017, 1, 1), date(2018, 1, 1))
    assert told(suggestions(WORK, work=(old, Span(date(2025, 3, 31))))) == [
        {"wait": date(2028, 3, 31)}
    ]
    assert suggestions(WORK, work=(Span(date(2025, 3, 31), date(2026, 3, 31)),)) == []


def test_a_degree_still_to_come_is_waited_for_and_a_period_to_end() -> None:
    assert told(suggestions(RECENT, degree=date(2027, 2, 1))) == [{"wait": date(2027, 2, 1)}]
    none = group(terms.NoneOf, RECENT)
    # three years from 29 February 2024 end on 28 February 2027
    assert told(suggestions(none, degree=date(2024, 2, 29))) == [{"wait": date(2027, 3, 1)}]


def test_the_law_of_the_later_day_decides() -> None:
    rule = group(terms.All, FLOOR, ADULT)
    low = Salary(Decimal(40000))

    # 2027 has no figure yet: nothing can be promised for a birthday in it
    assert suggestions(rule, salary=EXACT, born=date(1982, 2, 1)) == []
    next_year = replace(value(LOWER, "47000", NEW_YEAR[2027], NEW_YEAR[2028]), announced=True)
    law = replace(
        LAW,
        values=ValueBook.of(
            [], [one for several in LAW.values.values.values() for one in several] + [next_year]
        ),
    )
    assert told(suggestions(rule, law=law, salary=low, born=date(1982, 2, 1))) == [
        {"salary": Salary(Decimal(47000)), "wait": date(2027, 2, 1)}
    ]


def test_a_figure_that_falls_is_waited_for() -> None:
    cheaper = replace(value(LOWER, "44000", NEW_YEAR[2027], NEW_YEAR[2028]), announced=True)
    law = replace(
        LAW,
        values=ValueBook.of(
            [], [one for several in LAW.values.values.values() for one in several] + [cheaper]
        ),
    )

    assert told(suggestions(FLOOR, law=law, salary=Salary(Decimal(44500)))) == [
        {"salary": EXACT},
        {"wait": NEW_YEAR[2027]},
    ]


@dataclass(frozen=True)
class Softened:
    """A rule that asks for a degree only before 2028."""

    strict: Term
    mild: Term

    def term_on(self, on: date) -> Term:
        return self.strict if on < NEW_YEAR[2028] else self.mild

    def turns(self, after: date) -> Iterable[date]:
        return [NEW_YEAR[2028]]


def test_a_rule_that_softens_is_waited_for() -> None:
    rule = Softened(group(terms.All, yes("degree", BY.NOBODY), yes("offer")), yes("offer"))

    found = smallest_changes(rule, Case({"degree": False, "offer": True}), LAW, TODAY)

    assert told(found) == [{"wait": NEW_YEAR[2028]}]


def test_grounds_for_refusal_must_go() -> None:
    none = group(terms.NoneOf, yes("banned"), yes("debts", BY.NOBODY))

    assert told(suggestions(none, banned=True, debts=False)) == [{"banned": False}]
    assert suggestions(none, banned=True, debts=True) == []


def test_a_requirement_or_its_exception() -> None:
    unless = group(terms.Unless, yes("consent", BY.AUTHORITY), FLOOR)

    assert told(suggestions(unless, consent=False, salary=Salary(Decimal(1)))) == [
        {"salary": EXACT},
        {"consent": True},
    ]


def test_at_least_two_of_three() -> None:
    two = group(terms.AtLeast, yes("a"), yes("b", BY.EMPLOYER), yes("c"), count=2)

    assert told(suggestions(two, a=True, b=False, c=False)) == [{"c": True}, {"b": True}]
    assert told(suggestions(two, a=False, b=False, c=False))[0] == {"a": True, "c": True}
    assert len(suggestions(two, a=False, b=False, c=False)) == 3


def test_what_is_open_is_asked_first_where_the_authority_can_grant_more_than_is_needed() -> None:
    granted = [terms.AuthorityDecides(key=key, text=text(key)) for key in ("d", "e")]
    rule = group(terms.All, FLOOR, group(terms.AtLeast, *granted, yes("a"), count=1))

    assert suggestions(rule, salary=Salary(Decimal(1))) == []
    assert told(suggestions(rule, salary=Salary(Decimal(1)), a=False)) == [{"salary": EXACT}]


def test_an_occupation_of_the_group_is_suggested_once() -> None:
    found = suggestions(IT, isco="2120")

    assert told(found) == [{"isco": "25"}]
    assert change_words(found[0].changes[0], Case({"isco": "2120"}), LAW).en == (
        "A job in: IT (en) (25)."
    )


def test_a_level_goes_no_further_than_needed() -> None:
    found = suggestions(speaks("a2", "b1"), german="none")

    assert told(found) == [{"german": "a2"}]
    assert change_words(found[0].changes[0], Case({"german": "none"}), LAW).de == (
        "Ihr Deutsch: A2 statt NONE."
    )


def points_rule(minimum: str) -> Term:
    tiers = group(terms.Highest, worth("3", speaks("b1")), worth("1", speaks("a2", "b1")))
    gate = speaks("a1", "a2", "b1")
    score = group(
        terms.Score,
        tiers,
        worth("2", yes("stayed", BY.NOBODY)),
        worth("1", yes("partner", BY.NOBODY)),
        worth("1", yes("short", BY.EMPLOYER)),
        minimum=Decimal(minimum),
    )
    return group(terms.All, gate, score)


def test_points_are_reached_by_the_fewest_changes_through_gates_and_tiers() -> None:
    answers: dict[str, Answer] = {"stayed": True, "partner": False, "short": False}

    assert told(suggestions(points_rule("3"), german="none", **answers)) == [
        {"german": "a2"},
        {"german": "a1", "short": True},
    ]
    assert told(suggestions(points_rule("4"), german="none", **answers)) == [
        {"german": "b1"},
        {"german": "a2", "short": True},
    ]
    assert told(suggestions(points_rule("6"), german="none", **answers)) == [
        {"german": "b1", "short": True}
    ]
    assert suggestions(points_rule("7"), german="none", **answers) == []


def test_points_of_a_number_stop_at_the_cap() -> None:
    per_month = terms.PointsPer(
        key="y",
        text=text("y"),
        fact="months",
        points=Decimal(2),
        unit=Decimal(6),
        changeable_by=BY.EMPLOYER,
    )
    capped = terms.Capped(key="c", text=text("c"), children=(per_month,), most=Decimal(4))
    score = group(terms.Score, capped, minimum=Decimal(4))
    never = group(terms.Score, capped, minimum=Decimal(5))

    assert told(suggestions(score, months=Decimal(7))) == [{"months": Decimal(12)}]
    assert suggestions(never, months=Decimal(7)) == []


def test_numbers_go_to_the_limit() -> None:
    least = terms.Compare(
        key="m",
        text=text("m"),
        fact="months",
        relation=Relation.AT_LEAST,
        number=Decimal(6),
        changeable_by=BY.EMPLOYER,
    )
    for relation, expected in (
        (Relation.AT_LEAST, "6"),
        (Relation.MORE_THAN, "7"),
        (Relation.EQUAL, "6"),
    ):
        term = replace(least, relation=relation)
        assert told(suggestions(term, months=Decimal(5))) == [{"months": Decimal(expected)}]
    for relation, expected in ((Relation.AT_MOST, "6"), (Relation.LESS_THAN, "5")):
        term = replace(least, relation=relation)
        assert told(suggestions(term, months=Decimal(9))) == [{"months": Decimal(expected)}]


def test_a_cent_more_where_the_amount_itself_is_not_enough() -> None:
    above = replace(FLOOR, relation=Relation.MORE_THAN)

    assert told(suggestions(above, salary=EXACT)) == [{"salary": Salary(Decimal("45934.21"))}]
    assert told(suggestions(group(terms.NoneOf, FLOOR), salary=EXACT)) == [
        {"salary": Salary(Decimal("45934.19"))}
    ]


def test_what_then_lies_with_the_authority_is_labelled_so() -> None:
    rule = group(terms.All, FLOOR, terms.AuthorityDecides(key="d", text=text("d")))

    found = suggestions(rule, salary=Salary(Decimal(1)))

    assert told(found) == [{"salary": EXACT}]
    assert found[0].outcome is Outcome.AUTHORITY


def test_more_than_three_changes_are_no_small_change() -> None:
    def rule(count: int) -> Term:
        return group(terms.All, *(yes(f"fact-{number}") for number in range(count)))

    def none(count: int) -> dict[str, Answer]:
        return {f"fact-{number}": False for number in range(count)}

    assert len(suggestions(rule(3), **none(3))[0].changes) == 3
    assert suggestions(rule(4), **none(4)) == []


def test_the_easiest_comes_first() -> None:
    either = group(
        terms.AnyOf,
        yes("recognised", BY.AUTHORITY),
        ADULT,
        FLOOR,
        yes("course"),
    )

    found = suggestions(
        either,
        recognised=False,
        born=date(1982, 2, 1),
        salary=Salary(Decimal(1)),
        course=False,
    )

    assert [next(iter(one)) for one in told(found)] == ["course", "salary", "wait", "recognised"]


def test_another_title_that_is_open_is_a_change_too() -> None:
    met = evaluate(FLOOR, Case({"salary": EXACT}), LAW, TODAY)
    short = evaluate(FLOOR, Case({"salary": Salary(Decimal(1))}), LAW, TODAY)

    found = other_rules([("open", met), ("closed", short)], TODAY)

    assert [one.changes for one in found] == [(OtherRule("open"),)]
    assert change_words(found[0].changes[0], Case(), LAW, {"open": text("Card")}).en == (
        "Instead: Card (en)."
    )


@pytest.mark.parametrize(
    ("change", "de", "en"),
    [
        (
            Wait(date(2027, 5, 3), 100),
            "Den Antrag am 3. Mai 2027 stellen.",
            "Apply on 3 May 2027.",
        ),
        (
            NewAnswer(
                fact="salary",
                answer=Salary(Decimal(50700)),
                changeable_by=BY.EMPLOYER,
                serves=FLOOR,
            ),
            "Ihr Gehalt: 50.700 € statt 48.000 €, also 2.700 € mehr.",
            "Your salary: €50,700 instead of €48,000, so €2,700 more.",
        ),
        (
            NewAnswer(
                fact="consent",
                answer=True,
                changeable_by=BY.AUTHORITY,
                serves=yes("consent"),
            ),
            "Von der Behörde: consent (de).",
            "From the authority: consent (en).",
        ),
        (
            NewAnswer(
                fact="banned",
                answer=False,
                changeable_by=BY.APPLICANT,
                serves=yes("banned"),
            ),
            "Trifft nicht mehr zu: banned (de).",
            "No longer applies: banned (en).",
        ),
        (
            NewAnswer(
                fact="months",
                answer=Decimal(6),
                changeable_by=BY.EMPLOYER,
                serves=FLOOR,
            ),
            "Ihr Vertrag: 6 Monate statt 1 Monat.",
            "Your contract: 6 months instead of 1 month.",
        ),
    ],
)
def test_changes_are_told_in_both_languages(change: NewAnswer | Wait, de: str, en: str) -> None:
    words = change_words(
        change, Case({"salary": Salary(Decimal(48000)), "months": Decimal(1)}), LAW
    )

    assert (
        words.de.replace("\N{NO-BREAK SPACE}", " "),
        words.en.replace("\N{NO-BREAK SPACE}", " "),
    ) == (de, en)
