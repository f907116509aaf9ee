"""From samples to the page: what nine people may say of themselves, and what four may."""

import random
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from benchmarks.models import Country, ImportBatch, Occupation
from benchmarks.releasing import prepare_release, publish_release
from tests import factories
from tests.html_reader import read_html

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

NOON = datetime(2024, 12, 1, 12, tzinfo=UTC)
AMOUNT = re.compile(r"€([0-9]{2,3},[0-9]{3})")


@pytest.fixture
def market() -> tuple[ImportBatch, Occupation, Country]:
    """Other jobs in Germany with samples enough for the model to know the country by."""
    random.seed(1)
    batch = factories.make_batch(factories.make_source())
    germany, engineer = factories.make_country(), factories.make_occupation()
    for number in range(4):
        other = factories.make_occupation(
            code=f"other-{number}",
            name_de=f"Beruf {number}",
            name_en=f"Job {number}",
            slug_de=f"beruf-{number}",
            slug_en=f"job-{number}",
        )
        for year in (2023, 2024):
            for seniority, middle in (("mid", 60_000), ("senior", 75_000)):
                people(batch, other, germany, 40, middle, seniority=seniority, year=year)
    return batch, engineer, germany


def people(
    batch: ImportBatch,
    occupation: Occupation,
    country: Country,
    count: int,
    middle: int,
    *,
    seniority: str,
    year: int = 2024,
) -> None:
    for _ in range(count):
        pay = Decimal(round(middle * random.lognormvariate(0, 0.15)))
        factories.make_sample(
            batch,
            occupation,
            country,
            seniority=seniority,
            observed_on=date(year, 6, 1),
            amount=pay,
            yearly_pay=pay,
        )


def page_of(client: Client) -> str:
    release = prepare_release(by_id=None, at=NOON)
    publish_release(release, by_id=None, at=NOON)
    text: str = read_html(client.get("/en/salary/machine-learning-engineer/germany/").content).text
    return text


def test_nine_people_are_a_rounded_range_of_grade_c_at_best_and_say_of_whom(
    client: Client, market: tuple[ImportBatch, Occupation, Country]
) -> None:
    people(*market, 2, 62_000, seniority="mid")
    people(*market, 7, 78_000, seniority="senior")

    text = page_of(client)

    amounts = [int(amount.replace(",", "")) for amount in AMOUNT.findall(main_part(text))]
    assert "gross per year: Germany overall €70,000–80,000" in text  # the level, and a range
    assert "Grade C, rough" in text
    assert "It rests on 9 effective samples of three years from one source." in text
    assert len(amounts) > 10
    assert [amount for amount in amounts if amount % 5_000] == []


def test_seven_seniors_are_no_figure_of_all_nor_all_of_them(
    client: Client, market: tuple[ImportBatch, Occupation, Country]
) -> None:
    people(*market, 2, 62_000, seniority="mid")
    people(*market, 7, 78_000, seniority="senior")

    text = page_of(client)

    # Seven beside nine would speak of the two others.
    assert "For no level of experience is there a figure for 2024." in text


def test_four_people_have_no_number_of_their_own(
    client: Client, market: tuple[ImportBatch, Occupation, Country]
) -> None:
    people(*market, 4, 78_000, seniority="senior")

    text = page_of(client)

    assert "Germany has no figure of its own: fewer than five samples." in text
    assert "There is no broader level with a figure either, so we show none." in text
    assert AMOUNT.findall(main_part(text)) == []


def main_part(text: str) -> str:
    """Without the example of the form, which is nobody's pay."""
    return text.replace("such as €65,000", "")
