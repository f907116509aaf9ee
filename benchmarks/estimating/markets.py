"""Walks a fit market by market: whose samples and cells are there, and where its effects stand."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.cells import Cells, recent
from benchmarks.estimating.elimination import downwards
from benchmarks.estimating.fronts import Front
from benchmarks.estimating.groups import Groups, joint_code, runs
from benchmarks.estimating.mixed_model import Fit
from benchmarks.estimating.observations import NONE, Codes, Reals


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The finest groups of people: one per market, hub and seniority, unknown ones (-1) included.

    Sorted as the groups are, so that a market's parts lie together; `example` is a group of each,
    `mass` a table of parts × years with the weight of the samples.
    """

    country: Codes
    occupation: Codes
    hub: Codes
    seniority: Codes
    example: Codes
    mass: Reals


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """One occupation in one country: slices of the parts and of the cells, the latter as a list.

    Its effects are among the columns of `front`, with their `covariance`; `place` says for each
    column of the whole model which of the front's it is, -1 for none.
    """

    country: int
    occupation: int
    parts: slice
    cells: slice
    front: Front
    covariance: Reals
    place: Codes


def find_parts(groups: Groups, cells: Cells) -> Parts:
    code = joint_code(groups.country, groups.occupation, groups.hub, groups.seniority)
    example, part = runs(code)  # the groups are sorted by just these
    place = (part * cells.years + cells.year_of_group)[groups.group_of_row]
    mass = np.bincount(place, weights=groups.weight, minlength=len(example) * cells.years)
    return Parts(
        country=groups.country[example],
        occupation=groups.occupation[example],
        hub=groups.hub[example],
        seniority=groups.seniority[example],
        example=example,
        mass=mass.reshape(len(example), cells.years),
    )


def recent_mass(parts: Parts) -> Reals:
    """Weight of each part in a year and the two before, for the years and the one beyond."""
    beyond = np.zeros((len(parts.mass), 1))
    return recent(np.concatenate([parts.mass, beyond], axis=1))


def markets(fit: Fit, cells: Cells, parts: Parts) -> Iterator[Market]:
    """Every market, those of a front one after the other; each is to be read before the next."""
    code = joint_code(
        np.concatenate([parts.country, cells.country]),
        np.concatenate([parts.occupation, cells.occupation]),
    )
    first_part, _ = runs(code[: len(parts.country)])
    first_cell, _ = runs(code[len(parts.country) :])
    starts = parts.example[first_part]
    last_part = np.append(first_part[1:], len(parts.country))
    last_cell = np.append(first_cell[1:], len(cells))
    place = np.full(fit.effects.count, NONE)
    for front, _, covariance in downwards(fit.solution.fronts, fit.solution.eliminations):
        low, high = np.searchsorted(starts, [front.start, front.stop])
        place[front.columns] = np.arange(len(front.columns))
        for number in range(low, high):
            yield Market(
                country=int(parts.country[first_part[number]]),
                occupation=int(parts.occupation[first_part[number]]),
                parts=slice(int(first_part[number]), int(last_part[number])),
                cells=slice(int(first_cell[number]), int(last_cell[number])),
                front=front,
                covariance=covariance,
                place=place,
            )
        place[front.columns] = NONE
