"""Which answers would turn one leaf, as far as somebody can change them."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from visa import terms
from visa.changes import Direction, NewAnswer, Way
from visa.facts import Answer, ChangeableBy, Salary
from visa.results import Law, Result
from visa.terms import Relation, Term
from visa.values import CENT, Per

MOST_STEPS = 10
_UNCHANGEABLE = {ChangeableBy.NOBODY, ChangeableBy.TIME}
_CONTRARY = {
    Relation.AT_LEAST: Relation.LESS_THAN,
    Relation.MORE_THAN: Relation.AT_MOST,
    Relation.AT_MOST: Relation.MORE_THAN,
    Relation.LESS_THAN: Relation.AT_LEAST,
}
_DIRECTIONS = {
    Relation.AT_LEAST: Direction.UP,
    Relation.MORE_THAN: Direction.UP,
    Relation.AT_MOST: Direction.DOWN,
    Relation.LESS_THAN: Direction.DOWN,
    Relation.EQUAL: Direction.EXACT,
}


def leaf_ways(result: Result, law: Law, on: date, *, wanted: bool) -> list[Way]:
    """Each a single new answer. Nobody changes a date of birth, a degree's date or past work."""
    term = result.term
    if term.changeable_by in _UNCHANGEABLE or result.answer is None:
        return []
    if isinstance(term, terms.Compare | terms.Lookup):
        return _compared(term, result, wanted=wanted)
    if isinstance(term, terms.OneOf):
        return [(change,) for change in _choices(term, result.answer, law, wanted=wanted)]
    if isinstance(term, terms.Evidence):
        return [(_answer(term, term.fact, wanted),)]
    if isinstance(term, terms.InGroup) and wanted:
        prefixes = law.groups[term.group].prefixes
        covering = [one.prefix for one in prefixes if one.covers(one.prefix, on)]
        return [(_answer(term, term.fact, prefix),) for prefix in covering]
    return []


def numbers_above(result: Result) -> list[tuple[Way, Decimal]]:
    """Numbers that would bring points for one unit more, two more and so on, with the points."""
    term, has = result.term, result.answer
    if not isinstance(term, terms.PointsPer) or not isinstance(has, Decimal):
        return []
    if term.changeable_by in _UNCHANGEABLE:
        return []
    units = has // term.unit
    return [
        (
            (_number(term, term.fact, has, (units + step) * term.unit, Direction.UP),),
            step * term.points,
        )
        for step in map(Decimal, range(1, MOST_STEPS + 1))
    ]


def _answer(term: Term, fact: str, answer: Answer, size: Fraction = Fraction(1)) -> NewAnswer:
    return NewAnswer(
        fact=fact, answer=answer, changeable_by=term.changeable_by, serves=term, size=size
    )


def _number(
    term: Term, fact: str, has: Decimal, number: Decimal, direction: Direction
) -> NewAnswer:
    return NewAnswer(
        fact=fact,
        answer=number,
        changeable_by=term.changeable_by,
        serves=term,
        direction=direction,
        size=Fraction(abs(number - has)),
    )


def _compared(term: terms.Compare | terms.Lookup, result: Result, *, wanted: bool) -> list[Way]:
    relation = term.relation if isinstance(term, terms.Compare) else Relation.AT_LEAST
    if not wanted:
        if relation not in _CONTRARY:
            return []
        relation = _CONTRARY[relation]
    if result.required is None:
        return []
    has, required = result.answer, result.required
    if isinstance(has, Salary):
        salary = salary_reaching(has, required, relation)
        size = abs(salary.per_year() - has.per_year())
        change = NewAnswer(
            fact=term.fact,
            answer=salary,
            changeable_by=term.changeable_by,
            serves=term,
            direction=_DIRECTIONS[relation],
            size=size,
        )
        return [(change,)] if salary.amount >= 0 else []
    if isinstance(has, Decimal):
        number = _stepped(required, Decimal(1), relation)
        return [(_number(term, term.fact, has, number, _DIRECTIONS[relation]),)]
    return []


def salary_reaching(agreed: Salary, required: Fraction, relation: Relation) -> Salary:
    """The nearest amount in whole cents, per year or month as agreed, that fulfils a relation."""
    times = agreed.instalments if agreed.per is Per.MONTH else 1
    amount = _stepped(required / times, CENT, relation)
    return Salary(amount, agreed.per, agreed.instalments)


def _stepped(required: Fraction, step: Decimal, relation: Relation) -> Decimal:
    """The nearest whole multiple of `step`, or the number itself, in the relation to it.

    Contracts run for whole months; a number asked for that is none is kept as it is.
    """
    steps = Decimal(required.numerator) / (required.denominator * step)
    strict = relation in (Relation.MORE_THAN, Relation.LESS_THAN)
    if relation in (Relation.AT_LEAST, Relation.MORE_THAN):
        whole = steps.to_integral_value(ROUND_CEILING)
        whole += 1 if strict and whole == steps else 0
    elif relation is Relation.EQUAL:
        return steps * step
    else:
        whole = steps.to_integral_value(ROUND_FLOOR)
        whole -= 1 if strict and whole == steps else 0
    return whole * step


def _choices(term: terms.OneOf, has: Answer, law: Law, *, wanted: bool) -> Iterator[NewAnswer]:
    """Sizes are steps in the order in which the choices are offered, as levels are."""
    fact = law.facts.get(term.fact)
    known = [one.key for one in fact.choices] if fact else list(term.choices)
    places = {choice: place for place, choice in enumerate(known)}
    for choice in term.choices if wanted else known:
        if choice == has or (not wanted and choice in term.choices):
            continue
        steps = abs(places.get(choice, 0) - places.get(str(has), 0)) or 1
        yield _answer(term, term.fact, choice, Fraction(steps))
