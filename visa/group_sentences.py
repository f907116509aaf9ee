"""What each kind of group says about its outcome: how many of its parts hold, or its points."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from visa import terms, wording
from visa.outcomes import Outcome, PointRange
from visa.results import Law, Result
from visa.sentences import TALLY, sentence
from visa.wording import points

ORDER = (Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.AUTHORITY)


def group_sentence(result: Result, law: Law, language: str) -> str:
    return _GROUPS[type(result.term)](result, law, language)


def _text(term: terms.Term, language: str) -> str:
    return wording.without_full_stop(term.text.in_language(language))


def _tally(result: Result, language: str, *, opposed: bool = False) -> str:
    """`2 met, 1 still open`: what there is of each outcome."""
    words = dict(zip(ORDER, map(str, ORDER), strict=True))
    if opposed:
        words |= {Outcome.MET: "applies", Outcome.NOT_MET: "applies-not"}
    outcomes = [child.outcome for child in result.children]
    return ", ".join(
        TALLY[words[one]].in_language(language).format(count=outcomes.count(one))
        for one in ORDER
        if one in outcomes
    )


def _all(result: Result, law: Law, language: str) -> str:
    return sentence("all", language, tally=_tally(result, language))


def _any_of(result: Result, law: Law, language: str) -> str:
    return sentence("any", language, tally=_tally(result, language))


def _at_least(result: Result, law: Law, language: str) -> str:
    assert isinstance(result.term, terms.AtLeast)  # noqa: S101  by _GROUPS
    need = str(result.term.count)
    return sentence("at-least", language, need=need, tally=_tally(result, language))


def _none_of(result: Result, law: Law, language: str) -> str:
    return sentence("none", language, tally=_tally(result, language, opposed=True))


def _unless(result: Result, law: Law, language: str) -> str:
    required, *waivers = result.children
    text = _text(required.term, language)
    waiver = next((one for one in waivers if one.outcome is Outcome.MET), None)
    if required.outcome is Outcome.MET:
        return sentence("in-place", language, text=text)
    if waiver is not None:
        return sentence("waived", language, text=_text(waiver.term, language))
    if result.outcome is Outcome.NOT_MET:
        return sentence("not-waived", language, text=text)
    return sentence("any", language, tally=_tally(result, language))


def _score(result: Result, law: Law, language: str) -> str:
    got = result.points or PointRange()
    if result.required is None:
        if result.reading is not None:
            return wording.unpublished(result.reading, language)
        return sentence("points", language, **_points_slots(result, got.sure, language))
    need = wording.plain(result.required)
    slots = {"have": points(got.sure, language), "need": points(need, language)}
    if result.outcome is Outcome.MET:
        return sentence("score-reached", language, **slots)
    if result.outcome is Outcome.NOT_MET:
        return sentence("score-short", language, gap=points(need - got.sure, language), **slots)
    if got.at_most.is_infinite():
        return sentence("score-open-ended", language, **slots)
    return sentence("score-open", language, most=_most(got, language), **slots)


def _most(got: PointRange, language: str) -> str:
    return points(got.at_most, language)


def _points_slots(result: Result, have: Decimal, language: str) -> dict[str, str]:
    return {"have": points(have, language), "text": _text(result.term, language)}


def _points(result: Result, law: Law, language: str) -> str:
    got = result.points or PointRange()
    slots = _points_slots(result, got.sure, language)
    if got.sure == got.at_most:
        return sentence("points" if got.sure else "points-none", language, **slots)
    if got.at_most.is_infinite():
        return sentence("open", language, question=f"{slots['text']}.")
    key = "points-authority" if got.with_authority == got.at_most else "points-open"
    return sentence(key, language, most=_most(got, language), **slots)


_GROUPS: Mapping[type[terms.Term], Callable[[Result, Law, str], str]] = {
    terms.All: _all,
    terms.AnyOf: _any_of,
    terms.AtLeast: _at_least,
    terms.NoneOf: _none_of,
    terms.Unless: _unless,
    terms.Score: _score,
    terms.Points: _points,
    terms.PointsPer: _points,
    terms.Highest: _points,
    terms.Capped: _points,
}
