"""Whether a rule of law is met: an answer for every part of it, with its reason."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from visa import terms
from visa.facts import Case
from visa.leaves import LEAVES, number_in
from visa.outcomes import (
    NOTHING,
    Outcome,
    PointRange,
    between,
    joined_by_all,
    joined_by_any,
    verdict,
)
from visa.results import Law, Result
from visa.terms import Term

SMALLEST = Decimal("1e-6")  # any points at all


def evaluate(term: Term, case: Case, law: Law, on: date) -> Result:
    """The term for one case under the law of the day `on`, the day of application.

    Raises KeyError where the rule names a parameter or group that there isn't.
    """
    return _EVALUATORS[type(term)](term, case, law, on)


_OPPOSITE = {Outcome.MET: Outcome.NOT_MET, Outcome.NOT_MET: Outcome.MET}


# Groups


def _children(group: terms.Group, case: Case, law: Law, on: date) -> tuple[Result, ...]:
    return tuple(evaluate(child, case, law, on) for child in group.children)


def _all(group: terms.All, case: Case, law: Law, on: date) -> Result:
    children = _children(group, case, law, on)
    outcome = joined_by_all([child.outcome for child in children])
    return Result(term=group, outcome=outcome, children=children)


def _any_of(group: terms.AnyOf | terms.Unless, case: Case, law: Law, on: date) -> Result:
    children = _children(group, case, law, on)
    outcome = joined_by_any([child.outcome for child in children])
    return Result(term=group, outcome=outcome, children=children)


def _none_of(group: terms.NoneOf, case: Case, law: Law, on: date) -> Result:
    children = _children(group, case, law, on)
    outcome = joined_by_any([child.outcome for child in children])
    return Result(term=group, outcome=_OPPOSITE.get(outcome, outcome), children=children)


def _at_least(group: terms.AtLeast, case: Case, law: Law, on: date) -> Result:
    children = _children(group, case, law, on)
    outcomes = [child.outcome for child in children]
    met = outcomes.count(Outcome.MET)
    granted = outcomes.count(Outcome.AUTHORITY)
    told = outcomes.count(Outcome.UNKNOWN)
    outcome = between(
        verdict(met, met + granted, group.count),
        verdict(met + told, met + told + granted, group.count),
    )
    return Result(term=group, outcome=outcome, children=children)


# Points


def _points(group: terms.Points, case: Case, law: Law, on: date) -> Result:
    children = _children(group, case, law, on)
    outcome = joined_by_all([child.outcome for child in children])
    points = PointRange.of(outcome, group.points)
    return Result(term=group, outcome=outcome, children=children, points=points)


def _points_per(term: terms.PointsPer, case: Case, law: Law, on: date) -> Result:
    answer = case.get(term.fact)
    if answer is None:
        most = Decimal("Infinity")
        unknown = PointRange(NOTHING, NOTHING, most, most)
        return Result(term=term, outcome=Outcome.UNKNOWN, points=unknown, missing=(term.fact,))
    number = number_in(answer)
    got = PointRange.of(Outcome.MET, term.points * (number // term.unit))
    outcome = Outcome.MET if got.sure else Outcome.NOT_MET
    measured = Fraction(number)
    return Result(term=term, outcome=outcome, answer=answer, measured=measured, points=got)


def _highest(group: terms.Highest, case: Case, law: Law, on: date) -> Result:
    return _adding(group, _children(group, case, law, on), max)


def _capped(group: terms.Capped, case: Case, law: Law, on: date) -> Result:
    def capped(points: Iterable[Decimal]) -> Decimal:
        return min(group.most, sum_of_points(points))

    return _adding(group, _children(group, case, law, on), capped)


def _adding(
    group: terms.Group, children: tuple[Result, ...], join: Callable[[Iterable[Decimal]], Decimal]
) -> Result:
    points = PointRange.joined((child.points or PointRange() for child in children), join)
    outcome = between(
        verdict(points.sure, points.with_authority, SMALLEST),
        verdict(points.with_answers, points.at_most, SMALLEST),
    )
    return Result(term=group, outcome=outcome, children=children, points=points)


def _score(group: terms.Score, case: Case, law: Law, on: date) -> Result:
    children = _children(group, case, law, on)
    points = PointRange.joined((child.points or PointRange() for child in children), sum_of_points)
    reading = law.values.read(group.parameter, on) if group.parameter else None
    minimum = group.minimum
    if reading:
        minimum = reading.value.in_cents() if reading.value else None
    outcome = Outcome.UNKNOWN
    if minimum is not None:
        outcome = between(
            verdict(points.sure, points.with_authority, minimum),
            verdict(points.with_answers, points.at_most, minimum),
        )
    return Result(
        term=group,
        outcome=outcome,
        children=children,
        reading=reading,
        required=None if minimum is None else Fraction(minimum),
        points=points,
    )


def sum_of_points(points: Iterable[Decimal]) -> Decimal:
    return sum(points, NOTHING)


_EVALUATORS: Mapping[type[Term], Callable[..., Result]] = {
    **LEAVES,
    terms.All: _all,
    terms.AnyOf: _any_of,
    terms.Unless: _any_of,
    terms.NoneOf: _none_of,
    terms.AtLeast: _at_least,
    terms.Points: _points,
    terms.PointsPer: _points_per,
    terms.Highest: _highest,
    terms.Capped: _capped,
    terms.Score: _score,
}
