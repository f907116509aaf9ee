"""Answers on both sides of every comparison of a rule, and cases made of them.

One cent, one day, one month and one digit to either side: whoever changes a rule changes the
outcome of one of these cases.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from visa import terms
from visa.deciding import decisive
from visa.eligibility import evaluate
from visa.facts import Answer, Case, FactKind, Salary, Span
from visa.outcomes import Outcome
from visa.periods import later
from visa.results import Law, Result
from visa.terms import CalendarUnit, Term, walk
from visa.values import CENT, Per, Value

DAY = timedelta(days=1)
REFERENCE_IN = timedelta(days=45)  # days that the person names lie so far ahead


@dataclass(frozen=True)
class Probe:
    """A case on a day, with what is seen of the rule's answer."""

    case: Case
    on: date
    seen: str


def years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


def answers_at_the_edges(term: Term, law: Law, on: date) -> dict[str, list[Answer]]:
    """For every fact of a rule the answers at which something turns, and those beside them."""
    found: dict[str, dict[str, Answer]] = {}
    for one in walk(term):
        for fact, answer in _edges(one, law, on):
            found.setdefault(fact, {}).setdefault(repr(answer), answer)
    return {fact: list(of.values()) for fact, of in found.items()}


def _edges(term: Term, law: Law, on: date) -> Iterator[tuple[str, Answer]]:
    reference = getattr(term, "reference", "")
    day = on + REFERENCE_IN if reference else on
    if reference:
        yield reference, day
        yield reference, on
    match term:
        case terms.Compare(fact=fact, parameter=key) if key:
            yield from (
                (fact, one) for one in around_value(law, law.values.value_on(key, on), fact)
            )
        case terms.Compare(fact=fact, number=number):
            yield from ((fact, one) for one in _around_number(law, fact, number or Decimal(0)))
        case terms.PointsPer(fact=fact, unit=unit):
            yield from ((fact, unit * times) for times in range(12))
            yield fact, unit * 2 - Decimal("0.01")
        case terms.Lookup(fact=fact, born=born, bands=bands):
            for band in bands:
                value = law.values.value_on(band.parameter, on)
                yield from ((fact, one) for one in around_value(law, value, fact))
                yield from ((born, one) for one in around_birthday(day, band.years))
        case terms.InGroup(fact=fact, group=group):
            for prefix in law.groups[group].prefixes:
                yield from ((fact, code) for code in around_code(prefix.prefix))
        case terms.OneOf(fact=fact, choices=choices):
            known = [choice.key for choice in law.facts[fact].choices] or choices
            yield from ((fact, choice) for choice in known)
        case terms.Age(fact=fact, years=years):
            yield from ((fact, one) for one in around_birthday(day, years))
        case terms.Within(fact=fact):
            yield from ((fact, one) for one in around_period(term, day))
        case terms.Worked(fact=fact):
            yield from ((fact, one) for one in around_work(term, day))
        case terms.Evidence(fact=fact):
            yield from ((fact, True), (fact, False))


def around_value(law: Law, value: Value | None, fact: str) -> Iterator[Answer]:
    """A cent, or one unit, to either side of a legal value."""
    is_money = law.facts[fact].kind is FactKind.MONEY
    if value is None:
        yield Salary(Decimal(1_000_000)) if is_money else Decimal(1)
        return
    for step in (-1, 0, 1):
        if not is_money:
            yield value.in_cents() + step
        elif value.parameter.per is Per.MONTH:
            amount = value.in_cents() + step * CENT
            yield Salary(amount, Per.MONTH, value.parameter.instalments)
        else:
            yield Salary(value.in_cents() + step * CENT)


def _around_number(law: Law, fact: str, number: Decimal) -> Iterator[Answer]:
    for step in (-1, 0, 1):
        if law.facts[fact].kind is FactKind.MONEY:
            yield Salary(number + step * CENT)
        else:
            yield max(number + step, Decimal(0))


def around_birthday(day: date, years: int) -> Iterator[date]:
    """Born so that the day is the birthday of that age, of those beside it, or the day before."""
    for age in (years - 1, years, years + 1, years + 2):
        if age >= 0:
            yield years_before(day, age)
            yield years_before(day, age) + DAY


def around_code(prefix: str) -> Iterator[str]:
    yield prefix.ljust(4, "1")
    yield prefix
    yield prefix[0]
    yield f"{prefix[:-1]}{(int(prefix[-1]) + 1) % 10}".ljust(4, "1")
    yield "9999"


