"""A rule's outline as text: what each line requires, of what, and where it is written."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from benchmarks import formats
from visa.admin.words import language
from visa.models import Condition, RuleVersion
from visa.queries.titles import CONDITIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """One line; an empty string is nothing to say."""

    depth: int
    key: str
    operator: str
    compared: str
    text: str
    citation: str
    url: str


def read_text(rule: RuleVersion) -> list[SaidLine]:
    return [_said(row) for row in CONDITIONS.filter(rule=rule)]


def _said(row: Condition) -> SaidLine:
    return SaidLine(
        depth=row.depth,
        key=row.key,
        operator=row.get_operator_display(),
        compared=" · ".join(part for part in _compared(row) if part),
        text=row.text,
        citation=str(row.citation or ""),
        url=row.citation.source.url if row.citation else "",
    )


def _compared(row: Condition) -> list[str]:
    return [
        row.fact.key if row.fact else "",
        row.get_relation_display() if row.relation else "",
        row.parameter.name if row.parameter else "",
        _number(row),
        row.group.name if row.group else "",
        ", ".join(row.choices),
        _("within years: %(n)s") % {"n": row.window} if row.window else "",
        _("points: %(n)s") % {"n": row.points.normalize()} if row.points is not None else "",
        _("counted to: %(key)s") % {"key": row.reference.key} if row.reference else "",
    ]


def _number(row: Condition) -> str:
    if row.number is None:
        return ""
    whole = row.number.to_integral_value()
    number = formats.number(whole if whole == row.number else row.number.normalize(), language())
    return f"{number} {row.get_unit_display()}" if row.unit else number
