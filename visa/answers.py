"""Reads what a person or a program answered into a case; what can't be read gets a sentence."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from visa.citations import Text
from visa.facts import Answer, Case, Fact, FactKind, Salary, Span
from visa.values import Per

type Sent = str | int | bool | list["Sent"] | dict[str, "Sent"] | None
"""A value of JSON; numbers with decimals come as text, since floats are not exact."""

MOST_MONEY = Decimal(100_000_000)
MOST_NUMBER = Decimal(10_000)
MOST_SPANS = 30
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
_CODE = re.compile(r"[0-9]{1,4}")
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
_TRUTH = {True: True, False: False, "yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """Why an answer to one fact can't be used."""

    fact: str
    sentence: Text


class Unreadable(ValueError):
    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


NO_MONEY = Text(
    "Bitte einen Betrag zwischen 0 und 100 Millionen angeben, etwa 48000.50.",
    "Please give an amount between 0 and 100 million, such as 48000.50.",
)
NO_PERIOD = Text(
    "Ein Gehalt gilt pro Jahr (year) oder pro Monat (month).",
    "A salary is per year or per month.",
)
NO_INSTALMENTS = Text(
    "Ein Monatsgehalt wird 12 bis 16 Mal im Jahr gezahlt.",
    "A monthly salary is paid 12 to 16 times a year.",
)
NO_DATE = Text(
    "Diesen Tag gibt es nicht; gefragt ist ein Datum von 1900 bis 2100, etwa 2024-03-31.",
    "There is no such day; this asks for a date from 1900 to 2100, such as 2024-03-31.",
)
NO_CODE = Text(
    "Ein Code der ISCO-08 hat ein bis vier Ziffern, etwa 2512.",
    "A code of ISCO-08 has one to four digits, such as 2512.",
)
NO_CHOICE = Text(
    "Das steht nicht zur Wahl. Möglich sind: {known}.", "This is not on the list. It has: {known}."
)
NO_TRUTH = Text("Hier geht nur Ja oder Nein.", "This can only be yes or no.")
NO_NUMBER = Text(
    "Bitte eine Zahl von 0 bis 10000 angeben, etwa 24.",
    "Please give a number from 0 to 10000, such as 24.",
)
NO_SPANS = Text(
    "Ein Zeitraum hat einen ersten Tag und danach einen letzten oder noch keinen; "
    "höchstens 30 Zeiträume.",
    "A period has a first day and after it a last one, or none yet; at most 30 periods.",
)
UNASKED = Text("Danach fragt keine Regel.", "No rule asks for this.")


def read_answers(
    facts: Mapping[str, Fact], sent: Mapping[str, Sent]
) -> tuple[Case, list[AnswerProblem]]:
    """The case of all answers that can be read, and what is wrong with each of the others.

    Nothing, null or empty text, leaves a fact unknown.
    """
    answers: dict[str, Answer] = {}
    problems: list[AnswerProblem] = []
    for key, value in sent.items():
        if value is None or value == "":
            continue
        try:
            if key not in facts:
                raise Unreadable(UNASKED)
            answers[key] = _READERS[facts[key].kind](facts[key], value)
        except Unreadable as unreadable:
            problems.append(AnswerProblem(key, unreadable.sentence))
    return Case(answers), problems


def _decimal(value: Sent, most: Decimal, sentence: Text) -> Decimal:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if 0 <= value <= most else ""
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise Unreadable(sentence)
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise Unreadable(sentence) from error
    if number > most:
        raise Unreadable(sentence)
    return number


def _stated(parts: Mapping[str, Sent], name: str, otherwise: Sent) -> Sent:
    """What was sent; 0 is an answer, too, and no instalments aren't twelve."""
    stated = parts.get(name)
    return otherwise if stated is None or stated == "" else stated


def _money(fact: Fact, value: Sent) -> Salary:
    parts = value if isinstance(value, dict) else {"amount": value}
    if not parts.keys() <= {"amount", "per", "instalments"}:
        raise Unreadable(NO_MONEY)
    amount = _decimal(parts.get("amount"), MOST_MONEY, NO_MONEY)
    per = _stated(parts, "per", Per.YEAR)
    if per not in (Per.YEAR, Per.MONTH):
        raise Unreadable(NO_PERIOD)
    instalments = _decimal(_stated(parts, "instalments", 12), MOST_NUMBER, NO_INSTALMENTS)
    if instalments not in (12, 13, 14, 15, 16):
        raise Unreadable(NO_INSTALMENTS)
    return Salary(amount, Per(per), int(instalments))


def _day(value: Sent) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError as error:
        raise Unreadable(NO_DATE) from error
    if day is None or day.isoformat() != value or not FIRST_DAY <= day <= LAST_DAY:
        raise Unreadable(NO_DATE)
    return day


def _date(fact: Fact, value: Sent) -> date:
    return _day(value)


def _code(fact: Fact, value: Sent) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if 0 <= value <= 9_999 else ""
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise Unreadable(NO_CODE)
    return value


def _choice(fact: Fact, value: Sent) -> str:
    known = [choice.key for choice in fact.choices]
    if not isinstance(value, str) or value not in known:
        names = ", ".join(known)
        raise Unreadable(Text(NO_CHOICE.de.format(known=names), NO_CHOICE.en.format(known=names)))
    return value


def _yes_no(fact: Fact, value: Sent) -> bool:
    if not isinstance(value, bool | str) or value not in _TRUTH:
        raise Unreadable(NO_TRUTH)
    return _TRUTH[value]


def _number(fact: Fact, value: Sent) -> Decimal:
    return _decimal(value, MOST_NUMBER, NO_NUMBER)


def _spans(fact: Fact, value: Sent) -> tuple[Span, ...]:
    if not isinstance(value, list) or len(value) > MOST_SPANS:
        raise Unreadable(NO_SPANS)
    return tuple(map(_span, value))


def _span(value: Sent) -> Span:
    """People name the last day that they worked, which belongs to the time worked."""
    if not isinstance(value, dict) or not value.keys() <= {"from", "to"}:
        raise Unreadable(NO_SPANS)
    start = _day(value.get("from"))
    if not value.get("to"):
        return Span(start)
    last = _day(value["to"])
    if last < start:
        raise Unreadable(NO_SPANS)
    return Span(start, last + timedelta(days=1))


_READERS: Mapping[FactKind, Callable[[Fact, Sent], Answer]] = {
    FactKind.MONEY: _money,
    FactKind.DATE: _date,
    FactKind.CODE: _code,
    FactKind.CHOICE: _choice,
    FactKind.YES_NO: _yes_no,
    FactKind.NUMBER: _number,
    FactKind.SPANS: _spans,
}
