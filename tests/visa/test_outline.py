"""Outlines become rules and outlines again, and every fault of one is named with its line."""

from decimal import Decimal

import pytest

from tests.visa.law import NOTICE, text
from visa import models, terms
from visa.facts import Choice, Fact, FactKind
from visa.outline import Line, Operator, branches, lines_of, term_of
from visa.outline_checks import GROUPS, OutlineError, build, check
from visa.outline_words import SENTENCES
from visa.terms import CalendarUnit, Relation

RELATION, UNIT = Relation.AT_LEAST, CalendarUnit.YEARS


def line(depth: int, operator: Operator, key: str = "", **columns: object) -> Line:
    """Valid by default but for what the operator needs; its key is its operator."""
    own = {} if operator in GROUPS else {"text": text("words"), "citation": NOTICE}
    if operator is Operator.BAND:
        own = {}
    else:
        own["key"] = key or operator.value
    return Line(depth=depth, operator=operator, **(own | columns))


def authority(depth: int, key: str) -> Line:
    return line(depth, Operator.AUTHORITY, key)


EVERYTHING = [
    line(0, Operator.ALL),
    line(1, Operator.ANY_OF),
    line(2, Operator.COMPARE, fact="salary", relation=RELATION, parameter="low"),
    line(2, Operator.COMPARE, "hours", fact="hours", relation=RELATION, number=Decimal("0.5")),
    line(1, Operator.AT_LEAST, number=Decimal(2)),
    authority(2, "one"),
    authority(2, "two"),
    line(1, Operator.NONE_OF),
    line(2, Operator.EVIDENCE, fact="refused"),
    line(1, Operator.UNLESS),
    line(2, Operator.IN_GROUP, fact="job", group="it"),
    line(2, Operator.ONE_OF, fact="german", choices=("b1", "b2")),
    line(1, Operator.LOOKUP, fact="salary", born="born", reference="start"),
    line(2, Operator.BAND, number=Decimal(0), parameter="young"),
    line(2, Operator.BAND, number=Decimal(30), parameter="old"),
    line(1, Operator.SCORE, number=Decimal(6)),
    line(2, Operator.POINTS, points=Decimal(3)),
    line(3, Operator.AGE, fact="born", relation=Relation.AT_MOST, number=Decimal(35)),
    line(2, Operator.HIGHEST),
    line(3, Operator.POINTS, "ten", points=Decimal(1)),
    line(4, Operator.WORKED, fact="work", number=Decimal(24), window=5),
    line(2, Operator.CAPPED, number=Decimal(20)),
    line(3, Operator.POINTS_PER, fact="years", points=Decimal(2), number=Decimal(1)),
    line(1, Operator.WITHIN, fact="degree-on", number=Decimal(3), unit=UNIT),
    line(1, Operator.SCORE, "other", parameter="minimum"),
    line(2, Operator.POINTS, "eleven", points=Decimal(1)),
    authority(3, "three"),
]


def test_an_outline_and_its_rule_are_the_same_thing() -> None:
    rule = build(EVERYTHING)

    assert list(lines_of(rule)) == EVERYTHING
    assert term_of(branches(list(lines_of(rule)))[0]) == rule
    assert {one.operator for one in EVERYTHING} == set(Operator)


def test_what_is_indented_stands_below() -> None:
    rule = build([line(0, Operator.ALL), line(1, Operator.ANY_OF), authority(2, "a")])

    assert isinstance(rule, terms.All)
    (child,) = rule.children
    assert isinstance(child, terms.AnyOf)
    assert [one.key for one in child.children] == ["a"]


def test_rows_and_lines_know_the_same_operators() -> None:
    assert {one.value for one in models.Operator} == {one.value for one in Operator}
    assert {one.value for one in models.LEAVES} == (
        {one.value for one in Operator} - {one.value for one in GROUPS} - {"band"}
    )


ROOT = line(0, Operator.ALL)
SCORE = line(0, Operator.SCORE, number=Decimal(6))
LOOKUP = line(0, Operator.LOOKUP, fact="salary", born="born")
YOUNG = line(1, Operator.BAND, number=Decimal(0), parameter="young")

