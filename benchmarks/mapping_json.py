"""Reads a mapping from JSON, with one clear sentence for each mistake, and writes it back."""

import difflib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from benchmarks.mapping import (
    NUMBERS,
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
    listed,
)
from benchmarks.reading.columns import NUMBER_FORMATS
from benchmarks.reading.date_text import Order
from benchmarks.reading.problems import refusal
from benchmarks.reading.table import TableChoices
from benchmarks.spelling import plain

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None

VERSION = 1
LONGEST_MAPPING = 200_000  # characters; a value map of every town of a country is shorter

_TOP = ("version", "name", "file", "only", "fields", "ignore")
_FILE = ("sheet", "header_row", "encoding", "delimiter", "quotechar")
_OPTIONS: dict[Target, tuple[str, ...]] = {
    **dict.fromkeys(Target, ("column", "constant", "part", "values", "unmapped")),
    **dict.fromkeys(NUMBERS, ("column", "constant", "format", "unit")),
    **dict.fromkeys(
        (Target.OBSERVED_ON, Target.COUNTRY),
        ("column", "constant", "part", "values", "unmapped", "format"),
    ),
    Target.PAY: ("column", "format", "unit", "range"),
    Target.PAY_TO: ("column", "format", "unit"),
    Target.ROW_ID: ("column",),
}
_UNITS: dict[Target, tuple[Unit, ...]] = {
    Target.PAY: (Unit.ONE, Unit.THOUSAND),
    Target.PAY_TO: (Unit.ONE, Unit.THOUSAND),
    Target.FULL_TIME_SHARE: (Unit.ONE, Unit.PERCENT),
}
_FORMATS: dict[Target, tuple[str, ...]] = {
    Target.OBSERVED_ON: tuple(Order),
    Target.COUNTRY: ("code",),  # ISO 3166-1 alpha-2
}
DAY_MONTH_OR_YEAR = re.compile(r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?")
_SHAPES: dict[Target, re.Pattern[str]] = {
    Target.CURRENCY: re.compile(r"[A-Z]{3}"),
    Target.OBSERVED_ON: DAY_MONTH_OR_YEAR,
    **dict.fromkeys(NUMBERS, re.compile(r"[0-9]{1,4}(\.[0-9]{1,4})?")),
}
_EXAMPLES = {
    Target.CURRENCY: "EUR",
    Target.OBSERVED_ON: "2024, 2024-05, 2024-05-31",
    Target.PAYMENTS_PER_YEAR: "12, 13, 13.5",
    Target.HOURS_PER_WEEK: "40, 38.5",
    Target.FULL_TIME_SHARE: "1, 0.8",
}


def parse_mapping(text: str) -> SampleMapping:
    """The mapping that a JSON text holds. Raises ReadingError with the first mistake."""
    return read_mapping(load_json(text))


def load_json(text: str) -> Json:
    """The JSON value of a text; a key that stands twice in one object is a mistake."""
    if len(text) > LONGEST_MAPPING:
        raise refusal("mapping-too-long", limit=LONGEST_MAPPING)
    try:
        value: Json = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_nan)
    except json.JSONDecodeError as error:
        raise refusal("mapping-not-json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise refusal("mapping-not-json", line=1, column=1) from error
    return value


def read_mapping(value: Json) -> SampleMapping:
    """The mapping that a JSON value holds. Raises ReadingError with the first mistake."""
    top = _object(value, "")
    _refuse_unknown_keys(top, _TOP, "")
    if top.get("version") != VERSION or isinstance(top.get("version"), bool):
        raise refusal("mapping-version", found=_shown(top.get("version")), known=VERSION)
    fields = _object(top.get("fields"), "fields")
    _refuse_unknown_keys(fields, tuple(Target), "fields")
    for target in REQUIRED:
        if target not in fields:
            raise refusal("mapping-field-missing", field=target)
    mapping = SampleMapping(
        fields={target: _rules(target, fields[target]) for target in Target if target in fields},
        table=_table_choices(top.get("file")),
        only=_only_rows(top.get("only", {})),
        ignore=tuple(_text(name, "ignore") for name in _list(top.get("ignore", []), "ignore")),
    )
    if Target.PAY_TO in mapping.fields and mapping.fields[Target.PAY][0].range == "refuse":
        raise refusal("mapping-range-undecided")
    return mapping


def mapping_as_json(mapping: SampleMapping) -> dict[str, Json]:
    """The JSON value of a mapping, without what is a default."""
    file: dict[str, Json] = {
        name: value for name in _FILE if (value := getattr(mapping.table, name)) is not None
    }
    fields: dict[str, Json] = {}
    for target, rules in mapping.fields.items():
        written: list[Json] = [_rule_as_json(target, rule) for rule in rules]
        fields[target.value] = written[0] if len(written) == 1 else written
    top: dict[str, Json] = {"version": VERSION}
    if file:
        top["file"] = file
    if mapping.only:
        top["only"] = {column: list(words) for column, words in mapping.only.items()}
    top["fields"] = fields
    if mapping.ignore:
        top["ignore"] = list(mapping.ignore)
    return top


def _rule_as_json(target: Target, rule: Rule) -> dict[str, Json]:
    written: dict[str, Json] = {}
    if rule.column is not None:
        written["column"] = rule.column
    if rule.constant is not None:
        written["constant"] = rule.constant
    if rule.within is not None:
        written["from"] = rule.within.value
    if rule.part is not None:
        written["part"] = {"separator": rule.part.separator, "take": rule.part.take}
    if rule.values:
        written["values"] = dict(rule.values)
    if rule.column is not None and rule.unmapped != default_unmapped(target):
        written["unmapped"] = rule.unmapped.value
    if rule.format is not None:
        written["format"] = rule.format
    if rule.unit != Unit.ONE or (rule.column and target == Target.FULL_TIME_SHARE):
        written["unit"] = rule.unit.value
    if rule.range != RangePolicy.REFUSE:
        written["range"] = rule.range.value
    return written


def _rules(target: Target, value: Json) -> tuple[Rule, ...]:
    written = value if isinstance(value, list) else [value]
    if not written or (len(written) > 1 and target in ONE_COLUMN):
        raise refusal("mapping-one-rule", field=target)
    last = len(written) - 1
    return tuple(
        _rule(target, one, is_last=position == last) for position, one in enumerate(written)
    )


def _rule(target: Target, value: Json, *, is_last: bool) -> Rule:
    rule = _object(value, target)
    allowed = (*_OPTIONS[target], *(("from",) if target in WITHIN else ()))
    _refuse_unknown_keys(rule, allowed, target)
    origins = [name for name in ("column", "constant", "from") if name in rule]
    if len(origins) != 1:
        choices = [name for name in ("column", "constant", "from") if name in allowed]
        raise refusal("mapping-one-origin", field=target, choices=listed(choices))
    if origins != ["column"] and (extra := [name for name in rule if name not in origins]):
        raise refusal("mapping-needs-column", field=target, key=extra[0])
    if "constant" in rule:
        return Rule(constant=_ours(target, rule["constant"]))
    if "from" in rule:
        return Rule(within=_choice(rule["from"], (WITHIN[target],), f"{target}.from"))
    return _column_rule(target, rule, is_last=is_last)


def _column_rule(target: Target, rule: dict[str, Json], *, is_last: bool) -> Rule:
    unmapped = [Unmapped.REFUSE]
    if target not in REQUIRED:
        unmapped.append(Unmapped.EMPTY)
    if not is_last:
        unmapped.append(Unmapped.NEXT)
    if target == Target.FULL_TIME_SHARE and "unit" not in rule:
        raise refusal("mapping-share-unit")
    return Rule(
        column=_text(rule["column"], f"{target}.column", keep_blanks=True),
        part=_part(target, rule["part"]) if "part" in rule else None,
        values=_values(target, rule["values"]) if "values" in rule else {},
        unmapped=_choice(
            rule.get("unmapped", default_unmapped(target)), unmapped, f"{target}.unmapped"
        ),
        format=_format(target, rule["format"]) if "format" in rule else None,
        unit=_choice(rule.get("unit", "one"), _UNITS.get(target, (Unit.ONE,)), f"{target}.unit"),
        range=_choice(rule.get("range", "refuse"), tuple(RangePolicy), f"{target}.range"),
    )


def _values(target: Target, value: Json) -> dict[str, str | None]:
    written = _object(value, f"{target}.values")
    seen: dict[str, str] = {}
    found: dict[str, str | None] = {}
    for key, ours in written.items():
        found[key] = None if ours is None else _ours(target, ours)
        twin = seen.setdefault(plain(key), key)
        if found[twin] != found[key]:
            raise refusal("mapping-values-collide", field=target, first=twin, second=key)
    return found


def _ours(target: Target, value: Json) -> str:
    """A constant or the right side of a value map: one of our words where we have words."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    text = _text(value, target)
    if target in WORDS and text not in WORDS[target]:
        raise _wrong_choice(text, WORDS[target], target)
    if target in _SHAPES and not _SHAPES[target].fullmatch(text):
        raise refusal("mapping-value-shape", where=target, value=text, example=_EXAMPLES[target])
    return text


def _part(target: Target, value: Json) -> Part:
    part = _object(value, f"{target}.part")
    _refuse_unknown_keys(part, ("separator", "take"), f"{target}.part")
    take = _text(part.get("take"), f"{target}.part.take")
    if take not in ("first", "last"):
        raise _wrong_choice(take, ("first", "last"), f"{target}.part.take")
    where = f"{target}.part.separator"
    return Part(separator=_text(part.get("separator"), where, keep_blanks=True), take=take)


def _format(target: Target, value: Json) -> str:
    known = _FORMATS.get(target, tuple(NUMBER_FORMATS))
    text = _text(value, f"{target}.format")
    if text not in known:
        raise _wrong_choice(text, known, f"{target}.format")
    return text


def _table_choices(value: Json) -> TableChoices:
    if value is None:
        return TableChoices()
    file = dict(_object(value, "file"))
    _refuse_unknown_keys(file, _FILE, "file")
    row = file.pop("header_row", None)
    if row is not None and (isinstance(row, bool) or not isinstance(row, int) or row < 0):
        raise refusal("mapping-value-shape", where="file.header_row", value=_shown(row), example=1)
    texts: dict[str, str] = {}
    for name, text in file.items():
        if not isinstance(text, str):
            raise refusal("mapping-not-a-text", where=f"file.{name}", value=_shown(text))
        texts[name] = text
    for name in ("delimiter", "quotechar"):
        if len(texts.get(name, "")) > 1:
            raise refusal(
                "mapping-value-shape", where=f"file.{name}", value=texts[name], example=";"
            )
    return TableChoices(header_row=row, **texts)


def _only_rows(value: Json) -> dict[str, tuple[str, ...]]:
    wanted: dict[str, tuple[str, ...]] = {}
    for column, words in _object(value, "only").items():
        where = f"only.{column}"
        wanted[column] = tuple(_text(word, where) for word in _list(words, where))
    return wanted


def _object(value: Json, where: str) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise refusal("mapping-not-an-object", where=where or "–")
    return value


def _list(value: Json, where: str) -> list[Json]:
    if not isinstance(value, list):
        raise refusal("mapping-not-a-list", where=where)
    return value


def _text(value: Json, where: str, *, keep_blanks: bool = False) -> str:
    if not isinstance(value, str) or not (value if keep_blanks else value.strip()):
        raise refusal("mapping-not-a-text", where=where, value=_shown(value))
    return value if keep_blanks else value.strip()


def _refuse_unknown_keys(found: Mapping[str, Json], known: Sequence[str], where: str) -> None:
    for key in found:
        if key not in known:
            raise _wrong_choice(key, known, where or "–")


def _choice[Word: StrEnum](value: Json, known: Sequence[Word], where: str) -> Word:
    for word in known:
        if word.value == value:
            return word
    raise _wrong_choice(_shown(value), [word.value for word in known], where)


def _wrong_choice(found: str, known: Sequence[str], where: str) -> Exception:
    near = difflib.get_close_matches(found, known, n=1, cutoff=0.6)
    values = {"where": where, "value": found, "known": listed(known)}
    if near:
        return refusal("mapping-word-unknown-near", **values, near=near[0])
    return refusal("mapping-word-unknown", **values)


def _shown(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _without_doubles(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for key, value in pairs:
        if key in found:
            raise refusal("mapping-key-twice", key=key)
        found[key] = value
    return found


_no_nan: Callable[[str], Json] = str  # NaN and Infinity become words, refused where they stand
