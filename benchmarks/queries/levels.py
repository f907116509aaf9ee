"""Which level of a market is described, and the next broader one by name where it can't be."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.grades import Grade, choose_level
from benchmarks.estimating.observations import NONE
from benchmarks.models import Hub, Seniority
from benchmarks.queries.figures import Pay

LEVELS = {level: number for number, level in enumerate(Seniority)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A part of an occupation's market in a country; None where it takes in all of them."""

    hub: Hub | None = None
    seniority: Seniority | None = None


def choose(wanted: Level, pays: Mapping[Level, Pay]) -> Level | None:
    """The nearest level of grade A to C, else the nearest range; None where there is no figure."""
    by_key = {_key(level): level for level in pays}
    grades = {key: Grade(pays[level].grade.value) for key, level in by_key.items()}
    chosen = choose_level(_key(wanted), grades)
    return by_key[chosen.key] if chosen else None


def _key(level: Level) -> CellKey:
    return CellKey(
        country=0,
        occupation=0,
        hub=level.hub.pk if level.hub else NONE,
        seniority=NONE if level.seniority is None else LEVELS[level.seniority],
    )