FAULTS = [
    ("empty", 1, []),
    ("first line is indented", 1, [authority(1, "a")]),
    ("second root", 3, [ROOT, authority(1, "a"), authority(0, "b")]),
    ("indented too far", 2, [ROOT, authority(2, "a")]),
    ("line below a leaf", 2, [authority(0, "a"), authority(1, "b")]),
    ("group without lines", 1, [ROOT]),
    ("unless without exception", 1, [line(0, Operator.UNLESS), authority(1, "a")]),
    ("lookup without bands", 1, [LOOKUP]),
    ("no band", 2, [LOOKUP, authority(1, "a")]),
    ("band without lookup", 2, [ROOT, YOUNG]),
    ("band without lookup", 1, [line(0, Operator.BAND, number=Decimal(1), parameter="young")]),
    ("bands out of order", 1, [LOOKUP, YOUNG, YOUNG]),
    ("no points", 2, [SCORE, authority(1, "a")]),
    ("points that nobody adds", 2, [ROOT, line(1, Operator.HIGHEST)]),
    ("points that nobody adds", 1, [line(0, Operator.POINTS, points=Decimal(1)), YOUNG]),
    ("missing", 1, [line(0, Operator.EVIDENCE)]),
    ("missing", 1, [line(0, Operator.IN_GROUP, fact="job")]),
    ("missing", 1, [line(0, Operator.COMPARE, fact="salary", parameter="low")]),
    ("not used", 1, [line(0, Operator.EVIDENCE, fact="pension", parameter="low")]),
    ("one of two", 1, [line(0, Operator.COMPARE, fact="salary", relation=RELATION)]),
    (
        "one of two",
        1,
        [
            line(
                0,
                Operator.COMPARE,
                fact="salary",
                relation=RELATION,
                parameter="low",
                number=Decimal(5),
            )
        ],
    ),
    (
        "not whole",
        1,
        [line(0, Operator.AGE, fact="born", relation=RELATION, number=Decimal("1.5"))],
    ),
    ("too small", 1, [line(0, Operator.WITHIN, fact="born", number=Decimal(0), unit=UNIT)]),
    (
        "too small",
        2,
        [SCORE, line(1, Operator.POINTS, points=Decimal(-1)), authority(2, "a")],
    ),
    (
        "more than there are",
        1,
        [line(0, Operator.AT_LEAST, number=Decimal(2)), authority(1, "a")],
    ),
    ("no key", 1, [Line(depth=0, operator=Operator.ALL), authority(1, "a")]),
    ("key twice", 3, [ROOT, authority(1, "a"), authority(1, "a")]),
    ("no text", 1, [Line(depth=0, operator=Operator.AUTHORITY, key="a", citation=NOTICE)]),
    ("no citation", 1, [Line(depth=0, operator=Operator.AUTHORITY, key="a", text=text("a"))]),
    ("unknown question", 1, [line(0, Operator.EVIDENCE, fact="shoe-size")]),
    ("other kind", 1, [line(0, Operator.EVIDENCE, fact="german")]),
    ("unknown choice", 1, [line(0, Operator.ONE_OF, fact="german", choices=("z9",))]),
]
GERMAN = Fact(
    key="german",
    kind=FactKind.CHOICE,
    question=text("german"),
    choices=(Choice("b1", text("B1")),),
)
FACTS = {
    "german": GERMAN,
    "salary": Fact(key="salary", kind=FactKind.MONEY, question=text("pay")),
    "born": Fact(key="born", kind=FactKind.DATE, question=text("born")),
    "pension": Fact(key="pension", kind=FactKind.YES_NO, question=text("pension")),
    "job": Fact(key="job", kind=FactKind.CODE, question=text("job")),
}


@pytest.mark.parametrize(("fault", "number", "lines"), FAULTS)
def test_a_fault_is_named_with_its_line(fault: str, number: int, lines: list[Line]) -> None:
    errors = list(check(lines, FACTS))

    assert (fault, number) in [(one.sentence, one.line) for one in errors]
    for error in errors:
        assert error.text
        assert "{" not in error.text.de + error.text.en


def test_every_sentence_about_faults_is_said_of_some_outline() -> None:
    assert {fault for fault, _number, _lines in FAULTS} == set(SENTENCES)


def test_a_sentence_speaks_its_language() -> None:
    (error,) = check([line(0, Operator.EVIDENCE)], None)

    assert error.text.de == "Zeile 1: Für „durch Nachweis belegt“ fehlt: Frage."
    assert error.text.en == "Line 1: “shown by evidence” lacks its question."


def test_an_outline_without_faults_has_none() -> None:
    assert list(check(EVERYTHING)) == []


def test_building_stops_at_the_first_fault() -> None:
    with pytest.raises(OutlineError, match="Line 2"):
        build([ROOT, line(1, Operator.EVIDENCE)])
