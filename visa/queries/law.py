"""The law that rules are evaluated against: values, groups of occupations and questions."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from django.db.models import Max
from django.utils import timezone

from benchmarks.keeping import kept
from benchmarks.moments import Moment
from visa import models
from visa.citations import Text
from visa.code_groups import CodeGroup, CodePrefix
from visa.facts import Fact
from visa.formulas import Product, worked_out
from visa.queries.citing import Citations
from visa.queries.stretches import Stretches, Times
from visa.results import Law
from visa.values import Parameter, Value, ValueBook


class _Enacted:
    """All law that was ever approved, each part read when it is first asked for."""

    @cached_property
    def values(self) -> Stretches[models.ParameterValue, ValueBook]:
        approved = models.ParameterValue.objects.filter(known_from__isnull=False)
        parameters = _parameters()
        rows = approved.select_related("citation__source")
        return Stretches(
            [(Times.of(row), row) for row in rows],
            lambda rows: value_book(rows, parameters),
        )

    @cached_property
    def groups(self) -> dict[str, CodeGroup]:
        return _groups()

    @cached_property
    def questions(self) -> dict[str, Fact]:
        return _questions()


@kept
def _enacted() -> _Enacted:
    return _Enacted()


def read_law(moment: Moment, *, with_questions: bool = True) -> Law:
    """All values, groups and questions as known at the moment's instant.

    One query where nothing changed since they were read last, else six; pages that only say what
    the law is ask nobody anything, and four do.
    """
    enacted = _enacted()
    return Law(
        values=enacted.values.at(moment.known_at),
        groups=enacted.groups,
        facts=enacted.questions if with_questions else {},
    )


def _questions() -> dict[str, Fact]:
    rows = models.Fact.objects.order_by("position", "key").prefetch_related("choices")
    return {row.key: row.as_fact() for row in rows}


def law_changed_at(moment: Moment) -> datetime | None:
    """When what the law says on the moment's day last became other than before: by an approval,
    or because a value or a rule began or ended. None where no law is known.
    """
    instants: list[datetime] = []
    for model in (models.ParameterValue, models.RuleVersion):
        rows = model.objects.known_at(moment.known_at)
        approved = rows.aggregate(at=Max("known_from"))["at"]
        begun = rows.filter(valid_from__lte=moment.on).aggregate(on=Max("valid_from"))["on"]
        ended = rows.filter(valid_to__lte=moment.on).aggregate(on=Max("valid_to"))["on"]
        days = [day for day in (begun, ended) if day]
        starts = [timezone.make_aware(datetime.combine(day, time.min)) for day in days]
        instants += [*starts, *filter(None, [approved])]
    return max(instants, default=None)


def _groups() -> dict[str, CodeGroup]:
    """By key, in one query; a group without any prefix has nobody in it."""
    prefixes = models.CodePrefix.objects.select_related("group").order_by(
        "group__key", "prefix", "valid_from"
    )
    return {
        group.key: CodeGroup(
            group.key,
            Text(group.name_de, group.name_en),
            tuple(CodePrefix(one.prefix, one.valid_from, one.valid_to) for one in of_group),
        )
        for group, of_group in groupby(prefixes, key=lambda prefix: prefix.group)
    }


def read_values(known_at: datetime) -> ValueBook:
    """Every value that was approved by then and not yet superseded.

    One query where nothing changed since they were read last, else three.
    """
    return _enacted().values.at(known_at)


def _parameters() -> dict[int, Parameter]:
    return {one.pk: one.as_parameter() for one in models.Parameter.objects.order_by("key")}


def value_book(
    rows: Iterable[models.ParameterValue], parameters: Mapping[int, Parameter] | None = None
) -> ValueBook:
    """The rows as values; a formula takes its percentage and base from the amounts among them.

    `parameters` by their ids, where they are at hand.
    """
    parameters = _parameters() if parameters is None else parameters
    citations = Citations()
    amounts: list[Value] = []
    products: list[Product] = []
    for row in rows:
        if row.amount is None:
            products.append(_product(row, parameters, citations))
        else:
            amounts.append(_value(row, row.amount, parameters, citations))
    plain = ValueBook.of(parameters.values(), amounts)
    results = [value for product in products for value in worked_out(product, plain)]
    return ValueBook.of(parameters.values(), [*amounts, *results])


def _value(
    row: models.ParameterValue,
    amount: Decimal,
    parameters: Mapping[int, Parameter],
    citations: Citations,
) -> Value:
    return Value(
        parameter=parameters[row.parameter_id],
        amount=amount,
        divisor=row.divisor,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        citation=citations.of(row.citation),
        announced=row.is_announced,
        verified_on=row.verified_on,
    )


def _product(
    row: models.ParameterValue, parameters: Mapping[int, Parameter], citations: Citations
) -> Product:
    if row.percentage_id is None or row.base_id is None:
        raise ValueError(f"{row} is neither an amount nor a formula")
    return Product(
        parameter=parameters[row.parameter_id],
        percentage=parameters[row.percentage_id].key,
        base=parameters[row.base_id].key,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        citation=citations.of(row.citation),
        announced=row.is_announced,
        published=row.published_amount,
        verified_on=row.verified_on,
    )
