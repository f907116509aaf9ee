"""Works out values that the law gives as a percentage of another value."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from visa.citations import Citation
from visa.values import Formula, Parameter, Value, ValueBook, cents_reaching


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A formula as enacted: percentage and base by their keys, to be read on the same day.

    `published` is the result as the gazette printed it.
    """

    parameter: Parameter
    percentage: str
    base: str
    valid_from: date
    valid_to: date | None
    citation: Citation
    announced: bool = False
    published: Decimal | None = None
    verified_on: date | None = None


def worked_out(product: Product, book: ValueBook) -> Iterator[Value]:
    """The product's values, one for each stretch in which neither factor changes.

    Where a factor has no value there is none either: last year's base makes no threshold.
    """
    keys = (product.percentage, product.base)
    changes = [
        day
        for day in book.boundaries(keys, product.valid_from)
        if product.valid_to is None or day < product.valid_to
    ]
    starts = [product.valid_from, *changes]
    for start, end in zip(starts, [*changes, product.valid_to], strict=True):
        percentage, base = (book.value_on(key, start) for key in keys)
        if percentage and base:
            yield _result(product, Formula(percentage=percentage, base=base), start, end)


def _result(product: Product, formula: Formula, start: date, end: date | None) -> Value:
    return Value(
        parameter=product.parameter,
        amount=cents_reaching(formula.exact()),
        valid_from=start,
        valid_to=end,
        citation=product.citation,
        announced=product.announced or formula.percentage.announced or formula.base.announced,
        formula=formula,
        published=product.published,
        verified_on=product.verified_on,
    )


def agrees_with_gazette(value: Value) -> bool:
    """Whether a formula gives what was published, to the cent; true where nothing was."""
    return value.published is None or value.published == value.in_cents()
