"""What a proposal would change, in the words of the editor who decides on it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from benchmarks.moments import Moment
from visa.admin.amounts import amount
from visa.admin.words import day, language
from visa.models import Enacted, RuleVersion
from visa.outcomes import Outcome
from visa.rehearsing import AmountChange, Trial, place_of, rehearse
from visa.scenario_files import Scenario, UnreadableScenario, read_folder
from visa.scenarios import Mismatch


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountLine:
    key: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialLine:
    """One case; `before` and `after` are verdicts in words, with their codes for the style."""

    name: str
    title: str
    on: str
    source: str
    before: str
    after: str
    before_code: str
    after_code: str
    is_changed: bool
    mismatches: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalLines:
    """`refused` says why the proposal can't be approved as it is; then there is nothing else.

    `since` is the day from which a rule was tried, which changes no figure.
    """

    refused: tuple[str, ...] = ()
    since: str = ""
    amounts: tuple[AmountLine, ...] = ()
    trials: tuple[TrialLine, ...] = ()

    @property
    def changed(self) -> list[TrialLine]:
        return [one for one in self.trials if one.is_changed]

    @property
    def telling(self) -> list[TrialLine]:
        """What an editor must look at."""
        return [one for one in self.trials if one.is_changed or one.mismatches]

    @property
    def unexpected(self) -> list[TrialLine]:
        """Cases that would come out otherwise than their lawyer expects."""
        return [one for one in self.trials if one.mismatches]


def read_rehearsal(
    proposal: Enacted, moment: Moment, *, title: str | None = None
) -> RehearsalLines:
    """By all named cases, or those of one title."""
    try:
        scenarios = [one for one in read_folder() if title in (None, one.title)]
        since = place_of(proposal) if isinstance(proposal, RuleVersion) else None
        rehearsal = rehearse(proposal, scenarios, at=moment.known_at, since=since)
    except UnreadableScenario as error:
        return RehearsalLines(refused=(error.sentence.in_language(language()),))
    except ValidationError as error:
        return RehearsalLines(refused=tuple(error.messages))
    return RehearsalLines(
        since=day(since) if since else "",
        amounts=tuple(map(_amount_line, rehearsal.amount_changes(proposal.valid_from))),
        trials=tuple(map(_trial_line, rehearsal.trials)),
    )


def _amount_line(change: AmountChange) -> AmountLine:
    return AmountLine(
        key=change.parameter.key,
        name=change.parameter.name.in_language(language()),
        before=amount(change.before),
        after=amount(change.after),
    )


def _trial_line(trial: Trial) -> TrialLine:
    scenario: Scenario = trial.scenario
    return TrialLine(
        name=scenario.name,
        title=scenario.route or scenario.title,
        on=scenario.as_of.isoformat(),
        source=scenario.source,
        before=verdict_in_words(trial.before),
        after=verdict_in_words(trial.after),
        before_code=trial.before or "none",
        after_code=trial.after or "none",
        is_changed=trial.is_changed,
        mismatches=tuple(map(_mismatch_in_words, trial.mismatches)),
    )


def verdict_in_words(verdict: Outcome | None) -> str:
    if verdict is None:
        return _("not law on that day")
    return {
        Outcome.MET: _("met"),
        Outcome.NOT_MET: _("not met"),
        Outcome.UNKNOWN: _("not known"),
        Outcome.AUTHORITY: _("the authority decides"),
    }[verdict]


def _mismatch_in_words(mismatch: Mismatch) -> str:
    """Keys stay as the file of the case has them; a verdict is said in words."""
    if mismatch.what == "verdict":
        return _("expected: %(verdict)s") % {
            "verdict": verdict_in_words(Outcome(mismatch.expected))
        }
    return _("%(what)s: expected %(expected)s, comes out as %(found)s") % {
        "what": mismatch.what,
        "expected": mismatch.expected or "–",
        "found": mismatch.found or "–",
    }
