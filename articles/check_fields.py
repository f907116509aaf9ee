"""The questions of an eligibility check as fields of a form, read as the page's language writes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from benchmarks.reading.numbers import DecimalSign, read_number
from benchmarks.reading.problems import Problem
from visa.answers import Sent, read_answers
from visa.facts import Case, Fact, FactKind
from visa.values import Per

SPAN_ROWS = 4
"""So many periods of work has the form; whoever has more joins those without a break."""
LONGEST = 60
"""Characters; no answer is longer."""
INSTALMENTS = (12, 13, 14)
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRow:
    """One period of work as it was typed."""

    number: int
    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question with what was typed, and what is wrong with it."""

    fact: Fact
    question: str
    help: str
    text: str = ""
    options: list[Option] = field(default_factory=list)
    pers: list[Option] = field(default_factory=list)
    instalments: list[Option] = field(default_factory=list)
    spans: list[SpanRow] = field(default_factory=list)
    problem: str = ""

    @property
    def name(self) -> str:
        return self.fact.key

    @property
    def kind(self) -> str:
        return self.fact.kind.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a form held: the answers that can be read, and a sentence for each that can't."""

    case: Case
    problems: Mapping[str, str]


def read_form(facts: Mapping[str, Fact], typed: Mapping[str, str], language: str) -> Filled:
    """Read the fields of these facts; others that were sent along are ignored."""
    problems: dict[str, str] = {}
    sent: dict[str, Sent] = {}
    for key, fact in facts.items():
        try:
            sent[key] = _sent(fact, typed, language)
        except _Unreadable as unreadable:
            problems[key] = str(unreadable)
    case, unread = read_answers(facts, sent)
    problems |= {one.fact: one.sentence.in_language(language) for one in unread}
    return Filled(case=case, problems=problems)


def fields_of(
    facts: Sequence[Fact], typed: Mapping[str, str], problems: Mapping[str, str], language: str
) -> list[Field]:
    return [_field(fact, typed, problems.get(fact.key, ""), language) for fact in facts]


class _Unreadable(ValueError):
    """The text can't be an answer; its own words are the sentence for the visitor."""


def _sent(fact: Fact, typed: Mapping[str, str], language: str) -> Sent:
    """What was typed, as visa/answers.py takes it; None where nothing was."""
    if fact.kind is FactKind.SPANS:
        return _spans(fact, typed, language)
    text = typed.get(fact.key, "").strip()
    if not text:
        return None
    if len(text) > LONGEST:
        raise _Unreadable(_("This is too long for an answer."))
    if fact.kind is FactKind.MONEY:
        per = typed.get(f"{fact.key}.per") or Per.YEAR.value
        monthly = per == Per.MONTH.value
        times = typed.get(f"{fact.key}.instalments", "") if monthly else ""
        return {"amount": _plain_number(text, language), "per": per, "instalments": times or None}
    if fact.kind is FactKind.NUMBER:
        return _plain_number(text, language)
    if fact.kind is FactKind.DATE:
        return _iso(text, language)
    return text


def _plain_number(text: str, language: str) -> str:
    """As `48000.50`. A thousand that the other language would read as a fraction is refused."""
    sign: DecimalSign = "," if language.startswith("de") else "."
    for mark in ("€", "EUR", "Euro"):
        text = text.removeprefix(mark).removesuffix(mark).strip()
    number = read_number(text, decimal=sign)
    if isinstance(number, Problem):
        raise _Unreadable(number.sentence("de" if language.startswith("de") else "en"))
    if number is None:
        return ""
    return format(number, "f")


def _iso(text: str, language: str) -> str:
    """German pages also take 31.03.2024; anything else goes on as it is, to be refused there."""
    found = _GERMAN_DAY.fullmatch(text) if language.startswith("de") else None
    if found:
        day, month, year = found.groups()
        return f"{year}-{month:0>2}-{day:0>2}"
    return text


def _spans(fact: Fact, typed: Mapping[str, str], language: str) -> Sent:
    """None where the question was not touched; a ticked “none” is no work at all."""
    if typed.get(f"{fact.key}.none"):
        return []
    rows = [row for row in _rows(fact, typed) if row.start or row.end]
    if not rows:
        return None
    return [
        {"from": _iso(row.start, language) or None, "to": _iso(row.end, language) or None}
        for row in rows
    ]


def _rows(fact: Fact, typed: Mapping[str, str]) -> list[SpanRow]:
    return [
        SpanRow(
            number=number,
            start=typed.get(f"{fact.key}.{number}.from", "").strip()[:LONGEST],
            end=typed.get(f"{fact.key}.{number}.to", "").strip()[:LONGEST],
        )
        for number in range(1, SPAN_ROWS + 1)
    ]


def _field(fact: Fact, typed: Mapping[str, str], problem: str, language: str) -> Field:
    text = typed.get(fact.key, "").strip()[:LONGEST]
    per = typed.get(f"{fact.key}.per") or Per.YEAR.value
    times = typed.get(f"{fact.key}.instalments") or "12"
    is_money = fact.kind is FactKind.MONEY
    pers = {Per.YEAR.value: _("a year"), Per.MONTH.value: _("a month")}
    return Field(
        fact=fact,
        question=fact.question.in_language(language),
        help=fact.help.in_language(language),
        text="1" if typed.get(f"{fact.key}.none") else text,
        options=_options(fact, text, language),
        pers=[_option(key, label, per) for key, label in pers.items()] if is_money else [],
        instalments=(
            [_option(str(one), str(one), times) for one in INSTALMENTS] if is_money else []
        ),
        spans=_rows(fact, typed) if fact.kind is FactKind.SPANS else [],
        problem=problem,
    )


def _options(fact: Fact, chosen: str, language: str) -> list[Option]:
    if fact.kind is FactKind.YES_NO:
        return [_option("yes", _("yes"), chosen), _option("no", _("no"), chosen)]
    return [
        _option(choice.key, choice.name.in_language(language), chosen) for choice in fact.choices
    ]


def _option(value: str, label: str, chosen: str) -> Option:
    return Option(value=value, label=label, is_chosen=value == chosen)
