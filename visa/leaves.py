"""Compares one answer of a person with the law of a day: the leaves of a rule."""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from visa import terms
from visa.facts import Answer, Case, Salary
from visa.outcomes import Outcome
from visa.periods import later, whole_months_worked, whole_years
from visa.results import Law, Result
from visa.terms import CalendarUnit, Relation, Term
from visa.values import Reading

RELATIONS: Mapping[Relation, Callable[[Fraction, Fraction], bool]] = {
    Relation.AT_LEAST: operator.ge,
    Relation.MORE_THAN: operator.gt,
    Relation.AT_MOST: operator.le,
    Relation.LESS_THAN: operator.lt,
    Relation.EQUAL: operator.eq,
}


def number_in(answer: Answer) -> Decimal:
    """Raises TypeError for an answer of another kind; those are refused when they are read."""
    if not isinstance(answer, Decimal):
        raise TypeError(f"{answer!r} is not a number")
    return answer


def _unknown(term: Term, *facts: str, reading: Reading | None = None) -> Result:
    return Result(term=term, outcome=Outcome.UNKNOWN, missing=facts, reading=reading)


def _told(holds: bool) -> Outcome:
    return Outcome.MET if holds else Outcome.NOT_MET


def _compare(term: terms.Compare, case: Case, law: Law, on: date) -> Result:
    reading = law.values.read(term.parameter, on) if term.parameter else None
    answer = case.get(term.fact)
    if answer is None:
        return _unknown(term, term.fact, reading=reading)
    if reading is None:
        return _measured(term, term.relation, answer, Fraction(term.number or 0))
    required = reading.value.per_year() if reading.value else None
    return _measured(term, term.relation, answer, required, reading)


def _measured(
    term: Term,
    relation: Relation,
    answer: Answer,
    required: Fraction | None,
    reading: Reading | None = None,
) -> Result:
    """Unknown where the value has not been published: nobody can know the answer then."""
    measured = answer.per_year() if isinstance(answer, Salary) else Fraction(number_in(answer))
    outcome = Outcome.UNKNOWN
    if required is not None:
        outcome = _told(RELATIONS[relation](measured, required))
    return Result(
        term=term,
        outcome=outcome,
        answer=answer,
        reading=reading,
        measured=measured,
        required=required,
    )


def _lookup(term: terms.Lookup, case: Case, law: Law, on: date) -> Result:
    born, day = _date(case, term.born), _reference(case, term.reference, on)
    if born is None or day is None:
        return _unknown(term, *_untold(case, term.born, term.reference, term.fact))
    age = whole_years(born, day)
    band = next((one for one in reversed(term.bands) if age >= one.years), None)
    if band is None:
        measured = Fraction(age)
        return Result(term=term, outcome=Outcome.NOT_MET, answer=born, measured=measured)
    reading = law.values.read(band.parameter, on)
    answer = case.get(term.fact)
    if answer is None:
        return _unknown(term, term.fact, reading=reading)
    required = reading.value.per_year() if reading.value else None
    return _measured(term, Relation.AT_LEAST, answer, required, reading)


def _in_group(term: terms.InGroup, case: Case, law: Law, on: date) -> Result:
    code = case.get(term.fact)
    group = law.groups[term.group]
    if not isinstance(code, str):
        return _unknown(term, term.fact)
    if not group.has(code, on) and group.may_have(code, on):
        return Result(term=term, outcome=Outcome.UNKNOWN, answer=code, missing=(term.fact,))
    return Result(term=term, outcome=_told(group.has(code, on)), answer=code)


def _one_of(term: terms.OneOf, case: Case, law: Law, on: date) -> Result:
    answer = case.get(term.fact)
    if answer is None:
        return _unknown(term, term.fact)
    return Result(term=term, outcome=_told(answer in term.choices), answer=answer)


def _age(term: terms.Age, case: Case, law: Law, on: date) -> Result:
    since, day = _date(case, term.fact), _reference(case, term.reference, on)
    if since is None or day is None:
        return _unknown(term, *_untold(case, term.fact, term.reference))
    years, required = Fraction(whole_years(since, day)), Fraction(term.years)
    return Result(
        term=term,
        outcome=_told(RELATIONS[term.relation](years, required)),
        answer=since,
        measured=years,
        required=required,
    )


def _within(term: terms.Within, case: Case, law: Law, on: date) -> Result:
    event, day = _date(case, term.fact), _reference(case, term.reference, on)
    if event is None or day is None:
        return _unknown(term, *_untold(case, term.fact, term.reference))
    holds = event <= day <= later(event, term.length, term.unit)
    days = Fraction((day - event).days)
    return Result(term=term, outcome=_told(holds), answer=event, measured=days)


def _worked(term: terms.Worked, case: Case, law: Law, on: date) -> Result:
    spans, day = case.get(term.fact), _reference(case, term.reference, on)
    if not isinstance(spans, tuple) or day is None:
        return _unknown(term, *_untold(case, term.fact, term.reference))
    since = later(day, -term.window, CalendarUnit.YEARS)
    months = whole_months_worked(spans, since, day)
    return Result(
        term=term,
        outcome=_told(months >= term.months),
        answer=spans,
        measured=Fraction(months),
        required=Fraction(term.months),
    )


def _evidence(term: terms.Evidence, case: Case, law: Law, on: date) -> Result:
    answer = case.get(term.fact)
    if answer is None:
        return _unknown(term, term.fact)
    return Result(term=term, outcome=_told(answer is True), answer=answer)


def _authority(term: terms.AuthorityDecides, case: Case, law: Law, on: date) -> Result:
    return Result(term=term, outcome=Outcome.AUTHORITY)


def _date(case: Case, key: str) -> date | None:
    answer = case.get(key)
    return answer if isinstance(answer, date) else None


def _reference(case: Case, key: str, on: date) -> date | None:
    """The day that a term counts to: that of the application unless it names another."""
    return _date(case, key) if key else on


def _untold(case: Case, *keys: str) -> list[str]:
    return [key for key in keys if key and case.get(key) is None]


LEAVES: Mapping[type[Term], Callable[..., Result]] = {
    terms.Compare: _compare,
    terms.Lookup: _lookup,
    terms.InGroup: _in_group,
    terms.OneOf: _one_of,
    terms.Age: _age,
    terms.Within: _within,
    terms.Worked: _worked,
    terms.Evidence: _evidence,
    terms.AuthorityDecides: _authority,
}
