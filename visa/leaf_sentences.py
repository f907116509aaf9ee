"""What each kind of leaf says about its outcome: required, at hand, and the difference."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from benchmarks import formats
from visa import terms, wording
from visa.facts import Salary
from visa.outcomes import Outcome
from visa.periods import birthday, later
from visa.results import Law, Result
from visa.sentences import bound, sentence
from visa.terms import Relation
from visa.values import MONTHS, Parameter, Per, State, Unit
from visa.wording import count, money, rounded_down, rounded_up

FLOORS = {Relation.AT_LEAST, Relation.MORE_THAN}
CEILINGS = {Relation.AT_MOST, Relation.LESS_THAN}


def leaf_sentence(result: Result, law: Law, language: str, *, opposed: bool) -> str:
    """`opposed` where the leaf is a ground for refusal, so that a “no” is good news."""
    if result.outcome is Outcome.UNKNOWN:
        return _open(result, law, language)
    if opposed and isinstance(result.term, terms.Evidence):
        met = result.outcome is Outcome.MET
        return _stated("applies" if met else "applies-not", result, language)
    return _LEAVES[type(result.term)](result, law, language)


def _stated(key: str, result: Result, language: str) -> str:
    text = wording.without_full_stop(result.term.text.in_language(language))
    return sentence(key, language, text=text)


def _open(result: Result, law: Law, language: str) -> str:
    term = result.term
    if result.reading and result.reading.state is State.UNPUBLISHED:
        return wording.unpublished(result.reading, language)
    if isinstance(term, terms.InGroup) and result.answer is not None:
        return sentence("code-too-short", language, **_code_slots(result, law, language))
    question = _question(result, law, language)
    if isinstance(term, terms.Compare | terms.Lookup) and result.reading and result.reading.value:
        return sentence(
            "open-with-need",
            language,
            question=question,
            bound=bound(_relation(term), language),
            need=wording.value_in_force(result.reading.value, language),
        )
    return sentence("open", language, question=question)


def _question(result: Result, law: Law, language: str) -> str:
    fact = law.facts.get(result.missing[0]) if result.missing else None
    if fact is not None and fact.question:
        return fact.question.in_language(language)
    return f"{wording.without_full_stop(result.term.text.in_language(language))}."


def _relation(term: terms.Compare | terms.Lookup) -> Relation:
    return term.relation if isinstance(term, terms.Compare) else Relation.AT_LEAST


# Money and numbers


def _compared(result: Result, law: Law, language: str) -> str:
    assert isinstance(result.term, terms.Compare | terms.Lookup)  # noqa: S101  by _LEAVES
    if result.required is None or result.measured is None:
        return _no_band(result, language)
    if isinstance(result.answer, Salary):
        return _money(result, result.answer, law, language)
    return _number(result, law, language)


def _no_band(result: Result, language: str) -> str:
    have = count(result.measured or Fraction(0), Unit.YEARS, language)
    return sentence("age-no-band", language, have=have)


_MONEY = {
    # relation, met, whether there is a difference
    (True, True, True): "money-exceeds",
    (True, True, False): "money-reaches",
    (True, False, True): "money-misses",
    (True, False, False): "money-must-exceed",
    (False, True, True): "money-within",
    (False, True, False): "money-within",
    (False, False, True): "money-too-high",
    (False, False, False): "money-must-be-below",
}


def _money(result: Result, salary: Salary, law: Law, language: str) -> str:
    """In the unit of the law; pay agreed otherwise is stated as agreed, then converted."""
    term, required, measured = result.term, result.required, result.measured
    assert isinstance(term, terms.Compare | terms.Lookup)  # noqa: S101  by _LEAVES
    assert required is not None and measured is not None  # noqa: S101, PT018  by _compared
    parameter = result.reading.parameter if result.reading else None
    per, times = _rhythm(parameter)
    divisor = times if per is Per.MONTH else 1
    relation = _relation(term)
    is_floor = relation in FLOORS or (relation is Relation.EQUAL and measured < required)
    met = result.outcome is Outcome.MET
    currency = parameter.currency if parameter else "EUR"
    have = rounded_down(measured / divisor)
    need = rounded_up(required / divisor)
    gap = rounded_up(abs(measured - required) / divisor)
    if met and measured > required:
        gap = rounded_down((measured - required) / divisor)
    return sentence(
        _MONEY[is_floor, met, bool(gap)],
        language,
        name=wording.fact_name(law, term.fact, language),
        have=_as_agreed(salary, have, per, times, currency, language),
        need=_needed(result, need, currency, language),
        gap=money(gap, currency, per, MONTHS, language),
    )


def _rhythm(parameter: Parameter | None) -> tuple[Per, int]:
    if parameter is not None and parameter.per is Per.MONTH:
        return Per.MONTH, parameter.instalments
    return Per.YEAR, MONTHS


def _needed(result: Result, need: Decimal, currency: str, language: str) -> str:
    value = result.reading.value if result.reading else None
    if value is None:
        return money(need, currency, Per.YEAR, MONTHS, language)
    return wording.value_in_force(value, language)


def _as_agreed(
    salary: Salary, have: Decimal, per: Per, times: int, currency: str, language: str
) -> str:
    agreed = money(salary.amount, currency, salary.per, salary.instalments, language)
    same = salary.per is per and (per is not Per.MONTH or salary.instalments == times)
    if same:
        return agreed
    converted = money(have, currency, per, times, language)
    if per is Per.MONTH:
        return f"{agreed} ({converted})"
    yearly = f"{converted} im Jahr" if language == "de" else f"{converted} a year"
    return f"{agreed} ({yearly})"


def _number(result: Result, law: Law, language: str) -> str:
    term, required, measured = result.term, result.required, result.measured
    assert isinstance(term, terms.Compare)  # noqa: S101  a lookup compares money
    assert required is not None and measured is not None  # noqa: S101, PT018  by _compared
    reading = result.reading
    unit = wording.parameter_unit(reading.parameter if reading else None, law.facts.get(term.fact))
    key = "count-met"
    if result.outcome is not Outcome.MET and measured != required:
        key = "count-short" if measured < required else "count-over"
    return sentence(
        key,
        language,
        name=wording.fact_name(law, term.fact, language),
        have=count(measured, unit, language),
        bound=bound(term.relation, language),
        need=count(required, unit, language),
        gap=count(abs(measured - required), unit, language),
    )


# Time


def _age(result: Result, law: Law, language: str) -> str:
    term, since = result.term, result.answer
    assert isinstance(term, terms.Age)  # noqa: S101  by _LEAVES
    assert isinstance(since, date)  # noqa: S101  a told age has its date
    key, day = _age_and_day(term, since, met=result.outcome is Outcome.MET)
    return sentence(
        key,
        language,
        name=wording.fact_name(law, term.fact, language),
        have=count(result.measured or Fraction(0), Unit.YEARS, language),
        bound=bound(term.relation, language),
        need=count(Fraction(term.years), Unit.YEARS, language),
        day=formats.day(day, language) if day else "",
    )


def _age_and_day(term: terms.Age, since: date, *, met: bool) -> tuple[str, date | None]:
    """The sentence, and the birthday on which the outcome turns or turned."""
    turns_at = term.years + (term.relation in (Relation.MORE_THAN, Relation.AT_MOST))
    try:
        day = birthday(since, turns_at)
    except OverflowError:
        return "age-met", None
    if term.relation in FLOORS and not met:
        return "age-from", day
    if term.relation in CEILINGS:
        return "age-until" if met else "age-since", day
    return "age-met", None


def _within(result: Result, law: Law, language: str) -> str:
    term, event = result.term, result.answer
    assert isinstance(term, terms.Within)  # noqa: S101  by _LEAVES
    assert isinstance(event, date)  # noqa: S101  a told event has its date
    key = "within"
    if result.outcome is not Outcome.MET:
        key = "within-future" if (result.measured or 0) < 0 else "within-past"
    return sentence(
        key,
        language,
        name=wording.fact_name(law, term.fact, language),
        day=formats.day(event, language),
        length=count(Fraction(term.length), term.unit, language),
        end=formats.day(later(event, term.length, term.unit), language),
    )


_WINDOW = {"de": "{} Jahren", "en": "{} years"}
_ONE_YEAR = {"de": "einem Jahr", "en": "year"}


def _worked(result: Result, law: Law, language: str) -> str:
    term = result.term
    assert isinstance(term, terms.Worked)  # noqa: S101  by _LEAVES
    months = result.measured or Fraction(0)
    window = _ONE_YEAR[language] if term.window == 1 else _WINDOW[language].format(term.window)
    return sentence(
        "worked-enough" if result.outcome is Outcome.MET else "worked-short",
        language,
        name=wording.fact_name(law, term.fact, language),
        have=count(months, Unit.MONTHS, language),
        need=count(Fraction(term.months), Unit.MONTHS, language),
        gap=count(Fraction(term.months) - months, Unit.MONTHS, language),
        window=window,
    )


# Codes, choices, evidence


def _code_slots(result: Result, law: Law, language: str) -> dict[str, str]:
    assert isinstance(result.term, terms.InGroup)  # noqa: S101  by _LEAVES
    group = law.groups[result.term.group]
    return {
        "name": wording.fact_name(law, result.term.fact, language),
        "have": str(result.answer),
        "group": group.name.in_language(language),
        "prefixes": ", ".join(dict.fromkeys(one.prefix for one in group.prefixes)),
    }


def _in_group(result: Result, law: Law, language: str) -> str:
    key = "code-in" if result.outcome is Outcome.MET else "code-not-in"
    return sentence(key, language, **_code_slots(result, law, language))


def _choice(result: Result, law: Law, language: str) -> str:
    term = result.term
    assert isinstance(term, terms.OneOf)  # noqa: S101  by _LEAVES
    names = [wording.choice_name(law, term.fact, one, language) for one in term.choices]
    return sentence(
        "choice-fits" if result.outcome is Outcome.MET else "choice-differs",
        language,
        name=wording.fact_name(law, term.fact, language),
        have=wording.choice_name(law, term.fact, str(result.answer), language),
        need=wording.one_of(names, language),
    )


def _evidence(result: Result, law: Law, language: str) -> str:
    key = "in-place" if result.outcome is Outcome.MET else "still-missing"
    return _stated(key, result, language)


def _authority(result: Result, law: Law, language: str) -> str:
    return _stated("authority", result, language)


_LEAVES: Mapping[type[terms.Term], Callable[[Result, Law, str], str]] = {
    terms.Compare: _compared,
    terms.Lookup: _compared,
    terms.Age: _age,
    terms.Within: _within,
    terms.Worked: _worked,
    terms.InGroup: _in_group,
    terms.OneOf: _choice,
    terms.Evidence: _evidence,
    terms.AuthorityDecides: _authority,
}
