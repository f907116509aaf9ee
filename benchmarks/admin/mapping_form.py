"""The form of the mapping screen: a mapping as fields to choose from, and back again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from benchmarks.column_profiles import ColumnProfile, evidence
from benchmarks.mapping import (
    AMOUNTS,
    NUMBERS,
    ONE_COLUMN,
    REQUIRED,
    WITHIN,
    WORDS,
    RangePolicy,
    Rule,
    SampleMapping,
    Target,
    Unit,
    Unmapped,
    default_unmapped,
)
from benchmarks.models import Seniority, SourceKind
from benchmarks.reading.date_text import Order
from benchmarks.reading.problems import Problem
from benchmarks.spelling import plain
from benchmarks.suggesting import value_guesses

MOST_VALUES = 60  # of one column's words that are asked for; more are no list of levels
KEEP, WITHIN_OTHER, SAYS_NOTHING = "keep", "within", "null"

type Posted = Mapping[str, str]
type Label = str | Promise

LABELS: dict[Target, Label] = {
    Target.TITLE: _("Job title"),
    Target.PAY: _("Gross base pay"),
    Target.PAY_TO: _("Upper end of a range of pay"),
    Target.CURRENCY: _("Currency (EUR, CHF …)"),
    Target.PERIOD: _("Pay is for one"),
    Target.PAYMENTS_PER_YEAR: _("Salaries a year"),
    Target.HOURS_PER_WEEK: _("Hours a week"),
    Target.FULL_TIME_SHARE: _("Share of a full-time job"),
    Target.COUNTRY: _("Country (code or name)"),
    Target.CITY: _("City"),
    Target.SENIORITY: _("Level"),
    Target.OBSERVED_ON: _("Date or year (2024, 2024-05)"),
    Target.SOURCE_KIND: _("Kind of source"),
    Target.EMPLOYMENT: _("Employment"),
    Target.ROW_ID: _("Row id of the source (the same in every file)"),
}
WORD_LABELS: dict[str, Label] = {
    **dict(Seniority.choices),
    **dict(SourceKind.choices),
    "year": _("year"),
    "month": _("month"),
    "week": _("week"),
    "day": _("day"),
    "hour": _("hour"),
    "full_time": _("full time"),
    "part_time": _("part time"),
    "other": _("does not count"),
}
FORMATS: dict[str, Label] = {"de": "1.234,56", "en": "1,234.56"}
ORDERS: dict[str, Label] = {
    Order.DMY: _("day month year"),
    Order.MDY: _("month day year"),
    Order.YMD: _("year month day"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option of a list."""

    value: str
    label: Label
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """One word of a column, in how many rows it stands, and what it may mean."""

    name: str
    text: str
    rows: int
    choices: list[Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One field of ours: where it comes from, and how it is read there."""

    name: str
    label: Label
    is_required: bool
    origins: list[Choice]
    constant: str
    constants: list[Choice]  # empty where anything can be typed
    takes_constant: bool
    formats: list[Choice]
    units: list[Choice]
    ranges: list[Choice]
    evidence: tuple[Problem, ...]
    shown: str
    values: list[ValueRow] = field(default_factory=list)
    more_values: int = 0


def field_rows(
    mapping: SampleMapping, base: SampleMapping, profiles: Sequence[ColumnProfile], today: date
) -> list[FieldRow]:
    """The form for a mapping; `base` is what the form began with and can fall back on."""
    return [_field_row(target, mapping, base, profiles, today) for target in Target]


def posted_mapping(
    posted: Posted, base: SampleMapping, profiles: Sequence[ColumnProfile]
) -> SampleMapping:
    """The mapping that was chosen in the form; it may still lack fields."""
    rules = {target: _posted_rules(target, posted, base, profiles) for target in Target}
    return replace(
        base,
        fields={target: found for target, found in rules.items() if found},
        only=base.only if posted.get("only") else {},
    )


def has_unseen_words(posted: Posted, mapping: SampleMapping) -> bool:
    """Whether a column of words was chosen whose words have not been shown yet."""
    return any(
        posted.get(f"{target}-from", "").startswith("c")
        and posted.get(f"{target}-shown", "") != posted.get(f"{target}-from")
        for target in WORDS
        if target in mapping.fields
    )


def _posted_rules(
    target: Target, posted: Posted, base: SampleMapping, profiles: Sequence[ColumnProfile]
) -> tuple[Rule, ...]:
    origin, constant = posted.get(f"{target}-from", ""), posted.get(f"{target}-constant", "")
    if origin == KEEP:
        return base.fields.get(target, ())
    rules: list[Rule] = []
    if origin == WITHIN_OTHER and target in WITHIN:
        rules.append(Rule(within=WITHIN[target]))
    elif profile := _column(origin, profiles):
        rules.append(_posted_column(target, posted, profile, base.fields.get(target, ())))
    if constant.strip() and target not in ONE_COLUMN:
        rules.append(Rule(constant=constant.strip()))
    return tuple(rules)


def _posted_column(
    target: Target, posted: Posted, profile: ColumnProfile, base: Sequence[Rule]
) -> Rule:
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
        format=posted.get(f"{target}-format") or None,
        unit=Unit(unit) if unit in set(Unit) else Unit.ONE,
        range=RangePolicy.MIDDLE
        if target == Target.PAY and posted.get("pay-range") == RangePolicy.MIDDLE
        else RangePolicy.REFUSE,
    )
    is_shown = posted.get(f"{target}-shown") == posted.get(f"{target}-from")
    if target not in WORDS:
        return rule
    if not is_shown:
        guesses = value_guesses(target, profile)
        return replace(rule, values={text: ours for text, ours in guesses.items() if ours})
    asked = list(profile.texts)[:MOST_VALUES]
    answered = set(map(plain, asked))
    values = {text: ours for text, ours in rule.values.items() if plain(text) not in answered}
    for text in asked:
        if answer := posted.get(f"{target}-is:{text}", ""):
            values[text] = None if answer == SAYS_NOTHING else answer
    return replace(rule, values=values)


def _field_row(
    target: Target,
    mapping: SampleMapping,
    base: SampleMapping,
    profiles: Sequence[ColumnProfile],
    today: date,
) -> FieldRow:
    rules = mapping.fields.get(target, ())
    is_kept = _is_beyond_the_form(rules)
    first = rules[0] if rules and not is_kept else Rule()
    place = next((i for i, one in enumerate(profiles) if one.name == first.column), None)
    profile = None if place is None else profiles[place]
    constant = "" if is_kept else next((r.constant for r in rules if r.constant), "")
    is_date = target == Target.OBSERVED_ON
    values = _value_rows(target, profile, first) if profile and target in WORDS else []
    return FieldRow(
        name=target.value,
        label=LABELS[target],
        is_required=target in REQUIRED,
        origins=_origins(target, place, first, base, profiles, is_kept=is_kept),
        constant=constant or "",
        constants=_choices({word: WORD_LABELS[word] for word in WORDS.get(target, ())}, constant),
        takes_constant=target not in ONE_COLUMN,
        formats=_choices(_formats(target), first.format),
        units=_choices(_units(target), first.unit),
        ranges=_choices(_RANGES, first.range) if target == Target.PAY else [],
        evidence=evidence(profile, as_date=is_date, today=today)
        if profile and (is_date or target in AMOUNTS)
        else (),
        shown="" if place is None else f"c{place}",
        values=values,
        more_values=max(len(profile.texts) - MOST_VALUES, 0) if profile and values else 0,
    )


_RANGES: dict[str, Label] = {
    RangePolicy.REFUSE: _("ranges are refused"),
    RangePolicy.MIDDLE: _("the middle of a range counts"),
}


def _formats(target: Target) -> dict[str, Label]:
    if target == Target.OBSERVED_ON:
        return ORDERS
    if target == Target.COUNTRY:
        return {"code": _("codes of two letters")}
    return FORMATS if target in AMOUNTS or target in NUMBERS else {}


def _units(target: Target) -> dict[str, Label]:
    if target in AMOUNTS:
        return {Unit.ONE: _("as it stands"), Unit.THOUSAND: _("in thousands")}
    if target == Target.FULL_TIME_SHARE:
        return {Unit.ONE: "0.8", Unit.PERCENT: "80 %"}
    return {}


def _origins(
    target: Target,
    place: int | None,
    first: Rule,
    base: SampleMapping,
    profiles: Sequence[ColumnProfile],
    *,
    is_kept: bool,
) -> list[Choice]:
    """Where the field can come from: nowhere, the rules of before, another field, a column."""
    found = [Choice(value="", label="–")]
    if _is_beyond_the_form(rules := base.fields.get(target, ())):
        parts = (rule.column or rule.constant or str(rule.within) for rule in rules)
        found.append(Choice(value=KEEP, label=f"⟲ {' → '.join(parts)}", is_chosen=is_kept))
    if target in WITHIN:
        label = f"↳ {LABELS[WITHIN[target]]}"
        found.append(Choice(value=WITHIN_OTHER, label=label, is_chosen=first.within is not None))
    columns = (
        Choice(value=f"c{number}", label=profile.name, is_chosen=number == place)
        for number, profile in enumerate(profiles)
    )
    return [*found, *columns]


def _is_beyond_the_form(rules: Sequence[Rule]) -> bool:
    """Several columns in turn, part of a cell, or words for places: only kept or replaced whole."""
    is_simple = len(rules) <= 1 or (
        len(rules) == 2 and rules[0].constant is None and rules[1].constant is not None
    )
    return not is_simple or any(rule.part for rule in rules)


def _value_rows(target: Target, profile: ColumnProfile, rule: Rule) -> list[ValueRow]:
    words: dict[str, Label] = {word: WORD_LABELS[word] for word in WORDS[target]}
    options = {"": _("not known: refused"), **words, SAYS_NOTHING: _("says nothing")}
    meant = {plain(text): ours or SAYS_NOTHING for text, ours in rule.values.items()}
    return [
        ValueRow(
            name=f"{target}-is:{text}",
            text=text,
            rows=count,
            choices=_choices(options, meant.get(plain(text), "")),
        )
        for text, count in list(profile.texts.items())[:MOST_VALUES]
    ]


def _choices(options: Mapping[str, Label], chosen: str | None) -> list[Choice]:
    return [
        Choice(value=value, label=label, is_chosen=value == (chosen or ""))
        for value, label in options.items()
    ]


def _column(origin: str, profiles: Sequence[ColumnProfile]) -> ColumnProfile | None:
    number = origin.removeprefix("c")
    if not (origin.startswith("c") and number.isdecimal() and int(number) < len(profiles)):
        return None
    return profiles[int(number)]
