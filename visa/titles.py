"""Residence titles on a day, and what a case comes to on every route to one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from visa.citations import NO_TEXT, Citation, Text
from visa.eligibility import evaluate
from visa.facts import Case
from visa.outcomes import Outcome, joined_by_any
from visa.results import Law, Result
from visa.terms import Term


class Entitlement(StrEnum):
    """Whether whoever meets the conditions has a right to the title."""

    SHALL = "shall"
    MAY = "may"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a route requires in `valid_from <= day < valid_to`."""

    term: Term
    citation: Citation
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way to a title under the rule of the day; `consent` names whose else is needed."""

    key: str
    name: Text
    summary: Text
    rule: Rule
    consent: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A residence title with the routes that are open on the day; none where it isn't law."""

    key: str
    country: str
    name: Text
    slug: Text
    short: Text
    entitlement: Entitlement
    routes: tuple[Route, ...]
    predecessors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteResult:
    route: Route
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleResult:
    """What a case comes to: the best of the routes; unknown where we hold no rule of the day."""

    title: Title
    on: date
    outcome: Outcome
    routes: tuple[RouteResult, ...]

    @property
    def best(self) -> RouteResult | None:
        """The first route that gives the title's outcome; None where there is no route."""
        return next((one for one in self.routes if one.result.outcome is self.outcome), None)


def evaluate_title(title: Title, case: Case, law: Law, on: date) -> TitleResult:
    """Every route for one case under the law of the day; any of them is enough."""
    routes = tuple(
        RouteResult(route=route, result=evaluate(route.rule.term, case, law, on))
        for route in title.routes
    )
    outcomes = [one.result.outcome for one in routes]
    outcome = joined_by_any(outcomes) if outcomes else Outcome.UNKNOWN
    return TitleResult(title=title, on=on, outcome=outcome, routes=routes)
