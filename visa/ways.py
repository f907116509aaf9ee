"""Which other answers would turn a rule that is not met: candidates, not yet proved."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations, islice

from visa import terms
from visa.changes import Way, merged
from visa.leaf_ways import leaf_ways, numbers_above
from visa.outcomes import NOTHING, Outcome, PointRange
from visa.results import Law, Result

MOST_CHANGES = 3
MOST_WAYS = 200  # kept at any part of a rule, those with the fewest changes first

type Gain = tuple[Way, Decimal]
"""Answers that would bring so many more points."""


def ways(result: Result, law: Law, on: date, *, wanted: bool = True) -> list[Way]:
    """Answers that would make the result met (or not, unless `wanted`), as far as it can tell.

    What the authority decides counts as if it agreed. Unknown answers are asked, not guessed.
    """
    if _is_settled(result, wanted=wanted):
        return [()]
    term = result.term
    if isinstance(term, terms.Score):
        return _score_ways(result, law, on) if wanted else []
    if isinstance(term, terms.AtLeast):
        return _counted_ways(result, term.count, law, on, wanted=wanted)
    if isinstance(term, terms.Group):
        below = wanted != isinstance(term, terms.NoneOf)
        parts = [ways(child, law, on, wanted=below) for child in result.children]
        every = isinstance(term, terms.All | terms.Points | terms.NoneOf) == wanted
        return _together(parts) if every else _fewest(way for part in parts for way in part)
    if isinstance(term, terms.PointsPer):
        return [way for way, _points in numbers_above(result)] if wanted else []
    return leaf_ways(result, law, on, wanted=wanted)


def _is_settled(result: Result, *, wanted: bool) -> bool:
    return result.outcome in (Outcome.MET if wanted else Outcome.NOT_MET, Outcome.AUTHORITY)


def _fewest(found: Iterable[Way]) -> list[Way]:
    """Each once, those of fewest and smallest changes first."""
    distinct = {tuple((change.fact, repr(change.answer)) for change in way): way for way in found}
    return sorted(distinct.values(), key=_effort)[:MOST_WAYS]


def _effort(way: Way) -> tuple[int, object]:
    return len(way), sum((change.size for change in way), 0)


def _together(parts: Sequence[list[Way]]) -> list[Way]:
    """One way of each part at once."""
    found: list[Way] = [()]
    for part in sorted(parts, key=len):
        joined = (merged(one, other) for one in found for other in part)
        found = _fewest(way for way in joined if way is not None and len(way) <= MOST_CHANGES)
    return found


def _counted_ways(result: Result, count: int, law: Law, on: date, *, wanted: bool) -> list[Way]:
    """As many children more as lack: turned one way to reach the count, the other to miss it.

    None lack where the authority could grant more than enough while another answer is open.
    """
    needed = count if wanted else len(result.children) - count + 1
    rest = [child for child in result.children if not _is_settled(child, wanted=wanted)]
    lacking = max(0, needed - (len(result.children) - len(rest)))
    parts = [part for child in rest if (part := ways(child, law, on, wanted=wanted))]
    several = islice(combinations(parts, lacking), MOST_WAYS)
    return _fewest(way for chosen in several for way in _together(chosen))


# Points


def _score_ways(result: Result, law: Law, on: date) -> list[Way]:
    if result.required is None:
        return []
    has = (result.points or PointRange()).with_authority
    return _fewest(
        way
        for way, gain in _gains_together(result.children, law, on)
        if has + gain >= result.required
    )


def _gains_together(children: Sequence[Result], law: Law, on: date) -> list[Gain]:
    """What some of the children together could bring, with at most three changes."""
    found: list[Gain] = [((), NOTHING)]
    for child in children:
        more = [
            (way, gain + further)
            for one, gain in found
            for other, further in _gains(child, law, on)
            if (way := merged(one, other)) is not None and len(way) <= MOST_CHANGES
        ]
        found = _best(found + more)
    return found


def _best(gains: list[Gain]) -> list[Gain]:
    """Few changes first, and of as many those that bring most."""
    return sorted(gains, key=lambda one: (len(one[0]), -one[1]))[: 5 * MOST_WAYS]


def _gains(result: Result, law: Law, on: date) -> Iterator[Gain]:
    has = (result.points or PointRange()).with_authority
    if isinstance(result.term, terms.Points):
        if not has:
            yield from ((way, result.term.points) for way in ways(result, law, on) if way)
    elif isinstance(result.term, terms.PointsPer):
        yield from numbers_above(result)
    elif isinstance(result.term, terms.Highest):
        for tier in result.children:
            base = (tier.points or PointRange()).with_authority
            yield from (
                (way, base + gain - has) for way, gain in _gains(tier, law, on) if base + gain > has
            )
    elif isinstance(result.term, terms.Capped):
        most = result.term.most
        total = sum(((c.points or PointRange()).with_authority for c in result.children), NOTHING)
        for way, gain in _gains_together(result.children, law, on):
            if way and min(most, total + gain) > has:
                yield way, min(most, total + gain) - has
