"""Official growth of wages: taken out of Eurostat's table, and told to the model."""

from pathlib import Path

import pytest

from benchmarks.figures_of_release import release_settings
from benchmarks.reference import eurostat_wages
from benchmarks.wage_growth import expected_growth, published_growth
from tests.factories import make_country

# As the data browser writes it; what differs from what we take comes first.
HEADER = "unit,nace_r2,lcstruct,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG"
PERCENT = "Percentage change on previous period"
ROWS = [
    (PERCENT, "Mining and quarrying", eurostat_wages.WAGES, "Germany", "2024", "4.9", ""),
    (PERCENT, eurostat_wages.ECONOMY, "Labour cost for LCI", "Germany", "2024", "5.3", ""),
    (PERCENT, eurostat_wages.ECONOMY, eurostat_wages.WAGES, "Euro area", "2024", "4.4", ""),
    (PERCENT, eurostat_wages.ECONOMY, eurostat_wages.WAGES, "Malta", "2024", "", ""),
    (PERCENT, eurostat_wages.ECONOMY, eurostat_wages.WAGES, "Germany", "2024", "5.1", ""),
    (PERCENT, eurostat_wages.ECONOMY, eurostat_wages.WAGES, "Türkiye", "2023", "39.6", "p"),
]


def test_wages_of_the_whole_economy_are_taken_and_nothing_else(tmp_path: Path) -> None:
    table = tmp_path / "lc_lci_r2_a.csv"
    lines = [",".join(f'"{cell}"' for cell in row) for row in ROWS]
    table.write_text("\n".join([HEADER, *lines]), encoding="utf-8-sig")

    found = list(
        eurostat_wages.wage_growth(table, {"Germany": "DE", "Turkey": "TR", "Malta": "MT"})
    )

    assert found == [("DE", 2024, "5.1", ""), ("TR", 2023, "39.6", "p")]


def test_the_table_holds_what_eurostat_published_for_germany() -> None:
    growth = [published_growth()["DE", year] for year in range(2016, 2026)]

    assert growth == pytest.approx(
        [0.022, 0.033, 0.029, 0.030, 0.022, 0.012, 0.042, 0.043, 0.051, 0.037]
    )


def test_a_country_is_known_by_its_number_and_one_that_is_not_in_the_table_by_the_prior() -> None:
    growth = expected_growth({7: "DE", 8: "US"})

    assert growth.known[7, 2024] == pytest.approx(0.051)
    assert growth.log_step(8, 2024) == growth.log_step(7, 2099)  # the prior of any year
    assert {country for country, _ in growth.known} == {7}


@pytest.mark.django_db
def test_a_release_expects_the_published_growth() -> None:
    germany = make_country()

    assert release_settings().growth.known[germany.pk, 2024] == pytest.approx(0.051)
