"""What one release says of a market, as it may be shown."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from benchmarks.models import (
    Country,
    Hub,
    Occupation,
    Release,
    Seniority,
    SourceKind,
    Suppression,
)
from benchmarks.moments import Moment
from benchmarks.queries import (
    Group,
    Level,
    PaySummary,
    read_countries,
    read_forecasts,
    read_groups,
    read_index,
    read_largest,
    read_pay,
    read_publications,
    read_rate_sources,
    read_revisions,
    read_sources,
)
from benchmarks.releasing import cancel_publication
from tests.factories import (
    make_assumption,
    make_contrast,
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_projection,
    make_rate,
    make_release,
    make_source,
    make_suppressed_estimate,
    publish,
)

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One occupation, one country and a draft to put estimates into."""

    occupation: Occupation
    country: Country
    release: Release

    def estimate(self, **overrides: object) -> None:
        make_estimate(self.release, self.occupation, self.country, **overrides)

    def suppress(self, **overrides: object) -> None:
        make_suppressed_estimate(self.release, self.occupation, self.country, **overrides)

    def read(self, hub: Hub | None = None) -> PaySummary:
        """Publish what there is and read it."""
        publish(self.release)
        return read_pay(
            occupation=self.occupation, country=self.country, hub=hub, release=self.release
        )


@pytest.fixture
def ground() -> Ground:
    return Ground(
        occupation=make_occupation(),
        country=make_country(),
        release=make_release(source=make_source()),
    )


def test_amounts_are_rounded_by_the_width_of_the_interval(ground: Ground) -> None:
    # 76,500 to 84,100 is 7,600 wide; the smallest round step above a tenth of it is 1,000.
    ground.estimate(
        p10=Decimal(52_499),
        p25=Decimal(66_500),
        typical=Decimal("80231.17"),
        p75=Decimal(95_499),
        p90=Decimal(120_501),
        typical_low=Decimal(76_500),
        typical_high=Decimal(84_100),
    )

    pay = ground.read().latest

    assert pay is not None
    assert pay.rounded_to == 1_000
    assert (pay.p10, pay.p25, pay.typical) == (52_000, 67_000, 80_000)
    assert (pay.p75, pay.p90) == (95_000, 121_000)
    assert (pay.typical_low, pay.typical_high) == (76_000, 85_000)
    assert pay.half_width == 5  # 3,868.83 above, of 80,231.17, is 4.8 %


def test_grade_c_is_rounded_to_a_thirtieth_of_the_pay_at_least(ground: Ground) -> None:
    # 80,000 / 30 = 2,667: to 5,000, though a tenth of the interval would let 1,000 pass.
    ground.estimate(grade="C", typical=Decimal(80_400))

    pay = ground.read().latest

    assert pay is not None
    assert (pay.typical, pay.rounded_to) == (80_000, 5_000)
    assert (pay.typical_low, pay.typical_high) == (75_000, 85_000)


def test_grade_d_is_a_range_without_a_point(ground: Ground) -> None:
    ground.estimate(grade="D")

    pay = ground.read().latest

    assert pay is not None
    assert (pay.typical, pay.p25, pay.p75) == (None, None, None)
    assert (pay.typical_low, pay.typical_high) == (75_000, 85_000)
    assert (pay.p10, pay.p90) == (50_000, 120_000)


def test_the_median_of_few_samples_is_rounded_by_its_own_interval(ground: Ground) -> None:
    # ln(120/52) / 2.563 = 0.326 is the sd of log pay; of 5 samples, the median's 80 % interval
    # reaches exp(±1.2816 × 1.2533 × 0.326 / √5) = ±26 %: 43,000 wide, so to 5,000.
    ground.estimate(n=5, median=Decimal(81_000))

    pay = ground.read().latest

    assert pay is not None
    assert (pay.median, pay.rounded_to) == (80_000, 1_000)


