"""Samples as columns for the estimation, and the hash over them."""

import uuid
from datetime import date
from decimal import Decimal

import pytest

from benchmarks.estimating.observations import NONE, Evidence
from benchmarks.models import Country, ImportBatch, Occupation
from benchmarks.observed import read_observed
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch() -> ImportBatch:
    return factories.make_batch(factories.make_source())


@pytest.fixture
def market() -> tuple[Occupation, Country]:
    return factories.make_occupation(), factories.make_country()


def test_a_sample_is_read_with_its_codes_day_and_pay(
    batch: ImportBatch, market: tuple[Occupation, Country]
) -> None:
    occupation, country = market
    factories.make_sample(
        batch, *market, observed_on=date(2024, 6, 15), yearly_pay=Decimal("80000.25")
    )

    observed = read_observed()

    columns = observed.observations
    assert columns.occupation.tolist() == [occupation.pk]
    assert columns.country.tolist() == [country.pk]
    assert columns.hub.tolist() == [NONE]
    assert columns.seniority.tolist() == [2]
    assert columns.kind.tolist() == [Evidence.SURVEY]
    assert (columns.year.tolist(), columns.month.tolist()) == ([2024], [6])
    assert columns.pay.tolist() == [80_000.25]
    assert observed.day.tolist() == [(date(2024, 6, 15) - date(1970, 1, 1)).days]


def test_a_first_of_january_names_no_month(
    batch: ImportBatch, market: tuple[Occupation, Country]
) -> None:
    factories.make_sample(batch, *market, observed_on=date(2024, 1, 1), seniority="")

    columns = read_observed().observations

    assert columns.month is not None
    assert (columns.month.tolist(), columns.seniority.tolist()) == ([NONE], [NONE])


def test_the_newest_reading_of_an_observation_counts(
    batch: ImportBatch, market: tuple[Occupation, Country]
) -> None:
    later = factories.make_batch(batch.source)
    for one, pay in ((batch, 70_000), (later, 75_000)):
        factories.make_sample(one, *market, fingerprint=uuid.UUID(int=7), yearly_pay=Decimal(pay))

    assert read_observed().observations.pay.tolist() == [75_000]


def test_a_staged_batch_counts_only_where_it_is_asked_for(
    batch: ImportBatch, market: tuple[Occupation, Country]
) -> None:
    staged = factories.make_batch(batch.source, state=ImportBatch.State.STAGED)
    factories.make_sample(batch, *market)
    factories.make_sample(staged, *market)

    assert (len(read_observed()), len(read_observed(and_batch=staged.pk))) == (1, 2)


def test_the_hash_changes_with_a_cent_and_not_with_the_order(
    batch: ImportBatch, market: tuple[Occupation, Country]
) -> None:
    def hash_of(pays: list[str]) -> str:
        batch.samples.all().delete()
        for pay in pays:
            factories.make_sample(batch, *market, yearly_pay=Decimal(pay))
        return read_observed().sha256()

    first = hash_of(["70000", "80000"])

    assert hash_of(["80000", "70000"]) == first
    assert hash_of(["80000.01", "70000"]) != first


def test_without_a_sample_there_is_nothing_and_no_error() -> None:
    assert len(read_observed()) == 0
