"""Runs cases that a lawyer wrote against the rules: what comes out otherwise than it should."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from visa.answers import read_answers
from visa.changes import Change, NewAnswer, OtherRule, Suggestion
from visa.deciding import decisive
from visa.facts import Answer, Case, Salary
from visa.outcomes import Outcome
from visa.questions import open_facts_of_titles
from visa.results import Law
from visa.scenario_files import Scenario
from visa.title_changes import title_changes
from visa.titles import RouteResult, Title, TitleResult, evaluate_title


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Of one case: `what` (as its file calls it) was expected, and what came out instead."""

    scenario: str
    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.scenario}: {self.what} should be {self.expected}, is {self.found}"


def run(scenario: Scenario, titles: Sequence[Title], law: Law) -> list[Mismatch]:
    """Nothing where all is as expected. `titles` are those of the scenario's day."""
    case, problems = read_answers(law.facts, scenario.facts)
    if problems:
        return [
            Mismatch(scenario.name, f"facts.{one.fact}", "readable", one.sentence.en)
            for one in problems
        ]
    result = evaluated(scenario, titles, case, law)
    if result is None:
        subject = scenario.route or scenario.title
        return [Mismatch(scenario.name, "title", subject, "not law on that day")]
    found = _compared(scenario, result, titles, case, law)
    return [Mismatch(scenario.name, *one) for one in found if one[1] != one[2]]


def evaluated(
    scenario: Scenario, titles: Sequence[Title], case: Case, law: Law
) -> TitleResult | None:
    """The scenario's title, with its one route where it names one; None where there isn't such."""
    for title in titles:
        if title.key == scenario.title:
            wanted = [one for one in title.routes if scenario.route in (None, one.key)]
            if not wanted:
                return None
            looked_at = replace(title, routes=tuple(wanted))
            return evaluate_title(looked_at, case, law, scenario.as_of)
    return None


def _compared(
    scenario: Scenario, result: TitleResult, titles: Sequence[Title], case: Case, law: Law
) -> Iterator[tuple[str, str, str]]:
    """What is checked, how it should be, and how it is."""
    expect = scenario.expect
    yield "verdict", expect.verdict, result.outcome
    if expect.route is not None:
        yield "route", expect.route, result.best.route.key if result.best else ""
    if expect.decisive is not None:
        found = {leaf.term.key for one in _deciding(result) for leaf in decisive(one.result)}
        yield "decisive", _joined(sorted(expect.decisive)), _joined(sorted(found))
    if expect.citation is not None:
        cited = _cited(result)
        there = [one for one in expect.citation if one in cited]
        whole = len(there) == len(expect.citation)
        yield "citation", _joined(expect.citation), _joined(there if whole else cited)
    if expect.missing is not None:
        yield "missing", _joined(expect.missing), _joined(open_facts_of_titles(result))
    if expect.changes is not None:
        others = [evaluate_title(one, case, law, scenario.as_of) for one in titles]
        suggestions = title_changes(result, case, law, others)
        first = suggestions[: len(expect.changes) or None]
        wanted = [_joined(sorted(map(": ".join, one.items()))) for one in expect.changes]
        yield "changes", " | ".join(wanted), " | ".join(map(written, first))


def _deciding(result: TitleResult) -> list[RouteResult]:
    """The route that opens the title; where none does, all that are as open or closed as it."""
    if result.best is not None and result.outcome in (Outcome.MET, Outcome.AUTHORITY):
        return [result.best]
    return [one for one in result.routes if one.result.outcome is result.outcome]


def _cited(result: TitleResult) -> list[str]:
    """The passages that the deciding routes and conditions rest on, each once."""
    found: dict[str, None] = {}
    for one in _deciding(result):
        found.setdefault(str(one.route.rule.citation))
        for leaf in decisive(one.result):
            if leaf.term.citation:
                found.setdefault(str(leaf.term.citation))
    return list(found)


def _joined(words: Sequence[str]) -> str:
    return ", ".join(words) or "none"


def written(suggestion: Suggestion) -> str:
    """A suggestion as scenarios write it: `salary: 45934.20, wait: 2027-02-01`."""
    parts = [_written_change(change) for change in suggestion.changes]
    if suggestion.outcome is Outcome.AUTHORITY:
        parts.append("then: authority")
    return _joined(sorted(parts))


def _written_change(change: Change) -> str:
    if isinstance(change, NewAnswer):
        return f"{change.fact}: {_written_answer(change.answer)}"
    if isinstance(change, OtherRule):
        return f"other: {change.key}"
    return f"wait: {change.until.isoformat()}"


def _written_answer(answer: Answer) -> str:
    """Money with its cents, in the person's own unit of time."""
    if isinstance(answer, Salary):
        return f"{answer.amount:.2f}"
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, Decimal):
        return f"{answer.normalize():f}"
    return str(answer)
