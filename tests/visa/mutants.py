"""Rules and values with one thing changed, as an editor might by mistake."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from visa import terms
from visa.code_groups import CodeGroup
from visa.results import Law
from visa.terms import CalendarUnit, Group, Relation, Term, parameters_of, walk
from visa.values import CENT, Unit, Value, ValueBook

NUDGES = (-1, 1)


@dataclass(frozen=True)
class Mutant:
    """What was changed, in words, with the rule and the law after it."""

    name: str
    term: Term
    law: Law


def mutants_of_rule(term: Term, law: Law) -> Iterator[Mutant]:
    """Every operator flipped, every number nudged, every part and every choice left out."""
    tiers = _choices_of_better_tiers(term)
    for one in walk(term):
        for name, other in _changed(one, law):
            if (one.key, name) not in tiers:
                yield Mutant(f"{one.key}: {name}", replaced(term, one, other), law)


def _choices_of_better_tiers(term: Term) -> set[tuple[str, str]]:
    """B2 among the choices of the tier for B1 changes nothing: the tier for B2 gives more."""
    found: set[tuple[str, str]] = set()
    for group in walk(term):
        if not isinstance(group, terms.Highest):
            continue
        tiers = [one for one in group.children if isinstance(one, terms.Points)]
        for tier in tiers:
            better = {
                choice
                for other in tiers
                if other.points > tier.points
                for leaf in other.children
                if isinstance(leaf, terms.OneOf)
                for choice in leaf.choices
            }
            for leaf in tier.children:
                found.update((leaf.key, f"without {choice}") for choice in better)
    return found


def replaced(term: Term, old: Term, new: Term) -> Term:
    """The rule with the part that has the key of `old` exchanged."""
    if term is old:
        return new
    if isinstance(term, Group):
        children = tuple(replaced(child, old, new) for child in term.children)
        return replace(term, children=children)
    return term


def _changed(term: Term, law: Law) -> Iterator[tuple[str, Term]]:
    if isinstance(term, Group):
        yield from _changed_group(term)
    match term:
        case terms.Compare(relation=relation, number=number):
            yield from _other_relations(term, relation)
            if number is not None:
                yield from (
                    (f"number {step:+}", replace(term, number=number + step)) for step in NUDGES
                )
        case terms.Age(relation=relation, years=years):
            yield from _other_relations(term, relation)
            yield from _nudged(term, "years", years)
        case terms.Lookup(bands=bands):
            yield from _changed_bands(term, bands)
        case terms.OneOf(choices=choices):
            yield from _changed_choices(term, choices, law)
        case terms.Within(length=length, unit=unit):
            yield from _nudged(term, "length", length)
            for other in CalendarUnit:
                if other is not unit:
                    yield f"unit {other}", replace(term, unit=other)
        case terms.Worked(months=months, window=window):
            yield from _nudged(term, "months", months)
            yield from _nudged(term, "window", window)
        case terms.Points(points=points):
            yield from _nudged(term, "points", points)
        case terms.PointsPer(points=points, unit=unit):
            yield from _nudged(term, "points", points)
            yield "unit doubled", replace(term, unit=unit * 2)
        case terms.Capped(most=most):
            yield from _nudged(term, "most", most)
        case terms.Score(minimum=minimum) if minimum is not None:
            yield from _nudged(term, "minimum", minimum)
        case terms.AtLeast(count=count):
            yield from _nudged(term, "count", count)
    if not isinstance(term, Group):
        yield from _flipped_leaf(term)


def _flipped_leaf(term: Term) -> Iterator[tuple[str, Term]]:
    """What was required is forbidden, or left to the authority.

    What is left to the authority stays so when it is negated: no such mutant.
    """
    if isinstance(term, terms.AuthorityDecides):
        return
    yield "negated", terms.NoneOf(key=f"not-{term.key}", text=term.text, children=(term,))
    if not isinstance(term, terms.PointsPer):
        yield "left to the authority", terms.AuthorityDecides(key=term.key, text=term.text)


_GROUPS: dict[type[Group], tuple[type[Group], ...]] = {
    terms.All: (terms.AnyOf, terms.NoneOf),
    terms.AnyOf: (terms.All, terms.NoneOf),
    terms.Unless: (terms.All, terms.NoneOf),
    terms.NoneOf: (terms.AnyOf, terms.All),
}


def _changed_group(term: Group) -> Iterator[tuple[str, Term]]:
    several = len(term.children) > 1
    for kind in _GROUPS.get(type(term), ()):
        if several or terms.NoneOf in (kind, type(term)):
            yield (
                f"{type(term).__name__} made {kind.__name__}",
                kind(key=term.key, text=term.text, children=term.children),
            )
    if isinstance(term, terms.Highest) and several:
        yield (
            "sum of all tiers",
            terms.Capped(key=term.key, text=term.text, children=term.children, most=Decimal(1000)),
        )
    if several:
        for place, child in enumerate(term.children):
            rest = term.children[:place] + term.children[place + 1 :]
            yield f"without {child.key}", replace(term, children=rest)


def _other_relations(term: Term, relation: Relation) -> Iterator[tuple[str, Term]]:
    for other in Relation:
        if other is not relation:
            yield f"{relation} made {other}", replace(term, relation=other)  # type: ignore[call-arg]


def _nudged[N: (int, Decimal)](term: Term, name: str, number: N) -> Iterator[tuple[str, Term]]:
    for step in NUDGES:
        yield f"{name} {step:+}", replace(term, **{name: number + step})  # type: ignore[arg-type]


def _changed_bands(term: terms.Lookup, bands: tuple[terms.Band, ...]) -> Iterator[tuple[str, Term]]:
    for place, band in enumerate(bands):
        for step in NUDGES:
            if band.years + step >= 0 and (place or band.years):
                nudged = replace(band, years=band.years + step)
                yield (
                    f"band {band.years} {step:+}",
                    replace(term, bands=(*bands[:place], nudged, *bands[place + 1 :])),
                )
        if len(bands) > 1:
            yield (
                f"without the band from {band.years}",
                replace(term, bands=bands[:place] + bands[place + 1 :]),
            )


def _changed_choices(
    term: terms.OneOf, choices: tuple[str, ...], law: Law
) -> Iterator[tuple[str, Term]]:
    for choice in choices:
        rest = tuple(one for one in choices if one != choice)
        yield f"without {choice}", replace(term, choices=rest)
    for one in law.facts[term.fact].choices:
        if one.key not in choices:
            yield f"with {one.key}", replace(term, choices=(*choices, one.key))


def mutants_of_law(term: Term, law: Law, days: Sequence[date]) -> Iterator[Mutant]:
    """Every value that the rule uses on these days, nudged by its smallest step; every prefix
    left out.
    """
    for key in parameters_of(term):
        for value in law.values.values.get(key, ()):
            for step in NUDGES if any(map(value.holds_on, days)) else ():
                yield Mutant(
                    f"{key} from {value.valid_from}: {step:+}",
                    term,
                    replace(law, values=_with(law.values, value, _nudged_value(value, step))),
                )
    for one in walk(term):
        if isinstance(one, terms.InGroup):
            yield from _changed_groups_of_codes(term, law.groups[one.group], law, days)


def _nudged_value(value: Value, step: int) -> Value:
    size = CENT if value.parameter.unit is Unit.MONEY else Decimal(1)
    return replace(value, amount=value.in_cents() + step * size, divisor=1, formula=None)


def _with(book: ValueBook, old: Value, new: Value) -> ValueBook:
    values = [new if one is old else one for of in book.values.values() for one in of]
    return ValueBook.of(book.parameters.values(), values)


def _changed_groups_of_codes(
    term: Term, group: CodeGroup, law: Law, days: Sequence[date]
) -> Iterator[Mutant]:
    in_force = [p for p in group.prefixes if any(p.covers(p.prefix, day) for day in days)]
    for prefix in in_force:
        rest = tuple(one for one in group.prefixes if one is not prefix)
        changed = replace(group, prefixes=rest)
        yield Mutant(
            f"{group.key} without {prefix.prefix}",
            term,
            replace(law, groups={**law.groups, group.key: changed}),
        )
