"""Says in German and English what would have to be otherwise, and on whose part."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from benchmarks import formats
from visa import terms, wording
from visa.changes import Change, NewAnswer, OtherRule, Wait
from visa.citations import Text
from visa.facts import Answer, Case, ChangeableBy, Salary
from visa.results import Law
from visa.values import MONTHS
from visa.wording import LANGUAGES, count, money

_WAIT = Text("Den Antrag am {day} stellen.", "Apply on {day}.")
_OTHER = Text("Stattdessen: {name}.", "Instead: {name}.")
_RAISED = Text(
    "{name}: {new} statt {old}, also {gap} mehr.", "{name}: {new} instead of {old}, so {gap} more."
)
_LOWERED = Text(
    "{name}: {new} statt {old}, also {gap} weniger.",
    "{name}: {new} instead of {old}, so {gap} less.",
)
_INSTEAD = Text("{name}: {new} statt {old}.", "{name}: {new} instead of {old}.")
_JOB = Text("Eine Stelle in: {group} ({code}).", "A job in: {group} ({code}).")
_NO_LONGER = Text("Trifft nicht mehr zu: {text}.", "No longer applies: {text}.")
_BROUGHT_ABOUT = {
    ChangeableBy.APPLICANT: Text("Nachweisen: {text}.", "Show: {text}."),
    ChangeableBy.EMPLOYER: Text("Vom Arbeitgeber: {text}.", "From the employer: {text}."),
    ChangeableBy.AUTHORITY: Text("Von der Behörde: {text}.", "From the authority: {text}."),
}


def change_words(
    change: Change, case: Case, law: Law, names: Mapping[str, Text] | None = None
) -> Text:
    """`names` are those of routes and titles, by key."""
    return Text(*(_words(change, case, law, names or {}, language) for language in LANGUAGES))


def _words(change: Change, case: Case, law: Law, names: Mapping[str, Text], language: str) -> str:
    if isinstance(change, Wait):
        return _WAIT.in_language(language).format(day=formats.day(change.until, language))
    if isinstance(change, OtherRule):
        name = names.get(change.key) or Text(change.key, change.key)
        return _OTHER.in_language(language).format(name=name.in_language(language))
    return _new_answer(change, case.get(change.fact), law, language)


def _new_answer(change: NewAnswer, old: Answer | None, law: Law, language: str) -> str:
    new, text = change.answer, wording.without_full_stop(change.serves.text.in_language(language))
    if new is True:
        return _BROUGHT_ABOUT[change.changeable_by].in_language(language).format(text=text)
    if new is False:
        return _NO_LONGER.in_language(language).format(text=text)
    if isinstance(change.serves, terms.InGroup):
        group = law.groups[change.serves.group].name.in_language(language)
        return _JOB.in_language(language).format(group=group, code=new)
    name = wording.fact_name(law, change.fact, language)
    if isinstance(new, Salary) and isinstance(old, Salary):
        return _salaries(new, old, _currency(change, law), name, language)
    return _INSTEAD.in_language(language).format(
        name=name,
        new=_written(change, new, law, language),
        old=_written(change, old, law, language) if old is not None else "?",
    )


def _currency(change: NewAnswer, law: Law) -> str:
    keys = terms.parameters_of(change.serves)
    return law.values.parameters[keys[0]].currency if keys else "EUR"


def _salaries(new: Salary, old: Salary, currency: str, name: str, language: str) -> str:
    gap = new.amount - old.amount
    sentence = _RAISED if gap > 0 else _LOWERED
    return sentence.in_language(language).format(
        name=name,
        new=money(new.amount, currency, new.per, new.instalments, language),
        old=money(old.amount, currency, old.per, old.instalments, language),
        gap=money(abs(gap), currency, new.per, MONTHS, language),
    )


def _written(change: NewAnswer, answer: Answer, law: Law, language: str) -> str:
    if isinstance(answer, Decimal):
        fact = law.facts.get(change.fact)
        return count(Fraction(answer), fact.unit if fact else None, language)
    return wording.choice_name(law, change.fact, str(answer), language)
