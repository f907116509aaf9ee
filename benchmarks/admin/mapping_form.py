"""The form of the mapping screen: a mapping as fields to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from benchmarks.admin.mapping_answers import (
    KEEP,
    MOST_VALUES,
    SAYS_NOTHING,
    WITHIN_OTHER,
    in_part,
    is_beyond_the_form,
    missing_fields,
    shown_as,
)
from benchmarks.admin.mapping_labels import (
    HINTS,
    LABELS,
    RANGES,
    WORD_LABELS,
    Choice,
    Label,
    choices,
    formats_of,
    parts_of,
    units_of,
)
from benchmarks.column_profiles import ColumnProfile, evidence
from benchmarks.mapping import (
    AMOUNTS,
    ONE_COLUMN,
    REQUIRED,
    WITHIN,
    WORDS,
    Rule,
    SampleMapping,
    Target,
)
from benchmarks.matching import Reference
from benchmarks.reading.problems import Problem
from benchmarks.spelling import plain

_SHOWN_IN_LIST = 3  # sample cells beside the name of a column


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """One word of a column, in how many rows it stands, and what it may mean."""

    name: str
    text: str
    rows: int
    choices: list[Choice]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One field of ours: where it comes from, and how it is read there."""

    name: str
    label: Label
    hint: Label
    is_required: bool
    origins: list[Choice]
    constant: str
    constants: list[Choice]  # empty where anything can be typed
    proposals: list[str]  # likely answers where anything can be typed
    takes_constant: bool
    parts: list[Choice]
    formats: list[Choice]
    units: list[Choice]
    ranges: list[Choice]
    evidence: tuple[Problem, ...]
    shown: str
    values: list[ValueRow] = field(default_factory=list)
    more_values: int = 0

    @property
    def open_values(self) -> int:
        """How many of the words have no meaning yet: their rows would be refused."""
        return sum(value.is_open for value in self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroups:
    """The fields by what is left to do: to be answered, to be looked at, to be added at will."""

    missing: list[FieldRow]
    answered: list[FieldRow]
    unused: list[FieldRow]


def field_groups(
    mapping: SampleMapping,
    base: SampleMapping,
    profiles: Sequence[ColumnProfile],
    reference: Reference,
    today: date,
) -> FieldGroups:
    """The form for a mapping; `base` is what the form began with and can fall back on."""
    rows = {
        target: _field_row(target, mapping, base, profiles, reference, today) for target in Target
    }
    missing = missing_fields(mapping)
    return FieldGroups(
        missing=[rows[target] for target in missing],
        answered=[rows[target] for target in Target if mapping.fields.get(target)],
        unused=[
            row
            for target, row in rows.items()
            if target not in missing and not mapping.fields.get(target)
        ],
    )


def _field_row(
    target: Target,
    mapping: SampleMapping,
    base: SampleMapping,
    profiles: Sequence[ColumnProfile],
    reference: Reference,
    today: date,
) -> FieldRow:
    rules = mapping.fields.get(target, ())
    is_kept = is_beyond_the_form(rules)
    first = rules[0] if rules and not is_kept else Rule()
    place = next((i for i, one in enumerate(profiles) if one.name == first.column), None)
    profile = None if place is None else profiles[place]
    constant = "" if is_kept else next((r.constant for r in rules if r.constant), "")
    is_date = target == Target.OBSERVED_ON
    words = in_part(profile, first.part) if profile and target in WORDS else None
    values = _value_rows(target, words, first) if words else []
    parts = parts_of(target, first.part, profile.texts) if profile else {}
    return FieldRow(
        name=target.value,
        label=LABELS[target],
        hint=HINTS.get(target, ""),
        is_required=target in REQUIRED,
        origins=_origins(target, place, first, base, profiles, is_kept=is_kept),
        constant=constant or "",
        constants=choices({word: WORD_LABELS[word] for word in WORDS.get(target, ())}, constant),
        proposals=_proposals(target, mapping, profiles, reference),
        takes_constant=target not in ONE_COLUMN,
        parts=choices(parts, first.part.take if first.part else ""),
        formats=choices(formats_of(target), first.format),
        units=choices(units_of(target), first.unit),
        ranges=choices(RANGES, first.range) if target == Target.PAY else [],
        evidence=evidence(profile, as_date=is_date, today=today)
        if profile and (is_date or target in AMOUNTS)
        else (),
        shown="" if place is None else shown_as(f"c{place}", first.part),
        values=values,
        more_values=max(len(words.texts) - MOST_VALUES, 0) if words and values else 0,
    )


def _proposals(
    target: Target,
    mapping: SampleMapping,
    profiles: Sequence[ColumnProfile],
    reference: Reference,
) -> list[str]:
    """What can be typed for all rows: currencies of the file's countries first, or countries."""
    if target == Target.COUNTRY:
        return sorted({one.name_en for one in reference.country_codes.values()})
    if target != Target.CURRENCY:
        return []
    column = next((rule.column for rule in mapping.fields.get(Target.COUNTRY, ())), None)
    texts = next((one.texts for one in profiles if one.name == column), {})
    found = (reference.country_stated(text) for text in list(texts)[:MOST_VALUES])
    likely = [one.currency for one in found if one is not None and not isinstance(one, Problem)]
    return list(dict.fromkeys([*likely, "EUR", "CHF", "GBP", "USD"]))


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
    found = [Choice(value="", label=_("no column"))]
    if is_beyond_the_form(rules := base.fields.get(target, ())):
        parts = (rule.column or rule.constant or str(rule.within) for rule in rules)
        found.append(Choice(value=KEEP, label=f"⟲ {' → '.join(parts)}", is_chosen=is_kept))
    if target in WITHIN:
        label = _("read in: %(field)s") % {"field": LABELS[WITHIN[target]]}
        found.append(Choice(value=WITHIN_OTHER, label=label, is_chosen=first.within is not None))
    columns = (
        Choice(value=f"c{number}", label=_with_samples(profile), is_chosen=number == place)
        for number, profile in enumerate(profiles)
    )
    return [*found, *columns]


def _with_samples(profile: ColumnProfile) -> str:
    """A column by its name and what stands in it, to be told apart in a list."""
    name = profile.name if len(profile.name) <= 50 else f"{profile.name[:49]}…"
    samples = " · ".join(text[:24] for text in profile.samples[:_SHOWN_IN_LIST])
    return f"{name}  ({samples})" if samples else name


def _value_rows(target: Target, profile: ColumnProfile, rule: Rule) -> list[ValueRow]:
    words: Mapping[str, Label] = {word: WORD_LABELS[word] for word in WORDS[target]}
    options = {"": _("not known: refused"), **words, SAYS_NOTHING: _("says nothing")}
    meant = {plain(word): word for word in words}  # our own words need no answer
    meant |= {plain(text): ours or SAYS_NOTHING for text, ours in rule.values.items()}
    return [
        ValueRow(
            name=f"{target}-is:{text}",
            text=text,
            rows=count,
            choices=choices(options, meant.get(plain(text), "")),
            is_open=plain(text) not in meant,
        )
        for text, count in list(profile.texts.items())[:MOST_VALUES]
    ]
