"""A release describes the samples that count, once, and never changes."""

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from benchmarks.models import Country, Estimate, ImportBatch, Occupation, Release, Source
from benchmarks.moments import Moment
from benchmarks.releasing import (
    NothingToRelease,
    cancel_publication,
    prepare_release,
    publish_release,
)
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


def test_a_group_is_described_by_its_samples_and_by_what_they_let_expect(
    batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    # Fifteen pays around 80,000, each a twentieth apart, twice over: the median is 80,000.
    for step in range(-7, 8):
        for _ in range(2):
            pay = Decimal(80_000) * Decimal("1.05") ** step
            factories.make_sample(
                batch, engineer, germany, yearly_pay=pay.quantize(Decimal("0.01"))
            )

    release = prepare_release(by_id=None, at=NOON)

    estimate = whole_country(release, year=2024)
    assert (estimate.suppression, estimate.grade) == ("", "C")
    assert (estimate.n, estimate.recent_n, estimate.median) == (30, 30, Decimal(80_000))
    assert estimate.typical_low < Decimal(80_000) < estimate.typical_high
    assert estimate.typical == pytest.approx(Decimal(80_000), rel=Decimal("0.02"))
    assert estimate.p10 < estimate.p25 < estimate.typical < estimate.p75 < estimate.p90
    assert estimate.observed_from == estimate.observed_to == date(2024, 6, 1)
    assert estimate.provenance == [{"source": "pay-survey", "kind": "survey"}]
    projection = whole_country(release, year=2025)
    assert projection.is_projection
    assert (projection.n, projection.median) == (None, None)


def test_four_samples_are_suppressed(
    batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    for _ in range(4):
        factories.make_sample(batch, engineer, germany)

    estimate = whole_country(prepare_release(by_id=None, at=NOON), year=2024)

    assert estimate.suppression == "few_samples"
    assert (estimate.n, estimate.typical, estimate.provenance) == (None, None, [])


def test_old_samples_are_graded_by_their_age(
    batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    for _ in range(30):
        factories.make_sample(batch, engineer, germany)

    release = prepare_release(by_id=None, at=NOON.replace(year=2027))

    assert whole_country(release, year=2024).grade == "D"


def test_the_same_samples_in_another_order_make_the_same_release_to_the_last_cent(
    source: Source, engineer: Occupation, germany: Country
) -> None:
    def figures(order: int) -> list[tuple[object, ...]]:
        batch = factories.make_batch(source)
        for number in range(40)[::order]:
            factories.make_sample(
                batch,
                engineer,
                germany,
                seniority=["mid", "senior"][number % 2],
                yearly_pay=Decimal(60_000 + 1_000 * number),
                fingerprint=uuid.UUID(int=number),
            )
        release = prepare_release(by_id=None, at=NOON)
        found = release.estimates.order_by("seniority", "year").values_list(
            "seniority", "year", "typical", "typical_low", "typical_high", "p10", "p90", "grade"
        )
        rows = list(found)
        release.delete()
        batch.delete()
        return rows

    assert figures(1) == figures(-1)


def test_a_figure_whose_samples_changed_by_a_few_keeps_what_it_said(
    source: Source, batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    for _ in range(30):
        factories.make_sample(batch, engineer, germany)
    first = prepare_release(by_id=None, at=NOON)
    publish_release(first, at=NOON, by_id=None)
    for _ in range(3):
        factories.make_sample(
            factories.make_batch(source), engineer, germany, yearly_pay=Decimal(200_000)
        )

    second = prepare_release(by_id=None, at=NOON + timedelta(days=1))

    before, after = (whole_country(release, year=2024) for release in (first, second))
    assert (after.typical, after.n, after.recent_n) == (before.typical, 30, 30)


def test_the_back_test_is_kept_with_the_release(
    batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    for year in (2023, 2024):
        for step in range(10):
            pay = Decimal(75_000 + 1_000 * step)
            factories.make_sample(
                batch, engineer, germany, observed_on=date(year, 6, 1), yearly_pay=pay
            )

    release = prepare_release(by_id=None, at=NOON)

    release.refresh_from_db()
    assert release.backtest is not None
    assert release.backtest["years"] == [2024]
    assert release.backtest["pooled"]["cells"] == 1


def test_every_level_hub_and_year_is_a_group_of_its_own(
    batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    berlin = factories.make_hub(germany)
    factories.make_sample(batch, engineer, germany, hub=berlin, observed_on=date(2023, 1, 1))
    factories.make_sample(batch, engineer, germany, seniority="")

    release = prepare_release(by_id=None, at=NOON)

    groups = release.estimates.values_list("hub__code", "seniority", "year")
    with_samples = {
        (None, "", 2023),
        (None, "senior", 2023),
        ("de-berlin", "", 2023),
        ("de-berlin", "senior", 2023),
        (None, "", 2024),
    }
    newest_year_and_projection = {
        (hub, seniority, year) for hub, seniority, _year in with_samples for year in (2024, 2025)
    }
    assert set(groups) == with_samples | newest_year_and_projection


def test_an_observation_counts_once_whichever_batches_hold_it(
    source: Source, batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    again = factories.make_batch(source)
    for number in range(5):
        for one in (batch, again):
            factories.make_sample(one, engineer, germany, fingerprint=uuid.UUID(int=number))

    release = prepare_release(by_id=None, at=NOON)

    assert release.samples == 5


def test_the_same_row_of_two_sources_is_two_observations(
    batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    other = factories.make_batch(factories.make_source(slug="other", title="Another"))
    for one in (batch, other):
        factories.make_sample(one, engineer, germany, fingerprint=uuid.UUID(int=7))

    assert prepare_release(by_id=None, at=NOON).samples == 2


@pytest.mark.parametrize("state", ["staged", "undone", "discarded"])
def test_only_accepted_batches_count(
    state: str, source: Source, engineer: Occupation, germany: Country
) -> None:
    factories.make_sample(factories.make_batch(source, state=state), engineer, germany)

    with pytest.raises(NothingToRelease, match="no accepted samples"):
        prepare_release(by_id=None, at=NOON)


def test_the_same_samples_make_no_second_release(
    batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    factories.make_sample(batch, engineer, germany)
    first = prepare_release(by_id=None, at=NOON)

    with pytest.raises(NothingToRelease, match=f"Release {first.number}"):
        prepare_release(by_id=None, at=NOON)


def test_numbers_go_up_by_one(batch: ImportBatch, engineer: Occupation, germany: Country) -> None:
    factories.make_sample(batch, engineer, germany)
    first = prepare_release(by_id=None, at=NOON)
    factories.make_sample(batch, engineer, germany)

    second = prepare_release(by_id=None, at=NOON)

    assert (first.number, second.number) == (1, 2)


def test_a_draft_is_not_in_effect(
    batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    factories.make_sample(batch, engineer, germany)
    prepare_release(by_id=None, at=NOON)

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
        "UPDATE benchmarks_estimate SET typical = typical + 1",
        "DELETE FROM benchmarks_estimate",
        "UPDATE benchmarks_release SET samples = samples + 1",
        "UPDATE benchmarks_release SET state = 'draft', released_at = NULL",
    ],
)
def test_the_database_refuses_to_change_what_was_published(
    sql: str, batch: ImportBatch, engineer: Occupation, germany: Country
) -> None:
    for _ in range(30):
        factories.make_sample(batch, engineer, germany)
    publish_release(prepare_release(by_id=None, at=NOON), at=NOON, by_id=None)

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
        {"recent_n": 4},
        {"n": 4},
        {"n": None},
        {"typical": None},
        {"grade": ""},
        {"p25": Decimal(90_000)},
        {"p75": Decimal(70_000)},
        {"p90": None},
        {"typical_low": Decimal(81_000)},
        {"suppression": "few_samples"},
        {"is_projection": True},
    ],
)
def test_the_database_refuses_an_estimate_that_says_too_much_or_contradicts_itself(
    broken: dict[str, object], engineer: Occupation, germany: Country
) -> None:
    release = factories.make_release()

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_estimate(release, engineer, germany, **broken)


@pytest.mark.parametrize(
    "broken", [{"low": Decimal("1.3")}, {"high": Decimal("1.2")}, {"against": "senior"}]
)
def test_the_database_refuses_a_contrast_that_contradicts_itself(
    broken: dict[str, object], engineer: Occupation, germany: Country
) -> None:
    release = factories.make_release()

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_contrast(release, engineer, germany, **broken)


def test_an_assumption_is_of_a_hub_or_a_level_with_a_source(germany: Country) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_assumption(germany, seniority="")
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_assumption(germany, source_url="")


def test_a_publication_can_be_cancelled_until_it_comes_into_effect() -> None:
    release = factories.make_release()
    later = publish_release(release, at=NOON + timedelta(days=1), by_id=None)

    too_late = cancel_publication(later, now=NOON + timedelta(days=2))
    in_time = cancel_publication(later, now=NOON)

    assert (too_late, in_time) == (False, True)
    assert Release.objects.known_at(NOON + timedelta(days=3)) is None


def test_a_schedule_that_is_cancelled_leaves_a_draft() -> None:
    release = factories.make_release()
    tomorrow, day_after = (timezone.now() + timedelta(days=days) for days in (1, 2))
    first = publish_release(release, at=tomorrow, by_id=None)
    second = publish_release(release, at=day_after, by_id=None)

    cancel_publication(first, now=timezone.now())
    release.refresh_from_db()
    assert (release.state, release.released_at) == (Release.State.PUBLISHED, day_after)

    cancel_publication(second, now=timezone.now())
    release.refresh_from_db()
    assert (release.state, release.released_at) == (Release.State.DRAFT, None)


def test_a_scheduled_release_that_is_put_into_effect_at_once_was_released_then() -> None:
    release, now = factories.make_release(), timezone.now()
    publish_release(release, at=now + timedelta(days=1), by_id=None)

    publish_release(release, at=now, by_id=None)

    release.refresh_from_db()
    assert release.released_at == now


def test_cancelling_a_return_leaves_the_day_of_the_release() -> None:
    release, yesterday = factories.make_release(), timezone.now() - timedelta(days=1)
    publish_release(release, at=yesterday, by_id=None)
    again = publish_release(release, at=timezone.now() + timedelta(days=1), by_id=None)

    cancel_publication(again, now=timezone.now())

    release.refresh_from_db()
    assert (release.state, release.released_at) == (Release.State.PUBLISHED, yesterday)
