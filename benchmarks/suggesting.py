"""Suggests the mapping of a file: what was done last time first, guesses where nothing was."""

import difflib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from statistics import median

from benchmarks.column_guesses import LOOKED_AT, guess_columns, is_code
from benchmarks.column_profiles import ColumnProfile
from benchmarks.header_words import (
    counts_thousands,
    currency_of_header,
    header_score,
    payments_of_header,
    period_of_header,
    says_total,
)
from benchmarks.mapping import (
    AMOUNTS,
    RangePolicy,
    Rule,
    SampleMapping,
    Target,
    Unit,
    column_position,
    default_unmapped,
)
from benchmarks.matching import Reference
from benchmarks.reading.problems import ReadingError
from benchmarks.rhythms import is_other_rhythm
from benchmarks.spelling import plain
from benchmarks.value_words import HAVE_WORDS, word_guess

CLEAR_SCORE = 0.75  # from which a column is believed rather than a constant of the last mapping
LEAST_ALIKE = 0.6  # of two headers, for one to be taken for the other's successor
NOTHING = SampleMapping(fields={})
_LEAST_SAID = 0.3  # of the pay cells, for what they say of currency or period to be read in them
_TOLD_BY_PAY = (Target.CURRENCY, Target.PERIOD, Target.PAYMENTS_PER_YEAR)
_LEAST_YEARLY = 15_000  # typical pay in euros that is surely a year's; less the analyst has to say
_MOST_THOUSANDS = 1_000  # typical number in a column whose header says that it counts thousands


def suggest_mapping(
    profiles: Sequence[ColumnProfile],
    reference: Reference,
    *,
    file_name: str,
    today: date,
    remembered: SampleMapping = NOTHING,
) -> SampleMapping:
    """The mapping to begin with; a field of which nothing tells is left out.

    A rule of the last mapping counts before a guess, its columns under their new names.
    """
    guesses = guess_columns(profiles, reference, today)
    fields: dict[Target, tuple[Rule, ...]] = {}
    for target in Target:
        name, clue = guesses.get(target, (None, None))
        last = _renamed(remembered.fields.get(target, ()), target, profiles)
        is_clear = clue is not None and clue.score >= CLEAR_SCORE
        is_stale = target == Target.OBSERVED_ON and any(rule.constant for rule in last)
        if last and not is_stale and not (is_clear and all(rule.constant for rule in last)):
            fields[target] = last
        elif name is not None:
            profile = next(one for one in profiles if one.name == name)
            fields[target] = (_rule(target, profile, reference),)
    stated = _stated(fields, profiles, file_name)
    before, now = _first_column(remembered.fields, Target.PAY), _first_column(fields, Target.PAY)
    if before != now:
        fields = _without_the_old_header(fields, before, stated)
    for target, rules in stated.items():
        fields.setdefault(target, rules)
    for target, rule in _likely(fields, profiles, reference).items():
        fields.setdefault(target, (rule,))
    if Target.PAY_TO in fields:
        fields[Target.PAY] = (replace(fields[Target.PAY][0], range=RangePolicy.MIDDLE),)
    return replace(remembered, fields=fields, only=_known_only(remembered, profiles))


def _without_the_old_header(
    fields: Mapping[Target, tuple[Rule, ...]],
    before: str,
    stated: Mapping[Target, tuple[Rule, ...]],
) -> dict[Target, tuple[Rule, ...]]:
    """The fields without what was read from, or stated for, the old column of pay.

    `Lohn (CHF)` after `Gehalt (€)`, or a header in EUR after cells in €: the new column counts
    before a memory. Nor do 14 salaries outlive the header that named them.
    """
    doubtful = {target for target in _TOLD_BY_PAY if target in stated}
    if payments_of_header(before):
        doubtful.add(Target.PAYMENTS_PER_YEAR)
    return {
        target: rules
        for target, rules in fields.items()
        if target not in doubtful or any(rule.column for rule in rules)
    }


def _rule(target: Target, profile: ColumnProfile, reference: Reference) -> Rule:
    """A rule for a guessed column; codes of countries are told by all of them being two letters."""
    texts = list(profile.texts)[:LOOKED_AT]
    if target == Target.COUNTRY and texts and all(map(is_code, texts)):
        return Rule(column=profile.name, format="code")
    return Rule(
        column=profile.name,
        values=_known_words(target, profile),
        unmapped=default_unmapped(target),
        unit=_unit(target, profile),
        range=RangePolicy.MIDDLE
        if target == Target.PAY and any(pay.is_range for pay, _rows in profile.pays)
        else RangePolicy.REFUSE,
    )


def _unit(target: Target, profile: ColumnProfile) -> Unit:
    """In what a column counts: `Gehalt in T€` thousands, a share of `80` or `80 %` percent."""
    if target in AMOUNTS:
        is_small = (profile.typical_pay or 0) < _MOST_THOUSANDS
        return Unit.THOUSAND if is_small and counts_thousands(profile.name) else Unit.ONE
    if target == Target.FULL_TIME_SHARE:
        shares = profile.numbers(target)
        return Unit.PERCENT if shares and median(shares) > 2 else Unit.ONE
    return Unit.ONE


def value_guesses(target: Target, profile: ColumnProfile) -> dict[str, str | None]:
    """The different words of a column with what each may mean, the most frequent first."""
    return {text: word_guess(target, text) for text in list(profile.texts)[:LOOKED_AT]}


def _known_words(target: Target, profile: ColumnProfile) -> dict[str, str | None]:
    if target not in HAVE_WORDS:
        return {}
    return {text: ours for text, ours in value_guesses(target, profile).items() if ours}


