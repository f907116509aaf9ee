"""A release describes the samples that count, once, and never changes."""

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from benchmarks.models import Country, Estimate, ImportBatch, Occupation, Release, Source
from benchmarks.moments import Moment
from benchmarks.releasing import NothingToRelease, prepare_release, publish_release
from tests import factories

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def source() -> Source:
    return factories.make_source()


@pytest.fixture
def batch(source: Source) -> ImportBatch:
    return factories.make_batch(source)


@pytest.fixture
def germany() -> Country:
    return factories.make_country()


@pytest.fixture
def engineer() -> Occupation:
    return factories.make_occupation()


def whole_country(release: Release, **filters: object) -> Estimate:
    return Estimate.objects.get(release=release, hub=None, seniority="", **filters)


def moment_at(instant: datetime) -> Moment:
    return Moment(on=instant.date(), known_at=instant, is_now=False)


def test_five_samples_are_described_exactly(
    batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    for pay in (60_000, 70_000, 75_000, 90_000, 120_684):
        factories.make_sample(batch, engineer, germany, yearly_pay=Decimal(pay))

    estimate = whole_country(prepare_release(by_id=None))

    assert estimate.n == 5
    assert estimate.median == Decimal(75_000)
    assert estimate.observed_from == estimate.observed_to == date(2024, 6, 1)
    assert estimate.provenance == [{"source": "pay-survey", "kind": "survey"}]


def test_four_samples_are_suppressed(
    batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    for _ in range(4):
        factories.make_sample(batch, engineer, germany)

    estimate = whole_country(prepare_release(by_id=None))

    assert estimate.is_suppressed
    assert (estimate.n, estimate.median, estimate.provenance) == (None, None, [])


def test_every_level_hub_and_year_is_a_group_of_its_own(
    batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    berlin = factories.make_hub(germany)
    factories.make_sample(batch, engineer, germany, hub=berlin, observed_on=date(2023, 1, 1))
    factories.make_sample(batch, engineer, germany, seniority="")

    release = prepare_release(by_id=None)

    groups = release.estimates.values_list("hub__code", "seniority", "year")
    assert set(groups) == {
        (None, "", 2023),
        (None, "senior", 2023),
        ("de-berlin", "", 2023),
        ("de-berlin", "senior", 2023),
        (None, "", 2024),
    }


def test_an_observation_counts_once_whichever_batches_hold_it(
    source: Source, batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    again = factories.make_batch(source)
    for number in range(5):
        for one in (batch, again):
            factories.make_sample(one, engineer, germany, fingerprint=uuid.UUID(int=number))

    release = prepare_release(by_id=None)

    assert release.samples == 5
    assert whole_country(release).n == 5


def test_the_same_row_of_two_sources_is_two_observations(
    batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    other = factories.make_batch(factories.make_source(slug="other", title="Another"))
    for one in (batch, other):
        factories.make_sample(one, engineer, germany, fingerprint=uuid.UUID(int=7))

    assert prepare_release(by_id=None).samples == 2


@pytest.mark.parametrize("state", ["staged", "undone", "discarded"])
def test_only_accepted_batches_count(
    state: str, source: Source, engineer: Occupation, germany: Country
) -> None:
    factories.make_sample(factories.make_batch(source, state=state), engineer, germany)

    with pytest.raises(NothingToRelease, match="no accepted samples"):
        prepare_release(by_id=None)


def test_the_same_samples_make_no_second_release(
    batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    factories.make_sample(batch, engineer, germany)
    first = prepare_release(by_id=None)

    with pytest.raises(NothingToRelease, match=f"Release {first.number}"):
        prepare_release(by_id=None)


def test_numbers_go_up_by_one(batch: ImportBatch, engineer: Occupation, germany: Country) -> None:
    factories.make_sample(batch, engineer, germany)
    first = prepare_release(by_id=None)
    factories.make_sample(batch, engineer, germany)

    second = prepare_release(by_id=None)

    assert (first.number, second.number) == (1, 2)


def test_a_draft_is_not_in_effect(
    batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    factories.make_sample(batch, engineer, germany)
    prepare_release(by_id=None)

    assert Release.objects.in_effect(Moment.now()) is None


def test_a_release_is_in_effect_from_its_instant_until_the_next() -> None:
    first, second = factories.make_release(), factories.make_release()
    publish_release(first, at=NOON, by_id=None)
    publish_release(second, at=NOON + timedelta(days=1), by_id=None)

    in_effect = [
        Release.objects.in_effect(moment_at(NOON + timedelta(seconds=seconds)))
        for seconds in (-1, 0, 86_399, 86_400)
    ]

    assert in_effect == [None, first, first, second]


def test_rolling_back_is_publishing_an_earlier_release_again() -> None:
    first, second = factories.make_release(), factories.make_release()
    publish_release(first, at=NOON, by_id=None)
    publish_release(second, at=NOON + timedelta(hours=1), by_id=None)

    publish_release(first, at=NOON + timedelta(hours=2), by_id=None, reason="second is wrong")

    assert Release.objects.in_effect(moment_at(NOON + timedelta(hours=3))) == first
    assert Release.objects.in_effect(moment_at(NOON + timedelta(minutes=90))) == second


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE benchmarks_estimate SET median = median + 1",
        "DELETE FROM benchmarks_estimate",
        "UPDATE benchmarks_release SET samples = samples + 1",
        "UPDATE benchmarks_release SET state = 'draft', released_at = NULL",
    ],
)
def test_the_database_refuses_to_change_what_was_published(
    sql: str, batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    for _ in range(5):
        factories.make_sample(batch, engineer, germany)
    publish_release(prepare_release(by_id=None), at=NOON, by_id=None)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_published_release_takes_no_further_estimate(
    engineer: Occupation, germany: Country
) -> None:
    release = factories.publish(factories.make_release())

    with pytest.raises(DatabaseError, match="takes no other estimates"), transaction.atomic():
        factories.make_estimate(release, engineer, germany)


@pytest.mark.parametrize(
    "broken",
    [
        {"n": 4},
        {"median": None},
        {"p25": Decimal(90_000)},
        {"p75": Decimal(70_000)},
        {"typical_low": Decimal(81_000)},
        {"is_suppressed": True},
    ],
)
def test_the_database_refuses_an_estimate_that_says_too_much_or_contradicts_itself(
    broken: dict[str, object], engineer: Occupation, germany: Country
) -> None:
    release = factories.make_release()

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_estimate(release, engineer, germany, **broken)
