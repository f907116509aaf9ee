"""Whether the pay of groups can belong to the pay of all; pure.

The page that this product began with had nine people of 120,684 on average, seven of them senior
with 168,958: the other two would have had to earn −48,275.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from articles.checking.arithmetic import rows_of_tables
from articles.checking.findings import PAGE, Finding, Level, Place
from articles.checking.numbers import numbers_in
from articles.checking.page import Page
from benchmarks import formats

_LEVELS = {
    "entry": re.compile(r"\b(?:junior\w*|entry|einstieg\w*|berufsanfäng\w*|einsteiger\w*)", re.I),
    "mid": re.compile(r"\b(?:mid(?:dle)?(?:-level)?|professionals?|berufserfahren\w*)\b", re.I),
    "senior": re.compile(r"\bsenior\w*", re.I),
    "lead": re.compile(r"\b(?:lead|principal|staff|leitend\w*)\b", re.I),
}
_MEAN = re.compile(r"\b(?:durchschnitt\w*|im mittel|mittelwert|average|mean)\b", re.I)
_MEDIAN = re.compile(r"\b(?:median\w*|typisch\w*|typical\w*)\b", re.I)
_PEOPLE = re.compile(
    r"\b(?:n\s?=\s?(\d{1,6})|(\d{1,6})\s+(?:data points|samples|people|respondents|Datenpunkte\w*"
    r"|Stichproben|Personen|Befragte\w*|Angaben))\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ])|\n")
_FEW = 1000  # people, among whom a share is a count that can be told
_FARTHEST = 5  # the rest of a group earns neither a fifth nor five times of what the group does


@dataclass(slots=True)
class _Said:
    """What a page says of groups and of all."""

    shares: dict[str, Decimal] = field(default_factory=dict)
    pay: dict[str, tuple[Decimal, str]] = field(default_factory=dict)
    whole: tuple[Decimal, str] | None = None
    is_mean: bool = True
    people: int | None = None
    place: Place = PAGE


def check(page: Page) -> Iterator[Finding]:
    said = _read(page)
    if said.whole is None:
        return
    if (
        said.is_mean
        and len(said.shares) > 1
        and abs(sum(said.shares.values(), Decimal(0)) - 100) <= 2
    ):
        yield from _mean(page, said)
    elif len(said.pay) > 1:
        yield from _outside(page, said)


def _read(page: Page) -> _Said:
    said = _Said()
    for place, text in _statements(page):
        if people := _PEOPLE.search(text):
            said.people = int(people[1] or people[2])
        numbers = numbers_in(text, is_german=page.is_german)
        shares = [one for one in numbers if one.unit == "percent"]
        pay = [one for one in numbers if one.unit == "money"]
        levels = [name for name, words in _LEVELS.items() if words.search(text)]
        if len(levels) == 1:
            if len(shares) == 1:
                said.shares.setdefault(levels[0], shares[0].amount)
            if len(pay) == 1:
                said.pay.setdefault(levels[0], (pay[0].amount, pay[0].currency))
        elif not levels and len(pay) == 1 and said.whole is None:
            is_mean = bool(_MEAN.search(text))
            if is_mean or _MEDIAN.search(text):
                said.whole = (pay[0].amount, pay[0].currency)
                said.is_mean, said.place = is_mean, place
        elif len(levels) > 1 and len(shares) == len(levels) and not pay:
            for name, share in zip(_in_order(text, levels), shares, strict=True):
                said.shares.setdefault(name, share.amount)
    return said


def _statements(page: Page) -> Iterator[tuple[Place, str]]:
    """Sentences and rows of tables, with the cited figures put in."""
    for passage in page.passages:
        if passage.place.path[:1] != ("rows",):
            for sentence in _SENTENCE.split(page.with_values(passage.text)):
                yield passage.place, sentence
    yield from rows_of_tables(page)


def _in_order(text: str, levels: Sequence[str]) -> list[str]:
    positions = {name: found.start() for name in levels if (found := _LEVELS[name].search(text))}
    return sorted(positions, key=lambda name: positions[name])


def _weights(said: _Said) -> dict[str, Decimal]:
    """Of few people each share is a count: 22 % of nine are two."""
    if said.people is None or said.people > _FEW:
        return said.shares
    people = Decimal(said.people)
    counts = {name: Decimal(round(share * people / 100)) for name, share in said.shares.items()}
    return counts if sum(counts.values()) == people else said.shares


def _mean(page: Page, said: _Said) -> Iterator[Finding]:
    """One group may be left out: then we say what it would have to earn."""
    if said.whole is None:
        return
    whole, currency = said.whole
    weights = _weights(said)
    parts = {name: said.pay[name][0] for name in weights if name in said.pay}
    all_of_them = sum(weights.values())
    sum_of_parts = sum((weights[name] * pay for name, pay in parts.items()), Decimal(0))
    for name in weights:
        others = {one for one in weights if one != name}
        if not others <= parts.keys() or not weights[name]:
            continue
        known = sum((weights[one] * parts[one] for one in others), Decimal(0))
        rest = (whole * all_of_them - known) / weights[name]
        if not whole / _FARTHEST <= rest <= whole * _FARTHEST:
            yield page.found(
                "impossible-rest",
                Level.BLOCKS,
                said.place,
                whole=formats.money(whole, currency or "EUR", page.said_in),
                rest=formats.money(rest.quantize(Decimal(1)), currency or "EUR", page.said_in),
                parts=", ".join(
                    formats.money(parts[one], currency or "EUR", page.said_in)
                    for one in sorted(others)
                ),
            )
            return
    if parts.keys() == weights.keys() and abs(sum_of_parts / all_of_them - whole) > whole / 50:
        yield page.found(
            "group-means",
            Level.BLOCKS,
            said.place,
            whole=formats.money(whole, currency or "EUR", page.said_in),
            mean=formats.money(
                (sum_of_parts / all_of_them).quantize(Decimal(1)), currency or "EUR", page.said_in
            ),
        )


def _outside(page: Page, said: _Said) -> Iterator[Finding]:
    """The pay of all lies between that of its groups, mean or median, where all are named.

    A page rarely names all: we only know when the groups reach from entry to senior.
    """
    if said.whole is None or not {"entry", "senior"} <= said.pay.keys():
        return
    whole, currency = said.whole
    amounts = sorted(pay for pay, _currency in said.pay.values())
    if not amounts[0] <= whole <= amounts[-1]:
        yield page.found(
            "whole-outside",
            Level.WARNING,
            said.place,
            whole=formats.money(whole, currency or "EUR", page.said_in),
            low=formats.money(amounts[0], currency or "EUR", page.said_in),
            high=formats.money(amounts[-1], currency or "EUR", page.said_in),
        )
