"""What the mapping screen calls our fields, and the choices that each of them offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from benchmarks.findings import Findings
from benchmarks.mapping import AMOUNTS, NUMBERS, Part, RangePolicy, Target, Unit
from benchmarks.models import Seniority, SourceKind
from benchmarks.reading.date_text import Order
from benchmarks.reading.problems import Problem

type Label = str | Promise

LABELS: dict[Target, Label] = {
    Target.TITLE: _("Job title"),
    Target.PAY: _("Gross base pay"),
    Target.PAY_TO: _("Upper end of a range of pay"),
    Target.PAY_KIND: _("Kind of pay"),
    Target.CURRENCY: _("Currency"),
    Target.PERIOD: _("Pay is for one"),
    Target.PAYMENTS_PER_YEAR: _("Salaries a year"),
    Target.HOURS_PER_WEEK: _("Hours a week"),
    Target.FULL_TIME_SHARE: _("Share of a full-time job"),
    Target.COUNTRY: _("Country"),
    Target.CITY: _("City"),
    Target.SENIORITY: _("Level"),
    Target.OBSERVED_ON: _("Date or year"),
    Target.SOURCE_KIND: _("Kind of source"),
    Target.EMPLOYMENT: _("Employment"),
    Target.ROW_ID: _("Row id of the source (the same in every file)"),
}
HINTS: dict[Target, Label] = {
    Target.PAY: _("Without bonus and shares. What is not base pay is no salary here."),
    Target.PAY_KIND: _("Base pay, unless the file holds total pay: its rows are refused."),
    Target.CURRENCY: _("By its code: EUR, CHF, GBP …"),
    Target.PAYMENTS_PER_YEAR: _("Without an answer a month's pay counts twelve times a year."),
    Target.HOURS_PER_WEEK: _("Needed where pay is for one hour."),
    Target.COUNTRY: _("By name or code. A column of cities tells it too."),
    Target.OBSERVED_ON: _("When it was paid or asked: 2024, 2024-05 or 2024-05-31."),
    Target.EMPLOYMENT: _("Only employees count; part time only with its share."),
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
    "base": _("base pay"),
    "total": _("total pay (does not count)"),
}
RANGES: dict[str, Label] = {
    RangePolicy.REFUSE: _("ranges are refused"),
    RangePolicy.MIDDLE: _("the middle of a range counts"),
}
_FORMATS: dict[str, Label] = {"de": "1.234,56", "en": "1,234.56"}
_ORDERS: dict[str, Label] = {
    Order.DMY: _("day month year"),
    Order.MDY: _("month day year"),
    Order.YMD: _("year month day"),
}
_LEAST_IN_PARTS = 0.3  # of a column's rows
_IN_PARTS = (Target.TITLE, Target.COUNTRY, Target.CITY, Target.SENIORITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option of a list."""

    value: str
    label: Label
    is_chosen: bool = False


def choices(options: Mapping[str, Label], chosen: str | None) -> list[Choice]:
    return [
        Choice(value=value, label=label, is_chosen=value == (chosen or ""))
        for value, label in options.items()
    ]


def formats_of(target: Target) -> dict[str, Label]:
    """How a column of the field can be written."""
    if target == Target.OBSERVED_ON:
        return _ORDERS
    if target == Target.COUNTRY:
        return {"code": _("codes of two letters")}
    return _FORMATS if target in AMOUNTS or target in NUMBERS else {}


def units_of(target: Target) -> dict[str, Label]:
    """In what a column of the field can count."""
    if target in AMOUNTS:
        return {Unit.ONE: _("as it stands"), Unit.THOUSAND: _("in thousands")}
    if target == Target.FULL_TIME_SHARE:
        return {Unit.ONE: "0.8", Unit.PERCENT: "80 %"}
    return {}


def parts_of(target: Target, part: Part | None, texts: Mapping[str, int]) -> dict[str, Label]:
    """Which part of a cell can be taken; nothing where few of the texts (with rows) have parts."""
    separator = part.separator if part else ","
    rows = sum(count for text, count in texts.items() if separator in text)
    if target not in _IN_PARTS or (part is None and rows < _LEAST_IN_PARTS * sum(texts.values())):
        return {}
    return {
        "": _("the whole cell"),
        "first": _("what stands before the first “%(sign)s”") % {"sign": separator},
        "last": _("what stands behind the last “%(sign)s”") % {"sign": separator},
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadColumn:
    """How a column was read, under the name that people know its field by."""

    label: Label
    column: str
    is_open: bool
    evidence: Sequence[Problem]


def read_columns(findings: Findings) -> list[ReadColumn]:
    """The columns of a file that was read; those that chose its rows are no field of ours."""
    labels: Mapping[str, Label] = {str(target): label for target, label in LABELS.items()}
    return [
        ReadColumn(
            label=labels.get(found.field, _("rows to take")),
            column=found.column,
            is_open=found.is_open,
            evidence=found.evidence,
        )
        for found in findings.columns
    ]
