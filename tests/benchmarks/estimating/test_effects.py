"""Which effects the data can speak of."""

from itertools import pairwise

import numpy as np

from benchmarks.estimating.effects import lay_out
from benchmarks.estimating.groups import gather
from benchmarks.estimating.observations import Evidence
from tests.benchmarks.estimating.markets import make_observations, make_world


def names(effects):
    return {block.term.name for block in effects.blocks}


def columns_of(effects, name):
    field = [block.term.name for block in effects.blocks].index(name)
    return effects.column[:, field]


def test_every_column_belongs_to_one_term():
    effects = lay_out(gather(make_world(seed=1)))

    edges = [(block.start, block.stop) for block in effects.blocks]

    assert edges[0][0] == 0
    assert all(stop == start for (_, stop), (start, _) in pairwise(edges))
    assert len(effects.reach) == effects.count


def test_one_kind_of_evidence_has_no_effect_of_its_own():
    one = lay_out(gather(make_observations(pay=[1, 2])))
    two = lay_out(gather(make_observations(pay=[1, 2], kind=[Evidence.SURVEY, Evidence.ADVERT])))

    assert "kind" not in names(one)
    assert "kind" in names(two)


def test_a_country_without_hubs_has_no_effects_of_hubs():
    effects = lay_out(gather(make_observations(pay=[1, 2, 3], country=[1, 2, 2], hub=[-1, -1, 7])))

    hub = columns_of(effects, "hub")

    assert hub[0] == -1
    assert np.all(hub[1:] >= 0)


def test_a_source_alone_in_its_years_is_not_told_from_them():
    waves = lay_out(gather(make_observations(pay=[1, 2], source=[1, 2], year=[2023, 2024])))
    peers = lay_out(
        gather(make_observations(pay=[1, 2, 3], source=[1, 2, 3], year=[2023, 2024, 2024]))
    )

    assert "source" not in names(waves)
    assert columns_of(peers, "source").tolist()[0] == -1
    assert np.all(columns_of(peers, "source")[1:] >= 0)


def test_a_walk_begins_with_its_first_samples_and_ends_before_the_last_year():
    effects = lay_out(
        gather(make_observations(pay=[1, 2, 3], occupation=[1, 1, 2], year=[2022, 2024, 2023]))
    )

    walk = next(block for block in effects.blocks if block.term.name == "market×year")

    # Occupation 1 from 2022 (two columns: 2022, 2023), occupation 2 from 2023 (one column).
    assert walk.stop - walk.start == 3
    assert walk.first[(1, 1)] == (walk.start, 2022)
    assert walk.first[(1, 2)] == (walk.start + 2, 2023)
    assert effects.reach[walk.start : walk.stop].tolist() == [
        walk.start + 2,
        walk.start + 2,
        walk.start + 3,
    ]
    assert columns_of(effects, "market×year").tolist() == [walk.start, -1, walk.start + 2]


def test_a_single_year_has_no_walks():
    effects = lay_out(gather(make_observations(pay=[1, 2, 3])))

    assert not any(block.term.walks for block in effects.blocks)
