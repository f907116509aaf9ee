"""The smallest changes that would open a title, over all its routes and beside the other titles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from visa.changes import Suggestion, effort
from visa.facts import Case
from visa.outcomes import Outcome
from visa.results import Law
from visa.smallest_changes import other_rules, smallest, smallest_changes
from visa.terms import Term
from visa.titles import Rule, TitleResult


@dataclass(frozen=True, slots=True)
class RulesOfRoute:
    """What a route requires on each day for which a rule is known; nothing on others."""

    rules: Sequence[Rule]

    def term_on(self, on: date) -> Term | None:
        return next((one.term for one in self.rules if _is_in_force(one, on)), None)

    def turns(self, after: date) -> Iterable[date]:
        return [one.valid_from for one in self.rules if one.valid_from > after]


def _is_in_force(rule: Rule, on: date) -> bool:
    return rule.valid_from <= on and (rule.valid_to is None or on < rule.valid_to)


def title_changes(
    result: TitleResult, case: Case, law: Law, others: Iterable[TitleResult] = ()
) -> list[Suggestion]:
    """The easiest first; other titles count where they are open as things stand.

    Those of other countries don't, as they take an offer from there. Nothing where the title is
    open already, or where an answer is missing first.
    """
    if result.outcome is not Outcome.NOT_MET:
        return []
    found = [
        replace(suggestion, route=one.route.key)
        for one in result.routes
        for suggestion in smallest_changes(RulesOfRoute([one.route.rule]), case, law, result.on)
    ]
    elsewhere = [
        (one.title.key, one.best.result)
        for one in others
        if one.best is not None
        and one.title.key != result.title.key
        and one.title.country == result.title.country
    ]
    return sorted([*other_rules(elsewhere, result.on), *smallest(found)], key=effort)
