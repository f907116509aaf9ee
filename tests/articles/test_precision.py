"""No figure that a page prints is finer than a tenth of its interval."""

import csv
import io
import re
from decimal import Decimal

import pytest
from django.test import Client

from tests.factories import (
    make_contrast,
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_projection,
    make_release,
    make_source,
    publish,
)
from tests.html_reader import read_html

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

AMOUNT = re.compile(r"€([0-9]{1,3}(?:,[0-9]{3})+)(?:–([0-9,]+))?")
ODD = {
    "typical": Decimal("81234.56"),
    "p10": Decimal("53210.98"),
    "p25": Decimal("66543.21"),
    "p75": Decimal("97531.24"),
    "p90": Decimal("123456.78"),
    "median": Decimal("82345.67"),
}


AMOUNTS = ("typical", "typical_low", "typical_high", "p10", "p25", "p75", "p90", "median")
FILES = (
    *(
        f"/en/salary/machine-learning-engineer/germany/{name}"
        for name in ("spread", "experience", "cities", "years")
    ),
    "/en/salary/machine-learning-engineer/countries",
    "/en/salary/compare/comparison",
)
ASKED = {"g": "machine-learning-engineer.DE"}  # only the comparison asks anything
EVERY_WIDTH = pytest.mark.parametrize("half", [2, 5, 9, 14, 24])
EVERY_GRADE = pytest.mark.parametrize("grade", ["A", "B", "C", "D"])


@EVERY_WIDTH
@EVERY_GRADE
def test_every_amount_on_a_market_page_is_as_coarse_as_its_interval(
    client: Client, half: int, grade: str
) -> None:
    tenth = publish_odd_figures(half, grade)

    pages = [
        read_html(client.get(path).content).text
        for path in (
            "/en/salary/machine-learning-engineer/germany/",
            "/en/salary/machine-learning-engineer/",
            "/en/salary/compare/?g=machine-learning-engineer.DE",
        )
    ]

    printed = [
        Decimal(end.replace(",", ""))
        for text in pages
        for ends in AMOUNT.findall(text.replace("such as €65,000", ""))
        for end in ends
        if end
    ]
    too_fine = [amount for amount in printed if precision(amount) < tenth]
    assert len(printed) > 20
    assert too_fine == []


@EVERY_WIDTH
@EVERY_GRADE
def test_every_amount_in_a_csv_or_json_file_is_as_coarse_as_its_interval(
    client: Client, half: int, grade: str
) -> None:
    tenth = publish_odd_figures(half, grade)

    told = [
        (path, column, Decimal(amount))
        for path in FILES
        for row in [*csv_rows(client, path), *json_rows(client, path)]
        for column in AMOUNTS
        if (amount := row.get(column))
    ]

    assert {path for path, _, _ in told} == set(FILES)
    assert [one for one in told if precision(one[2]) < tenth] == []


@EVERY_WIDTH
@EVERY_GRADE
def test_every_amount_of_the_api_is_as_coarse_as_its_interval(
    client: Client, half: int, grade: str
) -> None:
    tenth = publish_odd_figures(half, grade)

    answer = client.get("/api/v1/benchmarks/estimates").json()

    told = [
        (column, Decimal(one["pay"][column]))
        for one in answer["items"]
        for column in AMOUNTS
        if one["pay"][column]
    ]
    assert len(told) > 20
    assert [one for one in told if precision(one[1]) < tenth] == []


def publish_odd_figures(half: int, grade: str) -> Decimal:
    """A market whose figures are odd to the cent; returns a tenth of their interval.

    `half` is half the width of the interval in per cent of typical pay.
    """
    low = ODD["typical"] * (100 - half) / 100
    high = ODD["typical"] * (100 + half) / 100
    figures = ODD | {"typical_low": low, "typical_high": high, "grade": grade}
    occupation, germany = make_occupation(), make_country()
    release = make_release(source=make_source())
    make_estimate(release, occupation, germany, **figures)
    make_estimate(release, occupation, germany, year=2023, **figures)
    make_estimate(release, occupation, germany, seniority="senior", **figures)
    make_estimate(release, occupation, germany, hub=make_hub(germany), **figures)
    make_projection(release, occupation, germany, **(figures | {"n": None, "median": None}))
    make_contrast(release, occupation, germany)
    publish(release)
    return (high - low) / 10


def csv_rows(client: Client, path: str) -> list[dict[str, str | None]]:
    text = client.get(f"{path}.csv", ASKED).content.decode()
    return list(csv.DictReader(io.StringIO(text.removeprefix("\N{BYTE ORDER MARK}"))))


def json_rows(client: Client, path: str) -> list[dict[str, str | None]]:
    rows: list[dict[str, str | None]] = client.get(f"{path}.json", ASKED).json()["rows"]
    return rows


def precision(amount: Decimal) -> Decimal:
    """The largest of 1, 2, 5 × 10^k that the amount is a multiple of."""
    steps = (Decimal(digit).scaleb(power) for power in range(7, -1, -1) for digit in (5, 2, 1))
    return next(step for step in steps if amount % step == 0)
