"""Percentage times base, worked out over periods in which either changes."""

from datetime import date
from decimal import Decimal

from tests.visa.law import BASE, NEW_YEAR, NOTICE, SHARE, SWITCH, parameter, value
from visa.formulas import Product, agrees_with_gazette, worked_out
from visa.values import Value, ValueBook

RESULT = parameter("result")
BOOK = ValueBook.of(
    [BASE, SHARE, RESULT],
    [
        value(SHARE, "52", NEW_YEAR[2020], SWITCH),
        value(SHARE, "45.3", SWITCH, None),
        value(BASE, "87600", NEW_YEAR[2023], NEW_YEAR[2024]),
        value(BASE, "96600", NEW_YEAR[2025], NEW_YEAR[2026]),
    ],
)


def results(start: date, end: date | None, published: str | None = None) -> list[Value]:
    product = Product(
        parameter=RESULT,
        percentage="share",
        base="base",
        valid_from=start,
        valid_to=end,
        citation=NOTICE,
        published=Decimal(published) if published else None,
    )
    return list(worked_out(product, BOOK))


def periods(values: list[Value]) -> list[tuple[date, date | None, str]]:
    return [(one.valid_from, one.valid_to, str(one.amount)) for one in values]


def test_a_formula_changes_with_its_percentage_and_its_base() -> None:
    assert periods(results(NEW_YEAR[2023], None)) == [
        (NEW_YEAR[2023], SWITCH, "45552.00"),
        (SWITCH, NEW_YEAR[2024], "39682.80"),
        (NEW_YEAR[2025], NEW_YEAR[2026], "43759.80"),
    ]


def test_a_formula_holds_within_its_own_period() -> None:
    assert periods(results(date(2023, 12, 1), date(2025, 7, 1))) == [
        (date(2023, 12, 1), NEW_YEAR[2024], "39682.80"),
        (NEW_YEAR[2025], date(2025, 7, 1), "43759.80"),
    ]


def test_without_a_base_there_is_no_result() -> None:
    assert results(NEW_YEAR[2026], None) == []


def test_two_thirds_are_worked_out_exactly() -> None:
    book = ValueBook.of(
        [BASE, SHARE],
        [
            value(SHARE, "200", NEW_YEAR[2020], None, divisor=3),
            value(BASE, "85200", NEW_YEAR[2021], NEW_YEAR[2022]),
        ],
    )
    product = Product(
        parameter=RESULT,
        percentage="share",
        base="base",
        valid_from=NEW_YEAR[2021],
        valid_to=NEW_YEAR[2022],
        citation=NOTICE,
        published=Decimal("56800.00"),
    )

    (result,) = worked_out(product, book)

    assert result.exact() == 56_800
    assert agrees_with_gazette(result)


def test_one_cent_beside_the_gazette_does_not_agree() -> None:
    for published, agrees in (("43759.80", True), ("43759.79", False), ("43759.81", False)):
        (result,) = results(NEW_YEAR[2025], NEW_YEAR[2026], published)
        assert agrees_with_gazette(result) is agrees
