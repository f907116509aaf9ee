"""Lays the mixed-model equations out in fronts: market by market, country by country, the world.

Henderson's equations (Biometrics 31, 1975, p. 423) are sparse: the effects of one market meet
those of another only through the effects of their country and of the world. So each market is
a small dense piece of them, a front, and its country and the world are the fronts above it.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from benchmarks.estimating.effects import Effects, Home
from benchmarks.estimating.groups import Groups, joint_code, ranked, runs
from benchmarks.estimating.observations import NONE, Codes, Reals

WHOLE_COUNTRY_BELOW = 200
"""A country with fewer effects than this is one front: splitting it would only cost time."""

WORLD = -1
"""The front of the world is the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A dense piece of the system: `own` columns to eliminate, then those shared with its parent.

    `columns` numbers them in the whole model, ascending, the own ones first. The groups from
    `start` to `stop` belong here. The effects of a group are those of its part (who) and those of
    its moment (when, and by what evidence), and there are far fewer of these than groups: the rows
    of `design` are first the parts, then the moments, and `part` and `moment` say which two of them
    add up to each group. `in_parent` says where the shared columns are found among the
    parent's.
    """

    columns: Codes
    own: int
    start: int
    stop: int
    part: Codes
    moment: Codes
    packed_design: NDArray[np.int8]
    parent: int
    in_parent: Codes

    @property
    def design(self) -> Reals:
        """0, 1 and years; kept small, since all of them together are large."""
        return self.packed_design.astype(np.float64)

    def square_in_parent(self, size: int) -> Codes:
        """Where the shared columns' square lies in the parent's matrix of that size, laid flat.

        numpy finds entries by one number in half the time that it takes by row and column.
        """
        return self.in_parent[:, None] * size + self.in_parent

    def equations(self, precision: Reals, target: Reals) -> tuple[Reals, Reals]:
        """X′RX and X′R y, from the precision and the target of the groups of this front."""
        number = len(self.packed_design)
        crossed = np.zeros((number, number))
        crossed[self.part, self.moment] = precision
        crossed[self.moment, self.part] = precision
        crossed.reshape(-1)[:: number + 1] = crossed.sum(axis=1)
        pull = precision * target
        pulled = np.bincount(self.part, weights=pull, minlength=number)
        pulled += np.bincount(self.moment, weights=pull, minlength=number)
        design = self.design
        return design.T @ (crossed @ design), design.T @ pulled

    def fitted(self, effect: Reals, covariance: Reals) -> tuple[Reals, Reals]:
        """The sum of effects of each group of this front, and its variance."""
        design = self.design
        of_row = design @ effect
        crossed = design @ covariance @ design.T
        alone = np.diagonal(crossed)
        variance = alone[self.part] + alone[self.moment] + 2 * crossed[self.part, self.moment]
        return of_row[self.part] + of_row[self.moment], np.maximum(variance, 0.0)


def plan(groups: Groups, effects: Effects) -> tuple[Front, ...]:
    """The fronts of these groups, children before parents, the world last."""
    home = np.concatenate(
        [np.full(block.stop - block.start, block.term.home) for block in effects.blocks]
    )
    halves = _halves(groups)
    fronts: list[Front] = []
    for start, stop in _spans(groups.country, 0, len(groups)):
        used = _used(effects, start, stop)
        lasting = used[home[used] != Home.MARKET]
        shared = used[home[used] == Home.WORLD]
        if len(used) - len(shared) < WHOLE_COUNTRY_BELOW:
            own = used[home[used] != Home.WORLD]
            fronts.append(_front(effects, halves, own, shared, start, stop, WORLD, shared))
            continue
        own = lasting[len(shared) :]
        country_columns = np.concatenate([own, shared])
        markets = _spans(groups.occupation, start, stop)
        parent = len(fronts) + len(markets)
        place = np.zeros(effects.count, dtype=np.int64)
        place[country_columns] = np.arange(len(country_columns))
        for first, last in markets:
            used = _used(effects, first, last)
            mine, theirs = used[home[used] == Home.MARKET], used[home[used] != Home.MARKET]
            fronts.append(_front(effects, halves, mine, theirs, first, last, parent, place[theirs]))
        fronts.append(_front(effects, halves, own, shared, stop, stop, WORLD, shared))
    world = np.flatnonzero(home == Home.WORLD)
    nothing, end = world[:0], len(groups)
    return (*fronts, _front(effects, halves, world, nothing, end, end, WORLD, nothing))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Halves:
    """The part and the moment of each group, numbered so that a market's lie together."""

    part: Codes
    moment: Codes


def _halves(groups: Groups) -> _Halves:
    _, part = ranked(joint_code(groups.country, groups.occupation, groups.hub, groups.seniority))
    _, moment = ranked(
        joint_code(groups.country, groups.occupation, groups.year, groups.kind, groups.source)
    )
    return _Halves(part=part, moment=moment)


def _front(
    effects: Effects,
    halves: _Halves,
    own: Codes,
    shared: Codes,
    start: int,
    stop: int,
    parent: int,
    in_parent: Codes,
) -> Front:
    columns = np.concatenate([own, shared])
    parts, part = ranked(halves.part[start:stop])
    _, moment = ranked(halves.moment[start:stop])
    moment = moment + parts
    return Front(
        columns=columns,
        own=len(own),
        start=start,
        stop=stop,
        part=part,
        moment=moment,
        packed_design=_design(effects, columns, start, part, moment),
        parent=parent,
        in_parent=in_parent,
    )


def _design(
    effects: Effects, columns: Codes, start: int, part: Codes, moment: Codes
) -> NDArray[np.int8]:
    """The effects of each part and of each moment, by the groups that have them."""
    place = np.empty(effects.count, dtype=np.int32)  # only the front's own columns are asked for
    place[columns] = np.arange(len(columns))
    example = np.zeros(int(moment.max()) + 1 if len(moment) else 0, dtype=np.int64)
    example[part] = example[moment] = start + np.arange(len(part))
    column = np.where(
        (np.arange(len(example)) > part.max(initial=NONE))[:, None] == effects.is_timed,
        effects.column[example],
        NONE,
    )
    row, field = np.nonzero(column != NONE)
    design = np.zeros((len(example), len(columns)), dtype=np.int8)
    design[row, place[column[row, field]]] = 1
    drift = np.flatnonzero(columns == effects.drift)
    design[:, drift] *= np.maximum(effects.years[example, None], -100).astype(np.int8)
    return design


def _used(effects: Effects, start: int, stop: int) -> Codes:
    """The columns of some groups, ascending, and the years without data inside their walks.

    Kinds and sources belong to all: pay is stated in those of its country, though a market may
    have no sample of them.
    """
    is_used = np.zeros(effects.count + 1, dtype=bool)  # the last one stands for "no effect", -1
    is_used[effects.column[start:stop]] = True
    used = np.flatnonzero(is_used[:-1])
    length = effects.reach[used] - used
    within = np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length, length)
    is_used[np.repeat(used, length) + within] = True
    is_used[effects.of_evidence] = True
    return np.flatnonzero(is_used[:-1])


def _spans(codes: Codes, start: int, stop: int) -> list[tuple[int, int]]:
    """Where each run of equal codes starts and stops, between two groups."""
    starts, _ = runs(codes[start:stop])
    edges = [*(starts + start).tolist(), stop]
    return list(pairwise(edges))