def test_amounts_are_plain_decimals_that_json_can_spell_out(ground: Ground) -> None:
    ground.estimate(grade="C")

    pay = ground.read().latest

    assert pay is not None
    assert [str(pay.typical), str(pay.rounded_to), str(pay.typical_low)] == [
        "80000",
        "5000",
        "75000",
    ]


def test_a_level_without_a_figure_falls_back_to_the_country_and_says_why(ground: Ground) -> None:
    berlin = make_hub(ground.country)
    ground.estimate()
    ground.suppress(hub=berlin)

    summary = ground.read(hub=berlin)

    assert summary.level == Level()
    assert summary.is_broader
    assert summary.withheld == Suppression.FEW_SAMPLES
    assert summary.latest is not None


def test_a_broader_figure_of_grade_c_wins_over_a_modelled_range(ground: Ground) -> None:
    berlin = make_hub(ground.country)
    ground.estimate(grade="C")
    ground.estimate(grade="D", hub=berlin)

    assert ground.read(hub=berlin).level == Level()


def test_an_own_range_wins_over_a_broader_one(ground: Ground) -> None:
    berlin = make_hub(ground.country)
    ground.estimate(grade="D")
    ground.estimate(grade="D", hub=berlin)

    assert ground.read(hub=berlin).level == Level(hub=berlin)


def test_a_figure_three_years_behind_its_country_is_history_alone(ground: Ground) -> None:
    berlin = make_hub(ground.country)
    ground.estimate(year=2024)
    ground.estimate(year=2021, hub=berlin)

    assert ground.read(hub=berlin).level == Level()


def test_a_projection_is_no_latest_year_and_reaches_one_year_ahead(ground: Ground) -> None:
    ground.estimate(year=2024)
    make_projection(ground.release, ground.occupation, ground.country)

    summary = ground.read()

    assert summary.latest is not None
    assert summary.projection is not None
    assert (summary.latest.year, summary.projection.year) == (2024, 2025)
    assert [one.year for one in summary.by_year] == [2024]


def test_a_contrast_is_printed_in_whole_per_cents_rounded_outwards(ground: Ground) -> None:
    # 12.4 to 25.1 is 12.7 points wide; the smallest round step above a tenth of it is 2.
    numbers = {"ratio": Decimal("1.1837"), "low": Decimal("1.124"), "high": Decimal("1.251")}
    berlin = make_hub(ground.country)
    ground.estimate(hub=berlin)
    make_contrast(ground.release, ground.occupation, ground.country, hub=berlin, **numbers)

    (hub,) = ground.read().by_hub

    assert hub.step is not None
    assert (hub.step.percent, hub.step.low, hub.step.high) == (18, 12, 26)
    assert hub.step.is_clear


def test_assumptions_are_those_of_the_market(ground: Ground) -> None:
    austria = make_country(code="AT", name_en="Austria")
    mine = make_assumption(ground.country)
    make_assumption(austria)
    make_assumption(ground.country, occupation=make_occupation(name_en="Data Engineer"))

    assert ground.read().assumptions == [mine]


def test_the_latest_is_the_newest_year_with_enough_samples(ground: Ground) -> None:
    ground.suppress(year=2025)
    ground.estimate(year=2024)
    ground.estimate(year=2023)

    summary = ground.read()

    assert summary.latest is not None
    assert summary.latest.year == 2024


def test_years_run_backwards_without_gaps(ground: Ground) -> None:
    ground.suppress(year=2025)
    ground.estimate(year=2024)
    ground.estimate(year=2021)

    years = [(one.year, one.pay is not None) for one in ground.read().by_year]

    assert years == [(2025, False), (2024, True), (2023, False), (2022, False), (2021, True)]


