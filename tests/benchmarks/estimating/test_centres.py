"""A fit begins at the centres of the one before, group by group."""

import numpy as np

from benchmarks.estimating.centres import centres_of
from benchmarks.estimating.groups import gather
from tests.benchmarks.estimating.markets import make_world


def test_a_group_is_found_by_its_codes_and_a_new_one_is_not_known():
    world = make_world(seed=3)
    groups = gather(world)
    last = int(groups.year.max())
    before = gather(world.where(world.year < last))
    known = centres_of(before, np.arange(len(before), dtype=np.float64))

    found = known.of(groups)

    assert np.isnan(found[groups.year == last]).all()
    np.testing.assert_array_equal(found[groups.year < last], np.arange(len(before)))


def test_groups_of_other_codes_are_not_mistaken_for_known_ones():
    world = make_world(seed=3)
    groups = gather(world)
    elsewhere = gather(world.where(world.country == world.country.min()))
    known = centres_of(elsewhere, np.ones(len(elsewhere)))

    found = known.of(groups)

    np.testing.assert_array_equal(~np.isnan(found), groups.country == groups.country.min())
