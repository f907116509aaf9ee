"""Which answers could still turn something, over one rule or several at once."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from visa import terms
from visa.deciding import decisive
from visa.outcomes import NOTHING, Outcome, PointRange
from visa.results import Result
from visa.terms import facts_of
from visa.titles import TitleResult
from visa.values import State


def open_facts(*results: Result) -> list[str]:
    """The keys of the facts that still matter, in the order of the rules, each once.

    A rule that is decided asks for nothing more, nor does a part of it that cannot turn it.
    """
    return list(
        dict.fromkeys(
            key for result in results for leaf in _open_leaves(result) for key in leaf.missing
        )
    )


def open_facts_of_titles(*titles: TitleResult) -> list[str]:
    """The same for residence titles: one that any route opens asks nothing for the others."""
    return open_facts(
        *(
            route.result
            for title in titles
            if title.outcome is Outcome.UNKNOWN
            for route in title.routes
        )
    )


def next_fact(*results: Result) -> str | None:
    """What to ask next: the first fact that matters, in the rule that is still possible."""
    return next(iter(open_facts(*results)), None)


def settled_facts(*results: Result) -> list[str]:
    """The keys of the facts whose answers no longer matter: neither open nor what decided."""
    needed = set(open_facts(*results))
    for result in results:
        for leaf in decisive(result):
            needed.update(facts_of(leaf.term))
    asked = dict.fromkeys(key for result in results for key in facts_of(result.term))
    return [key for key in asked if key not in needed]


def _open_leaves(result: Result) -> Iterator[Result]:
    if result.outcome is not Outcome.UNKNOWN or _awaits_law(result):
        return
    if isinstance(result.term, terms.Score):
        yield from _open_in_score(result)
    elif isinstance(result.term, terms.Highest | terms.Capped):
        yield from _open_points(result)
    elif result.children:
        for child in result.children:
            yield from _open_leaves(child)
    else:
        yield result


def _awaits_law(result: Result) -> bool:
    """Whether it is the value that is unknown, which nobody can answer."""
    return result.reading is not None and result.reading.state is State.UNPUBLISHED


# Points


def _open_in_score(result: Result) -> Iterator[Result]:
    """Only what can carry the sum over the minimum, with whatever the others may bring."""
    if result.required is None:
        return
    minimum = Decimal(result.required.numerator) / result.required.denominator
    options = [_options(child, minimum) for child in result.children]
    for place, child in enumerate(result.children):
        others = _sums(options[:place] + options[place + 1 :])
        least, most = min(options[place]), max(options[place])
        if any(other + least < minimum <= other + most for other in others):
            # A tier that leaves the sum below the minimum whatever else comes is not asked for.
            yield from _open_points(child, enough=minimum - max(others))


def _open_points(result: Result, enough: Decimal = NOTHING) -> Iterator[Result]:
    got = result.points or PointRange()
    if got.sure == got.at_most:
        return
    if isinstance(result.term, terms.Points):
        yield from (leaf for child in result.children for leaf in _open_leaves(child))
    elif isinstance(result.term, terms.Highest):
        for child in result.children:
            if child.points and got.sure < child.points.at_most >= enough:
                yield from _open_points(child)
    elif result.children:
        for child in result.children:
            yield from _open_points(child)
    else:
        yield result


def _options(result: Result, minimum: Decimal) -> set[Decimal]:
    """The points that a part may bring in the end; more than the minimum is as good as it."""
    got = result.points or PointRange()
    if isinstance(result.term, terms.Highest):
        tiers = {one for child in result.children for one in _options(child, minimum)}
        return {max(one, got.sure) for one in tiers} | {got.sure}
    if isinstance(result.term, terms.Capped):
        sums = _sums([_options(child, minimum) for child in result.children])
        return {min(one, result.term.most) for one in sums}
    return {got.sure, min(got.at_most, max(minimum, got.sure))}


def _sums(options: Iterable[set[Decimal]]) -> set[Decimal]:
    sums = {NOTHING}
    for several in options:
        sums = {one + other for one in sums for other in several}
    return sums
