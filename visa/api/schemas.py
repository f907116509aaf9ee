"""The shapes of law as JSON; texts in both languages, amounts as strings, dates as ISO 8601."""

from datetime import date
from decimal import Decimal
from typing import Any

from ninja import Field, Schema

from visa import terms, wording
from visa.citations import Citation, Text
from visa.facts import Fact
from visa.terms import Term
from visa.titles import Route, Title
from visa.values import Parameter, Reading, State, Value


class TextOut(Schema):
    de: str
    en: str


class CitationOut(Schema):
    """A passage of the law, and the source that was read."""

    act: str
    pinpoint: str
    source: TextOut
    url: str
    grade: str = Field(description="P: primary text, S: secondary, C: worked out by us.")
    checked_on: date

    @classmethod
    def of(cls, citation: Citation) -> "CitationOut":
        return cls(
            act=citation.act,
            pinpoint=citation.pinpoint,
            source=text(citation.source),
            url=citation.url,
            grade=citation.grade,
            checked_on=citation.checked_on,
        )


class ParameterOut(Schema):
    """A figure that law sets anew from time to time."""

    key: str
    name: TextOut
    unit: str
    currency: str
    per: str
    instalments: int = Field(description="Payments a year of an amount per month.")

    @classmethod
    def of(cls, parameter: Parameter) -> "ParameterOut":
        return cls(
            key=parameter.key,
            name=text(parameter.name),
            unit=parameter.unit,
            currency=parameter.currency,
            per=parameter.per,
            instalments=parameter.instalments,
        )


class ValueOut(Schema):
    """`valid_from <= day < valid_to`; without an end until further notice."""

    amount: Decimal = Field(description="In whole cents where it is money, never rounded down.")
    formula: str | None = Field(description="Percentage × base, where the law says so.")
    published: Decimal | None = Field(description="What the gazette printed.")
    announced: bool
    valid_from: date
    valid_to: date | None
    citation: CitationOut

    @classmethod
    def of(cls, value: Value) -> "ValueOut":
        return cls(
            amount=value.in_cents(),
            formula=wording.formula_words(value.formula, "en") if value.formula else None,
            published=value.published,
            announced=value.announced,
            valid_from=value.valid_from,
            valid_to=value.valid_to,
            citation=CitationOut.of(value.citation),
        )


class ReadingOut(Schema):
    """A figure on the day; not yet published, it has no value, only the last one."""

    parameter: ParameterOut
    state: State
    value: ValueOut | None
    last: ValueOut | None
    upcoming: ValueOut | None

    @classmethod
    def of(cls, reading: Reading) -> "ReadingOut":
        return cls(
            parameter=ParameterOut.of(reading.parameter),
            state=reading.state,
            value=ValueOut.of(reading.value) if reading.value else None,
            last=ValueOut.of(reading.last) if reading.last else None,
            upcoming=ValueOut.of(reading.upcoming) if reading.upcoming else None,
        )


class ChoiceOut(Schema):
    key: str
    name: TextOut


class FactOut(Schema):
    """A question that rules ask; answers are sent by its key."""

    key: str
    kind: str
    question: TextOut
    help: TextOut
    choices: list[ChoiceOut]

    @classmethod
    def of(cls, fact: Fact) -> "FactOut":
        return cls(
            key=fact.key,
            kind=fact.kind,
            question=text(fact.question),
            help=text(fact.help),
            choices=[ChoiceOut(key=one.key, name=text(one.name)) for one in fact.choices],
        )


class TermOut(Schema):
    """A part of a rule: its operator, its words, and what it compares."""

    key: str
    operator: str
    text: TextOut
    facts: list[str]
    parameters: list[str]
    citation: CitationOut | None
    children: list["TermOut"]

    @classmethod
    def of(cls, term: Term) -> "TermOut":
        below = term.children if isinstance(term, terms.Group) else ()
        return cls(
            key=term.key,
            operator=type(term).__name__,
            text=text(term.text),
            facts=[] if below else terms.facts_of(term),
            parameters=[] if below else terms.parameters_of(term),
            citation=CitationOut.of(term.citation) if term.citation else None,
            children=[cls.of(one) for one in below],
        )


class RouteOut(Schema):
    key: str
    name: TextOut
    summary: TextOut
    valid_from: date
    valid_to: date | None
    citation: CitationOut
    rule: TermOut

    @classmethod
    def of(cls, route: Route) -> "RouteOut":
        return cls(
            key=route.key,
            name=text(route.name),
            summary=text(route.summary),
            valid_from=route.rule.valid_from,
            valid_to=route.rule.valid_to,
            citation=CitationOut.of(route.rule.citation),
            rule=TermOut.of(route.rule.term),
        )


class TitleOut(Schema):
    """A residence title; `[[visa.…]]` in its words stands for the figure of that key."""

    key: str
    country: str
    name: TextOut
    short: TextOut
    entitlement: str = Field(description="shall: a right to it; may: at discretion.")
    routes: list[RouteOut]

    @classmethod
    def of(cls, title: Title) -> "TitleOut":
        return cls(
            key=title.key,
            country=title.country,
            name=text(title.name),
            short=text(title.short),
            entitlement=title.entitlement,
            routes=[RouteOut.of(route) for route in title.routes],
        )


def text(words: Text) -> TextOut:
    return TextOut(de=words.de, en=words.en)


type Json = Any
"""Whatever a caller sent as an answer; visa/answers.py is who reads it."""
