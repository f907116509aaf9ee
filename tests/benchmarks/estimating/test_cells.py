"""The cells of a release and what stands behind them."""

import numpy as np

from benchmarks.estimating.cells import CellKey, Level, find_cells, recent
from benchmarks.estimating.groups import gather
from benchmarks.estimating.support import count_support
from tests.benchmarks.estimating.markets import make_observations


def key(hub=-1, seniority=-1, occupation=1):
    return CellKey(country=1, occupation=occupation, hub=hub, seniority=seniority)


def counted(**columns):
    observations = make_observations(**columns)
    groups = gather(observations)
    cells = find_cells(groups)
    place = {cells.key(cell): cell for cell in range(len(cells))}
    return cells, count_support(cells, groups, observations), place


def test_a_sample_belongs_to_four_cells_at_most():
    cells, support, place = counted(pay=[1, 2, 3, 4], hub=[7, 7, -1, -1], seniority=[2, -1, 2, -1])

    assert sorted(place) == [key(), key(seniority=2), key(hub=7), key(hub=7, seniority=2)]
    assert support.n[place[key()]].tolist() == [4]
    assert support.n[place[key(hub=7)]].tolist() == [2]
    assert support.n[place[key(seniority=2)]].tolist() == [2]
    assert support.n[place[key(hub=7, seniority=2)]].tolist() == [1]
    assert cells.level[place[key(hub=7)]] == Level.HUB


def test_cells_are_in_the_order_of_their_keys():
    cells, _, place = counted(
        pay=[1, 2, 3], occupation=[2, 1, 1], hub=[3, 9, 4], seniority=[1, 0, -1]
    )

    assert list(place) == sorted(place)
    assert list(place.values()) == list(range(len(cells)))


def test_recent_years_are_the_year_and_the_two_before():
    table = np.array([[1.0, 2.0, 4.0, 8.0, 16.0]])

    assert recent(table).tolist() == [[1, 3, 7, 14, 28]]
    assert recent(table[:, :2]).tolist() == [[1, 3]]


def test_sources_and_employers_count_once_over_the_recent_years():
    _, support, place = counted(
        pay=[1, 2, 3, 4, 5, 6],
        year=[2020, 2021, 2021, 2022, 2024, 2024],
        source=[1, 1, 2, 2, 3, 3],
        employer=[5, 5, 6, -1, 7, -1],
    )

    whole = place[key()]
    assert support.recent_n[whole].tolist() == [1, 3, 4, 3, 3]
    assert support.sources[whole].tolist() == [1, 2, 2, 2, 2]
    assert support.employers[whole].tolist() == [1, 2, 2, 2, 1]
    # 2022 looks back on employers 5, 5, 6 and one without a name: 3 of 4 named, 2 of 3 at one.
    assert support.named_share[whole][2] == 3 / 4
    assert support.largest_share[whole][2] == 2 / 3


def test_the_newest_sample_is_counted_in_months_and_december_where_none_is_named():
    _, support, place = counted(
        pay=[1, 2, 3], year=[2022, 2022, 2024], month=[3, 5, -1], occupation=[1, 1, 2]
    )

    assert support.newest[place[key()]].tolist() == [2022 * 12 + 5] * 3
    assert support.newest[place[key(occupation=2)]].tolist() == [-1, -1, 2024 * 12 + 12]


def test_weights_count_as_effective_samples():
    _, support, place = counted(pay=[1, 2, 3], weight=[2.0, 1.0, 1.0])

    # (2 + 1 + 1)² / (4 + 1 + 1) = 16 / 6.
    assert support.n[place[key()]].tolist() == [3]
    assert support.n_effective[place[key()]].tolist() == [16 / 6]
