"""Groups of samples and the hash over them."""

from dataclasses import fields, replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.cells import ALL_LEVELS, EVERYWHERE, CellKey, SampleColumns, cells


def make_columns(*rows: tuple[int, int, int, float]) -> SampleColumns:
    """Rows of hub, seniority, year and pay; all of occupation 1 in country 2."""
    n = len(rows)
    hub, seniority, year, pay = (np.array(column) for column in zip(*rows, strict=True))
    return SampleColumns(
        occupation=np.full(n, 1),
        country=np.full(n, 2),
        hub=hub,
        seniority=seniority,
        year=year,
        observed_on=(year - 1970) * 365,
        provenance=np.zeros(n, dtype=np.int64),
        pay=pay.astype(np.float64),
    )


def test_a_sample_belongs_to_its_country_and_hub_to_all_levels_and_its_own() -> None:
    columns = make_columns((7, 3, 2024, 80_000.0))

    found = {key for key, _rows in cells(columns)}

    assert found == {
        CellKey(occupation=1, country=2, hub=hub, seniority=seniority, year=2024)
        for hub in (EVERYWHERE, 7)
        for seniority in (ALL_LEVELS, 3)
    }


def test_a_sample_without_hub_or_level_belongs_to_the_country_alone() -> None:
    columns = make_columns((EVERYWHERE, ALL_LEVELS, 2024, 80_000.0))

    found = [key for key, _rows in cells(columns)]

    assert found == [
        CellKey(occupation=1, country=2, hub=EVERYWHERE, seniority=ALL_LEVELS, year=2024)
    ]


def test_a_group_holds_the_positions_of_its_samples() -> None:
    columns = make_columns(
        (7, 3, 2024, 1.0), (8, 3, 2024, 2.0), (7, 3, 2023, 3.0), (7, ALL_LEVELS, 2024, 4.0)
    )

    by_key = {key: sorted(rows.tolist()) for key, rows in cells(columns)}

    berlin_2024 = CellKey(occupation=1, country=2, hub=7, seniority=ALL_LEVELS, year=2024)
    senior_2024 = CellKey(occupation=1, country=2, hub=EVERYWHERE, seniority=3, year=2024)
    assert by_key[berlin_2024] == [0, 3]
    assert by_key[senior_2024] == [0, 1]


@given(st.permutations(range(5)))
def test_the_hash_does_not_depend_on_the_order_of_samples(order: list[int]) -> None:
    columns = make_columns(*[(-1, level, 2020 + level, 50_000.0 + level) for level in range(5)])
    shuffled = SampleColumns(
        **{field.name: getattr(columns, field.name)[order] for field in fields(columns)}
    )

    assert shuffled.sha256() == columns.sha256()


def test_the_hash_changes_with_a_cent() -> None:
    columns = make_columns((7, 3, 2024, 80_000.00))

    dearer = replace(columns, pay=columns.pay + 0.01)

    assert dearer.sha256() != columns.sha256()