def test_seniorities_are_those_of_the_latest_year_in_the_place_itself(ground: Ground) -> None:
    berlin = make_hub(ground.country)
    ground.estimate(year=2024)
    ground.estimate(year=2024, seniority=Seniority.SENIOR)
    ground.suppress(year=2024, seniority=Seniority.ENTRY)
    ground.estimate(year=2023, seniority=Seniority.MID)
    ground.estimate(year=2024, seniority=Seniority.LEAD, hub=berlin)

    levels = [(one.seniority, one.pay is not None) for one in ground.read().by_seniority]

    assert levels == [
        (Seniority.ENTRY, False),
        (Seniority.MID, False),
        (Seniority.SENIOR, True),
        (Seniority.LEAD, False),
        (Seniority.EXECUTIVE, False),
    ]


def test_there_are_no_seniorities_where_not_one_is_known(ground: Ground) -> None:
    ground.estimate()

    assert ground.read().by_seniority == []


def test_a_hub_is_shown_in_its_own_newest_year(ground: Ground) -> None:
    berlin, munich = make_hub(ground.country), make_hub(ground.country, name_en="Munich")
    ground.estimate(year=2024)
    ground.suppress(year=2024, hub=berlin)
    ground.estimate(year=2023, hub=berlin)
    ground.estimate(year=2022, hub=berlin)
    ground.suppress(year=2024, hub=munich)

    hubs = [(one.hub, one.pay.year if one.pay else None) for one in ground.read().by_hub]

    assert hubs == [(berlin, 2023), (munich, None)]


def test_a_hub_has_its_own_figures_beside_those_of_its_country(ground: Ground) -> None:
    berlin = make_hub(ground.country)
    ground.estimate(year=2025, typical=Decimal(80_000))
    ground.estimate(
        year=2024,
        hub=berlin,
        typical=Decimal(84_000),
        typical_low=Decimal(80_000),
        typical_high=Decimal(88_000),
    )

    summary = ground.read(hub=berlin)

    assert summary.latest is not None
    assert (summary.latest.year, summary.latest.typical) == (2024, 84_000)
    assert summary.whole_country is not None
    assert (summary.whole_country.year, summary.whole_country.typical) == (2025, 80_000)
    assert [one.year for one in summary.by_year] == [2024]


def test_a_place_without_enough_samples_says_so_everywhere(ground: Ground) -> None:
    ground.suppress(year=2024)
    ground.suppress(year=2024, seniority=Seniority.MID)

    summary = ground.read()

    assert summary.latest is None
    assert summary.whole_country is None
    assert summary.level is None
    assert summary.by_year == []
    assert summary.by_seniority == []
    assert summary.sources == []


def test_a_place_that_was_never_observed_is_empty(ground: Ground) -> None:
    summary = ground.read()

    assert (summary.latest, summary.by_year, summary.by_hub) == (None, [], [])


def test_another_release_occupation_or_country_does_not_show_through(ground: Ground) -> None:
    austria = make_country(code="AT", name_de="Österreich", name_en="Austria")
    other_work = make_occupation(name_en="Data Engineer")
    other_release = make_release()
    make_estimate(ground.release, ground.occupation, austria)
    make_estimate(ground.release, other_work, ground.country)
    make_estimate(other_release, ground.occupation, ground.country)

    assert ground.read().latest is None


def test_the_sources_are_those_of_the_figures_shown_with_their_kinds(ground: Ground) -> None:
    make_source(slug="unused")
    ground.estimate(
        year=2024,
        provenance=[
            {"source": "pay-survey", "kind": "survey"},
            {"source": "pay-survey", "kind": "advert"},
        ],
    )

    (use,) = ground.read().sources

    assert use.source.slug == "pay-survey"
    assert use.kinds == (SourceKind.ADVERT, SourceKind.SURVEY)


def test_a_source_that_was_renamed_since_the_release_is_still_named(ground: Ground) -> None:
    ground.estimate(provenance=[{"source": "former-slug", "kind": "survey"}])

    (use,) = ground.read().sources

    assert (use.source.slug, use.kinds) == ("pay-survey", ())


