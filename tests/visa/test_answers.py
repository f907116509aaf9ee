"""Answers as programs send them: read exactly, or one sentence for each that can't be."""

from datetime import date
from decimal import Decimal

import pytest

from tests.visa.law import text
from visa.answers import (
    NO_CODE,
    NO_DATE,
    NO_INSTALMENTS,
    NO_MONEY,
    NO_NUMBER,
    NO_PERIOD,
    NO_SPANS,
    NO_TRUTH,
    UNASKED,
    Sent,
    read_answers,
)
from visa.citations import Text
from visa.facts import Answer, Choice, Fact, FactKind, Salary, Span
from visa.values import Per

FACTS = {kind.value: Fact(key=kind.value, kind=kind, question=text(kind)) for kind in FactKind}
FACTS["choice"] = Fact(
    key="choice",
    kind=FactKind.CHOICE,
    question=text("level"),
    choices=(Choice("a1", text("A1")), Choice("b1", text("B1"))),
)


@pytest.mark.parametrize(
    ("kind", "sent", "read"),
    [
        ("money", "48000.50", Salary(Decimal("48000.50"))),
        ("money", 48000, Salary(Decimal(48000))),
        (
            "money",
            {"amount": "3465", "per": "month", "instalments": 14},
            Salary(Decimal(3465), Per.MONTH, 14),
        ),
        ("date", "2024-02-29", date(2024, 2, 29)),
        ("code", "2512", "2512"),
        ("code", 2512, "2512"),
        ("choice", "b1", "b1"),
        ("yes_no", True, True),
        ("yes_no", "no", False),
        ("number", "24", Decimal(24)),
        ("spans", [{"from": "2020-01-01", "to": None}], (Span(date(2020, 1, 1)),)),
        (
            "spans",
            [{"from": "2020-01-01", "to": "2020-12-31"}],
            (Span(date(2020, 1, 1), date(2021, 1, 1)),),
        ),
        ("spans", [], ()),
    ],
)
def test_answers_are_read_exactly(kind: str, sent: Sent, read: Answer) -> None:
    case, problems = read_answers(FACTS, {kind: sent})

    assert problems == []
    assert case.get(kind) == read
    assert type(case.get(kind)) is type(read)


@pytest.mark.parametrize(
    ("kind", "sent", "sentence"),
    [
        ("money", "fifty", NO_MONEY),
        ("money", "-1", NO_MONEY),
        ("money", "NaN", NO_MONEY),
        ("money", "1e9", NO_MONEY),
        ("money", "48.000,50", NO_MONEY),
        ("money", "٤٨", NO_MONEY),
        ("money", 10**30, NO_MONEY),
        ("money", True, NO_MONEY),
        ("money", {"amount": "1", "bonus": "2"}, NO_MONEY),
        ("money", {"amount": "1", "per": "week"}, NO_PERIOD),
        ("money", {"amount": "1", "per": 0}, NO_PERIOD),
        ("money", {"amount": "1", "per": "month", "instalments": 0}, NO_INSTALMENTS),
        ("money", {"amount": "1", "per": "month", "instalments": 99}, NO_INSTALMENTS),
        ("date", "2026-02-31", NO_DATE),
        ("date", "31.02.2026", NO_DATE),
        ("date", "2024-W13-7", NO_DATE),
        ("date", "1800-01-01", NO_DATE),
        ("date", 20260101, NO_DATE),
        ("code", "25x", NO_CODE),
        ("code", "99999", NO_CODE),
        ("code", 99999, NO_CODE),
        ("code", True, NO_CODE),
        ("yes_no", "perhaps", NO_TRUTH),
        ("yes_no", 1, NO_TRUTH),
        ("number", "-3", NO_NUMBER),
        ("number", 10_001, NO_NUMBER),
        ("spans", "2020", NO_SPANS),
        ("spans", [{"from": "2020-01-02", "to": "2020-01-01"}], NO_SPANS),
        ("spans", [{"from": "2020-13-02"}], NO_DATE),
        ("spans", [{"from": "2020-01-02"}] * 31, NO_SPANS),
        ("shoe_size", "44", UNASKED),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(kind: str, sent: Sent, sentence: Text) -> None:
    case, problems = read_answers(
        FACTS, {kind: sent, "code": "25"} if kind != "code" else {kind: sent}
    )

    assert [(problem.fact, problem.sentence) for problem in problems] == [(kind, sentence)]
    assert case.get(kind) is None


def test_a_choice_that_there_is_not_names_those_there_are() -> None:
    _case, problems = read_answers(FACTS, {"choice": "c9"})

    assert "a1, b1" in problems[0].sentence.de
    assert "a1, b1" in problems[0].sentence.en


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_leaves_a_fact_unknown(nothing: Sent) -> None:
    case, problems = read_answers(FACTS, {"money": nothing, "yes_no": nothing})

    assert (dict(case.answers), problems) == ({}, [])
