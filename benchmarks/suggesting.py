"""Guesses from headers and cells which column holds which field, and remembers the last mapping."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from benchmarks.column_profiles import ColumnProfile
from benchmarks.header_words import currency_of_header, header_score, period_of_header
from benchmarks.mapping import (
    AMOUNTS,
    NUMBERS,
    RangePolicy,
    Rule,
    SampleMapping,
    Target,
    column_position,
    default_unmapped,
)
from benchmarks.matching import CountryFacts, Reference
from benchmarks.reading.problems import ReadingError
from benchmarks.spelling import plain
from benchmarks.value_words import HAVE_WORDS, word_guess

LOOKED_AT = 300  # different cells of a column whose words are looked up
LEAST_SCORE = 0.45  # header and content together, 0 to 1; below it no field is guessed
CLEAR_SCORE = 0.75  # from which a column is believed rather than a constant of the last mapping
LEAST_ALIKE = 0.6  # of two headers, for one to be taken for the other's successor
NOTHING = SampleMapping(fields={})

# The share of filled cells that have to make sense as the field, however well the header fits.
_LEAST_SENSE: dict[Target, float] = {
    Target.PAY: 0.5,
    Target.PAY_TO: 0.5,
    Target.CURRENCY: 0.5,
    Target.OBSERVED_ON: 0.5,
    Target.SENIORITY: 0.4,
    Target.EMPLOYMENT: 0.4,
    Target.PERIOD: 0.6,
    Target.SOURCE_KIND: 0.6,
    Target.COUNTRY: 0.3,
    **dict.fromkeys(NUMBERS, 0.6),
}
# The share from which cells alone tell the field, whatever the header says.
_SPEAKS_FOR_ITSELF: dict[Target, float] = {
    Target.TITLE: 0.4,
    Target.CURRENCY: 0.9,
    Target.COUNTRY: 0.8,
    Target.CITY: 0.5,
    Target.SENIORITY: 0.8,
    Target.EMPLOYMENT: 0.9,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """How well a column fits a field: by its header and by its cells, each from 0 to 1."""

    header: float
    cells: float

    @property
    def score(self) -> float:
        return 0.6 * self.header + 0.4 * self.cells


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
    for target, rule in _constants(fields, profiles, file_name).items():
        fields.setdefault(target, (rule,))
    if Target.PAY_TO in fields:
        fields[Target.PAY] = (replace(fields[Target.PAY][0], range=RangePolicy.MIDDLE),)
    return replace(remembered, fields=fields, only=_known_only(remembered, profiles))


def guess_columns(
    profiles: Sequence[ColumnProfile], reference: Reference, today: date
) -> dict[Target, tuple[str, Clue]]:
    """For each field the column that fits it best, if one does; each column serves one field.

    Without a column of countries that of cities serves for both.
    """
    clues = {
        (target, profile.name): clue_of(target, profile, reference, today)
        for profile in profiles
        for target in Target
    }
    order = {profile.name: place for place, profile in enumerate(profiles)}
    found: dict[Target, tuple[str, Clue]] = {}
    for (target, name), clue in sorted(
        clues.items(), key=lambda pair: (-pair[1].score, order[pair[0][1]])
    ):
        is_taken = any(name == taken for taken, _ in found.values())
        if clue.score >= LEAST_SCORE and target not in found and not is_taken:
            found[target] = (name, clue)
    if Target.PAY not in found:
        found.pop(Target.PAY_TO, None)
    if Target.COUNTRY not in found and Target.CITY in found:
        found[Target.COUNTRY] = found[Target.CITY]
    return found


def clue_of(target: Target, profile: ColumnProfile, reference: Reference, today: date) -> Clue:
    """How well a column fits a field; nothing where its cells make no sense as that."""
    header = header_score(target, profile.name)
    speaks = _SPEAKS_FOR_ITSELF.get(target)
    if not profile.filled or (not header and speaks is None):
        return Clue(header=0, cells=0)
    share = _sense(target, profile, reference, today)
    if share < _LEAST_SENSE.get(target, 0):
        return Clue(header=0, cells=0)
    if not header and speaks is not None and share >= speaks and not _is_foreign(target, profile):
        return Clue(header=0.4, cells=max(share, 0.6))
    return Clue(header=header, cells=share if header else 0)


def _is_foreign(target: Target, profile: ColumnProfile) -> bool:
    """Whether the header names another field: a column `Country` is no column of cities."""
    return any(header_score(other, profile.name) == 1 for other in Target if other != target)


def _sense(target: Target, profile: ColumnProfile, reference: Reference, today: date) -> float:
    """The share of rows whose cell makes sense as the field."""
    if target in AMOUNTS:
        numbers = profile.numbers()
        return len(numbers) / profile.filled if numbers and median(numbers) >= 5 else 0.0
    if target in NUMBERS:
        return len(profile.numbers()) / profile.filled
    if target == Target.OBSERVED_ON:
        return profile.dates(today) / profile.filled
    looked_at = list(profile.texts.items())[:LOOKED_AT]
    known = sum(rows for text, rows in looked_at if _is_known(target, text, reference))
    return known / max(sum(rows for _, rows in looked_at), 1)


def _is_known(target: Target, text: str, reference: Reference) -> bool:
    if target in HAVE_WORDS:
        return word_guess(target, text) is not None
    if target == Target.TITLE:
        return reference.title(text) is not None
    if target == Target.CITY:
        return reference.cities(text) is not None
    if target == Target.CURRENCY:
        return reference.currency(text) is not None
    if _is_code(text):
        return isinstance(reference.country_by_code(text), CountryFacts)
    place = reference.country(text)
    return isinstance(place, CountryFacts) or (
        place is not None and place.code == "country-not-covered"
    )


def _is_code(text: str) -> bool:
    """Two capitals: `NO` is Norway, and `No` an answer."""
    return len(text) == 2 and text.isupper()


def _rule(target: Target, profile: ColumnProfile, reference: Reference) -> Rule:
    """A rule for a guessed column; codes of countries are told by all of them being two letters."""
    texts = list(profile.texts)[:LOOKED_AT]
    if target == Target.COUNTRY and texts and all(map(_is_code, texts)):
        return Rule(column=profile.name, format="code")
    values = value_guesses(target, profile) if target in HAVE_WORDS else {}
    return Rule(
        column=profile.name,
        values={text: ours for text, ours in values.items() if ours},
        unmapped=default_unmapped(target),
    )


def value_guesses(target: Target, profile: ColumnProfile) -> dict[str, str | None]:
    """The different words of a column with what each may mean, the most frequent first."""
    return {text: word_guess(target, text) for text in list(profile.texts)[:LOOKED_AT]}


def _constants(
    fields: Mapping[Target, tuple[Rule, ...]], profiles: Sequence[ColumnProfile], file_name: str
) -> dict[Target, Rule]:
    """What the header of the pay or the file's name says for all rows."""
    found: dict[Target, Rule] = {}
    pay = next((rule.column for rule in fields.get(Target.PAY, ()) if rule.column), None)
    profile = next((one for one in profiles if one.name == pay), None)
    if profile:
        if period := period_of_header(profile.name) or _usual_period(profile):
            found[Target.PERIOD] = Rule(constant=period)
        if currency := currency_of_header(profile.name):
            found[Target.CURRENCY] = Rule(constant=currency)
    if years := set(re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", file_name)):
        found[Target.OBSERVED_ON] = Rule(constant=max(years))
    title = next((rule.column for rule in fields.get(Target.TITLE, ()) if rule.column), None)
    titles = next((one.texts for one in profiles if one.name == title), {})
    if any(re.search(r"\b(?:senior|junior)\b", text, re.IGNORECASE) for text in titles):
        found[Target.SENIORITY] = Rule(within=Target.TITLE)
    return found


def _usual_period(profile: ColumnProfile) -> str | None:
    """Pay of tens of thousands is a year's; anything smaller the analyst has to say."""
    numbers = profile.numbers()
    return "year" if numbers and median(numbers) >= 15_000 else None


def _renamed(
    rules: Sequence[Rule], target: Target, profiles: Sequence[ColumnProfile]
) -> tuple[Rule, ...]:
    """The rules with the columns as this file calls them; none where a column has no successor."""
    found: list[Rule] = []
    for rule in rules:
        if rule.column is None:
            found.append(rule)
        elif (name := successor(rule.column, target, profiles)) is not None:
            found.append(replace(rule, column=name))
        else:
            return ()
    return tuple(found)


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