def test_a_draft_is_not_read(ground: Ground) -> None:
    with pytest.raises(ValueError, match="draft"):
        read_pay(
            occupation=ground.occupation, country=ground.country, hub=None, release=ground.release
        )


def test_a_market_takes_four_queries(
    ground: Ground, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ground.estimate()
    publish(ground.release)

    for queries in (5, 4):  # assumptions are kept while nothing changes
        with django_assert_num_queries(queries):
            read_pay(
                occupation=ground.occupation,
                country=ground.country,
                hub=None,
                release=ground.release,
            )


def test_countries_are_those_with_enough_samples_each_in_its_newest_year(ground: Ground) -> None:
    austria = make_country(code="AT", name_de="Österreich", name_en="Austria")
    spain = make_country(code="ES", name_de="Spanien", name_en="Spain")
    ground.estimate(year=2024)
    ground.estimate(year=2023)
    ground.estimate(year=2025, seniority=Seniority.SENIOR)
    ground.estimate(year=2025, hub=make_hub(ground.country))
    make_suppressed_estimate(ground.release, ground.occupation, austria, year=2025)
    make_estimate(ground.release, ground.occupation, austria, year=2022)
    make_suppressed_estimate(ground.release, ground.occupation, spain)

    entries = read_countries(occupation=ground.occupation, release=ground.release)

    assert [(entry.country.code, entry.pay.year) for entry in entries] == [
        ("AT", 2022),
        ("DE", 2024),
    ]


def test_the_index_has_every_occupation_and_country_once(ground: Ground) -> None:
    austria = make_country(code="AT", name_de="Österreich", name_en="Austria")
    analyst = make_occupation(name_en="Data Analyst")
    ground.estimate(year=2024)
    ground.estimate(year=2023)
    make_estimate(ground.release, analyst, ground.country)
    make_estimate(ground.release, analyst, austria)
    ground.suppress(hub=make_hub(ground.country))

    entries = read_index(release=ground.release)

    assert [(entry.occupation.code, entry.country.code, entry.year) for entry in entries] == [
        ("data-analyst", "AT", 2024),
        ("data-analyst", "DE", 2024),
        ("machine-learning-engineer", "DE", 2024),
    ]


def test_the_sources_of_a_release_are_named_once_however_many_files_they_sent() -> None:
    survey, adverts = make_source(), make_source(slug="adverts")
    release = make_release(source=survey)
    release.batches.add(make_release(source=survey).batches.get())
    release.batches.add(make_release(source=adverts).batches.get())

    assert [source.slug for source in read_sources(release=release)] == ["adverts", "pay-survey"]


def test_the_publisher_of_exchange_rates_is_a_source_of_every_page() -> None:
    bank = make_source(slug="bank")
    make_source(slug="unused")
    make_rate(bank, year=2023)
    make_rate(bank, year=2024)

    assert read_rate_sources() == [bank]


def test_compared_groups_keep_their_order_and_fall_back_by_name(ground: Ground) -> None:
    berlin = make_hub(ground.country)
    ground.estimate(year=2024)
    ground.estimate(year=2023, typical=Decimal(77_000))
    ground.suppress(year=2024, hub=berlin)
    publish(ground.release)
    at = {"occupation": ground.occupation, "country": ground.country}

    found = read_groups(
        [Group(**at, hub=berlin), Group(**at, year=2023), Group(**at, year=2020)],
        release=ground.release,
    )

    assert [(one.level, one.pay.year if one.pay else None) for one in found] == [
        (Level(), 2024),
        (Level(), 2023),
        (None, None),
    ]
    assert [one.is_broader for one in found] == [True, False, False]


MARCH, APRIL = (datetime(2025, month, 1, 12, tzinfo=UTC) for month in (3, 4))
MAY = Moment(on=APRIL.date(), known_at=datetime(2025, 5, 1, tzinfo=UTC), is_now=True)


def test_each_publication_says_what_it_changed(ground: Ground) -> None:
    austria = make_country(code="AT", name_de="Österreich", name_en="Austria")
    spain = make_country(code="ES", name_de="Spanien", name_en="Spain")
    ground.estimate()
    make_estimate(ground.release, ground.occupation, austria)
    publish(ground.release, at=MARCH)
    second = make_release()
    make_estimate(second, ground.occupation, ground.country, typical=Decimal(82_000))
    make_estimate(second, ground.occupation, spain)
    publish(second, at=APRIL)

    newest, first = read_publications(moment=MAY)
    (revision,) = read_revisions(moment=MAY)

    assert read_largest(newest.largest) == [revision]
    assert (newest.number, newest.markets) == (second.number, 2)
    assert (newest.came, newest.went, newest.moved) == (1, 1, 1)
    assert (first.came, first.went, first.moved) == (None, None, None)
    assert (revision.before.typical, revision.after.typical) == (80_000, 82_000)


def test_the_market_that_changed_most_comes_first(ground: Ground) -> None:
    austria = make_country(code="AT", name_de="Österreich", name_en="Austria")
    ground.estimate()
    make_estimate(ground.release, ground.occupation, austria)
    publish(ground.release, at=MARCH)
    second = make_release()
    make_estimate(second, ground.occupation, ground.country, typical=Decimal(76_000))
    make_estimate(second, ground.occupation, austria, typical=Decimal(82_000))
    publish(second, at=APRIL)

    newest, _first = read_publications(moment=MAY)

    assert [one.country.code for one in read_largest(newest.largest)] == ["DE", "AT"]
    assert [one.country.code for one in read_revisions(moment=MAY)] == ["AT", "DE"]


def test_what_a_release_changed_is_counted_once_when_it_is_published(
    ground: Ground, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ground.estimate()
    publish(ground.release, at=MARCH)
    second = make_release()
    make_estimate(second, ground.occupation, ground.country, typical=Decimal(82_000))
    publish(second, at=APRIL)

    with django_assert_num_queries(2):
        newest, first = read_publications(moment=MAY)

    assert (newest.moved, first.moved) == (1, None)


def test_a_release_that_is_put_between_two_others_is_counted_beside_both(ground: Ground) -> None:
    ground.estimate()
    publish(ground.release, at=MARCH)
    between, last = make_release(), make_release()
    make_estimate(between, ground.occupation, ground.country, typical=Decimal(82_000))
    make_estimate(last, ground.occupation, ground.country)
    publish(last, at=APRIL)
    unchanged = read_publications(moment=MAY)[0].moved

    publish(between, at=APRIL - timedelta(days=1))
    changed = [one.moved for one in read_publications(moment=MAY)]
    cancel_publication(between.publications.get(), now=MARCH)

    assert (unchanged, changed) == (0, [1, 1, None])
    assert [one.moved for one in read_publications(moment=MAY)] == [0, None]


def test_a_forecast_stands_beside_what_came_true(ground: Ground) -> None:
    austria = make_country(code="AT", name_de="Österreich", name_en="Austria")
    ground.estimate(year=2024)
    make_projection(ground.release, ground.occupation, ground.country)
    make_projection(ground.release, ground.occupation, austria)
    publish(ground.release, at=MARCH)
    second = make_release()
    make_estimate(second, ground.occupation, ground.country, year=2025)
    low, typical, high = Decimal(91_500), Decimal(92_000), Decimal(93_000)
    outside = {"typical_low": low, "typical": typical, "typical_high": high}
    make_estimate(second, ground.occupation, austria, year=2025, **outside)
    publish(second, at=APRIL)

    found = read_forecasts(release=second)

    assert {one.country.code: one.is_inside for one in found.listed} == {"DE": True, "AT": False}
    assert {one.release_number for one in found.listed} == {ground.release.number}
    assert (found.count, found.inside) == (2, 1)
    (austrian,) = read_forecasts(release=second, most=1).listed
    assert austrian == found.listed[0]
    assert read_forecasts(release=ground.release).listed == []
