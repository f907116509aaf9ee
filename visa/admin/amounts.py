"""Legal figures in words, for lists and histories of the admin."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from benchmarks import formats
from benchmarks.moments import Moment
from visa.admin.words import State, day, language, period, state_of
from visa.models import Parameter, ParameterValue
from visa.queries import read_values
from visa.values import Value, ValueBook
from visa.wording import value_amount


@dataclass(frozen=True, slots=True)
class Dated:
    """An amount with the days on which it is that."""

    amount: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One value of a figure's history; an empty string is nothing to say.

    `value` is what it gives now, `earlier` what its formula gave before, the newest first.
    """

    row: ParameterValue
    state: State
    period: str
    value: str
    formula: str
    earlier: tuple[Dated, ...]
    published: str


def amount(value: Value | None) -> str:
    return value_amount(value, language()) if value else _("not yet published")


def value_in_words(row: ParameterValue) -> str:
    """An amount as it was typed, or a formula by the names of its factors."""
    if row.percentage and row.base:
        return f"{row.percentage.name} × {row.base.name}"
    return value_amount(_as_typed(row), language())


def _as_typed(row: ParameterValue) -> Value:
    return Value(
        parameter=row.parameter.as_parameter(),
        amount=row.amount or Decimal(0),
        divisor=row.divisor,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        citation=row.citation.as_cited(),
    )


def read_history(parameter: Parameter, moment: Moment) -> list[HistoryRow]:
    """All that was ever proposed, superseded and declined values too, the newest first."""
    rows = (
        ParameterValue.objects.filter(parameter=parameter)
        .select_related(
            *("parameter", "percentage", "base", "citation__source"),
            *("proposed_by", "approved_by", "declined_by"),
        )
        .order_by("-valid_from", "-recorded_at", "-pk")
    )
    book = read_values(moment.known_at)
    return [_history_row(row, book, moment) for row in rows]


def _history_row(row: ParameterValue, book: ValueBook, moment: Moment) -> HistoryRow:
    results = _results(row, book)
    is_formula = row.amount is None
    published = published_amount(row)
    result = results[0].amount if results else published or _("not yet published")
    return HistoryRow(
        row=row,
        state=state_of(row, moment),
        period=period(row),
        value=result if is_formula else value_in_words(row),
        formula=value_in_words(row) if is_formula else "",
        earlier=results[1:],
        published=published,
    )


def published_amount(row: ParameterValue) -> str:
    """What the gazette printed; empty where it printed nothing of its own."""
    if row.published_amount is None:
        return ""
    parameter = row.parameter
    if parameter.unit != Parameter.Unit.MONEY:
        return formats.number(row.published_amount, language())
    return formats.money(row.published_amount, parameter.currency, language())


def _results(row: ParameterValue, book: ValueBook) -> tuple[Dated, ...]:
    if row.amount is not None or not row.is_standing:
        return ()
    values: Sequence[Value] = [
        one
        for one in book.values.get(row.parameter.key, ())
        if one.valid_from >= row.valid_from
        and (row.valid_to is None or one.valid_from < row.valid_to)
    ]
    return tuple(Dated(amount(one), day(one.valid_from)) for one in reversed(values))


def dependents(parameter: Parameter) -> list[Parameter]:
    """Figures that are worked out from this one."""
    users = ParameterValue.objects.standing().filter(Q(percentage=parameter) | Q(base=parameter))
    return list(Parameter.objects.filter(values__in=users).distinct().order_by("key"))