def _stated(
    fields: Mapping[Target, tuple[Rule, ...]], profiles: Sequence[ColumnProfile], file_name: str
) -> dict[Target, tuple[Rule, ...]]:
    """What the pay's header and cells, the titles and the file's name say for all rows."""
    by_name = {profile.name: profile for profile in profiles}
    found: dict[Target, tuple[Rule, ...]] = {}
    if profile := by_name.get(_first_column(fields, Target.PAY)):
        found |= _said_with_pay(profile)
    for name in (_first_column(fields, Target.PAY), file_name):
        if years := set(re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", name)):
            found.setdefault(Target.OBSERVED_ON, (Rule(constant=max(years)),))
    titles = by_name.get(_first_column(fields, Target.TITLE))
    if titles and any(re.search(_LEVEL_IN_TITLE, text, re.IGNORECASE) for text in titles.texts):
        found[Target.SENIORITY] = (Rule(within=Target.TITLE),)
    return found


_LEVEL_IN_TITLE = r"\b(?:senior|sr|junior|jr)\b"


def _first_column(fields: Mapping[Target, tuple[Rule, ...]], target: Target) -> str:
    return next((rule.column for rule in fields.get(target, ()) if rule.column), "")


def _likely(
    fields: Mapping[Target, tuple[Rule, ...]],
    profiles: Sequence[ColumnProfile],
    reference: Reference,
) -> dict[Target, Rule]:
    """Pay worth tens of thousands of euros is a year's; anything smaller the analyst has to say."""
    pay = next((one for one in profiles if one.name == _first_column(fields, Target.PAY)), None)
    if pay is None or is_other_rhythm(pay.name):
        return {}
    least = _LEAST_YEARLY * _units_per_euro(fields, pay, reference)
    return {Target.PERIOD: Rule(constant="year")} if (pay.typical_pay or 0) >= least else {}


def _units_per_euro(
    fields: Mapping[Target, tuple[Rule, ...]], pay: ColumnProfile, reference: Reference
) -> Decimal:
    """Of the currency that most of the pay is in, at its last rate; 1 where nothing tells it."""
    named = Counter({one.currency: rows for one, rows in pay.pays if one.currency})
    named.update({rule.constant: 1 for rule in fields.get(Target.CURRENCY, ()) if rule.constant})
    currency = max(named, key=named.__getitem__, default="")
    known = reference.units_per_euro.items()
    rates = {year: rate for (code, year), rate in known if code == currency}
    return rates[max(rates)] if rates else Decimal(1)


def _said_with_pay(profile: ColumnProfile) -> dict[Target, tuple[Rule, ...]]:
    """Currency, period, number of salaries and kind, by the header of the pay or by its cells."""
    currency = currency_of_header(profile.name) or profile.currency
    period = period_of_header(profile.name)
    salaries = payments_of_header(profile.name)
    counted: dict[Target, Counter[str | Decimal | None]] = {
        target: Counter() for target in _TOLD_BY_PAY
    }
    for pay, rows in profile.pays:
        counted[Target.CURRENCY][pay.currency] += rows
        counted[Target.PERIOD][pay.period] += rows
        counted[Target.PAYMENTS_PER_YEAR][pay.salaries] += rows
    stated = {
        Target.CURRENCY: currency,
        Target.PERIOD: period,
        Target.PAYMENTS_PER_YEAR: salaries,
    }
    found: dict[Target, tuple[Rule, ...]] = {}
    if says_total(profile.name):
        found[Target.PAY_KIND] = (Rule(constant="total"),)
    for target, words in counted.items():
        is_said = words.total() - words[None] > _LEAST_SAID * words.total()
        rules = [Rule(within=Target.PAY)] if is_said else []
        if (constant := stated[target]) and (words[None] or not is_said):
            rules.append(Rule(constant=constant))
        if rules:
            found[target] = tuple(rules)
    return found


def _renamed(
    rules: Sequence[Rule], target: Target, profiles: Sequence[ColumnProfile]
) -> tuple[Rule, ...]:
    """The rules with the columns as this file calls them; none where a column has no successor."""
    found: list[Rule] = []
    for rule in rules:
        if rule.column is None:
            found.append(rule)
        elif (name := successor(rule.column, target, profiles)) is not None:
            profile = next(one for one in profiles if one.name == name)
            found.append(replace(rule, column=name, values=_with_new_words(rule, target, profile)))
        else:
            return ()
    return tuple(found)


def _with_new_words(rule: Rule, target: Target, profile: ColumnProfile) -> dict[str, str | None]:
    """What words meant last time, and guesses for those that the last file had no answer for."""
    if rule.part:
        return dict(rule.values)
    answered = set(map(plain, rule.values))
    new = _known_words(target, profile).items()
    return {text: ours for text, ours in new if plain(text) not in answered} | dict(rule.values)


def successor(name: str, target: str, profiles: Sequence[ColumnProfile]) -> str | None:
    """The column of this file that was called so in the last one, perhaps a little differently."""
    names = [profile.name for profile in profiles]
    try:
        return names[column_position(target, name, names)]
    except ReadingError:
        pass
    kind = Target(target) if target in set(Target) else None
    likely = [one for one in names if kind is None or header_score(kind, one) > 0]
    near = difflib.get_close_matches(
        plain(name), [plain(one) for one in likely], n=1, cutoff=LEAST_ALIKE
    )
    return next((one for one in likely if near and plain(one) == near[0]), None)


def _known_only(
    remembered: SampleMapping, profiles: Sequence[ColumnProfile]
) -> dict[str, tuple[str, ...]]:
    return {
        name: words
        for column, words in remembered.only.items()
        if (name := successor(column, "only", profiles)) is not None
    }
