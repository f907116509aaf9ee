"""What a release shows agrees with itself, the figures that it keeps from the last one included."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.consistency import Kind
from benchmarks.estimating.disclosure import Place
from benchmarks.models import Country, Estimate, ImportBatch, Occupation, Release, Suppression
from benchmarks.releasing import prepare_release, publish_release
from benchmarks.rows_of_release import Entry
from benchmarks.withheld_figures import withhold_contradictions
from tests import factories

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
WHOLE, SENIOR = (
    Place(key=CellKey(country=1, occupation=1, hub=-1, seniority=level), year=2024)
    for level in (-1, 2)
)


def shown_before(n: int, typical: int) -> Estimate:
    pay = Decimal(typical)
    return Estimate(
        is_projection=False,
        recent_n=n,
        typical=pay,
        typical_low=pay - 1_000,
        typical_high=pay + 1_000,
        p10=pay - 20_000,
        p25=pay - 10_000,
        p75=pay + 10_000,
        p90=pay + 20_000,
    )


def withheld(kept: dict[Place, Estimate]) -> dict[Place, Suppression]:
    """What is withheld where all of these are carried over."""
    entries = [
        Entry(cell=0, year=0, place=place, is_projection=False, n=0, estimate=None)
        for place in kept
    ]
    hidden = dict.fromkeys(kept, Suppression.SMALL_CHANGE)
    found = withhold_contradictions(entries, [], hidden, kept)
    assert {one.kind for one in found} <= {Kind.OUTDATED}
    return {place: why for place, why in hidden.items() if why != Suppression.SMALL_CHANGE}


def test_figures_that_are_carried_over_and_agree_stay() -> None:
    kept = {WHOLE: shown_before(20, 60_000), SENIOR: shown_before(9, 65_000)}

    assert withheld(kept) == {}


def test_figures_that_are_carried_over_and_contradict_each_other_are_withheld() -> None:
    # Nine people, seven of them with 168,958: the other two would have to earn −48,275.
    kept = {WHOLE: shown_before(9, 120_684), SENIOR: shown_before(7, 168_958)}

    assert withheld(kept) == dict.fromkeys(kept, Suppression.CONTRADICTORY)


def test_a_figure_that_is_neither_new_nor_kept_is_not_held_against_others() -> None:
    kept = {WHOLE: shown_before(9, 120_684), SENIOR: shown_before(7, 168_958)}
    hidden = {WHOLE: Suppression.SMALL_CHANGE, SENIOR: Suppression.FEW_SAMPLES}
    entries = [
        Entry(cell=0, year=0, place=place, is_projection=False, n=0, estimate=None)
        for place in kept
    ]

    assert withhold_contradictions(entries, [], hidden, kept) == []


@pytest.mark.django_db
def test_a_kept_figure_that_contradicts_the_new_ones_gives_way_to_them() -> None:
    source, germany = factories.make_source(), factories.make_country()
    engineer = factories.make_occupation()
    seniors, juniors = factories.make_batch(source), factories.make_batch(source)
    make_samples(seniors, engineer, germany, 25, seniority="senior", pay=70_000)
    make_samples(juniors, engineer, germany, 20, seniority="entry", pay=45_000)
    publish_release(prepare_release(by_id=None, at=NOON), at=NOON, by_id=None)
    # Twenty beginners go and 21 leads come: the whole changed by one person, so it is kept, though
    # its parts now count more people than it says.
    juniors.state = ImportBatch.State.UNDONE
    juniors.save()
    leads = factories.make_batch(source)
    make_samples(leads, engineer, germany, 21, seniority="lead", pay=140_000)

    release = prepare_release(by_id=None, at=NOON + timedelta(days=1))

    assert suppression_of(release, seniority="") == "contradictory"
    assert suppression_of(release, seniority="lead") == ""
    assert ("outdated", 2024) in {(one["kind"], one["year"]) for one in release.contradictions}


def make_samples(
    batch: ImportBatch, engineer: Occupation, germany: Country, n: int, *, seniority: str, pay: int
) -> None:
    for number in range(n):
        factories.make_sample(
            batch, engineer, germany, seniority=seniority, yearly_pay=Decimal(pay + 500 * number)
        )


def suppression_of(release: Release, *, seniority: str) -> str:
    return release.estimates.get(hub=None, seniority=seniority, year=2024).suppression
