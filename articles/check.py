"""An eligibility check: what is still asked, and what the answers come to with their reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.addresses import Address, language_here
from articles.check_fields import Field, Filled, fields_of, read_form
from articles.residence import title_address
from benchmarks.models import Occupation
from benchmarks.moments import Moment
from visa.change_sentences import change_words
from visa.explaining import Explanation, explain, reasons
from visa.facts import Case, Fact
from visa.outcomes import Outcome
from visa.questions import open_facts_of_titles
from visa.results import Law
from visa.terms import facts_of
from visa.title_changes import title_changes
from visa.titles import Entitlement, RouteResult, Title, TitleResult, evaluate_title

MOST_CHANGES = 6
"""So many ways out are shown, the easiest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteAnswer:
    """One route: its outcome, what decided it, and every condition in full."""

    name: str
    outcome: Outcome
    label: str
    reasons: list[Explanation]
    tree: Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAnswer:
    """What would open the title, one step or several together; proved, not guessed."""

    steps: list[str]
    route: str
    is_assessed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleAnswer:
    """What the answers come to for one title, best route first."""

    name: str
    address: Address
    outcome: Outcome
    verdict: str
    routes: list[RouteAnswer]
    changes: list[ChangeAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The form as it stands, and the answer once something was answered."""

    day: str
    day_problem: str
    fields: list[Field]
    settled: list[str]
    answers: list[TitleAnswer]
    has_problems: bool


def check(
    titles: Sequence[Title],
    law: Law,
    moment: Moment,
    typed: Mapping[str, str] | None,
    *,
    occupation: Occupation | None = None,
    day_problem: str = "",
) -> Check:
    """`typed` is None for the empty form. Without a readable answer nothing is answered."""
    asked = _asked(titles, law)
    filled = read_form(asked, typed or {}, language_here())
    results = [evaluate_title(title, filled.case, law, moment.on) for title in titles]
    shown = _shown(asked, filled, results, typed or {})
    answered = bool(typed) and bool(filled.case.answers)
    return Check(
        day=moment.on.isoformat(),
        day_problem=day_problem,
        fields=fields_of(shown, typed or {}, filled.problems, language_here()),
        settled=_settled(asked, shown) if answered else [],
        answers=[
            _title_answer(result, filled.case, law, moment, occupation)
            for result in results
            if answered
        ],
        has_problems=bool(filled.problems or day_problem),
    )


def _asked(titles: Sequence[Title], law: Law) -> dict[str, Fact]:
    """Every fact that a rule of these titles asks for, in the order of the form."""
    keys = {key for title in titles for route in title.routes for key in facts_of(route.rule.term)}
    return {key: fact for key, fact in law.facts.items() if key in keys}


def _shown(
    asked: Mapping[str, Fact],
    filled: Filled,
    results: Sequence[TitleResult],
    typed: Mapping[str, str],
) -> list[Fact]:
    """What was answered, what can't be read, and what can still turn something."""
    open_keys = set(open_facts_of_titles(*results))
    return [
        fact
        for key, fact in asked.items()
        if key in filled.case.answers or key in filled.problems or key in open_keys
    ]


def _settled(asked: Mapping[str, Fact], shown: Sequence[Fact]) -> list[str]:
    keys = {fact.key for fact in shown}
    return [
        fact.question.in_language(language_here()) for key, fact in asked.items() if key not in keys
    ]


def _title_answer(
    result: TitleResult, case: Case, law: Law, moment: Moment, occupation: Occupation | None
) -> TitleAnswer:
    order = [Outcome.MET, Outcome.AUTHORITY, Outcome.UNKNOWN, Outcome.NOT_MET]
    routes = sorted(result.routes, key=lambda route: order.index(route.result.outcome))
    return TitleAnswer(
        name=result.title.name.in_language(language_here()),
        address=title_address(result.title, occupation=occupation, moment=moment),
        outcome=result.outcome,
        verdict=_verdict(result),
        routes=[_route_answer(route, law) for route in routes],
        changes=_changes(result, case, law),
    )


def _changes(result: TitleResult, case: Case, law: Law) -> list[ChangeAnswer]:
    names = {one.route.key: one.route.name for one in result.routes}
    return [
        ChangeAnswer(
            steps=[
                change_words(change, case, law, names).in_language(language_here())
                for change in suggestion.changes
            ],
            route=names[suggestion.route].in_language(language_here()) if suggestion.route else "",
            is_assessed=suggestion.outcome is Outcome.AUTHORITY,
        )
        for suggestion in title_changes(result, case, law)[:MOST_CHANGES]
    ]


def _route_answer(route: RouteResult, law: Law) -> RouteAnswer:
    return RouteAnswer(
        name=route.route.name.in_language(language_here()),
        outcome=route.result.outcome,
        label=outcome_label(route.result.outcome),
        reasons=reasons(route.result, law),
        tree=explain(route.result, law),
    )


def outcome_label(outcome: Outcome) -> str:
    return {
        Outcome.MET: _("met"),
        Outcome.NOT_MET: _("not met"),
        Outcome.UNKNOWN: _("still open"),
        Outcome.AUTHORITY: _("the authority decides"),
    }[outcome]


def _verdict(result: TitleResult) -> str:
    if not result.routes:
        return _("On this day no rule of this title is known to us.")
    best = result.best
    route = best.route.name.in_language(language_here()) if best else ""
    if result.outcome is Outcome.MET:
        if result.title.entitlement is Entitlement.MAY:
            said = _("Every condition of “%(route)s” is met; the authority may grant it.")
        else:
            said = _("Every condition of “%(route)s” is met.")
        return said % {"route": route}
    if result.outcome is Outcome.AUTHORITY:
        return _(
            "Everything that can be checked here is met for “%(route)s”; the rest is for the "
            "authority to assess."
        ) % {"route": route}
    if result.outcome is Outcome.NOT_MET:
        return _("With these answers no route is open. What stands in the way is named below.")
    return _undecided(result)


def _undecided(result: TitleResult) -> str:
    left = len(open_facts_of_titles(result))
    if not left:
        return _("This can’t be decided, because we know of no value for a figure of the law.")
    return ngettext(
        "Not decided yet: %(count)s question is open.",
        "Not decided yet: %(count)s questions are open.",
        left,
    ) % {"count": left}
