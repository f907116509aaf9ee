"""Tables that compare groups, and lists of what has data."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from articles import listings, tables, wording
from articles.knowledge import Knowledge
from articles.market import Market, read_market
from benchmarks.models import Country, Occupation, Release, Seniority
from benchmarks.moments import Moment
from benchmarks.queries import read_countries, read_index
from tests.factories import (
    make_contrast,
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_projection,
    make_release,
    make_suppressed_estimate,
    publish,
)

pytestmark = pytest.mark.django_db

NOW = Moment(on=date(2025, 6, 1), known_at=datetime(2025, 6, 1, 12, tzinfo=UTC), is_now=True)


def read(occupation: Occupation, country: Country, release: Release) -> Market:
    publish(release)
    return read_market(occupation=occupation, country=country, hub=None, knowledge=Knowledge(NOW))


def test_hubs_stand_below_their_country_the_best_paid_first() -> None:
    occupation, germany, release = make_occupation(), make_country(), make_release()
    make_estimate(release, occupation, germany)
    for name, median in (("Berlin", 79_000), ("Ulm", 81_000), ("Bonn", 79_000)):
        make_estimate(
            release, occupation, germany, hub=make_hub(germany, name_en=name), typical=median
        )
    make_suppressed_estimate(release, occupation, germany, hub=make_hub(germany, name_en="Jena"))
    market = read(occupation, germany, release)

    with translation.override("de"):
        table = tables.by_hub(market)

    assert [row.name for row in table.rows] == ["Deutschland insgesamt", "Ulm", "Berlin", "Bonn"]
    assert [row.is_current for row in table.rows] == [True, False, False, False]
    assert table.without_pay == ["Jena"]
    assert not table.shows_year


def test_hubs_of_different_years_show_them() -> None:
    occupation, germany, release = make_occupation(), make_country(), make_release()
    make_estimate(release, occupation, germany, year=2024)
    make_estimate(release, occupation, germany, year=2023, hub=make_hub(germany))

    assert tables.by_hub(read(occupation, germany, release)).shows_year


def test_a_country_without_described_hubs_has_no_row_of_its_own() -> None:
    occupation, germany, release = make_occupation(), make_country(), make_release()
    make_estimate(release, occupation, germany)
    make_suppressed_estimate(release, occupation, germany, hub=make_hub(germany))

    table = tables.by_hub(read(occupation, germany, release))

    assert (table.rows, table.without_pay) == ([], ["Berlin"])


def test_rows_of_one_table_share_a_scale() -> None:
    occupation, germany, release = make_occupation(), make_country(), make_release()
    make_estimate(release, occupation, germany)
    for level, typical in ((Seniority.ENTRY, 77_000), (Seniority.SENIOR, 83_000)):
        make_estimate(release, occupation, germany, seniority=level, typical=Decimal(typical))
    pay = read(occupation, germany, release).pay
    assert pay is not None

    entry, senior = (row.bar for row in tables.by_seniority(pay).rows)

    assert entry is not None
    assert senior is not None
    assert entry.typical == senior.typical
    assert str(entry.point) < str(senior.point)


def test_levels_say_which_share_of_the_samples_is_theirs() -> None:
    occupation, germany, release = make_occupation(), make_country(), make_release()
    make_estimate(release, occupation, germany, n=9, recent_n=9)
    make_estimate(release, occupation, germany, seniority=Seniority.SENIOR, n=7, recent_n=7)
    pay = read(occupation, germany, release).pay
    assert pay is not None

    with translation.override("de"):
        (senior,) = tables.by_seniority(pay).rows

    assert senior.share == "78\N{NO-BREAK SPACE}% aller"


def test_the_share_of_a_level_is_silent_where_the_hub_itself_has_no_figure() -> None:
    occupation, germany, release = make_occupation(), make_country(), make_release()
    berlin = make_hub(germany)
    make_estimate(release, occupation, germany, recent_n=9)
    make_estimate(release, occupation, germany, hub=berlin, seniority=Seniority.SENIOR, recent_n=7)
    make_suppressed_estimate(release, occupation, germany, hub=berlin)
    publish(release)
    market = read_market(
        occupation=occupation, country=germany, hub=berlin, knowledge=Knowledge(NOW)
    )
    assert market.pay is not None

    assert [row.share for row in tables.by_seniority(market.pay).rows] == [""]


def test_a_step_that_spans_zero_is_no_clear_difference() -> None:
    occupation, germany, release = make_occupation(), make_country(), make_release()
    make_estimate(release, occupation, germany)
    for level in (Seniority.MID, Seniority.SENIOR, Seniority.LEAD):
        make_estimate(release, occupation, germany, seniority=level)
    # 21 points are wide: the smallest round step above a tenth of it is 5.
    make_contrast(release, occupation, germany)
    low, high = Decimal("0.97"), Decimal("1.06")
    pair = {"seniority": "lead", "against": "senior", "ratio": Decimal("1.01")}
    make_contrast(release, occupation, germany, low=low, high=high, **pair)
    pay = read(occupation, germany, release).pay
    assert pay is not None

    with translation.override("en"):
        steps = [row.step for row in tables.by_seniority(pay).rows]

    assert steps == [
        "",
        "+25% (80%: +15% to +40%) from “Professional”",
        "no clear difference (80%: \N{MINUS SIGN}3% to +6%) from “Senior”",
    ]


def test_a_hub_borrows_a_level_of_its_country_by_name() -> None:
    occupation, germany, release = make_occupation(), make_country(), make_release()
    berlin = make_hub(germany)
    make_estimate(release, occupation, germany, hub=berlin)
    make_estimate(release, occupation, germany, seniority=Seniority.SENIOR)
    publish(release)
    pay = read_market(
        occupation=occupation, country=germany, hub=berlin, knowledge=Knowledge(NOW)
    ).pay
    assert pay is not None

    with translation.override("en"):
        rows = tables.by_seniority(pay).rows

    assert [(row.name, row.note) for row in rows] == [("Senior", "Germany overall")]


def test_next_years_projection_stands_above_the_years() -> None:
    occupation, germany, release = make_occupation(), make_country(), make_release()
    make_estimate(release, occupation, germany)
    make_projection(release, occupation, germany)
    pay = read(occupation, germany, release).pay
    assert pay is not None

    with translation.override("en"):
        table = tables.by_year(pay)

    assert [(row.name, row.note) for row in table.rows] == [("2025", "projection"), ("2024", "")]


def test_years_name_the_kind_of_their_samples_only_where_it_changes() -> None:
    occupation, germany, release = make_occupation(), make_country(), make_release()
    advert = [{"source": "adverts", "kind": "advert"}]
    make_estimate(release, occupation, germany, year=2024, provenance=advert)
    make_estimate(release, occupation, germany, year=2023, provenance=advert)
    pay = read(occupation, germany, release).pay
    assert pay is not None
    changing = make_release()
    make_estimate(changing, occupation, germany, year=2024, provenance=advert)
    make_estimate(changing, occupation, germany, year=2022)
    publish(changing, at=datetime(2025, 4, 1, tzinfo=UTC))
    changed = read_market(
        occupation=occupation, country=germany, hub=None, knowledge=Knowledge(NOW)
    ).pay
    assert changed is not None

    with translation.override("en"):
        same = [row.note for row in tables.by_year(pay).rows]
        different = tables.by_year(changed)

    assert same == ["", ""]
    assert [(row.name, row.note) for row in different.rows] == [
        ("2024", "job adverts"),
        ("2022", "survey of employees"),
    ]
    assert different.without_pay == ["2023"]


def test_countries_are_sorted_as_readers_of_each_language_expect() -> None:
    occupation, release = make_occupation(), make_release()
    for code, german, english in (
        ("AT", "Österreich", "Austria"),
        ("PL", "Polen", "Poland"),
        ("NL", "Niederlande", "Netherlands"),
    ):
        country = make_country(code=code, name_de=german, name_en=english)
        make_estimate(release, occupation, country)
    entries = read_countries(occupation=occupation, release=release)

    with translation.override("de"):
        german_names = [row.name for row in tables.by_country(entries, None).rows]
    with translation.override("en"):
        english_names = [row.name for row in tables.by_country(entries, None).rows]

    assert german_names == ["Niederlande", "Österreich", "Polen"]
    assert english_names == ["Austria", "Netherlands", "Poland"]


def test_home_names_four_countries_of_an_occupation_and_counts_the_rest() -> None:
    occupation, release = make_occupation(), make_release()
    for samples, code in enumerate(("AT", "BE", "CH", "DK", "EE", "FR"), start=10):
        country = make_country(code=code, name_en=f"Country {code}")
        make_estimate(release, occupation, country, recent_n=samples)
    entries = read_index(release=release)

    with translation.override("en"):
        (section,) = listings.by_family(entries, None)

    (entry,) = section.occupations
    assert [link.text for link in entry.countries] == [
        "Country CH",
        "Country DK",
        "Country EE",
        "Country FR",
    ]
    assert entry.more == 2
    assert entry.link.href == "/en/salary/machine-learning-engineer/"


def test_the_list_of_countries_names_the_best_known_occupations_and_leads_to_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listings, "SHOWN_OCCUPATIONS", 2)
    germany, release = make_country(), make_release()
    for name, samples in (("Zoo", 12), ("Bee", 10), ("Ant", 11)):
        make_estimate(release, make_occupation(name_en=name), germany, recent_n=samples)
    entries = read_index(release=release)

    with translation.override("en"):
        (section,) = listings.by_country(entries, None)

    assert [link.text for link in section.occupations] == ["Ant", "Zoo"]
    assert (section.more, section.page) == (1, "/en/places/germany/")


def test_families_come_in_their_own_order_and_only_with_data() -> None:
    germany, release = make_country(), make_release()
    for name, family in (("Zoo", "data"), ("Ant", "data"), ("Web", "software")):
        make_estimate(release, make_occupation(name_en=name, family=family), germany)
    make_occupation(name_en="Unseen", family="security")
    entries = read_index(release=release)

    with translation.override("en"):
        sections = listings.by_family(entries, None)

    assert [
        (section.name, [entry.link.text for entry in section.occupations]) for section in sections
    ] == [("Software", ["Web"]), ("Data", ["Ant", "Zoo"])]
    assert listings.extent(entries) == listings.Extent(occupations=3, countries=1)


def test_links_of_a_page_of_another_day_lead_to_that_day() -> None:
    occupation, germany, release = make_occupation(), make_country(), make_release()
    make_estimate(release, occupation, germany)
    entries = read_index(release=release)

    with translation.override("de"):
        (section,) = listings.by_country(entries, date(2025, 4, 1))

    assert [link.href for link in section.occupations] == [
        "/de/gehalt/machine-learning-engineer/deutschland/?as_of=2025-04-01"
    ]


def test_the_month_of_the_newest_sample_is_said_only_where_samples_name_more_than_a_year() -> None:
    occupation, germany, release = make_occupation(), make_country(), make_release()
    austria = make_country(code="AT", name_en="Austria")
    make_estimate(release, occupation, germany, observed_to=date(2024, 9, 15))
    make_estimate(release, occupation, austria, observed_to=date(2024, 1, 1))

    to_the_day = read(occupation, germany, release).pay
    to_the_year = read_market(
        occupation=occupation, country=austria, hub=None, knowledge=Knowledge(NOW)
    ).pay

    assert to_the_day is not None
    assert to_the_year is not None
    assert to_the_day.latest is not None
    assert to_the_year.latest is not None
    with translation.override("en"):
        assert wording.newest(to_the_day.latest) == "September 2024"
        assert wording.newest(to_the_year.latest) == "2024"
        assert wording.grade_words(to_the_day.latest, NOW.on).reasons == [
            "The 80% interval reaches up to 5% to either side.",
            "It rests on 90 effective samples of three years from 3 sources.",
            "The newest sample is from September 2024, 9 months ago.",
        ]
