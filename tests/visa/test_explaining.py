"""What a person reads about each part of a rule; figures worked out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.visa.law import (
    BASE,
    LAW,
    LOWER,
    NEW_YEAR,
    NOTICE,
    TODAY,
    earning,
    parameter,
    text,
    value,
)
from visa import terms
from visa.citations import Text
from visa.eligibility import evaluate
from visa.explaining import decisive, explain, reasons
from visa.facts import Answer, Case, Salary, Span
from visa.results import Law
from visa.terms import Band, CalendarUnit, Relation, Term
from visa.values import Per, Unit, ValueBook
from visa.wording import count

SPACE = "\N{NO-BREAK SPACE}"


def compare(fact: str, relation: Relation, number: str = "", parameter: str = "") -> terms.Compare:
    return terms.Compare(
        key=f"{fact}-{relation}",
        text=text(fact),
        fact=fact,
        relation=relation,
        number=Decimal(number) if number else None,
        parameter=parameter,
    )


FLOOR = compare("salary", Relation.AT_LEAST, parameter="low")
ADULT = terms.Age(key="age", text=text("age"), fact="born", relation=Relation.AT_LEAST, years=45)
YOUNG = terms.Age(key="young", text=text("age"), fact="born", relation=Relation.AT_MOST, years=35)
RECENT = terms.Within(
    key="recent", text=text("recent"), fact="degree", length=3, unit=CalendarUnit.YEARS
)
WORK = terms.Worked(key="work", text=text("work"), fact="work", months=36, window=7)
IT = terms.InGroup(key="it", text=text("IT"), fact="isco", group="it")
GERMAN = terms.OneOf(key="german", text=text("German"), fact="german", choices=("a2", "b1"))
PENSION = terms.Evidence(key="pension", text=Text("Versorgung", "a pension"), fact="pension")
BANNED = terms.Evidence(key="banned", text=Text("Einreiseverbot", "entry ban"), fact="banned")


def said(term: Term, case: Case | None = None, on: date = TODAY, law: Law = LAW) -> Text:
    words = explain(evaluate(term, case or Case(), law, on), law).sentence
    return Text(words.de.replace(SPACE, " "), words.en.replace(SPACE, " "))


def case(**answers: Answer) -> Case:
    return Case(answers)


@pytest.mark.parametrize(
    ("amount", "de", "en"),
    [
        # 45,934.20 − 43,234.20 = 2,700
        (
            "43234.20",
            "Ihr Gehalt von 43.234,20 € verfehlt 45.934,20 € um 2.700 €.",
            "Your salary of €43,234.20 misses €45,934.20 by €2,700.",
        ),
        (
            "45934.19",
            "Ihr Gehalt von 45.934,19 € verfehlt 45.934,20 € um 0,01 €.",
            "Your salary of €45,934.19 misses €45,934.20 by €0.01.",
        ),
        (
            "45934.20",
            "Ihr Gehalt von 45.934,20 € erreicht 45.934,20 €.",
            "Your salary of €45,934.20 reaches €45,934.20.",
        ),
        (
            "50000",
            "Ihr Gehalt von 50.000 € liegt um 4.065,80 € über 45.934,20 €.",
            "Your salary of €50,000 is €4,065.80 above €45,934.20.",
        ),
    ],
)
def test_a_salary_is_told_with_its_difference(amount: str, de: str, en: str) -> None:
    assert said(FLOOR, earning(amount)) == Text(de, en)


def test_pay_per_month_is_told_as_agreed_and_per_year() -> None:
    # 3,000 × 13 = 39,000; 45,934.20 − 39,000 = 6,934.20
    assert said(FLOOR, earning("3000", Per.MONTH, 13)).en == (
        "Your salary of €3,000 a month, 13 times a year (€39,000 a year) misses €45,934.20 "
        "by €6,934.20."
    )


def test_a_legal_value_per_month_is_compared_per_month() -> None:
    monthly = Law(
        values=ValueBook.of(
            [],
            [
                value(
                    parameter("at", per=Per.MONTH, times=14), "3465", NEW_YEAR[2026], NEW_YEAR[2027]
                )
            ],
        ),
        groups={},
        facts=LAW.facts,
    )

    # 45,000 ÷ 14 = 3,214.2857…; what one has rounds down, what is short rounds up
    assert said(
        compare("salary", Relation.AT_LEAST, parameter="at"), earning("45000"), law=monthly
    ) == Text(
        "Ihr Gehalt von 45.000 € (3.214,28 € im Monat, 14 Mal im Jahr) verfehlt "
        "3.465 € im Monat, 14 Mal im Jahr um 250,72 € im Monat.",
        "Your salary of €45,000 (€3,214.28 a month, 14 times a year) misses "
        "€3,465 a month, 14 times a year by €250.72 a month.",
    )


def test_a_value_that_is_not_published_is_never_told_as_current() -> None:
    assert said(FLOOR, earning("60000"), NEW_YEAR[2027]) == Text(
        "Für den 1. Januar 2027 noch nicht veröffentlicht: low (de). "
        "Der letzte Wert war 45.934,20 € (bis 31. Dezember 2026).",
        "Not yet published for 1 January 2027: low (en). "
        "The last value was €45,934.20 (until 31 December 2026).",
    )


def test_an_announced_value_is_labelled() -> None:
    announced = replace(
        value(LOWER, "47000", NEW_YEAR[2027], NEW_YEAR[2028]), announced=True, citation=NOTICE
    )
    law = Law(values=ValueBook.of([], [announced]), groups={}, facts=LAW.facts)

    assert said(FLOOR, earning("46000"), NEW_YEAR[2027], law).en == (
        "Your salary of €46,000 misses €47,000 (announced, from 1 January 2027) by €1,000."
    )


def test_what_is_not_told_is_asked_for_with_what_is_needed() -> None:
    assert said(FLOOR) == Text(
        "Noch offen: Ihr Gehalt? Nötig sind mindestens 45.934,20 €.",
        "Still open: Your salary? Needed: at least €45,934.20.",
    )
    assert said(PENSION).en == "Still open: Your pension?"


@pytest.mark.parametrize(
    ("term", "answers", "en"),
    [
        (
            ADULT,
            {"born": date(1982, 5, 3)},
            "Your age: 44 years; needed: at least 45 years, reached on 3 May 2027.",
        ),
        (ADULT, {"born": date(1979, 5, 3)}, "Your age: 47 years; needed: at least 45 years."),
        (
            YOUNG,
            {"born": date(1990, 12, 1)},
            "Your age: 35 years; possible: at most 35 years, still before 1 December 2026.",
        ),
        (
            YOUNG,
            {"born": date(1990, 11, 1)},
            "Your age: 36 years; possible: at most 35 years, which was before 1 November 2026.",
        ),
        (
            RECENT,
            {"degree": date(2024, 2, 29)},
            "Your degree of 29 February 2024 counts: the period of 3 years runs until "
            "28 February 2027.",
        ),
        (
            RECENT,
            {"degree": date(2023, 11, 22)},
            "Your degree of 22 November 2023 is too long ago: the period of 3 years ran until "
            "22 November 2026.",
        ),
        (
            RECENT,
            {"degree": date(2026, 12, 1)},
            "Your degree of 1 December 2026 is still in the future.",
        ),
        (
            WORK,
            {"work": (Span(date(2024, 11, 23)),)},
            "Your experience: 24 months in the last 7 years; needed: 36 months, "
            "12 months more than now.",
        ),
        (IT, {"isco": "2512"}, "Your occupation with the code 2512 belongs to: IT (en) (25, 133)."),
        (
            IT,
            {"isco": "2120"},
            "Your occupation with the code 2120 does not belong to: IT (en) (25, 133).",
        ),
        (
            IT,
            {"isco": "2"},
            "The code 2 leaves open whether the occupation belongs to “IT (en)” (25, 133); "
            "that takes more digits.",
        ),
        (GERMAN, {"german": "a1"}, "Your German: A1; needed: A2 or B1."),
        (GERMAN, {"german": "b1"}, "Your German: B1. That suffices."),
        (PENSION, {"pension": False}, "Still missing: a pension."),
        (PENSION, {"pension": True}, "In place: a pension."),
        (
            compare("months", Relation.AT_LEAST, "6"),
            {"months": Decimal(5)},
            "Your contract: 5 months; needed: at least 6 months, 1 month more than now.",
        ),
        (
            compare("months", Relation.AT_MOST, "12"),
            {"months": Decimal(13)},
            "Your contract: 13 months; possible: at most 12 months, 1 month less than now.",
        ),
        (
            compare("years", Relation.EQUAL, "2"),
            {"years": Decimal(2)},
            "Your years of work: 2; needed: exactly 2.",
        ),
        (
            compare("salary", Relation.AT_MOST, "60000"),
            {"salary": Salary(Decimal("61000"))},
            "Your salary of €61,000 is €1,000 above the limit of €60,000.",
        ),
        (
            compare("salary", Relation.MORE_THAN, "60000"),
            {"salary": Salary(Decimal("60000"))},
            "Your salary of €60,000 would have to be above €60,000.",
        ),
    ],
)
def test_each_kind_of_leaf_says_what_is_short(
    term: Term, answers: dict[str, Answer], en: str
) -> None:
    assert said(term, Case(answers)).en == en


def test_a_lookup_without_a_band_for_the_age_says_so() -> None:
    lookup = terms.Lookup(
        key="l",
        text=text("l"),
        fact="salary",
        born="born",
        bands=(Band(years=30, parameter=BASE.key),),
    )

    assert said(lookup, case(born=date(2000, 1, 1))).en == (
        "For an age of 26 years no amount is laid down here."
    )


def test_grounds_for_refusal_are_told_the_other_way_round() -> None:
    none = terms.NoneOf(key="none", text=text("none"), children=(BANNED,))

    def lines(banned: bool) -> list[str]:
        tree = explain(evaluate(none, case(banned=banned), LAW, TODAY), LAW)
        return [one.sentence.en for one in tree.all()]

    assert lines(True) == ["None of these may apply: 1 true.", "Applies: entry ban."]
    assert lines(False) == [
        "None of these may apply: 1 not true.",
        "Does not apply: entry ban.",
    ]


def group(kind: type[terms.Group], *children: Term, **more: object) -> Term:
    return kind(key=kind.__name__, text=text("group"), children=children, **more)


def worth(points: str, leaf: Term) -> terms.Points:
    return terms.Points(
        key=f"p-{leaf.key}", text=text(leaf.key), children=(leaf,), points=Decimal(points)
    )


@pytest.mark.parametrize(
    ("term", "answers", "en"),
    [
        (
            group(terms.All, PENSION, BANNED, GERMAN),
            {"pension": True, "banned": False},
            "All of this is needed: 1 met, 1 not met, 1 still open.",
        ),
        (
            group(terms.AnyOf, PENSION, BANNED),
            {"pension": True, "banned": False},
            "One of these suffices: 1 met, 1 not met.",
        ),
        (
            group(terms.AtLeast, PENSION, BANNED, count=2),
            {"pension": True, "banned": False},
            "At least 2 of these: 1 met, 1 not met.",
        ),
        (group(terms.Unless, PENSION, ADULT), {"pension": True}, "In place: a pension."),
        (
            group(terms.Unless, PENSION, ADULT),
            {"pension": False, "born": date(1970, 1, 1)},
            "Not needed, as this holds: age (en).",
        ),
        (
            group(terms.Unless, PENSION, ADULT),
            {"pension": False, "born": date(2000, 1, 1)},
            "Still missing, and no exception applies: a pension.",
        ),
        (
            group(terms.Score, worth("3", PENSION), worth("2", BANNED), minimum=Decimal(5)),
            {"pension": True, "banned": False},
            "3 points; needed: 5 points, 2 points more than now.",
        ),
        (
            group(terms.Score, worth("3", PENSION), worth("1", BANNED), minimum=Decimal(4)),
            {"banned": True},
            "1 point so far, up to 4 points possible; needed: 4 points.",
        ),
        (worth("3", PENSION), {"pension": True}, "3 points: pension (en)."),
        (worth("3", PENSION), {"pension": False}, "No points yet: pension (en)."),
        (worth("3", PENSION), {}, "Still open, up to 3 points: pension (en)."),
        (
            worth("3", terms.AuthorityDecides(key="a", text=text("a"))),
            {},
            "The authority decides on this, up to 3 points: a (en).",
        ),
    ],
)
def test_groups_say_how_many_of_their_parts_hold(
    term: Term, answers: dict[str, Answer], en: str
) -> None:
    assert said(term, Case(answers)).en == en


def deciding(term: Term, answers: dict[str, Answer]) -> list[str]:
    return [leaf.term.key for leaf in decisive(evaluate(term, Case(answers), LAW, TODAY))]


def test_only_what_decides_is_named() -> None:
    both = {"pension": True, "banned": False}

    assert deciding(group(terms.All, PENSION, BANNED), both) == ["banned"]
    assert deciding(group(terms.AnyOf, PENSION, BANNED), both) == ["pension"]
    assert deciding(group(terms.NoneOf, PENSION, BANNED), both) == ["pension"]
    assert deciding(group(terms.All, PENSION, GERMAN), both) == ["german"]
    assert deciding(
        group(terms.Score, worth("3", PENSION), worth("2", BANNED), minimum=Decimal(3)), both
    ) == ["pension"]


def test_the_tiers_that_were_missed_decide_a_score_that_falls_short() -> None:
    a1 = terms.OneOf(key="a1", text=text("A1"), fact="german", choices=("a1",))
    tiers = terms.Highest(
        key="tiers", text=text("tiers"), children=(worth("1", a1), worth("2", GERMAN))
    )
    score = group(terms.Score, tiers, worth("3", PENSION), minimum=Decimal(4))

    assert deciding(score, {"german": "a1", "pension": False}) == ["german", "pension"]


def test_reasons_are_the_sentences_of_what_decides() -> None:
    rule = group(terms.All, PENSION, FLOOR)
    result = evaluate(rule, case(pension=True, salary=Salary(Decimal("45934.10"))), LAW, TODAY)

    assert [one.sentence.en for one in reasons(result, LAW)] == [
        "Your salary of €45,934.10 misses €45,934.20 by €0.10."
    ]


def test_percentages_and_points_are_counted_as_such() -> None:
    assert count(Fraction(453, 10), Unit.PERCENT, "en") == "45.3%"
    assert count(Fraction(1), Unit.POINTS, "de") == "1 Punkt"
