"""No figure that a page prints is finer than a tenth of its interval."""

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


@pytest.mark.parametrize("half", [2, 5, 9, 14, 24])
@pytest.mark.parametrize("grade", ["A", "B", "C", "D"])
def test_every_amount_on_a_market_page_is_as_coarse_as_its_interval(
    client: Client, half: int, grade: str
) -> None:
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

    pages = [
        read_html(client.get(path).content).text
        for path in (
            "/en/salary/machine-learning-engineer/germany/",
            "/en/salary/machine-learning-engineer/",
            "/en/salary/compare/?g=machine-learning-engineer.DE",
        )
    ]

    tenth = (high - low) / 10
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


def precision(amount: Decimal) -> Decimal:
    """The largest of 1, 2, 5 × 10^k that the amount is a multiple of."""
    steps = (Decimal(digit).scaleb(power) for power in range(7, -1, -1) for digit in (5, 2, 1))
    return next(step for step in steps if amount % step == 0)
