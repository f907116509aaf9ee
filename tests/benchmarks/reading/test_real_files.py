"""Real spreadsheets that may not be shipped; read where they lie beside the project."""

from pathlib import Path

import pytest

from benchmarks.reading.table import open_table

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real spreadsheets are not here")


@pytest.mark.parametrize(
    ("name", "header_row", "columns", "rows"),
    [
        ("ai_jobs_net_salaries_2020_2025.csv", 1, 11, 74_301),
        ("it_salary_survey_eu_2018.csv", 1, 14, 773),
        ("it_salary_survey_eu_2019.csv", 1, 23, 991),
        ("it_salary_survey_eu_2020.csv", 1, 23, 1_306),
        ("levels_fyi.csv", 1, 8, 17_979),
        ("ask_a_manager_2021.xlsx", 1, 18, 27_663),
        ("glassdoor_manual_with_formulas.xlsx", 1, 6, 26),
        ("small.ods", 1, 4, 8),
        ("reference/ba_gesamtberufsliste_2019.xlsx", 4, 6, 27_854),
        ("reference/kldb.csv", 1, 2, 1_300),
        ("reference/kldb_beruf.csv", 1, 2, 18_838),
        ("reference/auxco_categories.csv", 1, 8, 1_130),
        ("reference/esco_isco_groups_en.csv", 1, 6, 619),
        ("reference/eurostat_labour_cost_growth.csv", 1, 11, 5_380),
        ("reference/german_cities.csv", 1, 8, 2_054),
    ],
)
def test_every_row_of_a_real_file_is_read(name, header_row, columns, rows):
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not here")

    with open_table(path, filename=path.name) as table:
        chunks = list(table.chunks())

    assert (table.header_row, len(table.columns)) == (header_row, columns)
    assert sum(len(chunk.rows) for chunk in chunks) == rows
    assert sum(len(chunk.refused) for chunk in chunks) == 0
