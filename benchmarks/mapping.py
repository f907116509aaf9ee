"""What a mapping says: from where in a spreadsheet each of our fields comes."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from benchmarks.reading.problems import refusal
from benchmarks.reading.table import TableChoices
from benchmarks.spelling import plain


class Target(StrEnum):
    """The fields that a mapping can fill, under the names that its JSON gives them."""

    TITLE = "title"
    PAY = "pay"
    PAY_TO = "pay_to"
    PAY_KIND = "pay_kind"
    CURRENCY = "currency"
    PERIOD = "period"
    PAYMENTS_PER_YEAR = "payments_per_year"
    HOURS_PER_WEEK = "hours_per_week"
    FULL_TIME_SHARE = "full_time_share"
    COUNTRY = "country"
    CITY = "city"
    SENIORITY = "seniority"
    OBSERVED_ON = "observed_on"
    SOURCE_KIND = "source_kind"
    EMPLOYMENT = "employment"
    ROW_ID = "row_id"


REQUIRED = (
    Target.TITLE,
    Target.PAY,
    Target.CURRENCY,
    Target.PERIOD,
    Target.COUNTRY,
    Target.OBSERVED_ON,
    Target.SOURCE_KIND,
    Target.EMPLOYMENT,
)
"""What a file leaves out the mapping states as a constant: nothing is assumed."""

# The words of our own that a cell can be mapped to; tests hold them equal to the models' choices.
WORDS: dict[Target, tuple[str, ...]] = {
    Target.PERIOD: ("year", "month", "week", "day", "hour"),
    Target.SENIORITY: ("entry", "mid", "senior", "lead", "executive"),
    Target.SOURCE_KIND: ("survey", "advert", "offer", "payroll", "register"),
    Target.EMPLOYMENT: ("full_time", "part_time", "other"),
    Target.PAY_KIND: ("base", "total"),
}
NUMBERS = (Target.PAYMENTS_PER_YEAR, Target.HOURS_PER_WEEK, Target.FULL_TIME_SHARE)
AMOUNTS = (Target.PAY, Target.PAY_TO)
ONE_COLUMN = (*AMOUNTS, Target.ROW_ID)
"""What stands in one column and nowhere else: no constant, no several columns in turn."""

# Where else than in a column of its own a field can be read: `{"from": "pay"}`.
WITHIN: dict[Target, Target] = {
    Target.CURRENCY: Target.PAY,
    Target.PERIOD: Target.PAY,
    Target.PAYMENTS_PER_YEAR: Target.PAY,
    Target.SENIORITY: Target.TITLE,
}


class Unmapped(StrEnum):
    """What becomes of a row whose cell says something that we cannot place."""

    REFUSE = "refuse"
    EMPTY = "empty"
    NEXT = "next"


def default_unmapped(target: Target) -> Unmapped:
    """A city that is none of our hubs is no reason to lose the row; it is counted and shown."""
    return Unmapped.EMPTY if target == Target.CITY else Unmapped.REFUSE


class Unit(StrEnum):
    """In what a number is given; the default is the number itself."""

    ONE = "one"
    THOUSAND = "thousand"
    PERCENT = "percent"


class RangePolicy(StrEnum):
    """What a range of pay (`65-75k`) counts as: its middle, if the mapping says so."""

    REFUSE = "refuse"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a cell that holds several: `London, EN, United Kingdom`."""

    separator: str
    take: str  # "first" or "last"

    def of(self, text: str) -> str:
        pieces = text.split(self.separator)
        return pieces[0 if self.take == "first" else -1].strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One place where a field is looked for: exactly one of column, constant and within is set.

    `values` maps what cells say to what we say; None there means that the word says nothing.
    """

    column: str | None = None
    constant: str | None = None
    within: Target | None = None
    part: Part | None = None
    values: Mapping[str, str | None] = field(default_factory=dict)
    unmapped: Unmapped = Unmapped.REFUSE
    format: str | None = None
    unit: Unit = Unit.ONE
    range: RangePolicy = RangePolicy.REFUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleMapping:
    """For each field the rules that are tried in turn: the first that finds something decides.

    `only` names columns and the words that a row must have there to be wanted at all. `table` is
    what the mapping states about the file itself, the rest is left to detection.
    """

    fields: Mapping[Target, tuple[Rule, ...]]
    table: TableChoices = field(default_factory=TableChoices)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()

    def rules(self) -> Iterator[tuple[Target, Rule]]:
        for target, rules in self.fields.items():
            for rule in rules:
                yield target, rule


# Cyrillic letters that look Latin: a header typed with one of them cannot be told by eye.
_LOOKALIKES = str.maketrans("авекмнорстухіјѕ", "abekmhopctyxijs")


def column_position(target: str, name: str, names: Sequence[str]) -> int:
    """Where the column of that name stands among the names of a table.

    Case, blanks around it, signs and look-alike letters don't count where only one column fits.
    Raises ReadingError naming the columns that there are.
    """
    if name in names:
        return names.index(name)
    wanted = _header_key(name)
    fitting = [position for position, known in enumerate(names) if _header_key(known) == wanted]
    if len(fitting) == 1:
        return fitting[0]
    near = _near(name, [names[position] for position in fitting] or names)
    raise refusal(
        "mapping-column-unknown-near" if near else "mapping-column-unknown",
        field=target,
        column=name,
        columns=listed(names),
        **({"near": near} if near else {}),
    )


def _near(name: str, names: Sequence[str]) -> str | None:
    """The column that was likely meant: written much the same, or with all of the words."""
    if found := difflib.get_close_matches(name, names, n=1, cutoff=0.6):
        return found[0]
    words = set(_header_key(name).split())
    holding = [known for known in names if words and words <= set(_header_key(known).split())]
    return min(holding, key=len, default=None)


def unused_columns(mapping: SampleMapping, names: Sequence[str]) -> list[str]:
    """The columns that no rule reads and that the mapping does not name as ignored."""
    used = {
        column_position(target, rule.column, names)
        for target, rule in mapping.rules()
        if rule.column is not None
    } | {column_position("only", column, names) for column in mapping.only}
    ignored = {_header_key(name) for name in mapping.ignore}
    return [
        name
        for position, name in enumerate(names)
        if position not in used and name not in mapping.ignore and _header_key(name) not in ignored
    ]


def listed(words: Sequence[str]) -> str:
    """Words to choose from, in a sentence of either language."""
    return " · ".join(words)


def _header_key(name: str) -> str:
    return plain(name).translate(_LOOKALIKES) or name.strip()
