"""Reads the mapping that was chosen on the mapping screen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from benchmarks.column_profiles import ColumnProfile
from benchmarks.mapping import (
    ONE_COLUMN,
    REQUIRED,
    WITHIN,
    WORDS,
    Part,
    RangePolicy,
    Rule,
    SampleMapping,
    Target,
    Unit,
    Unmapped,
    default_unmapped,
)
from benchmarks.spelling import plain
from benchmarks.suggesting import value_guesses

MOST_VALUES = 60  # of one column's words that are asked for; more are no list of levels
KEEP, WITHIN_OTHER, SAYS_NOTHING = "keep", "within", "null"

type Posted = Mapping[str, str]


def posted_mapping(
    posted: Posted, base: SampleMapping, profiles: Sequence[ColumnProfile]
) -> SampleMapping:
    """The mapping that was chosen in the form; it may still lack fields."""
    rules = {target: _rules(target, posted, base, profiles) for target in Target}
    return replace(
        base,
        fields={target: found for target, found in rules.items() if found},
        only=base.only if posted.get("only") else {},
    )


def missing_fields(mapping: SampleMapping) -> list[Target]:
    """The fields that every row needs and that nothing answers yet."""
    return [target for target in REQUIRED if not mapping.fields.get(target)]


def has_unseen_words(posted: Posted, mapping: SampleMapping) -> bool:
    """Whether a column of words was chosen whose words have not been shown yet."""
    return any(
        posted.get(f"{target}-from", "").startswith("c") and not _is_shown(target, posted)
        for target in WORDS
        if target in mapping.fields
    )


def shown_as(origin: str, part: Part | None) -> str:
    """What tells the words of a column apart from those of another, or of another part of it."""
    return f"{origin}/{part.take}" if part else origin


def in_part(profile: ColumnProfile, part: Part | None) -> ColumnProfile:
    """A column as it would be if it held this part of its cells alone."""
    if part is None:
        return profile
    cells: dict[object, int] = {}
    for text, rows in profile.texts.items():
        cells[part.of(text)] = cells.get(part.of(text), 0) + rows
    return ColumnProfile(name=profile.name, cells=cells)


def chosen_column(origin: str, profiles: Sequence[ColumnProfile]) -> ColumnProfile | None:
    number = origin.removeprefix("c")
    if not (origin.startswith("c") and number.isdecimal() and int(number) < len(profiles)):
        return None
    return profiles[int(number)]


def is_beyond_the_form(rules: Sequence[Rule]) -> bool:
    """Several columns in turn: only kept or replaced whole."""
    is_simple = len(rules) <= 1 or (
        len(rules) == 2 and rules[0].constant is None and rules[1].constant is not None
    )
    return not is_simple


def _rules(
    target: Target, posted: Posted, base: SampleMapping, profiles: Sequence[ColumnProfile]
) -> tuple[Rule, ...]:
    origin, constant = posted.get(f"{target}-from", ""), posted.get(f"{target}-constant", "")
    if origin == KEEP:
        return base.fields.get(target, ())
    rules: list[Rule] = []
    if origin == WITHIN_OTHER and target in WITHIN:
        rules.append(Rule(within=WITHIN[target]))
    elif profile := chosen_column(origin, profiles):
        rules.append(_column(target, posted, profile, base.fields.get(target, ())))
    if (text := constant.strip()) and target not in ONE_COLUMN:
        if target == Target.CURRENCY:
            text = "EUR" if text == "€" else text.upper()
        rules.append(Rule(constant=text))
    return tuple(rules)


def _column(target: Target, posted: Posted, profile: ColumnProfile, base: Sequence[Rule]) -> Rule:
    """The rule for a column; what the form does not show stays as the base has it."""
    known = next(
        (rule for rule in base if rule.column == profile.name),
        Rule(column=profile.name, unmapped=default_unmapped(target)),
    )
    if known.unmapped == Unmapped.NEXT:
        known = replace(known, unmapped=default_unmapped(target))
    unit = posted.get(f"{target}-unit", "")
    rule = replace(
        known,
        part=_part(target, posted, known),
        format=posted.get(f"{target}-format") or None,
        unit=Unit(unit) if unit in set(Unit) else Unit.ONE,
        range=RangePolicy.MIDDLE
        if target == Target.PAY and posted.get("pay-range") == RangePolicy.MIDDLE
        else RangePolicy.REFUSE,
    )
    return rule if target not in WORDS else _with_answers(target, posted, profile, rule)


def _part(target: Target, posted: Posted, known: Rule) -> Part | None:
    take = posted.get(f"{target}-part", "")
    if take not in {"first", "last"}:
        return None
    return Part(separator=known.part.separator if known.part else ",", take=take)


def _with_answers(target: Target, posted: Posted, profile: ColumnProfile, rule: Rule) -> Rule:
    """The rule with what was said of each word that the form has shown, else with guesses."""
    words = in_part(profile, rule.part)
    if not _is_shown(target, posted):
        guesses = value_guesses(target, words)
        return replace(rule, values={text: ours for text, ours in guesses.items() if ours})
    asked = list(words.texts)[:MOST_VALUES]
    answered = set(map(plain, asked))
    values = {text: ours for text, ours in rule.values.items() if plain(text) not in answered}
    for text in asked:
        if answer := posted.get(f"{target}-is:{text}", ""):
            values[text] = None if answer == SAYS_NOTHING else answer
    return replace(rule, values=values)


def _is_shown(target: Target, posted: Posted) -> bool:
    """Whether the words that the form showed are those of the column that it chose."""
    part = posted.get(f"{target}-part", "")
    origin = posted.get(f"{target}-from", "")
    return posted.get(f"{target}-shown", "") == (f"{origin}/{part}" if part else origin)
