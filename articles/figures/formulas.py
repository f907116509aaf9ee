"""Reckoning with figures as formulas in prose ask for it: `[[a - b]]`, `[[a / b - 1]]`; pure.

Exact where the operands are; estimates carry their intervals along, and the result claims no more
than its interval allows. A formula over a figure without a value has none either.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from articles.figures.amounts import Amount, NoResult, combined
from articles.figures.figure import Figure, FigureBook, State, nothing
from articles.figures.references import Reference
from visa.citations import Text

LONGEST = 500
"""Signs in a formula; nobody reads a longer one."""
_TOKEN = re.compile(r"\s+([-+*/])\s+|([()])")
_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,6})?")
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
_SIGNS = {"*": "×", "/": "÷", "-": "\N{MINUS SIGN}"}
_WORST = (State.UNKNOWN, State.UNPUBLISHED, State.SUPPRESSED)


class Malformed(ValueError):
    """What stands between the brackets is no formula."""


def worked_out(reference: Reference, book: FigureBook) -> Figure:
    """What a formula gives on the day of the book, as a figure; unknown where it gives nothing."""
    key = reference.expression
    try:
        tokens = list(_tokens(key))
        postfix = list(_in_order_of_work(tokens))
        operands = {one: _operand(one, book) for one in tokens if one not in "()+-*/"}
        result = _result(postfix, operands)
    except (Malformed, NoResult):
        return nothing(key)
    figures = [one for one in operands.values() if isinstance(one, Figure)]
    return _figure(key, tokens, figures, result)


def _tokens(expression: str) -> Iterator[str]:
    """Operands, operators and brackets. Raises Malformed where it is too long."""
    if len(expression) > LONGEST:
        raise Malformed(expression[:80])
    for part in _TOKEN.split(expression):
        if part and (token := part.strip()):
            yield token


def _in_order_of_work(tokens: list[str]) -> Iterator[str]:
    """Operands before their operators, products before sums. Raises Malformed."""
    waiting: list[str] = []
    wants_operand = True
    for token in tokens:
        if wants_operand != (token == "(" or token not in ")+-*/"):  # noqa: S105 # no password
            raise Malformed(token)
        if token == "(":  # noqa: S105
            waiting.append(token)
        elif token == ")":  # noqa: S105
            while waiting and waiting[-1] != "(":
                yield waiting.pop()
            if not waiting:
                raise Malformed(token)
            waiting.pop()
        elif token in _RANK:
            while waiting and _RANK.get(waiting[-1], 0) >= _RANK[token]:
                yield waiting.pop()
            waiting.append(token)
            wants_operand = True
        else:
            yield token
            wants_operand = False
    if wants_operand or "(" in waiting:
        raise Malformed("unfinished")
    yield from reversed(waiting)


def _operand(token: str, book: FigureBook) -> Figure | Amount:
    """Raises Malformed for what is neither a number nor a key of the book."""
    if _NUMBER.fullmatch(token):
        return Amount.of_number(Fraction(Decimal(token)))
    figure = book.of(token)
    if figure is None:
        raise Malformed(token)
    return figure


def _result(postfix: list[str], operands: dict[str, Figure | Amount]) -> Amount | None:
    """None where an operand has no value. Raises NoResult where one can't reckon so."""
    if any(isinstance(one, Figure) and one.value is None for one in operands.values()):
        return None
    stack: list[Amount] = []
    for token in postfix:
        if token in _RANK:
            right, left = stack.pop(), stack.pop()
            stack.append(combined(token, left, right))
        else:
            operand = operands[token]
            stack.append(operand if isinstance(operand, Amount) else Amount.of(operand))
    return stack.pop()


def _figure(key: str, tokens: list[str], figures: list[Figure], result: Amount | None) -> Figure:
    named = {one.key: one for one in figures}
    states = {one.state for one in figures}
    state = next((worst for worst in _WORST if worst in states), State.KNOWN)
    shared = {
        "key": key,
        "address": " ".join(named[one].address if one in named else one for one in tokens),
        "name": Text(_words(tokens, named, "de"), _words(tokens, named, "en")),
        "n": min((one.n for one in figures if one.n is not None), default=None),
        "is_announced": any(one.is_announced for one in figures),
        "is_gap": any(one.is_gap for one in figures),
        "origins": tuple(dict.fromkeys(one for figure in figures for one in figure.origins)),
        "formula": key,
        "inputs": tuple(named),
        "is_estimate": any(one.is_estimate for one in figures),
    }
    if result is None:
        unit = figures[0].unit
        return Figure(state=state, unit=unit, currency=figures[0].currency, **shared)  # type: ignore[arg-type]  # each is as its field
    return Figure(state=State.KNOWN, **result.as_fields(), **shared)  # type: ignore[arg-type]  # as above


def _words(tokens: list[str], named: dict[str, Figure], language: str) -> str:
    """The formula with names for keys."""
    words = [
        named[one].name.in_language(language) if one in named else _SIGNS.get(one, one)
        for one in tokens
    ]
    return " ".join(words).replace("( ", "(").replace(" )", ")")
