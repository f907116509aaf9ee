"""When the rule of a route became another one, out of all its versions; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from visa.titles import Route, Rule, Title


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What holds of a route from a day on; `after` is None where nothing follows, `before` where
    we know of nothing before.
    """

    on: date
    route: Route
    before: Rule | None
    after: Rule | None


def steps_of(title: Title) -> Iterator[Step]:
    """Of a title that has a route for every version of its rule, route by route."""
    versions = sorted(title.routes, key=lambda route: (route.key, route.rule.valid_from))
    for _key, of_route in groupby(versions, key=lambda route: route.key):
        for one, following in pairwise((None, *of_route, None)):
            yield from _steps(one, following)


def _steps(one: Route | None, following: Route | None) -> Iterator[Step]:
    """Between two versions; where one says and cites what the other did, nothing has changed."""
    before = one.rule if one else None
    after = following.rule if following else None
    follows = before and after and before.valid_to == after.valid_from
    if one and before and before.valid_to and not follows:
        yield Step(on=before.valid_to, route=one, before=before, after=None)
    if following and after and not (follows and _repeats(before, after)):
        before = before if follows else None
        yield Step(on=after.valid_from, route=following, before=before, after=after)


def _repeats(before: Rule | None, after: Rule) -> bool:
    return before is not None and (before.term, before.citation) == (after.term, after.citation)