def around_period(term: terms.Within, day: date) -> Iterator[date]:
    """Events whose period ends today, ended yesterday, begins today or begins tomorrow."""
    for length in (term.length - 1, term.length, term.length + 1):
        start = later(day, -length, term.unit)
        yield from (start - DAY, start, start + DAY)
    yield from (day, day + DAY)


def around_work(term: terms.Worked, day: date) -> Iterator[tuple[Span, ...]]:
    """Enough months to the day and a day less; at the edge of the window and a day before it."""
    for months in (term.months - 1, term.months, term.months + 1):
        start = later(day, -months, CalendarUnit.MONTHS)
        yield (Span(start),)
        yield (Span(start + DAY),)
    for window in (term.window - 1, term.window, term.window + 1):
        edge = later(day, -window, CalendarUnit.YEARS)
        yield (Span(edge, later(edge, term.months, CalendarUnit.MONTHS)),)
        yield (Span(edge - DAY, later(edge, term.months, CalendarUnit.MONTHS) - DAY),)
    yield ()


def cases(edges: dict[str, list[Answer]], count: int, seed: int) -> Iterator[Case]:
    """Cases of such answers; now and then one is not told."""
    chance = random.Random(seed)
    for _number in range(count):
        yield Case(
            {fact: chance.choice(of) for fact, of in edges.items() if chance.random() > 0.04}
        )


def variations(case: Case, edges: dict[str, list[Answer]]) -> Iterator[Case]:
    """The case with one answer replaced by another at an edge, or left out."""
    for fact, of in edges.items():
        yield from (case.with_answer(fact, answer) for answer in of)
        yield Case({key: answer for key, answer in case.answers.items() if key != fact})


def probes(
    term: Term, law: Law, on: date, *, count: int, climbs: int, most: int, seed: int = 5
) -> list[Probe]:
    """Cases that tell a rule from one that was changed: those around some that meet it."""
    edges = answers_at_the_edges(term, law, on)
    found: dict[str, Probe] = {}

    def try_case(case: Case) -> Outcome:
        result = evaluate(term, case, law, on)
        found.setdefault(repr(sorted(case.answers.items())), Probe(case, on, seen(result)))
        return result.outcome

    starts = climbed(term, law, on, edges, climbs, seed)
    random_ones = list(cases(edges, count, seed))
    starts += [case for case in random_ones if try_case(case) is not Outcome.NOT_MET]
    for start in starts[:most]:
        for case in variations(start, edges):
            try_case(case)
    return list(found.values())


def seen(result: Result) -> str:
    """What somebody would notice: the outcome, and all that is left to the authority."""
    if result.outcome is not Outcome.AUTHORITY:
        return result.outcome
    return " ".join([result.outcome, *sorted(leaf.term.key for leaf in decisive(result))])


def climbed(
    term: Term, law: Law, on: date, edges: dict[str, list[Answer]], count: int, seed: int
) -> list[Case]:
    """Cases that meet the rule, reached from random ones by changing one answer at a time."""
    chance = random.Random(seed)
    met: list[Case] = []
    for case in cases(edges, count, seed + 1):
        best = merit(evaluate(term, case, law, on))
        for _step in range(12):
            for one in chance.sample(options := list(variations(case, edges)), len(options)):
                if (now := merit(evaluate(term, one, law, on))) > best:
                    case, best = one, now
                    break
            else:
                break
        met.append(trimmed(term, case, law, on, edges))
    return met


def trimmed(term: Term, case: Case, law: Law, on: date, edges: dict[str, list[Answer]]) -> Case:
    """The case without points that it does not need: then a point more or less decides."""
    result = evaluate(term, case, law, on)
    for one in variations(case, edges):
        other = evaluate(term, one, law, on)
        if other.outcome is result.outcome and points_in(other) < points_in(result):
            return trimmed(term, one, law, on, edges)
    return case


def points_in(result: Result) -> Decimal:
    if result.points is not None:
        return result.points.sure
    return sum(map(points_in, result.children), Decimal(0))


def merit(result: Result) -> float:
    """How near a case is to meeting a rule, shared out over its groups."""
    if result.outcome in (Outcome.MET, Outcome.AUTHORITY):
        return 1.0
    if result.points is not None:
        return min(0.9, float(result.points.sure) / 100)
    if not result.children:
        return 0.0
    inner = [merit(child) for child in result.children]
    if isinstance(result.term, terms.All | terms.AtLeast):
        return 0.99 * sum(inner) / len(inner)
    return 0.0 if isinstance(result.term, terms.NoneOf) else 0.99 * max(inner)
