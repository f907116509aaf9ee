"""Which leaves of a result decide its outcome: the reasons to name first."""

from collections.abc import Iterator

from visa import terms
from visa.outcomes import Outcome
from visa.results import Result

_SUMS = (terms.Score, terms.Highest, terms.Capped)
_OPPOSITE = {Outcome.MET: Outcome.NOT_MET, Outcome.NOT_MET: Outcome.MET}


def decisive(result: Result) -> list[Result]:
    """The leaves that make the outcome what it is, in the order of the rule, each once.

    What is met anyway is no reason for a “no”, and one way that is open settles a choice of ways.
    """
    found: dict[str, Result] = {}
    for leaf in _deciding(result):
        found.setdefault(leaf.term.key, leaf)
    return list(found.values())


def _deciding(result: Result) -> Iterator[Result]:
    if not isinstance(result.term, terms.Group):
        yield result
        return
    if isinstance(result.term, _SUMS):
        yield from _deciding_points(result, result.outcome)
        return
    wanted = result.outcome
    if isinstance(result.term, terms.NoneOf):
        wanted = _OPPOSITE.get(wanted, wanted)
    for child in result.children:
        if child.outcome is wanted:
            yield from _deciding(child)


def _deciding_points(result: Result, outcome: Outcome) -> Iterator[Result]:
    """Below a sum: what gives points where they are enough, else what gives none or may yet."""
    for child in result.children:
        if isinstance(child.term, _SUMS):
            yield from _deciding_points(child, outcome)
        elif child.outcome is outcome or _falls_short(child, outcome):
            yield from _deciding(child)


def _falls_short(result: Result, outcome: Outcome) -> bool:
    """A number brings points and could still have brought more."""
    return isinstance(result.term, terms.PointsPer) and outcome is Outcome.NOT_MET
